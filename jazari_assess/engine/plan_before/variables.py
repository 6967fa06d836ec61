"""Columns and rows of the mixed-integer programme: where each variable stands, constraints as they are written."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import highspy
import numpy as np

from jazari_assess.engine.plan_before.problem import Item, PlanProblem

Terms = Iterable[tuple[int, float]]


@dataclass(kw_only=True)
class Rows:
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


class Columns:
    """Where each variable stands, and between which bounds."""

    def __init__(self, problem: PlanProblem) -> None:
        """Give each variable of a problem its place: ``begun``, then ``closed``, then ``gain``."""
        quarters = range(1, problem.quarters + 1)
        self.begun: dict[tuple[str, int], int] = {}
        for item in problem.items:
            for quarter in range(1, last_start(problem, item) + 1):
                self.begun[item.id, quarter] = len(self.begun)
        self.integers = len(self.begun)
        self.closed: dict[tuple[str, int, int], int] = {}
        for indicator, segments in problem.segments.items():
            for segment in range(len(segments)):
                for quarter in quarters:
                    self.closed[indicator, segment, quarter] = self.integers + len(self.closed)
        first = self.integers + len(self.closed)
        names = [(dimension, quarter) for dimension in problem.dimensions for quarter in quarters]
        self.gain = {name: first + position for position, name in enumerate(names)}
        self.lower, self.upper = np.zeros(first + len(names)), np.ones(first + len(names))
        for (name, _), column in self.gain.items():
            self.upper[column] = problem.dimensions[name].gap
        self._last = {item.id: last_start(problem, item) for item in problem.items}

    def started(self, item: Item, until: int) -> list[int]:
        """Return the column that says that an item has started by the end of a quarter; none when it cannot have."""
        quarter = min(until, self._last[item.id])
        return [self.begun[item.id, quarter]] if quarter >= 1 else []

    def finished(self, item: Item, until: int) -> list[int]:
        """Return the column that says that an item is finished by the end of a quarter; none when it cannot be."""
        return self.started(item, until - item.quarters + 1)

    def never(self, columns: Iterable[int]) -> None:
        """Keep columns at 0."""
        self.upper[list(columns)] = 0.0


def last_start(problem: PlanProblem, item: Item) -> int:
    """Return the last quarter in which an item can start, 0 or less when it is longer than the horizon."""
    return problem.quarters - item.quarters + 1
