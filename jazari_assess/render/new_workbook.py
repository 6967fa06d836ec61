"""The one place that begins a workbook: no text becomes a formula, a link or a number, whatever it looks like."""

import datetime as dt
from pathlib import Path
from typing import BinaryIO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from jazari_assess.model.spreadsheet import A4

NO_DATE = "2000-01-01"
"""Stands in an empty form, which has no date: the same form, the same bytes."""


def new_workbook(
    target: Path | BinaryIO, *, date: str = NO_DATE, title: str = "", streamed: bool = False
) -> xlsxwriter.Workbook:
    """Return a workbook made on a day (YYYY-MM-DD); ``streamed`` writes rows as they come, each once."""
    options = {
        "constant_memory": streamed,
        "in_memory": not isinstance(target, Path),
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target, options)
    made = dt.datetime.combine(dt.date.fromisoformat(date), dt.time(), tzinfo=dt.UTC)
    book.set_properties({"created": made, "author": "jazari-assess", "title": title})
    return book


def wide_sheet(book: xlsxwriter.Workbook, title: str, direction: str) -> Worksheet:
    """Return a new sheet of many columns, printed across A4 paper, its first row on every page."""
    sheet = book.add_worksheet(title)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.repeat_rows(0)
    if direction == "rtl":
        sheet.right_to_left()
    return sheet
