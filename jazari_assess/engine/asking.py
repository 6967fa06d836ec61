"""Which questions are relevant, which of them are on a firm's path, and which still wait for an answer."""

from collections.abc import Mapping

import numpy as np

from jazari_assess.engine.conditions import Evidence
from jazari_assess.engine.score.values import Column, Mask, answer_columns
from jazari_assess.model.assessment import Assessment, Unanswered
from jazari_assess.model.questionnaire import ProfileQuestion, Question, Questionnaire, ValueQuestion


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
            known[name] = np.ones(rows, dtype=np.bool_) if condition is None else evidence.truth(condition).true
        return known[name]

    evidence = Evidence(questionnaire=questionnaire, columns=columns, shown=shown, closed=True)
    return {name: shown(name) for name in questionnaire.order}


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
