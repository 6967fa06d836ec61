"""A solved plan as the roadmap that every output renders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

import numpy as np

from jazari_assess.engine.plan.build import Useful, gaps, importance, is_useful, position_of, problem_of, useful
from jazari_assess.engine.plan.candidates import Candidate, candidates
from jazari_assess.engine.plan.firm import Firm, firm_of, targets
from jazari_assess.engine.plan.milp import solve
from jazari_assess.engine.plan.problem import PlanProblem, Solution
from jazari_assess.engine.plan.reasons import support, tags, why_now, why_out
from jazari_assess.engine.plan.schedule import Schedule
from jazari_assess.engine.score import Floats, Scores
from jazari_assess.errors import UsageError
from jazari_assess.model.library import Library
from jazari_assess.model.maturity import Group, MaturityModel
from jazari_assess.model.plan_settings import PlanSettings
from jazari_assess.model.result import Result
from jazari_assess.model.roadmap import Closed, Infeasible, LeftOut, PlannedItem, Projection, Roadmap, Status, WhyOut

DELIVERED_AT_LEAST = 0.5
"""The projection's lower end: only this part of the estimated gains comes true. Our assumption, shown as such."""


@dataclass(frozen=True, kw_only=True)
class _Solved:
    """A solved plan with all it came from; ``scores`` has a row before any item and one after each."""

    schedule: Schedule
    scores: Scores
    found: Mapping[str, Candidate]
    chosen: Useful
    settings: PlanSettings
    worth: Mapping[str, float]

    @property
    def firm(self) -> Firm:
        """The firm it was planned for."""
        return self.schedule.firm

    @cached_property
    def overall(self) -> Floats:
        """The overall score before any item and after each."""
        return self.firm.group(self.scores, self.firm.compiled.model.root)

    @cached_property
    def dimensions(self) -> Mapping[str, Floats]:
        """The score of each scored dimension that is a group, before any item and after each."""
        groups = {group.id for group in self.firm.compiled.groups}
        return {name: self.firm.group(self.scores, name) for name in self.firm.dimensions if name in groups}


def plan(result: Result, library: Library, settings: PlanSettings, *, date: str) -> Roadmap:
    """Plan one firm's roadmap from its result; ``date`` (YYYY-MM-DD) says which catalogue facts are old.

    Raises ``UsageError`` for a target, priority or lock that names nothing, or a level that does not exist.
    """
    model = library.models[result.models[0].model]
    firm = firm_of(library.questionnaires[model.structure.questionnaire], model, result.assessment)
    found = candidates(library.catalogue.structure, firm, date=date, stale_months=settings.stale_months)
    _check(settings, firm.compiled.model, found)
    wanted = targets(firm, settings)
    solved = _solve(firm, found, wanted, settings)
    problem, solution = solved.schedule.problem, solved.schedule.solution
    status = _status(problem, solution)
    items = _planned_items(solved)
    return Roadmap(
        schema_="jazari-assess/roadmap/1",
        model=model.structure.id,
        catalogue_sha256=library.catalogue.sha256,
        settings=settings,
        targets=wanted,
        status=status,
        gap=None if status == "infeasible" else solution.gap,
        person_days=sum(item.person_days for item in items),
        cost=sum(item.cost or 0.0 for item in items),
        items=items,
        left_out=() if status == "infeasible" else _left_out(solved),
        projection=tuple(_projection(solved, quarter) for quarter in range(settings.quarters + 1)),
        infeasible=_infeasible(firm, found, wanted, settings) if status == "infeasible" else None,
    )


def _infeasible(
    firm: Firm, found: Mapping[str, Candidate], wanted: Mapping[str, float], settings: PlanSettings
) -> Infeasible:
    """Say what cannot be kept: the level, with the most that can be reached instead, or the locks."""
    if settings.reach_level is not None:
        most = _solve(firm, found, wanted, settings.model_copy(update={"reach_level": None}))
        if most.schedule.solution.status != "infeasible":
            levels = firm.compiled.model.levels
            return Infeasible(
                reason="level",
                needed=levels.steps[position_of(levels, settings.reach_level)].from_,
                best=_number(most.overall[-1]),
            )
    return Infeasible(reason="locks", related=tuple(name for name, lock in settings.locks.items() if lock != "out"))


def _check(settings: PlanSettings, model: MaturityModel, found: Mapping[str, Candidate]) -> None:
    root = model.nodes[model.root]
    dimensions = root.children if isinstance(root, Group) else ()
    for name in (*settings.targets, *settings.priorities):
        if name not in dimensions:
            raise UsageError("dimension-unknown", found=name, known=", ".join(dimensions))
    for name in settings.locks:
        if name not in found:
            raise UsageError("catalogue-entry-unknown", found=name)


def _solve(firm: Firm, found: Mapping[str, Candidate], wanted: Mapping[str, float], settings: PlanSettings) -> _Solved:
    lacking = gaps(firm, wanted)
    worth = {name: importance(firm, settings, name) if lacking[name] > 0 else 0.0 for name in firm.dimensions}
    chosen = useful(found, firm, worth, settings)
    problem = problem_of(firm, chosen, wanted, settings)
    solution = _NOTHING
    if problem.items or problem.demand:
        solution = solve(problem, mip_gap=settings.mip_gap, time_limit=settings.time_limit)
    schedule = Schedule(problem=problem, solution=solution, firm=firm)
    return _Solved(
        schedule=schedule,
        scores=firm.moved(schedule.steps),
        found=found,
        chosen=chosen,
        settings=settings,
        worth=worth,
    )


_NOTHING = Solution(starts={}, objective=0.0, gap=0.0, status="optimal", solver_seconds=0.0)


def _status(problem: PlanProblem, solution: Solution) -> Status:
    if solution.status == "optimal":
        return "optimal" if problem.items else "nothing-to-do"
    return "time-limit" if solution.status == "time-limit" else "infeasible"


def _planned_items(solved: _Solved) -> tuple[PlannedItem, ...]:
    gains = [float(after - before) for before, after in pairwise(solved.overall)]
    middle = median(gains) if gains else 0.0
    items = [_planned_item(solved, position, gain, middle) for position, gain in enumerate(gains)]
    return tuple(sorted(items, key=lambda item: (item.quarter, -item.overall_gain, item.id)))


def _planned_item(solved: _Solved, position: int, gain: float, middle: float) -> PlannedItem:
    schedule = solved.schedule
    item = schedule.items[position]
    candidate = solved.found[item.id]
    reason, related = why_now(schedule, item, solved.settings)
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
        gains=_dimension_gains(solved, position),
        overall_gain=gain,
        tags=tags(schedule, item, candidate, gain, middle),
        why_now=reason,
        related=related,
        support=support(schedule, item, solved.chosen) if candidate.provider is None else (),
        near=candidate.near,
        to_check=candidate.to_check,
    )


def _dimension_gains(solved: _Solved, position: int) -> Mapping[str, float]:
    moved = {name: float(points[position + 1] - points[position]) for name, points in solved.dimensions.items()}
    return {name: gain for name, gain in moved.items() if gain > 0}


def _left_out(solved: _Solved) -> tuple[LeftOut, ...]:
    moved = {name: float(points[-1]) for name, points in solved.dimensions.items()}
    rows: list[LeftOut] = []
    for name in sorted(solved.found):
        candidate = solved.found[name]
        if name in solved.schedule.solution.starts or (candidate.kind == "action" and candidate.done):
            continue
        if candidate.barred is None:
            rows.append(_row(candidate, *why_out(solved.schedule, candidate, solved.chosen, solved.settings, moved)))
        elif candidate.provider is not None and is_useful(candidate, solved.firm, solved.worth):
            rows.append(_row(candidate, candidate.barred, ()))
    return tuple(rows)


def _row(candidate: Candidate, reason: WhyOut, related: Sequence[str]) -> LeftOut:
    return LeftOut(
        id=candidate.id,
        kind=candidate.kind,
        reason=reason,
        nodes=tuple(dict.fromkeys(close.indicator for close in candidate.closes)),
        related=tuple(related),
    )


def _projection(solved: _Solved, quarter: int) -> Projection:
    row, position = solved.schedule.row_after(quarter), solved.firm.compiled.root
    start, now = solved.scores.low[0, position], solved.scores.low[row, position]
    return Projection(
        quarter=quarter,
        overall=_number(solved.overall[row]),
        low=_number(start + DELIVERED_AT_LEAST * (now - start)),
        high=_number(solved.scores.high[row, position]),
        nodes={name: _number(points[row]) for name, points in solved.dimensions.items()},
    )


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
