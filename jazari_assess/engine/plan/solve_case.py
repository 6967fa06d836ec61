"""A case solved: the problem, the plan that was found and how good it is, or one that a firm has accepted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from jazari_assess.engine.plan.build import Case, problem_of
from jazari_assess.engine.plan.exclusions import Exclusions
from jazari_assess.engine.plan.level import position_of
from jazari_assess.engine.plan.milp import Stop, solve
from jazari_assess.engine.plan.problem import TOLERANCE, Demand, PlanningProblem, Solution, Starts, broken, worth
from jazari_assess.engine.plan.schedule import Schedule

_TRIES = 4  # at a level: points of lists are estimates, so a plan may miss the bound by a little at first


@dataclass(frozen=True, kw_only=True)
class SolvedCase:
    """A plan with all it came from."""

    case: Case
    problem: PlanningProblem
    solution: Solution

    @cached_property
    def schedule(self) -> Schedule:
        """The plan in time."""
        return Schedule(case=self.case, problem=self.problem, starts=self.solution.starts)

    @cached_property
    def exclusions(self) -> Exclusions:
        """What the plan leaves out."""
        return Exclusions(schedule=self.schedule)


def stop_of(case: Case) -> Stop:
    """Return when the search for a case stops."""
    numbers = case.content.numbers.search
    return Stop(gap=case.settings.mip_gap, nodes=numbers.nodes, stall=numbers.stall)


def solve_case(case: Case, known: Starts | None = None) -> SolvedCase:
    """Plan a case; ``known`` is a plan that may fit it, as that of smaller means does: the result is no worse."""
    problem = problem_of(case)
    usable = _usable(problem, known or {})
    if case.settings.reach_level is not None:
        return _for_level(case, problem)
    solution = solve(problem, stop_of(case), known=usable)
    return SolvedCase(case=case, problem=problem, solution=solution)


def _usable(problem: PlanningProblem, known: Starts) -> Starts | None:
    starts = {name: start for name, start in known.items() if name in problem.items}
    return starts if starts and not broken(problem, starts) else None


def _for_level(case: Case, problem: PlanningProblem) -> SolvedCase:
    """Plan the least effort that reaches a level, and ask for more where the scores computed anew fall short."""
    made = SolvedCase(case=case, problem=problem, solution=solve(problem, stop_of(case)))
    for _ in range(_TRIES):
        short = shortfall(made) if made.solution.feasible else {}
        if not short:
            break
        demands = tuple(_raised(demand, short) for demand in made.problem.demands)
        raised = replace(made.problem, demands=demands)
        made = SolvedCase(case=case, problem=raised, solution=solve(raised, stop_of(case)))
    return made


def shortfall(made: SolvedCase) -> Mapping[str, float]:
    """Return by how many points a plan misses the level asked for: of the whole ("") and of dimensions that gate it."""
    case, reached = made.case, made.schedule.after_quarters
    levels = case.firm.compiled.model.levels
    position = position_of(levels, case.settings.reach_level or 0) or 0
    lacking = {"": levels.steps[position].from_ - float(reached.overall[-1])}
    for step in levels.steps[: position + 1]:
        for one in step.require:
            if one.node in reached.nodes:
                lacking[one.node] = max(lacking.get(one.node, 0.0), one.at_least - float(reached.nodes[one.node][-1]))
    return {name: points for name, points in lacking.items() if points > TOLERANCE}


def _raised(demand: Demand, short: Mapping[str, float]) -> Demand:
    name = next(iter(demand.weights)) if len(demand.weights) == 1 else ""
    return replace(demand, at_least=demand.at_least + short.get(name, 0.0) + TOLERANCE)


def taken_over(case: Case, starts: Starts) -> SolvedCase:
    """Take over an accepted plan as it is; entries that the catalogue has no more are left out."""
    problem = problem_of(case)
    kept = {name: start for name, start in starts.items() if name in problem.items}
    return SolvedCase(case=case, problem=problem, solution=Solution(starts=kept, worth=worth(problem, kept), gap=None))
