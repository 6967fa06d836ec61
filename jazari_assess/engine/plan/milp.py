"""The planning problem as a mixed-integer programme, solved by HiGHS with one thread and a fixed seed.

Columns: ``start[item, quarter]`` (binary), ``closed[segment, quarter]`` and ``gain[dimension, quarter]`` (continuous).
``closed`` need not be integer: given the starts its largest value is 0 or 1.
"""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import highspy
import numpy as np

from jazari_assess.engine.plan.problem import TOLERANCE, Close, Item, PlanProblem, Solution, spans

_SEED = 20260112
Terms = Iterable[tuple[int, float]]


@dataclass(kw_only=True)
class _Rows:
    """Constraint rows as they are written: lower and upper bounds, and the matrix row by row."""

    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    start: list[int] = field(default_factory=lambda: [0])
    index: list[int] = field(default_factory=list)
    value: list[float] = field(default_factory=list)

    def add(self, terms: Terms, *, lower: float = -highspy.kHighsInf, upper: float = highspy.kHighsInf) -> None:
        """Add ``lower <= sum(coefficient x column) <= upper``; equal columns of one row are summed."""
        row: dict[int, float] = {}
        for column, coefficient in terms:
            row[column] = row.get(column, 0.0) + coefficient
        self.index += row.keys()
        self.value += row.values()
        self.start.append(len(self.index))
        self.lower.append(lower)
        self.upper.append(upper)


class _Columns:
    """Where each variable stands."""

    def __init__(self, problem: PlanProblem) -> None:
        quarters = range(1, problem.quarters + 1)
        self.start: dict[tuple[str, int], int] = {}
        for item in problem.items:
            for quarter in range(1, problem.quarters - item.quarters + 2):
                self.start[item.id, quarter] = len(self.start)
        self.integers = len(self.start)
        self.closed: dict[tuple[str, int, int], int] = {}
        for indicator, segments in problem.segments.items():
            for segment in range(len(segments)):
                for quarter in quarters:
                    self.closed[indicator, segment, quarter] = self.integers + len(self.closed)
        first = self.integers + len(self.closed)
        names = [(dimension, quarter) for dimension in problem.dimensions for quarter in quarters]
        self.gain = {name: first + position for position, name in enumerate(names)}
        self.count = first + len(names)

    def started(self, item: Item, until: int) -> list[int]:
        """Return the columns of an item's starts up to a quarter."""
        return [self.start[item.id, quarter] for quarter in range(1, until + 1) if (item.id, quarter) in self.start]

    def finished(self, item: Item, until: int) -> list[int]:
        """Return the columns of the starts with which an item is finished by the end of a quarter."""
        return self.started(item, until - item.quarters + 1)


def _add_choices(problem: PlanProblem, columns: _Columns, rows: _Rows) -> None:
    """Each item starts once at most; locks, exclusions, capacity and budget hold."""
    items = {item.id: item for item in problem.items}
    for item in problem.items:
        starts = columns.started(item, problem.quarters)
        rows.add(
            ((column, 1.0) for column in starts),
            lower=1.0 if item.lock == "in" else 0.0,
            upper=float(item.lock != "out"),
        )
        if isinstance(item.lock, int):
            locked = columns.start.get((item.id, item.lock))
            rows.add([] if locked is None else [(locked, 1.0)], lower=1.0)
        for other in item.excludes:
            if other in items:
                both = [*starts, *columns.started(items[other], problem.quarters)]
                rows.add(((column, 1.0) for column in both), upper=1.0)
    for quarter in range(1, problem.quarters + 1):
        rows.add(_effort(problem, columns, quarter), upper=problem.capacity)
    if problem.budget is not None:
        costs = ((column, items[name].cost) for (name, _), column in columns.start.items() if items[name].cost)
        rows.add(costs, upper=problem.budget)


def _effort(problem: PlanProblem, columns: _Columns, quarter: int) -> list[tuple[int, float]]:
    """Return the effort of a quarter: an item's days are spread evenly over the quarters it runs."""
    return [
        (columns.start[item.id, begun], item.person_days / item.quarters)
        for item in problem.items
        for begun in range(max(1, quarter - item.quarters + 1), quarter + 1)
        if (item.id, begun) in columns.start
    ]


def _add_order(problem: PlanProblem, columns: _Columns, rows: _Rows) -> None:
    """An item starts after the quarter in which what it requires is finished."""
    items = {item.id: item for item in problem.items}
    for item in problem.items:
        for required in item.requires:
            for quarter in range(1, problem.quarters - item.quarters + 2):
                done = columns.finished(items[required], quarter - 1)
                _add_implied(rows, columns.started(item, quarter), done)
        if item.in_order:
            for close in item.closes:
                _add_step_order(problem, columns, rows, item, close)


def _add_step_order(problem: PlanProblem, columns: _Columns, rows: _Rows, item: Item, close: Close) -> None:
    segments = problem.segments[close.indicator]
    below = next((place for place, part in enumerate(segments) if abs(part[1] - close.low) <= TOLERANCE), None)
    if below is None:
        return
    for quarter in range(1, problem.quarters - item.quarters + 2):
        done = [] if quarter == 1 else [columns.closed[close.indicator, below, quarter - 1]]
        _add_implied(rows, columns.started(item, quarter), done)


def _add_implied(rows: _Rows, chosen: list[int], enabling: list[int]) -> None:
    rows.add([*((column, 1.0) for column in chosen), *((column, -1.0) for column in enabling)], upper=0.0)


def _add_gains(problem: PlanProblem, columns: _Columns, rows: _Rows) -> None:
    """A segment is closed by finished items that span it, from below; a dimension gains what its segments bring."""
    spanning = _spanning(problem)
    per_dimension: dict[tuple[str, int], list[tuple[int, float]]] = {key: [] for key in columns.gain}
    for (name, place, quarter), column in columns.closed.items():
        finished = [start for item in spanning[name, place] for start in columns.finished(item, quarter)]
        _add_implied(rows, [column], finished)
        if place:
            _add_implied(rows, [column], [columns.closed[name, place - 1, quarter]])
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


def _add_demands(problem: PlanProblem, columns: _Columns, rows: _Rows) -> None:
    last = problem.quarters
    for name, dimension in problem.dimensions.items():
        if dimension.floor > 0:
            rows.add([(columns.gain[name, last], 1.0)], lower=dimension.floor - TOLERANCE)
    if problem.demand > 0:
        terms = ((columns.gain[name, last], weight) for name, weight in problem.demand_weights.items())
        rows.add(terms, lower=problem.demand - TOLERANCE)


def _costs(problem: PlanProblem, columns: _Columns) -> np.ndarray:
    """Return the objective to maximise, one coefficient a column."""
    costs = np.zeros(columns.count)
    items = {item.id: item for item in problem.items}
    for (name, quarter), column in columns.start.items():
        item = items[name]
        costs[column] = -(item.person_days if problem.least_effort else 0.0) - penalty(item, quarter)
    if not problem.least_effort:
        for (name, quarter), column in columns.gain.items():
            costs[column] = problem.dimensions[name].importance * problem.worth(quarter)
    return costs


def penalty(item: Item, quarter: int) -> float:
    """Return what choosing an item costs: its own penalty, and a trifle for each quarter it starts later."""
    return item.penalty + 1e-4 * quarter


def _upper_bounds(problem: PlanProblem, columns: _Columns) -> np.ndarray:
    upper = np.ones(columns.count)
    for (name, _), column in columns.gain.items():
        upper[column] = problem.dimensions[name].gap
    return upper


def _model(problem: PlanProblem, columns: _Columns) -> highspy.HighsLp:
    rows = _Rows()
    _add_choices(problem, columns, rows)
    _add_order(problem, columns, rows)
    _add_gains(problem, columns, rows)
    _add_demands(problem, columns, rows)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = columns.count, len(rows.lower)
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = _costs(problem, columns)
    lp.col_lower_, lp.col_upper_ = np.zeros(columns.count), _upper_bounds(problem, columns)
    lp.row_lower_, lp.row_upper_ = np.array(rows.lower), np.array(rows.upper)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.array(rows.start)
    lp.a_matrix_.index_, lp.a_matrix_.value_ = np.array(rows.index), np.array(rows.value, dtype=np.float64)
    kinds = highspy.HighsVarType
    lp.integrality_ = [kinds.kInteger] * columns.integers + [kinds.kContinuous] * (columns.count - columns.integers)
    return lp


def solve(problem: PlanProblem, *, mip_gap: float, time_limit: float) -> Solution:
    """Solve a planning problem; the same problem gives the same solution.

    ``status`` is "optimal" (within ``mip_gap``), "time-limit" (the best found, perhaps none) or "infeasible".
    """
    columns = _Columns(problem)
    highs = highspy.Highs()  # type: ignore[no-untyped-call]  # the binding has no types for it
    for option, value in {
        "output_flag": False,
        "threads": 1,
        "random_seed": _SEED,
        "mip_rel_gap": mip_gap,
        "mip_abs_gap": 1e-9,
        "time_limit": time_limit,
    }.items():
        highs.setOptionValue(option, value)
    highs.passModel(_model(problem, columns))
    started = time.perf_counter()
    highs.run()
    seconds = time.perf_counter() - started
    return _solution(highs, columns, seconds)


def _solution(highs: highspy.Highs, columns: _Columns, seconds: float) -> Solution:
    model_status, info = highs.getModelStatus(), highs.getInfo()
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    if model_status == highspy.HighsModelStatus.kOptimal:
        status = "optimal"
    elif model_status == highspy.HighsModelStatus.kTimeLimit:
        status = "time-limit"
    else:
        status = "infeasible"
    values = highs.getSolution().col_value if found else []
    starts = {name: quarter for (name, quarter), column in columns.start.items() if found and round(values[column])}
    gap = float(info.mip_gap) if found and columns.integers else 0.0
    return Solution(
        starts=starts,
        objective=float(info.objective_function_value) if found else float("nan"),
        gap=gap,
        status=status,
        solver_seconds=seconds,
    )
