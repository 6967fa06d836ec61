"""The profile drawn beside its table: a radar and bars, from cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from jazari_assess.render.charts.geometry import shown_as_radar
from jazari_assess.render.excel.live.places import Block
from jazari_assess.render.excel.workbook import Sheet, Workbook

_ROWS = 20
"""Charts stand beside the tables, the second below the rows that the first covers."""


@dataclass(frozen=True, kw_only=True)
class Series:
    """What a chart draws: cells 0..100, their name, and the colour of ours it has."""

    cells: Block
    title: str
    colour: str
    dashed: bool = False


def add_charts(book: Workbook, sheet: Sheet, names: Block, series: Sequence[Series], column: int) -> None:
    """Draw the profile from cells: a score that is not there is an empty cell or an error, and a gap."""
    if shown_as_radar(names.count):
        _chart(book, sheet, "radar", (1, column), names, series)
    _chart(book, sheet, "bar", (_ROWS + 2, column), names, series)


def _chart(
    book: Workbook, sheet: Sheet, kind: str, place: tuple[int, int], names: Block, series: Sequence[Series]
) -> None:
    t = book.labels
    chart = book.book.add_chart({"type": kind})
    for one in series:
        colour = book.colour(one.colour)
        line = {"color": colour, "width": 2, "dash_type": "dash" if one.dashed else "solid"}
        look = {"line": line} if kind == "radar" else {"fill": {"color": colour}, "gap": 60}
        chart.add_series({"name": one.title, "categories": _range(names), "values": _range(one.cells), **look})
    chart.set_title({"name": t["profile.radar" if kind == "radar" else "profile.bars"], "name_font": {"size": 11}})
    chart.set_legend({"position": "bottom"})
    chart.show_blanks_as("gap")
    scale = {"min": 0, "max": 100, "major_unit": 20}
    if kind == "radar":
        chart.set_y_axis(scale)
    else:
        chart.set_x_axis({**scale, "reverse": book.rtl})
        chart.set_y_axis({"reverse": True, "interval_unit": 1})
    chart.set_size({"width": 560, "height": 460 if kind == "bar" else 390})
    sheet.sheet.insert_chart(*place, chart, {"description": t["profile.title"]})


def _range(cells: Block) -> Sequence[str | int]:
    return [cells.sheet, cells.first, cells.column, cells.first + cells.count - 1, cells.column]
