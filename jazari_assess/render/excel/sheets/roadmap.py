"""The sheet people work in: the roadmap with who, until when and how far; then what was left out, and providers."""

from collections.abc import Sequence

from jazari_assess.render.excel.workbook import Book, Column, Sheet
from jazari_assess.render.page.types import Item

_STATES = ("todo", "doing", "done", "dropped")
_LISTS = "lists"
_STATES_NAME = "progress_states"
_QUARTER_WIDTH = 11.0
_PAGES_WIDE = 2
_OWNER, _DUE, _PROGRESS = 0, 1, 2


def add_roadmap(book: Book) -> None:
    """Add the roadmap. Owner, due date and progress are open to edit; the rest is protected without a password."""
    page, t = book.page, book.page.labels
    sheet = book.sheet("roadmap")
    columns = [*_columns(book), *_edited(book)]
    edit = len(_columns(book))
    quarters = [Column(heading=f"{name}\n{months}", width=_QUARTER_WIDTH) for name, months in page.plan.quarters]
    rows = [(*_row(item, t["roadmap.internal"]), "", None, t["sheet.todo"]) for item in page.plan.items]
    end = sheet.listing([*columns, *quarters], [[*row, *([None] * len(quarters))] for row in rows], frozen=2)
    sheet.sheet.fit_to_pages(_PAGES_WIDE, 0)
    sheet.sheet.repeat_columns(0, 1)
    _calendar(book, sheet, len(columns))
    if rows:
        _open_cells(book, sheet, edit, end - 1)
        _progress(book, sheet, end + 1, edit + _PROGRESS)
    for below, key in enumerate(("sheet.yellow", "roadmap.lead"), start=end + 2):
        sheet.wide(below, (0, 6), t[key], "quiet", width=150)
    sheet.protect()


def _columns(book: Book) -> Sequence[Column]:
    t = book.page.labels
    return [
        Column(heading=t["roadmap.when"], width=12),
        Column(heading=t["roadmap.item"], width=38),
        Column(heading=t["roadmap.kind"], width=16),
        Column(heading=t["roadmap.who"], width=24),
        Column(heading=t["sheet.person-days"], width=12, style="number"),
        Column(heading=t["sheet.overall-gain"], width=12, style="score"),
        Column(heading=t["roadmap.why"], width=46),
        Column(heading=t["roadmap.first-step"], width=40),
        Column(heading=t["roadmap.done-when"], width=36),
        Column(heading=t["roadmap.source"], width=30),
    ]


def _edited(book: Book) -> Sequence[Column]:
    t = book.page.labels
    return [
        Column(heading=t["sheet.owner"], width=18, style="edit"),
        Column(heading=t["sheet.due"], width=13, style="edit-date"),
        Column(heading=t["sheet.progress"], width=14, style="edit"),
    ]


def _row(item: Item, internal: str) -> tuple[str | float | None, ...]:
    source = " ".join(part for part in (item.status, item.source, item.to_check) if part)
    return (
        item.quarter_text,
        item.title,
        item.kind_text,
        item.provider or internal,
        item.person_days,
        item.overall_gain,
        "\n".join((*item.why, *item.gains, item.why_now, item.why_provider, item.near)).strip(),
        item.first_step,
        item.done_when,
        source,
    )


def _calendar(book: Book, sheet: Sheet, first_column: int) -> None:
    """Colour the quarters of each item; the kind shows in the pattern too, for print without colour."""
    for row, item in enumerate(book.page.plan.items, start=1):
        style = "bar-action" if item.kind == "action" else "bar-other"
        for quarter in range(item.quarter, item.quarter + item.quarters):
            sheet.put(row, first_column + quarter - 1, None, style)


def _open_cells(book: Book, sheet: Sheet, edit: int, last: int) -> None:
    states = [book.page.labels[f"sheet.{state}"] for state in _STATES]
    _named_list(book, states)
    sheet.sheet.data_validation(
        1, edit + _PROGRESS, last, edit + _PROGRESS, {"validate": "list", "source": f"={_STATES_NAME}"}
    )
    sheet.sheet.data_validation(
        1,
        edit + _DUE,
        last,
        edit + _DUE,
        {"validate": "date", "criteria": ">=", "value": "=DATE(2000,1,1)", "ignore_blank": True},
    )
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
                "criteria": f'=${_letters(edit + _PROGRESS)}2="{book.page.labels[f"sheet.{state}"]}"',
                "format": book.book.add_format(look),
            },
        )


def _named_list(book: Book, states: Sequence[str]) -> None:
    """Put the choices on a hidden sheet under a name: a list written into the cell splits at commas."""
    lists = book.book.add_worksheet(_LISTS)
    lists.hide()
    for row, state in enumerate(states):
        lists.write_string(row, 0, state)
    book.book.define_name(_STATES_NAME, f"={_LISTS}!$A$1:$A${len(states)}")


def _progress(book: Book, sheet: Sheet, row: int, column: int) -> None:
    letters, last = _letters(column), len(book.page.plan.items) + 1
    done = f"COUNTIF({letters}2:{letters}{last},INDEX({_STATES_NAME},{_STATES.index('done') + 1}))"
    sheet.put(row, column - 1, book.page.labels["sheet.share-done"], "strong")
    sheet.sheet.write_formula(row, column, f"={done}/{last - 1}", book.styles["percent"], 0)


def _letters(column: int) -> str:
    """Return the letters of a column, counted from 0: 0 is A, 26 is AA."""
    tens, ones = divmod(column, 26)
    return (_letters(tens - 1) if tens else "") + chr(ord("A") + ones)


def add_left_out(book: Book) -> None:
    """Add every entry of the catalogue that the plan leaves out, with its reason."""
    t = book.page.labels
    columns = [
        Column(heading=t["roadmap.item"], width=60),
        Column(heading=t["roadmap.kind"], width=24),
        Column(heading=t["roadmap.reason"], width=70),
    ]
    rows = [(left.title, left.kind_text, left.reason) for left in book.page.plan.left_out]
    book.sheet("left-out").listing(columns, rows)


def add_providers(book: Book) -> None:
    """Add who offers what the plan uses."""
    t = book.page.labels
    columns = [
        Column(heading=t["sheet.catalogue"], width=36),
        Column(heading=t["providers.kind"], width=16),
        Column(heading=t["providers.region"], width=20),
        Column(heading=t["providers.purpose"], width=60),
        Column(heading=t["providers.status"], width=40),
        Column(heading=t["providers.as-of"], width=20),
        Column(heading=t["providers.source"], width=44),
        Column(heading=t["providers.for"], width=44),
    ]
    rows = [
        (
            found.name,
            found.kind,
            found.region,
            found.purpose,
            "\n".join((". ".join(part for part in (found.status, found.status_words) if part), found.to_check)).strip(),
            found.as_of,
            found.source,
            "\n".join(found.used_for),
        )
        for found in book.page.providers
    ]
    book.sheet("catalogue").listing(columns, rows)
