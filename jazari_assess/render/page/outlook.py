"""The part of a page that looks ahead: where each score may stand at the end of quarters and phases."""

from jazari_assess.model.flags import URGENT
from jazari_assess.model.frontier import FrontierPoint
from jazari_assess.model.plan import Phase as PlannedPhase
from jazari_assess.model.plan import Plan, PlannedTarget, Projection, Scarce
from jazari_assess.render.page.effort import Effort
from jazari_assess.render.page.plan_types import Means, Outlook, Phase, Step, WhatIf
from jazari_assess.render.page.reasons import item_titles, quoted, why_words
from jazari_assess.render.page.scores import interval, level_title
from jazari_assess.render.page.sources import Sources

_FEWEST_POINTS = 2
"""One point is no curve."""
_EXACT = 0.01
"""A plan is called the best where no better one is worth one per cent more."""
_A_LITTLE = 0.1
"""Up to a tenth a better plan is a little better; beyond, what bounds it are halves of acts, and a figure misleads."""


def steps(sources: Sources) -> tuple[Step, ...]:
    """Return the overall score expected today and after each quarter."""
    return tuple(_step(found, found.overall, found.low, found.high, sources) for found in sources.roadmap.projection)


def outlooks(sources: Sources) -> tuple[Outlook, ...]:
    """Return each dimension as it is expected to move, in the order of the model; nothing without a plan."""
    roadmap = sources.roadmap
    if roadmap.infeasible is not None or not roadmap.projection:
        return ()
    return tuple(_outlook(node, sources) for node in roadmap.projection[0].nodes)


def _outlook(node: str, sources: Sources) -> Outlook:
    roadmap, wording = sources.roadmap, sources.wording
    target = roadmap.floors.get(node)
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
        interval=interval(low, high, sources.main),
    )


def phases(days: Effort, sources: Sources) -> tuple[Phase, ...]:
    """Return the phases of the plan with what is expected at their ends, in time and with a third of the items late."""
    return tuple(_phase(found, own, sources) for found, own in zip(sources.roadmap.phases, days.phases, strict=True))


def _phase(found: PlannedPhase, days: str, sources: Sources) -> Phase:
    wording, (first, last) = sources.wording, (found.quarters[0], found.quarters[-1])
    planned = [item for item in found.items if item in sources.planned]
    return Phase(
        id=found.id,
        title=wording.say(f"phase.{found.id}.title"),
        purpose=wording.say(f"phase.{found.id}.purpose{_calm(found, sources)}"),
        when=wording.quarters(first, last),
        months=wording.quarter_months(sources.result.provenance.date, first, last),
        effort=days,
        keep=wording.say("phase.keep", days=wording.days(found.keep)) if found.keep else "",
        items=tuple(sources.item_title(item) for item in planned),
        expected=_expected(found.overall, found.level_id, sources),
        interval=interval(found.low, found.high, sources.main),
        late=_expected(found.late.overall, found.late.level_id, sources),
        nodes=tuple(_score(found.nodes.get(node), sources) for node in sources.main.dimensions()),
    )


def _calm(found: PlannedPhase, sources: Sources) -> str:
    """Return the end of the key of a phase's purpose: without anything urgent a first phase takes no risk away."""
    urgent = any(flag.severity == URGENT for flag in sources.roadmap.flags)
    return "-calm" if found.id == "secure" and not urgent else ""


def _expected(score: float | None, level_id: str | None, sources: Sources) -> str:
    """Return a score expected with its level."""
    if score is None or level_id is None:
        return _score(score, sources)
    level = level_title(level_id, sources.main)
    return sources.wording.say("phase.expected", score=sources.wording.score(score), level=level)


def _score(score: float | None, sources: Sources) -> str:
    return sources.wording.say("state.not-scored") if score is None else sources.wording.score(score)


def status(sources: Sources) -> str:
    """Return how good the plan is: the best, or how far from the best possible it may be."""
    return sources.wording.say(f"plan.status.{_standing(sources.roadmap)}", gap=_most_left(sources))


def search(sources: Sources) -> str:
    """Return in a director's words how far the search for the plan went; nothing where none was made."""
    if sources.roadmap.status != "planned":
        return ""
    return sources.wording.say(f"plan.search.{_standing(sources.roadmap)}", gap=_most_left(sources))


def _standing(roadmap: Plan) -> str:
    if roadmap.infeasible is not None and roadmap.infeasible.reason == "not-scored":
        return "not-yet"
    if roadmap.status != "planned" or (roadmap.gap is not None and roadmap.gap <= _EXACT):
        return roadmap.status
    return "near" if roadmap.gap is not None and roadmap.gap <= _A_LITTLE else "unknown"


def _most_left(sources: Sources) -> str:
    gap = sources.roadmap.gap
    return "" if gap is None else sources.wording.exact_percent(gap)


def infeasible(sources: Sources) -> str:
    """Return why there is no plan and what could be had instead; nothing when there is one."""
    found, wording = sources.roadmap.infeasible, sources.wording
    if found is None:
        return ""
    if found.reason != "level":
        return wording.say(f"plan.infeasible.{found.reason}", items=item_titles(found.items, sources))
    told = [
        wording.say("plan.infeasible.level", needed=_score(found.needed, sources), best=_score(found.best, sources))
    ]
    if found.nodes:
        nodes = quoted([sources.main.title(node) for node in found.nodes], sources, most=len(found.nodes))
        told.append(wording.say("plan.infeasible.demands", nodes=nodes))
    return " ".join(told)


def targets(sources: Sources) -> tuple[str, ...]:
    """Return how far the plan comes to each target, and why not further."""
    return tuple(_target(found, sources) for found in sources.roadmap.targets)


def _target(found: PlannedTarget, sources: Sources) -> str:
    wording = sources.wording
    asked = {"node": sources.main.title(found.node), "target": wording.target(found.target)}
    if found.reached is None:
        return wording.say("target.not-scored", **asked)
    if found.quarter == 0:
        return wording.say("target.there", **asked)
    if found.quarter is not None:
        return wording.say("target.reached", **asked, quarter=wording.quarters(found.quarter))
    lacking = wording.points(found.target - found.reached)
    told = [wording.say("target.short", **asked, reached=wording.score(found.reached), points=lacking)]
    if found.most is not None and found.most < found.target:
        told.append(wording.say("target.most", most=wording.score(found.most)))
    if found.next is not None and found.reason is not None:
        reason = why_words(found.reason, sources)
        told.append(wording.say("target.next", item=item_titles([found.next], sources), reason=reason))
    return " ".join(told)


def what_if(sources: Sources) -> WhatIf | None:
    """Return the score expected for less and more means, or None where it was not asked for or says nothing."""
    frontier = sources.comparison.frontier
    if frontier is None or sum(point.overall is not None for point in frontier.points) < _FEWEST_POINTS:
        return None
    return WhatIf(
        unit=sources.wording.say(f"what-if.unit.{frontier.scarce}"),
        points=tuple(_means(point, frontier.scarce, sources) for point in frontier.points),
    )


def _means(found: FrontierPoint, scarce: Scarce, sources: Sources) -> Means:
    wording, settings = sources.wording, sources.roadmap.settings
    chosen = found.means == (settings.capacity if scarce == "capacity" else settings.budget)
    point = _as_planned(found, sources.roadmap) if chosen else found
    return Means(
        means=point.means,
        means_text=wording.number(point.means),
        value=point.overall,
        text=wording.say("state.not-scored") if point.overall is None else wording.score(point.overall),
        effort=wording.number(point.person_days),
        items=wording.number(point.items),
        chosen=chosen,
    )


def _as_planned(point: FrontierPoint, roadmap: Plan) -> FrontierPoint:
    """Return the point of the plan that is shown: another as good may have been found with the same means."""
    if not roadmap.projection:
        return point
    return point.model_copy(
        update={
            "overall": roadmap.projection[-1].overall,
            "person_days": roadmap.person_days,
            "items": sum(item.kind != "enquiry" for item in roadmap.items),
        }
    )
