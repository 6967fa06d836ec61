"""What a target of the user does to a plan, and what is told of one that is not reached."""

from functools import cache

import pytest

from jazari_assess.engine.plan.roadmap import planned
from jazari_assess.engine.plan.value import valuation
from jazari_assess.model.plan import Plan, PlannedTarget
from jazari_assess.model.plan_settings import PlanSettings
from tests.engine.plan.random_firms import DATE
from tests.engine.plan.samples import NAMES, TEXTILE, planned_sample
from tests.engine.plan.small_content import assessment, content, firm

HIGHER = 30.0
"""Points above today: two steps of every question of a dimension and some more."""


@cache
def without(name: str) -> Plan:
    """Return a sample's plan when no target is asked."""
    return planned_sample(name, PlanSettings())


def end(plan: Plan, node: str) -> float:
    """Return the score of a dimension at the end of a plan."""
    score = plan.projection[-1].nodes[node]
    assert score is not None
    return score


def test_a_point_below_a_target_counts_more_than_any_other() -> None:
    """The house stands at 0 under a floor of 50: to the target at 60 each point counts six times, beyond it half."""
    settings = PlanSettings(targets={"house": 60.0})
    pool = valuation(content(), firm(), settings).pools()["house"]
    assert pool.bands[0] == (60.0, 6.0)
    assert [slope for _, slope in pool.bands[1:]] == [0.5, 0.15]


def test_a_target_below_the_floor_leaves_the_floor() -> None:
    """A target at 30 under a floor of 50: six times to 30, in full to 50, then as ever."""
    pool = valuation(content(), firm(), PlanSettings(targets={"house": 30.0})).pools()["house"]
    assert pool.bands[:2] == ((30.0, 6.0), (20.0, 1.0))


@pytest.mark.parametrize("name", NAMES)
def test_a_target_pulls(name: str) -> None:
    """On each sample a target on the dimension that gained least raises it further, or names what time lacks for."""
    plan = without(name)
    first = plan.projection[0].nodes
    node = min(first, key=lambda node: (end(plan, node) - (first[node] or 0.0), node))
    wanted = min(100.0, (first[node] or 0.0) + HIGHER)
    made = planned_sample(name, PlanSettings(targets={node: wanted}))
    (told,) = made.targets
    barred = told.next is not None and told.reason is not None and told.reason.code == "no-time"
    assert end(made, node) > end(plan, node) + 1 or barred
    assert (told.node, told.target, told.today) == (node, wanted, first[node])
    assert told.reached == pytest.approx(end(made, node))
    assert (told.quarter is None) == (end(made, node) < wanted - 1e-6)


def test_a_target_out_of_reach_says_how_far_and_why() -> None:
    """A hundred is more than all that the catalogue has leads to; what is next is left out for want of days."""
    made = planned_sample(TEXTILE, PlanSettings(targets={"people-culture": 100.0}))
    (told,) = made.targets
    assert told.quarter is None
    assert told.most is not None
    assert told.reached is not None
    assert told.reached < told.most <= 100.0
    assert told.reason is not None
    assert told.reason.code in ("no-time", "worth-less", "horizon")
    assert told.next not in {item.id for item in made.items}
    assert told.next in {row.id for row in made.left_out}


def test_a_target_says_when_it_is_reached() -> None:
    """The house is asked to reach what its first steps give: the quarter is that of the projection."""
    made = planned(content(), assessment(), PlanSettings(targets={"house": 20.0}), date=DATE)
    (told,) = made.targets
    reached = [step.quarter for step in made.projection if (step.nodes["house"] or 0.0) >= 20.0 - 1e-6]
    assert told.quarter == reached[0]
    assert (told.most, told.next, told.reason) == (None, None, None)


def test_all_that_there_is_done_and_short_names_nothing() -> None:
    """Where no action is left that raises a dimension, the target says so and names none."""
    made = planned(
        content(), assessment(), PlanSettings(targets={"market": 100.0}, horizon_months=60, capacity=200.0), date=DATE
    )
    (told,) = made.targets
    assert told.reached == pytest.approx(told.most)
    assert told.next is None
    assert told.reason is not None
    assert told.reason.code == "nothing"


def test_a_dimension_without_a_score_is_told() -> None:
    """Nothing of the market was answered: its target cannot be measured."""
    answers = dict.fromkeys(("shop", "count", "rule"))
    made = planned(content(), assessment(answers), PlanSettings(targets={"market": 50.0}), date=DATE)
    (told,) = made.targets
    assert (told.today, told.reached, told.quarter) == (None, None, None)
    assert told.reason is not None
    assert told.reason.code == "no-answer"


def test_a_target_that_is_just_met_is_met() -> None:
    """What doubles may get wrong is no lack: the most that can be reached, asked for, is reached."""
    free = PlanSettings(horizon_months=60, capacity=200.0)

    def house(target: float) -> PlannedTarget:
        settings = free.model_copy(update={"targets": {"house": target}})
        return planned(content(), assessment(), settings, date=DATE).targets[0]

    most = house(100.0).reached
    assert most is not None
    assert most < 100.0
    told = house(most)
    assert (told.reached, told.quarter is not None) == (most, True)
