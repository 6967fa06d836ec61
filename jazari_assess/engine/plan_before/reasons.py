"""Why an item is in the plan when it is, and why another is not."""

from collections.abc import Mapping, Sequence

from jazari_assess.engine.plan_before.build import Useful
from jazari_assess.engine.plan_before.candidates import Candidate
from jazari_assess.engine.plan_before.draft import Draft
from jazari_assess.engine.plan_before.greedy import chain_to, put_all
from jazari_assess.engine.plan_before.problem import TOLERANCE, Item, PlanProblem, spans
from jazari_assess.engine.plan_before.schedule import Schedule
from jazari_assess.model.catalogue import Action
from jazari_assess.model.plan_settings import PlanSettings
from jazari_assess.model.roadmap import Tag, WhyNow, WhyOut

_QUICK_DAYS = 5
_QUICK_DIFFICULTY = 2
_FOUNDATION_OF = 2
_HIGH_PRIORITY = 2
_SUPPORTS = 2
_SMALLEST_DAYS = 0.5

Reason = tuple[WhyOut, tuple[str, ...]]


def why_now(schedule: Schedule, item: Item, settings: PlanSettings) -> tuple[WhyNow, tuple[str, ...]]:
    """Return why an item starts when it does, and the items the reason speaks of."""
    if item.lock is not None:
        return "locked", ()
    dependents, waited = schedule.dependents(item.id), schedule.waits_for[item.id]
    if dependents:
        return "prerequisite-of", dependents
    if waited:
        return "after", waited
    dimensions = {schedule.problem.indicators[close.indicator].dimension for close in item.closes}
    if any(settings.priorities.get(name, 1) >= _HIGH_PRIORITY for name in dimensions):
        return "priority", tuple(sorted(dimensions))
    if schedule.start(item) > 1:
        return "capacity", ()
    return ("largest-gain", ()) if _brings_most(schedule, item) else ("at-once", ())


def _brings_most(schedule: Schedule, item: Item) -> bool:
    """Say whether a day spent on an item brings at least what it does on any that starts later."""
    later = [_gain_a_day(schedule, other) for other in schedule.items if schedule.start(other) > schedule.start(item)]
    return bool(later) and _gain_a_day(schedule, item) >= max(later)


def _gain_a_day(schedule: Schedule, item: Item) -> float:
    """Return the weighted points of an item for a person-day."""
    problem, lifts = schedule.problem, schedule.lifts[schedule.items.index(item)]
    indicators = [problem.indicators[lift.indicator] for lift in lifts]
    points = sum(
        indicator.share * problem.dimensions[indicator.dimension].importance * (lift.after - lift.before)
        for indicator, lift in zip(indicators, lifts, strict=True)
    )
    return points / (item.person_days + _SMALLEST_DAYS)


def tags(schedule: Schedule, item: Item, candidate: Candidate, gain: float, median_gain: float) -> tuple[Tag, ...]:
    """Name quick wins (little effort, no small gain, nothing hard) and foundations (much asks for them first).

    What asks for an item counts when it could be planned for this firm, in this plan or in a later one.
    """
    entry = candidate.entry
    easy = (
        not isinstance(entry, Action)
        or max(entry.difficulty.knowledge, entry.difficulty.time, entry.difficulty.money) <= _QUICK_DIFFICULTY
    )
    quick = easy and item.quarters == 1 and item.person_days <= _QUICK_DAYS and gain >= median_gain > 0
    foundation = len(_asking_for(schedule.problem, item.id)) >= _FOUNDATION_OF
    found: list[Tag] = []
    if quick:
        found.append("quick-win")
    if foundation:
        found.append("foundation")
    return tuple(found)


def _asking_for(problem: PlanProblem, name: str) -> set[str]:
    """Return the items that require one, directly or not."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        current = waiting.pop()
        more = [item.id for item in problem.items if current in item.requires and item.id not in found]
        found |= set(more)
        waiting += more
    return found


def support(schedule: Schedule, item: Item, useful: Useful) -> tuple[str, ...]:
    """Return services that are not planned but help with the same step, the most fitting first."""
    by_id = {candidate.id: candidate for candidate in useful.planned}
    penalties = {other.id: other.penalty for other in schedule.problem.items}
    helping = [
        other.id
        for other in schedule.problem.items
        if by_id[other.id].provider is not None
        and other.id not in schedule.solution.starts
        and _share_a_step(item, other, schedule)
    ]
    return tuple(sorted(helping, key=lambda name: (penalties[name], name))[:_SUPPORTS])


def _share_a_step(item: Item, other: Item, schedule: Schedule) -> bool:
    return any(
        own.indicator == close.indicator
        and any(spans(own, part) and spans(close, part) for part in schedule.problem.segments[own.indicator])
        for own in item.closes
        for close in other.closes
    )


def passed_over(item: Item, found: Mapping[str, Candidate]) -> tuple[str, ...]:
    """Return services that would help with the same step and that the firm is not eligible for."""
    barred = [
        other.id
        for other in found.values()
        if other.barred is not None
        and other.provider is not None
        and any(
            own.indicator == close.indicator and own.low < close.high and close.low < own.high
            for own in item.closes
            for close in other.closes
        )
    ]
    return tuple(sorted(barred)[:_SUPPORTS])


def why_out(
    schedule: Schedule, candidate: Candidate, useful: Useful, settings: PlanSettings, moved: Mapping[str, float]
) -> Reason:
    """Return why an eligible entry is not in the plan. ``moved`` is each dimension's score at the end."""
    items = {item.id: item for item in schedule.problem.items}
    if settings.locks.get(candidate.id) == "out":
        return "locked-out", ()
    if candidate.id in useful.blocked:
        return "prerequisite", useful.blocked[candidate.id]
    if candidate.id not in items:
        return ("not-scored" if candidate.unscored else "no-gap"), ()
    item = items[candidate.id]
    return _by_rule(schedule, item, settings) or _by_gain(schedule, item, moved) or _by_means(schedule, item)


def _by_rule(schedule: Schedule, item: Item, settings: PlanSettings) -> Reason | None:
    if item.quarters > settings.quarters:
        return "horizon", ()
    excluding = tuple(other.id for other in schedule.items if other.id in item.excludes or item.id in other.excludes)
    return ("excluded", excluding) if excluding else None


def _by_gain(schedule: Schedule, item: Item, moved: Mapping[str, float]) -> Reason | None:
    if not item.closes:
        return "no-gap", ()
    closers = schedule.spanning(item.closes)
    if closers:
        return "dominated", closers
    problem, views = schedule.problem, schedule.firm.views
    dimensions = {problem.indicators[close.indicator].dimension for close in item.closes}
    met = [moved[name] >= (views[name].score or 0.0) + problem.dimensions[name].gap - TOLERANCE for name in dimensions]
    if not all(met):
        return None
    return (
        ("target-reached", tuple(sorted(dimensions)))
        if any(problem.dimensions[name].gap > 0 for name in dimensions)
        else ("no-gap", ())
    )


def _by_means(schedule: Schedule, item: Item) -> Reason:
    problem = schedule.problem
    if problem.budget is not None and item.cost > 0:
        spent = sum(chosen.cost for chosen in schedule.items)
        if spent + item.cost > problem.budget + TOLERANCE:
            return "budget", ()
    chain = chain_to(schedule.draft, item)
    if chain is None:
        return "prerequisite", tuple(name for name in item.requires if name not in schedule.solution.starts)
    if not _fits(schedule.unbounded, chain):
        return "horizon", ()
    lacking = tuple(other.id for other in chain[:-1])
    return ("prerequisite", lacking) if lacking else ("capacity", ())


def _fits(draft: Draft, chain: Sequence[Item]) -> bool:
    fitted = put_all(draft, chain)
    for item in reversed(chain) if fitted else ():
        draft.take(item)
    return fitted
