"""What must hold for any firm, over random firms with our own content; the full counts run in the soak."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

import pytest

from jazari_assess.engine.plan.milp import Stop, solve
from jazari_assess.engine.plan.problem import Problem, broken, gains, worth
from jazari_assess.engine.plan.roadmap import checked_case, planned
from jazari_assess.engine.plan.solved import Solved, solved
from jazari_assess.engine.score.evaluate import answered, compiled_for
from jazari_assess.engine.score.kernel import score
from jazari_assess.model.assessment import Assessment, Given
from jazari_assess.model.plan import Plan
from jazari_assess.model.plan_settings import PlanSettings
from tests.engine.plan.random_firms import DATE, plan_content, random_firm

QUICK = range(16)
LONG = range(1000, 2000)
REASONS = range(2000, 2300)
LOOSE = Stop(gap=1e-3, nodes=200, stall=200)
URGENT = 3


@cache
def made(seed: int, capacity: float | None = None) -> Solved:
    """Return a random firm's case solved."""
    return solved(checked_case(plan_content(), random_firm(seed), PlanSettings(capacity=capacity)))


@cache
def told(seed: int, capacity: float | None = None) -> Plan:
    """Return a random firm's plan."""
    return planned(plan_content(), random_firm(seed), PlanSettings(capacity=capacity), date=DATE)


def check_rules(seed: int) -> None:
    """Days, order, places, sectors, sizes and conditions hold, and nothing worthless is planned."""
    one = made(seed)
    case, starts = one.case, one.solution.starts
    assert broken(one.problem, starts) == ()
    for name in starts:
        if name in case.found:
            action, profile = case.found[name].action, case.firm.profile
            assert "all" in action.sectors or profile.sector in action.sectors
            assert profile.size in action.days
            assert action.when is None or case.firm.holds(action.when) or case.found[name].reserved
    for item in told(seed).items:
        assert all(starts[before] <= item.quarter for before in item.after)
    if starts:
        _check_worth_of_each(one)


def _check_worth_of_each(one: Solved) -> None:
    """Taking out any item, with those that rest on it, makes the plan worth less."""
    whole = worth(one.problem, one.solution.starts)
    for name in one.solution.starts:
        rest = _without(one, name)
        assert worth(one.problem, rest) < whole + 1e-9, name


def _without(one: Solved, name: str) -> Mapping[str, int]:
    gone = {name}
    while True:
        more = {
            other
            for other in one.solution.starts
            if other not in gone
            for group in one.problem.items[other].needs
            if not any(alternative in one.solution.starts and alternative not in gone for alternative in group)
        }
        if not more:
            return {other: start for other, start in one.solution.starts.items() if other not in gone}
        gone |= more


def check_projection(seed: int) -> None:
    """The scores a plan promises are those of the firm's answers with what was done put in."""
    one, plan = made(seed), told(seed)
    schedule, assessment = one.schedule, random_firm(seed)
    for quarter in (0, 1, one.problem.quarters):
        changed = {
            name: Given(answer=answer) for name, answer in schedule.answers_after(schedule.ended_by(quarter)).items()
        }
        expected = _overall(assessment, changed)
        assert plan.projection[quarter].overall == pytest.approx(expected, abs=1e-9)
    gained = sum(item.overall_gain for item in plan.items)
    first, last = plan.projection[0].overall, plan.projection[-1].overall
    assert first is not None
    assert last is not None
    assert last - first == pytest.approx(gained, abs=1e-6)


def _overall(assessment: Assessment, changed: Mapping[str, Given]) -> float:
    """Score a firm anew with some answers changed; what its own answers hide stays hidden."""
    content = plan_content()
    before = answered(content.questionnaire, assessment)
    answers = {**assessment.answers, **changed}
    after = answered(content.questionnaire, assessment.model_copy(update={"answers": answers}))
    values = before.matrix.values.copy()
    for place, name in enumerate(before.matrix.questions):
        if name in changed and not before.matrix.not_applicable[0, place]:
            values[0, place] = after.matrix.values[0, place]
    compiled = compiled_for(content.model, before)
    return float(score(compiled, values, before.matrix.not_applicable).score[0, compiled.root])


def check_urgent(seed: int) -> None:
    """First acts of the most severe flags begin in time, or the plan says when and why not."""
    one, plan = made(seed), told(seed)
    late = [flag for flag in plan.flags if flag.severity == URGENT and not _in_time(flag.quarter, flag.due)]
    assert all(flag.quarter is not None or flag.reason is not None for flag in late)
    if late and _firsts_fit(one):
        pytest.fail(f"late although all first acts fit: {[flag.first for flag in late]}")


def _in_time(quarter: int | None, due: int | None) -> bool:
    return quarter is not None and due is not None and quarter <= due


def _firsts_fit(one: Solved) -> bool:
    """Say whether the first acts of the most severe flags, with what they need, can all begin in time."""
    flags = one.case.content.flags
    due: dict[str, int] = {}
    for flag in one.case.flags:
        if flags[flag].severity == URGENT:
            due[flags[flag].first] = min(one.case.due(flag), due.get(flags[flag].first, 99))
    if any(name not in one.problem.items for name in due):
        return False
    items = {
        name: replace(item, due=((due[name], 1.0),) if name in due else (), lock=None)
        for name, item in one.problem.items.items()
    }
    only = replace(one.problem, items=items, pools={}, gains=(), chances=(), effort=0.0)
    return solve(only, Stop(gap=0.0, nodes=2000, stall=2000)).worth > -1e-6


def check_capacity(seed: int) -> None:
    """Where much of the time is left over, nothing of value that was left out fits."""
    one, plan = made(seed), told(seed)
    if plan.capacity_used >= 0.85 or plan.status != "planned":
        return
    draft = one.left.draft
    for name, item in one.problem.items.items():
        if name not in one.solution.starts and all(any(other in draft.starts for other in g) for g in item.needs):
            quarter = draft.earliest_fit(name)
            assert quarter is None or draft.added(name, quarter) <= 1e-6


def check_weakest(seed: int) -> None:
    """The weakest dimension rises, unless nothing that is open raises it, or another one rises from below the floor."""
    one = made(seed)
    case, nodes = one.case, one.schedule.after_quarters.nodes
    if not nodes:
        return
    weakest = min(nodes, key=lambda name: nodes[name][0])
    open_ = [one.case.found[name] for name in one.problem.items if name in case.found]
    raises = any(case.firm.shares[lift.indicator][0] == weakest for own in open_ for lift in own.lifts)
    below = any(scores[0] < case.value.floors[name] for name, scores in nodes.items() if scores[-1] > scores[0] + 1e-9)
    assert nodes[weakest][-1] > nodes[weakest][0] + 1e-9 or not raises or below


def check_reasons(seed: int) -> None:
    """Each reason of time or worth holds when the plan is made again with the action forced in."""
    one, plan = made(seed), told(seed)
    slack = 1e-6 + (one.solution.gap or 0.0)
    rows = [row for row in plan.left_out if row.reason.code in ("no-time", "worth-less", "budget", "excluded")]
    for row in [*rows[:2], *rows[-1:]]:
        forced = _forced(one, row.id)
        again = solve(forced, LOOSE)
        assert not again.feasible or again.worth <= one.solution.worth + slack, row.id
        if row.reason.code == "no-time":
            kept = {
                name: replace(item, lock="in") for name, item in forced.items.items() if name in one.solution.starts
            }
            both = replace(forced, items={**forced.items, **kept})
            assert not solve(both, LOOSE).feasible, row.id
    for row in plan.left_out:
        if row.reason.code == "horizon":
            assert row.id not in one.problem.items
        if row.reason.code == "prerequisite":
            assert all(not one.case.found[name].open for name in row.reason.items)


def _forced(one: Solved, name: str) -> Problem:
    items = {**one.problem.items, name: replace(one.problem.items[name], lock="in")}
    return replace(one.problem, items=items)


def check_gaps(seed: int) -> None:
    """Every gap is treated by something planned, or has a reason."""
    one, plan = made(seed), told(seed)
    planned_items = {item.id for item in plan.items}
    views, shares = one.case.firm.views, one.case.firm.shares
    below = {name for name in shares if (views[name].score or 0) < 100}
    assert below <= {gap.node for gap in plan.gaps}
    for gap in plan.gaps:
        if gap.reason.code == "planned":
            assert set(gap.reason.items) <= planned_items
        if gap.reason.code == "nothing":
            own = [action for action in one.case.found.values() if action.action.indicator == gap.node]
            assert not any(action.standing.lifts for action in own)


def check_partners(seed: int) -> None:
    """Nobody outside region, trade, size or purpose is named, and what is asked about is planned in time."""
    one, plan = made(seed), told(seed)
    content, profile = one.case.content, one.case.firm.profile
    named = [(support.service, item.id) for item in plan.items for support in item.supports]
    named += [(other, item.id) for item in plan.items for support in item.supports for other in support.equals]
    for service, action in named:
        own = content.services[service]
        assert action in own.supports or one.case.found[action].action.indicator in own.meets.nodes
    for partner in plan.partners:
        assert partner.items or partner.nodes or partner.aims or partner.flags
        for service in partner.services:
            own = content.services[service]
            assert own.open != "closed"
            assert "all" in own.regions or profile.region in own.regions
            assert "all" in own.sectors or profile.sector in own.sectors
            assert "all" in own.sizes or profile.size in own.sizes
    for item in plan.items:
        if item.kind == "enquiry":
            starts = [other.quarter for other in plan.items if other.id in item.why_now.items]
            assert not starts or item.quarter <= min(starts)
    free = [one.case.capacity - sum(_days(plan, quarter)) for quarter in range(1, one.problem.quarters + 1)]
    assert min(free) > -1e-4


def _days(plan: Plan, quarter: int) -> list[float]:
    return [item.days / item.quarters for item in plan.items if item.quarter <= quarter < item.quarter + item.quarters]


CHECKS = [check_rules, check_projection, check_urgent, check_capacity, check_weakest, check_gaps, check_partners]


@pytest.mark.parametrize("seed", QUICK)
@pytest.mark.parametrize("check", CHECKS)
def test_laws_of_plans(check: Callable[[int], None], seed: int) -> None:
    """Every law holds for a sample of random firms."""
    check(seed)


@pytest.mark.parametrize("seed", range(4))
def test_reasons_hold(seed: int) -> None:
    """Reasons hold when the plan is made again with the item forced in."""
    check_reasons(seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", LONG)
def test_laws_of_a_thousand_plans(seed: int) -> None:
    """Every law holds for a thousand random firms."""
    for check in CHECKS:
        check(seed)
    made.cache_clear()
    told.cache_clear()


@pytest.mark.soak
@pytest.mark.parametrize("seed", REASONS)
def test_reasons_of_three_hundred_plans(seed: int) -> None:
    """Reasons hold for three hundred random firms at several capacities."""
    check_reasons(seed)


def test_the_same_firm_gets_the_same_plan() -> None:
    """Nothing is left to chance or to the clock."""
    again = planned(plan_content(), random_firm(3), PlanSettings(), date=DATE)
    assert again == told(3)


def test_a_plan_survives_being_written() -> None:
    """A plan written as JSON and read again is the same."""
    plan = told(5)
    assert Plan.model_validate_json(plan.model_dump_json(by_alias=True)) == plan


def test_gains_measure_the_gap() -> None:
    """The gap told is a share of what the plan gains."""
    one, plan = made(1), told(1)
    assert one.solution.gap is not None
    assert plan.gap == pytest.approx(one.solution.gap / gains(one.problem, one.solution.starts))
