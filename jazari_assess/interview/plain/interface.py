"""The plain interface: line by line, for any terminal, a pipe, a screen reader, a slow link."""

from jazari_assess.errors import Problem, ProblemsError
from jazari_assess.interview.bidi import Layout, Words
from jazari_assess.interview.plain import screens
from jazari_assess.interview.plain.commands import COMMANDS, ask_notice, settle
from jazari_assess.interview.plain.desk import Conversation, Desk, Leave, said_yes
from jazari_assess.interview.session.entry import in_millions, read_entry
from jazari_assess.interview.session.guide import Content, Guide
from jazari_assess.interview.session.opening import NewInterview
from jazari_assess.interview.session.session import Session
from jazari_assess.interview.session.store import CHANGED
from jazari_assess.interview.session.view import effect_words, labels
from jazari_assess.model.assessment import GivenValue

__all__ = ["Conversation", "PlainInterview", "begin_plain"]


def begin_plain(
    new: NewInterview, content: Content, talk: Conversation, language: str, layout: Layout
) -> Session | None:
    """Show the privacy notice, ask the firm's name and write the file; None when the input ends before that."""
    speech = content.speak(language)
    talk.show(*screens.notice(speech, layout, content.reference))
    accepted = said_yes(speech, layout, talk, "notice.question")
    while accepted is not None:
        firm = new.firm if new.firm is not None else talk.ask(layout.prompt(speech.say("plain.firm-prompt")))
        if firm is None:
            return None
        try:
            return new.begin(firm, accepted=accepted)
        except ProblemsError as error:
            if any(problem.code != "interview-firm-needed" for problem in error.problems):
                raise
            talk.show(*(Words(text=speech.problem(problem)[0], layout=layout) for problem in error.problems))
    return None


class PlainInterview:
    """One interview, line by line; every line that changes something is saved before the next prompt."""

    def __init__(self, guide: Guide, talk: Conversation) -> None:
        """Take a session that stands at its first question."""
        self.desk = Desk(guide, talk)
        self.guide, self.session = guide, guide.session

    def run(self) -> None:
        """Ask until the person leaves or the input ends, and say where everything is; Ctrl-C passes through."""
        self.desk.say("plain.welcome")
        try:
            if self.session.assessment.consent is None:
                ask_notice(self.desk)
            while True:
                self._turn()
        except Leave:
            pass
        finally:
            self.desk.write(self.guide.saved_words)

    def _turn(self) -> None:
        name = self.session.current
        if name is None:
            self._end()
            return
        self.desk.talk.show("", screens.heading(self.guide, name), *screens.question(self.guide, self.guide.view(name)))
        while self.session.current == name:
            if not self._heard(name, self.desk.line()):
                return

    def _heard(self, name: str, line: str) -> bool:
        """Take one line; say whether the same question goes on being asked without being written again."""
        before, stays = self.session.recorded, False
        try:
            if line.startswith(":"):
                stays = self._command(line)
            elif line == "":
                self._go_on(name)
            else:
                self._answer(name, line)
        except ProblemsError as error:
            self.desk.tell(error.problems)
            if any(problem.code == CHANGED for problem in error.problems):
                return self._heard(name, line) if settle(self.desk) else False
            return True
        if not stays and self.session.recorded is not before:
            self.desk.write(self.guide.step_words("do", self.session.recorded))
        return stays

    def _go_on(self, name: str) -> None:
        if self.session.is_open(name):
            self.session.skip(name)
        else:
            self.session.step(1)

    def _answer(self, name: str, line: str) -> None:
        speech, question = self.guide.speech, self.session.question(name)
        text = speech.questionnaire.questions[name]
        value = read_entry(question, line, labels(question, speech, text), unit=text.unit)
        millions = in_millions(question, value)
        if millions is not None:
            figures = {"typed": speech.figures.number(float(str(value))), "millions": speech.figures.number(millions)}
            value = millions if self.desk.agreed("plain.in-millions", **figures) else value
        if self._goes_ahead(name, value):
            self.session.answer(name, value, outdated=self.guide.estimates(name))

    def _goes_ahead(self, name: str, value: GivenValue) -> bool:
        """Say what an answer does to others before it is given; ask when it touches answers that were given."""
        told = effect_words(self.session, name, value, self.guide.speech)
        if told:
            self.desk.write(told)
        return not self.session.effects_of(name, value).touches_answers or self.desk.agreed("plain.go-ahead")

    def _command(self, line: str) -> bool:
        word, _, rest = line[1:].strip().partition(" ")
        command = COMMANDS.get(word.lower())
        if command is None:
            raise ProblemsError([Problem(code="interview-no-command", values={"found": word})])
        return command(self.desk, rest.strip())

    def _end(self) -> None:
        desk = self.desk
        desk.talk.show("", *screens.warnings(self.guide), "", *screens.profile(self.guide), *screens.among(self.guide))
        lines, desk.listed = screens.review_lines(self.guide)
        desk.talk.show("", *lines, "")
        for text in filter(None, (self.guide.review_words(), self.guide.asked_again())):
            desk.write(text)
        desk.say("plain.end")
        while self.session.current is None:
            line = desk.line()
            if line == "":
                raise Leave
            try:
                if not self._command(line if line.startswith(":") else f":goto {line}"):
                    return
            except ProblemsError as error:
                desk.tell(error.problems)
