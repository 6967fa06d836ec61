"""Carrying an assessment over to another version of its questionnaire, without losing a word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from jazari_assess.errors import Problem, ProblemsError
from jazari_assess.model.assessment import (
    Answer,
    Assessment,
    Given,
    GivenValue,
    NotCarried,
    QuestionnaireRef,
    Unanswered,
)
from jazari_assess.model.changes import NewQuestion, OptionsMoved, QuestionChange, Removed, Reworded, VersionChange
from jazari_assess.model.library import QuestionnaireContent, nearest_words
from jazari_assess.model.questionnaire import ProfileQuestion, Questionnaire
from jazari_assess.reading.assessment.answers import accepts

ChangeKind = Literal[
    "carried", "reworded", "moved", "restored", "told", "question-gone", "answer-gone", "without-answer"
]
_GOING_ON: tuple[ChangeKind, ...] = ("carried", "reworded", "moved")
Gone = Literal["question-gone", "answer-gone"]

_NOTHING = Unanswered(state="unanswered")


@dataclass(frozen=True, kw_only=True)
class Change:
    """What a migration did with one question, and what the questionnaire's author says of it, by language.

    ``carried``: its answer goes on; ``reworded``: so it does, under better words; ``moved``: it became another option;
    ``restored``: an answer kept aside by an earlier migration has a place again; ``told``: the answer to an older
    question said what this one asks; ``question-gone`` and ``answer-gone``:
    the answer is kept aside, and as a note where it went ``into`` another question; ``without-answer``: the new version
    asks it and the assessment does not say.
    """

    question: str
    kind: ChangeKind
    note: Mapping[str, str] = field(default_factory=dict, hash=False)
    into: str | None = None


@dataclass(frozen=True, kw_only=True)
class Migration:
    """An assessment for the present version of its questionnaire, and what became of every question."""

    assessment: Assessment
    from_version: str
    to_version: str
    changes: tuple[Change, ...]

    @property
    def carried(self) -> int:
        """How many answers go on."""
        return sum(change.kind in _GOING_ON for change in self.changes)

    def notes(self, language: str) -> tuple[tuple[Change, str], ...]:
        """Return each change that is more than an answer carried, with its author's note in the nearest language."""
        told = (change for change in self.changes if change.kind != "carried")
        return tuple((change, nearest_words(change.note, language) if change.note else "") for change in told)


@dataclass(frozen=True, kw_only=True)
class _Carried:
    """One answer on its way: None where it has no place any more; ``lost`` says that a part of it has none."""

    answer: Answer | None
    change: Change
    lost: bool = False


def migrate(assessment: Assessment, questionnaire: QuestionnaireContent) -> Migration:
    """Return the assessment for this version of its questionnaire.

    What each version changed is as the questionnaire says; without its word an answer is kept where its question takes
    it. An answer that has no place is kept in ``not_carried`` with the reason. Raises ``ProblemsError`` when the
    assessment is of another questionnaire.
    """
    structure = questionnaire.structure
    reference = assessment.questionnaire
    if reference.id != structure.id:
        values = {"found": reference.id, "expected": structure.id}
        raise ProblemsError([Problem(code="assessment-other-questionnaire", path="questionnaire.id", values=values)])
    answers, aside, changes = _sorted_out(assessment, questionnaire)
    told = _told(assessment, questionnaire, answers)
    answers |= told
    changes += [Change(question=name, kind="told") for name in told]
    asked = (name for name in structure.order if not isinstance(structure.questions[name], ProfileQuestion))
    new = [Change(question=name, kind="without-answer") for name in asked if name not in answers]
    answers |= _noted(answers, aside, changes, questionnaire, assessment.language)
    return Migration(
        assessment=assessment.model_copy(
            update={
                "questionnaire": QuestionnaireRef(
                    id=structure.id, version=structure.version, sha256=questionnaire.sha256
                ),
                "answers": answers,
                "not_carried": tuple(aside),
            }
        ),
        from_version=reference.version,
        to_version=structure.version,
        changes=(*changes, *new),
    )


def _sorted_out(
    assessment: Assessment, questionnaire: QuestionnaireContent
) -> tuple[dict[str, Answer], list[NotCarried], list[Change]]:
    answers: dict[str, Answer] = {}
    aside: list[NotCarried] = []
    changes: list[Change] = []
    version = assessment.questionnaire.version
    for name, answer in assessment.answers.items():
        carried = _carried(questionnaire, name, answer, version)
        changes.append(carried.change)
        if carried.answer is not None:
            answers[name] = carried.answer
        if carried.answer is None or carried.lost:
            reason: Gone = "question-gone" if carried.change.kind == "question-gone" else "answer-gone"
            aside.append(NotCarried(question=name, version=version, answer=answer, reason=reason))
    kept = []
    for earlier in assessment.not_carried:
        name = earlier.question
        free = name not in assessment.answers and name not in answers
        carried = _carried(questionnaire, name, earlier.answer, earlier.version)
        if free and carried.answer is not None and not carried.lost:
            answers[name] = carried.answer
            changes.append(Change(question=name, kind="restored"))
        else:
            kept.append(earlier)
    return answers, kept + aside, changes


def _told(
    assessment: Assessment, questionnaire: QuestionnaireContent, answers: Mapping[str, Answer]
) -> dict[str, Answer]:
    """Return the answers to new questions that answers to older ones say, with the evidence these had."""
    found: dict[str, Answer] = {}
    for step in _steps(questionnaire.changes, assessment.questionnaire.version):
        for name, told in step.questions.items():
            by = told.told_by if isinstance(told, NewQuestion) else None
            old = None if by is None or name in answers else assessment.answers.get(by.question)
            if by is not None and isinstance(old, Given):
                chosen = {str(item) for item in (old.answer if isinstance(old.answer, tuple) else (old.answer,))}
                new = next((value for option, value in by.options.items() if option in chosen), None)
                if new is not None:
                    found[name] = Given(answer=new, evidence=old.evidence, time=old.time)
    return found


def _carried(questionnaire: QuestionnaireContent, name: str, answer: Answer, version: str) -> _Carried:
    """Return what becomes of an answer given to one version of a questionnaire."""
    change = Change(question=name, kind="carried")
    lost = False
    for step in _steps(questionnaire.changes, version):
        told = step.questions.get(name)
        if told is None:
            continue
        change, moved = _changed(name, told, answer, change)
        if moved is None:
            return _Carried(answer=None, change=change)
        lost, answer = lost or _loses(answer, moved), moved
    gone = _why_not(questionnaire.structure, name, answer)
    if gone is not None:
        return _Carried(answer=None, change=Change(question=name, kind=gone, note=change.note))
    return _Carried(answer=answer, change=change, lost=lost)


def _steps(changes: Sequence[VersionChange], version: str) -> Sequence[VersionChange]:
    """Return the changes from a version to the last; none where no change is told to start there."""
    first = next((index for index, step in enumerate(changes) if step.from_ == version), len(changes))
    return changes[first:]


def _changed(name: str, told: QuestionChange, answer: Answer, before: Change) -> tuple[Change, Answer | None]:
    match told:
        case Removed():
            return Change(question=name, kind="question-gone", note=told.note, into=told.into), None
        case OptionsMoved():
            moved = _moved(answer, told.options)
            kind: ChangeKind = "answer-gone" if moved is None else "moved" if moved != answer else "reworded"
            return Change(question=name, kind=kind, note=told.note), moved
        case Reworded():
            return Change(question=name, kind="reworded", note=told.note), answer
        case _:
            return before, answer


def _moved(answer: Answer, options: Mapping[str, int | str | None]) -> Answer | None:
    """Return an answer in the new options, of a checklist those that remain; None where nothing remains."""
    if not isinstance(answer, Given):
        return answer
    if not isinstance(answer.answer, tuple):
        value: GivenValue | None = options.get(str(answer.answer), answer.answer)
    else:
        remaining = (options.get(item, item) for item in answer.answer)
        value = tuple(dict.fromkeys(str(item) for item in remaining if item is not None)) or None
    return None if value is None else answer.model_copy(update={"answer": value})


def _loses(before: Answer, after: Answer) -> bool:
    """Say whether a checklist has fewer items than it had: what is missing must be kept aside."""
    values = [one.answer if isinstance(one, Given) else () for one in (before, after)]
    return all(isinstance(value, tuple) for value in values) and len(values[1]) < len(values[0])  # type: ignore[arg-type]


def _noted(
    answers: Mapping[str, Answer],
    aside: Sequence[NotCarried],
    changes: Sequence[Change],
    questionnaire: QuestionnaireContent,
    language: str | None,
) -> dict[str, Answer]:
    """Return the answers that questions that are gone went into, each with a note of what was said."""
    noted: dict[str, Answer] = {}
    gone = {kept.question: kept for kept in aside}
    for change in changes:
        into = change.into
        if into is None or isinstance(questionnaire.structure.questions.get(into), ProfileQuestion | None):
            continue
        kept, answer = gone[change.question], noted.get(into) or answers.get(into) or _NOTHING
        if isinstance(kept.answer, Given) or kept.answer.note is not None:
            said = _said(kept, change.note.get(language or "fr", ""))
            note = "\n".join(part for part in (answer.note, said) if part)
            noted[into] = answer.model_copy(update={"note": note})
    return noted


def _said(kept: NotCarried, reason: str) -> str:
    """Return a note of an answer: why it is here, the id of its question, the version, what was said and noted."""
    answer = kept.answer
    value = answer.answer if isinstance(answer, Given) else answer.state
    told = ", ".join(value) if isinstance(value, tuple) else str(value)
    return " ".join(part for part in (reason, f"[{kept.question} {kept.version}: {told}]", answer.note) if part)


def _why_not(structure: Questionnaire, name: str, answer: Answer) -> Gone | None:
    question = structure.questions.get(name)
    if question is None:
        return "question-gone"
    return None if accepts(question, answer) else "answer-gone"
