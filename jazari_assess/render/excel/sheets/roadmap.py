"""The sheet people work in: the plan with who, until when and how far; below, what it leaves out."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jazari_assess.model.calendar import first_day_of_quarter
from jazari_assess.model.follow_up import ITEM_STATUSES, LISTS, ListColumn
from jazari_assess.model.spreadsheet import column_letters, serial_of
from jazari_assess.render.excel.workbook import Book, Column, Live, Sheet, Value, row_height
from jazari_assess.render.page.plan_types import Item
from jazari_assess.render.page.types import Page

STATES_NAME = "progress_states"
_QUARTER_WIDTH = 11.0
"""Fits a year, a month and the days below."""
_OWNER, _START, _DUE, _DONE_ON, _PROGRESS, _REAL, _COST, _KPI, _COMMENT = range(9)
"""The columns that people fill in, from the first of them."""
_OWN_ROWS = 10
"""Rows for actions of the firm's own: more than it adds between two reviews."""
_TITLE, _GAIN = 2, 6
"""The columns of the action and of its points on the overall score."""
_TITLE_WIDTH, _REASON_WIDTH = 44, 100
"""Letters of an action, and of the columns over which a reason runs."""


@dataclass(frozen=True, kw_only=True)
class Followed:
    """Where the states of the items stand: the sheet and the letters of its column; items begin in the second row."""

    sheet: str
    column: str

    def state(self, number: int) -> str:
        """Return the cell of an item's state, items counted from 0."""
        quoted = self.sheet.replace("'", "''")
        return f"'{quoted}'!${self.column}${number + 2}"


def add_roadmap(book: Book, *, left_out: bool) -> Followed:
    """Add the plan. What people fill in is open to edit, with rows of their own; the rest is protected, no password.

    Printed is what one takes to a meeting: the actions and what is filled in. Why, how and by whom helped stand in
    the columns behind, what the plan leaves out below.
    """
    page, t = book.page, book.page.labels
    sheet = book.sheet("roadmap")
    told, edited, reasons = _columns(book), _edited(book), _reasons(book)
    quarters = [Column(heading=f"{name}\n{months}", width=_QUARTER_WIDTH) for name, months in page.plan.quarters]
    edit = len(told)
    rows: list[list[Value]] = [
        [*_row(item), *_blank(item, page), *([None] * len(quarters)), *_reason(item)] for item in page.plan.items
    ]
    none = page.plan.infeasible or t["summary.no-steps"]
    end = sheet.listing([*told, *edited, *quarters, *reasons], rows, frozen=_TITLE + 1, none=none)
    _calendar(book, sheet, edit + len(edited))
    if rows:
        last = _own_rows(book, sheet, end, edit)
        _open_cells(book, sheet, edit, last)
        _progress(book, sheet, last + 2, edit + _PROGRESS)
        end = last + 4
    for below, key in enumerate(("sheet.yellow", "roadmap.lead") if rows else (), start=end + 2):
        sheet.wide(below, (0, edit + _PROGRESS), t[key], "quiet")
    sheet.prints(end + 3, edit + _COMMENT)
    if left_out and page.plan.left_out:
        _write_left_out(book, sheet, end + 6)
    sheet.protect()
    return Followed(sheet=sheet.sheet.get_name(), column=column_letters(edit + _PROGRESS + 1))


def _write_left_out(book: Book, sheet: Sheet, row: int) -> None:
    """Write every action that the plan leaves out, with its reason over the columns behind."""
    t, last = book.page.labels, len(_columns(book)) + _PROGRESS
    sheet.put(row, 0, t["sheet.left-out"], "heading")
    for place, head in ((_TITLE, t["roadmap.item"]), (_TITLE + 1, t["roadmap.reason"])):
        sheet.put(row + 1, place, head, "header")
    for below, left in enumerate(book.page.plan.left_out, start=row + 2):
        sheet.wide(below, (_TITLE + 1, last), left.reason, "cell")
        sheet.put(below, _TITLE, left.title, "cell")
        sheet.height(below, row_height([(left.title, _TITLE_WIDTH), (left.reason, _REASON_WIDTH)]))


def _blank(item: Item, page: Page) -> Sequence[Value]:
    """Return what people fill in, begun: the dates of the plan, to do."""
    start, end = (first_day_of_quarter(page.date, quarter) for quarter in (item.quarter, item.quarter + item.quarters))
    last = end - dt.timedelta(days=1)
    days = [serial_of(day) for day in (start, last)]
    return ["", *days, None, page.labels["sheet.todo"], None, None, "", ""]


def _columns(book: Book) -> Sequence[Column]:
    t = book.page.labels
    return [
        Column(heading=t["roadmap.when"], width=12),
        Column(heading=t["sheet.phase"], width=14),
        Column(heading=t["roadmap.item"], width=_TITLE_WIDTH),
        Column(heading=t["roadmap.kind"], width=12),
        Column(heading=t["sheet.person-days"], width=10, style="number"),
        Column(heading=t["sheet.keep"], width=11, style="number"),
        Column(heading=t["sheet.overall-gain"], width=9, style="score"),
    ]


def _reasons(book: Book) -> Sequence[Column]:
    t = book.page.labels
    return [
        Column(heading=t["roadmap.first-step"], width=75),
        Column(heading=t["roadmap.done-when"], width=75),
        Column(heading=t["roadmap.why-now"], width=100),
        Column(heading=t["roadmap.why"], width=60),
        Column(heading=t["support.title"], width=80),
    ]


def _edited(book: Book) -> Sequence[Column]:
    t = book.page.labels
    return [
        Column(heading=t["sheet.owner"], width=18, style="edit"),
        Column(heading=t["sheet.start"], width=11, style="edit-date"),
        Column(heading=t["sheet.due"], width=11, style="edit-date"),
        Column(heading=t["sheet.done-on"], width=11, style="edit-date"),
        Column(heading=t["sheet.progress"], width=14, style="edit"),
        Column(heading=t["sheet.real-days"], width=9, style="edit-number"),
        Column(heading=t["sheet.real-cost"], width=11, style="edit-number"),
        Column(heading=t["sheet.own-kpi"], width=20, style="edit"),
        Column(heading=t["sheet.comment"], width=30, style="edit"),
    ]


def _row(item: Item) -> Sequence[Value]:
    return (
        item.quarter_text,
        item.phase,
        item.title,
        item.kind_text,
        item.person_days,
        item.keep_days,
        item.overall_gain,
    )


def _reason(item: Item) -> Sequence[Value]:
    return (
        item.first_step,
        item.done_when,
        "\n".join((*item.why_now, *item.serves)),
        "\n".join((*item.why, *item.gains)),
        "\n".join(part for part in (item.alone, *(one.title for one in item.supports)) if part),
    )


def _own_rows(book: Book, sheet: Sheet, first: int, edit: int) -> int:
    """Write open rows for the firm's own actions; return the last."""
    styles = {_TITLE: "edit", 0: "edit", 4: "edit-number"}
    for row in range(first, first + _OWN_ROWS):
        for place, style in styles.items():
            sheet.put(row, place, None, style)
        for place, column in enumerate(_edited(book)):
            sheet.put(row, edit + place, None, column.style)
    return first + _OWN_ROWS - 1


def _calendar(book: Book, sheet: Sheet, first_column: int) -> None:
    """Colour the quarters of each item; the kind shows in the pattern too, for print without colour."""
    for row, item in enumerate(book.page.plan.items, start=1):
        style = "bar-action" if item.kind == "action" else "bar-other"
        for quarter in range(item.quarter, item.quarter + item.quarters):
            sheet.put(row, first_column + quarter - 1, None, style)


def _open_cells(book: Book, sheet: Sheet, edit: int, last: int) -> None:
    states = [book.page.labels[f"sheet.{state}"] for state in ITEM_STATUSES]
    _named_list(book, states)
    sheet.sheet.data_validation(
        1, edit + _PROGRESS, last, edit + _PROGRESS, {"validate": "list", "source": f"={STATES_NAME}"}
    )
    dated = {"validate": "date", "criteria": ">=", "value": "=DATE(2000,1,1)", "ignore_blank": True}
    sheet.sheet.data_validation(1, edit + _START, last, edit + _DONE_ON, dated)
    _overdue(book, sheet, edit, last)
    for state, look in (
        ("done", {"font_color": book.colour("#0E4F56"), "bold": True}),
        ("dropped", {"font_strikeout": True}),
    ):
        sheet.sheet.conditional_format(
            1,
            0,
            last,
            edit + _PROGRESS,
            {
                "type": "formula",
                "criteria": f'=${column_letters(edit + _PROGRESS + 1)}2="{book.page.labels[f"sheet.{state}"]}"',
                "format": book.book.add_format(look),
            },
        )


def _overdue(book: Book, sheet: Sheet, edit: int, last: int) -> None:
    """Mark what should be done by today and is neither done nor dropped, in colour and in bold."""
    due, progress = column_letters(edit + _DUE + 1), column_letters(edit + _PROGRESS + 1)
    ended = (f"INDEX({STATES_NAME},{ITEM_STATUSES.index(state) + 1})" for state in ("done", "dropped"))
    open_ = "".join(f",${progress}2<>{state}" for state in ended)
    look = book.book.add_format({"bold": True, "font_color": book.colour("#A9551A")})
    rule = {"type": "formula", "criteria": f"=AND(ISNUMBER(${due}2),${due}2<TODAY(){open_})", "format": look}
    sheet.sheet.conditional_format(1, edit + _DUE, last, edit + _DUE, rule)


def _named_list(book: Book, states: Sequence[str]) -> None:
    """Put the choices on a hidden sheet under a name: a list written into the cell splits at commas.

    Beside them stands what the follow-up is read back by: titles may be reworded until then, and rows be sorted.
    """
    lists, page = book.hidden(LISTS), book.page
    columns: Mapping[ListColumn, Sequence[str]] = {
        ListColumn.STATE: states,
        ListColumn.ITEM: [item.id for item in page.plan.items],
        ListColumn.TITLE: [item.title for item in page.plan.items],
        ListColumn.KEY: list(page.whose),
        ListColumn.VALUE: list(page.whose.values()),
    }
    for column, texts in columns.items():
        for row, text in enumerate(texts):
            lists.put(row, column, text, "text")
    book.book.define_name(STATES_NAME, f"={LISTS}!$A$1:$A${len(states)}")


def _progress(book: Book, sheet: Sheet, row: int, column: int) -> None:
    """Write the share of the actions that are done, and the overall score with what these were to bring."""
    t, count = book.page.labels, len(book.page.plan.items)
    states, gains = (f"{letters}2:{letters}{count + 1}" for letters in map(column_letters, (column + 1, _GAIN + 1)))
    done, doing = (f"INDEX({STATES_NAME},{ITEM_STATUSES.index(state) + 1})" for state in ("done", "doing"))
    names = (column - _PROGRESS, column - 1)
    sheet.wide(row, names, t["sheet.share-done"], "cell")
    sheet.put(row, column, Live(f"COUNTIF({states},{done})/{count}", 0.0), "percent")
    today = book.page.overall.score.value
    if today is not None:
        sheet.wide(row + 1, names, t["sheet.score-done"], "cell")
        moved = f"SUMPRODUCT((({states}={done})+0.5*({states}={doing}))*{gains})"
        sheet.put(row + 1, column, Live(f"MIN(100,{today!r}+{moved})", today), "score")
