"""What if: the same firm planned under several settings, and what more capacity or budget would bring."""

from collections.abc import Sequence

from jazari_assess.engine.plan.content import content_of
from jazari_assess.engine.plan.roadmap import checked_case, planned
from jazari_assess.engine.plan.solve_case import solve_case
from jazari_assess.model.frontier import Frontier, FrontierPoint
from jazari_assess.model.library import Library
from jazari_assess.model.plan import Plan, Scarce
from jazari_assess.model.plan_settings import PlanSettings
from jazari_assess.model.result import Result

FRONTIER_SHARES = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0)
"""At which multiples of the settings' capacity or budget the frontier is drawn."""
_MEANS_DECIMALS = 6
"""Of the means that are tried: a millionth of a million dirhams is one dirham; finer is the noise of doubles."""


def compare(result: Result, library: Library, several: Sequence[PlanSettings], *, date: str) -> tuple[Plan, ...]:
    """Plan one firm under each of several settings, in their order.

    A plan of smaller means is where the search for one of larger means begins: more days never lower the value.
    """
    content = content_of(library, result.models[0].model)
    found: dict[int, Plan] = {}
    starts: dict[str, int] = {}
    for place in sorted(range(len(several)), key=lambda place: _means(several[place])):
        found[place] = planned(content, result.assessment, several[place], date=date, known=starts)
        starts = {item.id: item.quarter for item in found[place].items if item.kind != "enquiry"} or starts
    return tuple(found[place] for place in range(len(several)))


def _means(settings: PlanSettings) -> tuple[float, float, int]:
    budget = float("inf") if settings.budget is None else settings.budget
    return settings.capacity or 0.0, budget, settings.quarters


def frontier(result: Result, library: Library, settings: PlanSettings, *, scarce: Scarce = "capacity") -> Frontier:
    """Return what less and more capacity or budget brings; a level to reach is left aside.

    The value never falls, the shown score may: aims and flags count too. Raises ``ValueError`` when the budget is asked
    for and the settings have none.
    """
    content = content_of(library, result.models[0].model)
    free = settings.model_copy(update={"reach_level": None})
    means = checked_case(content, result.assessment, free).capacity if scarce == "capacity" else settings.budget
    if means is None:
        raise ValueError(scarce)
    points: list[FrontierPoint] = []
    starts: dict[str, int] = {}
    for share in FRONTIER_SHARES:
        own = free.model_copy(update={scarce: round(means * share, _MEANS_DECIMALS)})
        made = solve_case(checked_case(content, result.assessment, own), starts)
        starts = dict(made.solution.starts)
        scores = made.schedule.after_quarters
        place = made.case.firm.compiled.root
        points.append(
            FrontierPoint(
                means=means * share,
                value=made.solution.worth,
                overall=float(scores.overall[-1]),
                low=float(scores.bounds[0][-1, place]),
                items=len(starts),
                person_days=sum(made.problem.items[name].days for name in starts),
            )
        )
    return Frontier(scarce=scarce, points=tuple(points))
