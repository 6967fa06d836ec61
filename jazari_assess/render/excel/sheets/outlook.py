"""What the plan is expected to bring, quarter by quarter, overall and by dimension; below, the frame of the plan."""

from collections.abc import Iterator, Sequence

from jazari_assess.render.excel.workbook import Book, Sheet, Value, row_height
from jazari_assess.render.page.plan_types import Step

_QUARTERS = 2
"""The column of the first quarter, behind the dimension and what the row says of it."""
_LAST = 8
"""The last column over which a remark below the table runs."""


def write_outlook(book: Book, sheet: Sheet, row: int) -> int:
    """Write the expected scores with their bounds in columns that are there already; return the row after the last.

    Without a plan nothing is expected, and why there is none stands alone.
    """
    page, t = book.page, book.page.labels
    steps = page.plan.steps
    sheet.put(row, 0, t["sheet.projection"], "heading")
    if not steps:
        return _remarks(book, sheet, row, "")
    heads = ["", t["dimension.name"], *(f"{step.name}\n{step.months}" for step in steps), t["score.target"]]
    sheet.height(row + 1, row_height([(head, 12) for head in heads[_QUARTERS:]]))
    for place, head in enumerate(heads):
        sheet.put(row + 1, place, head, "header" if place < _QUARTERS else "header-number")
    told = [*_rows(book, t["score.overall"], steps, None)]
    for outlook in page.plan.outlooks:
        told += _rows(book, outlook.title, outlook.steps, outlook.target)
    for below, values in enumerate(told, start=row + 2):
        sheet.height(below, row_height([(values[0], 22), (values[1], 34)]))
        for place, value in enumerate(values):
            sheet.put(below, place, value, "cell" if place < _QUARTERS else "score")
    return _remarks(book, sheet, row + 2 + len(told), t["sheet.bounds"])


def _rows(book: Book, title: str, steps: Sequence[Step], target: float | None) -> Iterator[Sequence[Value]]:
    t = book.page.labels
    yield (t["roadmap.expected"], title, *(step.value for step in steps), target)
    yield (t["sheet.low"], title, *(step.low for step in steps), None)
    yield (t["sheet.high"], title, *(step.high for step in steps), None)


def _remarks(book: Book, sheet: Sheet, row: int, bounds: str) -> int:
    plan = book.page.plan
    told = [bounds, "" if plan.search else plan.status, plan.infeasible]
    told += [f"{name}{book.page.labels['colon']} {value}" for name, value in plan.settings]
    told += plan.targets
    shown = [text for text in told if text]
    for below, text in enumerate(shown, start=row + 1):
        sheet.wide(below, (0, _LAST), text, "quiet")
    return row + 1 + len(shown)
