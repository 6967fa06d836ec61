"""The catalogue in a terminal: its list, and one entry with what stands behind it."""

from collections.abc import Sequence
from itertools import chain

from rich.console import RenderableType
from rich.text import Text

from jazari_assess.app.catalogue import CatalogueEntry, Row
from jazari_assess.app.wording import figures
from jazari_assess.cli.terminal.entry import item_table
from jazari_assess.cli.terminal.tables import is_narrow, output, plain, row, table
from jazari_assess.model.catalogue import Action, Provider, Service
from jazari_assess.model.interface_text import InterfaceText

_WIDE = 110
"""Cells in which five columns stand beside each other without broken words."""
_SHORTEST, _LONGEST_ID = 20, 36
"""So much of an id stays on one line in a table: commands take it whole."""


def list_parts(rows: Sequence[Row], interface: InterfaceText) -> list[RenderableType]:
    """Return a table of providers, one of services and programmes, one of actions; lines where it is narrow."""
    groups = {
        "providers": [row for row in rows if isinstance(row.entry, Provider)],
        "services": [row for row in rows if isinstance(row.entry, Service)],
        "actions": [row for row in rows if isinstance(row.entry, Action)],
    }
    parts = chain.from_iterable(_group(name, own, interface) for name, own in groups.items() if own)
    return [*parts, plain(interface.say("catalogue.counted", count=str(len(rows))))]


def _group(name: str, rows: Sequence[Row], interface: InterfaceText) -> list[RenderableType]:
    heads = ("title", "indicator", "days") if name == "actions" else ("title", "kind", "region", "status")
    title = interface.say(f"commands.content.{name}")
    if is_narrow():
        return [plain(title, "bold"), *(plain(" · ".join(filter(None, _cells(row, interface)))) for row in rows)]
    made = table(*(interface.say(f"catalogue.heading.{head}") for head in heads), title=title)
    if output().width < _WIDE:
        made.columns[0].width = min(max(_SHORTEST, *(len(row.id) for row in rows)), _LONGEST_ID)
    if name == "actions":
        made.columns[1].no_wrap = True
    for one in rows:
        own, words, *rest = _cells(one, interface)
        row(made, Text.assemble(plain(words), "\n", plain(own, "dim")), *rest)
    return [made]


def _cells(row: Row, interface: InterfaceText) -> Sequence[str]:
    numbers, entry = figures(interface), row.entry
    if isinstance(entry, Action):
        days = [day for low_high in entry.days.values() for day in low_high]
        told = " - ".join(dict.fromkeys(numbers.number(day) for day in (min(days), max(days))))
        return row.id, row.title, entry.indicator or "", told
    places = (entry.region,) if isinstance(entry, Provider) else entry.regions
    check = interface.say("catalogue.to-check") if row.stale else ""
    state = interface.say(f"content-words.status.{entry.status}")
    as_of = interface.entries.get(f"content-words.as-of.{entry.as_of}", entry.as_of)
    return (
        row.id,
        row.title,
        interface.say(f"content-words.kind.{row.kind}"),
        " · ".join(interface.say(f"regions.{place}") for place in places),
        " · ".join(part for part in (state, as_of, check) if part),
    )


def entry_parts(entry: CatalogueEntry, interface: InterfaceText, *, notes: bool) -> list[RenderableType]:
    """Return an entry, old facts marked, and what a provider offers."""
    marks = {"as-of": interface.say("catalogue.to-check")} if entry.stale else {}
    parts: list[RenderableType] = [item_table(one, interface, notes=notes, marks=marks) for one in entry.items]
    if not entry.services:
        return parts
    offered = [plain(f"- {service}: {title}") for service, title in entry.services.items()]
    return [*parts, plain(interface.say("commands.content.services"), "bold"), *offered]
