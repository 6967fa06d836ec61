"""The planning problem in numbers alone: what the solver takes, and what an exhaustive search in the tests takes too.

Units: scores and gains in points 0..100, effort in person-days, cost in million MAD, time in quarters from 1.

An item raises indicators. An indicator's way from its score to 100 is cut into segments at every ``low`` and ``high``
of an item; a segment is closed once an item that spans it is finished and the segment below is closed, so two items on
one step never count twice. A dimension's gain is the sum of share x length of its closed segments, and never exceeds
its gap.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from math import inf

DISCOUNT = 0.95
"""What a point is worth one quarter later: earlier gains count more."""

TOLERANCE = 1e-6


@dataclass(frozen=True, kw_only=True)
class Close:
    """An item lifts ``indicator`` from ``low`` to ``high`` (points)."""

    indicator: str
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Item:
    """Something that can be planned.

    ``penalty`` is what choosing it costs in points of the objective: the tie-break between equal gains. ``lock`` is
    "in", "out" or the quarter it starts in. A step that needs the one below is ``in_order``: it starts only once the
    segment under each of its ``closes`` is closed.
    """

    id: str
    quarters: int
    person_days: float
    cost: float = 0.0
    closes: tuple[Close, ...] = ()
    requires: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    penalty: float = 0.0
    lock: str | int | None = None
    in_order: bool = False


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """An indicator's score today, its dimension, and the points the dimension gains for each point it gains."""

    score: float
    dimension: str
    share: float


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """The points a dimension lacks to its target, what each is worth, and the gain it must reach at the end."""

    gap: float
    importance: float
    floor: float = 0.0


@dataclass(frozen=True, kw_only=True)
class PlanProblem:
    """Everything the solver needs. With ``least_effort`` the person-days are minimised and the demands are met.

    ``discount`` is what a point is worth one quarter later. ``demand`` is a linear demand on the gains at the end: the
    sum of weight x gain of the dimensions is at least this.
    """

    quarters: int
    capacity: float
    budget: float | None
    items: tuple[Item, ...]
    indicators: Mapping[str, Indicator]
    dimensions: Mapping[str, Dimension]
    discount: float = DISCOUNT
    least_effort: bool = False
    demand: float = 0.0
    demand_weights: Mapping[str, float] = field(default_factory=dict)

    @cached_property
    def segments(self) -> Mapping[str, tuple[tuple[float, float], ...]]:
        """The segments of each indicator, from its score up."""
        points: dict[str, set[float]] = {name: {indicator.score} for name, indicator in self.indicators.items()}
        for item in self.items:
            for close in item.closes:
                start = self.indicators[close.indicator].score
                points[close.indicator] |= {point for point in (close.low, close.high) if point > start + TOLERANCE}
        return {name: tuple(pairwise(ordered)) for name, found in points.items() if (ordered := sorted(found))}

    def worth(self, quarter: int) -> float:
        """Return what a point gained by the end of a quarter is worth more than one gained in the next."""
        now = self.discount ** (quarter - 1)
        return now - self.discount**quarter if quarter < self.quarters else now


@dataclass(frozen=True, kw_only=True)
class Solution:
    """Start quarters of the chosen items, the objective reached, and the solver's relative gap.

    ``gap`` is None when no plan was found, or no bound yet on how good one could be.
    """

    starts: Mapping[str, int]
    objective: float
    gap: float | None
    status: str
    solver_seconds: float


def spans(close: Close, segment: tuple[float, float]) -> bool:
    """Say whether an item's lift covers a segment."""
    return close.low <= segment[0] + TOLERANCE and close.high >= segment[1] - TOLERANCE


def penalty(item: Item, quarter: int) -> float:
    """Return what choosing an item costs: its own penalty, and a trifle for each quarter it starts later."""
    return item.penalty + 1e-4 * quarter


def reduced(problem: PlanProblem) -> PlanProblem:
    """Return the problem without items that no best plan holds: every step of theirs begins where the gap is filled.

    A step counts only above the steps below it, so once these fill the gap of the dimension it adds nothing. What is
    locked in stays, and what is required by something that stays. A plan of least effort keeps everything.
    """
    if problem.least_effort:
        return problem
    ends = {name: _useful_end(problem, name) for name in problem.indicators}
    waiting = [
        item.id
        for item in problem.items
        if item.lock not in (None, "out") or any(close.low < ends[close.indicator] - TOLERANCE for close in item.closes)
    ]
    items, kept = {item.id: item for item in problem.items}, set(waiting)
    while waiting:
        more = [name for name in items[waiting.pop()].requires if name not in kept]
        kept |= set(more)
        waiting += more
    return replace(problem, items=tuple(item for item in problem.items if item.id in kept))


def _useful_end(problem: PlanProblem, name: str) -> float:
    """Return the score of an indicator from which on its steps add nothing to its dimension."""
    indicator = problem.indicators[name]
    dimension = problem.dimensions[indicator.dimension]
    if dimension.importance <= 0:
        return indicator.score
    filled = 0.0
    for low, high in problem.segments[name]:
        if filled >= dimension.gap:
            return low
        filled += indicator.share * (high - low)
    return inf
