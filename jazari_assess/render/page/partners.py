"""The part of a page about who can help: with each action, and the providers to approach."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from jazari_assess.model.plan import Partner as PlannedPartner
from jazari_assess.model.plan import Support as PlannedSupport
from jazari_assess.model.provider import Provider
from jazari_assess.render.page.plan_types import Partner, PartnerGroup, ServiceSheet, Support
from jazari_assess.render.page.reasons import NAMED, item_titles, quoted
from jazari_assess.render.page.sources import Sources
from jazari_assess.render.plain_text import sentence

_REST_OF_NAME = re.compile(" \\(|[,،]")
_OWN_NAME = re.compile(r"\b[A-Z]\w{2,}")
SUPPORTS_TOLD = 2
"""Services named with an action: the best, and a second."""
_SURE = ("in-force", "launched", "in-operation")
"""States in which an offer runs; in any other, the reader is told to check."""


def support(found: PlannedSupport, sources: Sources) -> Support:
    """Return who can help with an action, and with what; what is not open is to be asked for first."""
    wording, words = sources.wording, sources.catalogue_text.services[found.service]
    check = wording.say("support.to-check") if found.to_check or found.status not in _SURE else ""
    facts = [
        *([wording.say("support.near")] if found.near else []),
        sentence(wording.say(f"status.{found.status}")),
        wording.say("support.own-days", days=wording.between("days", *found.own_days)),
        _dated(wording.set(words.source), found.as_of, sources),
    ]
    told = wording.say("list.dot").join(facts)
    return Support(
        title=_named(found.service, sources),
        provider=sources.provider_name(found.provider),
        function=wording.say(f"function.{found.function}"),
        delivers=wording.set(words.delivers),
        not_delivered=wording.set(words.not_delivered),
        facts=told,
        to_check="" if check in told else check,  # a source may say so itself
        equals=tuple(_named(name, sources) for name in found.equals),
    )


def _dated(source: str, as_of: str, sources: Sources) -> str:
    """Return a source with its date, where it does not name it."""
    told = sources.wording.date(as_of)
    return source if told in source else sources.wording.say("support.dated", source=source, date=told)


def _named(service: str, sources: Sources) -> str:
    """Return the title of a service, with its provider where the title leaves that out."""
    title = sources.item_title(service)
    provider = sources.provider_name(sources.library.catalogue.structure.services[service].provider)
    head = _REST_OF_NAME.split(provider)[0]
    if head in title or any(re.search(rf"\b{own}\b", title) for own in _OWN_NAME.findall(provider)):
        return title
    return sources.wording.say("support.named", title=title, provider=provider)


def services(sources: Sources) -> tuple[ServiceSheet, ...]:
    """Return the services that help with actions of the plan, each once, in the order of the plan."""
    told = (found for item in sources.roadmap.items for found in item.supports[:SUPPORTS_TOLD])
    first = {found.service: found for found in reversed(list(told))}
    return tuple(_sheet(found, sources) for found in reversed(first.values()))


def _sheet(found: PlannedSupport, sources: Sources) -> ServiceSheet:
    one, catalogue = support(found, sources), sources.library.catalogue.structure
    service, provider = catalogue.services[found.service], catalogue.providers[found.provider]
    contacts = (service.contact, service.link, provider.contact, provider.link)
    return ServiceSheet(
        title=sources.item_title(found.service),
        provider=one.provider,
        function=one.function,
        delivers=one.delivers,
        not_delivered=one.not_delivered,
        facts=one.facts,
        contact=tuple(dict.fromkeys(sources.wording.set(told) for told in contacts if told)),
        to_check=one.to_check,
    )


def partners(sources: Sources) -> tuple[Partner, ...]:
    """Return the providers to approach, each for a reason that its stated purpose carries."""
    return tuple(_partner(found, sources) for found in sources.roadmap.partners)


def lacking_partners(sources: Sources) -> str:
    """Return the aims for which no source names anybody, so that nobody looks for them among the providers."""
    roadmap = sources.roadmap
    helped = {name for found in roadmap.partners for name in (*found.items, *found.aims)}
    alone = [aim for aim in roadmap.aims if helped.isdisjoint((aim.id, *aim.items))]
    if not alone:
        return ""
    aims = quoted([sources.aim_words(aim.id).title for aim in alone], sources)
    return sources.wording.say("partner.lacking", aims=aims)


def grouped(found: Sequence[Partner]) -> tuple[PartnerGroup, ...]:
    """Return providers that follow each other and are asked the same for the same reasons as one group."""

    def asked(one: Partner) -> tuple[object, ...]:
        return one.kind, one.reasons, one.when, one.ask, one.bring, one.effort, one.to_check

    return tuple(_group(list(members)) for _, members in groupby(found, key=asked))


def _group(members: Sequence[Partner]) -> PartnerGroup:
    return PartnerGroup(
        names=tuple(one.name for one in members),
        first=members[0],
        status=tuple(dict.fromkeys(one.status for one in members)),
        sources=tuple(dict.fromkeys(one.source for one in members)),
        contact=tuple(dict.fromkeys(line for one in members for line in one.contact)),
    )


def _partner(found: PlannedPartner, sources: Sources) -> Partner:
    wording, catalogue = sources.wording, sources.library.catalogue.structure
    provider: Provider = catalogue.providers[found.provider]
    words, asked = sources.catalogue_text.providers[found.provider], sources.catalogue_text.services[found.ask]
    service = catalogue.services[found.ask]
    contacts = (service.contact, service.link, provider.contact, provider.link)
    return Partner(
        id=found.provider,
        name=wording.set(words.name),
        kind=wording.say(f"provider-kind.{provider.kind}"),
        region=wording.say(f"region.{provider.region}"),
        near=wording.say("support.near") if found.near else "",
        purpose=wording.set(words.purpose),
        services=tuple(sources.item_title(name) for name in found.services),
        reasons=tuple(_reasons(found, sources)),
        brief=next(_reasons(found, sources, most=1)),
        when=_when(found, sources),
        ask=wording.set(asked.ask),
        bring=wording.set(asked.bring),
        effort=wording.between("days", *found.own_days),
        status=wording.set(words.status),
        source=wording.set(words.source),
        as_of=wording.date(provider.as_of),
        contact=tuple(dict.fromkeys(wording.set(told) for told in contacts if told)),
        to_check=wording.say("support.to-check") if found.to_check or provider.status not in _SURE else "",
    )


def _when(found: PlannedPartner, sources: Sources) -> str:
    """Return when to ask: in the quarter of the enquiry, where one is planned, else where help would be wanted."""
    asked = (item.quarter for item in sources.roadmap.items if item.provider == found.provider)
    quarter = next(asked, None)
    if quarter is not None:
        return sources.quarter_with_months(quarter)
    return sources.wording.say("partner.if-needed", quarter=sources.quarter_with_months(found.quarter))


def _reasons(found: PlannedPartner, sources: Sources, *, most: int = NAMED) -> Iterator[str]:
    """Yield what a provider's purpose meets in the plan: actions (so many are named), gaps, aims, flags."""
    say = sources.wording.say
    if found.items:
        yield say("partner.items", titles=item_titles(found.items, sources, most=most))
    if found.nodes:
        yield say("partner.nodes", titles=quoted([sources.main.title(node) for node in found.nodes], sources))
    if found.aims:
        yield say("partner.aims", titles=quoted([sources.aim_words(aim).title for aim in found.aims], sources))
    if found.flags:
        yield say("partner.flags", titles=quoted([sources.flag_words(flag).title for flag in found.flags], sources))
