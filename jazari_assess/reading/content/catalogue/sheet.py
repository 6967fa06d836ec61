"""An institute's own catalogue entries in an Excel sheet, read as one more layer with every problem at its cell.

Each of the sheets ``providers``, ``services`` and ``actions`` has a row of keys among its first rows, the one with a
cell ``id``; every row below that has an id is an entry. Columns may stand in any order; the languages are those that
the keys name.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from jazari_assess.errors import Place, Problem
from jazari_assess.model.actions import Actions
from jazari_assess.model.catalogue import CatalogueText, Providers
from jazari_assess.model.library import REQUIRED_LANGUAGE
from jazari_assess.model.services import Services
from jazari_assess.reading.content.catalogue.columns import (
    EXAMPLE,
    SHEETS,
    Column,
    SheetName,
    cell_value,
    columns_of,
    languages_in,
)
from jazari_assess.reading.content.catalogue.files import CatalogueLayer, catalogue_layer
from jazari_assess.reading.content.parts import Sourced
from jazari_assess.reading.workbook.archive import refused
from jazari_assess.reading.workbook.cells import Sheet, read_workbook
from jazari_assess.reading.yaml_json.characters import shown
from jazari_assess.reading.yaml_json.document import Branch, Document, KeyPath, Value, nearest
from jazari_assess.reading.yaml_json.validation import validated
from jazari_assess.reading.yaml_json.yaml_file import yaml_text

_KEYS_WITHIN = 10
"""Rows that may stand above the keys: a logo, a title, a few lines of help."""
_OLD_KEYS = {"closes 1 node", "person-days", "step from", "scale", "first-step"}
"""Keys of sheets of the first form, which spoke of scores that services move."""
_SCHEMAS: Mapping[SheetName, str] = {
    "providers": "jazari-assess/providers/1",
    "services": "jazari-assess/services/2",
    "actions": "jazari-assess/actions/2",
}


@dataclass(frozen=True, kw_only=True)
class _NoSpot:
    line: int = 0
    column: int = 0


@dataclass(frozen=True, kw_only=True)
class SheetDocument(Document):
    """A value whose parts stand in cells; a part without one is placed at the nearest part around it that has one."""

    cells: Mapping[KeyPath, Place]

    def place(self, path: KeyPath = (), *, at_key: bool = False) -> Place:
        """Return the cell of the value at ``path``."""
        del at_key  # a cell holds key and value alike
        while path and path not in self.cells:
            path = path[:-1]
        return self.cells.get(path, Place(file=self.file))


@dataclass(kw_only=True)
class _Table:
    """What one sheet holds: entries and words by language as values, the row of each entry, the cell of each part."""

    languages: tuple[str, ...] = ()
    rows: "dict[str, _Row]" = field(default_factory=dict)
    entries: dict[str, dict[str, Value]] = field(default_factory=dict)
    words: dict[str, dict[str, dict[str, Value]]] = field(default_factory=dict)
    cells: dict[KeyPath, Place] = field(default_factory=dict)
    word_cells: dict[str, dict[KeyPath, Place]] = field(default_factory=dict)


def read_catalogue_sheet(path: Path, problems: list[Problem]) -> CatalogueLayer:
    """Return the entries of a workbook as a layer of the catalogue; note every problem of its cells.

    Raises ``ProblemsError`` when the file is no workbook that may be opened, or has none of the three sheets.
    """
    sheets = {sheet.title.strip().lower(): sheet for sheet in read_workbook(path)}
    if not any(name in sheets for name in SHEETS):
        raise refused(path, "workbook-sheet-missing", found=", ".join(SHEETS), known=", ".join(sheets) or "-")
    tables = {name: _table(sheets[name], name, problems) for name in SHEETS if name in sheets}
    named = dict.fromkeys(language for table in tables.values() for language in table.languages)
    used = [language for language in named if any(table.words.get(language) for table in tables.values())]
    languages = sorted(used, key=lambda language: language != REQUIRED_LANGUAGE)
    if not languages and any(table.entries for table in tables.values()):
        problems.append(Problem(code="words-without-language", place=Place(file=str(path))))
    for name, table in tables.items():
        problems += _missing_words(name, table, languages)
    return _layer(path, tables, languages, problems)


def _table(sheet: Sheet, name: SheetName, problems: list[Problem]) -> _Table:
    rows = sheet.rows()
    head = next((row for row, cells in rows.items() if row <= _KEYS_WITHIN and "id" in cells.values()), None)
    if head is None:
        problems.append(Problem(code="sheet-keys-missing", place=sheet.place((1, 1))))
        return _Table()
    keys = {column: " ".join(text.split()).lower() for column, text in rows[head].items()}
    old = next((column for column, key in keys.items() if key in _OLD_KEYS), None)
    if old is not None:
        problems.append(Problem(code="sheet-form-old", place=sheet.place((head, old)), values={"found": keys[old]}))
        return _Table()
    table = _Table(languages=languages_in(name, keys.values()))
    known = {column.key: column for column in columns_of(name, table.languages)}
    places = dict(_columns(sheet, head, keys, known, problems))
    missing = [key for key, column in known.items() if column.required and not column.language and key not in places]
    problems += (
        Problem(code="sheet-column-missing", place=sheet.place((head, 1)), values={"key": key}) for key in missing
    )
    for row, cells in rows.items():
        if row > head and not cells.get(places.get("id", 0), "").startswith(EXAMPLE):
            filled = {key: cells[column] for key, column in places.items() if column in cells}
            if filled:
                _read_row(_Row(sheet=sheet, number=row, places=places, filled=filled), known, table, problems)
    return table


def _columns(
    sheet: Sheet, head: int, keys: Mapping[int, str], known: Mapping[str, Column], problems: list[Problem]
) -> Iterator[tuple[str, int]]:
    seen: set[str] = set()
    for column, key in keys.items():
        if key not in known or key in seen:
            code = "sheet-column-twice" if key in seen else "sheet-column-unknown"
            values = {"found": shown(key), "near": nearest(key, known)}
            problems.append(Problem(code=code, place=sheet.place((head, column)), values=values))
        else:
            seen.add(key)
            yield key, column


@dataclass(frozen=True, kw_only=True)
class _Row:
    """One row: which column each key has, and the texts of its filled cells by key."""

    sheet: Sheet
    number: int
    places: Mapping[str, int]
    filled: Mapping[str, str]

    def place(self, key: str) -> Place:
        """Return the cell of a key in this row, filled or not."""
        return self.sheet.place((self.number, self.places.get(key, 1)))


def _read_row(row: _Row, known: Mapping[str, Column], table: _Table, problems: list[Problem]) -> None:
    name = row.filled.get("id", "")
    first = table.cells.get((name,))
    if not name or first is not None:
        values = {"key": "id", "found": shown(name), "first": (first.cell or "") if first else ""}
        code = "sheet-cell-empty" if not name else "sheet-id-twice"
        problems.append(Problem(code=code, place=row.place("id"), values=values))
        return
    for key, column in known.items():
        if column.required and column.language is None and key in row.places and key not in row.filled:
            problems.append(Problem(code="sheet-cell-empty", place=row.place(key), values={"key": key}))
    entry: dict[str, Value] = {}
    table.entries[name] = entry
    table.rows[name] = row
    table.cells[name,] = row.place("id")
    for key, text in row.filled.items():
        column = known[key]
        if column.language is not None:
            table.words.setdefault(column.language, {}).setdefault(name, {})[column.path[0]] = text
            table.word_cells.setdefault(column.language, {})[name, *column.path] = row.place(key)
        elif column.path:
            _put(entry, column.path, cell_value(column, text))
            table.cells[name, *column.path] = row.place(key)
            table.cells.setdefault((name, column.path[0]), row.place(key))


def _put(entry: dict[str, Value], path: tuple[str, ...], value: Value) -> None:
    *groups, key = path
    held: Value = entry
    for group in groups:
        held = entry.setdefault(group, {})
    if isinstance(held, dict):
        held[key] = value


def _missing_words(name: SheetName, table: _Table, languages: Sequence[str]) -> Iterator[Problem]:
    """Yield a problem for each text that an entry lacks in a language the workbook uses, at its empty cell."""
    for entry, row in table.rows.items():
        for column in columns_of(name, languages):
            held = table.words.get(column.language or "", {}).get(entry, {})
            if column.language is not None and column.required and column.path[0] not in held:
                values = {"key": column.key}
                yield Problem(code="sheet-words-missing", place=row.place(column.key), values=values)


def overlay_files(layer: CatalogueLayer) -> Mapping[str, str]:
    """Return a layer as the files of a content folder, by their path under it."""
    documents = {**layer.documents, **{f"text/{name}.yaml": text.document for name, text in layer.texts.items()}}
    return {f"scoring/catalogue/{name}": yaml_text(document.value) for name, document in documents.items()}


def _layer(
    path: Path, tables: Mapping[SheetName, _Table], languages: Sequence[str], problems: list[Problem]
) -> CatalogueLayer:
    return catalogue_layer(
        path,
        _read(Providers, "providers", path, tables, problems),
        _read(Services, "services", path, tables, problems),
        _read(Actions, "actions", path, tables, problems),
        {language: text for language in languages if (text := _text(path, tables, language, problems))},
    )


Structure = TypeVar("Structure", Providers, Services, Actions)


def _read(
    kind: type[Structure], name: SheetName, path: Path, tables: Mapping[SheetName, _Table], problems: list[Problem]
) -> Sourced[Structure] | None:
    table = tables.get(name)
    if table is None or not table.entries:
        return None
    cells = _under(name, table.cells)
    told = {column.path for column in columns_of(name, ()) if column.required}
    right: dict[str, Value] = {}
    for own, entry in table.entries.items():
        found = validated(kind, _structure(path, name, {own: entry}, cells))[1]
        # a missing key of a required column has been told as an empty cell
        problems += (problem for problem in found if problem.code != "key-missing" or not _is_told(problem, told))
        right |= {} if found else {own: entry}
    document = _structure(path, name, right, cells)
    content, _ = validated(kind, document)
    return None if content is None else Sourced(content=content, document=document)


def _is_told(problem: Problem, told: set[tuple[str, ...]]) -> bool:
    inside = tuple(problem.path.split(".")[2:])
    return any(path[: len(inside)] == inside for path in told)


def _structure(
    path: Path, name: SheetName, entries: Mapping[str, Value], cells: Mapping[KeyPath, Place]
) -> SheetDocument:
    return _document(path, {"schema": _SCHEMAS[name], name: dict(entries)}, cells)


def _document(path: Path, value: Value, cells: Mapping[KeyPath, Place]) -> SheetDocument:
    return SheetDocument(file=str(path), value=value, spots=Branch(spot=_NoSpot()), data=b"", cells=cells)


def _text(
    path: Path, tables: Mapping[SheetName, _Table], language: str, problems: list[Problem]
) -> Sourced[CatalogueText] | None:
    held = {name: table.words.get(language, {}) for name, table in tables.items()}
    value: Value = {"language": language, **{name: dict(held.get(name, {})) for name in SHEETS}}
    cells: dict[KeyPath, Place] = {}
    for name, table in tables.items():
        cells |= _under(name, {**table.cells, **table.word_cells.get(language, {})})
    document = _document(path, value, cells)
    content, found = validated(CatalogueText, document)
    problems += (problem for problem in found if problem.code != "key-missing")
    return None if content is None else Sourced(content=content, document=document)


def _under(name: SheetName, cells: Mapping[KeyPath, Place]) -> dict[KeyPath, Place]:
    return {(name, *part): place for part, place in cells.items()}
