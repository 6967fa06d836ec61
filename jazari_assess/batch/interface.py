"""What a source of assessments gives: a table staged on disk, with the rows and columns its own program shows."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from jazari_assess.errors import Place
from jazari_assess.model.spreadsheet import column_letters, column_number
from jazari_assess.reading.workbook.sheet_survey import BrokenCell, Note

LINE_COLUMN = "jazari:line"
"""Added where a row of the staged file is no row of the input: the input's first row of a firm, and, followed by a
colon and a column's name, the row that this column's value came from."""


@dataclass(frozen=True, kw_only=True)
class Header:
    """A column: its name in the staged file, the words above it, and the letters Excel knows it by (else None)."""

    column: str
    text: str
    letters: str | None = None


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A staged sheet or file: Arrow IPC or Parquet at ``path``, its columns as text where it came from a sheet.

    ``grid`` says that its rows are the sheet's own from row 1, header and title rows included, and that its columns are
    named by letters; otherwise its columns are named by their headers and row 1 is the first firm. ``own_columns`` are
    columns that staging added for this program alone. ``letters`` name columns that the sheet itself has elsewhere.
    ``filled`` are the runs of rows, first and last, in which the file holds a value, counted apart from the reading;
    None where that was not done. ``transposed`` says that rows and columns have changed places.
    """

    file: str
    sheet: str | None
    path: Path
    rows: int
    columns: tuple[str, ...]
    grid: bool
    broken: tuple[BrokenCell, ...] = ()
    own_columns: tuple[str, ...] = ()
    letters: Mapping[str, str] = field(default_factory=dict)
    filled: tuple[tuple[int, int], ...] | None = None
    transposed: bool = False


@dataclass(frozen=True, kw_only=True)
class Staged:
    """All that one input file held."""

    file: str
    sheets: tuple[Sheet, ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table of firms inside a staged sheet, a row each.

    ``first`` is the position of the first firm's row in the staged file, ``rows`` how many rows follow; adding
    ``row_offset`` to a position gives the row number that people see, unless ``own_columns`` hold it. ``skipped`` are
    positions of rows that are no firm's: the headers again.
    """

    file: str
    sheet: str | None
    path: Path
    headers: tuple[Header, ...]
    first: int
    rows: int
    row_offset: int
    broken: tuple[BrokenCell, ...] = ()
    own_columns: tuple[str, ...] = ()
    filled: tuple[tuple[int, int], ...] | None = None
    skipped: tuple[int, ...] = ()
    transposed: bool = False

    def place(self, row: int, column: str) -> Place:
        """Return the place of a cell, ``row`` as people count it and ``column`` as it is named in the staged file."""
        header = next((header for header in self.headers if header.column == column), None)
        letters = None if header is None else header.letters
        if self.transposed and letters:
            letters, row = column_letters(row), column_number(letters)
        cell = f"{letters}{row}" if letters else f"{row}:{column}" if column else str(row)
        return Place(file=self.file, sheet=self.sheet, cell=cell)


def shown_name(path: Path) -> str:
    """Return a file's name as text, whatever its bytes are."""
    return os.fsencode(path.name).decode("utf-8", "replace")


class Source(Protocol):
    """One kind of input."""

    suffixes: Sequence[str]

    def stage(self, path: Path, folder: Path, encoding: str | None = None) -> Staged:
        """Read ``path`` within bounds and stage its sheets under ``folder``.

        ``encoding`` is how text that has no mark of its own is written, None where that is to be found out.

        Raises ``ProblemsError`` when the file cannot be used; nothing of it is then read further.
        """
        ...
