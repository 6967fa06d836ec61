"""Why an item is in the plan when it is, and why another is not."""

from collections.abc import Mapping

from jazari_assess.engine.plan.build import Useful
from jazari_assess.engine.plan.candidates import Candidate
from jazari_assess.engine.plan.problem import TOLERANCE, Item, spans
from jazari_assess.engine.plan.schedule import Schedule
from jazari_assess.model.catalogue import Action
from jazari_assess.model.plan_settings import PlanSettings
from jazari_assess.model.roadmap import Tag, WhyNow, WhyOut

_QUICK_DAYS = 5
_QUICK_DIFFICULTY = 2
_FOUNDATION_OF = 2
_HIGH_PRIORITY = 2
_SUPPORTS = 2

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
    return ("capacity", ()) if schedule.start(item) > 1 else ("largest-gain", ())


def tags(schedule: Schedule, item: Item, candidate: Candidate, gain: float, median_gain: float) -> tuple[Tag, ...]:
    """Name quick wins (little effort, no small gain, nothing hard) and foundations (others wait for them)."""
    entry = candidate.entry
    easy = (
        not isinstance(entry, Action)
        or max(entry.difficulty.knowledge, entry.difficulty.time, entry.difficulty.money) <= _QUICK_DIFFICULTY
    )
    quick = easy and item.quarters == 1 and item.person_days <= _QUICK_DAYS and gain >= median_gain > 0
    foundation = len(_all_dependents(schedule, item.id)) >= _FOUNDATION_OF
    found: list[Tag] = []
    if quick:
        found.append("quick-win")
    if foundation:
        found.append("foundation")
    return tuple(found)


def _all_dependents(schedule: Schedule, name: str) -> set[str]:
    found: set[str] = set()
    waiting = list(schedule.dependents(name))
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting += schedule.dependents(current)
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
        return "no-gap", ()
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
    lacking = tuple(name for name in item.requires if name not in schedule.solution.starts)
    return ("prerequisite", lacking) if lacking else ("capacity", ())
