"""A plan being drawn up: what still fits, and what an item would add to its worth."""

from collections.abc import Iterable, Sequence

from jazari_assess.engine.plan.problem import TOLERANCE, Item, PlanningProblem, Starts


class PartialPlan:
    """A plan that keeps all rules of its problem at every moment; items are put in and taken out."""

    def __init__(self, problem: PlanningProblem, starts: Starts | None = None) -> None:
        """Begin with a plan that keeps the rules, or with none."""
        self.problem = problem
        self.starts: dict[str, int] = {}
        self._days = [0.0] * (problem.quarters + 2)
        self._places = [0.0] * (problem.quarters + 2)
        self._money = 0.0
        self._kept = 0.0
        self._filled = {name: [0.0] * (problem.quarters + 2) for name in problem.pools}
        self._quarter_worth = [0.0, *(problem.quarter_worth(quarter) for quarter in range(1, problem.quarters + 1))]
        self._early: dict[str, list[str]] = {}
        self._late: dict[str, list[str]] = {}
        for early, late in problem.separate_quarters:
            self._early.setdefault(late, []).append(early)
            self._late.setdefault(early, []).append(late)
        self._asked_by: dict[str, list[str]] = {name: [] for name in problem.items}
        self._followed_by: dict[str, list[str]] = {name: [] for name in problem.items}
        for name, item in problem.items.items():
            for other in item.after:
                self._followed_by[other].append(name)
            for group in item.needs:
                for other in group:
                    self._asked_by[other].append(name)
        for name, start in (starts or {}).items():
            self.put(name, start)

    # ---- what fits

    def fits(self, name: str, start: int) -> bool:
        """Say whether an item, all of whose needs are in the plan, can start in a quarter."""
        item = self.problem.items[name]
        return self._in_order(item, start) and self._has_room(item, start)

    def _has_room(self, item: Item, start: int) -> bool:
        problem, end = self.problem, start + item.quarters
        if problem.budget is not None and self._money + item.cost > problem.budget + TOLERANCE:
            return False
        if item.habit and self._kept + item.habit > problem.keep_limit + TOLERANCE:
            return False
        days, places = problem.capacity + TOLERANCE - item.daily, problem.at_once + TOLERANCE - item.place
        if any(self._days[quarter] > days or self._places[quarter] > places for quarter in range(start, end)):
            return False
        most = problem.capacity + TOLERANCE - item.keep
        return not item.keep or all(self._days[quarter] <= most for quarter in problem.keeps(end - 1))

    def _in_order(self, item: Item, start: int) -> bool:
        if not self.first_quarter(item) <= start <= self.problem.last_start(item):
            return False
        if isinstance(item.lock, int) and start != item.lock:
            return False
        return not any(other in self.starts for other in item.excludes) and not self._pushes(item, start)

    def _pushes(self, item: Item, start: int) -> bool:
        """Say whether an item that starts then would be too late for one that is in the plan and rests on it."""
        problem = self.problem
        for name in self._asked_by[item.id]:
            if name not in self.starts:
                continue
            then = problem.items[name]
            for group in then.needs:
                others = [other for other in group if other in self.starts and other != item.id]
                alone = item.id in group and not any(self._ready(other, then, group) for other in others)
                if alone and start + problem.wait(item, then, group) > self.starts[name]:
                    return True
        following = (problem.items[name] for name in self._followed_by[item.id] if name in self.starts)
        if any(start + problem.wait(item, then, (item.id,)) > self.starts[then.id] for then in following):
            return True
        return any(self.starts.get(late, start + 1) <= start for late in self._late.get(item.id, ()))

    def _ready(self, name: str, then: Item, group: Sequence[str]) -> bool:
        wait = self.problem.wait(self.problem.items[name], then, group)
        return self.starts[name] + wait <= self.starts[then.id]

    def first_quarter(self, item: Item) -> int:
        """Return the first quarter in which what an item needs is ready; beyond the horizon where it never is."""
        first = self.problem.earliest[item.id]
        for group in item.needs:
            waits = [
                self.starts[name] + self.problem.wait(self.problem.items[name], item, group)
                for name in group
                if name in self.starts
            ]
            first = max(first, min(waits, default=self.problem.quarters + 1))
        ready = (self.problem.ready_after(name, item, self.starts) for name in item.after if name in self.starts)
        separate = (self.starts[early] + 1 for early in self._early.get(item.id, ()) if early in self.starts)
        return max([first, *ready, *separate])

    def earliest_fit(self, name: str) -> int | None:
        """Return the first quarter in which an item fits, None where it does not."""
        item = self.problem.items[name]
        quarters = range(self.first_quarter(item), self.problem.last_start(item) + 1)
        return next((quarter for quarter in quarters if self.fits(name, quarter)), None)

    # ---- what is in it

    def put(self, name: str, start: int) -> None:
        """Put an item in; the caller knows that it fits."""
        self._change(name, start, 1.0)
        self.starts[name] = start

    def take(self, name: str) -> int:
        """Take an item out and return when it started; the caller knows that nothing in the plan rests on it."""
        start = self.starts.pop(name)
        self._change(name, start, -1.0)
        return start

    def _change(self, name: str, start: int, sign: float) -> None:
        item = self.problem.items[name]
        end = start + item.quarters
        for quarter in range(start, end):
            self._days[quarter] += sign * item.daily
            self._places[quarter] += sign * item.place
        for quarter in self.problem.keeps(end - 1):
            self._days[quarter] += sign * item.keep
        self._money += sign * item.cost
        self._kept += sign * item.habit
        for pool, quarter, points in self._flows(item, start):
            self._filled[pool][quarter] += sign * points

    def _flows(self, item: Item, start: int) -> Iterable[tuple[str, int, float]]:
        """Yield the points an item adds by pool and quarter: none where another one has brought them already."""
        end, beyond = start + item.quarters - 1, self.problem.quarters + 1
        for gain in self.problem.gains_of[item.id]:
            had = min((self._end(name) for name in gain.closers if name != item.id), default=beyond)
            for quarter in range(end, min(had, beyond)):
                for pool, points in gain.points.items():
                    yield pool, quarter, points

    def _end(self, name: str) -> int:
        if name not in self.starts:
            return self.problem.quarters + 1
        return self.starts[name] + self.problem.items[name].quarters - 1

    def asked_by(self, name: str) -> Sequence[str]:
        """Return the items that can rest on one."""
        return self._asked_by[name]

    def dependents(self, name: str) -> tuple[str, ...]:
        """Return the items in the plan that rest on one and on no other in its place."""
        found = []
        for other in self._asked_by[name]:
            if other in self.starts:
                then = self.problem.items[other]
                groups = [group for group in then.needs if name in group]
                if not all(self._replaced(name, then, group) for group in groups):
                    found.append(other)
        return tuple(found)

    def _replaced(self, name: str, then: Item, group: Sequence[str]) -> bool:
        return any(other != name and other in self.starts and self._ready(other, then, group) for other in group)

    # ---- what it is worth

    def added(self, name: str, start: int) -> float:
        """Return what putting an item in would add to the worth."""
        problem, item = self.problem, self.problem.items[name]
        never = problem.quarters + 1
        total = -problem.price(item)
        total += sum(cost * (max(0, never - by) - max(0, start - by)) for by, cost in item.due)
        for chance in problem.chances:
            if name in chance.items and start <= chance.by:
                taken = any(self.starts.get(other, never) <= chance.by for other in chance.items if other != name)
                total += 0.0 if taken else chance.worth
        more: dict[tuple[str, int], float] = {}
        for pool, quarter, points in self._flows(item, start):
            more[pool, quarter] = more.get((pool, quarter), 0.0) + points
        for (pool, quarter), points in more.items():
            had = self._filled[pool][quarter]
            own = problem.pools[pool]
            total += self._quarter_worth[quarter] * (own.worth(had + points) - own.worth(had))
        return total

    @property
    def days_used(self) -> Sequence[float]:
        """Person-days taken in each quarter."""
        return tuple(self._days[1 : self.problem.quarters + 1])


def chain_to(problem: PlanningProblem, name: str, starts: Starts) -> tuple[str, ...]:
    """Return an item after everything it needs that is not in a plan; of alternatives the one of fewest days."""
    found: dict[str, None] = {}
    _collect(problem, name, starts, found, ())
    return tuple(found)


def _collect(
    problem: PlanningProblem, name: str, starts: Starts, found: dict[str, None], above: tuple[str, ...]
) -> None:
    for group in problem.items[name].needs:
        if any(other in starts or other in found for other in group):
            continue
        usable = [other for other in group if other in problem.items and other not in above]
        if usable:
            best = min(usable, key=lambda other: (problem.items[other].days, other))
            _collect(problem, best, starts, found, (*above, name))
    found[name] = None


def shortest_chain_to(problem: PlanningProblem, name: str, starts: Starts) -> tuple[str, ...]:
    """Return the same by the way that takes the fewest days as a whole: each alternative is gone to its end."""
    return _way_to(problem, name, starts, (), ())


def _way_to(
    problem: PlanningProblem, name: str, starts: Starts, found: tuple[str, ...], above: tuple[str, ...]
) -> tuple[str, ...]:
    for group in problem.items[name].needs:
        if any(other in starts or other in found for other in group):
            continue
        usable = [other for other in group if other in problem.items and other not in above]
        ways = [_way_to(problem, other, starts, found, (*above, name)) for other in usable]
        found = min(ways, key=lambda way: (_days(problem, way), way), default=found)
    return (*found, name)


def _days(problem: PlanningProblem, names: Iterable[str]) -> float:
    return sum(problem.items[name].days for name in names)
