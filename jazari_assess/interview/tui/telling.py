"""A screen over one interview that does what is saved, tells what was wrong, and asks before answers are touched."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.screen import Screen

from jazari_assess.errors import ProblemsError
from jazari_assess.interview.session.view import effect_words
from jazari_assess.interview.tui.dialogs import PickOne
from jazari_assess.interview.tui.paragraphs import Palette, palette

if TYPE_CHECKING:
    from jazari_assess.interview.session.guide import Guide
    from jazari_assess.model.assessment import GivenValue

_TOLD_WIDTH = 50
_SHORT, _LONG = 3.0, 10.0  # seconds: what was done is a glance, what is wrong is read and acted upon


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
        """Do something that is saved, then ``then`` (ask on); when it cannot be, change nothing and tell why."""
        try:
            deed()
        except ProblemsError as error:
            self.tell_problems(error)
        else:
            (then or self.ask)()

    def tell_problems(self, error: ProblemsError) -> None:
        """Say what is wrong and what to do."""
        for problem in error.problems:
            self.tell(" ".join(self.guide.speech.problem(problem)), is_problem=True)

    def tell(self, text: str, *, is_problem: bool = False) -> None:
        """Say something in the corner for a moment."""
        width = min(_TOLD_WIDTH, self.app.size.width // 2 - 6)
        lines = "\n".join(self.guide.layout.lines(text, width))
        if is_problem:
            self.app.notify(lines, severity="error", timeout=_LONG, markup=False)
        else:
            self.app.notify(lines, timeout=_SHORT, markup=False)

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
