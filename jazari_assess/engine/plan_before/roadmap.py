"""A solved plan as the roadmap that every output renders."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from itertools import pairwise
from statistics import median

import numpy as np

from jazari_assess.engine.plan_before.build import is_useful, position_of
from jazari_assess.engine.plan_before.candidates import Candidate, candidates
from jazari_assess.engine.plan_before.firm import Firm, firm_of, targets
from jazari_assess.engine.plan_before.problem import TOLERANCE, PlanProblem, Solution
from jazari_assess.engine.plan_before.reasons import passed_over, support, tags, why_now, why_out
from jazari_assess.engine.plan_before.solved import Solved, solved, taken_over
from jazari_assess.errors import UsageError
from jazari_assess.model.library import Library
from jazari_assess.model.maturity import Group, LevelStep, MaturityModel
from jazari_assess.model.plan_settings import KeptPlan, PlanSettings
from jazari_assess.model.result import Result
from jazari_assess.model.roadmap import (
    Closed,
    Infeasible,
    Interval,
    LeftOut,
    PlannedItem,
    Projection,
    Roadmap,
    Status,
    WhyOut,
)

_DIGITS = 6
_NEAREST = 3

DELIVERED_AT_LEAST = 0.5
"""The projection's lower end: only this part of the estimated gains comes true. Our assumption, shown as such."""


_AT_MOST: Mapping[str, object] = {"reach_level": None, "priorities": {}, "mip_gap": 1e-2}
"""Settings under which the score at the end is the highest, in place of the least effort."""


def plan(result: Result, library: Library, settings: PlanSettings, *, date: str) -> Roadmap:
    """Plan one firm's roadmap from its result; ``date`` (YYYY-MM-DD) says which catalogue facts are old.

    Raises ``UsageError`` for a target, priority or lock that names nothing, or a level that does not exist.
    """
    firm, found = _known(result, library, settings, date)
    _check(settings, firm.compiled.model, found)
    wanted = targets(firm, settings)
    made = solved(firm, found, wanted, settings)
    roadmap = _roadmap(made, wanted, library)
    nothing: Infeasible | None = None
    if _lacks_answers(firm, settings):
        nothing, roadmap = Infeasible(reason="not-scored"), roadmap.model_copy(update={"status": "infeasible"})
    elif roadmap.status == "infeasible":
        nothing = _infeasible(firm, found, wanted, settings)
    elif roadmap.status == "time-limit" and not roadmap.items:
        nothing = Infeasible(reason="time-limit")
    if nothing is None:
        return roadmap
    return roadmap.model_copy(update={"gap": None, "left_out": (), "infeasible": nothing})


def kept_plan(result: Result, library: Library, kept: KeptPlan, *, date: str) -> Roadmap:
    """Return the roadmap a firm has accepted, with today's gains and reasons.

    Entries that the catalogue has no more are not in it. Raises as ``plan``.
    """
    firm, found = _known(result, library, kept.settings, date)
    settings = kept.settings.model_copy(
        update={"locks": {name: lock for name, lock in kept.settings.locks.items() if name in found}}
    )
    _check(settings, firm.compiled.model, found)
    wanted = targets(firm, settings)
    made = taken_over(firm, found, wanted, kept.model_copy(update={"settings": settings}))
    return _roadmap(made, wanted, library).model_copy(update={"gap": None, "accepted": kept.date})


def _known(result: Result, library: Library, settings: PlanSettings, date: str) -> tuple[Firm, Mapping[str, Candidate]]:
    model = library.models[result.models[0].model]
    firm = firm_of(library.questionnaires[model.structure.questionnaire], model, result.assessment)
    return firm, candidates(library.catalogue.structure, firm, date=date, stale_months=settings.stale_months)


def _roadmap(made: Solved, wanted: Mapping[str, float], library: Library) -> Roadmap:
    problem, solution = made.schedule.problem, made.schedule.solution
    items = _planned_items(made)
    return Roadmap(
        schema_="jazari-assess/roadmap/1",
        model=made.firm.compiled.model.id,
        catalogue_sha256=library.catalogue.sha256,
        settings=made.settings,
        targets=wanted,
        status=_status(problem, solution),
        gap=solution.gap,
        person_days=sum(item.person_days for item in items),
        cost=sum(item.cost or 0.0 for item in items),
        items=items,
        left_out=_left_out(made),
        projection=tuple(_projection(made, quarter) for quarter in range(made.settings.quarters + 1)),
    )


def _infeasible(
    firm: Firm, found: Mapping[str, Candidate], wanted: Mapping[str, float], settings: PlanSettings
) -> Infeasible:
    """Say what cannot be kept: the level, with the most that can be reached instead, or the locks."""
    if settings.reach_level is not None:
        most = solved(firm, found, wanted, settings.model_copy(update=_AT_MOST), at_end=True)
        solution = most.schedule.solution
        if solution.status != "infeasible":
            levels = firm.compiled.model.levels
            position = position_of(levels, settings.reach_level)
            return Infeasible(
                reason="level",
                related=_below(most, levels.steps[: position + 1]),
                needed=levels.steps[position].from_,
                best=_number(most.overall[-1]),
                margin=None if solution.gap is None else solution.gap * abs(solution.objective),
            )
    return Infeasible(reason="locks", related=tuple(name for name, lock in settings.locks.items() if lock != "out"))


def _lacks_answers(firm: Firm, settings: PlanSettings) -> bool:
    """Say whether answers are missing for any plan, or for one that aims at an overall level."""
    missing = any(view.state == "not-scored" for view in firm.views.values())
    aimless = settings.reach_level is not None and firm.views[firm.compiled.model.root].score is None
    return missing and (aimless or not firm.dimensions)


def _below(made: Solved, steps: Sequence[LevelStep]) -> tuple[str, ...]:
    """Return the dimensions that a plan leaves below what levels ask of them."""
    asked = [one for step in steps for one in step.require if one.node in made.dimensions]
    short = (one.node for one in asked if made.dimensions[one.node][-1] < one.at_least - TOLERANCE)
    return tuple(dict.fromkeys(short))


def _check(settings: PlanSettings, model: MaturityModel, found: Mapping[str, Candidate]) -> None:
    root = model.nodes[model.root]
    dimensions = root.children if isinstance(root, Group) else ()
    for name in (*settings.targets, *settings.priorities):
        if name not in dimensions:
            raise UsageError("dimension-unknown", found=name, known=", ".join(dimensions))
    for name in settings.locks:
        if name not in found:
            near = get_close_matches(name, found, n=_NEAREST, cutoff=0.0)
            raise UsageError("catalogue-entry-unknown", found=name, near=", ".join(near))


def _status(problem: PlanProblem, solution: Solution) -> Status:
    match solution.status:
        case "optimal":
            done = problem.least_effort and not solution.starts
            return "nothing-to-do" if done or not problem.items else "optimal"
        case "time-limit" | "kept":
            return solution.status
        case _:
            return "infeasible"


def _planned_items(made: Solved) -> tuple[PlannedItem, ...]:
    gains = [float(after - before) for before, after in pairwise(made.overall)]
    middle = median(gains) if gains else 0.0
    items = [_planned_item(made, position, gain, middle) for position, gain in enumerate(gains)]
    return tuple(sorted(items, key=lambda item: (item.quarter, -item.overall_gain, item.id)))


def _planned_item(made: Solved, position: int, gain: float, middle: float) -> PlannedItem:
    schedule = made.schedule
    item = schedule.items[position]
    candidate = made.found[item.id]
    reason, related = why_now(schedule, item, made.settings)
    return PlannedItem(
        id=item.id,
        kind=candidate.kind,
        provider=candidate.provider,
        quarter=schedule.start(item),
        quarters=item.quarters,
        person_days=item.person_days,
        cost=candidate.entry.cost,
        closes=tuple(
            Closed(node=lift.indicator, before=lift.before, after=lift.after) for lift in schedule.lifts[position]
        ),
        gains=_dimension_gains(made, position),
        overall_gain=gain,
        tags=tags(schedule, item, candidate, gain, middle),
        why_now=reason,
        related=related,
        support=support(schedule, item, made.chosen) if candidate.provider is None else (),
        passed_over=passed_over(item, made.found) if candidate.provider is not None else (),
        near=candidate.near,
        to_check=candidate.to_check,
    )


def _dimension_gains(made: Solved, position: int) -> Mapping[str, float]:
    moved = {name: float(points[position + 1] - points[position]) for name, points in made.dimensions.items()}
    return {name: gain for name, gain in moved.items() if gain > 0}


def _left_out(made: Solved) -> tuple[LeftOut, ...]:
    moved = {name: float(points[-1]) for name, points in made.dimensions.items()}
    rows: list[LeftOut] = []
    for name, candidate in made.found.items():
        if name in made.schedule.solution.starts or (candidate.kind == "action" and candidate.done):
            continue
        if candidate.barred is None:
            rows.append(_row(made, candidate, *why_out(made.schedule, candidate, made.chosen, made.settings, moved)))
        elif candidate.provider is not None and is_useful(candidate, made.firm, made.worth):
            rows.append(_row(made, candidate, candidate.barred, ()))
    return tuple(sorted(rows, key=lambda row: (-round(row.gain, _DIGITS), row.id)))


def _row(made: Solved, candidate: Candidate, reason: WhyOut, related: Sequence[str]) -> LeftOut:
    return LeftOut(
        id=candidate.id,
        kind=candidate.kind,
        reason=reason,
        nodes=tuple(dict.fromkeys(close.indicator for close in candidate.closes)),
        gain=made.gain_of(candidate),
        related=tuple(related),
    )


def _projection(made: Solved, quarter: int) -> Projection:
    row = made.schedule.row_after(quarter)
    whole = _interval(made, made.firm.compiled.model.root, row)
    return Projection(
        quarter=quarter,
        overall=_number(made.overall[row]),
        low=whole.low,
        high=whole.high,
        nodes={name: _number(points[row]) for name, points in made.dimensions.items()},
        intervals={name: _interval(made, name, row) for name in made.dimensions},
    )


def _interval(made: Solved, node: str, row: int) -> Interval:
    """Return where a node's score may lie after ``row`` items: from half of the estimated gains to all of them."""
    compiled = made.firm.compiled
    position = compiled.position[node] - len(compiled.leaves)
    start, now = made.scores.low[0, position], made.scores.low[row, position]
    return Interval(
        low=_number(start + DELIVERED_AT_LEAST * (now - start)), high=_number(made.scores.high[row, position])
    )


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
