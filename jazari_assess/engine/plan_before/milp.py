"""The planning problem as a mixed-integer programme, solved by HiGHS with one thread and a fixed seed.

Columns: ``begun[item, quarter]`` (binary: started by the end of the quarter, so it never falls again),
``closed[segment, quarter]`` and ``gain[dimension, quarter]`` (continuous). ``closed`` need not be integer: given the
starts its largest value is 0 or 1. A column that says "begun by" instead of "starts in" keeps rows short and splits
the choices of a branch in halves; the solver begins with the plan of ``greedy``.
"""

import math
import time
from collections.abc import Mapping
from dataclasses import replace

import highspy
import numpy as np

from jazari_assess.engine.plan_before.greedy import finished, first_plan
from jazari_assess.engine.plan_before.problem import (
    TOLERANCE,
    Close,
    Item,
    PlanProblem,
    Solution,
    penalty,
    reduced,
    spans,
)
from jazari_assess.engine.plan_before.variables import Columns, Rows, last_start

_SEED = 20260112


def _add_choices(problem: PlanProblem, columns: Columns, rows: Rows) -> None:
    """What has begun stays so; locks, exclusions, capacity and budget hold."""
    items = {item.id: item for item in problem.items}
    for item in problem.items:
        for quarter in range(2, last_start(problem, item) + 1):
            _add_implied(columns, rows, columns.started(item, quarter - 1), columns.started(item, quarter))
        _add_lock(problem, columns, rows, item)
        ever = columns.started(item, problem.quarters)
        for other in item.excludes:
            if other in items:
                both = [*ever, *columns.started(items[other], problem.quarters)]
                rows.add(((column, 1.0) for column in both), upper=1.0)
    for quarter in range(1, problem.quarters + 1):
        rows.add(_effort(problem, columns, quarter), upper=problem.capacity)
    if problem.budget is not None:
        paid = [item for item in problem.items if item.cost]
        costs = ((column, item.cost) for item in paid for column in columns.started(item, problem.quarters))
        rows.add(costs, upper=problem.budget)


def _add_lock(problem: PlanProblem, columns: Columns, rows: Rows, item: Item) -> None:
    last = last_start(problem, item)
    match item.lock:
        case "out":
            columns.never(columns.started(item, last))
        case "in" | int() if last < (item.lock if isinstance(item.lock, int) else 1):
            rows.add([], lower=1.0)
        case "in":
            columns.lower[columns.started(item, last)] = 1.0
        case int(quarter):
            columns.lower[columns.started(item, quarter)] = 1.0
            columns.never(columns.started(item, quarter - 1))


def _effort(problem: PlanProblem, columns: Columns, quarter: int) -> list[tuple[int, float]]:
    """Return the effort of a quarter: an item's days are spread evenly over the quarters it runs."""
    terms: list[tuple[int, float]] = []
    for item in problem.items:
        days = item.person_days / item.quarters
        terms += ((column, days) for column in columns.started(item, quarter))
        terms += ((column, -days) for column in columns.finished(item, quarter - 1))
    return terms


def _add_order(problem: PlanProblem, columns: Columns, rows: Rows) -> None:
    """An item starts after the quarter in which what it requires is finished."""
    items = {item.id: item for item in problem.items}
    for item in problem.items:
        for required in item.requires:
            for quarter in range(1, last_start(problem, item) + 1):
                done = columns.finished(items[required], quarter - 1)
                _add_implied(columns, rows, columns.started(item, quarter), done)
        if item.in_order:
            for close in item.closes:
                _add_step_order(problem, columns, rows, item, close)


def _add_step_order(problem: PlanProblem, columns: Columns, rows: Rows, item: Item, close: Close) -> None:
    segments = problem.segments[close.indicator]
    below = next((place for place, part in enumerate(segments) if abs(part[1] - close.low) <= TOLERANCE), None)
    if below is None:
        return
    for quarter in range(1, last_start(problem, item) + 1):
        done = [] if quarter == 1 else [columns.closed[close.indicator, below, quarter - 1]]
        _add_implied(columns, rows, columns.started(item, quarter), done)


def _add_implied(columns: Columns, rows: Rows, chosen: list[int], enabling: list[int]) -> None:
    """Let a column be 1 only when one of others is."""
    if enabling:
        rows.add([*((column, 1.0) for column in chosen), *((column, -1.0) for column in enabling)], upper=0.0)
    else:
        columns.never(chosen)


def _add_gains(problem: PlanProblem, columns: Columns, rows: Rows) -> None:
    """A segment is closed by finished items that span it, from below; a dimension gains what its segments bring."""
    spanning = _spanning(problem)
    per_dimension: dict[tuple[str, int], list[tuple[int, float]]] = {key: [] for key in columns.gain}
    for (name, place, quarter), column in columns.closed.items():
        finished = [done for item in spanning[name, place] for done in columns.finished(item, quarter)]
        _add_implied(columns, rows, [column], finished)
        if place:
            _add_implied(columns, rows, [column], [columns.closed[name, place - 1, quarter]])
        indicator = problem.indicators[name]
        low, high = problem.segments[name][place]
        # a segment that fills the gap by itself counts as the gap: the relaxation is tighter, the choices are the same
        points = min(indicator.share * (high - low), problem.dimensions[indicator.dimension].gap)
        per_dimension[indicator.dimension, quarter].append((column, -points))
    for key, terms in per_dimension.items():
        rows.add([(columns.gain[key], 1.0), *terms], upper=0.0)


def _spanning(problem: PlanProblem) -> Mapping[tuple[str, int], list[Item]]:
    found: dict[tuple[str, int], list[Item]] = {
        (name, place): [] for name, segments in problem.segments.items() for place in range(len(segments))
    }
    for item in problem.items:
        for close in item.closes:
            for place, segment in enumerate(problem.segments[close.indicator]):
                if spans(close, segment):
                    found[close.indicator, place].append(item)
    return found


def _add_demands(problem: PlanProblem, columns: Columns, rows: Rows) -> None:
    last = problem.quarters
    for name, dimension in problem.dimensions.items():
        if dimension.floor > 0:
            rows.add([(columns.gain[name, last], 1.0)], lower=dimension.floor - TOLERANCE)
    if problem.demand > 0:
        terms = ((columns.gain[name, last], weight) for name, weight in problem.demand_weights.items())
        rows.add(terms, lower=problem.demand - TOLERANCE)


def _costs(problem: PlanProblem, columns: Columns) -> np.ndarray:
    """Return the objective to maximise, one coefficient a column.

    An item that has begun by a quarter costs what it would if it started then, less what the next quarter takes back.
    """
    costs = np.zeros(len(columns.upper))
    items = {item.id: item for item in problem.items}
    for (name, quarter), column in columns.begun.items():
        item = items[name]
        if quarter == last_start(problem, item):
            costs[column] = -(item.person_days if problem.least_effort else 0.0) - penalty(item, quarter)
        else:
            costs[column] = penalty(item, quarter + 1) - penalty(item, quarter)
    if not problem.least_effort:
        for (name, quarter), column in columns.gain.items():
            costs[column] = problem.dimensions[name].importance * problem.worth(quarter)
    return costs


def _model(problem: PlanProblem, columns: Columns) -> highspy.HighsLp:
    rows = Rows()
    _add_choices(problem, columns, rows)
    _add_order(problem, columns, rows)
    _add_gains(problem, columns, rows)
    _add_demands(problem, columns, rows)
    lp = highspy.HighsLp()
    count = len(columns.upper)
    lp.num_col_, lp.num_row_ = count, len(rows.lower)
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = _costs(problem, columns)
    lp.col_lower_, lp.col_upper_ = columns.lower, columns.upper
    lp.row_lower_, lp.row_upper_ = np.array(rows.lower), np.array(rows.upper)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.array(rows.start)
    lp.a_matrix_.index_, lp.a_matrix_.value_ = np.array(rows.index), np.array(rows.value, dtype=np.float64)
    kinds = highspy.HighsVarType
    lp.integrality_ = [kinds.kInteger] * columns.integers + [kinds.kContinuous] * (count - columns.integers)
    return lp


def solve(problem: PlanProblem, *, mip_gap: float, time_limit: float) -> Solution:
    """Solve a planning problem; the same problem gives the same solution.

    ``status`` is "optimal" (within ``mip_gap``), "time-limit" (the best found, perhaps none) or "infeasible". A plan of
    least effort is solved to the end: it is what it says.
    """
    smaller = reduced(problem)
    columns = Columns(smaller)
    highs = highspy.Highs()  # type: ignore[no-untyped-call]  # the binding has no types for it
    for option, value in {
        "output_flag": False,
        "threads": 1,
        "random_seed": _SEED,
        "mip_rel_gap": 0.0 if problem.least_effort else mip_gap,
        "mip_abs_gap": 1e-9,
        "time_limit": time_limit,
        "mip_heuristic_run_rens": False,  # a good plan to begin with makes its search the dearest part of the rest
    }.items():
        highs.setOptionValue(option, value)
    highs.passModel(_model(smaller, columns))
    first = first_plan(smaller)
    _begin_with(highs, columns, first)
    started = time.perf_counter()
    highs.run()
    seconds = time.perf_counter() - started
    return _finished(smaller, _solution(highs, columns, seconds), first)


def _finished(problem: PlanProblem, solution: Solution, first: Mapping[str, int]) -> Solution:
    """Return the solution with what a solver that may stop within a gap has left undone.

    A solver that had no time for a plan of its own goes on from the first one.
    """
    if solution.status == "time-limit" and not solution.starts:
        solution = replace(solution, starts=first, objective=-math.inf, gap=None)
    if problem.least_effort or not solution.starts:
        return solution
    draft = finished(problem, solution.starts)
    if draft.value <= solution.objective:
        return solution
    return replace(solution, starts=draft.starts, objective=draft.value, gap=_gap_after(solution, draft.value))


def _gap_after(solution: Solution, value: float) -> float | None:
    """Return the gap that remains when a plan has become worth more than the solver's."""
    if solution.gap is None or not value:
        return solution.gap
    bound = solution.objective + solution.gap * abs(solution.objective)
    return max(0.0, bound - value) / abs(value)


def _begin_with(highs: highspy.Highs, columns: Columns, starts: Mapping[str, int]) -> None:
    """Give the solver a plan to better; it finds the continuous columns itself."""
    if starts:
        values = [float(name in starts and starts[name] <= quarter) for name, quarter in columns.begun]
        highs.setSolution(columns.integers, np.arange(columns.integers, dtype=np.int32), np.array(values))


def _solution(highs: highspy.Highs, columns: Columns, seconds: float) -> Solution:
    model_status, info = highs.getModelStatus(), highs.getInfo()
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    if model_status == highspy.HighsModelStatus.kOptimal:
        status = "optimal"
    elif model_status == highspy.HighsModelStatus.kTimeLimit:
        status = "time-limit"
    else:
        status = "infeasible"
    values = highs.getSolution().col_value if found else []
    starts: dict[str, int] = {}
    for (name, quarter), column in columns.begun.items():
        if found and round(values[column]):
            starts.setdefault(name, quarter)
    gap = float(info.mip_gap) if columns.integers else 0.0
    return Solution(
        starts=starts,
        objective=float(info.objective_function_value) if found else float("nan"),
        gap=gap if found and math.isfinite(gap) else None,
        status=status,
        solver_seconds=seconds,
    )
