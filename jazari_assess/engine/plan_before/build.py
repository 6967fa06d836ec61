"""From a firm, the catalogue and the settings to the planning problem in numbers."""

from collections.abc import Mapping
from dataclasses import dataclass

from jazari_assess.engine.plan_before.candidates import Candidate, penalty
from jazari_assess.engine.plan_before.firm import Firm
from jazari_assess.engine.plan_before.problem import TOLERANCE, Dimension, Indicator, Item, PlanProblem
from jazari_assess.errors import UsageError
from jazari_assess.model.maturity import Levels
from jazari_assess.model.plan_settings import PlanSettings

_RANK = 1e-6
_DEFAULT_PRIORITY = 1


@dataclass(frozen=True, kw_only=True)
class Useful:
    """The candidates that go to the solver, and those that cannot because of what they require."""

    planned: tuple[Candidate, ...]
    blocked: Mapping[str, tuple[str, ...]]


def gaps(firm: Firm, wanted: Mapping[str, float]) -> Mapping[str, float]:
    """Return the points each dimension lacks to its target."""
    return {name: max(0.0, wanted[name] - (firm.views[name].score or 0.0)) for name in firm.dimensions}


def importance(firm: Firm, settings: PlanSettings, dimension: str) -> float:
    """Return what a point of a dimension is worth: its share in the overall score times its business priority."""
    return firm.views[dimension].share * settings.priorities.get(dimension, _DEFAULT_PRIORITY)


def is_useful(candidate: Candidate, firm: Firm, worth: Mapping[str, float]) -> bool:
    """Say whether an entry lifts an indicator of a dimension that has a gap and counts."""
    return any(worth[firm.shares[close.indicator][0]] > 0 for close in candidate.closes)


def useful(found: Mapping[str, Candidate], firm: Firm, worth: Mapping[str, float], settings: PlanSettings) -> Useful:
    """Return what goes to the solver: eligible entries that close a gap or are locked in, and what they require."""
    wanted = [
        name
        for name, candidate in found.items()
        if candidate.barred is None and (is_useful(candidate, firm, worth) or settings.locks.get(name, "out") != "out")
    ]
    blocked: dict[str, tuple[str, ...]] = {}
    planned: dict[str, Candidate] = {}
    for name in wanted:
        needed = _required(name, found)
        missing = tuple(other for other in needed if other not in found or found[other].barred is not None)
        if missing:
            blocked[name] = missing
        else:
            planned |= {other: found[other] for other in (name, *needed)}
    return Useful(planned=tuple(planned[name] for name in sorted(planned)), blocked=blocked)


def _required(name: str, found: Mapping[str, Candidate]) -> tuple[str, ...]:
    """Return what an entry requires, directly or not, that is not done yet."""
    needed: dict[str, None] = {}
    waiting = [name]
    while waiting:
        current = found.get(waiting.pop())
        for other in current.entry.requires if current is not None else ():
            if other not in needed and not (other in found and found[other].done):
                needed[other] = None
                waiting.append(other)
    return tuple(needed)


def _worth(candidate: Candidate, firm: Firm, worth: Mapping[str, float]) -> float:
    """Return the weighted points an entry could bring at most."""
    return sum(
        firm.shares[close.indicator][1]
        * worth[firm.shares[close.indicator][0]]
        * (close.high - max(close.low, firm.views[close.indicator].score or 0.0))
        for close in candidate.closes
    )


def _item(
    candidate: Candidate,
    rank: int,
    firm: Firm,
    worth: Mapping[str, float],
    context: Mapping[str, Candidate],
    settings: PlanSettings,
) -> Item:
    entry = candidate.entry
    return Item(
        id=candidate.id,
        quarters=candidate.quarters,
        person_days=entry.person_days,
        cost=entry.cost or 0.0,
        closes=candidate.closes,
        requires=tuple(name for name in entry.requires if name in context),
        excludes=tuple(name for name in entry.excludes if name in context),
        penalty=penalty(candidate, _worth(candidate, firm, worth)) + _RANK * rank,
        lock=settings.locks.get(candidate.id),
        in_order=len(candidate.closes) == 1,
    )


def problem_of(firm: Firm, chosen: Useful, wanted: Mapping[str, float], settings: PlanSettings) -> PlanProblem:
    """Return the planning problem; with ``reach_level`` the least effort that reaches the level."""
    worth = {name: importance(firm, settings, name) for name in firm.dimensions}
    context = {candidate.id: candidate for candidate in chosen.planned}
    items = tuple(
        _item(candidate, rank, firm, worth, context, settings) for rank, candidate in enumerate(chosen.planned)
    )
    used = {close.indicator for item in items for close in item.closes}
    lacking = gaps(firm, wanted)
    floors, demand = _demands(firm, settings)
    return PlanProblem(
        quarters=settings.quarters,
        capacity=settings.capacity or 0.0,
        budget=settings.budget,
        items=items,
        indicators={
            name: Indicator(score=firm.views[name].score or 0.0, dimension=dimension, share=share)
            for name, (dimension, share) in firm.shares.items()
            if name in used
        },
        dimensions={
            name: Dimension(gap=lacking[name], importance=worth[name], floor=floors.get(name, 0.0))
            for name in firm.dimensions
        },
        least_effort=settings.reach_level is not None,
        demand=demand,
        demand_weights={name: firm.views[name].share for name in firm.dimensions},
    )


def _demands(firm: Firm, settings: PlanSettings) -> tuple[Mapping[str, float], float]:
    """Return what the level asked for demands: gains of dimensions its gates name, and of the overall score."""
    if settings.reach_level is None:
        return {}, 0.0
    levels = firm.compiled.model.levels
    position = position_of(levels, settings.reach_level)
    floors: dict[str, float] = {}
    for step in levels.steps[: position + 1]:
        for requirement in step.require:
            if requirement.node in firm.dimensions:
                lacking = requirement.at_least - (firm.views[requirement.node].score or 0.0)
                floors[requirement.node] = max(floors.get(requirement.node, 0.0), lacking)
    overall = firm.views[firm.compiled.model.root].score or 0.0
    margin = 0.0 if levels.boundary == "lower-inclusive" else 10 * TOLERANCE
    return floors, max(0.0, levels.steps[position].from_ + margin - overall)


def position_of(levels: Levels, number: int) -> int:
    """Return the position of the level people know by a number.

    Raises ``UsageError`` when there is none.
    """
    numbers = [levels.number(position) for position in range(len(levels.steps))]
    if number not in numbers:
        raise UsageError("plan-level-unknown", found=str(number), known=", ".join(map(str, numbers)))
    return numbers.index(number)
