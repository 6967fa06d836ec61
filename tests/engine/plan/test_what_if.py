"""What more or less would bring, and plans that are kept."""

from functools import cache

import pytest

from jazari_assess.engine.plan import compare, frontier, kept_plan, plan
from jazari_assess.engine.score.evaluate import evaluate
from jazari_assess.model.plan import Plan
from jazari_assess.model.plan_settings import KeptPlan, PlanSettings
from jazari_assess.model.result import Result
from tests.engine.content import library
from tests.engine.plan.random_firms import DATE, MODEL, random_firm

SEED = 11


@cache
def result(seed: int = SEED) -> Result:
    """Return a random firm's result."""
    whole = library()
    firm = random_firm(seed)
    questionnaire = whole.questionnaires[firm.questionnaire.id]
    return evaluate(questionnaire, [whole.models[MODEL]], firm, date=DATE, tool_version="0.0.0", draws=1)


@cache
def usual() -> Plan:
    """Return the firm's plan under the usual settings."""
    return plan(result(), library(), PlanSettings(), date=DATE)


def test_more_days_never_lower_the_value() -> None:
    """Along the frontier the value never falls, whatever the shown score does."""
    points = frontier(result(), library(), PlanSettings()).points
    values = [point.value for point in points]
    assert values == sorted(values)
    assert points[3].means == pytest.approx(usual().settings.capacity)


@pytest.mark.parametrize("seed", [2, 9])
def test_plans_of_more_days_are_worth_no_less_whatever_their_order(seed: int) -> None:
    """Four, eleven and twenty-six days, asked in another order."""
    days = (11.0, 26.0, 4.0)
    made = compare(result(seed), library(), [PlanSettings(capacity=one) for one in days], date=DATE)
    values = {one.settings.capacity: one.value for one in made}
    assert values[4.0] <= values[11.0] <= values[26.0]


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(3000, 3200))
def test_more_days_never_lower_the_value_of_many(seed: int) -> None:
    """Along the frontiers of two hundred firms."""
    values = [point.value for point in frontier(result(seed), library(), PlanSettings()).points]
    assert values == sorted(values)


def test_a_frontier_of_budgets_needs_a_budget() -> None:
    """Without one there is nothing to draw it around."""
    with pytest.raises(ValueError, match="budget"):
        frontier(result(), library(), PlanSettings(), scarce="budget")


def test_plans_are_compared_in_the_order_asked() -> None:
    """The larger capacity, asked first, is worth at least the smaller."""
    large, small = compare(result(), library(), [PlanSettings(capacity=30.0), PlanSettings(capacity=8.0)], date=DATE)
    assert large.settings.capacity == 30.0
    assert large.value >= small.value


def test_an_accepted_plan_is_kept_as_it_is() -> None:
    """Its items stand in their quarters, what the catalogue has no more is left out."""
    starts = {item.id: item.quarter for item in usual().items if item.kind == "action"}
    kept = KeptPlan(settings=PlanSettings(), items={**starts, "gone-from-the-catalogue": 2}, date="2026-11-01")
    again = kept_plan(result(), library(), kept, date=DATE)
    assert again.status == "kept"
    assert again.accepted == "2026-11-01"
    assert {item.id: item.quarter for item in again.items if item.kind == "action"} == starts
