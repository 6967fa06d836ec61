"""What it would take: for a level, to end a flag, to serve an aim."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from jazari_assess.engine.plan.build import Case, problem_of
from jazari_assess.engine.plan.content import content_of
from jazari_assess.engine.plan.left import Left
from jazari_assess.engine.plan.milp import Stop, solve
from jazari_assess.engine.plan.partial_plan import chain_to
from jazari_assess.engine.plan.problem import Item, Problem
from jazari_assess.engine.plan.roadmap import checked_case
from jazari_assess.engine.plan.schedule import Schedule
from jazari_assess.engine.plan.solve_case import shortfall, solve_case
from jazari_assess.model.frontier import Takes
from jazari_assess.model.library import Library
from jazari_assess.model.plan_settings import PlanSettings
from jazari_assess.model.result import Result

_PLENTY = 10_000.0  # person-days a quarter, the most a setting may say: capacity then bars from nothing
_HALVINGS = 12  # of an interval of person-days: the least capacity is found to a four-thousandth of it
_EXACT = Stop(gap=0.0, nodes=2000, stall=2000)  # a chain of few actions: the search ends long before


def takes_level(result: Result, library: Library, settings: PlanSettings, level: int) -> Takes:
    """Return the least effort that reaches an overall level, whatever the capacity."""
    asked = settings.model_copy(update={"reach_level": level, "targets": {}, "capacity": _PLENTY})
    case = _case(result, library, asked)
    made = solve_case(case)
    if not made.solution.feasible or shortfall(made):
        return Takes(items=(), days=0.0, quarter=None, capacity=None)
    return _takes(case, made.problem, made.solution.starts)


def takes_flag(result: Result, library: Library, settings: PlanSettings, flag: str) -> Takes:
    """Return what ends a flag: its first act, what follows it, and what these need."""
    case = _case(result, library, settings)
    own = case.content.flags[flag]
    return _of(case, (own.first, *own.then))


def takes_aim(result: Result, library: Library, settings: PlanSettings, aim: str) -> Takes:
    """Return what serves an aim whole: its own deeds and what they need."""
    aims = settings.aims if aim in settings.aims else (*settings.aims, aim)
    case = _case(result, library, settings.model_copy(update={"aims": aims}))
    return _of(case, (name for name, action in case.content.actions.items() if aim in action.deeds))


def _case(result: Result, library: Library, settings: PlanSettings) -> Case:
    return checked_case(content_of(library, result.models[0].model), result.assessment, settings)


def _of(case: Case, names: Iterable[str]) -> Takes:
    """Return what some actions take; one that cannot be done is the reason why all of them cannot."""
    wanted = [name for name in names if not case.found[name].settled]
    locked = {**case.settings.locks, **dict.fromkeys(wanted, "in")}
    problem = problem_of(replace(case, settings=case.settings.model_copy(update={"locks": locked})))
    chain: dict[str, None] = {}
    for name in wanted:
        if name not in problem.items or not case.found[name].open:
            reason = Left(schedule=Schedule(case=case, problem=problem, starts={})).why(name)
            return Takes(items=(), days=0.0, quarter=None, capacity=None, reason=reason)
        chain |= dict.fromkeys(chain_to(problem, name, {}))
    return _takes(case, problem, chain)


def _takes(case: Case, problem: Problem, names: Iterable[str]) -> Takes:
    """Return the days of some items, the first quarter by which they can end, and the least capacity for it."""
    wanted = tuple(names)
    items = {name: _only(problem.items[name], wanted) for name in wanted}
    only = Problem(
        quarters=case.settings.quarters, capacity=_PLENTY, at_once=problem.at_once, items=items, pools={}, gains=()
    )
    days = sum(item.days for item in items.values())
    order = tuple(sorted(items, key=lambda name: (only.earliest[name], name)))
    if not items:
        return Takes(items=(), days=0.0, quarter=0, capacity=0.0)
    if not _fits(only):
        return Takes(items=order, days=days, quarter=None, capacity=None)
    quarter = next(count for count in range(1, only.quarters + 1) if _fits(replace(only, quarters=count)))
    return Takes(items=order, days=days, quarter=quarter, capacity=_least_capacity(only, days))


def _only(item: Item, names: Sequence[str]) -> Item:
    """Return an item that is to be done, with no alternatives but those that are too."""
    needs = tuple(tuple(name for name in group if name in names) for group in item.needs)
    return replace(item, lock="in", due=(), excludes=(), after=(), needs=needs)


def _fits(problem: Problem) -> bool:
    return solve(problem, _EXACT).feasible


def _least_capacity(problem: Problem, days: float) -> float:
    """Return the least capacity, in half days, with which all items end within the horizon."""
    low, high = 0, int(2 * days) + 2
    for _ in range(_HALVINGS):
        if high - low <= 1:
            break
        middle = (low + high) // 2
        low, high = (low, middle) if _fits(replace(problem, capacity=middle / 2)) else (middle, high)
    return high / 2
