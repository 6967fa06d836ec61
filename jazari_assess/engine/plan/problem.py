"""The planning problem in numbers: items over quarters, pools that their points flow into, and what delay costs.

A plan gives each chosen item the quarter in which it starts. It is worth, over all quarters, what its finished items
put into the pools, less what late items cost, a little for each person-day and the attention each item asks for.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import inf

from jazari_assess.model.plan_settings import Lock

WEEKS_A_QUARTER = 13
"""A quarter of 52 weeks, holidays not taken out: weeks in the catalogue are those of the calendar."""
TOLERANCE = 1e-6
"""Below half a minute of a person-day, above the solver's own tolerance of a constraint (1e-7)."""

Starts = Mapping[str, int]
"""The quarter in which each chosen item starts."""


@dataclass(frozen=True, kw_only=True)
class Pool:
    """Points count ``weight`` x slope, band after band (width, slope); slopes fall, so the first points count most."""

    weight: float
    bands: tuple[tuple[float, float], ...]

    def worth(self, points: float) -> float:
        """Return what so many points in the pool are worth."""
        total, left = 0.0, points
        for width, slope in self.bands:
            used = min(width, left)
            total += slope * used
            left -= used
            if left <= 0:
                break
        return self.weight * total


@dataclass(frozen=True, kw_only=True)
class Item:
    """Something that may be planned. ``place`` is what it takes among the items that run at the same time.

    ``needs`` are alternatives, one of each group comes first; ``after`` come first where they are planned;
    ``excludes`` stand on both sides. ``due`` are quarters by whose end it has begun, with what each quarter of delay
    costs.
    """

    id: str
    days: float
    weeks: int
    quarters: int
    place: float = 1.0
    keep: float = 0.0
    cost: float = 0.0
    needs: tuple[tuple[str, ...], ...] = ()
    after: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    due: tuple[tuple[int, float], ...] = ()
    lock: Lock | None = None

    @property
    def habit(self) -> float:
        """Days a quarter among the habits of choice: none of what answers a flag or is an aim's deed."""
        return 0.0 if self.due else self.keep

    @property
    def daily(self) -> float:
        """Person-days in each quarter it runs."""
        return self.days / self.quarters


@dataclass(frozen=True, kw_only=True)
class Gain:
    """Points that come once, when the first of some items is finished; ``real`` are points of scores, not of worth."""

    closers: tuple[str, ...]
    points: Mapping[str, float]
    real: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Chance:
    """Worth that comes when one of some items has begun by the end of a quarter."""

    items: tuple[str, ...]
    by: int
    worth: float


@dataclass(frozen=True, kw_only=True)
class Demand:
    """A weighted sum of real points that the finished items must reach by the end."""

    weights: Mapping[str, float]
    at_least: float


@dataclass(frozen=True, kw_only=True)
class PlanningProblem:
    """What the search is given. ``capacity`` is person-days a quarter, ``at_once`` places.

    The ``keep`` of an item takes days for ``keep_quarters`` after it ended; all ``habit`` together are at most
    ``keep_limit``. ``least_effort`` looks for the fewest days
    that meet the demands, instead of the greatest worth.
    """

    quarters: int
    capacity: float
    at_once: float
    items: Mapping[str, Item]
    pools: Mapping[str, Pool]
    gains: tuple[Gain, ...]
    chances: tuple[Chance, ...] = ()
    discount: float = 1.0
    effort: float = 0.0
    attention: float = 0.0
    keep_quarters: int = 99  # longer than any horizon: habits are kept to the end
    keep_limit: float = inf
    budget: float | None = None
    demands: tuple[Demand, ...] = ()
    least_effort: bool = False

    def quarter_worth(self, quarter: int) -> float:
        """Return what having points by the end of a quarter adds: all quarters after it together give the discount."""
        later = self.discount**quarter if quarter < self.quarters else 0.0
        return float(self.discount ** (quarter - 1) - later)

    def price(self, item: Item) -> float:
        """Return what being in the plan costs an item: a little for each day, and that somebody has to lead it."""
        return self.effort * item.days + self.attention

    def last_start(self, item: Item) -> int:
        """Return the last quarter in which an item can start and still end."""
        return self.quarters - item.quarters + 1

    def keeps(self, end: int) -> range:
        """Return the quarters in which the habit of an item that ended in one takes days."""
        return range(end + 1, min(self.quarters, end + self.keep_quarters) + 1)

    def shares_quarter(self, first: Item, then: Item) -> bool:
        """Say whether one item may end and the next begin within a quarter: their weeks allow it."""
        return first.quarters == 1 and first.weeks + then.weeks <= WEEKS_A_QUARTER * then.quarters

    def wait(self, first: Item, then: Item, group: Sequence[str]) -> int:
        """Return how many quarters after ``first`` begins ``then`` can begin; alternatives never share a quarter."""
        return 0 if len(group) == 1 and self.shares_quarter(first, then) else first.quarters

    def ready_after(self, name: str, then: Item, starts: Starts) -> int:
        """Return the first quarter in which ``then`` can begin after an item that is planned, by when that begins."""
        return starts[name] + self.wait(self.items[name], then, (name,))

    @cached_property
    def earliest(self) -> Mapping[str, int]:
        """The first quarter in which each item can start, by what it needs; beyond the horizon where it never can."""
        found = dict.fromkeys(self.items, 1)
        for _ in range(len(self.items)):
            before = dict(found)
            for name, item in self.items.items():
                found[name] = max([found[name], *(self._after(item, group, found) for group in item.needs)])
            for early, late in self.separate_quarters:
                found[late] = max(found[late], found[early] + 1)
            found = {name: min(quarter, self.quarters + 1) for name, quarter in found.items()}
            if found == before:
                break
        return found

    def _after(self, item: Item, group: Sequence[str], first: Mapping[str, int]) -> int:
        waits = [first[name] + self.wait(self.items[name], item, group) for name in group if name in self.items]
        return min(waits, default=self.quarters + 1)

    @cached_property
    def separate_quarters(self) -> tuple[tuple[str, str], ...]:
        """Pairs at the ends of chains that share quarters pairwise and do not fit into one together."""
        found: set[tuple[str, str]] = set()
        for last in self.items.values():
            self._walk(last, last, last.weeks, found)
        return tuple(sorted(found))

    def _walk(self, last: Item, here: Item, weeks: int, found: set[tuple[str, str]]) -> None:
        for group in here.needs:
            before = self.items.get(group[0]) if len(group) == 1 else None
            if before is None or not self.shares_quarter(before, here):
                continue
            if weeks + before.weeks > WEEKS_A_QUARTER * last.quarters:
                found.add((before.id, last.id))
            else:
                self._walk(last, before, weeks + before.weeks, found)

    @cached_property
    def gains_of(self) -> Mapping[str, tuple[Gain, ...]]:
        """The gains that each item can bring."""
        found: dict[str, list[Gain]] = {name: [] for name in self.items}
        for gain in self.gains:
            for name in gain.closers:
                found[name].append(gain)
        return {name: tuple(own) for name, own in found.items()}


@dataclass(frozen=True, kw_only=True)
class Solution:
    """The plan that was found; ``gap`` is by how much (in worth) a better one may exceed it, None where not known."""

    starts: Starts
    worth: float
    gap: float | None
    feasible: bool = True


def worth(problem: PlanningProblem, starts: Starts) -> float:
    """Return what a plan is worth, from the definition."""
    ends = {name: start + problem.items[name].quarters - 1 for name, start in starts.items()}
    total = taken(problem, starts)
    for name, item in problem.items.items():
        begun = starts.get(name, problem.quarters + 1)
        total -= sum(cost * max(0, begun - by) for by, cost in item.due if by < begun)
        total -= problem.price(item) if name in starts else 0.0
    for quarter in range(1, problem.quarters + 1):
        filled = dict.fromkeys(problem.pools, 0.0)
        for gain in problem.gains:
            if any(ends.get(name, problem.quarters + 1) <= quarter for name in gain.closers):
                for pool, points in gain.points.items():
                    filled[pool] += points
        reached = sum(problem.pools[name].worth(points) for name, points in filled.items())
        total += problem.quarter_worth(quarter) * reached
    return total


def taken(problem: PlanningProblem, starts: Starts) -> float:
    """Return what the chances are worth that a plan takes."""
    return sum(own.worth for own in problem.chances if any(starts.get(name, 99) <= own.by for name in own.items))


def gains(problem: PlanningProblem, starts: Starts) -> float:
    """Return what the points of a plan are worth, without chances and delays, 1 at least: the measure of the gap."""
    never = problem.quarters + 1
    late = sum(
        cost * max(0, starts.get(name, never) - by) for name, item in problem.items.items() for by, cost in item.due
    )
    return max(1.0, worth(problem, starts) - taken(problem, starts) + late)


def kept_days(problem: PlanningProblem, starts: Iterable[str]) -> float:
    """Return the days a quarter that the habits of choice of some items ask for together."""
    return sum(problem.items[name].habit for name in starts)


def broken(problem: PlanningProblem, starts: Starts) -> tuple[str, ...]:
    """Return in words for developers which rules a plan breaks; none where it keeps all."""
    items = problem.items
    return (
        *_broken_quarters(problem, starts),
        *_broken_order(problem, starts),
        *(["habits take more than they may"] if kept_days(problem, starts) > problem.keep_limit + TOLERANCE else []),
        *(
            f"{b} shares a quarter with {a}"
            for a, b in problem.separate_quarters
            if b in starts and starts.get(a, 0) >= starts[b]
        ),
        *(f"{name} excludes {other}" for name in starts for other in items[name].excludes if other in starts),
        *(f"{name} ends late" for name, start in starts.items() if start > problem.last_start(items[name])),
        *_broken_locks(problem, starts),
    )


def _broken_quarters(problem: PlanningProblem, starts: Starts) -> list[str]:
    found = []
    for quarter in range(1, problem.quarters + 1):
        running = [problem.items[name] for name, start in starts.items() if _runs(problem, name, start, quarter)]
        ends = {name: start + problem.items[name].quarters - 1 for name, start in starts.items()}
        kept = [problem.items[name] for name, end in ends.items() if quarter in problem.keeps(end)]
        if sum(item.daily for item in running) + sum(item.keep for item in kept) > problem.capacity + TOLERANCE:
            found.append(f"quarter {quarter} takes more days than there are")
        if sum(item.place for item in running) > problem.at_once + TOLERANCE:
            found.append(f"quarter {quarter} runs too much at once")
    if problem.budget is not None and sum(problem.items[name].cost for name in starts) > problem.budget + TOLERANCE:
        found.append("the budget is exceeded")
    return found


def _runs(problem: PlanningProblem, name: str, start: int, quarter: int) -> bool:
    return start <= quarter < start + problem.items[name].quarters


def _broken_order(problem: PlanningProblem, starts: Starts) -> list[str]:
    found = []
    for name, start in starts.items():
        item = problem.items[name]
        for group in item.needs:
            waits = [
                starts[other] + problem.wait(problem.items[other], item, group) for other in group if other in starts
            ]
            if not waits or min(waits) > start:
                found.append(f"{name} begins before what it needs: {group}")
        early = (other for other in item.after if other in starts and problem.ready_after(other, item, starts) > start)
        found += [f"{name} begins before {other}, which it comes after" for other in early]
    return found


def _broken_locks(problem: PlanningProblem, starts: Starts) -> list[str]:
    wanted = {name: item.lock for name, item in problem.items.items() if item.lock is not None}
    return [
        f"{name} is not where it is locked"
        for name, lock in wanted.items()
        if (lock == "in" and name not in starts) or (isinstance(lock, int) and starts.get(name) != lock)
    ]
