"""From answers to a matrix: one column a question, 0..1, NaN where missing, and a second mask where not applicable."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

import numpy as np
from numpy.typing import NDArray

from jazari_assess.model.assessment import Answer, Assessment, Given, GivenValue, NotApplicable, Unanswered, Unknown
from jazari_assess.model.profile import REGIONS, SECTORS, Profile
from jazari_assess.model.questionnaire import (
    YES_PARTLY_NO,
    ChecklistQuestion,
    ChoiceQuestion,
    LevelQuestion,
    NumberQuestion,
    ProfileQuestion,
    Question,
    Questionnaire,
    TextQuestion,
    ValueQuestion,
    YesPartlyNoQuestion,
)

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
States = NDArray[np.uint8]

ABSENT, GIVEN, UNKNOWN, NOT_APPLICABLE = range(4)  # codes of states, in no order


@dataclass(frozen=True, kw_only=True)
class Column:
    """The answers of all firms to one question.

    ``states`` (rows,) holds ABSENT, GIVEN, UNKNOWN or NOT_APPLICABLE. ``codes`` (rows,) holds the option's number, its
    position among the options, or the number itself; for a checklist (rows, items) 1 where chosen. Codes count only
    where the state is GIVEN.
    """

    states: States
    codes: Floats


@dataclass(frozen=True, kw_only=True)
class AnswerMatrix:
    """What the kernel takes: ``values`` (rows, questions) 0..1 or NaN, ``not_applicable`` (rows, questions)."""

    questions: tuple[str, ...]
    values: Floats
    not_applicable: Mask


def option_code(question: Question, option: GivenValue) -> float:
    """Return the code of one option, or NaN where the question has no such option."""
    match question:
        case LevelQuestion() | NumberQuestion():
            return float(option) if isinstance(option, int | float) else np.nan
        case ChoiceQuestion() | ChecklistQuestion():
            known: Sequence[object] = tuple(question.options)
        case YesPartlyNoQuestion():
            known = YES_PARTLY_NO
        case ProfileQuestion():
            known = {"region": REGIONS, "sector": SECTORS}.get(question.field, ())
            if not known:
                return float(option) if isinstance(option, int | float) else 0.0
        case TextQuestion():
            return 0.0
        case _:
            assert_never(question)
    return float(known.index(option)) if option in known else np.nan


def answer_codes(question: Question, answer: GivenValue | None) -> float | list[float]:
    """Return the code of one answer, for a checklist one code an item; NaN, or zeros, without an answer."""
    if isinstance(question, ChecklistQuestion):
        items = answer if isinstance(answer, tuple) else (answer,)
        return [1.0 if option in items else 0.0 for option in question.options]
    return np.nan if answer is None else option_code(question, answer)


def _state(answer: Answer | None) -> int:
    match answer:
        case Given():
            return GIVEN
        case Unknown():
            return UNKNOWN
        case NotApplicable():
            return NOT_APPLICABLE
        case Unanswered() | None:
            return ABSENT
        case _:
            assert_never(answer)


def _profile_answer(profile: Profile, field: str) -> Answer | None:
    value = getattr(profile, field.replace("-", "_"))
    return None if value is None else Given(answer=value)


def _answer(question: Question, name: str, assessment: Assessment) -> Answer | None:
    if isinstance(question, ProfileQuestion):
        return _profile_answer(assessment.profile, question.field)
    return assessment.answers.get(name)


def _column(question: Question, name: str, assessments: Sequence[Assessment]) -> Column:
    answers = [_answer(question, name, assessment) for assessment in assessments]
    states = np.array([_state(answer) for answer in answers], dtype=np.uint8)
    codes = [answer_codes(question, answer.answer if isinstance(answer, Given) else None) for answer in answers]
    return Column(states=states, codes=np.array(codes, dtype=np.float64))


def answer_columns(questionnaire: Questionnaire, assessments: Sequence[Assessment]) -> Mapping[str, Column]:
    """Return the answers of some firms to every question, one row a firm."""
    return {name: _column(questionnaire.questions[name], name, assessments) for name in questionnaire.order}


def level_values(question: LevelQuestion) -> Floats:
    """Return the value of each option of a level question."""
    if question.values is not None:
        return np.array(question.values, dtype=np.float64)
    return np.linspace(0, 1, question.options)


def question_values(question: ValueQuestion, codes: Floats) -> Floats:
    """Return the values 0..1 (rows,) of codes; NaN stays NaN."""
    match question:
        case LevelQuestion():
            return _looked_up(level_values(question), codes)
        case ChoiceQuestion():
            return _looked_up(np.array(list(question.options.values()), dtype=np.float64), codes)
        case YesPartlyNoQuestion():
            return _looked_up(np.array([0.0, 0.5, 1.0]), codes)
        case NumberQuestion():
            known, values = zip(*question.map_, strict=True)
            return np.where(np.isnan(codes), np.nan, np.interp(codes, known, values))
        case ChecklistQuestion():
            points = np.array(list(question.options.values()), dtype=np.float64)
            return np.asarray(np.clip(codes @ points / points[points > 0].sum(), 0.0, 1.0), dtype=np.float64)
        case _:
            assert_never(question)


def answer_value(question: ValueQuestion, answer: GivenValue) -> float:
    """Return the value 0..1 of one answer that reading has checked."""
    return float(question_values(question, np.array([answer_codes(question, answer)]))[0])


def _looked_up(values: Floats, codes: Floats) -> Floats:
    places = np.where(np.isnan(codes), len(values), codes).astype(np.intp)
    return np.append(values, np.nan)[places]


def answer_matrix(
    questionnaire: Questionnaire, columns: Mapping[str, Column], always: Mapping[str, Mask], ever: Mapping[str, Mask]
) -> AnswerMatrix:
    """Return values and the not-applicable mask of every question that has a value.

    A question that is shown in no case does not apply; one that may be shown, as another is still to be answered, is
    missing even where its own answer is there.
    """
    questions = questionnaire.valued
    valued = {name: own for name, own in questionnaire.questions.items() if isinstance(own, ValueQuestion)}
    rows = len(next(iter(columns.values())).states)
    values = np.full((rows, len(questions)), np.nan)
    not_applicable = np.zeros((rows, len(questions)), dtype=np.bool_)
    for index, name in enumerate(questions):
        column = columns[name]
        counted = (column.states == GIVEN) & always[name]
        values[:, index] = np.where(counted, question_values(valued[name], column.codes), np.nan)
        not_applicable[:, index] = (column.states == NOT_APPLICABLE) | ~ever[name]
    return AnswerMatrix(questions=questions, values=values, not_applicable=not_applicable)
