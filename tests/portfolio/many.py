"""Records of firms that are made up, the same every time."""

import random

from jazari_assess.engine.cohort.randomised import band
from jazari_assess.model.profile import REGIONS, SECTORS, SIZES
from jazari_assess.portfolio.diagnosis import questions_by_dimension
from jazari_assess.portfolio.records import AnswerRecord, AssessmentRecord, PlanItemRecord, ScoreRecord
from tests.engine.content import library

MODEL = library().models["industrie-x0"]
QUESTIONNAIRE = library().questionnaires["industrie-x0"]
DIMENSIONS = questions_by_dimension(MODEL.structure)
LEVELS = [step.id for step in MODEL.structure.levels.steps]


def drawn(seed: int) -> random.Random:
    """Return draws that are the same every time."""
    return random.Random(seed)  # noqa: S311 - made-up firms, no secrets


def record(
    firm: str, draw: random.Random, *, stage: str = "T0", date: str = "2026-05-10", rise: float = 0
) -> AssessmentRecord:
    """Return an assessment whose scores are means of its answers; ``rise`` is added to each answer."""
    ability = draw.gauss(35, 15)
    answers = {
        name: AnswerRecord(
            state="given", value=None, worth=min(max(25 * round((ability + rise + draw.gauss(0, 18)) / 25), 0), 100)
        )
        for members in DIMENSIONS.values()
        for name in members
    }
    scores = {
        name: _score(sum(answers[one].worth or 0 for one in members) / len(members))
        for name, members in DIMENSIONS.items()
    }
    overall = sum(one.score or 0 for one in scores.values()) / len(scores)
    return AssessmentRecord(
        sha256=f"{draw.getrandbits(256):064x}",
        firm=firm,
        file_id=firm,
        stage=stage,  # type: ignore[arg-type] # one of the three
        date=date,
        questionnaire=QUESTIONNAIRE.structure.id,
        questionnaire_version=QUESTIONNAIRE.structure.version,
        model=MODEL.structure.id,
        model_version=MODEL.structure.version,
        sector=draw.choice(SECTORS),
        size=draw.choice(SIZES),
        region=draw.choice(REGIONS),
        overall=_score(overall),
        scores=scores,
        answers=answers,
        plan=(PlanItemRecord(item="breakdown-history", quarter=1),),
    )


def records(count: int, seed: int = 1) -> list[AssessmentRecord]:
    """Return one assessment of each of so many firms."""
    draw = drawn(seed)
    return [record(f"firm-{number:05d}", draw, date=f"2026-{1 + number % 12:02d}-10") for number in range(count)]


def _score(value: float) -> ScoreRecord:
    level = min(band(value) // 2, len(LEVELS) - 1)
    return ScoreRecord(score=value, low=value, high=value, level=level, level_id=LEVELS[level], coverage=1.0)
