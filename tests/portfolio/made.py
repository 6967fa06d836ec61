"""Assessments made from a number, as a store takes them in: the same number gives the same one."""

import hashlib
import random
from collections.abc import Sequence
from dataclasses import replace

from jazari_assess.model.profile import REGIONS, SECTORS, SIZES
from jazari_assess.portfolio.keys import firm_key
from jazari_assess.portfolio.records import AnswerRecord, AssessmentRecord, PlanItemRecord, ScoreRecord
from jazari_assess.portfolio.store.adding import Added, Incoming, add
from jazari_assess.portfolio.store.opening import Store
from jazari_assess.portfolio.store.persons import persons_of

DAY = "2026-11-29"
NODES = tuple(f"dimension-{number}" for number in range(6))
QUESTIONS = tuple(f"question-{number}" for number in range(12))


def made(number: int, *, firm: int | None = None, stage: str = "T0", **changes: object) -> Incoming:
    """Return an assessment of the firm of that number, ``firm`` where it is another's, with other values in it."""
    chance = random.Random(number)  # noqa: S311 data for tests
    about = random.Random(-1 - (number if firm is None else firm))  # noqa: S311 data for tests
    region, name = about.choice(REGIONS), f"Ateliers {number if firm is None else firm} العربي"
    ice = f"{about.randrange(10**14):015d}" if about.random() < 0.5 else None
    record = AssessmentRecord(
        sha256=hashlib.sha256(f"{number} {stage}".encode()).hexdigest(),
        firm=firm_key(ice=ice, name=name, region=region),
        file_id=f"file-{number}",
        stage=stage,  # type: ignore[arg-type]
        date=None if chance.random() < 0.1 else f"202{chance.randrange(10)}-0{1 + chance.randrange(9)}-15",
        questionnaire="industrie-x0",
        questionnaire_version="1.1.0",
        model="industrie-x0",
        model_version="1.1.0",
        region=region,
        sector=about.choice((None, *SECTORS)),
        size=about.choice((None, *SIZES)),
        staff=about.randrange(500),
        overall=_score(chance),
        scores={name: _score(chance) for name in NODES},
        answers={name: _answer(chance) for name in QUESTIONS},
        flags=("flat-network", "a-flag") if chance.random() < 0.5 else (),
        checks=("b-check",) if chance.random() < 0.5 else (),
    )
    return Incoming(
        record=replace(record, **changes),  # type: ignore[arg-type]
        ice=ice,
        name=name,
        document=f'{{"firm": "{name}", "answers": {{}}}}',
        respondent=f"Respondent {number}",
        consultant=f"Consultant {number % 3}",
    )


def _score(chance: random.Random) -> ScoreRecord:
    if chance.random() < 0.1:
        return ScoreRecord(score=None, coverage=0.0)
    score = chance.uniform(0, 100)
    level = int(score // 20)
    return ScoreRecord(score=score, low=score / 2, high=100.0, level=level, level_id=f"level-{level}", coverage=0.75)


def _answer(chance: random.Random) -> AnswerRecord:
    match chance.randrange(5):
        case 0:
            return AnswerRecord(state="unknown")
        case 1:
            return AnswerRecord(state="given", value=("a", "b"), worth=50.0, evidence="document")
        case 2:
            return AnswerRecord(state="given", value=chance.uniform(0, 9), worth=chance.uniform(0, 100))
        case 3:
            return AnswerRecord(state="given", value="=1+1 [/red]\n<b>", worth=None)
        case _:
            return AnswerRecord(state="given", value=chance.randrange(5), worth=25.0)


def planned() -> tuple[PlanItemRecord, ...]:
    """Return a plan of two items, the second with two services."""
    services = (("service-a", "provider-a"), ("service-b", "provider-a"))
    return (
        PlanItemRecord(item="first-act", quarter=1, phase="secure", status="done", done_on="2026-02-01"),
        PlanItemRecord(item="second-act", quarter=2, quarters=2, phase="level", indicator="x", services=services),
    )


def fill_store(store: Store, incoming: Sequence[Incoming]) -> Added:
    """Take assessments into a store."""
    with store.writing() as connection:
        return add(connection, incoming, persons_of(connection), day=DAY)
