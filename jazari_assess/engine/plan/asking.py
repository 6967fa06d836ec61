"""What is asked where an answer is missing."""

from jazari_assess.engine.plan.build import Case
from jazari_assess.engine.plan.candidates import QUESTIONNAIRE
from jazari_assess.model.conditions import questions_in
from jazari_assess.model.questionnaire import ValueQuestion


def open_questions(case: Case, name: str) -> tuple[str, ...]:
    """Return the questions that finding out, or finishing the questionnaire, is about."""
    unknown, unasked = case.missing()
    if name == QUESTIONNAIRE:
        return unasked
    asked = [
        question
        for one in case.found.values()
        if one.reserved and one.open and one.action.when is not None
        for question in questions_in(one.action.when)
        if isinstance(case.content.questionnaire.questions[question], ValueQuestion)
        and not case.firm.evidence.columns[question].states[0]
    ]
    return tuple(dict.fromkeys((*unknown, *asked)))
