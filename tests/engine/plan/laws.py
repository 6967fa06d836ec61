"""What must hold for the plan of any firm: checks of random firms under a capacity, each of which fails by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

import pytest

from jazari_assess.engine.first_steps import first_steps
from jazari_assess.engine.plan.greedy import by_days, trial
from jazari_assess.engine.plan.milp import Stop, solve
from jazari_assess.engine.plan.problem import broken, worth
from jazari_assess.engine.plan.roadmap import checked_case
from jazari_assess.engine.plan.roadmap import told as told_plan
from jazari_assess.engine.plan.solve_case import SolvedCase, solve_case
from jazari_assess.engine.plan.steps import FIRST_STEPS, first_rows
from jazari_assess.engine.score.evaluate import answered, compiled_for
from jazari_assess.engine.score.kernel import score
from jazari_assess.model.assessment import Assessment, Given
from jazari_assess.model.plan import Plan
from jazari_assess.model.plan_settings import PlanSettings
from tests.engine.plan.random_firms import DATE, plan_content, random_firm

URGENT = 3
FULL = 0.85
"""The share of its days from which on a plan counts as filled."""


@cache
def made(seed: int, capacity: float | None = None) -> SolvedCase:
    """Return a random firm's case solved."""
    return solve_case(checked_case(plan_content(), random_firm(seed), PlanSettings(capacity=capacity)))


@cache
def told(seed: int, capacity: float | None = None) -> Plan:
    """Return a random firm's plan."""
    return told_plan(made(seed, capacity), DATE)


def check_rules(seed: int, capacity: float | None = None) -> None:
    """Days, order, places, sectors, sizes and conditions hold, and nothing worthless is planned."""
    one = made(seed, capacity)
    case, starts = one.case, one.solution.starts
    assert broken(one.problem, starts) == ()
    for name in starts:
        if name in case.found:
            action, profile = case.found[name].action, case.firm.profile
            assert "all" in action.sectors or profile.sector in action.sectors
            assert profile.size in action.days
            assert action.when is None or case.firm.holds(action.when) or case.found[name].reserved
    for item in told(seed, capacity).items:
        assert all(starts[before] <= item.quarter for before in item.after)
    if starts:
        _check_worth_of_each(one)


def _check_worth_of_each(one: SolvedCase) -> None:
    """Taking out any item, with those that rest on it, makes the plan worth less."""
    whole = worth(one.problem, one.solution.starts)
    for name in one.solution.starts:
        rest = _without(one, name)
        assert worth(one.problem, rest) < whole + 1e-9, name


def _without(one: SolvedCase, name: str) -> Mapping[str, int]:
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


def check_projection(seed: int, capacity: float | None = None) -> None:
    """The scores a plan promises are those of the firm's answers with what was done put in."""
    one, plan = made(seed, capacity), told(seed, capacity)
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


def check_urgent(seed: int, capacity: float | None = None) -> None:
    """First acts of the most severe flags begin in time, or the plan says when and why not."""
    one, plan = made(seed, capacity), told(seed, capacity)
    late = [flag for flag in plan.flags if flag.severity == URGENT and not _in_time(flag.quarter, flag.due)]
    assert all(flag.quarter is not None or flag.reason is not None for flag in late)
    if late and firsts_fit(one):
        pytest.fail(f"late although all first acts fit: {[flag.first for flag in late]}")


def _in_time(quarter: int | None, due: int | None) -> bool:
    return quarter is not None and due is not None and quarter <= due


def firsts_fit(one: SolvedCase, also: str | None = None) -> bool:
    """Say whether first acts of the most severe flags, with what they need, can begin in time, another act beside."""
    flags = one.case.content.flags
    due: dict[str, int] = {}
    for flag in one.case.flags:
        if flags[flag].severity == URGENT:
            due[flags[flag].first] = min(one.case.due(flag), due.get(flags[flag].first, 99))
    if any(name not in one.problem.items for name in due):
        return False
    items = {
        name: replace(item, due=((due[name], 1.0),) if name in due else (), lock="in" if name == also else None)
        for name, item in one.problem.items.items()
    }
    only = replace(one.problem, items=items, pools={}, gains=(), chances=(), effort=0.0)
    found = solve(only, Stop(gap=0.0, nodes=2000, stall=2000))
    return found.feasible and found.worth > -1e-6


def check_capacity(seed: int, capacity: float | None = None) -> None:
    """Where time is left over, nothing that adds value fits any more, not even with what it needs."""
    one, plan = made(seed, capacity), told(seed, capacity)
    if plan.capacity_used >= FULL or plan.status != "planned":
        return
    for name in one.problem.items:
        if name not in one.solution.starts:
            assert trial(one.exclusions.partial, name, by_days) is None, name


def check_weakest(seed: int, capacity: float | None = None) -> None:
    """Of the weakest dimensions that anything open raises one rises, unless nothing fits beside the severest flags."""
    one = made(seed, capacity)
    nodes, raising = one.schedule.after_quarters.nodes, raised_by(one)
    if not raising:
        return
    lowest = min(nodes[name][0] for name in raising)
    weakest = [name for name in raising if nodes[name][0] <= lowest + 1e-9]
    if all(nodes[name][-1] <= nodes[name][0] + 1e-9 for name in weakest):
        assert not any(firsts_fit(one, also=name) for dimension in weakest for name in raising[dimension])


def raised_by(one: SolvedCase) -> Mapping[str, Sequence[str]]:
    """Return for each dimension what can be planned that raises it."""
    found: dict[str, list[str]] = {}
    for name in one.problem.items:
        for lift in one.case.found[name].lifts if name in one.case.found else ():
            found.setdefault(one.case.firm.shares[lift.indicator][0], []).append(name)
    return found


def check_gaps(seed: int, capacity: float | None = None) -> None:
    """Every gap is treated by something planned, or has a reason."""
    one, plan = made(seed, capacity), told(seed, capacity)
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


def check_partners(seed: int, capacity: float | None = None) -> None:
    """Nobody outside region, trade, size or purpose is named, and what is asked about is planned in time."""
    one, plan = made(seed, capacity), told(seed, capacity)
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


def check_first_steps(seed: int, capacity: float | None = None) -> None:
    """What the short ranking begins with is begun at once, or a reason is told that holds with the rest as it is."""
    one, plan = made(seed, capacity), told(seed, capacity)
    starts = one.solution.starts
    assert [step.id for step in plan.first_steps] == [row.id for row in first_steps(first_rows(one.case), FIRST_STEPS)]
    for step in plan.first_steps:
        assert step.quarter == starts.get(step.id)
        assert (step.reason is None) == (step.quarter == 1)
        if step.quarter is not None and step.quarter > 1:
            assert step.reason is not None
            assert step.reason.code == "later"
            assert all(starts[other] <= step.quarter for other in step.reason.items)
            moved = [{**starts, step.id: earlier} for earlier in range(1, step.quarter)]
            assert all(broken(one.problem, other) for other in moved), step.id
