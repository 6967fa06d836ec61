"""Answers of a firm drawn by chance: missing, unknown, not applicable, exclusive options, numbers at the knots."""

import random
from collections.abc import Mapping, Sequence
from typing import Any

from jazari_assess.model.profile import REGIONS, SECTORS
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
    YesPartlyNoQuestion,
)

Json = dict[str, Any]
_FILLED = (0.0, 0.1, 0.4, 0.7, 0.9, 0.97, 1.0, 1.0)
_STAFF = (0, 1, 5, 9, 10, 30, 49, 50, 120, 249, 250, 600)
_TURNOVERS = (0.5, 1.0, 3.0, 50.0, 200.0, 900.0)


def random_assessment(questionnaire: Questionnaire, seed: int) -> Json:
    """Return an assessment file drawn from a seed; one in eight has no answer at all, one in four has them all."""
    chance = random.Random(seed)  # noqa: S311 - a sample, no secret
    filled = chance.choice(_FILLED)
    answers = {
        name: _answer(question, chance)
        for name, question in questionnaire.questions.items()
        if not isinstance(question, ProfileQuestion) and chance.random() < filled
    }
    return {
        "schema": "jazari-assess/assessment/1",
        "id": f"random-{seed}",
        "questionnaire": {"id": questionnaire.id, "version": questionnaire.version},
        "express": chance.random() < 0.3,
        "profile": _profile(questionnaire, chance),
        "answers": answers,
    }


def _answer(question: Question, chance: random.Random) -> Json:
    drawn = chance.random()
    if drawn < 0.08 and not isinstance(question, TextQuestion | ProfileQuestion):
        return {"state": "unknown"}
    if drawn < 0.16 and getattr(question, "not_applicable", False):
        return {"state": "not-applicable"}
    return {"state": "given", "answer": _value(question, chance)}


def _value(question: Question, chance: random.Random) -> object:
    match question:
        case LevelQuestion():
            return chance.randrange(question.options)
        case ChoiceQuestion():
            return chance.choice(list(question.options))
        case YesPartlyNoQuestion():
            return chance.choice(YES_PARTLY_NO)
        case NumberQuestion():
            return _number(question, chance)
        case ChecklistQuestion():
            items = [item for item in question.options if item != question.none]
            return [item for item in items if chance.random() < 0.4] or [question.none]
        case _:
            return "Un texte <b>libre</b> & </script>"


def _number(question: NumberQuestion, chance: random.Random) -> float:
    knots = [x for x, _ in question.map_ if question.minimum <= x <= question.maximum]
    drawn = chance.choice(
        [question.minimum, question.maximum, *knots, chance.uniform(question.minimum, question.maximum)]
    )
    return round(drawn) if question.integer else float(drawn)


def _profile(questionnaire: Questionnaire, chance: random.Random) -> Mapping[str, object]:
    fields: Mapping[str, Sequence[object]] = {
        "region": REGIONS,
        "sector": SECTORS,
        "staff": _STAFF,
        "turnover": _TURNOVERS,
    }
    found: Json = {"firm": "Ateliers </script> du Nord"}
    found |= {field: chance.choice(values) for field, values in fields.items() if chance.random() < 0.8}
    asked = [one for one in questionnaire.questions.values() if isinstance(one, ProfileQuestion)]
    aims = next((one.options for one in asked if one.field == "aims"), ())
    if aims and chance.random() < 0.7:
        found["aims"] = chance.sample(aims, chance.randint(1, 3))
    return found
