"""The XML of one sheet, seen chunk by chunk: how far its cells reach, and which of them are broken."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from jazari_assess.reading.workbook.archive import hides_entities
from jazari_assess.reading.workbook.letters import column_number

_REFERENCE = re.compile(rb' r="([A-Z]+(?:\d{6,7}(?="))?)')
_ANY_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Z]+\d*)""")
_SPLIT = re.compile(rb"([A-Z]{1,3})(\d*)")
_ERROR = re.compile(
    rb"""\br=["']([A-Z]{1,3})(\d{1,7})["'][^>]*\bt=["']e["'][^>]*>(?:(?!</c>).)*?<v>([^<]{0,20})""", re.DOTALL
)
_EMPTY_FORMULA = re.compile(
    rb"""\br=["']([A-Z]{1,3})(\d{1,7})["'][^>]*>\s*<f\b[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"""
)
_ROW = re.compile(rb'<row [^>]*?r="(\d+)')
_MOST_BROKEN = 100_000
_OVERLAP = 70_000
_FAR = 10**6


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
    """Takes the chunks of a sheet's XML in order. ``rows`` and ``columns`` are the last ones used, counted from 1."""

    def __init__(self) -> None:
        """Begin with nothing seen."""
        self.rows = 0
        self.columns = 0
        self.broken: list[BrokenCell] = []
        self._tail = b""
        self._seen: set[bytes] = set()
        self._hidden = self._merged = self._filter = False

    @property
    def cells(self) -> int:
        """The size of the rectangle from A1 that the reader would build."""
        return self.rows * self.columns

    def take(self, chunk: bytes) -> bool:
        """Look at the next chunk; return False when the XML declares a document type or hides its letters."""
        window = self._tail + chunk
        if hides_entities(window):
            return False
        end = max(window.rfind(b"</c>") + len(b"</c>"), len(window) - _OVERLAP)
        whole, self._tail = window[:end], window[end:]
        self._measure(whole)
        self._look_for_broken(whole)
        self._hidden |= b'hidden="1"' in whole
        self._merged |= b"<mergeCell " in window
        self._filter |= b"<autoFilter" in window
        return True

    def finish(self) -> None:
        """Look at what is left after the last chunk."""
        self._reach(set(_ANY_REFERENCE.findall(self._tail)))
        self._look_for_broken(self._tail)

    def notes(self, sheet: str) -> Iterator[Note]:
        """Yield what a person should know about how the sheet is read."""
        found = {"hidden": self._hidden, "merged": self._merged, "filtered": self._filter}
        yield from (Note(key=key, values={"sheet": sheet}) for key, there in found.items() if there)

    def _measure(self, whole: bytes) -> None:
        """Take letters from every cell, and rows from every row and from each cell whose row has six digits or more.

        That is what a scan at the speed of unpacking can see; a lie between the two, or a reference with spaces in
        it, ends the reader at the limit of its memory, not us.
        """
        unusual = b"'" in whole and b"r='" in whole
        self._reach(set((_ANY_REFERENCE if unusual else _REFERENCE).findall(whole)))
        last = max(map(int, _ROW.findall(whole)), default=0)
        self.rows = max(self.rows, last)

    def _reach(self, references: set[bytes]) -> None:
        for new in references - self._seen:
            self._seen.add(new)
            found = _SPLIT.fullmatch(new)
            if found is None:
                self.columns = _FAR  # no column has such letters
            else:
                self.columns = max(self.columns, column_number(found[1].decode("ascii")))
                self.rows = max(self.rows, int(found[2] or 0))

    def _look_for_broken(self, whole: bytes) -> None:
        if len(self.broken) >= _MOST_BROKEN:
            return
        if b't="e"' in whole or (b"'" in whole and b"t='e'" in whole):
            for letters, digits, value in _ERROR.findall(whole):
                self._add(letters, digits, "batch-cell-error", value.decode("ascii", "replace"))
        if b"<f" in whole:
            for letters, digits in _EMPTY_FORMULA.findall(whole):
                self._add(letters, digits, "batch-formula-empty", "")

    def _add(self, letters: bytes, digits: bytes, code: str, found: str) -> None:
        cell = BrokenCell(row=int(digits), column=letters.decode("ascii"), code=code, found=found)  # type: ignore[arg-type]
        self.broken.append(cell)
