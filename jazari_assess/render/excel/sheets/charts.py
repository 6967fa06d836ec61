"""The profile drawn beside its table: a radar and bars, from cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jazari_assess.render.charts.geometry import shown_as_radar
from jazari_assess.render.excel.live.places import Block
from jazari_assess.render.excel.workbook import Sheet, Workbook

_ROWS = 20
"""Charts stand beside the tables, the second below the rows that the first covers."""
CHART_WIDTH = 560
"""Pixels."""
_HEIGHTS: Mapping[str, int] = {"radar": 390, "bar": 460}
"""Pixels, where nothing else is asked for."""
_NAMES, _SMALL = 10, 7
"""Points of the names beside bars: LibreOffice leaves every other one out where they do not fit."""
_BETWEEN = 20
"""Pixels between charts of an equal height."""


@dataclass(frozen=True, kw_only=True)
class Series:
    """What a chart draws: cells 0..100, their name, and the colour of ours it has."""

    cells: Block
    title: str
    colour: str
    dashed: bool = False


@dataclass(frozen=True, kw_only=True)
class _Frame:
    """Where a chart stands: from a row on, that many pixels below its top and high, names in that many points."""

    kind: str
    row: int
    below: int
    height: int
    names: int


def add_charts(
    book: Workbook, sheet: Sheet, names: Block, series: Sequence[Series], column: int, *, height: int | None = None
) -> None:
    """Draw the profile from cells: a score that is not there is an empty cell or an error, and a gap.

    Where a height is said, in pixels, all charts have it and stand close together.
    """
    for place, kind in enumerate(("radar", "bar") if shown_as_radar(names.count) else ("bar",)):
        if height is None:
            frame = _Frame(
                kind=kind, row=1 if kind == "radar" else _ROWS + 2, below=0, height=_HEIGHTS[kind], names=_NAMES
            )
        else:
            frame = _Frame(kind=kind, row=1, below=place * (height + _BETWEEN), height=height, names=_SMALL)
        _chart(book, sheet, frame, column, names, series)


def _chart(book: Workbook, sheet: Sheet, frame: _Frame, column: int, names: Block, series: Sequence[Series]) -> None:
    t, kind = book.labels, frame.kind
    chart = book.book.add_chart({"type": kind})
    for one in series:
        colour = book.colour(one.colour)
        line = {"color": colour, "width": 2, "dash_type": "dash" if one.dashed else "solid"}
        look = {"line": line} if kind == "radar" else {"fill": {"color": colour}, "gap": 60}
        chart.add_series({"name": one.title, "categories": _range(names), "values": _range(one.cells), **look})
    chart.set_title(
        {"name": t["profile.radar" if kind == "radar" else "profile.bars-sheet"], "name_font": {"size": 11}}
    )
    chart.set_legend({"position": "bottom"} if len(series) > 1 else {"none": True})
    chart.show_blanks_as("gap")
    scale = {"min": 0, "max": 100, "major_unit": 20}
    if kind == "radar":
        chart.set_y_axis(scale)
    else:
        chart.set_x_axis({**scale, "reverse": book.rtl})
        chart.set_y_axis({"reverse": True, "interval_unit": 1, "num_font": {"size": frame.names}})
    chart.set_size({"width": CHART_WIDTH, "height": frame.height})
    look = {"description": t["profile.title"], "y_offset": frame.below}
    sheet.sheet.insert_chart(frame.row, column, chart, look)


def _range(cells: Block) -> Sequence[str | int]:
    return [cells.sheet, cells.first, cells.column, cells.first + cells.count - 1, cells.column]
