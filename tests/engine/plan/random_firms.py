"""Random firms that answered our questionnaire: low or high as a whole, a little different in each section."""

import random
from collections.abc import Mapping
from functools import cache
from typing import Any

from jazari_assess.engine.plan.content import PlanContent, content_of
from jazari_assess.model.assessment import Assessment
from jazari_assess.model.profile import REGIONS, SECTORS
from jazari_assess.model.questionnaire import (
    YES_PARTLY_NO,
    ChecklistQuestion,
    ChoiceQuestion,
    LevelQuestion,
    NumberQuestion,
    ValueQuestion,
    YesPartlyNoQuestion,
)
from tests.engine.content import library

MODEL = "industrie-x0"
DATE = "2026-11-29"
STAFF = (4, 7, 9, 12, 15, 25, 40, 60, 90, 140, 220, 300, 500)


@cache
def plan_content() -> PlanContent:
    """Return our content as plans are made from it."""
    return content_of(library(), MODEL)


def random_firm(seed: int) -> Assessment:
    """Return a firm; a few answers are unknown, missing or not applicable."""
    content, dice = plan_content(), random.Random(seed)  # noqa: S311 - no secret hangs on it
    level = dice.random()
    answers: dict[str, Any] = {}
    for questions in content.questionnaire.sections.values():
        own = min(1.0, max(0.0, level + dice.uniform(-0.3, 0.3)))
        for name in questions:
            question = content.questionnaire.questions[name]
            if isinstance(question, ValueQuestion):
                answers |= _answer(dice, name, question, own)
    aims = tuple(dice.sample(sorted(content.aims), dice.choice([0, 1, 2, 2, 3])))
    return Assessment.model_validate(
        {
            "schema": "jazari-assess/assessment/1",
            "id": f"firm-{seed}",
            "questionnaire": {"id": content.questionnaire.id, "version": content.questionnaire.version},
            "profile": {
                "firm": f"Firm {seed}",
                "region": dice.choice(REGIONS),
                "sector": dice.choice(SECTORS),
                "staff": dice.choice(STAFF),
                "aims": aims or None,
            },
            "answers": answers,
        }
    )


def _answer(dice: random.Random, name: str, question: ValueQuestion, level: float) -> Mapping[str, Any]:
    luck, height = dice.random(), min(1.0, max(0.0, level + dice.gauss(0, 0.2)))
    if luck < 0.04:
        return {name: {"state": "unknown"}}
    if luck < 0.06:
        return {}
    if luck < 0.1 and question.not_applicable:
        return {name: {"state": "not-applicable"}}
    return {name: {"state": "given", "answer": _given(dice, question, height)}}


def _given(dice: random.Random, question: ValueQuestion, height: float) -> Any:  # noqa: ANN401 - as pydantic takes it
    match question:
        case LevelQuestion():
            return round(height * (question.options - 1))
        case ChoiceQuestion():
            return dice.choice(list(question.options))
        case ChecklistQuestion():
            chosen = [item for item in question.options if item != question.none and dice.random() < height]
            return tuple(chosen) or (question.none,)
        case NumberQuestion():
            most = min(question.maximum, question.map_[-1][0])
            value = round(question.minimum + (most - question.minimum) * height)
            return value if question.integer else float(value)
        case YesPartlyNoQuestion():
            return YES_PARTLY_NO[round(2 * height)]
