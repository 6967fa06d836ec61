"""Who plans name: of how many firms each service could be used, by how many it is named, and what is named wrongly."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jazari_assess.engine.eligibility import barred
from jazari_assess.model.catalogue import Catalogue
from jazari_assess.model.plan import Plan
from jazari_assess.model.profile import Profile
from jazari_assess.model.services import Service

FEWEST = 3
"""Providers that every firm should have to approach."""


@dataclass(frozen=True, kw_only=True)
class Named:
    """What one plan names: services for which the firm may ask, those named, providers, and what is named wrongly."""

    possible: frozenset[str]
    services: frozenset[str]
    providers: frozenset[str]
    wrong: tuple[str, ...]
    actions: int
    supported: int


def named(plan: Plan, profile: Profile, catalogue: Catalogue) -> Named:
    """Return what a plan names."""
    services = catalogue.services
    supports = [
        (item.id, one) for item in plan.items for support in item.supports for one in (support.service, *support.equals)
    ]
    partners = [one for partner in plan.partners for one in partner.services]
    actions = [item for item in plan.items if item.kind == "action"]
    used = {*(one for _, one in supports), *partners}
    return Named(
        possible=frozenset(
            name for name, one in services.items() if _why_closed(one) is None and not _out(one, profile)
        ),
        services=frozenset(used),
        providers=frozenset(partner.provider for partner in plan.partners),
        wrong=(
            *(name for name in used if _out(services[name], profile) or _why_closed(services[name]) is not None),
            *(one for item, one in supports if not _fits(item, services[one], catalogue)),
        ),
        actions=len(actions),
        supported=sum(bool(item.supports) for item in actions),
    )


def _out(service: Service, profile: Profile) -> bool:
    return barred(service, profile) is not None


def _why_closed(service: Service) -> str | None:
    """Return why a service is not named to anybody, None where it may be."""
    if service.open == "closed" or service.status == "ended":
        return "closed or ended"
    return "no help to a firm by its source" if service.function == "none" else None


def _fits(item: str, service: Service, catalogue: Catalogue) -> bool:
    return item in service.supports or catalogue.actions[item].indicator in service.meets.nodes


def report(rows: Sequence[Named], catalogue: Catalogue) -> Iterator[str]:
    """Yield the lines of the table, in Markdown."""
    firms, actions = len(rows), sum(row.actions for row in rows)
    supported = sum(row.supported for row in rows)
    enough = sum(len(row.providers) >= FEWEST for row in rows)
    yield f"{firms} firms; named outside region, trade, size, state or purpose: {sum(len(row.wrong) for row in rows)}"
    yield f"actions with a support: {supported} of {actions} ({supported / max(1, actions):.0%})"
    yield f"firms with at least {FEWEST} providers to approach: {enough} of {firms} ({enough / firms:.1%})"
    yield ""
    yield "| provider | firms to which it is named |"
    yield "|---|---|"
    yield from _lines(Counter(one for row in rows for one in row.providers), catalogue.providers, firms)
    yield ""
    yield "| service | may be named to | is named to |"
    yield "|---|---|---|"
    possible = Counter(one for row in rows for one in row.possible)
    used = Counter(one for row in rows for one in row.services)
    for name in sorted(catalogue.services, key=lambda name: (-used[name], name)):
        closed = _why_closed(catalogue.services[name])
        yield f"| {name} | {closed or _share(possible[name], firms)} | {_share(used[name], firms)} |"


def _lines(counted: Mapping[str, int], names: Iterable[str], firms: int) -> Iterator[str]:
    for name in sorted(names, key=lambda name: (-counted.get(name, 0), name)):
        yield f"| {name} | {_share(counted.get(name, 0), firms)} |"


def _share(count: int, firms: int) -> str:
    return f"{count / firms:.1%}"
