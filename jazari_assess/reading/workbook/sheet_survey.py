"""The XML of one sheet, seen chunk by chunk: how far its cells reach, and which of them are broken."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from jazari_assess.model.spreadsheet import column_number
from jazari_assess.reading.workbook.archive import hides_entities

_LETTERS = rb'([A-Z]+(?:\d{6,7}(?="))?)'
_REFERENCE = re.compile(rb' r="' + _LETTERS)
_ANY_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Z]+\d*)""")
_FILLED_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Z]+)(\d*)["'][^>/]*>(?!</c>)""")
_NEAR, _MOST_NEAR = 2, 26 + 26 * 26
"""Letters of a column within the first 702; longer references are of columns or rows far away."""
_SPLIT = re.compile(rb"([A-Z]{1,3})(\d*)")
_ERROR = re.compile(
    rb"""\br=["']([A-Z]{1,3})(\d{1,7})["'][^>]*\bt=["']e["'][^>]*>(?:(?!</c>).)*?<v>([^<]{0,20})""", re.DOTALL
)
_EMPTY_FORMULA = re.compile(
    rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']([^>]*)>\s*<f\b[^>]*(?:/>|>[^<]*</f>)\s*(<v\s*/>|<v>\s*</v>)?\s*</c>"""
)
_CALCULATED_TEXT = re.compile(rb"""\bt=["']str["']""")
_ROW_NUMBER = re.compile(rb"""[^>]*?\br\s*=\s*["'](\d{1,7})""")
_FILLED = re.compile(rb"<v(?:\s[^>]*)?>[^<]|<is\b")
_PREFIX = re.compile(rb"<(\w{1,20}:)worksheet\b")
_AFTER_ROW = (b" ", b">", b"\n", b"\r", b"\t", b"/")
"""What follows the name of an element that is a row, and not of one whose name begins with it."""
MOST_BROKEN = 100_000
"""Broken cells that are told one by one; a sheet with more is a link that broke as a whole, not a table to correct."""
_OVERLAP = 70_000
"""Bytes that windows of a sheet share: a cell with the longest text, twice as many bytes as letters, is seen whole."""
_FAR = 10**6
"""Stands for a column beyond all."""


@dataclass(frozen=True, kw_only=True)
class BrokenCell:
    """A cell whose value the file itself declares broken: an error value, or a formula that was never calculated."""

    row: int
    column: str
    code: Literal["batch-cell-error", "batch-formula-empty", "batch-row-wide"]
    found: str


@dataclass(frozen=True, kw_only=True)
class Note:
    """Something a person should know about an input that is no fault: ``batch.notes.<key>`` filled with ``values``."""

    key: str
    values: Mapping[str, str] = field(default_factory=dict)


class SheetSurvey:
    """Takes the chunks of a sheet's XML in order. ``rows`` and ``columns`` are the last ones used, counted from 1.

    ``filled`` are the runs of rows, first and last, in which some cell has a value, counted apart from any reader.
    """

    def __init__(self) -> None:
        """Begin with nothing seen."""
        self.columns = 0
        self.broken: list[BrokenCell] = []
        self._tail = b""
        self._seen: set[bytes] = set()
        self._new_reference = _REFERENCE
        self._hidden = self._merged = self._filter = False
        self._prefix = b""
        self._row = self._far_row = 0
        self.filled: list[tuple[int, int]] = []

    @property
    def rows(self) -> int:
        """The last row with a value."""
        return max(self.filled[-1][1] if self.filled else 0, self._far_row)

    @property
    def cells(self) -> int:
        """The size of the rectangle from A1 that the reader would build."""
        return self.rows * self.columns

    def take(self, chunk: bytes) -> bool:
        """Look at the next chunk; return False when the XML declares a document type or hides its letters."""
        window = self._tail + chunk
        if hides_entities(window):
            return False
        window = self._plain(window)
        end = window.rfind(b"</c>") + len(b"</c>")
        if end < len(window) - _OVERLAP:
            end = max(window.rfind(b"<", 0, len(window) - _OVERLAP), 0)
        whole, self._tail = window[:end], window[end:]
        self._measure(whole)
        self._see_rows(whole)
        self._look_for_broken(whole)
        self._hidden |= b'hidden="1"' in whole
        self._merged |= b"<mergeCell " in window
        self._filter |= b"<autoFilter" in window
        return True

    def finish(self) -> None:
        """Look at what is left after the last chunk."""
        self._measure(self._tail)
        self._see_rows(self._tail)
        self._look_for_broken(self._tail)

    def _plain(self, window: bytes) -> bytes:
        """Return the XML with the names of its elements bare, whatever prefix its writer gives them."""
        found = _PREFIX.search(window) if b":worksheet" in window else None
        self._prefix = found[1] if found else self._prefix
        if not self._prefix:
            return window
        return window.replace(b"<" + self._prefix, b"<").replace(b"</" + self._prefix, b"</")

    def _see_rows(self, whole: bytes) -> None:
        """Note which rows hold a value; a row without a number stands below the one before."""
        rest, *rows = whole.split(b"<row")
        if self._row and _holds_value(rest):
            self._fill(self._row)
        for row in rows:
            if row.startswith(_AFTER_ROW):
                number = _ROW_NUMBER.match(row)
                self._row = int(number[1]) if number else self._row + 1
                if _holds_value(row):
                    self._fill(self._row)

    def _fill(self, row: int) -> None:
        first, last = self.filled[-1] if self.filled else (0, -1)
        if first <= row <= last:
            return
        if row == last + 1:
            self.filled[-1] = (first, row)
        else:
            self.filled.append((row, row))

    def notes(self, sheet: str) -> Iterator[Note]:
        """Yield what a person should know about how the sheet is read."""
        found = {"hidden": self._hidden, "merged": self._merged, "filtered": self._filter}
        yield from (Note(key=key, values={"sheet": sheet}) for key, there in found.items() if there)

    def _measure(self, whole: bytes) -> None:
        """Take letters from every cell, and rows from each cell whose row has six digits or more.

        That is what a scan at the speed of unpacking can see; a lie between the two, or a reference with spaces in
        it, ends the reader at the limit of its memory, not us. Cells that only have a format are not read, so what
        seems to lie far away is looked at again.
        """
        unusual = b"'" in whole and b"r='" in whole
        new = set((_ANY_REFERENCE if unusual else self._new_reference).findall(whole)) - self._seen
        far = {one for one in new if len(one) > _NEAR}
        self._seen |= new - far
        self._reach(new - far)
        if far:
            self._reach({letters + digits for letters, digits in _FILLED_REFERENCE.findall(whole)})

    def _reach(self, references: set[bytes]) -> None:
        for new in references:
            found = _SPLIT.fullmatch(new)
            if found is None:
                self.columns = _FAR  # no column has such letters
            else:
                self.columns = max(self.columns, column_number(found[1].decode("ascii")))
                self._far_row = max(self._far_row, int(found[2] or 0))
        if references and self.columns <= _MOST_NEAR:
            self._new_reference = _beyond(self.columns)

    def _look_for_broken(self, whole: bytes) -> None:
        if len(self.broken) > MOST_BROKEN:
            return
        if b't="e"' in whole or (b"'" in whole and b"t='e'" in whole):
            for letters, digits, value in _ERROR.findall(whole):
                self._add(letters, digits, "batch-cell-error", value.decode("ascii", "replace"))
        if b"<f" in whole:
            for letters, digits, attributes, value in _EMPTY_FORMULA.findall(whole):
                if not (value and _CALCULATED_TEXT.search(attributes)):  # else it was calculated, to an empty text
                    self._add(letters, digits, "batch-formula-empty", "")

    def _add(self, letters: bytes, digits: bytes, code: str, found: str) -> None:
        cell = BrokenCell(row=int(digits), column=letters.decode("ascii"), code=code, found=found)  # type: ignore[arg-type]
        self.broken.append(cell)


def _holds_value(row: bytes) -> bool:
    """Say whether a cell of a row has a value; the plainest way to write one is found without a pattern."""
    at = row.find(b"<v>")
    return (at >= 0 and row[at + 3 : at + 4] != b"<") or _FILLED.search(row) is not None


def _beyond(columns: int) -> re.Pattern[bytes]:
    """Return what finds references, but those within the first columns (1 to 702) and 99,999 rows: nearly all are."""
    first, last = divmod(columns - 1, 26)
    near = rb"[A-%c]" % (65 + last)
    if first:
        near = rb"[A-Z]|%c%s" % (64 + first, near) + (rb"|[A-%c][A-Z]" % (63 + first) if first > 1 else b"")
    return re.compile(rb' r="(?!(?:%s)\d{1,5}")' % near + _LETTERS)
