"""The part of a page that looks ahead: where each score may stand after each quarter, and how good the plan is."""

import math
from collections.abc import Sequence

from jazari_assess.model.roadmap import FrontierPoint, Projection, Scarce
from jazari_assess.render.page.left_out import related_titles
from jazari_assess.render.page.scores import interval
from jazari_assess.render.page.sources import Sources
from jazari_assess.render.page.types import Means, Outlook, Step, WhatIf

MOST_QUARTERS = 6
"""So many quarters have room side by side on a page."""
_FEWEST_POINTS = 2
"""One point is no curve."""
_EXACT = 5e-4
_TENTHS = 10
_WITHOUT = {"time-limit": "no-time", "not-scored": "not-yet"}


def steps(sources: Sources) -> tuple[Step, ...]:
    """Return the overall score expected today and after each quarter."""
    return tuple(_step(found, found.overall, found.low, found.high, sources) for found in sources.roadmap.projection)


def outlooks(sources: Sources) -> tuple[Outlook, ...]:
    """Return each dimension as it is expected to move, in the order of the model; nothing without a plan."""
    roadmap = sources.roadmap
    if roadmap.infeasible is not None or not roadmap.projection:
        return ()
    return tuple(_outlook(node, sources) for node in roadmap.projection[0].nodes)


def shown_quarters(count: int, most: int) -> tuple[int, ...]:
    """Return today and at most so many quarters side by side: all, or every second, third, ... up to the last."""
    apart = max(1, math.ceil(count / most))
    return (0, *reversed(range(count, 0, -apart)))


def _outlook(node: str, sources: Sources) -> Outlook:
    roadmap, wording = sources.roadmap, sources.wording
    target = roadmap.targets.get(node)
    return Outlook(
        title=sources.main.title(node),
        short=sources.main.short(node),
        steps=tuple(_of_node(found, node, sources) for found in roadmap.projection),
        target=target,
        target_text="" if target is None else wording.target(target),
    )


def _of_node(found: Projection, node: str, sources: Sources) -> Step:
    bounds = found.intervals.get(node)
    low, high = (None, None) if bounds is None else (bounds.low, bounds.high)
    return _step(found, found.nodes[node], low, high, sources)


def _step(found: Projection, value: float | None, low: float | None, high: float | None, sources: Sources) -> Step:
    wording, start = sources.wording, sources.result.provenance.date
    return Step(
        name=wording.say("quarter.today") if found.quarter == 0 else wording.quarter(found.quarter),
        months=wording.date(start) if found.quarter == 0 else wording.quarter_months(start, found.quarter),
        value=value,
        text=wording.say("state.not-scored") if value is None else wording.score(value),
        low=low,
        high=high,
        interval=interval(low, high, wording),
    )


def status(sources: Sources) -> str:
    """Return how good the plan is: the best, or how far from the best possible it may be."""
    roadmap = sources.roadmap
    key: str = roadmap.status
    if roadmap.infeasible is not None:
        key = _WITHOUT.get(roadmap.infeasible.reason, "infeasible")
    elif key == "time-limit":
        key = "time-limit" if roadmap.gap is None else "time-limit-near"
    elif key == "optimal" and roadmap.gap is not None and roadmap.gap >= _EXACT:
        key = "near"
    gap = "" if roadmap.gap is None else sources.wording.exact_percent(roadmap.gap)
    return sources.wording.say(f"plan.status.{key}", gap=gap)


def infeasible(sources: Sources) -> str:
    """Return why there is no plan and what could be had instead; nothing when there is one."""
    found, wording = sources.roadmap.infeasible, sources.wording
    if found is None:
        return ""
    points = {
        name: wording.say("state.not-scored") if value is None else wording.score(value)
        for name, value in (("needed", found.needed), ("best", found.best))
    }
    if found.reason != "level":
        related = related_titles(found.related, sources)
        return wording.say(f"plan.infeasible.{found.reason}", related=related, seconds=_seconds(sources))
    told = [wording.say("plan.infeasible.level", **points)]
    if found.margin is not None and found.margin >= _EXACT:
        told.append(wording.say("plan.infeasible.margin", points=wording.points(_up(found.margin))))
    if found.related:
        told.append(wording.say("plan.infeasible.demands", nodes=_named(found.related, sources)))
    return " ".join(told)


def _seconds(sources: Sources) -> str:
    return sources.wording.number(sources.roadmap.settings.time_limit)


def _up(points: float) -> float:
    """Return points rounded up to what is shown: a margin is never told smaller than it is."""
    return math.ceil(points * _TENTHS) / _TENTHS


def _named(nodes: Sequence[str], sources: Sources) -> str:
    quoted = (sources.wording.say("list.quoted", title=sources.main.title(node)) for node in nodes)
    return sources.wording.say("list.separator").join(quoted)


def what_if(sources: Sources) -> WhatIf | None:
    """Return the score expected for less and more means, or None where it was not asked for or says nothing."""
    frontier = sources.comparison.frontier
    if frontier is None or sum(point.overall is not None for point in frontier.points) < _FEWEST_POINTS:
        return None
    return WhatIf(
        unit=sources.wording.say(f"what-if.unit.{frontier.scarce}"),
        points=tuple(_means(point, frontier.scarce, sources) for point in frontier.points),
    )


def _means(point: FrontierPoint, scarce: Scarce, sources: Sources) -> Means:
    wording, settings = sources.wording, sources.roadmap.settings
    return Means(
        means=point.means,
        means_text=wording.number(point.means),
        value=point.overall,
        text=wording.say("state.not-scored") if point.overall is None else wording.score(point.overall),
        effort=wording.number(point.person_days),
        items=wording.number(point.items),
        chosen=point.means == (settings.capacity if scarce == "capacity" else settings.budget),
    )
