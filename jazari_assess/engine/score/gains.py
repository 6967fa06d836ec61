"""What a firm would gain by raising one answer one option."""

from collections.abc import Mapping
from typing import assert_never

import numpy as np

from jazari_assess.engine.score.compiled import CompiledModel
from jazari_assess.engine.score.kernel import Floats, Mask, score
from jazari_assess.engine.score.values import answer_value
from jazari_assess.model.assessment import Given, GivenValue
from jazari_assess.model.questionnaire import (
    YES_PARTLY_NO,
    ChecklistQuestion,
    ChoiceQuestion,
    LevelQuestion,
    NumberQuestion,
    ValueQuestion,
    YesPartlyNoQuestion,
)


def raised(question: ValueQuestion, answer: GivenValue) -> GivenValue | None:
    """Return the answer one option up, or None at the top.

    One option up is the next level, the choice with the next higher value, the next point of a number's map, and for a
    checklist the missing item with the most points, after the items that count against it.
    """
    match question:
        case LevelQuestion():
            return answer + 1 if isinstance(answer, int) and answer + 1 < question.options else None
        case YesPartlyNoQuestion():
            position = YES_PARTLY_NO.index(str(answer)) + 1
            return YES_PARTLY_NO[position] if position < len(YES_PARTLY_NO) else None
        case ChoiceQuestion():
            held = question.options[str(answer)]
            higher = {option: value for option, value in question.options.items() if value > held}
            return min(higher, key=lambda option: higher[option]) if higher else None
        case NumberQuestion():
            held = answer_value(question, answer)
            better = [(value, known) for known, value in question.map_ if value > held]
            return min(better)[1] if better else None
        case ChecklistQuestion():
            return _raised_checklist(question, answer if isinstance(answer, tuple) else (str(answer),))
        case _:
            assert_never(question)


def _raised_checklist(question: ChecklistQuestion, chosen: tuple[str, ...]) -> tuple[str, ...] | None:
    against = [option for option in chosen if question.options[option] < 0]
    if against:
        worst = min(against, key=lambda option: question.options[option])
        return tuple(option for option in chosen if option != worst) or (question.none,)
    missing = {option: points for option, points in question.options.items() if points > 0 and option not in chosen}
    if not missing:
        return None
    best = max(missing, key=lambda option: missing[option])
    return (*(option for option in chosen if option != question.none), best)


def gains(
    compiled: CompiledModel, values: Floats, not_applicable: Mask, raised_values: Mapping[str, float], before: float
) -> Mapping[str, float]:
    """Return for each question what the root gains over ``before`` when it alone takes its raised value (0..1)."""
    names = list(raised_values)
    if not names:
        return {}
    rows = np.repeat(values, len(names), axis=0)
    for row, name in enumerate(names):
        rows[row, compiled.questions.index(name)] = raised_values[name]
    after = score(compiled, rows, np.repeat(not_applicable, len(names), axis=0)).score[:, compiled.root]
    return {name: float(moved - before) for name, moved in zip(names, after, strict=True)}


def raised_values(questions: Mapping[str, ValueQuestion], answers: Mapping[str, object]) -> Mapping[str, float]:
    """Return the value each given answer would have one option up; at the top it keeps its own."""
    found: dict[str, float] = {}
    for name, question in questions.items():
        answer = answers.get(name)
        if isinstance(answer, Given):
            up = raised(question, answer.answer)
            found[name] = answer_value(question, answer.answer if up is None else up)
    return found
