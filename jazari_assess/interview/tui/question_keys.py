"""What the letter keys do on a question: note, evidence, undo, search, language and the rest."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from jazari_assess.errors import ProblemsError
from jazari_assess.interview.session.entry import matching
from jazari_assess.interview.session.keys import Pick, Statements
from jazari_assess.interview.session.review import review
from jazari_assess.interview.session.steps import step_words
from jazari_assess.interview.tui import words
from jazari_assess.interview.tui.dialogs import Find, PickOne, Read, WriteNote
from jazari_assess.interview.tui.palette import Palette, palette
from jazari_assess.model.assessment import EVIDENCE

if TYPE_CHECKING:
    from jazari_assess.interview.session.guide import Guide
    from jazari_assess.interview.tui.asking import Asking

_TOLD_WIDTH = 50
_SHORT, _LONG = 3.0, 10.0

# What a key is called in words/<lang> and the palette, the keys, the action.
ACTIONS: tuple[tuple[str, str, str], ...] = (
    ("note", "n", "note"),
    ("evidence", "e", "evidence"),
    ("flag", "f", "flag"),
    ("unknown", "k", "unknown"),
    ("not-applicable", "x", "not_applicable"),
    ("same", "equals_sign", "same"),
    ("clear", "delete", "clear"),
    ("exact", "t", "exact"),
    ("help", "question_mark,f1", "help"),
    ("search", "slash", "search"),
    ("goto", "g", "goto"),
    ("undo", "u", "undo"),
    ("redo", "y", "redo"),
    ("scores", "s", "scores"),
    ("review", "r", "review"),
    ("language", "l", "language"),
    ("notice", "i", "notice"),
    ("dark", "d", "dark"),
    ("reports", "m", "reports"),
    ("leave", "q", "leave"),
)


class QuestionKeys(Screen[None]):
    """The keys of the interview's screen; ``ask`` and ``show`` are the screen's own."""

    CSS_PATH = "style.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, action, show=False) for _, key, action in ACTIONS),
        Binding("backspace", "statement_back", show=False),
    ]

    guide: Guide
    asking: Asking | None
    with_help: bool

    @abstractmethod
    def ask(self, *, exact: bool = False) -> None:
        """Show the question the session stands at, or the end."""

    @abstractmethod
    def bring_help_into_sight(self) -> None:
        """Scroll to the help of the question."""

    @abstractmethod
    def show(self) -> None:
        """Show everything anew."""

    @property
    def colours(self) -> Palette:
        """The styles for the present theme."""
        return palette(dark=self.app.current_theme.dark)

    def attempt(self, deed: Callable[[], object], *, then_ask: bool = True) -> bool:
        """Do something that is saved; tell what is wrong when it cannot be, and change nothing then."""
        try:
            deed()
        except ProblemsError as error:
            interface = self.guide.speech.interface
            for problem in error.problems:
                message = interface.say(f"problems.{problem.code}.message", **problem.values)
                remedy = interface.say(f"problems.{problem.code}.remedy", **problem.values)
                self.tell(f"{message} {remedy}", is_problem=True)
            return False
        if then_ask:
            self.ask()
        return True

    def tell(self, text: str, *, is_problem: bool = False) -> None:
        """Say something in the corner for a moment."""
        width = min(_TOLD_WIDTH, self.app.size.width // 2 - 6)
        lines = "\n".join(self.guide.layout.lines(text, width))
        if is_problem:
            self.app.notify(lines, severity="error", timeout=_LONG, markup=False)
        else:
            self.app.notify(lines, timeout=_SHORT, markup=False)

    def confirm(self, told: str, deed: Callable[[], object]) -> None:
        """Say what would happen and do it only when that is agreed to."""
        speech = self.guide.speech
        choices = [speech.say("confirm.go-on"), speech.say("confirm.stay")]

        def chosen(position: int | None) -> None:
            if position == 0:
                deed()

        self.app.push_screen(PickOne(told, choices, self.guide.layout), chosen)

    def _known_question(self) -> str | None:
        return None if self.asking is None else self.asking.name

    # Answers without a value ---------------------------------------------------------------------------------------

    def action_unknown(self) -> None:
        """Nobody knows."""
        name = self._known_question()
        if name is not None:
            self._agree_to_none(name, lambda: self.guide.session.answer_unknown(name))

    def action_not_applicable(self) -> None:
        """The firm lacks the subject."""
        name = self._known_question()
        if name is not None:
            self._agree_to_none(name, lambda: self.guide.session.answer_not_applicable(name))

    def action_clear(self) -> None:
        """Take the answer back."""
        name = self._known_question()
        if name is not None:
            self._agree_to_none(name, lambda: self.guide.session.clear(name))

    def _agree_to_none(self, name: str, deed: Callable[[], object]) -> None:
        effects = self.guide.session.effects_of(name, None)
        if effects.touches_answers:
            shorts = ", ".join(self.guide.title_of(one) for one in (*effects.kept, *effects.returning))
            self.confirm(self.guide.speech.say("effects.kept", questions=shorts), lambda: self.attempt(deed))
        else:
            self.attempt(deed)

    def action_same(self) -> None:
        """Answer as in the earlier assessment."""
        name = self._known_question()
        if name is not None:
            self.attempt(lambda: self.guide.session.repeat_earlier(name))

    def action_exact(self) -> None:
        """Type the number in full where values are offered."""
        if self.asking is not None and isinstance(self.asking.keys, Pick) and self.asking.keys.approximate:
            self.ask(exact=True)

    def action_statement_back(self) -> None:
        """Go back one statement."""
        if self.asking is not None and isinstance(self.asking.keys, Statements):
            self.asking.statement_back()
            self.show()

    # What stands beside an answer ----------------------------------------------------------------------------------

    def action_note(self) -> None:
        """Write the note."""
        name, say = self._known_question(), self.guide.speech.say
        if name is None:
            return
        title = f"{say('note.title')} · {self.guide.title_of(name)}"
        before = self.guide.view(name).note

        def written(text: str | None) -> None:
            if text is not None and text != before:
                self.attempt(lambda: self.guide.session.note(name, text), then_ask=False)
                self.show()

        self.app.push_screen(WriteNote(title, say("note.hint"), before, self.guide.layout), written)

    def action_evidence(self) -> None:
        """Say what the answer rests on."""
        name, speech = self._known_question(), self.guide.speech
        if name is None:
            return
        choices = [speech.interface.say(f"evidence.{one}") for one in EVIDENCE]
        answer = self.guide.session.answer_to(name)
        present = None if answer is None or answer.evidence is None else EVIDENCE.index(answer.evidence)

        def chosen(position: int | None) -> None:
            if position is not None:
                self.attempt(lambda: self.guide.session.evidence(name, EVIDENCE[position]), then_ask=False)
                self.show()

        title = " · ".join(part for part in (speech.say("evidence.title"), self.guide.view(name).evidence_hint) if part)
        self.app.push_screen(PickOne(title, choices, self.guide.layout, present=present), chosen)

    def action_flag(self) -> None:
        """Set the flag "come back to this", or take it away."""
        name = self._known_question()
        if name is not None:
            self.attempt(lambda: self.guide.session.flag(name), then_ask=False)
            self.show()

    # Finding one's way ---------------------------------------------------------------------------------------------

    def action_help(self) -> None:
        """Show help, reason and what to look for; on a second press the keys."""
        if self.with_help or self.asking is None:
            self.app.push_screen(Read(words.key_lines(self.guide, self.colours)))
            return
        self.with_help = True
        self.show()
        self.call_after_refresh(self.bring_help_into_sight)

    def action_search(self) -> None:
        """Look for an option of a long list, or for a question."""
        asking = self.asking
        if asking is None or not self._has_long_list(asking):
            self.action_goto()
            return
        options = asking.options

        def chosen(position: int | None) -> None:
            if position is not None:
                self.take_option(position)

        search = Find(
            self.guide.title_of(asking.name), options, lambda typed: matching(typed, options), self.guide.layout
        )
        self.app.push_screen(search, chosen)

    @abstractmethod
    def take_option(self, position: int) -> None:
        """Answer with the option at a position."""

    def _has_long_list(self, asking: Asking) -> bool:
        return isinstance(asking.keys, Pick) and getattr(self.guide.session.question(asking.name), "field", "") != ""

    def action_goto(self) -> None:
        """Go to a question found by its words."""
        guide = self.guide
        names, texts = guide.session.route, guide.speech.questionnaire.questions
        shown = [f"{texts[name].short} · {texts[name].title}" for name in names]
        self._find(guide.speech.say("goto.title"), names, shown)

    def action_review(self) -> None:
        """List what is open and go there."""
        guide = self.guide
        items = review(guide.session)
        if not items:
            self.tell(guide.speech.say("review.nothing"))
            return
        reasons = [guide.speech.say(f"review.reasons.{item.reason}") for item in items]
        shown = [f"{guide.title_of(item.question)} · {why}" for item, why in zip(items, reasons, strict=True)]
        self._find(f"{guide.speech.say('review.title')} ({len(items)})", [item.question for item in items], shown)

    def _find(self, title: str, names: list[str] | tuple[str, ...], shown: list[str]) -> None:
        def chosen(position: int | None) -> None:
            if position is not None:
                self.attempt(lambda: self.guide.session.go(names[position]))

        self.app.push_screen(Find(title, shown, lambda typed: matching(typed, shown), self.guide.layout), chosen)

    def action_scores(self) -> None:
        """Show the profile so far."""
        self.app.push_screen(Read(words.live_lines(self.guide, self.colours)))

    # The past, the screen, the end ---------------------------------------------------------------------------------

    def action_undo(self) -> None:
        """Take the last change back."""
        self.attempt(lambda: self.tell(step_words(self.guide, "undo", self.guide.session.undo())))

    def action_redo(self) -> None:
        """Make it again."""
        self.attempt(lambda: self.tell(step_words(self.guide, "redo", self.guide.session.redo())))

    def action_language(self) -> None:
        """Speak the next language, at the same place."""
        self.guide.next_language()
        self.show()

    def action_dark(self) -> None:
        """Change between a light and a dark screen."""
        self.app.theme = "textual-light" if self.app.current_theme.dark else "textual-dark"
        self.show()

    @abstractmethod
    def action_notice(self) -> None:
        """Show the privacy notice again."""

    @abstractmethod
    def action_reports(self) -> None:
        """Make the reports."""

    async def action_leave(self) -> None:
        """Leave; everything is saved."""
        await self.app.action_quit()
