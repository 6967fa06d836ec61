"""The interview's screen: sections at the side, the question in the middle, what keys do below."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.events import Key
from textual.widgets import Input, Static

from jazari_assess.interview.bidi import Words
from jazari_assess.interview.session.entry import read_entry
from jazari_assess.interview.session.keys import Done, Pick, Statements, Ticks, Typed
from jazari_assess.interview.session.review import review
from jazari_assess.interview.session.view import effect_words, is_bound, understood_words
from jazari_assess.interview.tui import words
from jazari_assess.interview.tui.asking import Asking
from jazari_assess.interview.tui.keyboard import digit_of, letter_of
from jazari_assess.interview.tui.notice import Notice, Said, notice_words
from jazari_assess.interview.tui.paragraphs import Paragraph, Paragraphs
from jazari_assess.interview.tui.question_keys import QuestionKeys
from jazari_assess.interview.tui.reports import Reports
from jazari_assess.interview.tui.side import side_rows
from jazari_assess.model.questionnaire import NumberQuestion

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from jazari_assess.interview.session.guide import Guide
    from jazari_assess.model.assessment import GivenValue

_NARROW = 70
_AS_BEFORE = "="
_NUMBERS = ("staff", "turnover", "ice")
_NUMBER_CHARACTERS = frozenset("0123456789.,\u066b\u066c%-+ ")


class Field(Input):
    """Where a value is typed; a number field leaves letters to the keys of the screen."""

    is_number = False

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Take printable characters, in a number field only those of numbers."""
        if not super().check_consume_key(key, character):
            return False
        return not self.is_number or character in _NUMBER_CHARACTERS or (character or "").isdecimal()

    def action_cursor_left(self, select: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's own signature
        """Move in what is typed; from an empty field to the question on that side."""
        if self.value or not isinstance(self.screen, MainScreen):
            super().action_cursor_left(select)
        else:
            self.screen.action_side(-1)

    def action_cursor_right(self, select: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's own signature
        """Move in what is typed; from an empty field to the question on that side."""
        if self.value or not isinstance(self.screen, MainScreen):
            super().action_cursor_right(select)
        else:
            self.screen.action_side(1)

    async def _on_key(self, event: Key) -> None:
        """Let what does not belong to a number go on to the keys of the screen."""
        if event.is_printable and not self.check_consume_key(event.key, event.character):
            event.prevent_default()


class MainScreen(QuestionKeys):
    """One interview on the full screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "point(-1)", show=False),
        Binding("down", "point(1)", show=False),
        Binding("enter", "enter", show=False),
        Binding("space", "tick", show=False),
        Binding("left", "side(-1)", show=False),
        Binding("right", "side(1)", show=False),
        Binding("pageup,ctrl+up", "step(-1)", show=False),
        Binding("pagedown,ctrl+down", "step(1)", show=False),
        Binding("escape", "leave_field", show=False),
    ]

    AUTO_FOCUS = ""

    def __init__(self, guide: Guide) -> None:
        """Take an interview that stands at its first question."""
        super().__init__()
        self.guide = guide
        self.asking: Asking | None = None
        self.with_help = False

    def compose(self) -> ComposeResult:
        """Place, side, question with its field, hints."""
        yield Static(id="place")
        with Horizontal(id="middle"):
            yield Paragraphs(id="side")
            with VerticalScroll(id="pane", can_focus=False):
                yield Paragraphs(id="question")
                yield Field(id="field")
        yield Static(id="hints")

    def on_mount(self) -> None:
        """Show the first question."""
        self.ask()

    def on_resize(self) -> None:
        """Lay everything out anew."""
        self.show()

    # What is shown -------------------------------------------------------------------------------------------------

    def ask(self, *, exact: bool = False) -> None:
        """Show the question the session stands at, or the end."""
        name = self.guide.session.current
        self.asking = None if name is None else Asking(guide=self.guide, name=name, exact=exact)
        self.with_help = False
        self._prepare_field()
        self.show()
        self.query_one("#pane", VerticalScroll).scroll_home(animate=False)

    def _prepare_field(self) -> None:
        field = self.query_one("#field", Field)
        asking = self.asking
        typed = asking is not None and isinstance(asking.keys, Typed)
        field.display = typed
        field.disabled = not typed
        if asking is None or not typed:
            self.set_focus(None)
            return
        question = self.guide.session.question(asking.name)
        field.is_number = question.kind == "number" or getattr(question, "field", "") in _NUMBERS
        field.value = "" if asking.value is None else self._as_typed(asking.value)
        field.focus()

    def _as_typed(self, value: GivenValue) -> str:
        return f"{value:g}" if isinstance(value, float) else str(value)

    def show(self) -> None:
        """Show everything anew, in the present language, theme and size."""
        layout = self.guide.layout
        self.set_class(layout.direction == "rtl", "rtl")
        self.query_one("#side").display = self._has_side()
        self.query_one("#place", Static).update(Words(text=self._place(), layout=layout))
        self.query_one("#hints", Static).update(Words(text=words.hints(self.guide, self.asking), layout=layout))
        self.query_one("#side", Paragraphs).put(self._side())
        self.query_one("#question", Paragraphs).put(self._paragraphs())

    def _has_side(self) -> bool:
        """Say whether there is room for the sections: at the end, and where the terminal orders Arabic, there is not.

        A terminal that orders Arabic itself orders whole lines, and would let two columns change places.
        """
        layout = self.guide.layout
        one_column = layout.direction == "rtl" and not layout.is_visual
        return self.asking is not None and self.size.width >= _NARROW and not one_column

    def _paragraphs(self) -> list[Paragraph]:
        if self.asking is not None:
            return self.asking.paragraphs(self.colours, with_help=self.with_help)
        speech, layout = self.guide.speech, self.guide.layout
        shown = words.live_lines(self.guide, self.colours)
        count = str(len(review(self.guide.session)))
        shown += [Words(text="", layout=layout), Words(text=speech.say("end.review", count=count), layout=layout)]
        shown.append(Words(text=speech.say("end.reports"), layout=layout, style=self.colours.marked))
        return [Paragraph(words=one) for one in shown]

    def _place(self) -> str:
        guide = self.guide
        speech, done, name = guide.speech, guide.progress(), guide.session.current
        assessment = guide.session.assessment
        head = f"{assessment.profile.firm} · {assessment.stage}"
        told = speech.say(
            "progress.short",
            answered=str(done.answered),
            total=str(done.total),
            weight=speech.figures.percent(done.weight),
            minutes=str(round(done.minutes)),
        )
        if name is None:
            return f"{head} · {told}"
        section = speech.questionnaire.sections[guide.session.questionnaire.section_of(name)].title
        return f"{head} · {told} · {section}"

    def _side(self) -> list[Paragraph]:
        guide, colours = self.guide, self.colours
        here = self.asking and guide.session.questionnaire.section_of(self.asking.name)
        shown = []
        for section, (title, told, is_done) in side_rows(guide).items():
            style = colours.pointed if section == here else colours.chosen if is_done else ""
            words_shown = Words(text=f"{title} {told}", layout=guide.layout, style=style)
            shown.append(Paragraph(words=words_shown, click=f"section {section}"))
        return shown

    # Answers -------------------------------------------------------------------------------------------------------

    def take(self, done: Done | None) -> None:
        """Answer, once what the answer does to others is agreed; without an answer show what the keys have said."""
        asking = self.asking
        if done is None or asking is None:
            self.show()
            return
        name, remark = asking.name, self._remark(asking, done)
        old = self.guide.estimates(name)
        answer = self.guide.session.answer
        self.agree(name, done.value, lambda: answer(name, done.value, remark=remark, outdated=old))

    def take_option(self, position: int) -> None:
        """Answer with the option at a position."""
        if self.asking is not None:
            self.take(self.asking.choose(position))

    def _remark(self, asking: Asking, done: Done) -> str | None:
        """Return the note that says a number was picked from a list; none where it is exact all the same."""
        question = self.guide.session.question(asking.name)
        if not done.approximate or (
            isinstance(question, NumberQuestion) and is_bound(question, float(str(done.value)))
        ):
            return None
        return self.guide.estimate(asking.name, self.guide.speech)

    def agree(self, name: str, value: GivenValue, deed: Callable[[], object]) -> None:
        """Do it at once, unless an answer that was given would stop or start to count: then ask first."""
        session, speech = self.guide.session, self.guide.speech
        if not session.effects_of(name, value).touches_answers:
            self.attempt(deed)
            return
        told = effect_words(session, name, value, speech)
        self.confirm(told, lambda: self.attempt(deed))

    def on_key(self, event: Key) -> None:
        """Take digits of every keyboard, and the letters of Arabic keys."""
        if self.focused is not None:
            return
        digit, letter = digit_of(event.character), letter_of(event.character)
        if digit is not None and self.asking is not None:
            event.stop()
            self._digit(self.asking, digit)
        elif letter is not None:
            event.stop()
            self.app.simulate_key({"?": "question_mark", "/": "slash"}.get(letter, letter))

    def _digit(self, asking: Asking, digit: str) -> None:
        if digit == "0" and isinstance(asking.keys, Pick) and not asking.keys.approximate:
            name = asking.name
            self.attempt(lambda: self.guide.session.answer_unknown(name))
            return
        self.take(asking.digit(digit))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what was typed; an empty field takes an answer back, or leaves the question open."""
        asking = self.asking
        if asking is None:
            return
        typed = event.value
        if not typed.strip():
            self.attempt(lambda: self._emptied(asking.name))
            return
        if typed.strip() == _AS_BEFORE and asking.view.earlier:
            self.action_same()
            return
        self.attempt(lambda: self._typed(asking, typed), then_ask=False)

    def _emptied(self, name: str) -> None:
        session = self.guide.session
        if not session.is_open(name):
            session.clear(name)
        session.skip(name)

    def _typed(self, asking: Asking, typed: str) -> None:
        speech = self.guide.speech
        text = speech.questionnaire.questions[asking.name]
        read = read_entry(self.guide.session.question(asking.name), typed, asking.options, unit=text.unit)
        if read.told is not None:
            self.tell(speech.say("plain.understood", text=understood_words(read, speech)))
        old = self.guide.estimates(asking.name)
        self.agree(asking.name, read.value, lambda: self.guide.session.answer(asking.name, read.value, outdated=old))

    def on_paragraphs_clicked(self, event: Paragraphs.Clicked) -> None:
        """Take a click on an option or a section."""
        kind, _, what = event.what.partition(" ")
        asking = self.asking
        match kind:
            case "option" if asking is not None:
                self.take(asking.choose(int(what)))
            case "digit" if asking is not None:
                self._digit(asking, what)
            case "section":
                members = self.guide.session.questionnaire.sections[what]
                first = next(name for name in self.guide.session.route if name in members)
                self.attempt(lambda: self.guide.session.go(first))
            case _:
                pass

    # Moving --------------------------------------------------------------------------------------------------------

    def action_point(self, count: int) -> None:
        """Point at the next option, or go to the next question where there is none."""
        if self.asking is None or isinstance(self.asking.keys, Typed | Statements):
            self.action_step(count)
            return
        self.asking.point(count)
        self.show()
        if self.asking.pointed is not None:
            self._bring_into_sight(f"option {self.asking.pointed}")

    def _bring_into_sight(self, what: str) -> None:
        line, height = self.query_one("#question", Paragraphs).first_line(what)
        pane = self.query_one("#pane", VerticalScroll)
        top, seen = int(pane.scroll_y), pane.size.height
        if line < top:
            pane.scroll_to(y=line, animate=False)
        elif line + height > top + seen:
            pane.scroll_to(y=line + height - seen, animate=False)

    def bring_help_into_sight(self) -> None:
        """Scroll to the end of the question: its help stands there."""
        self.query_one("#pane", VerticalScroll).scroll_end(animate=False)

    def action_side(self, count: int) -> None:
        """Go to the question before or after, in the direction the language is read."""
        self.action_step(-count if self.guide.direction == "rtl" else count)

    def action_step(self, count: int) -> None:
        """Go to the question before or after."""
        self.guide.session.step(count)
        self.ask()

    def action_enter(self) -> None:
        """Take the option pointed at; end a checklist."""
        match self.asking:
            case Asking(keys=Ticks() as keys):
                self.take(keys.done)
            case Asking(keys=Pick(), pointed=int() as pointed) as asking:
                self.take(asking.choose(pointed))
            case _:
                pass

    def action_tick(self) -> None:
        """Tick or untick the item pointed at."""
        asking = self.asking
        if asking is not None and isinstance(asking.keys, Ticks) and asking.pointed is not None:
            self.take(asking.choose(asking.pointed))

    def action_leave_field(self) -> None:
        """Leave the field, so that letters are keys again."""
        self.set_focus(None)

    # Other screens -------------------------------------------------------------------------------------------------

    def action_notice(self) -> None:
        """Show the privacy notice again, and record what is said to it."""
        guide = self.guide
        shown = notice_words(guide.speech, guide.layout, guide.content.reference)

        def said(answer: Said | None) -> None:
            if answer is not None:
                self.attempt(lambda: guide.session.accept_notice(accepted=answer.accepted))

        self.app.push_screen(Notice(shown, guide.speech, guide.layout, asks_firm=False), said)

    def action_reports(self) -> None:
        """Make the reports, showing each as soon as it is there."""
        self.app.push_screen(Reports(self.guide))
