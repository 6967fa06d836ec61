"""``portfolio.xlsx``: a dashboard with native charts, the heat map, gaps, services in demand, and the list of firms."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from jazari_assess.render.excel.plain_sheets import Sheets
from jazari_assess.render.excel.workbook import row_height
from jazari_assess.render.interface import Branding
from jazari_assess.render.new_workbook import new_workbook
from jazari_assess.render.plain_text import one_line
from jazari_assess.render.portfolio.styles import DEEP, STYLES
from jazari_assess.render.portfolio.tables import write_heads, write_tables
from jazari_assess.render.portfolio.words import Bar, WordedPortfolio, Worder

_TEAL, _SAND = "#1E7F83", "#A9551A"
_CHART_WIDTH, _ROW_HEIGHT = 560, 20
"""Pixels of a chart, and of one of the rows beside it."""
_FEWEST_ROWS = 14
"""Rows a chart covers at least, so that its axis and title stay readable."""
_NAME, _FIGURE = 44, 13
"""Widths of the columns of the dashboard."""
_SERVICES = (62, 44, 22, 12, 12)
"""Widths of columns: title, provider, status, and the two counts."""
_FIRMS = (20, 30, 26, 28, 40, 10, 18, 12)
"""Widths of columns: number, name, region, sector, size, score, level, coverage."""
_LISTED = {"reverse": True, "interval_unit": 1, "num_font": {"size": 8}}
"""Names from top to bottom, each of them."""
_FAINT = {"visible": True, "line": {"color": "#CFD8DC", "width": 0.5}}
_HEAT = {"type": "3_color_scale", "min_color": "#F6D9C9", "mid_color": "#FFF7E0", "max_color": "#A9D3CC"}


@dataclass(frozen=True, kw_only=True)
class ListedFirm:
    """A firm as it is listed: ids of its places and level (None: not known), scores 0..100, coverage 0..1."""

    id: str
    firm: str
    region: str | None
    sector: str | None
    size: str | None
    score: float | None
    level: str | None
    coverage: float | None
    dimensions: Sequence[float | None]


def write_portfolio(
    path: Path,
    found: WordedPortfolio,
    words: Worder,
    branding: Branding,
    firms: Iterable[ListedFirm],
    *,
    date: str,
    list_rows: int,
) -> None:
    """Write the workbook; of ``firms`` the first ``list_rows`` are listed."""
    with new_workbook(path, date=date, title=found.title) as book:
        writer = _Writer(book, found, words, branding)
        writer.dashboard()
        writer.gaps()
        if found.changes:
            writer.changes()
        writer.services()
        if found.over_time:
            writer.over_time()
        writer.firms(firms, list_rows)


class _Writer:
    """Writes the sheets. Text is always a string, whatever it begins with."""

    def __init__(self, book: xlsxwriter.Workbook, found: WordedPortfolio, words: Worder, branding: Branding) -> None:
        self._book, self._found, self._say, self._words = book, found, words.say, words
        self._institute, self._colour = branding.institute, branding.template.colour
        self._sheets = Sheets.of(book, branding, found.direction, STYLES)
        self._styles, self._text, self._number = self._sheets.styles, self._sheets.text, self._sheets.number

    def dashboard(self) -> None:
        sheet, found = self._sheet("dashboard"), self._found
        sheet.set_portrait()
        sheet.set_margins(left=0.5, right=0.5)
        sheet.fit_to_pages(1, 1)
        sheet.set_column(0, 0, _NAME)
        sheet.set_column(1, 12, _FIGURE)
        sheet.set_row(0, 26)
        sheet.set_row(4, 30)
        self._text(sheet, 0, 0, found.title, "title")
        self._text(sheet, 1, 0, found.origin, "quiet")
        if self._institute.name:
            self._text(sheet, 2, 0, one_line(self._institute.name), "quiet")
        for line, fact in enumerate(found.facts, start=5):
            self._text(sheet, line, 0, fact, "quiet")
        for column, (key, value, style) in enumerate(
            (
                ("firms", found.scored, "big-count"),
                ("mean", found.mean, "big"),
                ("coverage", found.coverage, "big-percent"),
            )
        ):
            self._text(sheet, 3, 3 * column, self._say(key), "quiet")
            if value is not None:
                sheet.write_number(4, 3 * column, value, self._styles[style])
        row = 6 + len(found.facts)
        row = self._block(sheet, row, self._say("distribution"), self._say("score"), found.distribution, "percent")
        row = self._block(sheet, row, self._say("levels"), self._say("level"), found.levels, "percent")
        for key, (title, bars) in zip(("region", "sector", "size"), found.groups, strict=True):
            row = self._block(sheet, row, title, self._say(key), bars, "score")
        self._heat(sheet, row)
        for line, view in enumerate(found.views, start=row + len(found.heat) + 3):
            self._text(sheet, line, 0, view, "quiet")

    def _block(
        self,
        sheet: Worksheet,
        row: int,
        title: str,
        name: str,
        bars: Sequence[Bar],
        style: str,
        *,
        ranked: bool = False,
    ) -> int:
        """Write a table with its chart beside it; return the row where the next one begins.

        Shares in an order of their own are columns, whatever is ``ranked`` and means are bars with room for names.
        """
        self._text(sheet, row, 0, title, "heading")
        figure = self._say("share") if style == "percent" else self._say("mean")
        for column, head in enumerate((name, self._say("count"), figure)):
            self._text(sheet, row + 1, column, head, "head-number" if column else "head")
        for line, bar in enumerate(bars, start=row + 2):
            self._text(sheet, line, 0, bar.name, "cell")
            if bar.count is None:
                self._text(sheet, line, 1, self._say("withheld"), "cell")
            else:
                sheet.write_number(line, 1, bar.count, self._styles["number"])
            self._number(sheet, line, 2, bar.figure, style)
        if bars:
            column = 1 if style == "percent" else 2
            upright = column == 1 and not ranked
            chart = self._chart(sheet, title, row + 2, len(bars), column, upright=upright)
            sheet.insert_chart(row, 4, chart, {"object_position": 2, "description": title})
        return row + _rows(len(bars))

    def _chart(self, sheet: Worksheet, title: str, first: int, count: int, column: int, *, upright: bool) -> object:
        chart = self._book.add_chart({"type": "column" if upright else "bar"})
        name = sheet.get_name()
        chart.add_series(
            {
                "categories": [name, first, 0, first + count - 1, 0],
                "values": [name, first, column, first + count - 1, column],
                "fill": {"color": self._colour(_TEAL if column == 1 else _SAND)},
                "data_labels": {"value": True, "num_format": "#,##0" if column == 1 else "0"},
                "gap": 40,
            }
        )
        chart.set_title({"name": title, "name_font": {"size": 11, "color": self._colour(DEEP)}})
        chart.set_legend({"none": True})
        chart.set_size({"width": _CHART_WIDTH, "height": _ROW_HEIGHT * (_rows(count) - 1)})
        rtl = self._found.direction == "rtl"
        scale = {"min": 0, "major_gridlines": _FAINT, **({"max": 100} if column > 1 else {})}
        chart.set_x_axis({**({} if upright else scale), **({"reverse": True} if rtl else {})})
        chart.set_y_axis({"major_gridlines": {"visible": False}, **({} if upright else _LISTED)})
        return chart

    def _heat(self, sheet: Worksheet, row: int) -> None:
        found = self._found
        self._text(sheet, row, 0, self._say("heat"), "heading")
        sheet.set_row(row + 1, row_height([(name, _FIGURE) for name in found.dimensions]))
        for column, head in enumerate((self._say("sector"), *found.dimensions)):
            self._text(sheet, row + 1, column, head, "head-number" if column else "head")
        for line, (sector, means) in enumerate(found.heat, start=row + 2):
            self._text(sheet, line, 0, sector, "cell")
            for column, mean in enumerate(means, start=1):
                self._number(sheet, line, column, mean, "score")
        if found.heat and found.dimensions:
            last = row + 1 + len(found.heat)
            sheet.conditional_format(row + 2, 1, last, len(found.dimensions), dict(_HEAT))

    def gaps(self) -> None:
        sheet = self._sheet("gaps-sheet")
        sheet.set_column(0, 0, 40)
        sheet.set_column(1, 2, 14)
        question, found = self._say("question"), self._found
        row = self._block(sheet, 0, self._say("gaps"), question, found.gaps, "percent", ranked=True)
        self._text(sheet, row - 1, 0, self._say("gaps-note"), "quiet")
        self._block(sheet, row + 1, self._say("missed"), question, found.missed, "percent", ranked=True)

    def changes(self) -> None:
        """Write what closing each common gap would do, then the gain of each group's mean."""
        sheet, found = self._sheet("what-if-sheet"), self._found
        sheet.set_column(0, 0, _NAME)
        sheet.set_column(1, max(4, len(found.changes)), _FIGURE + 2)
        self._text(sheet, 0, 0, self._say("what-if"), "heading")
        sheet.set_row(1, 2 * _ROW_HEIGHT)
        sheet.merge_range(1, 0, 1, 4, "", self._styles["note"])
        self._text(sheet, 1, 0, self._say("what-if-note"), "note")
        heads = [self._say(key) for key in ("question", "count", "mean-then", "gain", "risen")]
        write_heads(self._sheets, sheet, 3, heads, _FIGURE)
        for line, one in enumerate(found.changes, start=4):
            self._text(sheet, line, 0, one.name, "cell")
            sheet.write_number(line, 1, one.count, self._styles["number"])
            self._number(sheet, line, 2, one.mean, "score")
            self._number(sheet, line, 3, one.gain, "score")
            if one.risen is None:
                self._text(sheet, line, 4, self._say("withheld"), "cell")
            else:
                sheet.write_number(line, 4, one.risen, self._styles["number"])
        row = 6 + len(found.changes)
        self._text(sheet, row - 1, 0, self._say("what-if-groups"), "heading")
        for group in found.changes[0].groups:
            row = self._gains(sheet, row, group)
        sheet.freeze_panes(0, 1)

    def _gains(self, sheet: Worksheet, row: int, group: str) -> int:
        """Write the gain of each group's mean by the gap that is closed; return the row where the next table begins."""
        changes = self._found.changes
        write_heads(self._sheets, sheet, row, [self._say(group), *(one.name for one in changes)], _FIGURE)
        names = [name for name, _ in changes[0].groups[group]]
        for line, name in enumerate(names):
            self._text(sheet, row + 1 + line, 0, name, "cell")
            for column, one in enumerate(changes, start=1):
                self._number(sheet, row + 1 + line, column, one.groups[group][line][1], "score")
        return row + len(names) + 2

    def services(self) -> None:
        sheet = self._sheet("services-sheet")
        for column, width in enumerate(_SERVICES):
            sheet.set_column(column, column, width)
        self._text(sheet, 0, 0, self._say("services"), "heading")
        self._text(sheet, 1, 0, self._say("services-note"), "quiet")
        for column, key in enumerate(("service", "provider", "status", "count", "share")):
            self._text(sheet, 3, column, self._say(key), "head" if column <= 2 else "head-number")  # noqa: PLR2004 - then come the numbers
        for line, one in enumerate(self._found.services, start=4):
            sheet.set_row(line, row_height(list(zip((one.title, one.provider, one.status), _SERVICES, strict=False))))
            for column, text in enumerate((one.title, one.provider, one.status)):
                self._text(sheet, line, column, text, "cell")
            sheet.write_number(line, 3, one.count, self._styles["number"])
            sheet.write_number(line, 4, one.share, self._styles["percent"])
        sheet.freeze_panes(4, 0)
        sheet.repeat_rows(3)

    def over_time(self) -> None:
        """Write what firms did over time, a table below the other."""
        sheet = self._sheets.new(self._words.interface.say("dashboard.over-time"))
        write_tables(self._sheets, sheet, self._found.over_time, (_SERVICES[0], _FIGURE))

    def firms(self, firms: Iterable[ListedFirm], limit: int) -> None:
        """List the first firms, best known columns only, and point to the Parquet file where there are more."""
        sheet, found = self._sheet("firms-sheet"), self._found
        words = self._words
        heads = ("id", "firm", "region", "sector", "size", "score", "level", "coverage-short")
        top = 0
        if found.firms > limit:
            told = self._say("capped", limit=words.amount(limit), total=words.amount(found.firms))
            self._text(sheet, 0, 0, told, "quiet")
            top = 1
        for column, head in enumerate((*(self._say(key) for key in heads), *found.dimensions)):
            self._text(sheet, top, column, head, "head")
        sheet.set_row(top, row_height([(name, _FIGURE) for name in found.dimensions]))
        line = top
        for line, firm in enumerate(itertools.islice(firms, limit), start=top + 1):
            self._firm(sheet, line, firm)
        for column, width in enumerate((*_FIRMS, *(_FIGURE for _ in found.dimensions))):
            sheet.set_column(column, column, width)
        sheet.repeat_rows(top)
        sheet.freeze_panes(top + 1, 2)
        sheet.autofilter(top, 0, max(line, top), len(heads) + len(found.dimensions) - 1)

    def _firm(self, sheet: Worksheet, line: int, firm: ListedFirm) -> None:
        words = self._words
        places = (("region", firm.region), ("sector", firm.sector), ("size", firm.size))
        texts = (firm.id, firm.firm, *(words.named(key, one) for key, one in places))
        for column, text in enumerate(texts):
            self._text(sheet, line, column, text, "plain")
        self._number(sheet, line, 5, firm.score, "score")
        self._text(sheet, line, 6, words.level(firm.level), "plain")
        self._number(sheet, line, 7, firm.coverage, "percent")
        for column, score in enumerate(firm.dimensions, start=8):
            self._number(sheet, line, column, score, "score")

    def _sheet(self, key: str) -> Worksheet:
        return self._sheets.new(self._say(key))


def _rows(bars: int) -> int:
    """Return how many rows a table of that many bars takes with its headings and the space below it."""
    return max(bars + 4, _FEWEST_ROWS)
