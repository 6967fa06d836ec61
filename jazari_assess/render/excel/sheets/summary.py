"""The first sheet: what a director reads, with native charts, and the sheet of dimensions."""

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from jazari_assess.model.brand import Logo
from jazari_assess.model.spreadsheet import serial_of
from jazari_assess.render.excel.live.nodes import NodeFormulas
from jazari_assess.render.excel.live.places import Block, NodeColumn, Places
from jazari_assess.render.excel.sheets.charts import CHART_WIDTH, Series, add_charts
from jazari_assess.render.excel.sheets.letterhead import add_letterhead
from jazari_assess.render.excel.sheets.outlook import write_outlook
from jazari_assess.render.excel.workbook import Book, Column, Live, Sheet, Value, row_height
from jazari_assess.render.page.types import Cover, Dimension, Highlight, Page, View

_CHART_COLUMN = 7
"""The first beside the table of dimensions, one left free."""
_CHART_COLUMNS = math.ceil(CHART_WIDTH / 64)
"""Those that a chart covers: nobody sets their width, which is 64 pixels then."""
_FIRM_WIDTH = 45
"""Letters of the firm's name in a line: they are larger than those of a text, and bold."""


@dataclass(frozen=True)
class _Scores:
    """The scores as values, or as references to the sheet of the calculation where there is one."""

    formulas: NodeFormulas | None

    def of(self, node: str, column: NodeColumn, value: float | str | None) -> Value:
        """Return what a cell shows of a node."""
        if self.formulas is None:
            return value
        return Live(str(self.formulas.places.node(node, column)), "" if value is None else value)

    def drawn(self, count: int) -> Block | None:
        """Return the cells that charts draw; None where they draw those of the table beside them."""
        if self.formulas is None or not count:
            return None
        places = self.formulas.places
        return places.children(places.calculation.nodes[0], NodeColumn.CHART)


def _scores(book: Book, places: Places | None) -> _Scores:
    return _Scores(None if places is None else NodeFormulas(places, book.page.labels))


def add_summary(book: Book, places: Places | None, logo: Logo | None) -> None:
    """Add the summary: who, the firm, the overall score, the profile with two charts, strengths, gaps, first steps."""
    page, t = book.page, book.page.labels
    sheet = book.sheet("summary", pages=1)
    sheet.width(0, 34)
    for column in range(1, 6):
        sheet.width(column, 14)
    sheet.width(_CHART_COLUMN - 1, 3)
    scores = _scores(book, places)
    row = _urgent(sheet, _head(sheet, add_letterhead(sheet, page, logo), page), page)
    row = _overall(sheet, row, page, scores)
    row = _profile(book, sheet, row + 1, scores)
    if places is not None:
        sheet.wide(row + 1, (0, 5), t["workbook.report-of"], "quiet")
        row += 2
    measured = page.overall.score.state != "not-scored"
    no_strengths = t["summary.no-strengths"] if measured else t["summary.nothing-measured"]
    no_gaps = t["summary.no-gaps"] if page.overall.open else t["plan.why.top"]
    row = _highlights(sheet, row + 1, t["summary.strengths"], page.strengths, no_strengths)
    row = _highlights(sheet, row + 1, t["summary.gaps"], page.gaps, no_gaps)
    _turn(sheet, _steps(sheet, row + 1, page))


def _turn(sheet: Sheet, row: int) -> None:
    """Print the sheet upright where across the letters on one page would be too small to be read."""
    last = _CHART_COLUMN + _CHART_COLUMNS - 1
    if sheet.pages(row, last) > 1:
        sheet.sheet.set_portrait()
        sheet.sheet.fit_to_pages(1, sheet.pages(row, last))


def _urgent(sheet: Sheet, row: int, page: Page) -> int:
    """Write what must not wait, with its first act and when it begins."""
    urgent = [flag for flag in page.flags if flag.urgent]
    if not urgent:
        return row
    sheet.put(row, 0, page.labels["flag.title"], "heading")
    for below, flag in enumerate(urgent, start=row + 1):
        act = "\n".join(part for part in (flag.first, flag.when) if part)
        sheet.wide(below, (1, 5), act)
        sheet.put(below, 0, flag.title, "strong")
        sheet.height(below, row_height([(flag.title, 34), (act, 70)]))
    return row + len(urgent) + 2


def _overall(sheet: Sheet, row: int, page: Page, scores: _Scores) -> int:
    t, overall = page.labels, page.overall
    sheet.put(row, 0, t["score.overall"], "heading")
    sheet.height(row + 1, 30)
    told: Sequence[str] = (overall.score.interval, overall.distance, overall.cap, overall.coverage, *overall.open)
    if scores.formulas is None or not page.calculation.overall:
        sheet.put(row + 1, 0, overall.score.text if overall.score.value is None else overall.score.value, "big")
        level = t["level.none"] if overall.level is None else f"{overall.level.number} {overall.level.title}"
        sheet.put(row + 1, 1, level, "strong")
        row += 2
    else:
        row = _live_overall(sheet, row + 1, page, scores.formulas)
        told = (t["workbook.then"], overall.of_hundred, overall.cap, *overall.open)
    for text in (fact for fact in (*told, *overall.robustness, overall.sensitivity) if fact):
        sheet.wide(row, (0, 5), text, "quiet")
        row += 1
    return row


def _live_overall(sheet: Sheet, row: int, page: Page, formulas: NodeFormulas) -> int:
    """Write the overall score, its level, its interval and coverage, and what is missing to the next level."""
    t, calculation = page.labels, page.calculation
    root, live = calculation.nodes[0], _Scores(formulas)
    sheet.put(row, 0, live.of(root.id, NodeColumn.SCORE, root.score), "big")
    sheet.put(row, 1, formulas.overall_level(root), "strong")
    points, above = formulas.next_level_of(root, formulas.overall_place(), calculation.level)
    facts: Sequence[tuple[str, Value, str]] = (
        (t["sheet.low"], live.of(root.id, NodeColumn.LOW, root.low), "score"),
        (t["sheet.high"], live.of(root.id, NodeColumn.HIGH, root.high), "score"),
        (t["dimension.coverage"], live.of(root.id, NodeColumn.COVERAGE, root.coverage), "percent"),
        (t["level.next"], above, "cell"),
        (t["workbook.missing-points"], points, "score"),
    )
    for below, (name, value, style) in enumerate(facts, start=row + 1):
        sheet.put(below, 0, name, "cell")
        sheet.put(below, 1, value, style)
    sheet.put(row + 1 + len(facts), 0, formulas.capped(root), "strong")
    return row + 2 + len(facts)


def _head(sheet: Sheet, top: int, page: Page) -> int:
    cover, t = page.cover, page.labels
    sheet.put(top, 0, cover.title, "title")
    sheet.height(top, 26)
    sheet.wide(top + 1, (0, 5), cover.firm, "firm", width=_FIRM_WIDTH)
    facts: list[tuple[str, Value, str]] = [(t["cover.stage"], cover.stage, "fact"), (t["cover.date"], *_day(cover))]
    for name, value in cover.facts:
        counted = name == t["firm.staff"] and cover.staff is not None
        facts.append((name, cover.staff, "count") if counted else (name, value, "fact"))
    if cover.sample:
        facts.insert(0, ("", cover.sample, "fact"))
    for row, (name, told, style) in enumerate(facts, start=top + 2):
        sheet.put(row, 0, name, "quiet")
        sheet.wide(row, (1, 5), told, style)
    return top + len(facts) + 3


def _day(cover: Cover) -> tuple[Value, str]:
    """Return the date as a day that is computed with, as words where it is known to the month or the year only."""
    try:
        return serial_of(dt.date.fromisoformat(cover.day)), "date"
    except ValueError:
        return cover.date, "fact"


def _profile(book: Book, sheet: Sheet, row: int, scores: _Scores) -> int:
    page, t = book.page, book.page.labels
    sheet.put(row, 0, t["summary.profile"], "heading")
    columns = [
        Column(heading=t["dimension.name"], width=34),
        Column(heading=t["sheet.score-of-hundred"], width=14, style="score"),
        Column(heading=t["score.target"], width=14, style="score"),
        Column(heading=t["sheet.low"], width=14, style="score"),
        Column(heading=t["sheet.high"], width=14, style="score"),
        Column(heading=t["level.name"], width=14),
    ]
    column = NodeColumn
    rows = [
        (
            found.title,
            scores.of(found.id, column.SCORE, found.score.value),
            found.target,
            scores.of(found.id, column.LOW, found.score.low),
            scores.of(found.id, column.HIGH, found.score.high),
            scores.of(found.id, column.LEVEL, _level(found)),
        )
        for found in page.dimensions
    ]
    end = sheet.table(row + 1, columns, rows)
    if page.dimensions:
        names = Block(sheet.sheet.get_name(), row + 2, 0, len(rows))
        own = scores.drawn(len(rows)) or replace(names, column=1)
        series = [
            Series(cells=own, title=t["score.today"], colour="#1E7F83"),
            Series(cells=replace(names, column=2), title=t["score.target"], colour="#A9551A", dashed=True),
        ]
        add_charts(book, sheet, names, series, _CHART_COLUMN)
    return end


def _level(found: Dimension) -> str:
    return found.score.text if found.level is None else found.level.title


def _highlights(sheet: Sheet, row: int, title: str, found: Sequence[Highlight], none: str) -> int:
    sheet.put(row, 0, title, "heading")
    if not found:
        return _none(sheet, row, none)
    for below, highlight in enumerate(found, start=row + 1):
        told = (highlight.dimension, highlight.score, highlight.planned or highlight.effect)
        sheet.put(below, 0, highlight.title, "strong")
        sheet.wide(below, (1, 5), " · ".join(part for part in told if part))
    return row + 1 + len(found)


def _none(sheet: Sheet, row: int, told: str) -> int:
    """Write below a heading why nothing stands there; return the row below."""
    sheet.wide(row + 1, (0, 5), told)
    return row + 2


def _steps(sheet: Sheet, row: int, page: Page) -> int:
    sheet.put(row, 0, page.labels["summary.first-steps"], "heading")
    if not page.first_steps:
        return _none(sheet, row, page.plan.infeasible or page.labels["summary.no-steps"])
    for below, item in enumerate(page.first_steps, start=row + 1):
        sheet.put(below, 1, item.quarter_text, "text")
        sheet.wide(below, (2, 5), item.first_step)
        sheet.put(below, 0, item.title, "strong")
        sheet.height(below, row_height([(item.title, 34), (item.first_step, 56), (item.quarter_text, 14)]))
    return row + 1 + len(page.first_steps)


def add_dimensions(book: Book, places: Places | None, *, expected: bool) -> None:
    """Add the sheet of dimensions, of the main model and then of each view; below, what the plan is to bring them."""
    page, t = book.page, book.page.labels
    columns = [
        Column(heading=t["provenance.model"], width=22),
        Column(heading=t["dimension.name"], width=34),
        Column(heading=t["sheet.score-of-hundred"], width=12, style="score"),
        Column(heading=t["sheet.low"], width=12, style="score"),
        Column(heading=t["sheet.high"], width=12, style="score"),
        Column(heading=t["level.name"], width=18),
        Column(heading=t["score.target"], width=10, style="score"),
        Column(heading=t["score.after"], width=12, style="score"),
        Column(heading=t["dimension.weight"], width=10, style="percent"),
        Column(heading=t["dimension.coverage"], width=12, style="percent"),
        Column(heading=t["workbook.missing-points"], width=14, style="score"),
        Column(heading=t["level.next"], width=22),
        Column(heading=t["sheet.own-scale"], width=18),
    ]
    live = _scores(book, places)
    sheet = book.sheet("dimensions")
    rows = [(*_dimension(t["score.overall"], row, live), None) for row in page.dimensions]
    end = sheet.listing(columns, rows, frozen=2)
    if places is not None:
        sheet.wide(end + 1, (0, 8), t["workbook.follows"], "quiet")
        end += 2
    if expected:
        end = write_outlook(book, sheet, end + 1)
    sheet.prints(end - 1, len(columns) - 1)
    told = [row for view in page.views for row in _view(view, t["score.overall"], len(columns))]
    if told:
        sheet.table(end + 1, columns, told)


def _view(view: View, overall: str, count: int) -> Iterator[Sequence[Value]]:
    """Yield the rows of a view; they are told in the other outputs and not printed here."""
    yield (view.title, overall, *([None] * (count - 3)), view.score.text)
    for row in view.dimensions:
        yield (*_dimension(view.title, row, _Scores(None)), row.score.text)


def _dimension(model: str, row: Dimension, scores: _Scores) -> Sequence[Value]:
    column, above = NodeColumn, row.next_level
    missing: Sequence[Value] = (None, None)
    if scores.formulas is not None:
        missing = scores.formulas.next_level(row.id)
    elif above is not None and row.score.value is not None:
        missing = (max(0.0, above.start - row.score.value), above.title)
    return (
        model,
        row.title,
        scores.of(row.id, column.SCORE, row.score.value),
        scores.of(row.id, column.LOW, row.score.low),
        scores.of(row.id, column.HIGH, row.score.high),
        scores.of(row.id, column.LEVEL, _level(row)),
        row.target,
        row.after,
        scores.of(row.id, column.SHARE, row.weight_value),
        scores.of(row.id, column.COVERAGE, row.coverage_value),
        *missing,
    )
