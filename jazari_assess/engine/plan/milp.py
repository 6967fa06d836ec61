"""The planning problem as a mixed-integer programme, solved by HiGHS with one thread and a fixed seed.

A column that says "begun by" instead of "starts in" keeps rows short and splits the choices of a branch in halves. The
solver begins with the plan of ``greedy`` and stops after a number of branches, never by the clock: the same problem
gives the same plan on every machine.
"""

import math
from dataclasses import dataclass

import highspy
import numpy as np

from jazari_assess.engine.plan.greedy import finished, first_plan
from jazari_assess.engine.plan.problem import Item, PlanningProblem, Solution, Starts, gains, worth
from jazari_assess.engine.plan.variables import Columns, Rows, ever

_SEED = 20260112  # that of every other draw: the day the network of institutes was launched
_LEAST_GAP = 1e-6  # a better plan by less is the noise of doubles


@dataclass(frozen=True, kw_only=True)
class Stop:
    """When the search stops: the share of the gains a better plan may bring, branches in all and without progress."""

    gap: float
    nodes: int
    stall: int


def solve(problem: PlanningProblem, stop: Stop, *, known: Starts | None = None) -> Solution:
    """Solve a planning problem; the plan is never worth less than ``known``, one that keeps all rules.

    A problem whose locks or demands cannot be met has no plan: ``feasible`` is then False.
    """
    start = _better(problem, first_plan(problem), known or {})
    if problem.demands or _lacks_lock(problem, start):
        start = known or {}
    columns = Columns(problem)
    rows = _rows(problem, columns)
    highs = highspy.Highs()  # type: ignore[no-untyped-call]  # the binding has no types for it
    for option, value in _options(problem, start, stop).items():
        highs.setOptionValue(option, value)
    highs.passModel(_model(columns, rows))
    _begin_with(highs, columns, start)
    highs.run()
    return _finished(problem, highs, columns, start)


def _options(problem: PlanningProblem, start: Starts, stop: Stop) -> dict[str, bool | int | float | str]:
    return {
        "output_flag": False,
        "threads": 1,
        "random_seed": _SEED,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": max(_LEAST_GAP, stop.gap * gains(problem, start)),
        "mip_max_nodes": stop.nodes,
        "mip_max_stall_nodes": stop.stall,
        # so few branches are looked at that knowing each before it is taken costs more than it brings, and so do
        # restarts; a good plan to begin with makes the search around the rounded relaxation the dearest of the rest
        "mip_pscost_minreliable": 0,
        "mip_allow_restart": False,
        "mip_heuristic_run_rens": False,
    }


def _better(problem: PlanningProblem, one: Starts, other: Starts) -> Starts:
    """Return the plan that keeps what is locked in, of two such the one worth more: a lock may cost worth."""
    return max((one, other), key=lambda starts: (not _lacks_lock(problem, starts), worth(problem, starts)))


def _lacks_lock(problem: PlanningProblem, starts: Starts) -> bool:
    return any(item.lock is not None and name not in starts for name, item in problem.items.items())


def _rows(problem: PlanningProblem, columns: Columns) -> Rows:
    rows = Rows()
    for item in problem.items.values():
        _add_item(problem, columns, rows, item)
    for early, late in problem.separate_quarters:
        for quarter in range(problem.earliest[late], problem.last_start(problem.items[late]) + 1):
            _add_implied(rows, columns.started(late, quarter), columns.started(early, quarter - 1), columns)
    _add_means(problem, columns, rows)
    _add_gains(problem, columns, rows)
    _add_demands(problem, columns, rows)
    return rows


def _add_item(problem: PlanningProblem, columns: Columns, rows: Rows, item: Item) -> None:
    """What has begun stays so, what is needed comes first, what excludes stays out; delay and effort cost."""
    for quarter in range(problem.earliest[item.id], problem.last_start(item) + 1):
        here = columns.started(item.id, quarter)
        if quarter > problem.earliest[item.id]:
            _add_implied(rows, columns.started(item.id, quarter - 1), here, columns)
        for group in item.needs:
            ready = [
                column
                for name in group
                if name in problem.items
                for column in columns.started(name, quarter - problem.wait(problem.items[name], item, group))
            ]
            _add_implied(rows, here, ready, columns)
    for name in item.after:
        _add_after(problem, columns, rows, problem.items[name], item)
    _add_lock(columns, rows, item)
    for other in item.excludes:
        if other in problem.items and other > item.id:
            rows.add(((one, 1.0) for one in (*ever(columns, item), *ever(columns, problem.items[other]))), upper=1.0)
    _add_item_worth(problem, columns, item)


def _add_after(problem: PlanningProblem, columns: Columns, rows: Rows, first: Item, then: Item) -> None:
    """Let an item that is in the plan come before another one that does without it where it is not."""
    planned = ever(columns, first)
    for quarter in range(problem.earliest[then.id], problem.last_start(then) + 1):
        ready = columns.started(first.id, quarter - problem.wait(first, then, (first.id,)))
        if planned and ready != planned:
            terms = [*columns.started(then.id, quarter), *planned]
            rows.add([*((one, 1.0) for one in terms), *((one, -1.0) for one in ready)], upper=1.0)


def _add_item_worth(problem: PlanningProblem, columns: Columns, item: Item) -> None:
    for column in ever(columns, item):
        columns.cost[column] -= item.days if problem.least_effort else problem.price(item)
    for by, cost in item.due:
        for quarter in range(by, problem.quarters + 1):
            for column in columns.started(item.id, quarter):
                columns.cost[column] += cost


def _add_lock(columns: Columns, rows: Rows, item: Item) -> None:
    if item.lock is None or item.lock == "out":
        return
    quarter = item.lock if isinstance(item.lock, int) else columns.problem.quarters
    there = columns.started(item.id, quarter)
    if not there or (isinstance(item.lock, int) and quarter > columns.problem.last_start(item)):
        rows.add([], lower=1.0)
    columns.always(there)
    if isinstance(item.lock, int):
        columns.never(columns.started(item.id, quarter - 1))


def _add_implied(rows: Rows, chosen: list[int], enabling: list[int], columns: Columns) -> None:
    """Let a column be 1 only when one of others is."""
    if not chosen:
        return
    if enabling:
        rows.add([(chosen[0], 1.0), *((column, -1.0) for column in enabling)], upper=0.0)
    else:
        columns.never(chosen)


def _add_means(problem: PlanningProblem, columns: Columns, rows: Rows) -> None:
    """Days, places and money are no more than there are."""
    for quarter in range(1, problem.quarters + 1):
        days: list[tuple[int, float]] = []
        places: list[tuple[int, float]] = []
        for name, item in problem.items.items():
            begun, ended = columns.started(name, quarter), columns.finished(name, quarter - 1)
            days += ((column, item.daily) for column in begun)
            days += ((column, item.keep - item.daily) for column in ended)
            days += ((column, -item.keep) for column in columns.finished(name, quarter - 1 - problem.keep_quarters))
            places += ((column, item.place) for column in begun)
            places += ((column, -item.place) for column in ended)
        rows.add(days, upper=problem.capacity)
        rows.add(places, upper=problem.at_once)
    if problem.budget is not None:
        paid = [item for item in problem.items.values() if item.cost]
        rows.add(((column, item.cost) for item in paid for column in ever(columns, item)), upper=problem.budget)
    if math.isfinite(problem.keep_limit):
        kept = [item for item in problem.items.values() if item.habit]
        rows.add(((column, item.habit) for item in kept for column in ever(columns, item)), upper=problem.keep_limit)


def _add_gains(problem: PlanningProblem, columns: Columns, rows: Rows) -> None:
    """A gain is brought by one of its finished items; what flows into a pool fills its bands, or counts as it is."""
    flows: dict[tuple[str, int], list[tuple[int, float]]] = {}
    for place, gain in enumerate(problem.gains):
        for quarter in range(1, problem.quarters + 1):
            brought = columns.brought(place, gain, quarter)
            if len(gain.closers) > 1:
                finished_by = [column for name in gain.closers for column in columns.finished(name, quarter)]
                _add_implied(rows, brought, finished_by, columns)
            for name, points in gain.points.items():
                flows.setdefault((name, quarter), []).extend((column, points) for column in brought)
    for (name, quarter), terms in flows.items():
        pool = problem.pools[name]
        if name in columns.stepped:
            bands = [(columns.banded[name, band, quarter], 1.0) for band in range(len(pool.bands))]
            rows.add([*bands, *((column, -points) for column, points in terms)], upper=0.0)
        elif pool.bands and not problem.least_effort:
            for column, points in terms:
                columns.cost[column] += problem.quarter_worth(quarter) * pool.weight * pool.bands[0][1] * points
    for column, chance in zip(columns.chance, problem.chances, strict=True):
        begun = [own for name in chance.items if name in problem.items for own in columns.started(name, chance.by)]
        _add_implied(rows, [column], begun, columns)


def _add_demands(problem: PlanningProblem, columns: Columns, rows: Rows) -> None:
    for demand in problem.demands:
        terms = [
            (column, weight * points)
            for place, gain in enumerate(problem.gains)
            for name, points in gain.real.items()
            if (weight := demand.weights.get(name, 0.0))
            for column in columns.brought(place, gain, problem.quarters)
        ]
        rows.add(terms, lower=demand.at_least)


def _model(columns: Columns, rows: Rows) -> highspy.HighsLp:
    lp = highspy.HighsLp()
    count = len(columns.cost)
    lp.num_col_, lp.num_row_ = count, len(rows.lower)
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = np.array(columns.cost)
    lp.col_lower_, lp.col_upper_ = np.array(columns.lower), np.array(columns.upper)
    lp.row_lower_, lp.row_upper_ = np.array(rows.lower), np.array(rows.upper)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.array(rows.start)
    lp.a_matrix_.index_, lp.a_matrix_.value_ = np.array(rows.index), np.array(rows.value, dtype=np.float64)
    kinds = highspy.HighsVarType
    lp.integrality_ = [kinds.kInteger] * columns.integers + [kinds.kContinuous] * (count - columns.integers)
    return lp


def _begin_with(highs: highspy.Highs, columns: Columns, starts: Starts) -> None:
    """Give the solver a plan to better; it finds the continuous columns itself."""
    if starts:
        values = [float(name in starts and starts[name] <= quarter) for name, quarter in columns.begun]
        highs.setSolution(columns.integers, np.arange(columns.integers, dtype=np.int32), np.array(values))


def _finished(problem: PlanningProblem, highs: highspy.Highs, columns: Columns, start: Starts) -> Solution:
    """Return the best plan found with its last touches, and by how much a better one may exceed it."""
    info = highs.getInfo()
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    if not found and (problem.demands or _lacks_lock(problem, start)):
        return Solution(starts={}, worth=-math.inf, gap=None, feasible=False)
    best = _better(problem, _starts(highs, columns), start) if found else start
    touched = _starts(highs, columns) if problem.least_effort else finished(problem, best).starts
    best = touched if problem.least_effort else _better(problem, touched, best)
    value = worth(problem, best)
    bound = float(info.mip_dual_bound) + _offset(problem)
    known = found and math.isfinite(bound) and not problem.least_effort
    return Solution(starts=best, worth=value, gap=max(0.0, bound - value) if known else None)


def _offset(problem: PlanningProblem) -> float:
    """Return what never beginning anything costs: the solver counts from there."""
    never = problem.quarters + 1
    return -sum(cost * max(0, never - by) for item in problem.items.values() for by, cost in item.due)


def _starts(highs: highspy.Highs, columns: Columns) -> Starts:
    values = highs.getSolution().col_value
    starts: dict[str, int] = {}
    for (name, quarter), column in columns.begun.items():
        if round(values[column]):
            starts.setdefault(name, quarter)
    return starts
