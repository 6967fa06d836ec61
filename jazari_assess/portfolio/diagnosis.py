"""The questionnaire under test by the records of many firms: what an institute can act on."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jazari_assess.engine.cohort.instrument import (
    Answered,
    Difference,
    Item,
    Pair,
    Scale,
    differences,
    items,
    redundant,
    scales,
)
from jazari_assess.model.maturity import Group, Indicator, MaturityModel
from jazari_assess.portfolio.records import AnswerRecord, AssessmentRecord

_TWO = 2
"""People whose answers for one firm at one stage are compared."""


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A cross-check, and in how many assessments, of how many firms, the answers contradict each other as it says."""

    check: str
    count: int
    firms: int
    share: float


@dataclass(frozen=True, kw_only=True)
class Diagnosis:
    """How the questionnaire did over ``assessments`` of ``firms``; ``pairs`` of them are of one firm by two people."""

    questionnaire: str
    version: str
    assessments: int
    firms: int
    items: tuple[Item, ...]
    scales: tuple[Scale, ...]
    redundant: tuple[Pair, ...]
    checks: tuple[Hit, ...]
    pairs: int
    differences: tuple[Difference, ...]


def diagnosed(records: Iterable[AssessmentRecord], model: MaturityModel, questions: Sequence[str]) -> Diagnosis | None:
    """Return how the newest version's questions did; None where no record is of it.

    Of people who answered for the same firm at the same stage all count, each firm's newest assessment of a stage
    otherwise being as good as another. ``questions`` are those that have a value, in order.
    """
    every = [record for record in records if not record.sample and record.model == model.id]
    newest = max((record.questionnaire_version for record in every), key=_numbers, default=None)
    own = [record for record in every if record.questionnaire_version == newest]
    if not own:
        return None
    answered = _answered(own, questions)
    firsts, seconds = _pairs(own, questions)
    hits = Counter(check for record in own for check in record.checks)
    hit = Counter(check for _, check in {(record.firm, check) for record in own for check in record.checks})
    return Diagnosis(
        questionnaire=own[0].questionnaire,
        version=own[0].questionnaire_version,
        assessments=len(own),
        firms=len({record.firm for record in own}),
        items=items(answered, questions_by_dimension(model)),
        scales=scales(answered, questions_by_dimension(model)),
        redundant=redundant(answered),
        checks=tuple(
            Hit(check=name, count=count, firms=hit[name], share=count / len(own))
            for name, count in sorted(hits.items(), key=lambda one: (-one[1], one[0]))
        ),
        pairs=len(firsts.values),
        differences=differences(firsts, seconds),
    )


def questions_by_dimension(model: MaturityModel) -> Mapping[str, tuple[str, ...]]:
    """Return the questions below each child of the model's root, in the order of the tree."""
    return {name: tuple(_below(name, model)) for name in model.dimensions}


def _below(name: str, model: MaturityModel) -> Sequence[str]:
    match model.nodes.get(name):
        case Group(children=children):
            return [question for child in children for question in _below(child, model)]
        case Indicator(question=question):
            return [question]
        case None:
            return [name]
        case _:
            return []


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _answered(records: Sequence[AssessmentRecord], questions: Sequence[str]) -> Answered:
    states = [[record.answers.get(name) for name in questions] for record in records]
    firms = {firm: number for number, firm in enumerate(dict.fromkeys(record.firm for record in records))}
    return Answered(
        questions=tuple(questions),
        values=_table(states, len(questions), lambda answer: None if answer is None else answer.worth),
        unknown=np.array(
            [[answer is not None and answer.state == "unknown" for answer in row] for row in states], dtype=np.bool_
        ).reshape(len(records), len(questions)),
        seconds=np.array(
            [[record.seconds.get(name, np.nan) for name in questions] for record in records], dtype=np.float64
        ).reshape(len(records), len(questions)),
        firms=np.array([firms[record.firm] for record in records], dtype=np.int64),
    )


def _table(
    rows: Sequence[Sequence[AnswerRecord | None]], columns: int, value: Callable[[AnswerRecord | None], float | None]
) -> NDArray[np.float64]:
    told = [[np.nan if (one := value(answer)) is None else one for answer in row] for row in rows]
    return np.array(told, dtype=np.float64).reshape(len(rows), columns)


def _pairs(records: Sequence[AssessmentRecord], questions: Sequence[str]) -> tuple[Answered, Answered]:
    """Return what two people answered for one firm at one stage, a row each; of more people the first two."""
    same: dict[tuple[str, str], list[AssessmentRecord]] = defaultdict(list)
    for record in sorted(records, key=lambda one: (one.firm, one.stage, one.sha256)):
        known = same[record.firm, record.stage]
        if record.respondent is None or all(other.respondent != record.respondent for other in known):
            known.append(record)
    couples = [found[:_TWO] for found in same.values() if len(found) >= _TWO and _two_people(found)]
    one, other = (_answered([couple[place] for couple in couples], questions) for place in range(_TWO))
    return one, other


def _two_people(found: Sequence[AssessmentRecord]) -> bool:
    """Say whether the first two are known to be by two people, by respondent or by consultant."""
    one, other = found[:_TWO]
    return any(
        None not in refs and refs[0] != refs[1]
        for refs in ((one.respondent, other.respondent), (one.consultant, other.consultant))
    )
