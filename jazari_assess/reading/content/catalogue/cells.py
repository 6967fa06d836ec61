"""Cells of a catalogue sheet as values: read as their column says, each keeping its place in the workbook."""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from jazari_assess.errors import Place
from jazari_assess.reading.content.catalogue.columns import Column
from jazari_assess.reading.yaml_json.document import Branch, Document, KeyPath, Value

_SEPARATORS = re.compile(r"[;,\u060c\u061b\n]+")
_SERIAL = re.compile(r"([2-6][0-9]{4})(\.0+)?")
_FIRST_DAY = dt.date(1899, 12, 30)  # day 0 of Excel's calendar


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


def sheet_document(file: str, value: Value, cells: Mapping[KeyPath, Place]) -> SheetDocument:
    """Return a value with the cell of each of its parts."""
    return SheetDocument(file=file, value=value, spots=Branch(spot=_NoSpot()), data=b"", cells=cells)


def cell_value(column: Column, text: str) -> Value:
    """Return a cell as its column is read; what cannot be read so stays a text, which its type refuses."""
    match column.kind:
        case "list":
            return tuple(part.strip() for part in _SEPARATORS.split(text) if part.strip())
        case "number" | "whole":
            number = _number(text)
            whole = column.kind == "whole" and number is not None and number.is_integer()
            return text if number is None else int(number) if whole else number
        case "date":
            serial = _SERIAL.fullmatch(text)
            return text if serial is None else (_FIRST_DAY + dt.timedelta(days=int(serial[1]))).isoformat()
        case _:
            return text


def _number(text: str) -> float | None:
    plain = "".join(str(unicodedata.decimal(letter, letter)) for letter in text if not letter.isspace())
    try:
        return float(plain.replace("\u066b", ".").replace(",", "."))
    except ValueError:
        return None
