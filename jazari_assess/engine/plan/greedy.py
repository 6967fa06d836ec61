"""A first plan without a solver, and the last touches to any plan: what still fits, what can begin earlier."""

import heapq
from collections.abc import Callable, Mapping

from jazari_assess.engine.first_steps import SPARE_DAYS
from jazari_assess.engine.plan.partial_plan import PartialPlan, chain_to
from jazari_assess.engine.plan.problem import TOLERANCE, Item, PlanningProblem, Starts, worth

Price = Callable[[PlanningProblem, Item], float]
"""What an item takes of a firm's means: what its worth is divided by."""

_SPARE_MEANS = 0.05  # nor one of no means at all
_ROUNDS = 4  # of last touches: later ones find nothing


def by_days(_: PlanningProblem, item: Item) -> float:
    """Price an item by its days: right where days are what lacks."""
    return item.days + SPARE_DAYS


def by_means(problem: PlanningProblem, item: Item) -> float:
    """Price an item by its days with those of its habit and by its place, each as a share of what there is."""
    days, places = max(problem.capacity, SPARE_DAYS), max(problem.at_once, 1.0)
    return _SPARE_MEANS + (item.days + item.keep) / days + item.place * item.quarters / (2 * places)


def by_root(problem: PlanningProblem, item: Item) -> float:
    """Price an item by the root of its means: long chains of small acts no longer lose to single ones."""
    return float(by_means(problem, item) ** 0.5)


PRICES: Mapping[str, Price] = {"days": by_days, "means": by_means, "root": by_root}


def first_plan(problem: PlanningProblem) -> Starts:
    """Return a plan that keeps all rules, the best of one for each price."""
    return max((_priced_plan(problem, price) for price in PRICES.values()), key=lambda starts: worth(problem, starts))


def _priced_plan(problem: PlanningProblem, price: Price) -> Starts:
    """Return a plan that begins with locked items and goes on with what adds most worth for its price."""
    partial = PartialPlan(problem)
    locked = [name for name, item in problem.items.items() if item.lock is not None]
    for name in sorted(locked, key=lambda name: (problem.earliest[name], name)):
        place_chain(partial, name)
    fill(partial, price)
    return finished(problem, partial.starts, price).starts


def place_chain(partial: PartialPlan, name: str) -> tuple[str, ...] | None:
    """Put an item in with what it needs, each as early as it fits; return what was put in, None where that fails."""
    if name in partial.starts:
        return ()
    placed: list[str] = []
    for one in chain_to(partial.problem, name, partial.starts):
        quarter = partial.earliest_fit(one)
        if quarter is None:
            for other in reversed(placed):
                partial.take(other)
            return None
        partial.put(one, quarter)
        placed.append(one)
    return tuple(placed)


def trial(partial: PartialPlan, name: str, price: Price) -> tuple[float, float] | None:
    """Return the worth that an item would add with what it needs, and its price; None where it does not fit."""
    placed: list[str] = []
    total = paid = 0.0
    for one in chain_to(partial.problem, name, partial.starts):
        quarter = partial.earliest_fit(one)
        if quarter is None:
            total = -1.0
            break
        total += partial.added(one, quarter)
        paid += price(partial.problem, partial.problem.items[one])
        partial.put(one, quarter)
        placed.append(one)
    for one in reversed(placed):
        partial.take(one)
    return (total, paid) if total > TOLERANCE else None


def fill(partial: PartialPlan, price: Price = by_days) -> bool:
    """Add items while one adds worth, those of most worth for their price first; say whether any was added.

    What an item adds falls as others join, so a queue of what each would have added leads to the best one: it is looked
    at again before it is taken.
    """
    queue: list[tuple[float, str]] = []
    changed = False
    for name in partial.problem.items:
        _push(queue, partial, name, price)
    while queue:
        density, name = heapq.heappop(queue)
        if name in partial.starts:
            continue
        now = _density(partial, name, price)
        if now is None:
            continue
        if queue and -now > queue[0][0] + TOLERANCE and -now > density + TOLERANCE:
            heapq.heappush(queue, (-now, name))
            continue
        placed = place_chain(partial, name)
        if placed:
            changed = True
            for other in dict.fromkeys(then for one in placed for then in partial.asked_by(one)):
                _push(queue, partial, other, price)
    return changed


def _push(queue: list[tuple[float, str]], partial: PartialPlan, name: str, price: Price) -> None:
    density = None if name in partial.starts else _density(partial, name, price)
    if density is not None:
        heapq.heappush(queue, (-density, name))


def _density(partial: PartialPlan, name: str, price: Price) -> float | None:
    tried = trial(partial, name, price)
    return None if tried is None else tried[0] / tried[1]


def finished(problem: PlanningProblem, starts: Starts, price: Price = by_days) -> PartialPlan:
    """Return a plan with the last touches: the worthless taken out, the rest as early as it adds worth, gaps filled.

    What is worth the same earlier begins earlier in the end, when it takes the place of nothing.
    """
    partial = PartialPlan(problem, in_order(problem, starts))
    for _ in range(_ROUNDS):
        changed = _drop_worthless(partial)
        changed |= _pull_forward(partial, more=TOLERANCE)
        changed |= fill(partial, price)
        if not changed:
            break
    _pull_forward(partial, more=-TOLERANCE)
    return partial


def in_order(problem: PlanningProblem, starts: Starts) -> Starts:
    """Return a plan with what others need first, as a partial plan takes it."""
    return dict(sorted(starts.items(), key=lambda entry: (entry[1], problem.earliest.get(entry[0], 0), entry[0])))


def _drop_worthless(partial: PartialPlan) -> bool:
    changed = False
    for name in sorted(partial.starts, key=lambda name: (-partial.starts[name], name)):
        item = partial.problem.items[name]
        if item.lock is not None or partial.dependents(name):
            continue
        start = partial.take(name)
        if partial.added(name, start) <= TOLERANCE:
            changed = True
        else:
            partial.put(name, start)
    return changed


def _pull_forward(partial: PartialPlan, *, more: float) -> bool:
    """Begin what is worth by so much ``more`` earlier at the first quarter that it fits; say whether anything moved."""
    changed = False
    for name, _ in sorted(partial.starts.items(), key=lambda entry: (entry[1], entry[0])):
        if partial.problem.items[name].lock is not None:
            continue
        start = partial.take(name)
        quarters = range(partial.first_quarter(partial.problem.items[name]), start)
        better = next((quarter for quarter in quarters if partial.fits(name, quarter)), None)
        gains = better is not None and partial.added(name, better) > partial.added(name, start) + more
        partial.put(name, better if better is not None and gains else start)
        changed |= gains
    return changed
