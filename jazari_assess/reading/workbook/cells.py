"""The sheets of a small workbook as text cells, each with the row and column that Excel shows."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path, PurePosixPath
from xml.etree.ElementTree import Element  # the type alone: defusedxml does all parsing

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring, iterparse

from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.model.spreadsheet import LONGEST_CELL, column_letters, column_number
from jazari_assess.reading.workbook.archive import SMALL_WORKBOOK, ArchiveLimits, read_parts, refused
from jazari_assess.reading.yaml_json.characters import clean, shown

Position = tuple[int, int]

_BOOK = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
_STRINGS = "xl/sharedStrings.xml"
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_MOST_SHEETS = 50
"""A form has one a section and some lists; a catalogue five."""
_MOST_CELLS = 200_000
"""Of a sheet with a value: a form of a hundred questions has some thousands."""
_MOST_PROBLEMS = 50
"""Told of one sheet: whoever has more to mend has the wrong file."""
_TRUTH = {"0": "FALSE", "1": "TRUE"}


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet: its cells that hold something, by row and column from 1, in the order of rows."""

    file: str
    title: str
    hidden: bool
    cells: Mapping[Position, str]

    def place(self, position: Position) -> Place:
        """Return where a cell is, as a person finds it in Excel."""
        row, column = position
        return Place(file=self.file, sheet=self.title, cell=f"{column_letters(column)}{row}")

    def rows(self) -> Mapping[int, Mapping[int, str]]:
        """Return the cells by row, then by column."""
        by_row: dict[int, dict[int, str]] = {}
        for (row, column), text in self.cells.items():
            by_row.setdefault(row, {})[column] = text
        return by_row


def read_workbook(path: Path, limits: ArchiveLimits = SMALL_WORKBOOK) -> tuple[Sheet, ...]:
    """Return every sheet of an ``.xlsx`` file with its cells as text: numbers as written, truth as TRUE and FALSE.

    A formula counts as the value it was saved with. Raises ``ProblemsError`` as ``read_parts`` does, for document
    types in the XML, too many sheets or cells, and for each cell that is an error, was never calculated or is too long.
    """
    found = read_sheets(path, limits)
    problems = [problem for _, here in found for problem in here]
    if problems:
        raise ProblemsError(problems[:_MOST_PROBLEMS])
    return tuple(sheet for sheet, _ in found)


def read_sheets(path: Path, limits: ArchiveLimits = SMALL_WORKBOOK) -> Sequence[tuple[Sheet, Sequence[Problem]]]:
    """Return every sheet with what is wrong with its cells, for one who looks at some of them only.

    Raises ``ProblemsError`` as ``read_workbook``, cells aside.
    """
    parts = read_parts(path, limits)
    if _BOOK not in parts:
        raise refused(path, "workbook-kind")
    try:
        strings = _strings(parts.get(_STRINGS, b""))
        found = [_sheet(path, title, hidden, parts.get(part, b""), strings) for part, title, hidden in _titles(parts)]
    except DefusedXmlException as error:
        raise refused(path, "workbook-doctype") from error
    except (ParseError, ValueError, LookupError) as error:
        raise refused(path, "workbook-broken") from error
    if len(found) > _MOST_SHEETS:
        raise refused(path, "workbook-bomb", found=str(len(found)))
    return found


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _elements(data: bytes, name: str) -> Iterator[Element]:
    """Yield each element of that name once it is whole, and let go of it after."""
    for _, element in iterparse(BytesIO(data), forbid_dtd=True) if data else ():
        if _local(element) == name:
            yield element
            element.clear()


def _strings(data: bytes) -> Sequence[str]:
    return [_words(item) for item in _elements(data, "si")]


def _words(item: Element) -> str:
    """Return the text of a string with its formatted runs, without the phonetic hints of other scripts."""
    direct = [part for part in item if _local(part) == "t"]
    runs = [part for run in item if _local(run) == "r" for part in run if _local(part) == "t"]
    return "".join(part.text or "" for part in direct + runs)


def _titles(parts: Mapping[str, bytes]) -> list[tuple[str, str, bool]]:
    """Return the part, the title and whether it is hidden, of each sheet in its order."""
    links = fromstring(parts[_LINKS], forbid_dtd=True) if _LINKS in parts else ()
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    found = []
    for element in fromstring(parts[_BOOK], forbid_dtd=True).iter():
        if _local(element) == "sheet":
            link = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
            target = targets.get(link, "")
            part = target.removeprefix("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
            found.append((part, element.get("name", ""), element.get("state", "visible") != "visible"))
    return found


@dataclass(kw_only=True)
class _Reader:
    """Takes the cells of one sheet in turn; a cell without a reference stands right of the one before."""

    sheet: Sheet
    strings: Sequence[str]
    cells: dict[Position, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    position: Position = (0, 0)

    def row(self, row: Element) -> None:
        number = row.get("r")
        self.position = (int(number) if number else self.position[0] + 1, 0)
        for cell in row:
            if _local(cell) == "c":
                self._cell(cell)

    def _cell(self, cell: Element) -> None:
        self._move(cell.get("r"))
        parts = {_local(part): part for part in cell}
        value = parts["v"].text if "v" in parts else None
        match cell.get("t", "n"):
            case "e":
                self._problem("workbook-cell-error", found=shown(value or ""))
            case "s" if value is not None:
                self._add(self.strings[int(value)])
            case "inlineStr" if "is" in parts:
                self._add(_words(parts["is"]))
            case "b" if value is not None:
                self._add(_TRUTH.get(value, value))
            case _ if value is not None:
                self._add(value)
            case _ if "f" in parts:
                self._problem("workbook-formula-empty")
            case _:
                pass

    def _move(self, reference: str | None) -> None:
        row, column = self.position
        found = _REFERENCE.fullmatch(reference or "")
        if found is None:
            self.position = (row, column + 1)
            return
        self.position = (int(found[2]), column_number(found[1]))

    def _add(self, text: str) -> None:
        if len(text) > LONGEST_CELL:
            self._problem("workbook-cell-long", limit=str(LONGEST_CELL))
        elif kept := clean(text).strip():
            self.cells[self.position] = kept
        if len(self.cells) > _MOST_CELLS:
            self._problem("workbook-cells-many", limit=str(_MOST_CELLS))
            raise ProblemsError(self.problems[-1:])

    def _problem(self, code: str, **values: str) -> None:
        self.problems.append(Problem(code=code, place=self.sheet.place(self.position), values=values))


def _sheet(path: Path, title: str, hidden: bool, data: bytes, strings: Sequence[str]) -> tuple[Sheet, list[Problem]]:  # noqa: FBT001 - one flag of a sheet
    empty = Sheet(file=str(path), title=shown(title), hidden=hidden, cells={})
    reader = _Reader(sheet=empty, strings=strings)
    for row in _elements(data, "row"):
        reader.row(row)
    return Sheet(file=empty.file, title=empty.title, hidden=hidden, cells=reader.cells), reader.problems
