"""Pure geometry of the charts: numbers in, shapes and label places out.

Shapes are in the units of an SVG view box; labels are in per cent of the figure, because they are HTML laid over it.
``mirrored`` draws for a right-to-left page. Every value is None where nothing is scored, and draws nothing.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

FEWEST_AXES, MOST_AXES = 3, 12
_FULL = 100.0

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, kw_only=True)
class Point:
    """A place in the view box."""

    x: float
    y: float


@dataclass(frozen=True, kw_only=True)
class Label:
    """Where a text goes, in per cent of the figure: a box from ``left``, its middle at ``y``."""

    left: float
    width: float
    y: float
    align: Align


@dataclass(frozen=True, kw_only=True)
class Radar:
    """A radar: the outer ring, inner rings and spokes as one path, and each series as paths, with dots on its values.

    Whatever looks alike is one path: every element of a drawing costs as much time as a paragraph.
    """

    width: float
    height: float
    edge: str
    grid: str
    labels: tuple[Label, ...]
    scores: str
    dots: tuple[Point, ...]
    targets: str
    earlier: str
    peers: str


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A score from 0 to 100 as a bar, with its interval, its target and the score expected later."""

    width: float
    height: float
    start: float | None
    length: float
    low: float | None
    high: float | None
    target: float | None
    after: float | None
    earlier: float | None
    grid: str


@dataclass(frozen=True, kw_only=True)
class Span:
    """A bar of the Gantt chart; ``hatch`` are the lines that tell kinds apart without colour, ``grid`` the quarters."""

    start: float
    length: float
    hatch: str
    grid: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line over quarters and the band it lies in; ``marks`` are scores with their height in per cent from the top.

    ``bounds`` are the positions of the bounds that were drawn, with their height likewise.
    """

    width: float
    height: float
    line: str
    band: str
    dots: tuple[Point, ...]
    labels: tuple[Label, ...]
    marks: tuple[tuple[int, float], ...]
    grid: str
    bounds: tuple[tuple[int, float], ...]


RADAR_WIDTH, RADAR_HEIGHT, _RADIUS = 210.0, 128.0, 52.0
_LABEL_RADIUS = 57.0
_RINGS = (20, 40, 60, 80, 100)
_NEARLY_UPRIGHT, _CENTRED_LABEL = 0.2, 40.0
BAR_WIDTH, BAR_HEIGHT = 200.0, 14.0
GANTT_HEIGHT, _GANTT_MARGIN, _HATCH_STEP = 14.0, 2.5, 5.0
LINE_WIDTH, LINE_HEIGHT, _LINE_MARGIN = 200.0, 60.0, 14.0
_MEANS_LABEL = 9.0
_STEP, _MOST_MARKS = 10, 5
"""Points between the marks of a line, twice as many where there would be more marks than that."""


def shown_as_radar(axes: int) -> bool:
    """Tell whether a radar is readable for that many axes."""
    return FEWEST_AXES <= axes <= MOST_AXES


def radar(
    scores: Sequence[float | None],
    *,
    targets: Sequence[float | None],
    earlier: Sequence[float | None],
    peers: Sequence[float | None],
    mirrored: bool = False,
) -> Radar:
    """Return a radar of 3 to 12 axes, the first at the top, then clockwise (mirrored: the other way)."""
    directions = _directions(len(scores), mirrored=mirrored)
    return Radar(
        width=RADAR_WIDTH,
        height=RADAR_HEIGHT,
        edge=_closed([_FULL] * len(directions), directions),
        grid=" ".join([*_inner_rings(directions), *(_path([_CENTRE, _at(way, _FULL)]) for way in directions)]),
        labels=tuple(_radar_label(direction) for direction in directions),
        scores=_closed(scores, directions),
        dots=tuple(_at(way, score) for way, score in zip(directions, scores, strict=True) if score is not None),
        targets=_closed(targets, directions),
        earlier=_closed(earlier, directions),
        peers=_closed(peers, directions),
    )


_CENTRE = Point(x=RADAR_WIDTH / 2, y=RADAR_HEIGHT / 2)


def _inner_rings(directions: Sequence[Point]) -> Sequence[str]:
    return [_closed([float(ring)] * len(directions), directions) for ring in _RINGS[:-1]]


def _directions(axes: int, *, mirrored: bool) -> Sequence[Point]:
    sign = -1 if mirrored else 1
    turns = [2 * math.pi * axis / axes for axis in range(axes)]
    return [Point(x=sign * math.sin(turn), y=-math.cos(turn)) for turn in turns]


def _at(direction: Point, score: float, radius: float = _RADIUS) -> Point:
    reach = radius * score / _FULL
    return Point(x=_short(_CENTRE.x + reach * direction.x), y=_short(_CENTRE.y + reach * direction.y))


def _radar_label(direction: Point) -> Label:
    place = _at(direction, _FULL, _LABEL_RADIUS)
    x, y = _short(_FULL * place.x / RADAR_WIDTH), _short(_FULL * place.y / RADAR_HEIGHT)
    if abs(direction.x) < _NEARLY_UPRIGHT:
        return Label(left=_short(x - _CENTRED_LABEL / 2), width=_CENTRED_LABEL, y=y, align="center")
    if direction.x > 0:
        return Label(left=x, width=_short(_FULL - x), y=y, align="left")
    return Label(left=0.0, width=x, y=y, align="right")


def _closed(values: Sequence[float | None], directions: Sequence[Point]) -> str:
    """Return a closed path, or the runs of neighbours where some axes have no value."""
    points = [None if value is None else _at(way, value) for value, way in zip(values, directions, strict=True)]
    if all(point is not None for point in points):
        return _path([point for point in points if point is not None]) + " Z"
    gap = points.index(None)
    return _open([*points[gap:], *points[:gap]])


def _open(points: Sequence[Point | None]) -> str:
    runs = [list(run) for there, run in groupby(points, key=lambda point: point is not None) if there]
    return " ".join(_path([point for point in run if point is not None]) for run in runs if len(run) > 1)


def bar(
    score: float | None,
    *,
    low: float | None = None,
    high: float | None = None,
    target: float | None = None,
    after: float | None = None,
    earlier: float | None = None,
    mirrored: bool = False,
) -> Bar:
    """Return a bar over 0..100 that starts at the reading edge."""

    def place(value: float | None) -> float | None:
        return None if value is None else _across(value / _FULL, BAR_WIDTH, mirrored=mirrored)

    length = _short(BAR_WIDTH * (score or 0.0) / _FULL)
    return Bar(
        width=BAR_WIDTH,
        height=BAR_HEIGHT,
        start=None if score is None else _short(BAR_WIDTH - length if mirrored else 0.0),
        length=length,
        low=place(low),
        high=place(high),
        target=place(target),
        after=place(after),
        earlier=place(earlier),
        grid=_uprights([_across(ring / _FULL, BAR_WIDTH, mirrored=mirrored) for ring in (0, *_RINGS)], BAR_HEIGHT),
    )


def gantt_span(first: int, quarters: int, *, count: int, hatched: bool, mirrored: bool = False) -> Span:
    """Return the bar of an item that starts in a quarter (from 1) among ``count``, in a view box of 100 a quarter."""
    width = _FULL * quarters
    start = _FULL * (count - first + 1 - quarters if mirrored else first - 1)
    steps = range(int(width / _HATCH_STEP) if hatched else 0)
    feet = [start + step * _HATCH_STEP for step in steps]
    return Span(
        start=start,
        length=width,
        hatch=" ".join(
            f"M{foot:g} {GANTT_HEIGHT - _GANTT_MARGIN:g} L{foot + _HATCH_STEP:g} {_GANTT_MARGIN:g}" for foot in feet
        ),
        grid=_uprights([_FULL * quarter for quarter in range(count + 1)], GANTT_HEIGHT),
    )


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
    return Line(
        width=LINE_WIDTH,
        height=LINE_HEIGHT,
        line=_open(points),
        band=_points([*upper, *reversed(lower)]) if upper and lower else "",
        dots=tuple(point for point in points if point is not None),
        labels=tuple(_step_label(step, len(values), mirrored=mirrored) for step in range(len(values))),
        marks=tuple((mark, _short(_FULL * (1 - axis.share(mark)))) for mark in marks),
        grid=" ".join(f"M0 {axis.height(mark):g} H{LINE_WIDTH:g}" for mark in marks),
        bounds=tuple(
            (place, _short(_FULL * (1 - axis.share(bound))))
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
        above = min((bound for bound in bounds if bound > most), default=_FULL)
        bottom, top = _STEP * math.floor(below / _STEP), _STEP * math.ceil(above / _STEP)
        return cls(bottom=bottom, top=top, step=_STEP if top - bottom <= _MOST_MARKS * _STEP else 2 * _STEP)

    def share(self, value: float) -> float:
        """Return how far up the axis a value stands, 0..1."""
        return (value - self.bottom) / (self.top - self.bottom)

    def height(self, value: float) -> float:
        """Return where a value stands in the view box, from the top."""
        return _short(LINE_HEIGHT * (1 - self.share(value)))


def _line_points(values: Sequence[float | None], axis: _Axis, *, mirrored: bool) -> Sequence[Point | None]:
    return [
        None if value is None else Point(x=_step(step, len(values), mirrored=mirrored), y=axis.height(value))
        for step, value in enumerate(values)
    ]


def _step(step: int, steps: int, *, mirrored: bool) -> float:
    inside = LINE_WIDTH - 2 * _LINE_MARGIN
    return _short(_LINE_MARGIN + _across(step / max(steps - 1, 1), inside, mirrored=mirrored))


def _step_label(step: int, steps: int, *, mirrored: bool) -> Label:
    middle = _FULL * _step(step, steps, mirrored=mirrored) / LINE_WIDTH
    width = _FULL * (LINE_WIDTH - 2 * _LINE_MARGIN) / LINE_WIDTH / max(steps - 1, 1)
    return Label(left=_short(middle - width / 2), width=_short(width), y=_FULL, align="center")


def _height(value: float) -> float:
    return _short(LINE_HEIGHT * (1 - value / _FULL))


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
    places = [_short(_LINE_MARGIN + _across(own / most, inside, mirrored=mirrored)) for own in means]
    points = [None if value is None else Point(x=x, y=_height(value)) for x, value in zip(places, values, strict=True)]
    return Curve(
        width=LINE_WIDTH,
        height=LINE_HEIGHT,
        line=_open(points),
        dots=tuple(point for point in points if point is not None),
        chosen=None if chosen is None else points[chosen],
        labels=tuple(
            Label(left=_short(_FULL * x / LINE_WIDTH - _MEANS_LABEL / 2), width=_MEANS_LABEL, y=_FULL, align="center")
            for x in places
        ),
        marks=tuple((ring, _short(_FULL - ring)) for ring in (0, *_RINGS)),
        grid=" ".join(f"M0 {_height(ring):g} H{LINE_WIDTH:g}" for ring in (0, *_RINGS)),
    )


def shade(score: float | None) -> int | None:
    """Return one of five shades, 0 the lightest, or None where nothing is scored."""
    return None if score is None else min(int(score // 20), len(_RINGS) - 1)


def _across(share: float, width: float, *, mirrored: bool) -> float:
    return _short(width * (1 - share if mirrored else share))


def _uprights(places: Sequence[float], height: float) -> str:
    return " ".join(f"M{place:g} 0 V{height:g}" for place in places)


def _points(points: Sequence[Point]) -> str:
    return " ".join(f"{point.x:g},{point.y:g}" for point in points)


def _path(points: Sequence[Point]) -> str:
    return "M" + " L".join(f"{point.x:g} {point.y:g}" for point in points)


def _short(number: float) -> float:
    return round(number, 2)
