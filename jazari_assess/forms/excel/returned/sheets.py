"""The cells of a form that came back, found by the marks it carries: rows may be moved, sheets put in another order.

Nothing is parsed but the parts that the guard of workbooks let through; links, macros and pictures are never opened.
"""

import datetime as dt
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from defusedxml.common import DefusedXmlException
from openpyxl import load_workbook

from jazari_assess.errors import Place
from jazari_assess.forms.excel.layout import MARK
from jazari_assess.forms.excel.sheets.hidden_sheets import IDENTITY, SCHEMA
from jazari_assess.model.spreadsheet import column_letters
from jazari_assess.reading.workbook.archive import MEGABYTE, ArchiveLimits, hides_entities, read_parts, refused
from jazari_assess.reading.yaml_json.characters import clean, shown
from jazari_assess.render.excel.live.places import OPTIONS, OptionColumn

if TYPE_CHECKING:
    from openpyxl.cell import ReadOnlyCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

FORM_LIMITS = ArchiveLimits(
    file=5 * MEGABYTE,
    sheet=6 * MEGABYTE,
    strings=6 * MEGABYTE,
    part=6 * MEGABYTE,
    unpacked=24 * MEGABYTE,
    members=300,
)
"""A form of ours unpacks to 3 MB, its largest sheet to a little more than 1."""
_MOST_ROWS, _MOST_COLUMNS = 3000, 40
"""Rows and columns that are looked at: a form has under 300 of the one and 8 of the other on a sheet."""
_MOST_OPTIONS, _MOST_FACTS = 20_000, 50
"""Rows of the hidden sheets that are looked at: many times all options of a form of ours; its own facts."""
_OPTION_COLUMNS = (OptionColumn.WORDS, OptionColumn.QUESTION, OptionColumn.ID)
_MARK_WITHIN = 5
"""Rows within which the mark stands, should some have been put above it."""
_READ = ("[content_types].xml", "_rels/", "docprops/", "xl/_rels/workbook", "xl/workbook.xml", "xl/sharedstrings.xml")
_BROKEN = (SyntaxError, ValueError, LookupError, TypeError, AttributeError, OSError)
"""What openpyxl and either of the XML readers it works with raise at a file that is not whole."""
_NEVER_SAVED = 2001
"""Before that year lies the day that a form is made with: it was never saved by a person."""


@dataclass(frozen=True, kw_only=True)
class FormCell:
    """A cell of a form: where it is, its kind as the format names it (``n``, ``s``, ``f``, ...), what it holds."""

    place: Place
    kind: str
    value: object


@dataclass(frozen=True, kw_only=True)
class ReturnedForm:
    """The cells of a form by the id of their row and the key of their column, and what it says of itself.

    ``options`` are the ids of each question's answers by their words, ``words`` the keys of those that all questions
    share; ``saved`` the moment it was last saved, None where it never was.
    """

    file: str
    identity: Mapping[str, str]
    cells: Mapping[str, Mapping[str, FormCell]]
    options: Mapping[str, Mapping[str, str]]
    words: Mapping[str, str]
    saved: dt.datetime | None


def read_form(path: Path) -> ReturnedForm:
    """Return what a form holds.

    Raises ``ProblemsError`` for a file that the guard of workbooks refuses, and for a workbook that is no form of ours.
    """
    book = _opened(path)
    names = {sheet.title: sheet for sheet in book.worksheets}
    identity = _pairs(path, names.get(IDENTITY))
    if identity.get("schema") != SCHEMA:
        raise refused(path, "form-not-ours", found=shown(identity.get("schema", "")), expected=SCHEMA)
    cells: dict[str, Mapping[str, FormCell]] = {}
    for sheet in book.worksheets:
        for name, row in _marked_rows(path, sheet):
            cells.setdefault(name, row)
    options, words = _options(path, names.get(OPTIONS))
    saved = book.properties.modified
    return ReturnedForm(
        file=str(path),
        identity=identity,
        cells=cells,
        options=options,
        words=words,
        saved=saved if saved is not None and saved.year >= _NEVER_SAVED else None,
    )


def _opened(path: Path) -> "Workbook":
    """Return the workbook made of the parts that were counted, and of no other."""
    parts = read_parts(path, FORM_LIMITS)
    if any(hides_entities(data) for data in parts.values()):
        raise refused(path, "workbook-doctype")
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in parts.items():
            if name.lower().startswith((*_READ, "xl/worksheets/", "xl/styles")) and "/_rels/sheet" not in name.lower():
                archive.writestr(name, data)
    try:
        return load_workbook(packed, read_only=True, keep_links=False)
    except DefusedXmlException as error:
        raise refused(path, "workbook-doctype") from error
    except _BROKEN as error:
        raise refused(path, "workbook-broken") from error


Row = Sequence["ReadOnlyCell"]


def _rows(path: Path, sheet: "ReadOnlyWorksheet", most: int = _MOST_ROWS) -> Iterator[Row]:
    """Yield the rows of a sheet as far as they are looked at."""
    try:
        yield from sheet.iter_rows(max_row=most, max_col=_MOST_COLUMNS)  # type: ignore[misc] # its types name other cells
    except DefusedXmlException as error:
        raise refused(path, "workbook-doctype") from error
    except _BROKEN as error:
        raise refused(path, "workbook-broken") from error


def _pairs(path: Path, sheet: "ReadOnlyWorksheet | None") -> Mapping[str, str]:
    rows = () if sheet is None else _rows(path, sheet, _MOST_FACTS)
    pairs = ((row[0].value, row[1].value) for row in rows)
    return {name: str(value) for name, value in pairs if isinstance(name, str) and value is not None}


def _marked_rows(path: Path, sheet: "ReadOnlyWorksheet") -> Iterator[tuple[str, Mapping[str, FormCell]]]:
    """Yield the rows of a sheet that asks, by id; none where the sheet bears no mark."""
    keys: Mapping[int, str] = {}
    for number, row in enumerate(_rows(path, sheet), start=1):
        if not keys:
            if number > _MARK_WITHIN:
                return
            if any(cell.value == MARK for cell in row):
                keys = {place: str(cell.value) for place, cell in enumerate(row) if cell.value is not None}
            continue
        held = {key: _cell(path, sheet.title, number, place, row[place]) for place, key in keys.items()}
        name = held[MARK].value
        if isinstance(name, str):
            yield name, held


def _cell(path: Path, title: str, row: int, place: int, cell: "ReadOnlyCell") -> FormCell:
    where = Place(file=str(path), sheet=shown(title), cell=f"{column_letters(place + 1)}{row}")
    value = clean(cell.value).strip() if isinstance(cell.value, str) else cell.value
    return FormCell(place=where, kind=cell.data_type, value=value if value != "" else None)


def _options(
    path: Path, sheet: "ReadOnlyWorksheet | None"
) -> tuple[Mapping[str, Mapping[str, str]], Mapping[str, str]]:
    """Return the ids of each question's answers by their words, and the keys of the words that all share."""
    options: dict[str, dict[str, str]] = {}
    words: dict[str, str] = {}
    for row in () if sheet is None else _rows(path, sheet, _MOST_OPTIONS):
        told, question, name = (row[column].value for column in _OPTION_COLUMNS)
        if not (isinstance(told, str) and isinstance(name, str)):
            continue
        if isinstance(question, str):
            options.setdefault(question, {})[alike(told)] = name
        else:
            words[alike(told)] = name
    return options, words


def alike(text: str) -> str:
    """Return a text as it is compared: its spaces, its case and how its letters are composed do not matter."""
    return " ".join(clean(unicodedata.normalize("NFKC", text)).casefold().split())
