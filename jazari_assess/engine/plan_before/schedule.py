"""A solution put in order: when each item runs, what it waits for, and how scores move as items are finished."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from math import inf

from jazari_assess.engine.plan_before.draft import Draft
from jazari_assess.engine.plan_before.firm import Firm
from jazari_assess.engine.plan_before.greedy import drafted
from jazari_assess.engine.plan_before.problem import TOLERANCE, Close, Item, PlanProblem, Solution, spans


@dataclass(frozen=True, kw_only=True)
class Lift:
    """What an item does to an indicator when its turn comes."""

    indicator: str
    before: float
    after: float


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """The chosen items in the order in which they are finished."""

    problem: PlanProblem
    solution: Solution
    firm: Firm

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The chosen items, by the quarter they are finished in, the lower step first, then by id."""
        chosen = [item for item in self.problem.items if item.id in self.solution.starts]
        return tuple(sorted(chosen, key=lambda item: (self.finish(item), _lowest(item), item.id)))

    def start(self, item: Item) -> int:
        """Return the quarter in which an item starts."""
        return self.solution.starts[item.id]

    def finish(self, item: Item) -> int:
        """Return the quarter at whose end an item is finished."""
        return self.start(item) + item.quarters - 1

    @cached_property
    def steps(self) -> tuple[Mapping[str, float], ...]:
        """The indicators that have moved, with their scores, before any item and after each."""
        return tuple(self._reached(self.items[:count]) for count in range(len(self.items) + 1))

    def _reached(self, finished: Sequence[Item]) -> Mapping[str, float]:
        """Return how far indicators come without a hole; a higher step finished first waits for the lower one."""
        reached: dict[str, float] = {}
        closes = sorted((close for item in finished for close in item.closes), key=lambda close: close.low)
        for close in closes:
            today = reached.get(close.indicator, self.problem.indicators[close.indicator].score)
            if close.low <= today + TOLERANCE:
                reached[close.indicator] = max(today, close.high)
        return reached

    @cached_property
    def lifts(self) -> tuple[tuple[Lift, ...], ...]:
        """What each item lifts when its turn comes, in the order of ``items``."""
        return tuple(self._lifts(before, after) for before, after in pairwise(self.steps))

    def _lifts(self, before: Mapping[str, float], after: Mapping[str, float]) -> tuple[Lift, ...]:
        today = {name: before.get(name, self.problem.indicators[name].score) for name in after}
        return tuple(
            Lift(indicator=name, before=today[name], after=score)
            for name, score in after.items()
            if score > today[name] + TOLERANCE
        )

    def row_after(self, quarter: int) -> int:
        """Return the position in ``steps`` that holds at the end of a quarter."""
        return sum(self.finish(item) <= quarter for item in self.items)

    @cached_property
    def draft(self) -> Draft:
        """The plan as a draft, to try what would still fit; whoever tries takes it out again."""
        return drafted(self.problem, self.solution.starts)

    @cached_property
    def unbounded(self) -> Draft:
        """The plan as a draft with all the time and money in the world."""
        return drafted(replace(self.problem, capacity=inf, budget=None), self.solution.starts)

    @cached_property
    def waits_for(self) -> Mapping[str, tuple[str, ...]]:
        """For each chosen item the chosen items that must be finished before it starts."""
        return {item.id: self._predecessors(item) for item in self.items}

    def _predecessors(self, item: Item) -> tuple[str, ...]:
        below = [
            other.id
            for other in self.items
            for close in item.closes
            if item.in_order and other.id != item.id and self._closes_below(other, close)
        ]
        required = [name for name in item.requires if name in self.solution.starts]
        earlier = dict.fromkeys([*required, *below])
        chosen = {other.id: other for other in self.items}
        return tuple(name for name in earlier if self.finish(chosen[name]) < self.start(item))

    def _closes_below(self, other: Item, close: Close) -> bool:
        today = self.problem.indicators[close.indicator].score
        return close.low > today + TOLERANCE and any(
            own.indicator == close.indicator and abs(own.high - close.low) <= TOLERANCE for own in other.closes
        )

    def dependents(self, name: str) -> tuple[str, ...]:
        """Return the chosen items that wait for one."""
        return tuple(other for other, waited in self.waits_for.items() if name in waited)

    def spanning(self, closes: Sequence[Close]) -> tuple[str, ...]:
        """Return the chosen items that together close every segment of some lifts; none when one stays open."""
        helpers: dict[str, None] = {}
        for close in closes:
            for segment in self.problem.segments.get(close.indicator, ()):
                if spans(close, segment):
                    closers = [
                        item.id for item in self.items if any(_closes(own, close, segment) for own in item.closes)
                    ]
                    if not closers:
                        return ()
                    helpers |= dict.fromkeys(closers)
        return tuple(helpers)


def _lowest(item: Item) -> float:
    return min((close.low for close in item.closes), default=0.0)


def _closes(own: Close, close: Close, segment: tuple[float, float]) -> bool:
    return own.indicator == close.indicator and spans(own, segment)
