"""The part of a page about the roadmap: what to do, when, why, with whom, and what was left out."""

from collections.abc import Sequence

from jazari_assess.model.catalogue import Service
from jazari_assess.model.roadmap import LeftOut, PlannedItem, Projection, WhyOut
from jazari_assess.render.page_scores import interval
from jazari_assess.render.page_types import Item, LeftOutGroup, Plan, Step
from jazari_assess.render.page_types import LeftOut as LeftOutRow
from jazari_assess.render.sources import Sources

_NO_NEWS: tuple[WhyOut, ...] = ("no-gap", "target-reached")
_SMALLEST_GAIN = 0.05
"""Points that would be shown as 0.0 are not shown."""


def plan(sources: Sources) -> Plan:
    """Return the roadmap in words, its items by quarter, the largest gain first."""
    wording, roadmap = sources.wording, sources.roadmap
    items = sorted(roadmap.items, key=lambda item: (item.quarter, -item.overall_gain))
    start = sources.result.provenance.date
    last = max([roadmap.settings.quarters, *(item.quarter + item.quarters - 1 for item in items)])
    return Plan(
        status=wording.say(f"plan.status.{roadmap.status}"),
        infeasible=_infeasible(sources),
        settings=tuple(_settings(sources)),
        quarters=tuple((wording.quarter(n), wording.quarter_months(start, n)) for n in range(1, last + 1)),
        items=tuple(planned(item, sources) for item in items),
        left_out=tuple(_left_out(item, sources) for item in roadmap.left_out),
        left_out_groups=tuple(_left_out_groups(roadmap.left_out, sources)),
        steps=tuple(_steps(sources)),
        total_effort=wording.say("item.person-days", days=wording.number(roadmap.person_days)),
    )


def _infeasible(sources: Sources) -> str:
    found, wording = sources.roadmap.infeasible, sources.wording
    if found is None:
        return ""
    points = {
        name: wording.say("state.not-scored") if value is None else wording.score(value)
        for name, value in (("needed", found.needed), ("best", found.best))
    }
    return wording.say(f"plan.infeasible.{found.reason}", related=_related(found.related, sources), **points)


def _settings(sources: Sources) -> Sequence[tuple[str, str]]:
    wording, settings = sources.wording, sources.roadmap.settings
    found = {
        "horizon": wording.say("plan.months", months=str(settings.horizon_months)),
        "capacity": wording.say("plan.days-a-quarter", days=wording.number(settings.capacity)),
    }
    if settings.budget is not None:
        found["budget"] = wording.say("firm.million-dirhams", amount=wording.number(settings.budget))
    return [(wording.say(f"plan.{name}"), value) for name, value in found.items()]


def planned(item: PlannedItem, sources: Sources) -> Item:
    """Return one item of the plan with its reasons and its source."""
    wording = sources.wording
    service = sources.library.catalogue.structure.services.get(item.id)
    words = _ItemWords(item, sources)
    provider = None if item.provider is None else sources.catalogue_text.providers[item.provider]
    last = item.quarter + item.quarters - 1
    quarter = wording.quarter(item.quarter)
    start = sources.result.provenance.date
    return Item(
        id=item.id,
        kind=item.kind,
        kind_text=wording.say(f"kind.{item.kind}"),
        title=sources.item_title(item.id),
        quarter=item.quarter,
        quarters=item.quarters,
        quarter_text=quarter
        if item.quarters == 1
        else wording.say("quarter.span", first=quarter, last=wording.quarter(last)),
        months=wording.quarter_months(start, item.quarter),
        effort=wording.say("item.effort", days=wording.number(item.person_days)),
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
        near=wording.say("item.near") if item.near else "",
        support=tuple(_support(name, sources) for name in item.support),
        tags=tuple(wording.say(f"tag.{tag}") for tag in item.tags),
    )


class _ItemWords:
    """The words that an action and a service have in different places; an item that is neither has only its step."""

    def __init__(self, item: PlannedItem, sources: Sources) -> None:
        words, put = sources.catalogue_text, sources.wording.set
        action, service = words.actions.get(item.id), words.services.get(item.id)
        self.first_step, self.done_when, self.why_provider = "", "", ""
        if action is not None:
            self.first_step, self.done_when = put(action.first_step), put(action.done_when)
        if service is not None:
            self.first_step, self.why_provider = put(service.first_step), put(service.why)


def _support(name: str, sources: Sources) -> str:
    service = sources.library.catalogue.structure.services[name]
    provider = sources.wording.set(sources.catalogue_text.providers[service.provider].name)
    return sources.wording.say("item.support", title=sources.item_title(name), provider=provider)


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
    return sources.wording.say(f"why-now.{item.why_now}", related=_related(item.related, sources))


def _related(related: Sequence[str], sources: Sources) -> str:
    return sources.wording.say("list.separator").join(
        sources.wording.say("list.quoted", title=sources.item_title(name)) for name in related
    )


def _left_out(item: LeftOut, sources: Sources) -> LeftOutRow:
    related = _related(item.related, sources)
    key = f"why-out.{item.reason}" + ("-by" if related and item.reason in ("dominated", "excluded", "prerequisite") else "")
    return LeftOutRow(
        title=sources.item_title(item.id),
        kind_text=sources.wording.say(f"kind.{item.kind}"),
        reason=sources.wording.say(key, related=related),
    )


def _left_out_groups(left_out: Sequence[LeftOut], sources: Sources) -> Sequence[LeftOutGroup]:
    """Return the reasons in the order they first occur, those that are no news last and only counted."""
    reasons = sorted(dict.fromkeys(item.reason for item in left_out), key=lambda reason: reason in _NO_NEWS)
    return [_group(reason, [item for item in left_out if item.reason == reason], sources) for reason in reasons]


def _group(reason: WhyOut, members: Sequence[LeftOut], sources: Sources) -> LeftOutGroup:
    counted = reason in _NO_NEWS
    return LeftOutGroup(
        reason=sources.wording.say(f"why-out.{reason}"),
        titles=() if counted else tuple(sources.item_title(item.id) for item in members),
        count=sources.wording.say("plan.counted", count=str(len(members))) if counted else "",
    )


def _steps(sources: Sources) -> Sequence[Step]:
    return [_step(found, sources) for found in sources.roadmap.projection]


def _step(found: Projection, sources: Sources) -> Step:
    wording = sources.wording
    start = sources.result.provenance.date
    return Step(
        name=wording.say("quarter.today") if found.quarter == 0 else wording.quarter(found.quarter),
        months=wording.date(start) if found.quarter == 0 else wording.quarter_months(start, found.quarter),
        value=found.overall,
        text=wording.say("state.not-scored") if found.overall is None else wording.score(found.overall),
        low=found.low,
        high=found.high,
        interval=interval(found.low, found.high, wording),
    )
