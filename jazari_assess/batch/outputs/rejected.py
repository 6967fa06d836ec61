"""The rows that were refused, as they came, each bad cell coloured and explained: to correct and feed in again."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from jazari_assess.batch.interface import Table, shown_name
from jazari_assess.batch.scoring.block import BAD_SCHEMA
from jazari_assess.batch.scoring.columns import as_text
from jazari_assess.batch.sources.staged_rows import read_rows
from jazari_assess.errors import Problem
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.problem_words import message_and_remedy
from jazari_assess.model.spreadsheet import LONGEST_SHEET_NAME, MOST_ROWS
from jazari_assess.render.excel.cells import fitting_text, safe_text
from jazari_assess.render.new_workbook import new_workbook, wide_sheet
from jazari_assess.render.page.wording import figures

MOST_COMMENTS = 20_000
"""Comments make a workbook slow to open; the reason stands in its own column too."""
_COMMENT_WIDTH = 320
"""Pixels, in which two sentences are seen whole."""


@dataclass(frozen=True, kw_only=True)
class RejectedTable:
    """What one table gets back: its bad cells by position, and the positions and rows of duplicates.

    ``opened`` are bad cells whose rows were scored without them, ``origins`` where its rows came from before they were
    given back once, ``own`` the columns that said so.
    """

    table: Table
    own: frozenset[str]
    bad: pl.DataFrame
    opened: pl.DataFrame
    origins: pl.DataFrame
    duplicates: Sequence[tuple[int, int]]


def write_rejected(
    path: Path, tables: Sequence[RejectedTable], files: Sequence[tuple[str, str]], interface: InterfaceText, date: str
) -> None:
    """Write ``rejected.xlsx``: a sheet a table, one of duplicates, and one of files that could not be read.

    ``files`` are (file, reason).
    """
    with new_workbook(path, date=date, title=interface.say("batch.rejected.title"), streamed=True) as book:
        writer = _Writer(book, interface)
        for number, table in enumerate(tables):
            if table.bad.height:
                writer.rejected(table, number)
        for number, table in enumerate(tables):
            if table.duplicates:
                writer.duplicates(table, number)
        for number, table in enumerate(tables):
            if table.opened.height:
                writer.opened(table, number)
        if files:
            writer.files(files)


@dataclass(frozen=True, kw_only=True)
class _Told:
    """Why a cell was refused, and its row in the input."""

    row: int
    reason: str


class _Writer:
    """Writes the sheets of one workbook; every text is a string, whatever it begins with."""

    def __init__(self, book: xlsxwriter.Workbook, interface: InterfaceText) -> None:
        self._book, self._interface = book, interface
        rtl = interface.direction == "rtl"
        order = {"reading_order": 2 if rtl else 1, "font_name": "Calibri", "font_size": 10}
        head = {"bold": True, "bg_color": "#E3EDED", "text_wrap": True, "valign": "top"}
        given = {**order, "reading_order": 0}  # cells of the input stand in its own language
        self._head, self._given_head = book.add_format({**order, **head}), book.add_format({**given, **head})
        self._bad = book.add_format({**given, "bg_color": "#FFC7CE", "font_color": "#7A0010", "border": 1})
        self._plain, self._given = book.add_format(order), book.add_format(given)
        self._why = book.add_format({**order, "font_color": "#52626C", "text_wrap": False})
        self._comments = 0
        self._titles: set[str] = set()

    def rejected(self, table: RejectedTable, number: int) -> None:
        positions = table.bad["position"].unique(maintain_order=True).to_list()[:MOST_ROWS]
        cells: dict[int, dict[str, _Told]] = {}
        for position, row, column, code, values in table.bad.select(BAD_SCHEMA.keys()).rows():
            told = _Told(row=row, reason=self._reason(code, json.loads(values)))
            cells.setdefault(position, {})[column] = told
        title = self._interface.say("batch.rejected.sheet")
        self._table(table, self._title(title, number), positions, cells)

    def duplicates(self, table: RejectedTable, number: int) -> None:
        duplicates = table.duplicates[:MOST_ROWS]
        reason = self._interface.say("batch.rejected.duplicate")
        cells = {position: {"": _Told(row=row, reason=reason)} for position, row in duplicates}
        positions = [position for position, _ in duplicates]
        title = self._interface.say("batch.rejected.duplicates")
        self._table(table, self._title(title, number), positions, cells)

    def opened(self, table: RejectedTable, number: int) -> None:
        """List the cells that were left without an answer: where each stands, and why."""
        sheet = self._sheet(self._title(self._interface.say("batch.rejected.opened"), number))
        sheet.set_column(0, 1, 30)
        sheet.set_column(2, 2, 100)
        for column, key in enumerate(("cell", "question", "reason")):
            sheet.write_string(0, column, self._interface.say(f"batch.rejected.{key}"), self._head)
        titles = {header.column: header.text for header in table.table.headers}
        for line, (_, row, column, code, values) in enumerate(table.opened.select(BAD_SCHEMA.keys()).rows(), start=1):
            reason = self._reason(code, json.loads(values))
            for at, text in enumerate((table.table.place(row, column).cell or "", titles.get(column, ""), reason)):
                sheet.write_string(line, at, _cell(text), self._plain)

    def files(self, files: Sequence[tuple[str, str]]) -> None:
        sheet = self._sheet(self._title(self._interface.say("batch.rejected.files"), 0))
        sheet.set_column(0, 0, 40)
        sheet.set_column(1, 1, 100)
        for column, key in enumerate(("batch.rejected.file", "batch.rejected.reason")):
            sheet.write_string(0, column, self._interface.say(key), self._head)
        for row, (file, reason) in enumerate(files, start=1):
            sheet.write_string(row, 0, _cell(file), self._plain)
            sheet.write_string(row, 1, _cell(reason), self._plain)

    def _table(
        self, given: RejectedTable, title: str, positions: Sequence[int], cells: Mapping[int, Mapping[str, _Told]]
    ) -> None:
        table = given.table
        headers = [header for header in table.headers if header.column not in given.own]
        before = {
            position: (file, row) for position, file, row in given.origins.select("position", "file", "row").rows()
        }
        name = shown_name(Path(table.file))
        sheet = self._sheet(title)
        names = [header.column for header in headers]
        last = len(names)
        sheet.set_column(0, last - 1, 18)
        sheet.set_column(last, last + 1, 20)
        sheet.set_column(last + 2, last + 2, 80)
        sheet.freeze_panes(1, 1)
        sheet.set_row(0, 45)
        for column, header in enumerate(headers):
            sheet.write_string(0, column, _cell(header.text), self._given_head)
        for column, key in enumerate(("file", "row", "reason"), start=last):
            sheet.write_string(0, column, self._interface.say(f"batch.rejected.{key}"), self._head)
        frame = read_rows(table.path, names, positions)
        texts = [as_text(frame[name]) for name in names]
        for line, position in enumerate(positions, start=1):
            self._row(sheet, line, names, [series[line - 1] for series in texts], cells[position])
            file, row = before.get(position, (name, min(one.row for one in cells[position].values())))
            sheet.write_string(line, last, _cell(file), self._plain)
            sheet.write_number(line, last + 1, row, self._plain)
            told = [f"{_where(table, one.row, name)}{one.reason}" for name, one in cells[position].items()]
            sheet.write_string(line, last + 2, _cell(" | ".join(told)), self._why)

    def _row(
        self, sheet: Worksheet, line: int, names: Sequence[str], texts: Sequence[str], bad: Mapping[str, _Told]
    ) -> None:
        for column, (name, text) in enumerate(zip(names, texts, strict=True)):
            found = bad.get(name)
            if found is None:
                if text:
                    _write(sheet, line, column, text, self._given)
                continue
            _write(sheet, line, column, text, self._bad)
            if self._comments < MOST_COMMENTS:
                self._comments += 1
                sheet.write_comment(
                    line,
                    column,
                    _cell(found.reason),
                    {"author": "jazari-assess", "width": _COMMENT_WIDTH, "height": 90},
                )

    def _sheet(self, title: str) -> Worksheet:
        return wide_sheet(self._book, title, self._interface.direction)

    def _title(self, text: str, number: int) -> str:
        short = text[: LONGEST_SHEET_NAME - 5]
        title = short if short not in self._titles else f"{short} {number + 1}"
        self._titles.add(title)
        return title

    def _reason(self, code: str, values: Mapping[str, str]) -> str:
        return reason(self._interface, Problem(code=code, values=values))


def reason(interface: InterfaceText, problem: Problem) -> str:
    """Return a problem in words, what to do included."""
    return " ".join(message_and_remedy(problem, interface, lambda value: figures(interface).number(value)))


def _where(table: Table, row: int, column: str) -> str:
    return f"{table.place(row, column).cell}: " if column else ""


def _write(sheet: Worksheet, row: int, column: int, text: str, style: Format) -> None:
    """Write a plain number as a number, so that it can be corrected as one; everything else is a string."""
    if re.fullmatch(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,10})?", text) and len(text) < 15:  # noqa: PLR2004 - digits of a double
        sheet.write_number(row, column, float(text), style)
    elif text:
        sheet.write_string(row, column, _cell(text), style)
    else:
        sheet.write_blank(row, column, None, style)


def _cell(text: str) -> str:
    return fitting_text(safe_text(text))
