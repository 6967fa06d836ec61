"""The charts of a page: which of its numbers go into which shape."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jazari_assess.render.charts.geometry import (
    GANTT_HEIGHT,
    Bar,
    Radar,
    Span,
    bar,
    gantt_span,
    radar,
    shade,
    shown_as_radar,
)
from jazari_assess.render.charts.lines import Curve, Line, curve, line
from jazari_assess.render.page.plan_types import Means, Step
from jazari_assess.render.page.types import Dimension, Page

_FEWEST_STEPS = 2
"""One score is no path."""


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Every chart of a page. ``bars`` and ``shades`` are by the id of a dimension or an indicator.

    ``spans`` are in the order of the roadmap. A chart that would say nothing is None.
    """

    radar: Radar | None
    bars: Mapping[str, Bar]
    shades: Mapping[str, int | None]
    gantt_height: float
    spans: Sequence[Span]
    trajectory: Line | None
    what_if: Curve | None


def draw(page: Page) -> Figures:
    """Return the charts of a page, mirrored where it reads from right to left."""
    mirrored = page.direction == "rtl"
    rows = page.dimensions
    indicators = [indicator for row in rows for indicator in row.indicators]
    return Figures(
        radar=_radar(rows, mirrored=mirrored),
        bars={row.id: _bar(row, mirrored=mirrored) for row in rows},
        shades={indicator.id: shade(indicator.score.value) for indicator in indicators},
        gantt_height=GANTT_HEIGHT,
        spans=[
            gantt_span(
                item.quarter,
                item.quarters,
                count=len(page.plan.quarters),
                hatched=item.kind != "action",
                mirrored=mirrored,
            )
            for item in page.plan.items
        ],
        trajectory=_trajectory(page, mirrored=mirrored),
        what_if=None if page.what_if is None else _what_if(page.what_if.points, mirrored=mirrored),
    )


def _radar(rows: Sequence[Dimension], *, mirrored: bool) -> Radar | None:
    told = [value for row in rows for value in (row.score.value, row.earlier, row.peers) if value is not None]
    if not told or not shown_as_radar(len(rows)):
        return None
    return radar(
        [row.score.value for row in rows],
        targets=[row.target for row in rows],
        earlier=[row.earlier for row in rows],
        peers=[row.peers for row in rows],
        mirrored=mirrored,
    )


def _bar(row: Dimension, *, mirrored: bool) -> Bar:
    found = row.score
    return bar(found.value, low=found.low, high=found.high, target=row.target, earlier=row.earlier, mirrored=mirrored)


def _what_if(points: Sequence[Means], *, mirrored: bool) -> Curve:
    chosen = next((place for place, point in enumerate(points) if point.chosen), None)
    return curve([point.means for point in points], [point.value for point in points], chosen=chosen, mirrored=mirrored)


def _trajectory(page: Page, *, mirrored: bool) -> Line | None:
    steps: Sequence[Step] = page.plan.steps
    if sum(step.value is not None for step in steps) < _FEWEST_STEPS:
        return None
    return line(
        [step.value for step in steps],
        lows=[step.low for step in steps],
        highs=[step.high for step in steps],
        bounds=[level.start for level in page.method.levels],
        mirrored=mirrored,
    )
