"""The charts of a page as office programs draw them: which of its numbers go into which series."""

from collections.abc import Sequence

from jazari_assess.render.charts.geometry import shown_as_radar
from jazari_assess.render.charts.lines import line
from jazari_assess.render.interface import Report
from jazari_assess.render.office.chart import Drawing, Series
from jazari_assess.render.page.types import Dimension, Page
from jazari_assess.render.palette import ACCENT, MAIN, SHAPES

_QUIET, _INK, _LIGHT = "#5b6b75", "#1b2a33", "#a9d0d0"
"""An earlier stage, others to compare with, and what is behind: as in the charts on paper."""
_FEWEST = 2
"""One score is no path."""


def profile(report: Report, points: float) -> Drawing:
    """Return the dimensions today, with what is aimed at, before and elsewhere: a radar where it is readable."""
    page, t = report.page, report.page.labels
    rows = page.dimensions
    series = [
        Series(name=t["score.today"], values=[row.score.value for row in rows], colour=report.template.colour(MAIN)),
        *_compared(report, rows),
    ]
    return Drawing(
        kind="radar" if shown_as_radar(len(rows)) else "bars",
        categories=[row.short for row in rows],
        series=series,
        alt=f"{t['profile.radar']}{t['colon']} {_told(page, [row.score.text for row in rows])}",
        points=points,
    )


def _compared(report: Report, rows: Sequence[Dimension]) -> Sequence[Series]:
    """Return what the scores are compared with, where there is any."""
    t = report.page.labels
    found = (
        Series(
            name=t["score.target"],
            values=[row.target for row in rows],
            colour=report.template.colour(ACCENT),
            dashed=True,
        ),
        Series(name=t["score.earlier"], values=[row.earlier for row in rows], colour=_QUIET, dashed=True),
        Series(name=t["score.peers"], values=[row.peers for row in rows], colour=_INK, dashed=True),
    )
    return [series for series in found if any(value is not None for value in series.values)]


def _told(page: Page, values: Sequence[str]) -> str:
    pairs = zip((row.short for row in page.dimensions), values, strict=True)
    return page.labels["list.separator"].join(f"{name} {value}" for name, value in pairs)


def before_after(report: Report, points: float) -> Drawing | None:
    """Return the dimensions today and after the plan, or None where no plan moves any."""
    page, t = report.page, report.page.labels
    rows = page.dimensions
    if all(row.after is None or row.after == row.score.value for row in rows):
        return None
    light, main = report.template.colour(_LIGHT), report.template.colour(SHAPES)
    told = [f"{row.score.text} \u2192 {row.after_text}" if row.after_text else row.score.text for row in rows]
    return Drawing(
        kind="bars",
        categories=[row.short for row in rows],
        series=[
            Series(name=t["score.today"], values=[row.score.value for row in rows], colour=light),
            Series(name=f"{t['score.after']} \u2248", values=[row.after for row in rows], colour=main),
        ],
        alt=f"{t['roadmap.before-after']}{t['colon']} {_told(page, told)}",
        points=points,
        labelled=True,
    )


def trajectory(report: Report, points: float) -> Drawing | None:
    """Return the overall score expected quarter by quarter with its bounds, or None where it is no path."""
    page, t = report.page, report.page.labels
    steps = page.plan.steps
    if sum(step.value is not None for step in steps) < _FEWEST:
        return None
    main, shapes = report.template.colour(MAIN), report.template.colour(SHAPES)
    values, lows, highs = ([getattr(step, name) for step in steps] for name in ("value", "low", "high"))
    bounds = [level.start for level in page.method.levels]
    marks = [float(mark) for mark, _ in line(values, lows=lows, highs=highs, bounds=bounds).marks]
    return Drawing(
        kind="line",
        categories=[step.name for step in steps],
        series=[
            Series(name=t["roadmap.expected"], values=values, colour=main),
            Series(name=t["sheet.low"], values=lows, colour=shapes, dashed=True),
            Series(name=t["sheet.high"], values=highs, colour=shapes, dashed=True),
        ],
        alt=f"{t['roadmap.trajectory']}{t['colon']} {steps[0].text} \u2192 {steps[-1].text}",
        points=points,
        scale=(marks[0], marks[-1], marks[1] - marks[0]),
    )
