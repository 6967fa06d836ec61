"""The first sheet: what a director reads, with native charts, and the sheet of dimensions."""

from collections.abc import Sequence

from jazari_assess.render.charts import shown_as_radar
from jazari_assess.render.page_types import Highlight, Page
from jazari_assess.render.workbook import Book, Column, Sheet, row_height

_CHART_COLUMN = 7
_CHART_ROWS = 20


def add_summary(book: Book) -> None:
    """Add the summary: the firm, the overall score, the profile with two charts, strengths, gaps, first steps."""
    page, t = book.page, book.page.labels
    sheet = book.sheet("summary")
    sheet.sheet.set_column(0, 0, 34)
    sheet.sheet.set_column(1, 5, 14)
    sheet.sheet.set_column(_CHART_COLUMN - 1, _CHART_COLUMN - 1, 3)
    row = _head(sheet, page)
    sheet.put(row, 0, t["score.overall"], "heading")
    overall = page.overall
    sheet.put(row + 1, 0, overall.score.text if overall.score.value is None else overall.score.value, "big")
    sheet.sheet.set_row(row + 1, 30)
    level = t["level.none"] if overall.level is None else f"{overall.level.number} {overall.level.title}"
    sheet.put(row + 1, 1, level, "strong")
    row += 2
    facts = (overall.score.interval, overall.distance, overall.cap, overall.coverage, overall.robustness, overall.flip)
    for text in (fact for fact in facts if fact):
        sheet.wide(row, (0, 5), text, "quiet", width=104)
        row += 1
    row = _profile(book, sheet, row + 1)
    for key, found in (("strengths", page.strengths), ("gaps", page.gaps)):
        row = _highlights(sheet, row + 1, t[f"summary.{key}"], found)
    row = _steps(sheet, row + 1, page)


def _head(sheet: Sheet, page: Page) -> int:
    cover, t = page.cover, page.labels
    sheet.put(0, 0, cover.title, "title")
    sheet.sheet.set_row(0, 26)
    sheet.wide(1, (0, 5), cover.firm, "heading", width=80)
    facts = [(t["cover.stage"], cover.stage), (t["cover.date"], cover.date), *cover.facts]
    if cover.sample:
        facts.insert(0, ("", cover.sample))
    for row, (name, value) in enumerate(facts, start=2):
        sheet.put(row, 0, name, "quiet")
        sheet.wide(row, (1, 5), value, "text", width=70)
    return len(facts) + 3


def _profile(book: Book, sheet: Sheet, row: int) -> int:
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
    rows = [
        (
            row_.title,
            row_.score.value,
            row_.target,
            row_.score.low,
            row_.score.high,
            row_.score.text if row_.level is None else row_.level.title,
        )
        for row_ in page.dimensions
    ]
    end = sheet.table(row + 1, columns, rows)
    if page.dimensions:
        _charts(book, sheet, row + 2, end - 1)
    return end


def _charts(book: Book, sheet: Sheet, first: int, last: int) -> None:
    """Draw the profile from the cells of its table; a score that is not there is an empty cell, and a gap."""
    if shown_as_radar(last - first + 1):
        _chart(book, sheet, "radar", (1, first, last))
    _chart(book, sheet, "bar", (_CHART_ROWS + 2, first, last))


def _chart(book: Book, sheet: Sheet, kind: str, place: tuple[int, int, int]) -> None:
    t, (top, first, last) = book.page.labels, place
    chart = book.book.add_chart({"type": kind})
    name = sheet.sheet.get_name()
    series = [(1, t["score.today"], "#1E7F83", "solid"), (2, t["score.target"], "#A9551A", "dash")]
    for column, title, colour, dash in series:
        line = {"color": colour, "width": 2, "dash_type": dash}
        look = {"line": line} if kind == "radar" else {"fill": {"color": colour}, "gap": 60}
        chart.add_series(
            {
                "name": title,
                "categories": [name, first, 0, last, 0],
                "values": [name, first, column, last, column],
                **look,
            }
        )
    chart.set_title({"name": t["profile.radar" if kind == "radar" else "profile.bars"], "name_font": {"size": 11}})
    chart.set_legend({"position": "bottom"})
    chart.show_blanks_as("gap")
    scale = {"min": 0, "max": 100, "major_unit": 20}
    if kind == "radar":
        chart.set_y_axis(scale)
    else:
        mirrored = book.page.direction == "rtl"
        chart.set_x_axis({**scale, "reverse": mirrored})
        chart.set_y_axis({"reverse": True, "interval_unit": 1})
    chart.set_size({"width": 560, "height": 390})
    sheet.sheet.insert_chart(top, _CHART_COLUMN, chart, {"description": t["profile.title"]})


def _highlights(sheet: Sheet, row: int, title: str, found: Sequence[Highlight]) -> int:
    sheet.put(row, 0, title, "heading")
    for below, highlight in enumerate(found, start=row + 1):
        told = (highlight.dimension, highlight.score, highlight.effect)
        sheet.put(below, 0, highlight.title, "strong")
        sheet.wide(below, (1, 5), " · ".join(part for part in told if part), width=70)
    return row + 1 + len(found)


def _steps(sheet: Sheet, row: int, page: Page) -> int:
    sheet.put(row, 0, page.labels["summary.first-steps"], "heading")
    for below, item in enumerate(page.first_steps, start=row + 1):
        sheet.put(below, 1, item.quarter_text, "text")
        sheet.wide(below, (2, 5), item.first_step, width=56)
        sheet.put(below, 0, item.title, "strong")
        sheet.sheet.set_row(below, row_height([(item.title, 34), (item.first_step, 56), (item.quarter_text, 14)]))
    return row + 1 + len(page.first_steps)


def add_dimensions(book: Book) -> None:
    """Add the sheet of dimensions, of the main model and then of each view."""
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
        Column(heading=t["dimension.coverage"], width=12),
        Column(heading=t["level.next"], width=44),
    ]
    groups = [(t["score.overall"], page.dimensions), *((view.title, view.dimensions) for view in page.views)]
    rows = [
        (
            title,
            row.title,
            row.score.value,
            row.score.low,
            row.score.high,
            row.score.text if row.level is None else row.level.title,
            row.target,
            row.after,
            row.weight_value,
            row.coverage,
            row.distance,
        )
        for title, dimensions in groups
        for row in dimensions
    ]
    book.sheet("dimensions").listing(columns, rows, frozen=2)
