"""The part of a page about what is not in the plan: services that would close a gap by name, the rest counted."""

import re
from collections.abc import Sequence

from jazari_assess.model.roadmap import LeftOut, PlannedItem, WhyOut
from jazari_assess.render.page.sources import Sources
from jazari_assess.render.page.types import LeftOut as LeftOutRow
from jazari_assess.render.page.types import LeftOutGroup

_REST_OF_NAME = re.compile(" \\(|[,،]")
_OWN_NAME = re.compile(r"\b[A-Z]\w{2,}")
_NO_NEWS: tuple[WhyOut, ...] = ("no-gap", "not-scored", "target-reached")
_CHOSEN: tuple[WhyOut, ...] = ("locked-out", "excluded", "budget")
_NAMES_OTHERS: tuple[WhyOut, ...] = ("dominated", "excluded", "prerequisite")


def left_out(sources: Sources) -> tuple[LeftOutRow, ...]:
    """Return everything that was left out, what could bring most first."""
    return tuple(_row(item, sources) for item in sources.roadmap.left_out)


def left_out_groups(sources: Sources) -> tuple[LeftOutGroup, ...]:
    """Return each reason once: what matters by name, the rest by how many; reasons with names first."""
    rows = sources.roadmap.left_out
    reasons = dict.fromkeys((*_reasons([row for row in rows if _matters(row)]), *_reasons(rows)))
    return tuple(_group([row for row in rows if row.reason == reason], sources) for reason in reasons)


def gaps_left(nodes: Sequence[str], sources: Sources) -> tuple[str, ...]:
    """Return those of some indicators that no item of the plan moves, each with the reason; nothing without a plan."""
    roadmap = sources.roadmap
    if roadmap.infeasible is not None:
        return ()
    moved = {closed.node for item in roadmap.items for closed in item.closes}
    return tuple(_gap_left(node, sources) for node in nodes if node not in moved)


def _gap_left(node: str, sources: Sources) -> str:
    """Return why an indicator stays where it is: by what the firm could do next itself, before what others offer."""
    wording = sources.wording
    rows = [row for row in sources.roadmap.left_out if node in row.nodes and row.reason != "no-gap"]
    first = min(rows, key=lambda row: (row.reason == "prerequisite", row.kind != "action"), default=None)
    reason = wording.say("plan.no-entry") if first is None else _row(first, sources).reason
    return wording.say("plan.gap-left", node=sources.main.short(node), reason=reason)


def passed_over(item: PlannedItem, sources: Sources) -> tuple[str, ...]:
    """Return services that would help with the same step, each with the reason why the firm is not eligible."""
    reasons = {row.id: row.reason for row in sources.roadmap.left_out}
    return tuple(
        sources.wording.say(
            "item.passed-over", title=named(name, sources), reason=sources.wording.say(f"why-out.{reasons[name]}")
        )
        for name in item.passed_over
        if name in reasons
    )


def named(name: str, sources: Sources) -> str:
    """Return the title of an entry of the catalogue, with its provider where it has one that the title leaves out."""
    service = sources.library.catalogue.structure.services.get(name)
    title = sources.item_title(name)
    provider = "" if service is None else sources.wording.set(sources.catalogue_text.providers[service.provider].name)
    if _names(title, provider):
        return title
    return sources.wording.say("item.support", title=title, provider=provider)


def _names(title: str, provider: str) -> bool:
    """Say whether a title names a provider: by its name without what follows in brackets, or by a name within it."""
    head = _REST_OF_NAME.split(provider)[0]
    return not provider or head in title or any(re.search(rf"\b{own}\b", title) for own in _OWN_NAME.findall(provider))


def related_titles(related: Sequence[str], sources: Sources) -> str:
    """Return the titles of items, quoted, as a list in words."""
    return sources.wording.say("list.separator").join(
        sources.wording.say("list.quoted", title=sources.item_title(name)) for name in related
    )


def _matters(row: LeftOut) -> bool:
    """Say whether a reader looks for it: a service that would close a gap, or something a choice has ruled out."""
    return row.reason in _CHOSEN or (row.kind != "action" and row.reason not in _NO_NEWS)


def _reasons(rows: Sequence[LeftOut]) -> Sequence[WhyOut]:
    """Return the reasons in the order they first occur, those that are no news last."""
    return sorted(dict.fromkeys(row.reason for row in rows), key=lambda reason: reason in _NO_NEWS)


def _row(item: LeftOut, sources: Sources) -> LeftOutRow:
    related = related_titles(item.related, sources)
    key = f"why-out.{item.reason}" + ("-by" if related and item.reason in _NAMES_OTHERS else "")
    return LeftOutRow(
        title=sources.item_title(item.id),
        kind_text=sources.wording.say(f"kind.{item.kind}"),
        reason=sources.wording.say(key, related=related),
    )


def _group(rows: Sequence[LeftOut], sources: Sources) -> LeftOutGroup:
    """Return what was left out for one reason, of which there is one at least."""
    wording = sources.wording
    titles = tuple(named(row.id, sources) for row in rows if _matters(row))
    more = len(rows) - len(titles)
    return LeftOutGroup(
        reason=wording.say(f"why-out.{rows[0].reason}"),
        titles=titles,
        count=wording.counted("plan.more" if titles else "plan.counted", more, str(more)) if more else "",
        number=len(rows),
    )
