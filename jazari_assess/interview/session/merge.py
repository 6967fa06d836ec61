"""Joining what several people answered of one assessment: what agrees is taken, what differs is to be settled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.interview.session.places import ANSWERS, Json, answer_place, places_of, with_places
from jazari_assess.model.assessment import EVIDENCE, Answer, Assessment, Given, Unanswered, Unknown

_SETTLED_OTHERWISE = ("consent", "express", "language")


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """Two or more files say different things at one place; ``says`` holds by file number (from 0) what each says."""

    place: str
    says: Mapping[int, Json]

    @property
    def question(self) -> str:
        """The question, or the profile's field as ``profile.staff``."""
        return self.place.removeprefix(ANSWERS)


@dataclass(frozen=True, kw_only=True)
class Merged:
    """The joined assessment, each conflict standing as the first file has it until it is settled."""

    assessment: Assessment
    conflicts: tuple[Conflict, ...]


def merge(files: Mapping[Path, Assessment]) -> Merged:
    """Join assessments of one firm, one questionnaire version and one stage.

    An answer that one file has is taken; of equal answers the notes are put together, the stronger evidence and the
    later time stay; a given answer wins over "unknown". Raises ``ProblemsError`` naming each file that is of another
    questionnaire, version or stage than the first.
    """
    assessments = list(files.values())
    _refuse_others(files)
    first = assessments[0]
    states = [places_of(assessment) for assessment in assessments]
    conflicts: list[Conflict] = []
    joined: dict[str, Json] = dict(_file_places(assessments))
    for place in dict.fromkeys(place for state in states for place in state):
        if place in _SETTLED_OTHERWISE:
            continue
        if place.startswith(ANSWERS):
            name = place.removeprefix(ANSWERS)
            answers = {index: one.answers[name] for index, one in enumerate(assessments) if name in one.answers}
            joined[place], differs = _joined_answers(answers)
            says = {index: answer_place(answer) for index, answer in answers.items()}
        else:
            says = {index: state[place] for index, state in enumerate(states) if place in state}
            joined[place] = next(iter(says.values()))
            differs = any(value != joined[place] for value in says.values())
        if differs:
            conflicts.append(Conflict(place=place, says=says))
    kept = tuple(dict.fromkeys(one for assessment in assessments for one in assessment.not_carried))
    dates = [one.date for one in assessments if one.date is not None]
    merged = with_places(first, joined).model_copy(
        update={"not_carried": kept, "date": max(dates, default=None), "sample": any(one.sample for one in assessments)}
    )
    return Merged(assessment=merged, conflicts=tuple(conflicts))


def settled(merged: Merged, choices: Mapping[str, int]) -> Assessment:
    """Return the joined assessment with each conflict as the file chosen for its place has it."""
    chosen = {conflict.place: conflict.says[choices[conflict.place]] for conflict in merged.conflicts}
    return with_places(merged.assessment, chosen)


def _refuse_others(files: Mapping[Path, Assessment]) -> None:
    (_, first), *others = files.items()
    problems = [
        Problem(code="merge-other-assessment", place=Place(file=str(path)), values=_kind(other, first))
        for path, other in others
        if (other.questionnaire.id, other.questionnaire.version, other.stage)
        != (first.questionnaire.id, first.questionnaire.version, first.stage)
    ]
    if problems:
        raise ProblemsError(problems)


def _kind(other: Assessment, first: Assessment) -> Mapping[str, str]:
    def told(one: Assessment) -> str:
        return f"{one.questionnaire.id} {one.questionnaire.version} {one.stage}"

    return {"found": told(other), "expected": told(first)}


def _file_places(assessments: Sequence[Assessment]) -> Mapping[str, Json]:
    """Return what is true of the file as a whole: consent only if everybody gave it, short only if all are."""
    consents = [one.consent for one in assessments if one.consent is not None]
    places: dict[str, Json] = {"express": all(one.express for one in assessments)}
    if consents:
        accepted, time = all(one.accepted for one in consents), max(one.time for one in consents)
        places["consent"] = {"accepted": accepted, "time": time}
    return places


def _joined_answers(answers: Mapping[int, Answer]) -> tuple[Json, bool]:
    """Return one answer made of several, and whether they differ in what they say."""
    weightiest = max(_weight(answer) for answer in answers.values())
    speaking = [answer for answer in answers.values() if _weight(answer) == weightiest]
    base = speaking[0]
    differs = any(_said(answer) != _said(base) for answer in speaking)
    everyone = list(answers.values())
    notes = list(dict.fromkeys(answer.note for answer in everyone if answer.note is not None))
    evidence = [answer.evidence for answer in everyone if answer.evidence is not None]
    times = [answer.time for answer in speaking if answer.time is not None]
    joined = base.model_copy(
        update={
            "note": "\n".join(notes) or None,
            "evidence": max(evidence, key=EVIDENCE.index, default=None),
            "time": max(times, default=None),
            "come_back": any(answer.come_back for answer in everyone),
        }
    )
    return answer_place(joined), differs


def _weight(answer: Answer) -> int:
    match answer:
        case Unanswered():
            return 0
        case Unknown():
            return 1
        case _:
            return 2


def _said(answer: Answer) -> object:
    if not isinstance(answer, Given):
        return answer.state
    return tuple(sorted(answer.answer)) if isinstance(answer.answer, tuple) else answer.answer
