"""The part of a page about the roadmap: what to do, when, why, and with whom."""

from collections.abc import Sequence

from jazari_assess.model.catalogue import Service
from jazari_assess.model.roadmap import PlannedItem, Tag
from jazari_assess.render.page.left_out import gaps_left, left_out, left_out_groups, named, passed_over, related_titles
from jazari_assess.render.page.outlook import MOST_QUARTERS, infeasible, outlooks, shown_quarters, status, steps
from jazari_assess.render.page.sources import Sources
from jazari_assess.render.page.types import Item, Plan
from jazari_assess.render.page.wording import Wording
from jazari_assess.render.plain_text import sentence

_SMALLEST_GAIN = 0.05
"""Points that would be shown as 0.0 are not shown."""


def plan(sources: Sources) -> Plan:
    """Return the roadmap in words, its items by quarter, the largest gain first."""
    wording, roadmap = sources.wording, sources.roadmap
    items = sorted(roadmap.items, key=lambda item: (item.quarter, -item.overall_gain))
    start = sources.result.provenance.date
    last = max([roadmap.settings.quarters, *(item.quarter + item.quarters - 1 for item in items)])
    return Plan(
        status=status(sources),
        infeasible=infeasible(sources),
        settings=tuple(_settings(sources)),
        quarters=tuple((wording.quarter(n), wording.quarter_months(start, n)) for n in range(1, last + 1)),
        items=tuple(planned(item, sources) for item in items),
        quick_wins=_tagged("quick-win", items, sources),
        foundations=_tagged("foundation", items, sources),
        gaps_left=gaps_left(sources.main.scores.highlights.gaps, sources),
        left_out=left_out(sources),
        left_out_groups=left_out_groups(sources),
        steps=steps(sources),
        outlooks=outlooks(sources),
        outlook_quarters=shown_quarters(roadmap.settings.quarters, MOST_QUARTERS),
        total_effort=_effort(roadmap.person_days, wording),
    )


def _tagged(tag: Tag, items: Sequence[PlannedItem], sources: Sources) -> tuple[str, ...]:
    return tuple(sources.item_title(item.id) for item in items if tag in item.tags)


def _settings(sources: Sources) -> Sequence[tuple[str, str]]:
    wording, settings = sources.wording, sources.roadmap.settings
    capacity = settings.capacity or 0.0
    found = {
        "horizon": wording.counted("months", settings.horizon_months, str(settings.horizon_months)),
        "capacity": wording.say(
            "plan.days-a-quarter",
            days=wording.counted("days", capacity, wording.number(capacity)),
        ),
    }
    if settings.budget is not None:
        found["budget"] = wording.say("firm.million-dirhams", amount=wording.number(settings.budget))
    if settings.reach_level is not None:
        found["level"] = wording.number(settings.reach_level)
    if sources.roadmap.accepted is not None:
        found["accepted"] = wording.date(sources.roadmap.accepted)
    return [
        *((wording.say(f"plan.{name}"), value) for name, value in found.items()),
        *(
            (wording.say("plan.target", node=sources.main.title(node)), wording.number(score))
            for node, score in settings.targets.items()
        ),
        *(
            (wording.say("plan.priority", node=sources.main.title(node)), wording.number(weight))
            for node, weight in settings.priorities.items()
        ),
    ]


def planned(item: PlannedItem, sources: Sources) -> Item:
    """Return one item of the plan with its reasons and its source."""
    wording = sources.wording
    service = sources.library.catalogue.structure.services.get(item.id)
    words = _ItemWords(item, sources)
    provider = None if item.provider is None else sources.catalogue_text.providers[item.provider]
    last = item.quarter + item.quarters - 1
    start = sources.result.provenance.date
    return Item(
        id=item.id,
        kind=item.kind,
        kind_text=wording.say(f"kind.{item.kind}"),
        title=sources.item_title(item.id),
        quarter=item.quarter,
        quarters=item.quarters,
        quarter_text=wording.quarter(item.quarter)
        if item.quarters == 1
        else wording.say("quarter.span", first=str(item.quarter), last=str(last)),
        months=wording.quarter_months(start, item.quarter, last),
        effort=_effort(item.person_days, wording),
        person_days=item.person_days,
        cost="" if item.cost is None else wording.say("firm.million-dirhams", amount=wording.number(item.cost)),
        gains=tuple(_gains(item, sources)),
        overall_gain=item.overall_gain,
        overall_gain_text=wording.say("item.overall-gain", points=wording.signed(item.overall_gain)),
        why=tuple(_why(item, sources)),
        why_now=_why_now(item, sources),
        first_step=words.first_step,
        done_when=words.done_when,
        provider="" if provider is None else wording.set(provider.name),
        provider_id=item.provider or "",
        why_provider=words.why_provider,
        status="" if service is None else wording.say(f"status.{service.status}"),
        source="" if service is None else _source(item.id, service, sources),
        to_check=wording.say("item.to-check") if item.to_check else "",
        near="" if service is None else _reach(item, service, sources),
        support=tuple(named(name, sources) for name in item.support),
        passed_over=passed_over(item, sources),
        tags=tuple(wording.say(f"tag.{tag}") for tag in item.tags),
    )


def _effort(days: float, wording: Wording) -> str:
    return wording.say("item.effort", days=wording.counted("days", days, wording.number(days)))


class _ItemWords:
    """The words that an action and a service have in different places; an item that is neither has only its step."""

    def __init__(self, item: PlannedItem, sources: Sources) -> None:
        words, put = sources.catalogue_text, sources.wording.set
        action, service = words.actions.get(item.id), words.services.get(item.id)
        self.first_step, self.done_when, self.why_provider = "", "", ""
        if action is not None:
            self.first_step, self.done_when = put(action.first_step), put(action.done_when)
        if service is not None:
            self.first_step, self.why_provider = put(service.first_step), sentence(put(service.why))


def _reach(item: PlannedItem, service: Service, sources: Sources) -> str:
    """Say why this firm is served: where the provider is, which regions and sectors it serves."""
    wording, firm = sources.wording, sources.result.assessment.profile.region
    region = sources.library.catalogue.structure.providers[service.provider].region
    told: list[str] = []
    if item.near:
        told.append(wording.say("item.near"))
    else:
        if firm is not None and region not in (firm, "national"):
            told.append(wording.say("item.far", region=wording.say(f"region.{region}")))
        told.append(wording.say("item.serves-all" if "all" in service.regions else "item.serves-region"))
    told.append(wording.say("item.sector-all" if "all" in service.sectors else "item.sector-own"))
    return " ".join(told)


def _source(name: str, service: Service, sources: Sources) -> str:
    words, date = sources.wording.set(sources.catalogue_text.services[name].source), sources.wording.date(service.as_of)
    return words if date in words else sources.wording.say("item.source", source=words, date=date)


def _why(item: PlannedItem, sources: Sources) -> Sequence[str]:
    wording = sources.wording
    return [
        wording.say(
            "item.closes",
            node=sources.main.title(closed.node),
            before=wording.score(closed.before),
            after=wording.score(closed.after),
        )
        for closed in item.closes
    ]


def _gains(item: PlannedItem, sources: Sources) -> Sequence[str]:
    wording = sources.wording
    return [
        wording.say("item.gain-on", points=wording.signed(points), node=sources.main.title(node))
        for node, points in item.gains.items()
        if points >= _SMALLEST_GAIN
    ]


def _why_now(item: PlannedItem, sources: Sources) -> str:
    return sources.wording.say(f"why-now.{item.why_now}", related=related_titles(item.related, sources))
