"""Where a plain interview is held: the guide, and two streams with a person, or a program, at their other end."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from rich.console import RenderableType

from jazari_assess.errors import Problem, ProblemsError
from jazari_assess.interview.bidi import Layout, Words
from jazari_assess.interview.session.entry import folded
from jazari_assess.interview.session.guide import Guide
from jazari_assess.interview.session.session import Session
from jazari_assess.interview.session.view import Speech


class Conversation(Protocol):
    """Two streams with a person, or a program, at their other end."""

    def show(self, *parts: RenderableType) -> None:
        """Write parts, each starting a line."""

    def ask(self, prompt: str) -> str | None:
        """Return the next line typed, without its end; None when there is no more input."""


class Leave(Exception):  # noqa: N818 - it is no error: the person leaves, or the input ends
    """The interview ends here, with everything saved."""


class Desk:
    """What the interview and its commands say and ask with; ``listed`` are the questions of the list shown last."""

    def __init__(self, guide: Guide, talk: Conversation) -> None:
        """Take a session that stands at its first question."""
        self.guide = guide
        self.talk = talk
        self.listed: Sequence[str] = ()

    @property
    def session(self) -> Session:
        """The interview."""
        return self.guide.session

    def question(self) -> str:
        """Return the question on the screen; raise ``ProblemsError`` at the end of the interview."""
        if self.session.current is None:
            raise ProblemsError([Problem(code="interview-no-question-now")])
        return self.session.current

    def say(self, key: str, /, **values: str) -> None:
        """Write one paragraph of the interview's words."""
        self.write(self.guide.speech.say(key, **values))

    def write(self, text: str) -> None:
        """Write one paragraph in the present language."""
        self.talk.show(Words(text=text, layout=self.guide.layout))

    def line(self, key: str = "plain.prompt") -> str:
        """Return the next line, trimmed; leave when there is none."""
        typed = self.talk.ask(self.guide.layout.prompt(self.guide.speech.say(key)))
        if typed is None:
            raise Leave
        return typed.strip()

    def agreed(self, key: str, **values: str) -> bool:
        """Return whether a question is answered with yes; leave when the input ends."""
        agreed = said_yes(self.guide.speech, self.guide.layout, self.talk, key, **values)
        if agreed is None:
            raise Leave
        return agreed

    def tell(self, problems: Sequence[Problem]) -> None:
        """Write what is wrong and what to do, then go on."""
        for problem in problems:
            for text in self.guide.speech.problem(problem):
                self.write(text)

    def reported(self, path: Path) -> None:
        """Write the path of a report as soon as it is there."""
        self.talk.show(str(path))


def said_yes(speech: Speech, layout: Layout, talk: Conversation, key: str, **values: str) -> bool | None:
    """Ask until the answer is yes or no; None when the input ends before that."""
    talk.show(Words(text=speech.say(key, **values), layout=layout))
    known = {word: {folded(one) for one in speech.say(f"plain.{word}-words").split()} for word in ("yes", "no")}
    while True:
        typed = talk.ask(layout.prompt(f"{speech.say('plain.yes-or-no')} "))
        if typed is None:
            return None
        for word, meaning in (("yes", True), ("no", False)):
            if folded(typed) in known[word]:
                return meaning
