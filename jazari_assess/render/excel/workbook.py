"""A workbook in one language: its styles, its sheets, and the only way text gets into a cell."""

import io
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from jazari_assess.model.spreadsheet import A4, LONGEST_SHEET_NAME
from jazari_assess.render.excel.cells import fitting_text
from jazari_assess.render.excel.page_setup import MARGINS, pages_high, print_foot
from jazari_assess.render.interface import Template
from jazari_assess.render.new_workbook import new_workbook
from jazari_assess.render.page.types import Page
from jazari_assess.render.plain_text import plain, storable

_NOT_IN_TITLE = re.compile(r"[\[\]:*?/\\']")
LINE_HEIGHT, _HIGHEST_ROW = 13.5, 409.0
"""Points: a line of the body font, and the highest row that the file format knows."""
_USUAL_WIDTH = 8.43
"""Of a column whose width nobody set."""
_LETTERS_A_WIDTH = 1.05
"""Letters of the body font that fit in one unit of column width, a little on the safe side."""
_NUMBERS = ("score", "number", "percent")
"""Styles whose cells end where numbers do; so do the headings over them."""

_TEXT: Mapping[str, object] = {"font_name": "Calibri", "font_size": 10, "valign": "top", "text_wrap": True}
_HEADER: Mapping[str, object] = {
    "bold": True,
    "font_color": "#FFFFFF",
    "bg_color": "#0E4F56",
    "valign": "vcenter",
    "border": 1,
}
_OPEN: Mapping[str, object] = {
    "border": 1,
    "border_color": "#A9551A",
    "bg_color": "#FFF4E0",
    "locked": False,
    "indent": 1,
}
_OWN_ORDER: Mapping[str, object] = {"reading_order": 0}
"""What a person typed reads in the direction of its first letter, whatever the sheet does."""
_STYLES: Mapping[str, Mapping[str, object]] = {
    "text": {},
    "strong": {"bold": True},
    "quiet": {"font_color": "#52626C"},
    "institute": {"bold": True, "font_color": "#0E4F56", "valign": "vcenter"},
    "title": {"bold": True, "font_size": 18, "font_color": "#0E4F56", "text_wrap": False},
    "heading": {"bold": True, "font_size": 12, "font_color": "#0E4F56", "text_wrap": False},
    "firm": {"bold": True, "font_size": 12, "font_color": "#0E4F56", "align": "left", **_OWN_ORDER},
    "fact": {"align": "left"},
    "header": {**_HEADER, "indent": 1},
    "header-number": {**_HEADER, "align": "right"},
    "cell": {"border": 1, "border_color": "#CFD8DC", "indent": 1},
    "typed": {"border": 1, "border_color": "#CFD8DC", "indent": 1, **_OWN_ORDER},
    "score": {"border": 1, "border_color": "#CFD8DC", "num_format": "0.0"},
    "number": {"border": 1, "border_color": "#CFD8DC", "num_format": "General"},
    "percent": {"border": 1, "border_color": "#CFD8DC", "num_format": "0.0%"},
    "big": {"bold": True, "font_size": 22, "font_color": "#0E4F56", "num_format": "0.0", "align": "left"},
    "edit": {**_OPEN, "num_format": "@"},
    "edit-number": _OPEN,
    "edit-typed": {**_OPEN, **_OWN_ORDER},
    "item": {"border": 1, "border_color": "#CFD8DC", "indent": 3, "font_color": "#52626C"},
    "date": {"num_format": "yyyy-mm-dd", "align": "left"},
    "count": {"num_format": "General", "align": "left"},
    "edit-date": {
        "border": 1,
        "border_color": "#A9551A",
        "bg_color": "#FFF4E0",
        "locked": False,
        "num_format": "yyyy-mm-dd",
    },
    "bar-action": {"border": 1, "border_color": "#CFD8DC", "bg_color": "#1E7F83", "font_color": "#FFFFFF"},
    "bar-other": {"border": 1, "border_color": "#CFD8DC", "bg_color": "#A9551A", "pattern": 6, "fg_color": "#FFFFFF"},
}


@dataclass(frozen=True)
class Live:
    """A formula without its equals sign, and the value that it has now: what is shown where nothing recalculates."""

    formula: str
    value: float | str


Value = Live | str | float | None


def cell_text(text: str, cut: str) -> str:
    """Return what a cell may hold: no control characters, and cut visibly, with ``cut`` at its end, where too long."""
    return fitting_text(storable(text), cut)


def sheet_title(text: str) -> str:
    """Return a text as a spreadsheet takes it for the name of a sheet."""
    return _NOT_IN_TITLE.sub(" ", plain(text)).strip()[:LONGEST_SHEET_NAME] or "-"


def row_height(cells: Sequence[tuple[Value, float]]) -> float:
    """Return the height in points that shows each text whole in its column width; no program measures it for us."""
    return min(_HIGHEST_ROW, LINE_HEIGHT * max((_lines(value, width) for value, width in cells), default=1) + 3)


def _stored(value: float | str, cut: str) -> float | str:
    return cell_text(value, cut) if isinstance(value, str) else value


def _lines(value: Value, width: float) -> int:
    if isinstance(value, Live):
        value = value.value
    if not isinstance(value, str):
        return 1
    return sum(max(1, math.ceil(len(line) / (width * _LETTERS_A_WIDTH))) for line in value.split("\n"))


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a table: its heading, its width in characters, and the style of its cells."""

    heading: str
    width: float
    style: str = "cell"


class Sheet:
    """One sheet. Rows and columns count from 0. Text is always a string, whatever it begins with."""

    def __init__(self, sheet: Worksheet, styles: Mapping[str, Format], cut: str) -> None:
        """Take a sheet of the workbook, the styles by name, and the mark of a text that was cut."""
        self.sheet, self.styles, self._cut = sheet, styles, cut
        self._heights: dict[int, float] = {}
        self._widths: dict[int, float] = {}

    def put(self, row: int, column: int, value: Value, style: str = "text") -> None:
        """Write a text as a string, a number as a number, None as an empty cell, and our own formula with its value."""
        found = self.styles[style]
        if value is None:
            self.sheet.write_blank(row, column, None, found)
        elif isinstance(value, Live):
            self.sheet.write_formula(row, column, f"={value.formula}", found, _stored(value.value, self._cut))
        elif isinstance(value, str):
            self.sheet.write_string(row, column, cell_text(value, self._cut), found)
        else:
            self.sheet.write_number(row, column, value, found)

    def rich(self, row: int, column: int, parts: Sequence[tuple[str, str]], style: str) -> None:
        """Write texts one after the other into one cell, each in its own style, none of them empty."""
        if len(parts) == 1:
            self.put(row, column, parts[0][0], style)
            return
        fragments = [one for text, own in parts for one in (self.styles[own], cell_text(text, self._cut))]
        self.sheet.write_rich_string(row, column, *fragments, self.styles[style])

    def wide(
        self, row: int, columns: tuple[int, int], text: Value, style: str = "text", *, width: float | None = None
    ) -> None:
        """Write a text or a number over several columns together, in a row as high as it needs.

        Without a ``width`` it has that of its columns.
        """
        first, last = columns
        self.merged(row, columns, text, style)
        self.height(row, row_height([(text, sum(self._across(first, last)) if width is None else width)]))

    def height(self, row: int, points: float) -> None:
        """Set the height of a row."""
        self._heights[row] = points
        self.sheet.set_row(row, points)

    def width(self, column: int, letters: float) -> None:
        """Set the width of a column, in digits of the body font."""
        self._widths[column] = letters
        self.sheet.set_column(column, column, letters)

    def merged(self, row: int, columns: tuple[int, int], value: Value, style: str) -> None:
        """Write a value over several columns together, from the first of two to the last."""
        self.sheet.merge_range(row, columns[0], row, columns[1], "", self.styles[style])
        self.put(row, columns[0], value, style)

    def table(self, row: int, columns: Sequence[Column], rows: Sequence[Sequence[Value]]) -> int:
        """Write a heading row and the rows below it; return the row after the last."""
        self.height(row, row_height([(column.heading, column.width) for column in columns]))
        for number, column in enumerate(columns):
            self.put(row, number, column.heading, "header-number" if column.style in _NUMBERS else "header")
        for below, values in enumerate(rows, start=row + 1):
            self.height(below, row_height(list(zip(values, (column.width for column in columns), strict=True))))
            for number, value in enumerate(values):
                self.put(below, number, value, columns[number].style)
        return row + 1 + len(rows)

    def widths(self, columns: Sequence[Column]) -> None:
        """Set the width of each column."""
        for number, column in enumerate(columns):
            self.width(number, column.width)

    def listing(
        self, columns: Sequence[Column], rows: Sequence[Sequence[Value]], *, frozen: int = 1, none: str = ""
    ) -> int:
        """Write a whole-sheet table with a frozen heading and a filter; return the row after the last.

        Without rows it is the words ``none`` alone, where there are any.
        """
        self.widths(columns)
        if none and not rows:
            self.wide(0, (0, len(columns) - 1), none)
            return 1
        end = self.table(0, columns, rows)
        self.sheet.freeze_panes(1, frozen)
        self.sheet.autofilter(0, 0, max(end - 1, 0), len(columns) - 1)
        self.sheet.repeat_rows(0)
        return end

    def prints(self, row: int, column: int) -> None:
        """Print the cells down to a row and a column, one page wide, on as few pages as leave letters to be read."""
        self.sheet.print_area(0, 0, row, column)
        self.sheet.fit_to_pages(1, self.pages(row, column))

    def pages(self, row: int, column: int) -> int:
        """Return on how many pages, one below the other, the cells down to a row and a column can be read."""
        heights = [self._heights.get(number, LINE_HEIGHT) for number in range(row + 1)]
        return pages_high(self._across(0, column), heights, landscape=not self.sheet.orientation)

    def _across(self, first: int, last: int) -> Sequence[float]:
        """Return the width of each column from the first to the last."""
        return [self._widths.get(number, _USUAL_WIDTH) for number in range(first, last + 1)]

    def protect(self) -> None:
        """Lock all but the coloured cells, without a password."""
        self.sheet.protect("", {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True})


class Headed(Protocol):
    """What a workbook is told of what it shows: title, day (YYYY-MM-DD), direction, foot of its pages, words by key."""

    @property
    def title(self) -> str:
        """The title."""
        ...

    @property
    def date(self) -> str:
        """The day."""
        ...

    @property
    def direction(self) -> str:
        """Where its language begins a line, ``ltr`` or ``rtl``."""
        ...

    @property
    def footer(self) -> str:
        """The foot of each printed page."""
        ...

    @property
    def labels(self) -> Mapping[str, str]:
        """Its words."""
        ...


class Workbook:
    """A workbook kept in memory, without formulas, links or numbers guessed from text."""

    def __init__(self, head: Headed, template: Template) -> None:
        """Open a workbook; its date of making is the day it is told, its colours are the template's."""
        self._head, self.colour, self._coloured = head, template.colour, template.coloured
        self.labels, self.rtl = head.labels, head.direction == "rtl"
        self._bytes = io.BytesIO()
        self.book = new_workbook(self._bytes, date=head.date, title=plain(head.title))
        self._order = {"reading_order": 2 if self.rtl else 1}
        self._start = {"align": "right" if self.rtl else "left"}
        self.styles = {name: self._format(style) for name, style in _STYLES.items()}

    def _format(self, style: Mapping[str, object]) -> Format:
        """Return a style in the page's direction; what is indented, or starts a line, starts where reading does."""
        starts = self._start if "indent" in style or style.get("align") == "left" else {}
        return self.book.add_format({**_TEXT, **self._order, **self._coloured(style), **starts})

    def sheet(self, key: str, *, landscape: bool = True, pages: int = 0) -> Sheet:
        """Add a sheet named by the label ``sheet.<key>``, as ``named``."""
        return self.named(sheet_title(self.labels[f"sheet.{key}"]), landscape=landscape, pages=pages)

    def named(self, title: str, *, landscape: bool = True, pages: int = 0) -> Sheet:
        """Add a sheet under a title, ready to print on A4, in the direction of its language.

        It is one page wide and that many pages high, 0 for as many as it takes.
        """
        sheet = self.book.add_worksheet(title)
        sheet.hide_gridlines(2)
        sheet.set_paper(A4)
        sheet.set_margins(*MARGINS)
        sheet.fit_to_pages(1, pages)
        sheet.set_footer(print_foot(self._head.footer, rtl=self.rtl))
        if landscape:
            sheet.set_landscape()
        if self.rtl:
            sheet.right_to_left()
        return Sheet(sheet, self.styles, self.labels["sheet.cut"])

    def hidden(self, name: str, *, deeply: bool = False) -> Sheet:
        """Add a hidden sheet under a name of our own; ``deeply`` keeps it out of the list of hidden sheets, too."""
        sheet = self.book.add_worksheet(name)
        if deeply:
            sheet.very_hidden()
        else:
            sheet.hide()
        return Sheet(sheet, self.styles, self.labels["sheet.cut"])

    def unit(self, unit: str) -> str:
        """Return the name of the style of a cell for a number with its unit, which people fill in."""
        name = f"edit-number {unit}"
        if unit and name not in self.styles:
            told = f'General" {unit.replace(chr(34), "")}"'
            self.styles[name] = self._format({**_STYLES["edit-number"], "num_format": told})
        return name if unit else "edit-number"

    def name(self, name: str, cells: str) -> None:
        """Give some cells a name, by which drop-downs find them."""
        self.book.define_name(name, f"={cells}")

    def close(self) -> bytes:
        """Return the finished workbook."""
        self.book.close()
        return self._bytes.getvalue()


class Book(Workbook):
    """The workbook of a page."""

    def __init__(self, page: Page, template: Template) -> None:
        """Open the workbook of a page."""
        super().__init__(page, template)
        self.page = page
