"""An institute's own catalogue entries in an Excel sheet, read as one more layer with every problem at its cell.

Each of the sheets ``providers``, ``services`` and ``actions`` has a row of keys among its first rows, the one with a
cell ``id``; every row below that has an id is an entry. Columns may stand in any order.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from jazari_assess.errors import Place, Problem
from jazari_assess.model.actions import Actions
from jazari_assess.model.catalogue import CatalogueText, Providers
from jazari_assess.model.services import Services
from jazari_assess.reading.content.catalogue.cells import SheetDocument, cell_value, sheet_document
from jazari_assess.reading.content.catalogue.columns import EXAMPLE, SHEETS, Column, SheetName, columns_of
from jazari_assess.reading.content.catalogue.files import CatalogueLayer, catalogue_layer
from jazari_assess.reading.content.parts import Sourced
from jazari_assess.reading.workbook.archive import refused
from jazari_assess.reading.workbook.cells import Sheet, read_workbook
from jazari_assess.reading.yaml_json.characters import shown
from jazari_assess.reading.yaml_json.document import KeyPath, Value, nearest
from jazari_assess.reading.yaml_json.validation import validated
from jazari_assess.reading.yaml_json.yaml_text import yaml_text

LANGUAGES = ("fr", "ar", "en")
_KEYS_WITHIN = 10


@dataclass(kw_only=True)
class _Table:
    """What one sheet holds: entries and words by language as values, the row of each entry, the cell of each part."""

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
    languages = [language for language in LANGUAGES if any(table.words.get(language) for table in tables.values())]
    if not languages and any(table.entries for table in tables.values()):
        problems.append(Problem(code="words-without-language", place=Place(file=str(path))))
    for name, table in tables.items():
        problems += _missing_words(name, table, languages)
    return _layer(path, tables, languages, problems)


def _table(sheet: Sheet, name: SheetName, problems: list[Problem]) -> _Table:
    known = {column.key: column for column in columns_of(name, LANGUAGES)}
    rows = sheet.rows()
    head = next((row for row, cells in rows.items() if row <= _KEYS_WITHIN and "id" in cells.values()), None)
    table = _Table()
    if head is None:
        problems.append(Problem(code="sheet-keys-missing", place=sheet.place((1, 1))))
        return table
    places = dict(_columns(sheet, head, rows[head], known, problems))
    missing = [key for key, column in known.items() if column.required and key not in places]
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
    sheet: Sheet, head: int, cells: Mapping[int, str], known: Mapping[str, Column], problems: list[Problem]
) -> Iterator[tuple[str, int]]:
    seen: set[str] = set()
    for column, text in cells.items():
        key = " ".join(text.split()).lower()
        if key not in known or key in seen:
            code = "sheet-column-twice" if key in seen else "sheet-column-unknown"
            values = {"found": shown(text), "near": nearest(key, known)}
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
        if column.required and key in row.places and key not in row.filled:
            problems.append(Problem(code="sheet-cell-empty", place=row.place(key), values={"key": key}))
    entry: dict[str, Value] = {}
    table.entries[name] = entry
    table.rows[name] = row
    table.cells[name,] = row.place("id")
    closed: dict[int, dict[str, Value]] = {}
    for key, text in row.filled.items():
        column = known[key]
        if column.language is not None:
            table.words.setdefault(column.language, {}).setdefault(name, {})[str(column.path[0])] = text
            table.word_cells.setdefault(column.language, {})[name, *column.path] = row.place(key)
        elif column.path:
            _put(entry, closed, column.path, cell_value(column, text))
            table.cells[name, *column.path] = row.place(key)
    if "provider" in known:
        entry["closes"] = tuple(closed[number] for number in sorted(closed))
        _renumber(table, name, sorted(closed))


def _put(entry: dict[str, Value], closed: dict[int, dict[str, Value]], path: KeyPath, value: Value) -> None:
    match path:
        case (str(key),):
            entry[key] = value
        case ("closes", int(number), str(part)):
            closed.setdefault(number, {})[part] = value
        case ("step", int(number)):
            before = entry.get("step")
            first, second = before if isinstance(before, tuple) else (None, None)
            entry["step"] = (first, value) if number else (value, second)
        case (str(group), str(part)):
            held = entry.setdefault(group, {})
            if isinstance(held, dict):
                held[part] = value
        case _:
            raise ValueError(path)


def _renumber(table: _Table, name: str, numbers: Sequence[int]) -> None:
    """Give the cells of what a service closes the positions they have once empty ones are left out."""
    for position, number in enumerate(numbers):
        for part in ("node", "from", "to"):
            cell = table.cells.pop((name, "closes", number, part), None)
            if cell is not None:
                table.cells[name, "closes", position, part] = cell
                table.cells.setdefault((name, "closes", position), cell)


def _missing_words(name: SheetName, table: _Table, languages: Sequence[str]) -> Iterator[Problem]:
    """Yield a problem for each text that an entry lacks in a language the workbook uses, at its empty cell."""
    for entry, row in table.rows.items():
        for column in columns_of(name, languages):
            held = table.words.get(column.language or "", {}).get(entry, {})
            if column.language is not None and column.path[0] not in held:
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
    cells = _under(name, table.cells)  # a missing key has been told as an empty cell, but what a service closes
    right: dict[str, Value] = {}
    for own, entry in table.entries.items():
        found = validated(kind, _structure(path, name, {own: entry}, cells))[1]
        problems += (problem for problem in found if problem.code != "key-missing" or ".closes[" in problem.path)
        right |= {} if found else {own: entry}
    document = _structure(path, name, right, cells)
    content, _ = validated(kind, document)
    return None if content is None else Sourced(content=content, document=document)


def _structure(
    path: Path, name: SheetName, entries: Mapping[str, Value], cells: Mapping[KeyPath, Place]
) -> SheetDocument:
    return sheet_document(str(path), {"schema": f"jazari-assess/{name}/1", name: dict(entries)}, cells)


def _text(
    path: Path, tables: Mapping[SheetName, _Table], language: str, problems: list[Problem]
) -> Sourced[CatalogueText] | None:
    held = {name: table.words.get(language, {}) for name, table in tables.items()}
    value: Value = {"language": language, **{name: dict(held.get(name, {})) for name in SHEETS}}
    cells: dict[KeyPath, Place] = {}
    for name, table in tables.items():
        own = {**table.cells, **table.word_cells.get(language, {})}
        cells |= _under(name, own)
    document = sheet_document(str(path), value, cells)
    content, found = validated(CatalogueText, document)
    problems += (problem for problem in found if problem.code != "key-missing")
    return None if content is None else Sourced(content=content, document=document)


def _under(name: SheetName, cells: Mapping[KeyPath, Place]) -> dict[KeyPath, Place]:
    return {(name, *part): place for part, place in cells.items()}
