"""A solved plan as the roadmap that every output renders."""

from collections.abc import Mapping, Sequence
from statistics import median

from jazari_assess.engine.plan.build import Useful, gaps, importance, is_useful, problem_of, useful
from jazari_assess.engine.plan.candidates import Candidate, candidates
from jazari_assess.engine.plan.firm import Firm, firm_of, targets
from jazari_assess.engine.plan.milp import solve
from jazari_assess.engine.plan.problem import Item, PlanProblem, Solution
from jazari_assess.engine.plan.reasons import support, tags, why_now, why_out
from jazari_assess.engine.plan.schedule import Schedule
from jazari_assess.engine.score import Scores
from jazari_assess.errors import UsageError
from jazari_assess.model.library import Library
from jazari_assess.model.result import Result
from jazari_assess.model.roadmap import (
    Closed,
    LeftOut,
    PlannedItem,
    PlanSettings,
    Projection,
    Roadmap,
    Status,
)

DELIVERED_AT_LEAST = 0.5
"""The projection's lower end: only this part of the estimated gains comes true. Our assumption, shown as such."""


def plan(result: Result, library: Library, settings: PlanSettings, *, date: str) -> Roadmap:
    """Plan one firm's roadmap from its result; ``date`` (YYYY-MM-DD) says which catalogue facts are old.

    Raises ``UsageError`` for a target, priority or lock that names nothing, or a level that does not exist.
    """
    model = library.models[result.models[0].model]
    firm = firm_of(library.questionnaires[model.structure.questionnaire], model, result.assessment)
    found = candidates(library.catalogue.structure, firm, date=date, stale_months=settings.stale_months)
    _check(settings, model.structure.nodes, found)
    wanted = targets(firm, settings)
    lacking = gaps(firm, wanted)
    worth = {name: importance(firm, settings, name) if lacking[name] > 0 else 0.0 for name in firm.dimensions}
    chosen = useful(found, firm, worth, settings)
    problem = problem_of(firm, chosen, wanted, settings)
    solution = _solved(problem, settings)
    schedule = Schedule(problem=problem, solution=solution, firm=firm)
    scores = firm.moved(schedule.steps)
    items = _planned_items(schedule, scores, found, chosen, settings)
    return Roadmap(
        schema_="jazari-assess/roadmap/1",
        model=model.structure.id,
        catalogue_sha256=library.catalogue.sha256,
        settings=settings,
        targets=wanted,
        status=_status(problem, solution),
        gap=None if solution.status == "infeasible" else solution.gap,
        person_days=sum(item.person_days for item in items),
        cost=sum(item.cost or 0.0 for item in items),
        items=items,
        left_out=_left_out(schedule, scores, found, chosen, settings, worth),
        projection=tuple(_projection(schedule, scores, quarter) for quarter in range(settings.quarters + 1)),
    )


def _check(settings: PlanSettings, nodes: Mapping[str, object], found: Mapping[str, Candidate]) -> None:
    for name in (*settings.targets, *settings.priorities):
        if name not in nodes:
            raise UsageError("dimension-unknown", found=name, known=", ".join(nodes))
    for name in settings.locks:
        if name not in found:
            raise UsageError("catalogue-entry-unknown", found=name)


def _solved(problem: PlanProblem, settings: PlanSettings) -> Solution:
    if not problem.items and not problem.demand:
        return Solution(starts={}, objective=0.0, gap=0.0, status="optimal", solver_seconds=0.0)
    return solve(problem, mip_gap=settings.mip_gap, time_limit=settings.time_limit)


def _status(problem: PlanProblem, solution: Solution) -> Status:
    if solution.status == "optimal":
        return "optimal" if problem.items else "nothing-to-do"
    return "time-limit" if solution.status == "time-limit" else "infeasible"


def _planned_items(
    schedule: Schedule, scores: Scores, found: Mapping[str, Candidate], chosen: Useful, settings: PlanSettings
) -> tuple[PlannedItem, ...]:
    root = schedule.firm.group(scores, schedule.firm.compiled.model.root)
    gains = [float(after - before) for before, after in zip(root, root[1:], strict=False)]
    middle = median(gains) if gains else 0.0
    items = [
        _planned_item(schedule, scores, found[item.id], position, gains[position], middle, chosen, settings)
        for position, item in enumerate(schedule.items)
    ]
    return tuple(sorted(items, key=lambda item: (item.quarter, -item.overall_gain, item.id)))


def _planned_item(
    schedule: Schedule,
    scores: Scores,
    candidate: Candidate,
    position: int,
    gain: float,
    middle: float,
    chosen: Useful,
    settings: PlanSettings,
) -> PlannedItem:
    item = schedule.items[position]
    reason, related = why_now(schedule, item, settings)
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
        gains=_dimension_gains(schedule, scores, position, item),
        overall_gain=gain,
        tags=tags(schedule, item, candidate, gain, middle),
        why_now=reason,
        related=related,
        support=support(schedule, item, chosen) if candidate.provider is None else (),
        near=candidate.near,
        to_check=candidate.to_check,
    )


def _dimension_gains(schedule: Schedule, scores: Scores, position: int, item: Item) -> Mapping[str, float]:
    firm = schedule.firm
    moved = dict.fromkeys(firm.shares[close.indicator][0] for close in item.closes)
    found: dict[str, float] = {}
    for name in firm.dimensions:
        if name in moved and name in {group.id for group in firm.compiled.groups}:
            points = firm.group(scores, name)
            found[name] = float(points[position + 1] - points[position])
    return {name: gain for name, gain in found.items() if gain > 0}


def _left_out(
    schedule: Schedule,
    scores: Scores,
    found: Mapping[str, Candidate],
    chosen: Useful,
    settings: PlanSettings,
    worth: Mapping[str, float],
) -> tuple[LeftOut, ...]:
    moved = {name: _last(schedule.firm, scores, name) for name in schedule.firm.dimensions}
    rows: list[LeftOut] = []
    for name in sorted(found):
        candidate = found[name]
        if name in schedule.solution.starts or (candidate.kind == "action" and candidate.done):
            continue
        if candidate.barred is not None:
            if candidate.provider is None or not is_useful(candidate, schedule.firm, worth):
                continue
            rows.append(_row(candidate, candidate.barred, ()))
        else:
            reason, related = why_out(schedule, candidate, chosen, settings, moved)
            rows.append(_row(candidate, reason, related))
    return tuple(rows)


def _last(firm: Firm, scores: Scores, name: str) -> float:
    if name in {group.id for group in firm.compiled.groups}:
        return float(firm.group(scores, name)[-1])
    return firm.views[name].score or 0.0


def _row(candidate: Candidate, reason: str, related: Sequence[str]) -> LeftOut:
    return LeftOut.model_validate(
        {
            "id": candidate.id,
            "kind": candidate.kind,
            "reason": reason,
            "nodes": tuple(dict.fromkeys(close.indicator for close in candidate.closes)),
            "related": tuple(related),
        }
    )


def _projection(schedule: Schedule, scores: Scores, quarter: int) -> Projection:
    firm, row = schedule.firm, schedule.row_after(quarter)
    root = firm.compiled.groups[firm.compiled.root].id
    position = firm.compiled.root
    start, now = scores.low[0, position], scores.low[row, position]
    return Projection(
        quarter=quarter,
        overall=_number(firm.group(scores, root)[row]),
        low=_number(start + DELIVERED_AT_LEAST * (now - start)),
        high=_number(scores.high[row, position]),
        nodes={
            name: _number(firm.group(scores, name)[row])
            for name in firm.dimensions
            if name in {group.id for group in firm.compiled.groups}
        },
    )


def _number(value: float) -> float | None:
    return None if value != value else float(value)  # noqa: PLR0124 - NaN alone differs from itself
