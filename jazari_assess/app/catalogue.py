"""The catalogue: what of it fits a firm, and an institute's own entries, from an empty sheet to a folder."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args

from jazari_assess.app.completing import near_ids
from jazari_assess.app.context import Context
from jazari_assess.app.dossier import read_content
from jazari_assess.app.entries import ItemEntry, catalogue_items
from jazari_assess.app.files import write_files
from jazari_assess.app.language import words
from jazari_assess.app.settings import stale_months
from jazari_assess.atomic_file import write_atomically
from jazari_assess.content import roots
from jazari_assess.engine.eligibility import is_stale
from jazari_assess.engine.weights.weighting import consistency_ratio
from jazari_assess.errors import Place, Problem, ProblemsError, UsageError, choice_of
from jazari_assess.forms.catalogue_book import CatalogueForm, catalogue_workbook
from jazari_assess.model.catalogue import Action, Provider, Service, Status
from jazari_assess.model.library import Library, nearest_words
from jazari_assess.model.maturity import Group, MaturityModel
from jazari_assess.model.profile import REGIONS, SECTORS
from jazari_assess.reading.content.catalogue.files import CatalogueLayer
from jazari_assess.reading.content.catalogue.sheet import overlay_files
from jazari_assess.reading.content.check import check_catalogue_sheet
from jazari_assess.reading.content.languages import languages

SCHEMA = "jazari-assess/catalogue-list/1"
_PROVIDER, _ACTION = "provider", "action"
_KINDS = (_PROVIDER, _ACTION, *get_args(Service.model_fields["kind"].annotation))
_PROVIDER_KINDS = get_args(Provider.model_fields["kind"].annotation)
_NEAREST = 3
"""Names shown for a slip: one line, and whoever knows the right one sees it among three."""
_SHEET = ".xlsx"

__all__ = ["CatalogueLayer"]

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
    entry: Entry
    stale: bool


def list_catalogue(context: Context, filters: Filters) -> tuple[Row, ...]:
    """Return the entries that fit, providers first, then services, then actions; old facts are marked.

    Raises ``UsageError`` for a region, sector, dimension, status or kind that does not exist.
    """
    library = read_content(context)
    above = _nodes_above(library)
    _check(filters, above, _dimensions(library))
    return tuple(row for row in _rows(library, context) if _fits(row, filters, above))


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
            raise UsageError("filter-unknown", option=option, found=asked, near=near, known=choice_of(asked, told))


def _dimensions(library: Library) -> Sequence[str]:
    """Return the dimensions of the main models."""
    return tuple(dict.fromkeys(name for model in _main_models(library) for name in model.dimensions))


def _main_models(library: Library) -> Sequence[MaturityModel]:
    return [model.structure for model in library.models.values() if model.structure.role == "main"]


def _nodes_above(library: Library) -> Mapping[str, frozenset[str]]:
    """Return for each node and indicator of the main models itself and every node above it."""
    models = _main_models(library)
    return {name: above for model in models for name, above in _with_above(model, model.root, frozenset())}


def _with_above(model: MaturityModel, name: str, parents: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield a node with itself and all above it, then each part of it the same way."""
    own = parents | {name}
    yield name, own
    node = model.nodes.get(name)
    for child in node.children if isinstance(node, Group) else ():
        yield from _with_above(model, child, own)


def _rows(library: Library, context: Context) -> Iterator[Row]:
    structure, text = library.catalogue.structure, nearest_words(library.catalogue.texts, context.language)
    months, date = stale_months(languages()), context.date
    for name, provider in structure.providers.items():
        stale = is_stale(provider.as_of, date, months)
        yield Row(id=name, kind=provider.kind, title=text.providers[name].name, entry=provider, stale=stale)
    for name, service in structure.services.items():
        stale = is_stale(service.as_of, date, months)
        yield Row(id=name, kind=service.kind, title=text.services[name].title, entry=service, stale=stale)
    for name, action in structure.actions.items():
        yield Row(id=name, kind=_ACTION, title=text.actions[name].title, entry=action, stale=False)


def _fits(row: Row, filters: Filters, above: Mapping[str, frozenset[str]]) -> bool:
    kinds = (row.kind, _PROVIDER) if isinstance(row.entry, Provider) else (row.kind,)
    places, sectors, nodes = _reach(row.entry)
    return (
        (filters.kind is None or filters.kind in kinds)
        and (filters.region is None or filters.region in places)
        and (filters.sector is None or filters.sector in sectors)
        and (filters.status is None or filters.status == getattr(row.entry, "status", None))
        and (filters.dimension is None or any(_closes(node, filters.dimension, above) for node in nodes))
    )


def _closes(node: str, asked: str, above: Mapping[str, frozenset[str]]) -> bool:
    """Say whether what closes a gap on a node closes one on another: below it, or above, where it moves every part."""
    return asked in above.get(node, ()) or node in above.get(asked, ())


def _reach(entry: Entry) -> tuple[Sequence[str], Sequence[str], Sequence[str]]:
    """Return the regions and the sectors an entry is for, and the nodes whose gaps it closes."""
    match entry:
        case Provider():
            return REGIONS if entry.region == "national" else (entry.region,), (), ()
        case Service():
            places = REGIONS if "all" in entry.regions else entry.regions
            return places, _sectors(entry), entry.meets.nodes
        case Action():
            return (), _sectors(entry), () if entry.indicator is None else (entry.indicator,)


def _sectors(entry: Service | Action) -> Sequence[str]:
    return SECTORS if "all" in entry.sectors else entry.sectors


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


@dataclass(frozen=True, kw_only=True)
class CatalogueEntry:
    """What has an id; ``stale`` says that facts are to be checked, ``services`` names what a provider offers."""

    items: tuple[ItemEntry, ...]
    stale: bool
    services: Mapping[str, str]


def catalogue_entry(context: Context, name: str) -> CatalogueEntry:
    """Return the entry of that id; raise ``UsageError`` with the nearest ids when there is none."""
    library = read_content(context)
    structure = library.catalogue.structure
    if name not in {**structure.providers, **structure.services, **structure.actions}:
        near = near_ids("catalogue", name, library, context.language)
        raise UsageError("catalogue-id-unknown", found=name, known=near)
    facts = structure.services.get(name) or structure.providers.get(name)
    told = nearest_words(library.catalogue.texts, context.language).services
    return CatalogueEntry(
        items=catalogue_items(library, name, context.language),
        stale=facts is not None and is_stale(facts.as_of, context.date, stale_months(languages())),
        services={one: told[one].title for one, found in structure.services.items() if found.provider == name},
    )


def is_sheet(path: Path) -> bool:
    """Say whether a path names a workbook, by its suffix."""
    return path.suffix.lower() == _SHEET


def read_sheet(path: Path, context: Context) -> CatalogueLayer:
    """Return the entries of a filled sheet, checked against all content; raise ``ProblemsError`` with its problems."""
    layer, problems = check_catalogue_sheet(roots(context.content), path, consistency_ratio)
    if not problems and not (layer.providers or layer.services or layer.actions):
        problems = (Problem(code="sheet-empty", place=Place(file=str(path))),)
    if problems:
        raise ProblemsError(problems)
    return layer


def write_entries(layer: CatalogueLayer, out: Path, *, replace: bool = False) -> tuple[Path, ...]:
    """Write entries as a folder of own content; raise ``ProblemsError`` before any file when one is there already."""
    return write_files(out, overlay_files(layer), replace=replace)


def write_sheet(path: Path, context: Context, *, replace: bool = False) -> None:
    """Write an empty sheet with what the catalogue and the main models offer to choose from."""
    library, language = read_content(context), context.language
    nodes: dict[str, str] = {}
    aims: dict[str, str] = {}
    flags: dict[str, str] = {}
    for model in library.models.values():
        if model.structure.role == "main":
            asked = nearest_words(library.questionnaires[model.structure.questionnaire].texts, language)
            told = nearest_words(model.texts, language)
            named = {name: text.short for name, text in asked.questions.items()}
            named |= {name: text.title for name, text in told.nodes.items()}
            nodes |= {name: named[name] for name in _names(model.structure) if name in named}
            aims |= {name: text.title for name, text in told.aims.items()}
            flags |= {name: text.title for name, text in asked.flags.items()}
    form = CatalogueForm(
        nodes=nodes, aims=aims, flags=flags, catalogue=library.catalogue, words=words(language), languages=languages()
    )
    write_atomically(path, catalogue_workbook(form), replace=replace)


def _names(model: MaturityModel) -> Sequence[str]:
    """Return the dimensions and indicators of a model, each dimension before what is in it."""
    return [name for name, _ in _with_above(model, model.root, frozenset()) if name != model.root]
