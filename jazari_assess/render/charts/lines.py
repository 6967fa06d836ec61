"""Pure geometry of lines: scores over the quarters of a plan, and over more and less means.

As in ``geometry``: shapes in the units of a view box, labels in per cent of the figure.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from jazari_assess.render.charts.geometry import FULL, RINGS, Label, Point, across, open_path, short

LINE_WIDTH, LINE_HEIGHT, _LINE_MARGIN = 200.0, 60.0, 14.0
"""Units: as wide as a bar chart; at the sides room for half a label."""
_MEANS_LABEL = 9.0
"""Width of a label in per cent of the figure, centred below its place."""
_STEP, _MOST_MARKS = 10, 5
"""Points between the marks of a line, twice as many where there would be more marks than that."""
_NAME_WIDTH, _NAME_HEIGHT = 0.3, 0.17
"""What the name of a bound takes on a phone: of the width of a line, and of its height above the bound."""


@dataclass(frozen=True, kw_only=True)
class Bound:
    """A bound that was drawn: its position, its height in per cent from the top, and where its name has room.

    The name stands above the bound at the end of the line, or ``at_start`` where it would cover the line there only.
    """

    place: int
    top: float
    at_start: bool


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line over quarters and the band it lies in; ``marks`` are scores with their height in per cent from the top.

    A band without any height is none. ``bounds`` are those that were drawn.
    """

    width: float
    height: float
    line: str
    band: str
    dots: tuple[Point, ...]
    labels: tuple[Label, ...]
    marks: tuple[tuple[int, float], ...]
    grid: str
    bounds: tuple[Bound, ...]


def line(
    values: Sequence[float | None],
    *,
    lows: Sequence[float | None],
    highs: Sequence[float | None],
    bounds: Sequence[float] = (),
    mirrored: bool = False,
) -> Line:
    """Return a line of two values or more over equal steps, with the band between lows and highs.

    The axis holds what is drawn and the next of the ``bounds`` on either side; bounds on the axis are drawn.
    """
    drawn = [value for value in (*values, *lows, *highs) if value is not None]
    axis = _Axis.around(drawn, bounds)
    points = _line_points(values, axis, mirrored=mirrored)
    upper = [point for point in _line_points(highs, axis, mirrored=mirrored) if point is not None]
    lower = [point for point in _line_points(lows, axis, mirrored=mirrored) if point is not None]
    marks = range(int(axis.bottom), int(axis.top) + 1, axis.step)
    steps = tuple(zip(values, lows, highs, strict=True))
    named = 1 + math.floor(_NAME_WIDTH * (len(steps) - 1))
    starts, ends = steps[:named], steps[-named:]
    return Line(
        width=LINE_WIDTH,
        height=LINE_HEIGHT,
        line=open_path(points),
        band=_points([*upper, *reversed(lower)]) if upper != lower and upper and lower else "",
        dots=tuple(point for point in points if point is not None),
        labels=tuple(_step_label(step, len(values), mirrored=mirrored) for step in range(len(values))),
        marks=tuple((mark, short(FULL * (1 - axis.share(mark)))) for mark in marks),
        grid=" ".join(f"M0 {axis.height(mark):g} H{LINE_WIDTH:g}" for mark in marks),
        bounds=tuple(
            Bound(
                place=place,
                top=short(FULL * (1 - axis.share(bound))),
                at_start=_covers(bound, ends, axis) and not _covers(bound, starts, axis),
            )
            for place, bound in enumerate(bounds)
            if axis.bottom < bound <= axis.top
        ),
    )


@dataclass(frozen=True, kw_only=True)
class _Axis:
    """A part of 0..100 in whole steps."""

    bottom: float
    top: float
    step: int

    @classmethod
    def around(cls, drawn: Sequence[float], bounds: Sequence[float]) -> "_Axis":
        """Return the axis for what is drawn, out to the next bound on either side."""
        least, most = min(drawn), max(drawn)
        below = max((bound for bound in bounds if bound <= least), default=0.0)
        above = min((bound for bound in bounds if bound > most), default=FULL)
        bottom, top = _STEP * math.floor(below / _STEP), _STEP * math.ceil(above / _STEP)
        return cls(bottom=bottom, top=top, step=_STEP if top - bottom <= _MOST_MARKS * _STEP else 2 * _STEP)

    def share(self, value: float) -> float:
        """Return how far up the axis a value stands, 0..1."""
        return (value - self.bottom) / (self.top - self.bottom)

    def height(self, value: float) -> float:
        """Return where a value stands in the view box, from the top."""
        return short(LINE_HEIGHT * (1 - self.share(value)))


def _covers(bound: float, steps: Sequence[Sequence[float | None]], axis: _Axis) -> bool:
    """Return whether the name of a bound would lie on what is drawn at these steps."""
    drawn = [value for step in steps for value in step if value is not None]
    top = bound + _NAME_HEIGHT * (axis.top - axis.bottom)
    return bool(drawn) and min(drawn) <= top and max(drawn) >= bound


def _line_points(values: Sequence[float | None], axis: _Axis, *, mirrored: bool) -> Sequence[Point | None]:
    return [
        None if value is None else Point(x=_step(step, len(values), mirrored=mirrored), y=axis.height(value))
        for step, value in enumerate(values)
    ]


def _step(step: int, steps: int, *, mirrored: bool) -> float:
    inside = LINE_WIDTH - 2 * _LINE_MARGIN
    return short(_LINE_MARGIN + across(step / max(steps - 1, 1), inside, mirrored=mirrored))


def _step_label(step: int, steps: int, *, mirrored: bool) -> Label:
    middle = FULL * _step(step, steps, mirrored=mirrored) / LINE_WIDTH
    width = FULL * (LINE_WIDTH - 2 * _LINE_MARGIN) / LINE_WIDTH / max(steps - 1, 1)
    return Label(left=short(middle - width / 2), width=short(width), y=FULL, align="center")


def _height(value: float) -> float:
    return short(LINE_HEIGHT * (1 - value / FULL))


@dataclass(frozen=True, kw_only=True)
class Curve:
    """Values over means: a line, its dots, the dot of the means chosen, and the places of their labels."""

    width: float
    height: float
    line: str
    dots: tuple[Point, ...]
    chosen: Point | None
    labels: tuple[Label, ...]
    marks: tuple[tuple[int, float], ...]
    grid: str


def curve(
    means: Sequence[float], values: Sequence[float | None], *, chosen: int | None, mirrored: bool = False
) -> Curve:
    """Return a curve of values 0..100 over means >= 0, at their true distances; ``chosen`` is a position."""
    most = max(means) or 1.0
    inside = LINE_WIDTH - 2 * _LINE_MARGIN
    places = [short(_LINE_MARGIN + across(own / most, inside, mirrored=mirrored)) for own in means]
    points = [None if value is None else Point(x=x, y=_height(value)) for x, value in zip(places, values, strict=True)]
    return Curve(
        width=LINE_WIDTH,
        height=LINE_HEIGHT,
        line=open_path(points),
        dots=tuple(point for point in points if point is not None),
        chosen=None if chosen is None else points[chosen],
        labels=tuple(
            Label(left=short(FULL * x / LINE_WIDTH - _MEANS_LABEL / 2), width=_MEANS_LABEL, y=FULL, align="center")
            for x in places
        ),
        marks=tuple((ring, short(FULL - ring)) for ring in (0, *RINGS)),
        grid=" ".join(f"M0 {_height(ring):g} H{LINE_WIDTH:g}" for ring in (0, *RINGS)),
    )


def _points(points: Sequence[Point]) -> str:
    return " ".join(f"{point.x:g},{point.y:g}" for point in points)
