"""What must hold for any firm, over random firms with our own content; the full counts run in the soak."""

from collections.abc import Callable

import pytest

from jazari_assess.engine.plan.problem import gains
from jazari_assess.engine.plan.roadmap import planned
from jazari_assess.model.plan import Plan
from jazari_assess.model.plan_settings import PlanSettings
from tests.engine.plan import laws
from tests.engine.plan.random_firms import DATE, plan_content, random_firm

QUICK = (*range(16), 1693)
"""The last is a firm whose first step was once put off for nothing: no place earlier was worth less."""
FEW = range(20, 23)
CAPACITIES = (4.0, 11.0, 20.0, 60.0)
LONG = range(1000, 2000)
CHECKS = [
    laws.check_rules,
    laws.check_projection,
    laws.check_urgent,
    laws.check_capacity,
    laws.check_weakest,
    laws.check_gaps,
    laws.check_partners,
    laws.check_first_steps,
]


@pytest.mark.parametrize("seed", QUICK)
@pytest.mark.parametrize("check", CHECKS)
def test_laws_of_plans(check: Callable[[int], None], seed: int) -> None:
    """Every law holds for a sample of random firms."""
    check(seed)


@pytest.mark.parametrize("seed", FEW)
@pytest.mark.parametrize("capacity", CAPACITIES)
def test_laws_of_plans_of_few_and_many_days(capacity: float, seed: int) -> None:
    """Every law holds whatever the days."""
    for check in CHECKS:
        check(seed, capacity)


@pytest.mark.soak
@pytest.mark.parametrize("seed", LONG)
def test_laws_of_a_thousand_plans(seed: int) -> None:
    """Every law holds for a thousand random firms; every tenth has other days than are usual."""
    capacity = CAPACITIES[seed // 10 % len(CAPACITIES)] if seed % 10 == 0 else None
    for check in CHECKS:
        check(seed, capacity)
    laws.made.cache_clear()
    laws.told.cache_clear()


def test_the_same_firm_gets_the_same_plan() -> None:
    """Nothing is left to chance or to the clock."""
    again = planned(plan_content(), random_firm(3), PlanSettings(), date=DATE)
    assert again == laws.told(3)


def test_a_plan_survives_being_written() -> None:
    """A plan written as JSON and read again is the same."""
    plan = laws.told(5)
    assert Plan.model_validate_json(plan.model_dump_json(by_alias=True)) == plan


def test_gains_measure_the_gap() -> None:
    """The gap told is a share of what the points of the plan are worth."""
    one, plan = laws.made(1), laws.told(1)
    assert one.solution.gap is not None
    assert plan.gap == pytest.approx(one.solution.gap / gains(one.problem, one.solution.starts))
