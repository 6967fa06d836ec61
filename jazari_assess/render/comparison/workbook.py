"""A firm over time as a workbook: scores as numbers, a native chart, and the plan behind them."""

from collections.abc import Mapping, Sequence
from io import BytesIO

import xlsxwriter

from jazari_assess.render.comparison.types import ComparedLine, WordedComparison
from jazari_assess.render.excel.plain_sheets import Sheets
from jazari_assess.render.excel.workbook import row_height
from jazari_assess.render.interface import Branding
from jazari_assess.render.new_workbook import new_workbook

_NAME, _FIGURE, _CERTAIN = 48, 12, 24
"""Widths of columns in characters."""
_COLOURS = ("#A9D0D0", "#1E7F83", "#0E4F56")
_STYLES: Mapping[str, Mapping[str, object]] = {
    "title": {"bold": True, "font_size": 16, "font_color": "#0E4F56"},
    "heading": {"bold": True, "font_size": 12, "font_color": "#0E4F56"},
    "head": {"bold": True, "font_color": "#FFFFFF", "bg_color": "#0E4F56", "border": 1, "text_wrap": True},
    "cell": {"border": 1, "text_wrap": True, "valign": "top"},
    "score": {"border": 1, "num_format": "0.0", "valign": "top"},
    "change": {"border": 1, "num_format": "+0.0;-0.0;0.0", "valign": "top"},
    "quiet": {"font_color": "#52626C", "italic": True},
    "note": {"font_color": "#52626C", "italic": True, "text_wrap": True, "valign": "top"},
}


def comparison_workbook(told: WordedComparison, branding: Branding, *, date: str) -> bytes:
    """Return the workbook; text is always a string, whatever it begins with."""
    target = BytesIO()
    with new_workbook(target, date=date, title=told.title) as book:
        _Writer(book, told, branding).write()
    return target.getvalue()


class _Writer:
    """Writes the one sheet, from top to bottom."""

    def __init__(self, book: xlsxwriter.Workbook, told: WordedComparison, branding: Branding) -> None:
        self._book, self._told, self._colour = book, told, branding.template.colour
        self._sheets = Sheets.of(book, branding, told.direction, _STYLES)
        self._sheet = self._sheets.new(told.title)
        self._last = len(told.stages) + 2

    def write(self) -> None:
        told, sheet = self._told, self._sheet
        sheet.set_column(0, 0, _NAME)
        sheet.set_column(1, self._last - 1, _FIGURE)
        sheet.set_column(self._last, self._last, _CERTAIN)
        for line, (text, style) in enumerate(
            [(told.firm, "title"), *((visit, "quiet") for visit in told.visits), (told.note, "quiet")]
        ):
            self._text(line, 0, text, style)
        top = len(told.visits) + 3
        row = self._table(top, told.words["dimension"], told.dimensions)
        self._chart(top, len(told.dimensions))
        row = self._wide(row, told.words["certain-note"])
        if told.questions:
            self._text(row + 1, 0, told.words["questions"], "heading")
            row = self._table(row + 2, told.words["question"], told.questions)
        row = self._wide(row, told.same) if told.same else row
        if told.plan:
            self._text(row + 1, 0, told.words["plan"], "heading")
            row += 2
            for item in told.plan:
                row = self._wide(row, item)
            self._wide(row, told.words["coincidence"])

    def _table(self, row: int, head: str, lines: Sequence[ComparedLine]) -> int:
        """Write lines under their heads; return the row below."""
        words = self._told.words
        for column, text in enumerate((head, *self._told.stages, words["change"], words["certain"])):
            self._text(row, column, text, "head")
        self._sheet.set_row(row, row_height([(words["certain"], _CERTAIN)]))
        for place, line in enumerate(lines, start=row + 1):
            self._text(place, 0, line.title, "cell")
            for column, value in enumerate(line.values, start=1):
                self._sheets.number(self._sheet, place, column, value, "score")
            self._sheets.number(self._sheet, place, self._last - 1, line.points, "change")
            self._text(place, self._last, line.certain, "cell")
        return row + len(lines) + 1

    def _chart(self, top: int, count: int) -> None:
        chart, name = self._book.add_chart({"type": "bar"}), self._sheet.get_name()
        for place in range(len(self._told.stages)):
            colour = self._colour(_COLOURS[place % len(_COLOURS)])
            chart.add_series(
                {
                    "name": [name, top, place + 1],
                    "categories": [name, top + 1, 0, top + count, 0],
                    "values": [name, top + 1, place + 1, top + count, place + 1],
                    "fill": {"color": colour},
                    "gap": 60,
                }
            )
        rtl = self._told.direction == "rtl"
        chart.set_title({"name": self._told.title, "name_font": {"size": 11}})
        chart.set_legend({"position": "bottom"})
        chart.set_x_axis({"min": 0, "max": 100, "major_unit": 20, **({"reverse": True} if rtl else {})})
        chart.set_y_axis({"reverse": True, "interval_unit": 1})
        chart.set_size({"width": 620, "height": 440})
        self._sheet.insert_chart(top, self._last + 2, chart, {"description": self._told.title})

    def _wide(self, row: int, text: str) -> int:
        self._sheets.wide(self._sheet, row, text, (_NAME, *(_FIGURE for _ in range(self._last - 1)), _CERTAIN))
        return row + 1

    def _text(self, row: int, column: int, text: str, style: str) -> None:
        self._sheets.text(self._sheet, row, column, text, style)
