"""What is asked where an answer is missing."""

from jazari_assess.engine.plan.build import Case
from jazari_assess.engine.plan.candidates import QUESTIONNAIRE, Candidate
from jazari_assess.engine.score.values import ABSENT, UNKNOWN
from jazari_assess.model.conditions import questions_in
from jazari_assess.model.questionnaire import ValueQuestion


def open_questions(case: Case, name: str) -> tuple[str, ...]:
    """Return the questions that finding out, or finishing the questionnaire, is about."""
    unknown, unasked = case.missing()
    if name == QUESTIONNAIRE:
        return unasked
    asked = [question for one in case.found.values() if one.reserved and one.open for question in _undecided(case, one)]
    return tuple(dict.fromkeys((*unknown, *asked)))


def _undecided(case: Case, one: Candidate) -> tuple[str, ...]:
    """Return the questions without an answer that an action's condition looks at."""
    if one.action.when is None:
        return ()
    return tuple(
        question
        for question in questions_in(one.action.when)
        if isinstance(case.content.questionnaire.questions[question], ValueQuestion)
        and case.firm.evidence.columns[question].states[0] in (UNKNOWN, ABSENT)
    )


def lacking(case: Case, one: Candidate) -> tuple[str, ...]:
    """Return what has no answer where only the place of an action is kept: its indicator, or what it depends on."""
    if one.standing.state != "unknown":
        return _undecided(case, one)
    return () if one.action.indicator is None else (one.action.indicator,)
