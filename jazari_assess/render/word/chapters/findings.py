"""What must not wait, and the profile: scores, what moved, the map of the indicators."""

from collections.abc import Sequence

from jazari_assess.render.charts.geometry import shade
from jazari_assess.render.office.profile import profile
from jazari_assess.render.page.types import Dimension, Indicator
from jazari_assess.render.word.paper import Cell, Column, Paper, quiet, strong

_PROFILE = (0.75, 72.0)
"""Share of the width and millimetres: the radar with the names around it, and its table below on the same page."""
_SHADES = ("#ffffff", "#dcebeb", "#a9d0d0", "#2f7d82", "#0e4f56")
_DARK = 3
"""The shade from which letters are white."""
_A_ROW, _BOX = 6, 86 / 6
"""Boxes of the map in one row, as on paper, and their share of the width: the longest word fits, tightly."""


def add_flags(paper: Paper) -> None:
    """Write every flag with its reason, its source, its first act and when that begins; none has no chapter."""
    page, t = paper.page, paper.t
    if not page.flags:
        return
    paper.heading(t["flag.chapter"], new_page=True)
    paper.say(f"{t['flag.lead']} {page.plan.urgent}".strip())
    rows: Sequence[Sequence[Cell | str]] = [
        (
            Cell(
                lines=[
                    [strong(flag.title), quiet(f" {flag.kind_text}{t['list.separator']}{flag.severity_text}")],
                    [f"{flag.why} ", *paper.labelled("flag.source", quiet(flag.source))],
                ]
            ),
            flag.first,
            flag.when,
        )
        for flag in page.flags
    ]
    heads = (("flag.what", 56), ("flag.first", 26), ("flag.when", 18))
    paper.table([Column(heading=t[key], share=share) for key, share in heads], rows)


def add_profile(paper: Paper) -> None:
    """Write the scores of the dimensions with what they are compared with, then the map of all questions."""
    page, t = paper.page, paper.t
    paper.heading(t["profile.title"], new_page=True)
    scored = any(row.score.value is not None for row in page.dimensions)
    paper.say(f"{t['profile.lead-chart'] if scored else ''} {t['profile.not-scored-help']}".strip())
    if scored:
        paper.chart(profile(paper.report, 9), *_PROFILE)
    _scores(paper)
    paper.say(quiet(page.peers))
    _moved(paper)
    if scored and any(row.indicators for row in page.dimensions):
        paper.heading(t["profile.heat"], 2)
        paper.say(quiet(t["profile.heat-help"]), leads=True)
        _map(paper)


def _scores(paper: Paper) -> None:
    """Write what is known of each dimension: no column stands without a word below its heading."""
    page, t = paper.page, paper.t
    before, peers = bool(page.overall.earlier_text), bool(page.peers)
    heads = [("dimension.name", 34), ("score.name", 12), ("score.interval-name", 16), ("level.name", 20)]
    heads += [
        ("score.target", 12),
        *([("score.earlier", 12)] if before else []),
        *([("score.peers", 12)] if peers else []),
    ]
    rows: list[Sequence[Cell | str]] = []
    for row in page.dimensions:
        level = "" if row.level is None else f"{row.level.number} {row.level.title}"
        score = Cell(lines=[[strong(row.score.text)]])
        more = [*([row.earlier_text] if before else []), *([row.peers_text] if peers else [])]
        rows.append((row.title, score, row.score.interval, level, row.target_text, *more))
    said = [place for place in range(len(heads)) if any(row[place] for row in rows)]
    columns = [Column(heading=t[key], share=share) for key, share in (heads[place] for place in said)]
    paper.table(columns, [[row[place] for place in said] for row in rows])


def _moved(paper: Paper) -> None:
    moved, t = paper.page.moved, paper.t
    if moved is None:
        return
    paper.heading(t["moved.title"], 2)
    paper.say(quiet(moved.since), leads=True)
    heads = (
        ("dimension.name", 34),
        ("moved.before", 12),
        ("moved.now", 12),
        ("moved.change", 14),
        ("moved.certain", 28),
    )
    rows = [(row.title, row.before, row.after, row.change, row.certain) for row in moved.dimensions]
    paper.table([Column(heading=t[key], share=share) for key, share in heads], rows)
    if moved.questions:
        paper.say(strong(t["moved.questions"]), leads=True)
    paper.listing(f"{row.title} {row.before} \u2192 {row.after} ({row.change})" for row in moved.questions)
    paper.say(moved.same)
    if moved.planned:
        paper.say(strong(t["moved.planned"]), leads=True)
        paper.listing(moved.planned)


def _map(paper: Paper) -> None:
    rows = [
        _boxes(paper, row, row.indicators[start : start + _A_ROW], first=start == 0)
        for row in paper.page.dimensions
        for start in range(0, len(row.indicators), _A_ROW)
    ]
    columns = [Column(heading="", share=14), *(Column(heading="", share=_BOX) for _ in range(_A_ROW))]
    paper.table(columns, rows, headed=False, tight=True)


def _boxes(paper: Paper, row: Dimension, line: Sequence[Indicator], *, first: bool) -> Sequence[Cell | str]:
    boxes = [_box(paper, found) for found in line]
    return [row.short if first else "", *boxes, *([""] * (_A_ROW - len(line)))]


def _box(paper: Paper, found: Indicator) -> Cell:
    place = shade(found.score.value)
    score = "\u2013" if place is None else found.score.text
    fill = "" if place is None else paper.report.template.colour(_SHADES[place])
    ink = "#ffffff" if place is not None and place >= _DARK else ""
    return Cell(lines=[[strong(f"{score} "), found.short]], fill=fill, ink=ink)
