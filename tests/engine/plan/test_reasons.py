"""Each reason for leaving an action out, checked by planning again with the action forced in."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from jazari_assess.engine.plan.build import problem_of
from jazari_assess.engine.plan.milp import Stop, solve
from jazari_assess.engine.plan.problem import PlanningProblem
from jazari_assess.engine.plan.roadmap import checked_case
from jazari_assess.engine.plan.roadmap import told as told_plan
from jazari_assess.engine.plan.solve_case import SolvedCase, solve_case
from jazari_assess.model.plan import LeftOut
from jazari_assess.model.plan_settings import PlanSettings
from tests.engine.plan.random_firms import DATE, plan_content, random_firm

FEW = (*range(2000, 2005), 2179)
MANY = range(2000, 2300)
SETTINGS = (
    PlanSettings(),
    PlanSettings(capacity=8.0),
    PlanSettings(capacity=30.0, budget=0.2),
    PlanSettings(horizon_months=9),
    PlanSettings(locks={"digital-roadmap": "out"}),
)
USUAL = Stop(gap=1e-2, nodes=8, stall=20)
LOOSE = Stop(gap=1e-3, nodes=200, stall=200)
"""As far as the planner itself searches, and much further."""
PLENTY = 1e4


def check_reasons(seed: int, stop: Stop, count: int) -> None:
    """Of each kind of reason that a plan gives, the first rows and the last hold."""
    one = solve_case(checked_case(plan_content(), random_firm(seed), SETTINGS[seed % len(SETTINGS)]))
    plan = told_plan(one, DATE)
    rows: dict[str, list[LeftOut]] = {}
    for row in plan.left_out:
        rows.setdefault(row.reason.code, []).append(row)
    for code, own in rows.items():
        for row in {id(row): row for row in (*own[:count], own[-1])}.values():
            assert HOLDS[code](one, row, stop), (seed, row)


def forced(one: SolvedCase, name: str) -> PlanningProblem:
    """Return the problem in which an action has to be."""
    locks = {**one.case.settings.locks, name: "in"}
    return problem_of(replace(one.case, settings=one.case.settings.model_copy(update={"locks": locks})))


def is_worth_no_more(one: SolvedCase, name: str, stop: Stop) -> bool:
    """Say whether no plan with the action is worth more, by more than the search left open."""
    again = solve(forced(one, name), stop)
    return not again.feasible or again.worth <= one.solution.worth + (one.solution.gap or 0.0) + 1e-6


def not_beside(one: SolvedCase, name: str) -> bool:
    """Say whether the action does not fit beside all that is planned, however this is moved about."""
    problem = forced(one, name)
    kept = {
        other: replace(item, lock="in" if other in one.solution.starts else item.lock)
        for other, item in problem.items.items()
    }
    return not solve(replace(problem, items=kept), LOOSE).feasible


def fits_with_places(one: SolvedCase, name: str) -> bool:
    """Say whether the action fits beside all that is planned, where it is, if any number may run at once."""
    problem = replace(forced(one, name), at_once=PLENTY)
    kept = {
        other: replace(item, lock=one.solution.starts.get(other, item.lock)) for other, item in problem.items.items()
    }
    return solve(replace(problem, items=kept), LOOSE).feasible


def alone_in_time(one: SolvedCase, name: str) -> bool:
    """Say whether the action could end within the plan if days, places and money were without end."""
    free = replace(forced(one, name), capacity=PLENTY, at_once=PLENTY, budget=None)
    return solve(free, LOOSE).feasible


HOLDS: Mapping[str, Callable[[SolvedCase, LeftOut, Stop], bool]] = {
    "no-time": lambda one, row, stop: not_beside(one, row.id) and is_worth_no_more(one, row.id, stop),
    "budget": lambda one, row, stop: not_beside(one, row.id) and is_worth_no_more(one, row.id, stop),
    "upkeep": lambda one, row, _: not_beside(one, row.id),
    "worth-less": lambda one, row, stop: is_worth_no_more(one, row.id, stop),
    "too-many": lambda one, row, stop: fits_with_places(one, row.id) and is_worth_no_more(one, row.id, stop),
    "excluded": lambda one, row, stop: is_worth_no_more(one, row.id, stop),
    "no-value": lambda one, row, stop: is_worth_no_more(one, row.id, stop),
    "horizon": lambda one, row, _: not alone_in_time(one, row.id),
    "prerequisite": lambda one, row, _: all(not one.case.found[name].open for name in row.reason.items),
    "locked-out": lambda one, row, _: one.case.settings.locks[row.id] == "out",
    "unknown": lambda one, row, _: one.case.found[row.id].reserved,
}
"""How each reason that a plan may give is checked; one that is not here fails."""


@pytest.mark.parametrize("seed", FEW)
def test_reasons_hold(seed: int) -> None:
    """Reasons hold when the plan is made again, under settings of every kind."""
    check_reasons(seed, USUAL, 0)


@pytest.mark.soak
@pytest.mark.parametrize("seed", MANY)
def test_reasons_of_three_hundred_plans(seed: int) -> None:
    """Reasons hold for three hundred random firms and settings, searched much further."""
    check_reasons(seed, LOOSE, 2)
