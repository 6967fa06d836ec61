"""What the sheets of a workbook about firms have in common: their paper and how a cell is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from jazari_assess.model.spreadsheet import A4, LONGEST_SHEET_NAME
from jazari_assess.render.excel.cells import fitting_text, safe_text
from jazari_assess.render.excel.page_setup import print_foot
from jazari_assess.render.excel.workbook import row_height
from jazari_assess.render.interface import Branding


@dataclass(frozen=True, kw_only=True)
class Sheets:
    """Makes the sheets of one workbook in one direction. Text is always a string, whatever it begins with."""

    book: xlsxwriter.Workbook
    styles: Mapping[str, Format]
    foot: str
    rtl: bool

    @classmethod
    def of(
        cls, book: xlsxwriter.Workbook, branding: Branding, direction: str, styles: Mapping[str, Mapping[str, object]]
    ) -> "Sheets":
        """Return what makes the sheets of a workbook that is handed over like this, in the brand's colours."""
        order = {"reading_order": 2 if direction == "rtl" else 1, "font_name": "Calibri", "font_size": 10}
        coloured = branding.template.coloured
        formats = {name: book.add_format({**order, **coloured(style)}) for name, style in styles.items()}
        return cls(book=book, styles=formats, foot=branding.institute.foot, rtl=direction == "rtl")

    def new(self, title: str) -> Worksheet:
        """Return a new sheet, across A4 paper, as wide as a page."""
        sheet = self.book.add_worksheet(safe_text(title)[:LONGEST_SHEET_NAME])
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
        sheet.write_string(row, column, fitting_text(safe_text(text)), self.styles[style])

    def number(self, sheet: Worksheet, row: int, column: int, value: float | None, style: str) -> None:
        """Write a number into a cell, which stays empty where there is none."""
        if value is None:
            sheet.write_blank(row, column, None, self.styles[style])
        else:
            sheet.write_number(row, column, value, self.styles[style])

    def wide(self, sheet: Worksheet, row: int, text: str, widths: Sequence[float], style: str = "note") -> None:
        """Write a text over the first columns, as high as it needs in their widths."""
        sheet.set_row(row, row_height([(text, sum(widths))]))
        if len(widths) > 1:
            sheet.merge_range(row, 0, row, len(widths) - 1, "", self.styles[style])
        self.text(sheet, row, 0, text, style)
