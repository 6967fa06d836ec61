"""Whatever is answered, undone, redone and reopened: the file always says what the session says."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from jazari_assess.interview.session.entry import options_in_order
from jazari_assess.interview.session.session import Session
from jazari_assess.model.assessment import EVIDENCE, Assessment, Evidence, GivenValue
from jazari_assess.model.questionnaire import ChecklistQuestion, NumberQuestion, Question
from jazari_assess.reading.assessment.file import read_assessment
from tests.interview.scenes import QUESTIONNAIRE, begun, library

QUICK = 60
ORDER = library().questionnaires[QUESTIONNAIRE].structure.order
QUESTIONS = library().questionnaires[QUESTIONNAIRE].structure.questions
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - fsync costs nothing there, and a test makes thousands
ASKED = st.sampled_from([name for name in ORDER if QUESTIONS[name].kind != "profile"])
TEXT = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30)


def values_of(question: Question) -> st.SearchStrategy[GivenValue]:
    """Return answers that a question takes."""
    match question:
        case ChecklistQuestion():
            items = [item for item in question.options if item != question.none]
            chosen = st.lists(st.sampled_from(items), min_size=1, unique=True).map(tuple)
            return st.one_of(chosen, st.just((question.none,)))
        case NumberQuestion():
            low, high = int(question.minimum), int(question.maximum)
            return st.integers(low, high)
        case _ if options_in_order(question):
            return st.sampled_from(options_in_order(question))
        case _:
            return TEXT


class Interviewing(RuleBasedStateMachine):
    """Drives a session and keeps its own list of states, as an editor keeps its undo list."""

    def __init__(self) -> None:
        """Make a folder."""
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=SHARED_MEMORY if SHARED_MEMORY.is_dir() else None))
        self.path = self.folder / "firm.yaml"

    @initialize()
    def begin(self) -> None:
        """Begin a file."""
        self.session: Session = begun(self.path)
        self.past: list[Assessment] = []
        self.future: list[Assessment] = []

    def changed(self, before: Assessment) -> None:
        """Take note of a change; one that changed nothing is none."""
        if self.session.assessment != before:
            self.past.append(before)
            self.future.clear()

    @rule(data=st.data(), name=ASKED)
    def answer(self, data: st.DataObject, name: str) -> None:
        """Give an answer."""
        before = self.session.assessment
        self.session.answer(name, data.draw(values_of(QUESTIONS[name])))
        self.changed(before)
        assert self.session.current != name

    @rule(staff=st.integers(0, 5000))
    def fill_staff(self, staff: int) -> None:
        """Fill a line of the profile."""
        before = self.session.assessment
        self.session.answer("firm-staff", staff)
        self.changed(before)

    @rule(name=ASKED)
    def answer_unknown(self, name: str) -> None:
        """Nobody knows."""
        before = self.session.assessment
        self.session.answer_unknown(name)
        self.changed(before)

    @rule(name=st.sampled_from(["connected-products", "ot-security", "online-sales"]))
    def answer_not_applicable(self, name: str) -> None:
        """The firm lacks the subject."""
        before = self.session.assessment
        self.session.answer_not_applicable(name)
        self.changed(before)

    @rule(name=ASKED)
    def clear(self, name: str) -> None:
        """Take an answer back."""
        before = self.session.assessment
        self.session.clear(name)
        self.changed(before)

    @rule(name=ASKED, text=TEXT)
    def note(self, name: str, text: str) -> None:
        """Write a note."""
        before = self.session.assessment
        self.session.note(name, text)
        self.changed(before)

    @rule(name=ASKED, evidence=st.sampled_from([*EVIDENCE, None]))
    def evidence(self, name: str, evidence: Evidence | None) -> None:
        """Say what it rests on."""
        before = self.session.assessment
        self.session.evidence(name, evidence)
        self.changed(before)

    @rule(name=ASKED)
    def flag(self, name: str) -> None:
        """Flag it."""
        before = self.session.assessment
        self.session.flag(name)
        self.changed(before)

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        """Take the last change back."""
        self.future.append(self.session.assessment)
        assert self.session.undo() is not None
        assert self.session.assessment == self.past.pop()

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        """Make it again."""
        before = self.session.assessment
        assert self.session.redo() is not None
        self.past.append(before)
        assert self.session.assessment == self.future.pop()

    @rule()
    def reopen(self) -> None:
        """Close the file and open it again, as the next day."""
        before = self.session.assessment
        self.session.store.close()
        self.session = begun(self.path)
        assert self.session.assessment == before

    @invariant()
    def file_says_what_the_session_says(self) -> None:
        """The file is whole and equal, and the history is as long as ours."""
        if not hasattr(self, "session"):
            return
        assert read_assessment(self.path, library()) == self.session.assessment
        history = self.session.store.journal.history
        assert (len(history.done), len(history.undone)) == (len(self.past), len(self.future))

    def teardown(self) -> None:
        """Close the file and remove the folder."""
        if hasattr(self, "session"):
            self.session.store.close()
        shutil.rmtree(self.folder)


Interviewing.TestCase.settings = settings(
    max_examples=max(1, 40 * settings().max_examples // QUICK), stateful_step_count=25, deadline=None
)
TestInterviewing = Interviewing.TestCase
