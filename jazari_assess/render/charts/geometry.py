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
"""With fewer a radar is no area, with more its labels meet."""
FULL = 100.0
"""The end of the scale of scores; also per cent of a figure."""

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


RADAR_WIDTH, RADAR_HEIGHT, _RADIUS = 210.0, 128.0, 52.0
"""Units: labels of two lines fit beside and above the circle."""
_LABEL_RADIUS = 57.0
"""A little outside the circle."""
RINGS = (20, 40, 60, 80, 100)
"""Scores at which a line is drawn."""
_NEARLY_UPRIGHT, _CENTRED_LABEL = 0.2, 54.0
"""The direction (its sine) within which a label stands above or below its axis, centred; its width in per cent."""
BAR_WIDTH, BAR_HEIGHT = 200.0, 14.0
"""Units; only their ratio shows."""
GANTT_HEIGHT, _GANTT_MARGIN, _HATCH_STEP = 14.0, 2.5, 5.0
"""Units: as high as a bar, so that a row is a line of text; air above and below; hatching that print keeps apart."""


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
        edge=_closed([FULL] * len(directions), directions),
        grid=" ".join([*_inner_rings(directions), *(_path([_CENTRE, _at(way, FULL)]) for way in directions)]),
        labels=tuple(_radar_label(direction) for direction in directions),
        scores=_closed(scores, directions),
        dots=tuple(_at(way, score) for way, score in zip(directions, scores, strict=True) if score is not None),
        targets=_closed(targets, directions),
        earlier=_closed(earlier, directions),
        peers=_closed(peers, directions),
    )


_CENTRE = Point(x=RADAR_WIDTH / 2, y=RADAR_HEIGHT / 2)  # in the middle


def _inner_rings(directions: Sequence[Point]) -> Sequence[str]:
    return [_closed([float(ring)] * len(directions), directions) for ring in RINGS[:-1]]


def _directions(axes: int, *, mirrored: bool) -> Sequence[Point]:
    sign = -1 if mirrored else 1
    turns = [2 * math.pi * axis / axes for axis in range(axes)]
    return [Point(x=sign * math.sin(turn), y=-math.cos(turn)) for turn in turns]


def _at(direction: Point, score: float, radius: float = _RADIUS) -> Point:
    reach = radius * score / FULL
    return Point(x=short(_CENTRE.x + reach * direction.x), y=short(_CENTRE.y + reach * direction.y))


def _radar_label(direction: Point) -> Label:
    place = _at(direction, FULL, _LABEL_RADIUS)
    x, y = short(FULL * place.x / RADAR_WIDTH), short(FULL * place.y / RADAR_HEIGHT)
    if abs(direction.x) < _NEARLY_UPRIGHT:
        return Label(left=short(x - _CENTRED_LABEL / 2), width=_CENTRED_LABEL, y=y, align="center")
    if direction.x > 0:
        return Label(left=x, width=short(FULL - x), y=y, align="left")
    return Label(left=0.0, width=x, y=y, align="right")


def _closed(values: Sequence[float | None], directions: Sequence[Point]) -> str:
    """Return a closed path, or the runs of neighbours where some axes have no value."""
    points = [None if value is None else _at(way, value) for value, way in zip(values, directions, strict=True)]
    if all(point is not None for point in points):
        return _path([point for point in points if point is not None]) + " Z"
    gap = points.index(None)
    return open_path([*points[gap:], *points[:gap]])


def open_path(points: Sequence[Point | None]) -> str:
    """Return a path through the runs of points that are there; a single one is no line."""
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
        return None if value is None else across(value / FULL, BAR_WIDTH, mirrored=mirrored)

    length = short(BAR_WIDTH * (score or 0.0) / FULL)
    return Bar(
        width=BAR_WIDTH,
        height=BAR_HEIGHT,
        start=None if score is None else short(BAR_WIDTH - length if mirrored else 0.0),
        length=length,
        low=place(low),
        high=place(high),
        target=place(target),
        after=place(after),
        earlier=place(earlier),
        grid=_uprights([across(ring / FULL, BAR_WIDTH, mirrored=mirrored) for ring in (0, *RINGS)], BAR_HEIGHT),
    )


def gantt_span(first: int, quarters: int, *, count: int, hatched: bool, mirrored: bool = False) -> Span:
    """Return the bar of an item that starts in a quarter (from 1) among ``count``, in a view box of 100 a quarter."""
    width = FULL * quarters
    start = FULL * (count - first + 1 - quarters if mirrored else first - 1)
    steps = range(int(width / _HATCH_STEP) if hatched else 0)
    feet = [start + step * _HATCH_STEP for step in steps]
    return Span(
        start=start,
        length=width,
        hatch=" ".join(
            f"M{foot:g} {GANTT_HEIGHT - _GANTT_MARGIN:g} L{foot + _HATCH_STEP:g} {_GANTT_MARGIN:g}" for foot in feet
        ),
        grid=_uprights([FULL * quarter for quarter in range(count + 1)], GANTT_HEIGHT),
    )


def shade(score: float | None) -> int | None:
    """Return one of five shades, 0 the lightest, or None where nothing is scored."""
    return None if score is None else min(int(score // 20), len(RINGS) - 1)


def across(share: float, width: float, *, mirrored: bool) -> float:
    """Return how far from the left a share of a width lies, from the reading edge."""
    return short(width * (1 - share if mirrored else share))


def _uprights(places: Sequence[float], height: float) -> str:
    return " ".join(f"M{place:g} 0 V{height:g}" for place in places)


def _path(points: Sequence[Point]) -> str:
    return "M" + " L".join(f"{point.x:g} {point.y:g}" for point in points)


def short(number: float) -> float:
    """Return a number as a drawing holds it: hundredths of a unit are finer than any printer."""
    return round(number, 2)
