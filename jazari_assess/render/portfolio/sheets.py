"""What the sheets of a workbook about many firms have in common: their paper, their cells, and tables in words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from jazari_assess.model.spreadsheet import A4, LONGEST_CELL, LONGEST_SHEET_NAME
from jazari_assess.render.excel.paper import print_foot
from jazari_assess.render.excel.workbook import row_height
from jazari_assess.render.interface import Branding
from jazari_assess.render.portfolio.styles import STYLES
from jazari_assess.render.portfolio.words import WordedTable

_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, kw_only=True)
class Sheets:
    """Makes the sheets of one workbook in one direction. Text is always a string, whatever it begins with."""

    book: xlsxwriter.Workbook
    styles: Mapping[str, Format]
    foot: str
    rtl: bool

    @classmethod
    def of(cls, book: xlsxwriter.Workbook, look: Branding, direction: str) -> "Sheets":
        """Return what makes the sheets of a workbook that is handed over like this."""
        order = {"reading_order": 2 if direction == "rtl" else 1, "font_name": "Calibri", "font_size": 10}
        styles = {name: book.add_format({**order, **look.template.coloured(style)}) for name, style in STYLES.items()}
        return cls(book=book, styles=styles, foot=look.institute.foot, rtl=direction == "rtl")

    def new(self, title: str) -> Worksheet:
        """Return a new sheet, across A4 paper, as wide as a page."""
        sheet = self.book.add_worksheet(title[:LONGEST_SHEET_NAME])
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(print_foot(self.foot, rtl=self.rtl))
        if self.rtl:
            sheet.right_to_left()
        return sheet

    def text(self, sheet: Worksheet, row: int, column: int, text: str, style: str) -> None:
        """Write a text into a cell."""
        sheet.write_string(row, column, _REFUSED.sub("\ufffd", text)[:LONGEST_CELL], self.styles[style])

    def heads(self, sheet: Worksheet, row: int, heads: Sequence[str], width: float) -> None:
        """Write the heads of columns, the first of names and the others of figures, as high as the longest needs."""
        sheet.set_row(row, row_height([(head, width) for head in heads]))
        for column, text in enumerate(heads):
            self.text(sheet, row, column, text, "head-number" if column else "head")

    def wide(self, sheet: Worksheet, row: int, text: str, widths: Sequence[float], style: str = "note") -> None:
        """Write a text over the first columns, as high as it needs in their widths."""
        sheet.set_row(row, row_height([(text, sum(widths))]))
        if len(widths) > 1:
            sheet.merge_range(row, 0, row, len(widths) - 1, "", self.styles[style])
        self.text(sheet, row, 0, text, style)

    def tables(self, sheet: Worksheet, tables: Sequence[WordedTable], widths: tuple[float, float]) -> None:
        """Write tables below each other; ``widths`` are those of the column of names and of each figure."""
        name_width, figure = widths
        sheet.set_column(0, 0, name_width)
        sheet.set_column(1, max(len(one.heads) for one in tables) - 1, figure)
        row = 0
        for one in tables:
            self.text(sheet, row, 0, one.title, "heading")
            if one.note:
                self.wide(sheet, row + 1, one.note, (name_width, *(figure for _ in one.heads[1:])))
            self.heads(sheet, row + 2, one.heads, figure)
            for line, (name, cells) in enumerate(one.rows, start=row + 3):
                sheet.set_row(line, row_height([(name, name_width)]))
                self.text(sheet, line, 0, name, "cell")
                for column, cell in enumerate(cells, start=1):
                    if cell.value is None:
                        self.text(sheet, line, column, cell.text, "withheld")
                    else:
                        sheet.write_number(line, column, cell.value, self.styles[cell.style])
            row += len(one.rows) + 4
