"""What a plan says when time runs out, when a level cannot be reached, and how exact its numbers are."""

import pytest

from jazari_assess.engine.plan_before import DELIVERED_AT_LEAST, plan
from jazari_assess.engine.plan_before.milp import solve
from jazari_assess.engine.plan_before.problem import Close, Dimension, Indicator, Item, PlanProblem
from jazari_assess.engine.score.evaluate import evaluate
from jazari_assess.model.plan_settings import PlanSettings
from jazari_assess.model.result import Result
from jazari_assess.model.roadmap import Roadmap
from tests.engine.plan_before.test_roadmap import DATE, SAMPLES, library, result, roadmap

NO_TIME = 1e-6


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_solver_without_time_leaves_the_plan_it_began_with(sample: str) -> None:
    """At once out of time: the first plan stands, within its frame, and no gap is claimed that is not known."""
    hurried = plan(result(sample), library(), PlanSettings(time_limit=NO_TIME), date=DATE)
    assert hurried.status == "time-limit"
    assert len(hurried.items) > 5
    assert hurried.gap is None or hurried.gap > 0
    assert hurried.infeasible is None
    for quarter in range(1, hurried.settings.quarters + 1):
        running = [item for item in hurried.items if item.quarter <= quarter < item.quarter + item.quarters]
        assert sum(item.person_days / item.quarters for item in running) <= (hurried.settings.capacity or 0.0) + 1e-6
    assert Roadmap.model_validate_json(hurried.model_dump_json(by_alias=True)) == hurried


def test_no_plan_in_time_is_no_good_plan() -> None:
    """A level that takes a search: without time there is no plan, and whether one exists stays open."""
    hurried = plan(result("textile-workshop"), library(), PlanSettings(reach_level=2, time_limit=NO_TIME), date=DATE)
    assert (hurried.status, hurried.items, hurried.left_out, hurried.gap) == ("time-limit", (), (), None)
    assert hurried.infeasible is not None
    assert hurried.infeasible.reason == "time-limit"


def test_the_gap_of_a_plan_is_within_what_was_asked() -> None:
    """The default plan is within 2 % of the best; asked for none, there is none."""
    gap = roadmap("textile-workshop").gap
    assert gap is not None
    assert 0 <= gap <= 0.02
    exact = plan(
        result("textile-workshop"), library(), PlanSettings(capacity=3, mip_gap=0, horizon_months=6), date=DATE
    )
    assert exact.gap == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(("sample", "level", "days"), [("textile-workshop", 1, 10), ("agri-food-cannery", 3, 75)])
def test_the_least_effort_is_the_least_whatever_gap_is_allowed(sample: str, level: int, days: float) -> None:
    """A wide gap changes nothing: the effort is the least, and nothing waits that could start."""
    wide = plan(result(sample), library(), PlanSettings(reach_level=level, mip_gap=0.5), date=DATE)
    assert wide.person_days == days
    assert wide.gap == pytest.approx(0, abs=1e-9)
    assert wide.items[0].quarter == 1


def _items(*days: float) -> tuple[Item, ...]:
    closes = (Close(indicator="i", low=0, high=50),)
    return tuple(Item(id=f"item-{n}", quarters=1, person_days=own, closes=closes) for n, own in enumerate(days))


def test_one_day_more_is_more_effort() -> None:
    """101 days against 100 lie within a gap of 2 %: the fewer are taken all the same."""
    problem = PlanProblem(
        quarters=1,
        capacity=200,
        budget=None,
        items=_items(101, 100),
        indicators={"i": Indicator(score=0, dimension="d", share=1)},
        dimensions={"d": Dimension(gap=100, importance=1)},
        least_effort=True,
        demand=40,
        demand_weights={"d": 1.0},
    )
    assert dict(solve(problem, mip_gap=0.02, time_limit=10).starts) == {"item-1": 1}


def test_a_level_out_of_reach_says_the_best_found_and_how_good_it_is() -> None:
    """The best plan found ends below the bound, and what another could add is told in points."""
    missed = plan(result("textile-workshop"), library(), PlanSettings(reach_level=4), date=DATE).infeasible
    assert missed is not None
    assert (missed.reason, missed.needed) == ("level", 80)
    assert missed.best == pytest.approx(41.1, abs=0.3)
    assert missed.margin is not None
    assert 0 <= missed.margin < 0.2
    assert missed.related == ("connected-factory", "data-ai")


@pytest.mark.parametrize("sample", SAMPLES)
def test_each_dimension_is_projected_with_its_interval(sample: str) -> None:
    """After each quarter every dimension has a score between its low and its high end, which starts at today's."""
    plan_, nodes = roadmap(sample), result(sample).models[0].nodes
    for step in plan_.projection:
        assert step.intervals.keys() == step.nodes.keys() == plan_.targets.keys()
        for name, interval in step.intervals.items():
            assert (interval.low or 0) - 1e-6 <= (step.nodes[name] or 0) <= (interval.high or 0) + 1e-6
    first, last = plan_.projection[0].intervals, plan_.projection[-1].intervals
    for name, interval in first.items():
        assert (interval.low, interval.high) == pytest.approx((nodes[name].low, nodes[name].high))
    name = max(last, key=lambda name: (last[name].high or 0) - (first[name].high or 0))
    gained = (plan_.projection[-1].nodes[name] or 0) - (plan_.projection[0].nodes[name] or 0)
    assert gained > 5
    assert (last[name].low or 0) - (first[name].low or 0) == pytest.approx(DELIVERED_AT_LEAST * gained, abs=1.5)


def blank() -> Result:
    """Return the result of the workshop as if nothing had been answered."""
    content = library()
    assessment = result("textile-workshop").assessment.model_copy(update={"answers": {}})
    return evaluate(
        content.questionnaires["industrie-x0"],
        [content.models["industrie-x0"]],
        assessment,
        date=DATE,
        tool_version="0",
        draws=10,
    )


@pytest.mark.parametrize("settings", [PlanSettings(), PlanSettings(reach_level=2)])
def test_a_firm_without_answers_has_no_plan_and_no_target_reached(settings: PlanSettings) -> None:
    """Nothing is scored, so nothing is planned, and nothing is said to be reached."""
    empty = plan(blank(), library(), settings, date=DATE)
    assert (empty.status, empty.items, empty.left_out) == ("infeasible", (), ())
    assert empty.infeasible is not None
    assert empty.infeasible.reason == "not-scored"


def test_what_lacks_an_answer_is_not_said_to_be_reached() -> None:
    """The workshop does not know about one question: what it would lift is left out for that reason."""
    unknown = {name for name, node in result("textile-workshop").models[0].nodes.items() if node.state == "not-scored"}
    assert "ot-security" in unknown
    actions = library().catalogue.structure.actions
    own = [row for row in roadmap("textile-workshop").left_out if row.id in actions]
    lacking = {actions[row.id].indicator for row in own if row.reason == "not-scored"}
    assert lacking == {name for name in unknown if any(action.indicator == name for action in actions.values())}
