"""The catalogue as a list: what fits a region, a sector, a dimension, a status or a kind."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import chain
from typing import Any, get_args

from rich.console import RenderableType
from rich.text import Text

from jazari_assess.app.languages import nearest_words
from jazari_assess.cli.content.entry import catalogue_parts
from jazari_assess.cli.terminal.figures import figures
from jazari_assess.cli.terminal.tables import is_narrow, output, plain, table
from jazari_assess.engine.eligibility import is_stale
from jazari_assess.errors import UsageError
from jazari_assess.model.catalogue import Action, Provider, Service, Status
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.library import Library
from jazari_assess.model.maturity import Group, MaturityModel
from jazari_assess.model.profile import REGIONS, SECTORS

SCHEMA = "jazari-assess/catalogue-list/1"
_PROVIDER, _ACTION = "provider", "action"
_KINDS = (_PROVIDER, _ACTION, *get_args(Service.model_fields["kind"].annotation))
_PROVIDER_KINDS = get_args(Provider.model_fields["kind"].annotation)
_WIDE = 110
_NEAREST = 3
_SHORTEST, _LONGEST_ID = 20, 36
"""So much of an id stays on one line in a table: commands take it whole."""

Entry = Provider | Service | Action


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What an entry has to fit; None asks for nothing."""

    region: str | None = None
    sector: str | None = None
    dimension: str | None = None
    status: str | None = None
    kind: str | None = None


@dataclass(frozen=True, kw_only=True)
class Row:
    """One entry of the list; ``title`` in the language asked for, ``stale`` says that its facts are to be checked."""

    id: str
    kind: str
    title: str
    provider: str | None
    entry: Entry
    source: str | None
    stale: bool


def listed(library: Library, filters: Filters, *, language: str, date: str, stale_months: int) -> tuple[Row, ...]:
    """Return the entries that fit, providers first, then services, then actions.

    Raises ``UsageError`` for a region, sector, dimension, status or kind that does not exist.
    """
    above = _nodes_above(library)
    _check(filters, above, _dimensions(library))
    return tuple(row for row in _rows(library, language, date, stale_months) if _fits(row, filters, above))


def _check(filters: Filters, above: Mapping[str, frozenset[str]], dimensions: Sequence[str]) -> None:
    """Refuse a filter that names nothing; of the many indicators only the nearest are named."""
    kinds = tuple(dict.fromkeys((*_KINDS, *_PROVIDER_KINDS)))
    known: Mapping[str, tuple[str | None, Sequence[str], Sequence[str]]] = {
        "--region": (filters.region, REGIONS, REGIONS),
        "--sector": (filters.sector, SECTORS, SECTORS),
        "--dimension": (filters.dimension, tuple(above), dimensions),
        "--status": (filters.status, get_args(Status), get_args(Status)),
        "--kind": (filters.kind, kinds, kinds),
    }
    for option, (asked, allowed, told) in known.items():
        if asked is not None and asked not in allowed:
            near = ", ".join(get_close_matches(asked, allowed, n=_NEAREST, cutoff=0.0))
            raise UsageError("filter-unknown", option=option, found=asked, near=near, known=", ".join(told))


def _dimensions(library: Library) -> Sequence[str]:
    """Return the dimensions of the main models."""
    roots = [model.nodes[model.root] for model in _main_models(library)]
    return tuple(dict.fromkeys(child for root in roots if isinstance(root, Group) for child in root.children))


def _main_models(library: Library) -> Sequence[MaturityModel]:
    return [model.structure for model in library.models.values() if model.structure.role == "main"]


def _nodes_above(library: Library) -> Mapping[str, frozenset[str]]:
    """Return for each node and indicator of the main models itself and every node above it."""
    above: dict[str, frozenset[str]] = {}
    for model in _main_models(library):
        waiting: list[tuple[str, frozenset[str]]] = [(model.root, frozenset())]
        while waiting:
            name, parents = waiting.pop()
            above[name] = parents | {name}
            node = model.nodes.get(name)
            if isinstance(node, Group):
                waiting += ((child, above[name]) for child in node.children)
    return above


def _rows(library: Library, language: str, date: str, months: int) -> Iterator[Row]:
    structure, words = library.catalogue.structure, nearest_words(library.catalogue.texts, language)
    for name, provider in structure.providers.items():
        own = words.providers[name]
        stale = is_stale(provider.as_of, date, months)
        yield Row(
            id=name, kind=provider.kind, title=own.name, provider=None, entry=provider, source=own.source, stale=stale
        )
    for name, service in structure.services.items():
        told = words.services[name]
        by = words.providers[service.provider].name
        stale = is_stale(service.as_of, date, months)
        yield Row(
            id=name, kind=service.kind, title=told.title, provider=by, entry=service, source=told.source, stale=stale
        )
    for name, action in structure.actions.items():
        title = words.actions[name].title
        yield Row(id=name, kind=_ACTION, title=title, provider=None, entry=action, source=None, stale=False)


def _fits(row: Row, filters: Filters, above: Mapping[str, frozenset[str]]) -> bool:
    entry = row.entry
    kinds = (row.kind, _PROVIDER) if isinstance(entry, Provider) else (row.kind,)
    return (
        (filters.kind is None or filters.kind in kinds)
        and (filters.region is None or filters.region in _places(entry))
        and (filters.sector is None or filters.sector in _sectors(entry))
        and (filters.status is None or filters.status == getattr(entry, "status", None))
        and (filters.dimension is None or any(_closes(node, filters.dimension, above) for node in _nodes(entry)))
    )


def _closes(node: str, asked: str, above: Mapping[str, frozenset[str]]) -> bool:
    """Say whether what closes a gap on a node closes one on another: below it, or above, where it moves every part."""
    return asked in above.get(node, ()) or node in above.get(asked, ())


def _places(entry: Entry) -> Sequence[str]:
    match entry:
        case Provider():
            return REGIONS if entry.region == "national" else (entry.region,)
        case Service():
            return REGIONS if "all" in entry.regions else entry.regions
        case Action():
            return ()


def _sectors(entry: Entry) -> Sequence[str]:
    if isinstance(entry, Provider):
        return ()
    return SECTORS if "all" in entry.sectors else entry.sectors


def _nodes(entry: Entry) -> Sequence[str]:
    match entry:
        case Provider():
            return ()
        case Service():
            return tuple(close.node for close in entry.closes)
        case Action():
            return (entry.indicator,)


def list_value(rows: Sequence[Row]) -> Mapping[str, Any]:
    """Return the list as plain values, the facts of each entry as its file has them."""
    return {
        "schema": SCHEMA,
        "entries": [
            {
                "id": row.id,
                "kind": row.kind,
                "title": row.title,
                "to-check": row.stale,
                "facts": row.entry.model_dump(mode="json", by_alias=True, exclude_none=True),
            }
            for row in rows
        ],
    }


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
    for row in rows:
        own, words, *rest = _cells(row, interface)
        made.add_row(Text.assemble(plain(words), "\n", plain(own, "dim")), *map(plain, rest))
    return [made]


def _cells(row: Row, interface: InterfaceText) -> Sequence[str]:
    numbers, entry = figures(interface), row.entry
    if isinstance(entry, Action):
        return row.id, row.title, entry.indicator, numbers.number(entry.person_days)
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


def entry_parts(
    library: Library, name: str, interface: InterfaceText, *, notes: bool, date: str, stale_months: int
) -> list[RenderableType]:
    """Return the entry of that id, old facts and estimates marked.

    Raises ``UsageError`` with the nearest ids when there is none.
    """
    structure = library.catalogue.structure
    facts = structure.services.get(name) or structure.providers.get(name)
    marks = {"closes": interface.say("catalogue.estimate")}
    if facts is not None and is_stale(facts.as_of, date, stale_months):
        marks["as-of"] = interface.say("catalogue.to-check")
    parts = catalogue_parts(library, name, interface, notes=notes, marks=marks)
    if not parts:
        known = [*structure.providers, *structure.services, *structure.actions]
        near = get_close_matches(name, known, n=_NEAREST, cutoff=0.0)
        raise UsageError("catalogue-id-unknown", found=name, known=", ".join(near))
    return [*parts, *_services_of(library, name, interface)]


def _services_of(library: Library, name: str, interface: InterfaceText) -> list[RenderableType]:
    """Return what a provider offers, by id and title."""
    structure, words = library.catalogue.structure, nearest_words(library.catalogue.texts, interface.language)
    own = [service for service, found in structure.services.items() if found.provider == name]
    if not own:
        return []
    return [
        plain(interface.say("commands.content.services"), "bold"),
        *(plain(f"- {service}: {words.services[service].title}") for service in own),
    ]
