"""A good plan, quickly: what the solver begins with, so that it has little more to do than to prove how good it is.

The same moves finish the plan it returns: a solver that may stop within a gap leaves room here and there.
"""

import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from jazari_assess.engine.plan_before.draft import Draft
from jazari_assess.engine.plan_before.problem import TOLERANCE, Item, PlanProblem

_POWERS = (1.0, 0.7, 0.4)
"""How much effort weighs against gain: each is tried, the best plan is taken."""
_SMALLEST_DAYS = 0.5
_NOTHING = MappingProxyType[str, int]({})

Chain = tuple[Item, ...]


def first_plan(problem: PlanProblem) -> MappingProxyType[str, int]:
    """Return the start quarters of a plan that keeps every constraint; empty when no such plan was found at once.

    Items are added with what they need, the best ratio of gain to effort first. Plans of least effort have none.
    """
    if problem.least_effort:
        return _NOTHING
    best: Draft | None = None
    for power in _POWERS:
        draft = Draft(problem)
        if not _add_locked(draft):
            return _NOTHING
        _fill(draft, power)
        if best is None or draft.value > best.value + TOLERANCE:
            best = draft
    return _NOTHING if best is None else MappingProxyType(best.starts)


def finished(problem: PlanProblem, starts: Mapping[str, int]) -> Draft:
    """Return a plan in which no item could start earlier, be swapped for a better one, or be added with profit."""
    draft = drafted(problem, starts)
    for name in sorted(starts):
        _swap(draft, draft.items[name])
    for name, quarter in sorted(draft.starts.items(), key=lambda start: (start[1], start[0])):
        item = draft.items[name]
        if not isinstance(item.lock, int):
            draft.take(item)
            draft.put(item, min(quarter, draft.earliest(item) or quarter))
    _fill(draft, 1.0)
    return draft


def _swap(draft: Draft, item: Item) -> None:
    """Put in place of an item that nothing waits for whatever is worth more on the same indicators."""
    if item.lock is not None or draft.is_waited_for(item):
        return
    quarter, best = draft.starts[item.id], draft.value
    draft.take(item)
    kept: Chain | None = None
    for other in draft.rivals(item):
        chain = chain_to(draft, other)
        if put_all(draft, chain):
            if draft.value > best + TOLERANCE:
                best, kept = draft.value, chain
            for one in reversed(chain or ()):
                draft.take(one)
    if kept is None:
        draft.put(item, quarter)
    else:
        put_all(draft, kept)


def drafted(problem: PlanProblem, starts: Mapping[str, int]) -> Draft:
    """Return a plan that holds these items, started in these quarters."""
    draft = Draft(problem)
    for name, quarter in starts.items():
        draft.put(draft.items[name], quarter)
    return draft


def _add_locked(draft: Draft) -> bool:
    """Put in what is locked in, with what it needs; say whether it all fitted."""
    placed = [item for item in draft.problem.items if isinstance(item.lock, int)]
    wherever = [item for item in draft.problem.items if item.lock == "in"]
    for item in sorted(placed, key=lambda item: (int(item.lock or 0), item.id)):
        if not draft.fits(item, int(item.lock or 0)):
            return False
        draft.put(item, int(item.lock or 0))
    return all(put_all(draft, chain_to(draft, item)) for item in wherever)


def _fill(draft: Draft, power: float) -> None:
    """Add items as long as one adds value, the best ratio first.

    A ratio found earlier stands as an upper bound until it is the largest: adding others seldom raises it.
    """
    bounds = {item.id: math.inf for item in draft.problem.items if item.lock is None}
    while True:
        best, chain = 0.0, None
        for name in sorted(bounds, key=lambda name: (-bounds[name], name)):
            if bounds[name] <= best:
                break
            found = chain_to(draft, draft.items[name])
            bounds[name] = _ratio(draft, found, power)
            if found and bounds[name] > best:
                best, chain = bounds[name], found
        if chain is None:
            return
        put_all(draft, chain)
        bounds = {name: bound for name, bound in bounds.items() if bound > 0 and name not in draft.starts}


def _ratio(draft: Draft, chain: Chain | None, power: float) -> float:
    """Return what a chain adds to the value by its effort, 0 when it adds nothing or does not fit."""
    if not chain:
        return 0.0
    before = draft.value
    fitted = put_all(draft, chain)
    added = draft.value - before
    if not fitted:
        return 0.0
    for item in reversed(chain):
        draft.take(item)
    effort = sum(item.person_days for item in chain) + _SMALLEST_DAYS
    return max(0.0, added) / math.pow(effort, power)


def put_all(draft: Draft, chain: Sequence[Item] | None) -> bool:
    """Put in every item of a chain, each as early as it can start, or none; say whether it fitted."""
    if chain is None:
        return False
    done: list[Item] = []
    for item in chain:
        quarter = draft.earliest(item)
        if quarter is None:
            for other in reversed(done):
                draft.take(other)
            return False
        draft.put(item, quarter)
        done.append(item)
    return True


def chain_to(draft: Draft, item: Item, above: Sequence[str] = ()) -> Chain | None:
    """Return an item after all it needs that is not in the plan yet, None when something cannot be had."""
    if item.id in draft.starts:
        return ()
    if item.id in above or item.lock == "out":
        return None
    above = (*above, item.id)
    needed: dict[str, Item] = {}
    steps = [_step_below(draft, item, position, above) for position in range(len(item.closes))]
    for chain in (*(chain_to(draft, draft.items[name], above) for name in item.requires), *steps):
        if chain is None:
            return None
        needed |= {other.id: other for other in chain}
    return (*needed.values(), item)


def _step_below(draft: Draft, item: Item, position: int, above: Sequence[str]) -> Chain | None:
    """Return the least effort that brings an indicator to where an item's step begins, None when nothing does."""
    close = item.closes[position]
    if not item.in_order or draft.reached(close.indicator) >= close.low - TOLERANCE:
        return ()
    below = [
        chain
        for other in draft.ending_at(close.indicator, close.low)
        if other.id != item.id and (chain := chain_to(draft, other, above)) is not None
    ]
    return min(below, key=lambda chain: sum(one.person_days + one.penalty for one in chain), default=None)
