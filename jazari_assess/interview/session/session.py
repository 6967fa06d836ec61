"""The state of one interview, without a screen: both interfaces and the tests drive this.

Every change is on the disk before the method that makes it returns. A change that cannot be written raises
``ProblemsError`` and leaves the session, the file and its history as they were.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from jazari_assess.engine.asking import is_open, relevant_questions
from jazari_assess.errors import Problem, ProblemsError
from jazari_assess.interview.session.entry import refused, unfit
from jazari_assess.interview.session.journal import Move, Step
from jazari_assess.interview.session.places import (
    ANSWERS,
    PROFILE,
    Json,
    Places,
    answer_in,
    answer_place,
    difference,
    places_of,
    with_places,
)
from jazari_assess.interview.session.route import Choice, Effects, deciding, effects, first_open, passed_over, route
from jazari_assess.interview.session.store import Store
from jazari_assess.model.assessment import (
    Answer,
    Assessment,
    Evidence,
    Given,
    GivenValue,
    NotApplicable,
    Unanswered,
    Unknown,
)
from jazari_assess.model.questionnaire import ProfileQuestion, Question, Questionnaire
from jazari_assess.model.strict import LONGEST_TEXT
from jazari_assess.reading.yaml_json.characters import clean

Clock = Callable[[], str]

_SAID = (Given, NotApplicable, Unknown)


@dataclass
class Session:
    """One interview over one questionnaire; ``clock`` returns the present time as ISO 8601 with its offset.

    ``current`` is the question asked now, None when nothing is left to ask.
    """

    questionnaire: Questionnaire
    store: Store
    assessment: Assessment
    clock: Clock
    choice: Choice = field(default_factory=Choice)
    current: str | None = None
    skipped: frozenset[str] = frozenset()
    recorded: Step | None = None  # the last change of this sitting that was saved
    _routed: tuple[Assessment, tuple[str, ...]] | None = None  # an assessment is never changed, only replaced

    def __post_init__(self) -> None:
        """Stand at the first open question after the last one that was changed.

        Optional fields that an earlier sitting went past are not asked again by themselves.
        """
        self.skipped |= passed_over(self.questionnaire, self.assessment, self.route)
        done = self.store.journal.history.done
        last = next((step.question for step in reversed(done) if step.question), None)
        self.current = self._first_open(after=last)
        self._deciding = deciding(self.questionnaire)

    # What is asked -------------------------------------------------------------------------------------------------

    @property
    def route(self) -> tuple[str, ...]:
        """The questions this interview asks, in order."""
        if self._routed is None or self._routed[0] is not self.assessment:
            self._routed = self.assessment, route(self.questionnaire, self.assessment, self.choice)
        return self._routed[1]

    def question(self, name: str) -> Question:
        """Return a question's structure."""
        return self.questionnaire.questions[name]

    def answer_to(self, name: str) -> Answer | None:
        """Return what is known of a question, a field of the profile included."""
        return answer_in(self.questionnaire, self.assessment, name)

    def earlier_answer_to(self, name: str) -> Answer | None:
        """Return what the firm's earlier assessment says of a question."""
        return None if self.choice.earlier is None else answer_in(self.questionnaire, self.choice.earlier, name)

    def is_relevant(self, name: str) -> bool:
        """Say whether a question counts for this firm; an answer to one that does not is kept and not scored."""
        return name in relevant_questions(self.questionnaire, self.assessment)

    def is_open(self, name: str) -> bool:
        """Say whether a question still waits for an answer."""
        return is_open(self.question(name), name, self.assessment)

    def decides(self, name: str) -> bool:
        """Say whether other questions depend on this one."""
        return name in self._deciding

    def effects_of(self, name: str, value: GivenValue | None) -> Effects:
        """Return what an answer would do to other questions, before it is given; None is an answer taken back."""
        if not self.decides(name):
            return Effects()
        given = None if value is None else Given(answer=value)
        after = with_places(self.assessment, self._value_place(name, given))
        return effects(self.questionnaire, self.assessment, after)

    # Answers -------------------------------------------------------------------------------------------------------

    def answer(
        self, name: str, value: GivenValue, *, remark: str | None = None, outdated: Collection[str] = ()
    ) -> None:
        """Give an answer and move on to the next open question.

        ``remark`` becomes its note where it has none; a note that is one of ``outdated`` counts as none.
        Raises ``ProblemsError`` when the question does not take it, or it cannot be saved.
        """
        value = clean(value).strip() if isinstance(value, str) else value
        question = self.question(name)
        if isinstance(question, ProfileQuestion):
            self._fill(name, question, value)
            return
        given = self._marked(name, Given(answer=value))
        own = None if given.note in outdated else given.note
        self._put("answer", name, given.model_copy(update={"note": own or remark}))

    def answer_unknown(self, name: str) -> None:
        """Record that nobody knows, and move on. A field of the profile is left empty."""
        if isinstance(self.question(name), ProfileQuestion):
            self.skip(name)
        else:
            self._put("unknown", name, self._marked(name, Unknown(state="unknown")))

    def answer_not_applicable(self, name: str) -> None:
        """Record that the firm lacks the subject, and move on; refused where the question does not allow it."""
        self._put("not-applicable", name, self._marked(name, NotApplicable(state="not-applicable")))

    def clear(self, name: str) -> None:
        """Take an answer back; its note, evidence and flag stay. The firm's name can be replaced, not taken away."""
        question = self.question(name)
        if isinstance(question, ProfileQuestion) and question.field == "firm":
            raise ProblemsError([Problem(code="interview-firm-needed")])
        empty = self._annotated(name, Unanswered(state="unanswered"))
        self._change("clear", name, self._value_place(name, empty if _says_something(empty) else None))

    def repeat_earlier(self, name: str) -> None:
        """Answer as in the earlier assessment; refused where that has no answer."""
        match self.earlier_answer_to(name):
            case Given(answer=value):
                self.answer(name, value)
            case NotApplicable():
                self.answer_not_applicable(name)
            case Unknown():
                self.answer_unknown(name)
            case _:
                raise ProblemsError([Problem(code="interview-no-earlier-answer")])

    def repeat_section(self, name: str) -> None:
        """Answer all that is open in the section of a question as in the earlier assessment, in one step."""
        members = self.questionnaire.sections[self.questionnaire.section_of(name)]
        places, after = dict[str, Json](), self.assessment
        while more := self._earlier_places(members, after):  # an answer may open a question that had one too
            places |= more
            after = with_places(after, more)
        if not places:
            raise ProblemsError([Problem(code="interview-no-earlier-answer")])
        self._change("section", name, places)
        self._move_on(members[0])

    def note(self, name: str, text: str) -> None:
        """Write the note of a question; an empty text removes it. The question stays where it is."""
        note = clean(text).strip() or None
        if note is not None and len(note) > LONGEST_TEXT:
            values = {"found": str(len(note)), "bound": str(LONGEST_TEXT)}
            raise ProblemsError([Problem(code="note-too-long", values=values)])
        self._annotate("note", name, note=note)

    def evidence(self, name: str, evidence: Evidence | None) -> None:
        """Say what the answer rests on."""
        self._annotate("evidence", name, evidence=evidence)

    def flag(self, name: str) -> None:
        """Set the "come back to this" flag, or take it away."""
        present = self.answer_to(name)
        self._annotate("flag", name, come_back=not (present is not None and present.come_back))

    def accept_notice(self, *, accepted: bool) -> None:
        """Record what was said to the privacy notice, and when."""
        self._change("consent", None, {"consent": {"accepted": accepted, "time": self.clock()}})
        if self.current is None or self.current not in self.route:
            self.current = self._first_open()

    # Moving --------------------------------------------------------------------------------------------------------

    def skip(self, name: str) -> None:
        """Leave a question open and move on; it comes back at the end and in the review."""
        self.skipped |= {name}
        self._move_on(name)

    def go(self, name: str) -> None:
        """Jump to a question of this interview's route; any other is refused with ``ProblemsError``."""
        if name not in self.route:
            raise ProblemsError([Problem(code="interview-no-question", values={"found": name})])
        self.current = name

    def step(self, count: int) -> None:
        """Move along the route, answered questions included; from the end of the interview back to its last one."""
        names = self.route
        if not names:
            return
        position = len(names) if self.current is None or self.current not in names else names.index(self.current)
        position += count
        self.current = names[max(position, 0)] if position < len(names) else None

    # Undo ----------------------------------------------------------------------------------------------------------

    def undo(self) -> Step | None:
        """Take the last change back, also one of an earlier sitting; None when there is none."""
        done = self.store.journal.history.done
        return self._turn("undo", done[-1]) if done else None

    def redo(self) -> Step | None:
        """Make the change again that was last undone; None when there is none."""
        undone = self.store.journal.history.undone
        return self._turn("redo", undone[-1]) if undone else None

    def _turn(self, move: Move, step: Step) -> Step:
        after = self._ordered(with_places(self.assessment, step.before if move == "undo" else step.after))
        self.store.save(after, move)
        self.assessment = after
        self.skipped = frozenset(name for name in self.skipped if name != step.question)
        if step.question is not None and step.question in self.route:
            self.current = step.question
        elif self.current not in self.route:
            self.current = self._first_open()
        return step

    # A file that another program changed ---------------------------------------------------------------------------

    def changes_outside(self) -> tuple[Places, Places]:
        """Return the places in which this interview and the file differ: as they are here, and as they are there."""
        return difference(places_of(self.assessment), places_of(self.store.present()))

    def keep_mine(self) -> Path:
        """Write this interview over what another program wrote; return where that is kept."""
        return self.store.keep_mine(self.assessment)

    def take_theirs(self) -> Path:
        """Go on from what another program wrote; return where what this interview had is kept."""
        self.assessment, copy = self.store.take_present(self.assessment)
        if self.current not in self.route:
            self.current = self._first_open()
        return copy

    # Inside --------------------------------------------------------------------------------------------------------

    def _first_open(self, after: str | None = None) -> str | None:
        return first_open(self.questionnaire, self.assessment, self.route, after=after, skipped=self.skipped)

    def _move_on(self, name: str) -> None:
        if not self.is_open(name):
            self.skipped -= {name}
        self.current = self._first_open(after=name)

    def _fill(self, name: str, question: ProfileQuestion, value: GivenValue) -> None:
        """Save a field of the profile that can hold this value, and move on."""
        is_empty = value in ("", ())
        places = self._value_place(name, None if is_empty else Given(answer=value))
        try:
            with_places(self.assessment, places)
        except ValidationError as error:
            raise ProblemsError([unfit(question, value)]) from error
        self._change("answer", name, places)
        if is_empty:
            self.skip(name)
        else:
            self._move_on(name)

    def _earlier_places(self, names: Collection[str], present: Assessment) -> dict[str, Json]:
        """Return the earlier answers to those of some questions that are asked and open, without what stood beside."""
        places, asked = dict[str, Json](), route(self.questionnaire, present, self.choice)
        for name in names:
            earlier = self.earlier_answer_to(name)
            if name in asked and is_open(self.question(name), name, present) and isinstance(earlier, _SAID):
                bare = earlier.model_copy(update={"note": None, "evidence": None, "come_back": False})
                places |= self._value_place(name, self._marked(name, bare))
        return places

    def _value_place(self, name: str, answer: Answer | None) -> dict[str, Json]:
        question = self.question(name)
        if not isinstance(question, ProfileQuestion):
            return {f"{ANSWERS}{name}": answer_place(answer)}
        value = answer.answer if isinstance(answer, Given) else None
        return {f"{PROFILE}{question.field}": list(value) if isinstance(value, tuple) else value}

    def _marked(self, name: str, answer: Answer) -> Answer:
        """Return an answer with the time, and with the note, evidence and flag the question has."""
        return self._annotated(name, answer).model_copy(update={"time": self.clock()})

    def _annotated(self, name: str, answer: Answer) -> Answer:
        present = self.assessment.answers.get(name)
        if present is None:
            return answer
        kept = {"note": present.note, "evidence": present.evidence, "come_back": present.come_back}
        return answer.model_copy(update=kept)

    def _annotate(self, kind: str, name: str, **update: object) -> None:
        if isinstance(self.question(name), ProfileQuestion):
            raise ProblemsError([Problem(code="interview-no-note")])
        present = self.assessment.answers.get(name) or Unanswered(state="unanswered")
        changed = present.model_copy(update=update)
        is_empty = isinstance(changed, Unanswered) and not _says_something(changed)
        self._change(kind, name, {f"{ANSWERS}{name}": None if is_empty else answer_place(changed)})

    def _put(self, kind: str, name: str, answer: Answer) -> None:
        """Save an answer that the question takes, and move on."""
        problems = refused(self.question(name), answer)
        if problems:
            raise ProblemsError(problems)
        self._change(kind, name, {f"{ANSWERS}{name}": answer_place(answer)})
        self._move_on(name)

    def _change(self, kind: str, name: str | None, places: Mapping[str, Json]) -> None:
        """Save some places; a change that changes nothing is not one."""
        after = self._ordered(with_places(self.assessment, places))
        before, changed = difference(places_of(self.assessment), places_of(after))
        if changed:
            step = Step(kind=kind, question=name, before=before, after=changed)
            self.store.save(after, "do", step)
            self.assessment, self.recorded = after, step

    def _ordered(self, assessment: Assessment) -> Assessment:
        answers = assessment.answers
        known = [name for name in self.questionnaire.order if name in answers]
        return assessment.model_copy(update={"answers": {name: answers[name] for name in known}})


def _says_something(answer: Answer) -> bool:
    return answer.note is not None or answer.evidence is not None or answer.come_back
