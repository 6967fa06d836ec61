"""The interview's screen: sections at the side, the question in the middle, what keys do below."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from jazari_assess.errors import ProblemsError
from jazari_assess.interview.bidi import Words
from jazari_assess.interview.session.entry import in_millions, longest_text, read_entry
from jazari_assess.interview.session.keys import Done, Pick, Statements, Ticks, Typed
from jazari_assess.interview.session.view import is_bound
from jazari_assess.interview.tui import words
from jazari_assess.interview.tui.asking import Asking
from jazari_assess.interview.tui.dialogs import PickOne
from jazari_assess.interview.tui.field import Field
from jazari_assess.interview.tui.keyboard import digit_of, letter_of
from jazari_assess.interview.tui.paragraphs import Paragraphs
from jazari_assess.interview.tui.question_keys import QuestionKeys
from jazari_assess.model.questionnaire import NumberQuestion

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.events import Key
    from textual.widgets import Input

    from jazari_assess.interview.session.guide import Guide
    from jazari_assess.interview.session.pace import Pace
    from jazari_assess.model.assessment import GivenValue

_NARROW = 70  # cells: with fewer, the sections at the side would leave a question under 44 to read
_MINUTE = 60.0
"""Seconds between looks at the clock: what is left is told in minutes."""
_NEAR = 0.9  # of a text's bound: from there on it is good to know
_AS_BEFORE = "="
_NUMBERS = ("staff", "turnover", "ice")


class MainScreen(QuestionKeys):
    """One interview on the full screen."""

    CSS_PATH = "style.tcss"

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

    def __init__(self, guide: Guide, pace: Pace) -> None:
        """Take an interview that stands at its first question."""
        super().__init__()
        self.guide, self.pace = guide, pace
        self._begun_at = perf_counter()
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
        yield Static(id="told")
        yield Static(id="hints")

    def on_mount(self) -> None:
        """Show the first question; the minutes go on while nobody types."""
        self.ask()
        self.set_interval(_MINUTE, self.show)

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
        self.pace.shown(perf_counter())

    def _prepare_field(self) -> None:
        field = self.query_one("#field", Field)
        asking = self.asking
        typed = asking is not None and isinstance(asking.keys, Typed)
        field.display, field.disabled = typed, not typed
        if asking is None or not typed:
            self.set_focus(None)
            return
        question, value = self.guide.session.question(asking.name), asking.value
        field.is_number = question.kind == "number" or getattr(question, "field", "") in _NUMBERS
        field.value = "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
        field.focus()

    def show(self) -> None:
        """Show everything anew, in the present language, theme and size."""
        guide, asking, colours = self.guide, self.asking, self.colours
        self.set_class(guide.layout.direction == "rtl", "rtl")
        self.query_one("#side").display = self._has_side()
        since, room = perf_counter() - self._begun_at, self.size.width - 2
        self.query_one("#place", Static).update(words.place(guide, since, room))
        self.query_one("#hints", Static).update(Words(text=words.hints(guide, asking), layout=guide.layout))
        self.query_one("#side", Paragraphs).put(words.side(guide, colours))
        shown = words.end(guide, colours) if asking is None else asking.paragraphs(colours, with_help=self.with_help)
        self.query_one("#question", Paragraphs).put(shown)

    def _has_side(self) -> bool:
        """Say whether there is room for the sections: at the end, and where the terminal orders Arabic, there is not.

        A terminal that orders Arabic itself orders whole lines, and would let two columns change places.
        """
        layout = self.guide.layout
        one_column = layout.direction == "rtl" and not layout.is_visual
        return self.asking is not None and self.size.width >= _NARROW and not one_column

    # Answers -------------------------------------------------------------------------------------------------------

    def take(self, key: Callable[[Asking], Done | None]) -> None:
        """Answer as a key says, once what that does to others is agreed; without an answer show what keys have said."""
        asking = self.asking
        if asking is None:
            return
        try:
            done = key(asking)
        except ProblemsError as error:
            self.tell_problems(error)
            return
        if done is None:
            self.show()
            if isinstance(asking.keys, Statements):
                self.pace.shown(perf_counter())
            return
        self._answer(asking.name, done.value, remark=self._remark(asking, done))

    def _answer(self, name: str, value: GivenValue, *, remark: str | None = None) -> None:
        old, answer = self.guide.estimates(name), self.guide.session.answer
        self.agree(name, value, lambda: answer(name, value, remark=remark, outdated=old))

    def take_option(self, position: int) -> None:
        """Answer with the option at a position."""
        self.take(lambda asking: asking.choose(position))

    def _remark(self, asking: Asking, done: Done) -> str | None:
        """Return the note that says a number was picked from a list; none where it is exact all the same."""
        question = self.guide.session.question(asking.name)
        if not done.approximate or (
            isinstance(question, NumberQuestion) and is_bound(question, float(str(done.value)))
        ):
            return None
        return self.guide.estimate(asking.name)

    def on_key(self, event: Key) -> None:
        """Take digits of every keyboard, and the letters of Arabic keys."""
        if self.focused is not None:
            return
        digit, letter = digit_of(event.character), letter_of(event.character)
        if digit is not None and self.asking is not None:
            event.stop()
            if self.is_meant(event.time):
                self._digit(self.asking, digit)
        elif letter is not None:
            event.stop()
            self.app.simulate_key(letter)

    def _digit(self, asking: Asking, digit: str) -> None:
        if digit == "0" and isinstance(asking.keys, Pick) and not asking.keys.approximate:
            name = asking.name
            self.attempt(lambda: self.guide.session.answer_unknown(name))
            return
        self.take(lambda asked: asked.digit(digit))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what was typed; an empty field takes an answer back, or leaves the question open."""
        asking = self.asking
        if asking is None or not self.is_meant(event.time):
            return
        typed = event.value
        if not typed.strip():
            self.attempt(lambda: self._emptied(asking.name))
            return
        if typed.strip() == _AS_BEFORE and asking.view.earlier:
            self.action_same()
            return
        try:
            self._typed(asking, typed)
        except ProblemsError as error:
            self.tell_problems(error)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say how long a text is once it comes near its bound, and how long it may be."""
        asking, length = self.asking, len(event.value)
        bound = None if asking is None else longest_text(self.guide.session.question(asking.name))
        if bound is not None and length > bound * _NEAR:
            figures = self.guide.speech.figures
            told = self.guide.speech.say("note.count", count=figures.number(length), bound=figures.number(bound))
            self.tell(told, is_problem=length > bound)

    def _emptied(self, name: str) -> None:
        session = self.guide.session
        if not session.is_open(name):
            session.clear(name)
        session.skip(name)

    def _typed(self, asking: Asking, typed: str) -> None:
        speech = self.guide.speech
        text = speech.questionnaire.questions[asking.name]
        question = self.guide.session.question(asking.name)
        value = read_entry(question, typed, asking.options, unit=text.unit)
        millions = in_millions(question, value)
        if millions is None:
            self._answer(asking.name, value)
            return
        figures = [speech.figures.number(float(str(one))) for one in (millions, value)]
        choices = [f"{figure} {asking.view.unit}" for figure in figures]

        def chosen(position: int | None) -> None:
            if position is not None:
                self._answer(asking.name, (millions, value)[position])

        self.app.push_screen(PickOne(speech.say("confirm.in-millions"), choices, self.guide.layout), chosen)

    def on_field_left(self, event: Field.Left) -> None:
        """Leave an empty field for the question on that side."""
        self.action_side(event.count)

    def on_paragraphs_clicked(self, event: Paragraphs.Clicked) -> None:
        """Take a click on an option or a section."""
        kind, _, what = event.what.partition(" ")
        asking = self.asking
        match kind:
            case "option" if asking is not None:
                self.take_option(int(what))
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
        """Point at the next option, or go to the next question where there is none; at the end scroll."""
        if self.asking is None:
            self.query_one("#pane", VerticalScroll).scroll_relative(y=count, animate=False)
            return
        if isinstance(self.asking.keys, Typed | Statements):
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
        self.action_step(-count if self.guide.layout.direction == "rtl" else count)

    def action_step(self, count: int) -> None:
        """Go to the question before or after."""
        self.guide.session.step(count)
        self.ask()

    def action_enter(self) -> None:
        """Take the option pointed at; end a checklist."""
        if self.asking is not None and not self.is_meant():
            return
        match self.asking:
            case Asking(keys=Ticks() as keys):
                self.take(lambda _: keys.done)
            case Asking(keys=Pick(), pointed=int() as pointed):
                self.take_option(pointed)
            case _:
                pass

    def action_tick(self) -> None:
        """Tick or untick the item pointed at."""
        asking = self.asking
        if asking is not None and isinstance(asking.keys, Ticks) and asking.pointed is not None:
            self.take_option(asking.pointed)

    def action_leave_field(self) -> None:
        """Leave the field, so that letters are keys again."""
        self.set_focus(None)
