"""A plan with all it came from: solved by HiGHS, or taken over from what a firm has accepted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from jazari_assess.engine.plan_before.build import Useful, gaps, importance, problem_of, useful
from jazari_assess.engine.plan_before.candidates import Candidate
from jazari_assess.engine.plan_before.firm import Firm
from jazari_assess.engine.plan_before.milp import solve
from jazari_assess.engine.plan_before.problem import Solution
from jazari_assess.engine.plan_before.schedule import Schedule
from jazari_assess.engine.score.kernel import Floats, Scores
from jazari_assess.model.plan_settings import KeptPlan, PlanSettings

_NOTHING = Solution(starts={}, objective=0.0, gap=0.0, status="optimal", solver_seconds=0.0)


@dataclass(frozen=True, kw_only=True)
class Solved:
    """A plan with all it came from; ``scores`` has a row before any item and one after each."""

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

    def gain_of(self, candidate: Candidate) -> float:
        """Return the points on the overall score that an entry could bring by itself, gaps aside."""
        firm = self.firm
        return sum(
            firm.shares[close.indicator][1]
            * firm.views[firm.shares[close.indicator][0]].share
            * (close.high - max(close.low, firm.views[close.indicator].score or 0.0))
            for close in candidate.closes
        )


def solved(
    firm: Firm,
    found: Mapping[str, Candidate],
    wanted: Mapping[str, float],
    settings: PlanSettings,
    *,
    at_end: bool = False,
) -> Solved:
    """Plan a firm; ``at_end`` looks at the points at the end of the horizon alone, whatever they cost."""
    worth = _worth(firm, wanted, settings)
    chosen = useful(found, firm, worth, settings)
    problem = problem_of(firm, chosen, wanted, settings)
    if at_end:
        problem = replace(problem, discount=1.0, items=tuple(replace(item, penalty=0.0) for item in problem.items))
    solution = _NOTHING
    if problem.items or problem.demand:
        solution = solve(problem, mip_gap=settings.mip_gap, time_limit=settings.time_limit)
    schedule = Schedule(problem=problem, solution=solution, firm=firm)
    return _solved(schedule, found, chosen, settings, worth)


def taken_over(firm: Firm, found: Mapping[str, Candidate], wanted: Mapping[str, float], kept: KeptPlan) -> Solved:
    """Take over an accepted plan as it is; entries that the catalogue has no more are left out."""
    worth = _worth(firm, wanted, kept.settings)
    locks = {**kept.settings.locks, **kept.items}
    known = {name: lock for name, lock in locks.items() if name in found}
    chosen = useful(found, firm, worth, kept.settings.model_copy(update={"locks": known}))
    problem = problem_of(firm, chosen, wanted, kept.settings)
    starts = {item.id: kept.items[item.id] for item in problem.items if item.id in kept.items}
    solution = Solution(starts=starts, objective=0.0, gap=0.0, status="kept", solver_seconds=0.0)
    schedule = Schedule(problem=problem, solution=solution, firm=firm)
    return _solved(schedule, found, chosen, kept.settings, worth)


def _worth(firm: Firm, wanted: Mapping[str, float], settings: PlanSettings) -> Mapping[str, float]:
    lacking = gaps(firm, wanted)
    return {name: importance(firm, settings, name) if lacking[name] > 0 else 0.0 for name in firm.dimensions}


def _solved(
    schedule: Schedule,
    found: Mapping[str, Candidate],
    chosen: Useful,
    settings: PlanSettings,
    worth: Mapping[str, float],
) -> Solved:
    return Solved(
        schedule=schedule,
        scores=schedule.firm.moved(schedule.steps),
        found=found,
        chosen=chosen,
        settings=settings,
        worth=worth,
    )
