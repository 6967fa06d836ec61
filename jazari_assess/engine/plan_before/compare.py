"""What if: the same firm planned under several settings, and what more capacity or budget would bring."""

from collections.abc import Iterator, Sequence

from jazari_assess.engine.plan_before.roadmap import plan
from jazari_assess.model.library import Library
from jazari_assess.model.plan_settings import PlanSettings
from jazari_assess.model.result import Result
from jazari_assess.model.roadmap import Frontier, FrontierPoint, Roadmap, Scarce

FRONTIER_SHARES = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0)
"""At which multiples of the settings' capacity or budget the frontier is drawn."""


def compare(result: Result, library: Library, several: Sequence[PlanSettings], *, date: str) -> tuple[Roadmap, ...]:
    """Plan one firm under each of several settings."""
    return tuple(plan(result, library, settings, date=date) for settings in several)


def frontier(
    result: Result, library: Library, settings: PlanSettings, *, date: str, scarce: Scarce = "capacity"
) -> Frontier:
    """Return the estimated overall score at the end of the horizon for less and more capacity or budget.

    A level to reach is left aside: what counts is what the means bring. What fits into less fits into more, so a point
    is never below the ones before it; only the settings' own point stands as its own plan says.
    Raises ``ValueError`` when the budget is asked for and the settings have none.
    """
    means = settings.capacity if scarce == "capacity" else settings.budget
    if means is None:
        raise ValueError(scarce)
    free = settings.model_copy(update={"reach_level": None})
    several = [free.model_copy(update={scarce: round(means * share, 6)}) for share in FRONTIER_SHARES]
    plans = compare(result, library, several, date=date)
    points = [_point(own, roadmap, scarce) for own, roadmap in zip(several, plans, strict=True)]
    return Frontier(scarce=scarce, points=tuple(_rising(points, own=FRONTIER_SHARES.index(1.0))))


def _rising(points: Sequence[FrontierPoint], *, own: int) -> Iterator[FrontierPoint]:
    best: FrontierPoint | None = None
    for position, point in enumerate(points):
        if best is None or (point.overall or 0.0) >= (best.overall or 0.0):
            best = point
        yield point if position == own else best.model_copy(update={"means": point.means})


def _point(settings: PlanSettings, roadmap: Roadmap, scarce: Scarce) -> FrontierPoint:
    last = roadmap.projection[-1]
    return FrontierPoint(
        means=settings.capacity or 0.0 if scarce == "capacity" else settings.budget or 0.0,
        overall=last.overall,
        low=last.low,
        items=len(roadmap.items),
        person_days=roadmap.person_days,
        status=roadmap.status,
    )
