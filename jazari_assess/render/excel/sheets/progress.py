"""The sheet that follows the plan: scores move with the state of each action, by formula; native charts over them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from jazari_assess.model.follow_up import ITEM_STATUSES
from jazari_assess.model.spreadsheet import column_letters
from jazari_assess.render.excel.sheets.roadmap import STATES_NAME, Followed
from jazari_assess.render.excel.workbook import Book, Column, Live, Sheet, Value, row_height

_HALF = 0.5
"""An action that has begun counts half: it is a habit that may still fail."""
_STATIC = 4
"""Columns of the table of items before its gains: the item, its phase, what counts, its points overall."""
_ITEM_STYLES = {0: "cell", 1: "cell", 2: "number"}  # by column; scores behind
_CHART_ROW, _CHART_COLUMN = 1, 6
"""Beside the table, one column left free."""
_NAME_POINTS = 8
"""Points of the names beside bars: LibreOffice leaves every other one out where they do not fit."""
_ROW_PIXELS, _BARS_PIXELS, _CHART_FRAME = 20, 34, 110
"""The least that a row has, what the bars of a dimension take, and axis, title and legend: the chart ends above the
table of items."""
_NAMES = 2
"""Columns of words, before those of numbers."""
_ABOVE_ITEMS = 2
"""Rows from the first item up to what is printed: the headings of the list stand between."""
_HEAD_WIDTH = 12
"""Letters of the narrowest column of numbers."""
_CHART_WIDTH, _CHART_COLUMNS = 620, 7
"""Pixels of the chart, and the columns of that width that it covers."""
_TITLE_WIDTH, _PHASE_WIDTH = 46, 16
"""Letters of the first two columns: a title in full on two lines, a phase on one or two."""


def add_progress(book: Book, followed: Followed) -> None:
    """Add what the plan has brought so far: overall, by dimension and by phase; below, what each item counts.

    The list of items is what the rest is reckoned from: it stays on the screen, paper has them with the plan.
    """
    page = book.page
    sheet = book.sheet("progress-sheet")
    drawn = _CHART_FRAME + _BARS_PIXELS * (len(page.dimensions) + 1)
    first_item = max(len(page.dimensions) + len(page.plan.phases) + 9, _CHART_ROW + 2 + math.ceil(drawn / _ROW_PIXELS))
    items = _Items(first=first_item, count=len(page.plan.items), followed=followed)
    columns = _columns(book)
    sheet.widths(columns)
    last = max(_STATIC + len(page.dimensions), _CHART_COLUMN + _CHART_COLUMNS) - 1
    for place in range(len(columns), last + 1):
        sheet.width(place, _HEAD_WIDTH)
    end = sheet.table(0, columns, _scores(book, items))
    row = sheet.table(end + 1, _phase_columns(book), _phases(book, items))
    sheet.wide(row + 1, (0, 4), page.labels["sheet.counting"], "quiet")
    _write_items(book, sheet, items)
    _chart(book, sheet, end, height=drawn)
    sheet.prints(items.first - _ABOVE_ITEMS, last)
    sheet.protect()


@dataclass(frozen=True, kw_only=True)
class _Items:
    """Where the items stand on this sheet, rows counted from 0, and where their states do on the sheet of the plan."""

    first: int
    count: int
    followed: Followed

    def column(self, place: int) -> str:
        """Return the cells of a column of the items."""
        letter = column_letters(place + 1)
        return f"${letter}${self.first + 1}:${letter}${self.first + self.count}"

    def moved(self, place: int) -> str:
        """Return what the items have brought so far by the gains of a column."""
        return f"SUMPRODUCT({self.column(2)},{self.column(place)})"


def _columns(book: Book) -> Sequence[Column]:
    t = book.page.labels
    return [
        Column(heading=t["dimension.name"], width=_TITLE_WIDTH),
        Column(heading=t["score.today"], width=_PHASE_WIDTH, style="score"),
        Column(heading=t["sheet.score-done"], width=18, style="score"),
        Column(heading=t["roadmap.expected"], width=16, style="score"),
        Column(heading=t["score.target"], width=12, style="score"),
    ]


def _scores(book: Book, items: _Items) -> Sequence[Sequence[Value]]:
    page = book.page
    steps = page.plan.steps
    after = steps[-1].value if steps else None
    own = [(found.title, found.score.value, found.after, found.target) for found in page.dimensions]
    rows = [(page.labels["score.overall"], page.overall.score.value, after, None), *own]
    return [
        (title, today, _now(today, items, _STATIC - 1 + place), later, target)
        for place, (title, today, later, target) in enumerate(rows)
    ]


def _now(today: float | None, items: _Items, column: int) -> Value:
    return None if today is None else Live(f"MIN(100,{today!r}+{items.moved(column)})", today)


def _phase_columns(book: Book) -> Sequence[Column]:
    t = book.page.labels
    return [
        Column(heading=t["sheet.phase"], width=_TITLE_WIDTH),
        Column(heading=t["phase.actions"], width=16, style="number"),
        Column(heading=t["sheet.share-done"], width=18, style="percent"),
        Column(heading=t["sheet.overall-gain"], width=16, style="score"),
    ]


def _phases(book: Book, items: _Items) -> Sequence[Sequence[Value]]:
    """Return each phase with the number of its items, the share that counts, and the points these have brought."""
    rows: list[Sequence[Value]] = []
    for phase in book.page.plan.phases:
        count = sum(item.phase == phase.title for item in book.page.plan.items)
        named = f"({items.column(1)}=$A{len(book.page.dimensions) + 5 + len(rows)})"
        share = f"SUMPRODUCT({named}*{items.column(2)})/MAX(1,{count})"
        gained = f"SUMPRODUCT({named}*{items.column(2)}*{items.column(3)})"
        rows.append((phase.title, count, Live(share, 0.0), Live(gained, 0.0)))
    return rows


def _write_items(book: Book, sheet: Sheet, items: _Items) -> None:
    """Write what each item counts, done 1, in progress half, and its gains, overall and on each dimension."""
    page, t = book.page, book.page.labels
    heads = [t["roadmap.item"], t["sheet.phase"], t["sheet.counts"], t["sheet.overall-gain"]]
    heads += [found.short for found in page.dimensions]
    sheet.height(items.first - 1, row_height([(head, _HEAD_WIDTH) for head in heads[_NAMES:]]))
    for place, head in enumerate(heads):
        sheet.put(items.first - 1, place, head, "header" if place < _NAMES else "header-number")
    done, doing = (f"INDEX({STATES_NAME},{ITEM_STATUSES.index(state) + 1})" for state in ("done", "doing"))
    for number, item in enumerate(page.plan.items):
        state = items.followed.state(number)
        counts = f"IF({state}={done},1,IF({state}={doing},{_HALF},0))"
        values: list[Value] = [item.title, item.phase, Live(counts, 0.0), item.overall_gain, *item.gain_values]
        sheet.height(items.first + number, row_height([(item.title, _TITLE_WIDTH), (item.phase, _PHASE_WIDTH)]))
        for place, value in enumerate(values):
            sheet.put(items.first + number, place, value, _ITEM_STYLES.get(place, "score"))


def _chart(book: Book, sheet: Sheet, end: int, *, height: int) -> None:
    """Draw today, what is reached by the states, and the end of the plan, side by side for each dimension."""
    chart = book.book.add_chart({"type": "bar"})
    name, last = sheet.sheet.get_name(), end - 1
    for column, ours in ((1, "#A9D0D0"), (2, "#1E7F83"), (3, "#0E4F56")):
        chart.add_series(
            {
                "name": [name, 0, column],
                "categories": [name, 1, 0, last, 0],
                "values": [name, 1, column, last, column],
                "fill": {"color": book.colour(ours)},
                "gap": 60,
            }
        )
    chart.set_title({"name": book.page.labels["roadmap.before-after"], "name_font": {"size": 11}})
    chart.set_legend({"position": "bottom"})
    chart.set_x_axis({"min": 0, "max": 100, "major_unit": 20, "reverse": book.page.direction == "rtl"})
    chart.set_y_axis({"reverse": True, "interval_unit": 1, "num_font": {"size": _NAME_POINTS}})
    chart.set_size({"width": _CHART_WIDTH, "height": height})
    sheet.sheet.insert_chart(
        _CHART_ROW, _CHART_COLUMN, chart, {"description": book.page.labels["roadmap.before-after"]}
    )
