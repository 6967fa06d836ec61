"""Answers to an earlier edition of the questionnaire, carried to the present one as one firm's are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from jazari_assess.batch.matching.headers import Matching
from jazari_assess.batch.matching.vocabulary import has_items
from jazari_assess.batch.scoring.answers import Outcome
from jazari_assess.batch.scoring.columns import BadCells, ReadBlock, absent
from jazari_assess.engine.score.values import ABSENT, GIVEN, NOT_APPLICABLE, UNKNOWN, Column, answer_codes
from jazari_assess.model.assessment import (
    Answer,
    Assessment,
    Given,
    NotApplicable,
    QuestionnaireRef,
    Unanswered,
    Unknown,
)
from jazari_assess.model.library import QuestionnaireContent
from jazari_assess.model.profile import Profile
from jazari_assess.model.questionnaire import ProfileQuestion, Question, Questionnaire, options_of
from jazari_assess.reading.assessment.migration import migrate

NOT_CARRIED = "batch-answer-earlier"
_STATES: Mapping[int, Unknown | NotApplicable] = {
    UNKNOWN: Unknown(state="unknown"),
    NOT_APPLICABLE: NotApplicable(state="not-applicable"),
}
_CODES: Mapping[type, int] = {Given: GIVEN, Unknown: UNKNOWN, NotApplicable: NOT_APPLICABLE}


def carried(read: ReadBlock, old: Questionnaire, present: QuestionnaireContent, matching: Matching) -> ReadBlock:
    """Return the answers of some rows to ``old`` as answers to the present edition.

    An answer that has no place there leaves its question open and is among the bad cells, unless nobody asks its
    question any more.
    """
    structure = present.structure
    columns = {name: absent(question, read.rows) for name, question in structure.questions.items()}
    columns |= _kept(read, old, structure)
    lost: list[BadCells] = []
    headers = {match.target.question: match.header.column for match in reversed(matching.matches)}
    for name, question in old.questions.items():
        if name not in headers or not _has_codes(question):
            continue
        for at, rows in _alike(read.columns[name]):
            outcome = _outcome(_Case(question=name, state=int(at[0]), codes=at[1:]), old, present)
            _put(columns, outcome, rows, structure)
            if outcome.lost and name in structure.questions:
                lost.append(_lost(headers[name], name, rows, outcome))
    return replace(
        read,
        columns=columns,
        texts={name: text for name, text in read.texts.items() if name in structure.questions},
        bad=(*read.bad, *lost),
    )


def _kept(read: ReadBlock, old: Questionnaire, structure: Questionnaire) -> Mapping[str, Column]:
    """Return the columns of numbers, texts and the profile, which no edition tells apart by options."""
    same = (name for name in structure.questions if name in old.questions and not _has_codes(old.questions[name]))
    return {name: read.columns[name] for name in same}


def _has_codes(question: Question) -> bool:
    return not isinstance(question, ProfileQuestion) and bool(options_of(question))


@dataclass(frozen=True, kw_only=True)
class _Case:
    """One answer to one question of an earlier edition; of a checklist a code an item."""

    question: str
    state: int
    codes: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class _Carried:
    """What became of an answer: answers to present questions, and what it said where a part of it has no place."""

    answers: Mapping[str, Answer]
    lost: str


def _alike(column: Column) -> Iterator[tuple[tuple[float, ...], np.ndarray]]:
    """Yield each answer of a column, as state and codes, with the rows that have it."""
    codes = column.codes.reshape(len(column.states), -1)
    both = np.column_stack([column.states, np.where((column.states == GIVEN)[:, None], codes, 0.0)])
    distinct, which = np.unique(both, axis=0, return_inverse=True)
    for place, at in enumerate(distinct.tolist()):
        if at[0] != ABSENT:
            yield tuple(at), np.flatnonzero(which.ravel() == place)


def _outcome(case: _Case, old: Questionnaire, present: QuestionnaireContent) -> _Carried:
    """Return what a migration makes of a firm that gave this one answer."""
    answer = _answer(case, old.questions[case.question])
    firm = Assessment(
        schema_="jazari-assess/assessment/1",
        id="-",
        questionnaire=QuestionnaireRef(id=old.id, version=old.version),
        profile=Profile(firm="-"),
        answers={case.question: answer},
    )
    found = migrate(firm, present).assessment
    answers = {name: one for name, one in found.answers.items() if not isinstance(one, Unanswered)}
    said = answer.answer if isinstance(answer, Given) else answer.state
    told = ", ".join(said) if isinstance(said, tuple) else str(said)
    return _Carried(answers=answers, lost=told if found.not_carried else "")


def _answer(case: _Case, question: Question) -> Given | Unknown | NotApplicable:
    if case.state != GIVEN:
        return _STATES[case.state]
    options = options_of(question)
    if has_items(question):
        return Given(answer=tuple(str(one) for one, code in zip(options, case.codes, strict=True) if code))
    return Given(answer=options[int(case.codes[0])])


def _put(columns: Mapping[str, Column], outcome: _Carried, rows: np.ndarray, structure: Questionnaire) -> None:
    for name, answer in outcome.answers.items():
        columns[name].states[rows] = _CODES[type(answer)]
        if isinstance(answer, Given):
            columns[name].codes[rows] = answer_codes(structure.questions[name], answer.answer)


def _lost(column: str, question: str, rows: np.ndarray, outcome: _Carried) -> BadCells:
    problem = Outcome(problem=NOT_CARRIED, values={"found": outcome.lost})
    return BadCells(column=column, question=question, rows=rows, which=np.zeros_like(rows), outcomes=(problem,))
