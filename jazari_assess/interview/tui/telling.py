"""A screen over one interview that does what is saved, tells what was wrong, and asks before answers are touched."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.screen import Screen
from textual.widgets import Static

from jazari_assess.errors import ProblemsError
from jazari_assess.interview.bidi import Words
from jazari_assess.interview.session.view import effect_words
from jazari_assess.interview.tui.dialogs import PickOne
from jazari_assess.interview.tui.paragraphs import Palette, palette

if TYPE_CHECKING:
    from jazari_assess.interview.session.guide import Guide
    from jazari_assess.model.assessment import GivenValue


class Telling(Screen[None]):
    """What every key of the interview's screen uses; ``ask`` and ``show`` are the screen's own."""

    guide: Guide

    @abstractmethod
    def ask(self, *, exact: bool = False) -> None:
        """Show the question the session stands at, or the end."""

    @abstractmethod
    def show(self) -> None:
        """Show everything anew."""

    @property
    def colours(self) -> Palette:
        """The styles for the present theme."""
        return palette(dark=self.app.current_theme.dark)

    def attempt(self, deed: Callable[[], object], *, then: Callable[[], None] | None = None) -> None:
        """Do something that is saved, say what was, then ``then`` (ask on); when it cannot be, say why."""
        before = self.guide.session.recorded
        self.tell("")
        try:
            deed()
        except ProblemsError as error:
            self.tell_problems(error)
            return
        if self.guide.session.recorded is not before:
            self.tell(self.guide.step_words("do", self.guide.session.recorded))
        (then or self.ask)()

    def tell_problems(self, error: ProblemsError) -> None:
        """Say what is wrong and what to do."""
        told = (" ".join(self.guide.speech.problem(problem)) for problem in error.problems)
        self.tell(" ".join(told), is_problem=True)

    def tell(self, text: str, *, is_problem: bool = False) -> None:
        """Say something on the line of its own under the question, until something else is to be said."""
        line = self.query_one("#told", Static)
        line.update(Words(text=text, layout=self.guide.layout, style=self.colours.marked if is_problem else ""))
        line.display = bool(text)

    def agree(self, name: str, value: GivenValue | None, deed: Callable[[], object]) -> None:
        """Do it at once, unless an answer that was given would stop or start to count: then ask first."""
        session, speech = self.guide.session, self.guide.speech
        if not session.effects_of(name, value).touches_answers:
            self.attempt(deed)
            return
        told = effect_words(session, name, value, speech)
        choices = [speech.say("confirm.go-on"), speech.say("confirm.stay")]
        self.app.push_screen(
            PickOne(told, choices, self.guide.layout), lambda position: self.attempt(deed) if position == 0 else None
        )
