"""The sheet that lets a reader check the rest: the method with its weights and hashes."""

from collections.abc import Sequence

from jazari_assess.render.excel.workbook import Book, Sheet, row_height

_LAST = 2
"""The column of words behind a name and a number."""


def add_method(book: Book, *, weights: bool) -> None:
    """Add how the scores were made: words, levels, weights, robustness, provenance, privacy, glossary.

    Weights only where no sheet of the calculation tells them.
    """
    page, t = book.page, book.page.labels
    sheet = book.sheet("method", landscape=False)
    sheet.width(0, 40)
    sheet.width(1, 14)
    sheet.width(2, 90)
    row = _paragraphs(sheet, 0, t["method.how"], (*page.method.paragraphs, page.method.variant))
    row = _pairs(
        sheet,
        row,
        t["method.levels"],
        [(f"{level.number} {level.title}", level.start, level.description) for level in page.method.levels],
    )
    for group in page.method.weights if weights else ():
        row = _pairs(
            sheet, row, group.title, [(title, share, "") for title, _, share in group.weights], style="percent"
        )
    row = _pairs(sheet, row, t["method.robustness"], [(name, None, value) for name, value in page.method.robustness])
    row = _pairs(sheet, row, t["sensitivity.title"], [(name, None, value) for name, value in page.method.sensitivity])
    row = _pairs(sheet, row, t["method.provenance"], [(name, None, value) for name, value in page.method.provenance])
    row = _paragraphs(sheet, row, t["privacy.title"], page.privacy)
    row = _pairs(sheet, row, t["glossary-title"], [(term, None, meaning) for term, meaning in page.glossary])
    sheet.prints(row - 2, _LAST)


def _paragraphs(sheet: Sheet, row: int, title: str, texts: Sequence[str]) -> int:
    sheet.put(row, 0, title, "heading")
    for text in (text for text in texts if text):
        row += 1
        sheet.wide(row, (0, _LAST), text)
    return row + 2


def _pairs(
    sheet: Sheet, row: int, title: str, rows: Sequence[tuple[str, float | None, str]], style: str = "number"
) -> int:
    """Write rows under their heading, neither where there are none; return the row for what comes next."""
    if not rows:
        return row
    sheet.put(row, 0, title, "heading")
    for row_, (name, number, text) in enumerate(rows, start=row + 1):
        sheet.put(row_, 0, name, "cell")
        if number is None:
            sheet.merged(row_, (1, _LAST), text, "cell")
        else:
            sheet.put(row_, 1, number, style)
            sheet.put(row_, _LAST, text, "cell")
        sheet.height(row_, row_height([(name, 40), (text, 90)]))
    return row + 2 + len(rows)
