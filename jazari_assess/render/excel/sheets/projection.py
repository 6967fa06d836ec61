"""The sheet that looks ahead: what the plan was asked, how good it is, and the scores expected after each quarter."""

from collections.abc import Iterator, Sequence

from jazari_assess.render.excel.workbook import Book, Column, Value
from jazari_assess.render.page.types import Step

_WIDTH = 110


def add_projection(book: Book) -> None:
    """Add the expected scores with their intervals, overall and by dimension; below, the frame of the plan."""
    page, t = book.page, book.page.labels
    columns = [
        Column(heading=t["dimension.name"], width=34),
        Column(heading=t["roadmap.when"], width=12),
        Column(heading=t["sheet.months"], width=24),
        Column(heading=t["roadmap.expected"], width=14, style="score"),
        Column(heading=t["sheet.low"], width=12, style="score"),
        Column(heading=t["sheet.high"], width=12, style="score"),
        Column(heading=t["score.target"], width=12, style="score"),
    ]
    rows = [*_rows(t["score.overall"], page.plan.steps, None)]
    for outlook in page.plan.outlooks:
        rows += _rows(outlook.title, outlook.steps, outlook.target)
    sheet = book.sheet("projection")
    end = sheet.listing(columns, rows)
    told = [t["sheet.bounds"], page.plan.status, page.plan.infeasible]
    told += [f"{name}{t['colon']} {value}" for name, value in page.plan.settings]
    for below, text in enumerate(filter(None, told), start=end + 1):
        sheet.wide(below, (0, len(columns) - 1), text, "quiet", width=_WIDTH)


def _rows(title: str, steps: Sequence[Step], target: float | None) -> Iterator[Sequence[Value]]:
    for step in steps:
        yield (title, step.name, step.months, step.value, step.low, step.high, target)
