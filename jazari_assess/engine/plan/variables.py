"""Columns and rows of the mixed-integer programme: where each variable stands, constraints as they are written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import highspy

from jazari_assess.engine.plan.problem import TOLERANCE, Gain, Item, PlanningProblem, Pool

Terms = Iterable[tuple[int, float]]


@dataclass(kw_only=True)
class Rows:
    """Constraint rows: lower and upper bounds, and the matrix row by row; grows while constraints are written."""

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


class Columns:
    """Where each variable stands, between which bounds, and what one of it is worth.

    ``begun`` (binary: the item has begun by the end of the quarter, from the first quarter in which it can), then
    ``closed`` (a gain that several items can bring is brought), ``banded`` (points in a band of a pool) and ``chance``,
    all continuous. A pool that can never be filled beyond its first band has no column: its points are worth the same.
    """

    def __init__(self, problem: PlanningProblem) -> None:
        """Give each variable of a problem its place."""
        self.problem = problem
        self.lower: list[float] = []
        self.upper: list[float] = []
        self.cost: list[float] = []
        self.begun: dict[tuple[str, int], int] = {}
        for item in problem.items.values():
            for quarter in range(problem.earliest[item.id], problem.last_start(item) + 1):
                self.begun[item.id, quarter] = self._column(1.0)
        self.integers = len(self.cost)
        quarters = range(1, problem.quarters + 1)
        shared = [place for place, gain in enumerate(problem.gains) if len(gain.closers) > 1]
        self.closed = {(place, quarter): self._column(1.0) for place in shared for quarter in quarters}
        self.banded = {
            (name, band, quarter): self._band_column(pool, band, quarter)
            for name, pool in self.stepped.items()
            for band in range(len(pool.bands))
            for quarter in quarters
        }
        self.chance = [self._column(1.0, chance.worth) for chance in problem.chances]

    def _column(self, upper: float, worth: float = 0.0) -> int:
        self.lower.append(0.0)
        self.upper.append(upper)
        self.cost.append(worth)
        return len(self.cost) - 1

    def _band_column(self, pool: Pool, band: int, quarter: int) -> int:
        width, slope = pool.bands[band]
        worth = 0.0 if self.problem.least_effort else self.problem.quarter_worth(quarter) * pool.weight * slope
        return self._column(min(width, highspy.kHighsInf), worth)

    @cached_property
    def stepped(self) -> Mapping[str, Pool]:
        """The pools that can be filled beyond their first band."""
        most = dict.fromkeys(self.problem.pools, 0.0)
        for gain in self.problem.gains:
            for name, points in gain.points.items():
                most[name] += points
        return {
            name: pool
            for name, pool in self.problem.pools.items()
            if pool.bands and most[name] > pool.bands[0][0] + TOLERANCE
        }

    def started(self, name: str, until: int) -> list[int]:
        """Return the column that says that an item has begun by the end of a quarter; none when it cannot have."""
        last = self.problem.last_start(self.problem.items[name])
        column = self.begun.get((name, min(until, last)))
        return [] if column is None else [column]

    def finished(self, name: str, until: int) -> list[int]:
        """Return the column that says that an item is finished by the end of a quarter; none when it cannot be."""
        return self.started(name, until - self.problem.items[name].quarters + 1)

    def brought(self, place: int, gain: Gain, quarter: int) -> list[int]:
        """Return the column that says that a gain is brought by the end of a quarter; none when it cannot be."""
        if len(gain.closers) > 1:
            return [self.closed[place, quarter]]
        return self.finished(gain.closers[0], quarter)

    def never(self, columns: Iterable[int]) -> None:
        """Keep columns at 0."""
        for column in columns:
            self.upper[column] = 0.0

    def always(self, columns: Iterable[int]) -> None:
        """Keep columns at their upper bound."""
        for column in columns:
            self.lower[column] = self.upper[column]


def ever(columns: Columns, item: Item) -> list[int]:
    """Return the column that says that an item is in the plan; none when it cannot be."""
    return columns.started(item.id, columns.problem.quarters)
