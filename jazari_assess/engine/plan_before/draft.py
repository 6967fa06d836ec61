"""A plan as it grows, one item at a time: what it is worth so far, and when an item could start at the earliest.

Only the heuristic that gives the solver a plan to begin with works on it; what it holds always keeps every constraint.
"""

from collections.abc import Mapping, Sequence
from math import inf

from jazari_assess.engine.plan_before.problem import TOLERANCE, Item, PlanProblem, penalty

_DIGITS = 6


class Draft:
    """Start quarters of the items put in, with the capacity, the money and the gaps that are left.

    Lists over quarters have one entry a quarter from 0, which stands for today.
    """

    def __init__(self, problem: PlanProblem) -> None:
        """Begin with nothing planned."""
        self.problem = problem
        self.items: Mapping[str, Item] = {item.id: item for item in problem.items}
        self.starts: dict[str, int] = {}
        self._quarters = range(1, problem.quarters + 1)
        self._worth = [0.0, *(problem.worth(quarter) for quarter in self._quarters)]
        self._left = [problem.capacity] * (problem.quarters + 1)
        self._money = inf if problem.budget is None else problem.budget
        self._costs = 0.0
        self._lifts: dict[str, list[tuple[float, float, int]]] = {name: [] for name in problem.indicators}
        self._reach = {
            name: [indicator.score] * (problem.quarters + 1) for name, indicator in problem.indicators.items()
        }
        self._gains = {name: [0.0] * (problem.quarters + 1) for name in problem.dimensions}
        self._values = dict.fromkeys(problem.dimensions, 0.0)
        self._ending: dict[tuple[str, float], list[Item]] = {}
        for item in problem.items:
            for close in item.closes:
                self._ending.setdefault((close.indicator, round(close.high, _DIGITS)), []).append(item)
        self._excluded: dict[str, set[str]] = {name: set(item.excludes) for name, item in self.items.items()}
        for name, item in self.items.items():
            for other in item.excludes:
                self._excluded.setdefault(other, set()).add(name)

    @property
    def value(self) -> float:
        """The objective of the plan so far."""
        return sum(self._values.values()) - self._costs

    def ending_at(self, indicator: str, score: float) -> Sequence[Item]:
        """Return the items whose step ends at a score of an indicator."""
        return self._ending.get((indicator, round(score, _DIGITS)), ())

    def rivals(self, item: Item) -> Sequence[Item]:
        """Return the free items outside the plan that lift an indicator that an item lifts."""
        indicators = {close.indicator for close in item.closes}
        return [
            other
            for other in self.problem.items
            if other.id not in self.starts
            and other.id != item.id
            and other.lock is None
            and any(close.indicator in indicators for close in other.closes)
        ]

    def is_waited_for(self, item: Item) -> bool:
        """Say whether an item in the plan requires another or climbs on from one of its steps."""
        lows = {close.indicator: close.low for close in item.closes}
        return any(
            item.id in other.requires
            or any(close.low > lows.get(close.indicator, inf) + TOLERANCE for close in other.closes)
            for name in self.starts
            if (other := self.items[name]) is not item
        )

    def reached(self, indicator: str) -> float:
        """Return how far an indicator comes by the end of the horizon."""
        return self._reach[indicator][-1]

    def put(self, item: Item, quarter: int) -> None:
        """Start an item in a quarter, which ``earliest`` or the caller has found to be free."""
        self.starts[item.id] = quarter
        self._move(item, quarter, 1.0)
        for close in item.closes:
            self._lifts[close.indicator].append((close.low, close.high, quarter + item.quarters - 1))
            self._climb(close.indicator)

    def take(self, item: Item) -> None:
        """Take an item out again."""
        quarter = self.starts.pop(item.id)
        self._move(item, quarter, -1.0)
        for close in item.closes:
            self._lifts[close.indicator].remove((close.low, close.high, quarter + item.quarters - 1))
            self._climb(close.indicator)

    def _move(self, item: Item, quarter: int, sign: float) -> None:
        for running in range(quarter, quarter + item.quarters):
            self._left[running] -= sign * item.person_days / item.quarters
        self._money -= sign * item.cost
        self._costs += sign * penalty(item, quarter)

    def _climb(self, name: str) -> None:
        indicator, before = self.problem.indicators[name], self._reach[name]
        lifts = sorted(self._lifts[name])
        after = [indicator.score]
        for quarter in self._quarters:
            reached = indicator.score
            for low, high, finish in lifts:
                if finish <= quarter and low <= reached + TOLERANCE:
                    reached = max(reached, high)
            after.append(reached)
        gains, dimension = self._gains[indicator.dimension], self.problem.dimensions[indicator.dimension]
        for quarter in self._quarters:
            gains[quarter] += indicator.share * (after[quarter] - before[quarter])
        self._reach[name] = after
        self._values[indicator.dimension] = dimension.importance * sum(
            worth * min(gain, dimension.gap) for worth, gain in zip(self._worth, gains, strict=True)
        )

    def earliest(self, item: Item) -> int | None:
        """Return the first quarter in which an item can start, None when there is none."""
        first = self._after_what_it_needs(item)
        if first is None or item.cost > self._money + TOLERANCE or self._excluded[item.id] & self.starts.keys():
            return None
        days = item.person_days / item.quarters - TOLERANCE
        for quarter in range(first, self.problem.quarters - item.quarters + 2):
            if min(self._left[quarter : quarter + item.quarters]) >= days:
                return quarter
        return None

    def fits(self, item: Item, quarter: int) -> bool:
        """Say whether an item can start in this very quarter."""
        if quarter + item.quarters - 1 > self.problem.quarters:
            return False
        first = self.earliest(item)
        days = item.person_days / item.quarters - TOLERANCE
        return first is not None and first <= quarter and min(self._left[quarter : quarter + item.quarters]) >= days

    def _after_what_it_needs(self, item: Item) -> int | None:
        first = 1
        for required in item.requires:
            if required not in self.starts:
                return None
            first = max(first, self.starts[required] + self.items[required].quarters)
        for close in item.closes if item.in_order else ():
            reach = self._reach[close.indicator]
            quarter = next((quarter for quarter, score in enumerate(reach) if score >= close.low - TOLERANCE), None)
            if quarter is None:
                return None
            first = max(first, quarter + 1)
        return first
