"""Which questions are relevant, and which comes next."""

from collections.abc import Mapping, Sequence
from typing import assert_never

import numpy as np

from jazari_assess.engine.score.values import GIVEN, Column, Mask, answer_columns, option_code
from jazari_assess.model.assessment import Assessment, Unanswered
from jazari_assess.model.questionnaire import (
    All,
    Answered,
    Any,
    AtLeast,
    ChecklistQuestion,
    Condition,
    In,
    Is,
    Not,
    ProfileQuestion,
    Question,
    Questionnaire,
    ValueQuestion,
)


def relevance(questionnaire: Questionnaire, columns: Mapping[str, Column]) -> Mapping[str, Mask]:
    """Return for every question where (rows,) it is relevant.

    A question that is itself hidden counts as not answered for the conditions that look at it. Conditions have no
    cycle: reading has refused those.
    """
    known: dict[str, Mask] = {}
    rows = len(next(iter(columns.values())).states)

    def shown(name: str) -> Mask:
        if name not in known:
            condition = questionnaire.questions[name].when
            known[name] = np.ones(rows, dtype=np.bool_) if condition is None else holds(condition)
        return known[name]

    def holds(condition: Condition) -> Mask:
        match condition:
            case Is() | In() | AtLeast() | Answered():
                name = condition.question
                answered = (columns[name].states == GIVEN) & shown(name)
                return _leaf_holds(condition, questionnaire.questions[name], columns[name], answered)
            case All():
                return np.asarray(np.all([holds(part) for part in condition.all_], axis=0), dtype=np.bool_)
            case Any():
                return np.asarray(np.any([holds(part) for part in condition.any_], axis=0), dtype=np.bool_)
            case Not():
                return ~holds(condition.not_)
            case _:
                assert_never(condition)

    return {name: shown(name) for name in questionnaire.order}


def _leaf_holds(condition: Is | In | AtLeast | Answered, question: Question, column: Column, answered: Mask) -> Mask:
    match condition:
        case Is():
            return answered & _one_of((condition.is_,), question, column)
        case In():
            return answered & _one_of(condition.in_, question, column)
        case AtLeast():
            reached = column.codes.sum(axis=1) if column.codes.ndim == 2 else column.codes  # noqa: PLR2004 - dimensions
            if isinstance(question, ChecklistQuestion):
                reached = reached - column.codes[:, tuple(question.options).index(question.none)]
            return answered & (reached >= condition.at_least)
        case Answered():
            return answered if condition.answered else ~answered
        case _:
            assert_never(condition)


def _one_of(options: Sequence[int | float | str], question: Question, column: Column) -> Mask:
    codes = [option_code(question, option) for option in options]
    if isinstance(question, ChecklistQuestion):
        return np.asarray(column.codes[:, [int(code) for code in codes]].any(axis=1), dtype=np.bool_)
    return np.isin(column.codes, codes)


def relevant_questions(questionnaire: Questionnaire, assessment: Assessment) -> tuple[str, ...]:
    """Return the ids of the questions that are relevant to this firm, in order."""
    shown = relevance(questionnaire, answer_columns(questionnaire, [assessment]))
    return tuple(name for name in questionnaire.order if shown[name][0])


def is_open(question: Question, name: str, assessment: Assessment) -> bool:
    """Say whether a question still waits for an answer; unknown and not applicable are answers."""
    if isinstance(question, ProfileQuestion):
        return getattr(assessment.profile, question.field.replace("-", "_")) is None
    answer = assessment.answers.get(name)
    return answer is None or isinstance(answer, Unanswered)


def on_path(questionnaire: Questionnaire, assessment: Assessment) -> tuple[str, ...]:
    """Return the relevant questions of the firm's path: all of them, or on the short one the express questions."""
    names = relevant_questions(questionnaire, assessment)
    if not assessment.express:
        return names
    return tuple(name for name in names if on_short_path(questionnaire.questions[name]))


def on_short_path(question: Question) -> bool:
    """Return whether a question is asked on the short path: those marked for it, and the profile."""
    return question.express if isinstance(question, ValueQuestion) else isinstance(question, ProfileQuestion)


def next_question(questionnaire: Questionnaire, assessment: Assessment, after: str | None = None) -> str | None:
    """Return the next open question after one, going round once to those before it; None when nothing is open."""
    names = on_path(questionnaire, assessment)
    start = names.index(after) + 1 if after in names else 0
    turned = names[start:] + names[:start]
    return next((name for name in turned if is_open(questionnaire.questions[name], name, assessment)), None)
