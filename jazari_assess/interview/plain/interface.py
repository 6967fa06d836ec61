"""The plain interface: line by line, for any terminal, a pipe, a screen reader, a slow link."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from rich.console import RenderableType

from jazari_assess.errors import Problem, ProblemsError
from jazari_assess.interview.bidi import Layout, Words
from jazari_assess.interview.plain import screens
from jazari_assess.interview.plain.commands import COMMANDS, Leave, ask_notice
from jazari_assess.interview.session.entry import Understood, folded, read_entry
from jazari_assess.interview.session.guide import Content, Guide
from jazari_assess.interview.session.opening import Draft
from jazari_assess.interview.session.session import Session
from jazari_assess.interview.session.view import Speech, effect_words, labels, understood_words


class Conversation(Protocol):
    """Two streams with a person, or a program, at their other end."""

    def show(self, *parts: RenderableType) -> None:
        """Write parts, each starting a line."""

    def ask(self, prompt: str) -> str | None:
        """Return the next line typed, without its end; None when there is no more input."""


def begin_plain(draft: Draft, content: Content, talk: Conversation, language: str, layout: Layout) -> Session | None:
    """Show the privacy notice, ask the firm's name and write the file; None when the input ends before that."""
    speech = content.speak(language)
    talk.show(*screens.notice(speech, layout, content.reference))
    accepted = said_yes(speech, layout, talk, speech.say("notice.question"))
    while accepted is not None:
        firm = draft.firm if draft.firm is not None else talk.ask(f"{speech.say('notice.firm')} : ")
        if firm is None:
            return None
        try:
            return draft.begin(firm, accepted=accepted)
        except ProblemsError as error:
            if any(problem.code != "interview-firm-needed" for problem in error.problems):
                raise
            talk.show(Words(text=speech.interface.say("problems.interview-firm-needed.message"), layout=layout))
    return None


def said_yes(speech: Speech, layout: Layout, talk: Conversation, question: str) -> bool | None:
    """Ask until the answer is yes or no; None when the input ends before that."""
    talk.show(Words(text=question, layout=layout))
    while True:
        typed = talk.ask(f"{speech.say('plain.yes-or-no')} ")
        if typed is None:
            return None
        for word, meaning in (("yes", True), ("no", False)):
            if folded(typed) in {folded(known) for known in speech.say(f"plain.{word}-words").split()}:
                return meaning


class PlainInterview:
    """One interview, line by line; every line that changes something is saved before the next prompt."""

    def __init__(self, guide: Guide, talk: Conversation) -> None:
        """Take a session that stands at its first question."""
        self.guide = guide
        self.talk = talk
        self.listed: Sequence[str] = ()

    def run(self) -> None:
        """Ask until the person leaves or the input ends. Ctrl-C passes through; nothing is lost by it."""
        self.say(self.guide.speech.say("plain.welcome"))
        try:
            if self.guide.session.assessment.consent is None:
                self.guide.session.accept_notice(accepted=ask_notice(self))
            while True:
                self._turn()
        except Leave:
            pass
        self.say(self.guide.speech.say("plain.saved", path=str(self.guide.session.store.path)))

    def _turn(self) -> None:
        name = self.guide.session.current
        if name is None:
            self._end()
            return
        self.talk.show("", screens.heading(self.guide, name), *screens.question(self.guide, self.guide.view(name)))
        while self.guide.session.current == name:
            line = self.line(self.guide.speech.say("plain.prompt"))
            if not self._heard(name, line):
                return

    def _heard(self, name: str, line: str) -> bool:
        """Take one line; say whether the same question goes on being asked without being written again."""
        try:
            if line.startswith(":"):
                return self._command(line)
            if line == "":
                self._go_on(name)
                return False
            self._answer(name, line)
        except ProblemsError as error:
            self.tell(error.problems)
            return True
        return False

    def _go_on(self, name: str) -> None:
        session = self.guide.session
        if session.is_open(name):
            session.skip(name)
        else:
            session.step(1)

    def _answer(self, name: str, line: str) -> None:
        session, speech = self.guide.session, self.guide.speech
        text = speech.questionnaire.questions[name]
        question = session.question(name)
        read = read_entry(question, line, labels(question, speech, text), unit=text.unit)
        if read.told is not None:
            self.say(speech.say("plain.understood", text=understood_words(read, speech)))
        if self._goes_ahead(name, read):
            session.answer(name, read.value, outdated=self.guide.estimates(name))

    def _goes_ahead(self, name: str, read: Understood) -> bool:
        """Say what an answer does to others before it is given; ask when it touches answers that were given."""
        effects = self.guide.session.effects_of(name, read.value)
        told = effect_words(self.guide.session, name, read.value, self.guide.speech)
        if told:
            self.say(told)
        return not effects.touches_answers or self.agreed(self.guide.speech.say("plain.go-ahead"))

    def _command(self, line: str) -> bool:
        word, _, rest = line[1:].strip().partition(" ")
        command = COMMANDS.get(word.lower())
        if command is None:
            raise ProblemsError([Problem(code="interview-no-command", values={"found": word})])
        return command(self, rest.strip())

    def _end(self) -> None:
        speech = self.guide.speech
        self.talk.show("", *screens.profile(self.guide))
        lines, self.listed = screens.review_lines(self.guide)
        self.talk.show("", *lines, "")
        self.say(speech.say("plain.end"))
        while self.guide.session.current is None:
            line = self.line(speech.say("plain.prompt"))
            if line == "":
                raise Leave
            try:
                if not self._command(line if line.startswith(":") else f":goto {line}"):
                    return
            except ProblemsError as error:
                self.tell(error.problems)

    # What commands use ---------------------------------------------------------------------------------------------

    def say(self, text: str) -> None:
        """Write one paragraph in the present language."""
        self.talk.show(screens.words(self.guide, text))

    def line(self, prompt: str) -> str:
        """Return the next line, trimmed; leave when there is none."""
        typed = self.talk.ask(prompt)
        if typed is None:
            raise Leave
        return typed.strip()

    def agreed(self, question: str) -> bool:
        """Return whether a question is answered with yes; leave when the input ends."""
        agreed = said_yes(self.guide.speech, self.guide.layout, self.talk, question)
        if agreed is None:
            raise Leave
        return agreed

    def tell(self, problems: Sequence[Problem]) -> None:
        """Write what is wrong and what to do, then go on."""
        interface = self.guide.speech.interface
        for problem in problems:
            self.say(interface.say(f"problems.{problem.code}.message", **problem.values))
            self.say(interface.say(f"problems.{problem.code}.remedy", **problem.values))

    def reported(self, path: Path) -> None:
        """Write the path of a report as soon as it is there."""
        self.talk.show(str(path))
