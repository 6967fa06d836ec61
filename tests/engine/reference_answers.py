"""A plain reference of answers: exact values, and which questions are shown; written from docs/content-formats.md."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations, pairwise, product
from math import prod
from typing import Literal

from jazari_assess.model.assessment import Answer, Assessment, Given, GivenValue, NotApplicable
from jazari_assess.model.conditions import All, Answered, Any, AtLeast, Condition, In, Is, Not, questions_in
from jazari_assess.model.questionnaire import (
    YES_PARTLY_NO,
    ChecklistQuestion,
    ChoiceQuestion,
    LevelQuestion,
    NumberQuestion,
    Questionnaire,
    ValueQuestion,
)

Value = Fraction | Literal["na"] | None


def exact(number: float) -> Fraction:
    """Return the decimal number as it is written in a file, without the noise of doubles."""
    return Fraction(str(number))


def on_line(points: tuple[tuple[float, float], ...], at: Fraction) -> Fraction:
    """Return the straight line between the points, level beyond the first and the last."""
    known = [(exact(x), exact(y)) for x, y in points]
    if at <= known[0][0]:
        return known[0][1]
    for (left, low), (right, high) in pairwise(known):
        if at <= right:
            return low + (high - low) * (at - left) / (right - left)
    return known[-1][1]


def given_value(question: ValueQuestion, answer: object) -> Fraction:
    """Return the value of one answer by the table of question kinds."""
    if isinstance(question, LevelQuestion):
        number = int(str(answer))
        return exact(question.values[number]) if question.values else Fraction(number, question.options - 1)
    if isinstance(question, ChoiceQuestion):
        return exact(question.options[str(answer)])
    if isinstance(question, NumberQuestion):
        return on_line(question.map_, exact(float(str(answer))))
    if isinstance(question, ChecklistQuestion):
        chosen = answer if isinstance(answer, tuple) else ()
        points = sum((exact(question.options[item]) for item in chosen), Fraction(0))
        positive = sum((exact(worth) for worth in question.options.values() if worth > 0), Fraction(0))
        return min(max(points / positive, Fraction(0)), Fraction(1))
    return {"yes": Fraction(1), "partly": Fraction(1, 2), "no": Fraction(0)}[str(answer)]


def _answer(assessment: Assessment, name: str) -> Answer | None:
    return assessment.answers.get(name)


def is_shown(questionnaire: Questionnaire, assessment: Assessment, name: str) -> bool:
    """Say whether a question is asked: its condition holds."""
    condition = questionnaire.questions[name].when
    return condition is None or holds(questionnaire, assessment, condition)


def holds(questionnaire: Questionnaire, assessment: Assessment, condition: Condition) -> bool:
    """Say whether a condition holds for one firm."""
    if isinstance(condition, All):
        return all(holds(questionnaire, assessment, part) for part in condition.all_)
    if isinstance(condition, Any):
        return any(holds(questionnaire, assessment, part) for part in condition.any_)
    if isinstance(condition, Not):
        return not holds(questionnaire, assessment, condition.not_)
    if not isinstance(condition, Is | In | AtLeast | Answered):
        raise TypeError(condition)
    answer = _answer(assessment, condition.question)
    shown = is_shown(questionnaire, assessment, condition.question)
    given = answer.answer if shown and isinstance(answer, Given) else None
    if isinstance(condition, Answered):
        return (given is not None) is condition.answered
    return given is not None and _meets(questionnaire, condition, given)


def _meets(questionnaire: Questionnaire, condition: Is | In | AtLeast, given: object) -> bool:
    if isinstance(condition, AtLeast):
        question = questionnaire.questions[condition.question]
        if isinstance(question, ChecklistQuestion) and isinstance(given, tuple):
            return len([item for item in given if item != question.none]) >= condition.at_least
        return float(str(given)) >= condition.at_least
    wanted = condition.in_ if isinstance(condition, In) else (condition.is_,)
    chosen = given if isinstance(given, tuple) else (given,)
    return any(item in wanted for item in chosen)


def value(questionnaire: Questionnaire, assessment: Assessment, name: str, shown: frozenset[bool]) -> Value:
    """Return the value of a question for one firm, "na" where it does not apply or is hidden, None where missing.

    ``shown`` says whether it is asked in the cases that may still come: one that may be hidden is missing.
    """
    question, answer = questionnaire.questions[name], _answer(assessment, name)
    if True not in shown or (answer is not None and answer.state == "not-applicable"):
        return "na"
    if shown == {True} and isinstance(answer, Given) and isinstance(question, ValueQuestion):
        return given_value(question, answer.answer)
    return None


def values(
    questionnaire: Questionnaire, assessment: Assessment, cases: Sequence[Assessment] = ()
) -> Mapping[str, Value]:
    """Return the value of every question that has one; ``cases`` are the firm with its missing answers completed."""
    seen = {
        name: frozenset(is_shown(questionnaire, case, name) for case in cases or (assessment,))
        for name in questionnaire.valued
    }
    return {name: value(questionnaire, assessment, name, seen[name]) for name in questionnaire.valued}


def possible_answers(question: ValueQuestion) -> Sequence[Answer]:
    """Return every answer that a question can take; of a number, those that the drawn maps and conditions tell."""
    found: Sequence[GivenValue]
    match question:
        case LevelQuestion():
            found = range(question.options)
        case ChoiceQuestion():
            found = tuple(question.options)
        case ChecklistQuestion():
            items = [item for item in question.options if item != question.none]
            found = [
                (question.none,),
                *(some for size in range(1, len(items) + 1) for some in combinations(items, size)),
            ]
        case NumberQuestion():
            tenths = (tenth / 10 for tenth in range(int(question.minimum * 10), int(question.maximum * 10) + 1))
            found = sorted({*tenths, *_bends(question)})
        case _:
            found = YES_PARTLY_NO
    given = [Given(answer=answer) for answer in found]
    return [*given, NotApplicable(state="not-applicable")] if question.not_applicable else given


def _bends(question: NumberQuestion) -> Sequence[float]:
    """Return the numbers whose value is a tenth: there the drawn maps of what is made of the question bend."""
    return [
        float(exact(left[0]) + (exact(right[0]) - exact(left[0])) * share)
        for left, right in pairwise(question.map_)
        if left[1] != right[1]
        for tenth in range(11)
        if 0 <= (share := (Fraction(tenth, 10) - exact(left[1])) / (exact(right[1]) - exact(left[1]))) <= 1
    ]


def looked_at(questionnaire: Questionnaire) -> Sequence[str]:
    """Return the questions that some condition looks at."""
    found = [
        name for one in questionnaire.questions.values() if one.when is not None for name in questions_in(one.when)
    ]
    return list(dict.fromkeys(found))


def is_missing(answer: Answer | None) -> bool:
    """Say whether an answer may still come."""
    return answer is None or answer.state in {"unknown", "unanswered"}


def completed(
    questionnaire: Questionnaire, assessment: Assessment, names: Sequence[str], most: int
) -> Sequence[Assessment] | None:
    """Return the firm with its missing answers to ``names`` completed in every way, None where these are too many."""
    missing = [name for name in names if is_missing(assessment.answers.get(name))]
    questions = [questionnaire.questions[name] for name in missing]
    choices = [possible_answers(question) for question in questions if isinstance(question, ValueQuestion)]
    if prod(len(choice) for choice in choices) > most:
        return None
    return [
        assessment.model_copy(update={"answers": {**assessment.answers, **dict(zip(missing, some, strict=True))}})
        for some in product(*choices)
    ]
