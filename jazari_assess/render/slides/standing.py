"""The slides of today: who, where the firm stands, what must not wait, profile, what moved, strengths and gaps."""

import re

from pptx.util import Pt

from jazari_assess.model.typography import isolate
from jazari_assess.render.office.profile import profile
from jazari_assess.render.page.types import Highlight
from jazari_assess.render.slides.canvas import WHOLE, Box, Canvas
from jazari_assess.render.slides.presentation import WIDTH

_COVER = 0
"""Where the layout of the first slide stands."""
_TITLE = Box(start=0.9, top=2.2, width=WIDTH - 1.8, height=1.2)  # in the middle of the first slide
_BELOW = Box(start=0.9, top=3.5, width=WIDTH - 1.8, height=2.6)  # firm and day below the title
_LOGO = Box(start=0.9, top=0.7, width=3.2, height=1.0)  # above the title
_BIG = Box(start=0.6, top=1.3, width=3.6, height=3.0)  # the score, for the last row of chairs
_BESIDE = Box(start=4.4, top=1.3, width=WIDTH - 5.0, height=5.2)  # what explains the score
_CHART = Box(start=0.5, top=1.2, width=6.4, height=5.5)  # a radar is about as high as wide
_TABLE = Box(start=7.0, top=1.3, width=5.8, height=5.3)  # beside the radar
_LONG_NAME, _NAME_SIZES = 80, (24.0, 14.0)
"""Letters from which a firm's name is set smaller, and points of both."""
_NUMBERED = re.compile(r" (?=\d)")
"""In a title a number does not stand on a line without its word."""
_NOTES = 40
"""Notes of the consultant that are read out at most; the document has all."""


def add_cover(canvas: Canvas) -> None:
    """Add the first slide: title, firm, stage, day, institute."""
    cover, t = canvas.page.cover, canvas.t
    slide = canvas.presentation.slides.add_slide(canvas.presentation.slide_layouts[_COVER])
    title, below = slide.shapes.title, slide.placeholders[1]
    canvas.place(title, _TITLE)
    canvas.put(title.text_frame.paragraphs[0], _NUMBERED.sub("\u00a0", cover.title), points=34)
    below._element.getparent().remove(below._element)  # noqa: SLF001 - a frame in its place has no grey of its own
    frame = canvas.frame(slide, _BELOW)
    size = _NAME_SIZES[len(cover.firm) >= _LONG_NAME]
    canvas.put(frame.paragraphs[0], cover.firm, points=size, bold=True)
    dated = f"{cover.stage}{t['list.dot']}{cover.date}"
    for line in (cover.sample, dated, cover.institute, cover.address):
        if line:
            paragraph = frame.add_paragraph()
            paragraph.space_before = Pt(6)
            canvas.put(paragraph, line, points=16)
    logo = canvas.report.template.logo
    if logo is not None and logo.suffix == ".png":
        canvas.picture(slide, logo.data, cover.institute, _LOGO)


def add_standing(canvas: Canvas) -> None:
    """Add where the firm stands, what is known first where little is."""
    page, t, found = canvas.page, canvas.t, canvas.page.overall
    slide = canvas.slide(t["summary.stands"])
    frame = canvas.frame(slide, _BIG)
    known = found.score.value is not None
    canvas.put(frame.paragraphs[0], found.score.text, points=60 if known else 24, bold=True)
    if known:
        canvas.put(frame.add_paragraph(), t["score.of"], points=18)
    level = t["level.none"] if found.level is None else f"{t['level.name']} {found.level.number}"
    canvas.put(frame.add_paragraph(), level, points=20, bold=True)
    if found.level is not None:
        canvas.put(frame.add_paragraph(), found.level.title, points=20)
    interval = f"{t['score.interval-name']}{t['colon']} {found.score.interval}" if found.score.interval else ""
    sure = [found.coverage, *found.open]
    told = ["" if found.level is None else found.level.description, found.cap, found.distance, interval]
    wish = f"{t['summary.expectation']}{t['colon']} {isolate(page.expectation)}" if page.expectation else ""
    lines = [*sure, *told] if found.thin else [*told, *sure]
    canvas.lines(slide, _BESIDE, "", [*lines, found.earlier_text, wish])
    canvas.say(slide, [*found.robustness, found.sensitivity, t["roadmap.lead"]])


def add_flags(canvas: Canvas) -> None:
    """Add what must not wait, where something is measured; the reasons are for the speaker."""
    page, t = canvas.page, canvas.t
    if not canvas.measured and not page.flags:
        return
    slide = canvas.slide(t["flag.chapter"])
    if page.flags:
        heads = [(t["flag.what"], 42.0), (t["flag.first"], 36.0), (t["flag.when"], 22.0)]
        canvas.table(slide, WHOLE, heads, [(flag.title, flag.first, flag.when) for flag in page.flags])
    else:
        canvas.lines(slide, WHOLE, "", [t["flag.none"]])
    told = [f"{flag.title}{t['colon']} {flag.why} ({flag.source})" for flag in page.flags]
    canvas.say(slide, [page.plan.urgent, *told])


def add_profile(canvas: Canvas) -> None:
    """Add the dimensions as a chart that can be edited, with a table of the same numbers; nothing empty of none."""
    page, t = canvas.page, canvas.t
    slide = canvas.slide(t["profile.title"])
    heads = [(t["dimension.name"], 33.0), (t["score.name"], 16.0), (t["level.name"], 26.0), (t["score.target"], 25.0)]
    rows = [
        (row.short, row.score.text, "" if row.level is None else row.level.title, row.target_text)
        for row in page.dimensions
    ]
    scored = any(row.score.value is not None for row in page.dimensions)
    if scored:
        canvas.chart(slide, _CHART, profile(canvas.report, 12))
        canvas.table(slide, _TABLE, heads, rows)
    else:
        canvas.table(slide, WHOLE, heads[:2], [row[:2] for row in rows])
    options, shown = canvas.report.options, []
    if options.notes and options.detail == "full" and "answers" not in options.without:
        shown = [f"{note.title}{t['colon']} {note.text}" for note in page.notes[:_NOTES]]
    canvas.say(slide, [t["profile.not-scored-help"], page.peers, *shown])


def add_moved(canvas: Canvas) -> None:
    """Add what moved since an earlier stage, where there is one."""
    moved, t = canvas.page.moved, canvas.t
    if moved is None:
        return
    slide = canvas.slide(f"{t['moved.title']}{t['list.dot']}{moved.since}")
    heads = [(t["dimension.name"], 40.0), (t["moved.before"], 14.0), (t["moved.now"], 14.0)]
    heads += [(t["moved.change"], 14.0), (t["moved.certain"], 18.0)]
    rows = [(row.title, row.before, row.after, row.change, row.certain) for row in moved.dimensions]
    canvas.table(slide, WHOLE, heads, rows)
    canvas.say(slide, [f"{row.title} {row.before} \u2192 {row.after}" for row in moved.questions])


def add_strengths(canvas: Canvas) -> None:
    """Add the strengths, where something is measured, and what holds best though it is none yet."""
    page, t = canvas.page, canvas.t
    if not canvas.measured:
        return
    slide = canvas.slide(t["summary.strengths"])
    lines = [_held(canvas, found) for found in page.strengths] or [t["summary.no-strengths"]]
    if page.relative:
        relative = [_held(canvas, found) for found in page.relative]
        canvas.halves(slide, ("", lines), (t["summary.relative"], relative))
    else:
        canvas.lines(slide, WHOLE, "", lines)
    told = (f"{found.title}{t['colon']} {' '.join(found.words)}" for found in (*page.strengths, *page.relative))
    canvas.say(slide, list(told))


def _held(canvas: Canvas, found: Highlight) -> str:
    return f"{found.title} ({found.dimension}){canvas.t['colon']} {found.score}"


def add_gaps(canvas: Canvas) -> None:
    """Add the gaps that the plan treats, where something is measured, and beside them those it leaves, and why."""
    page, t = canvas.page, canvas.t
    if not canvas.measured:
        return
    slide = canvas.slide(t["summary.gaps"])
    lines = [f"{_held(canvas, found)}. {found.planned}".strip() for found in page.gaps]
    none = t["summary.no-gaps"] if page.overall.open else t["plan.why.top"]
    left = page.plan.gaps_left
    treated = (t["summary.treated"] if lines and page.plan.items else "", lines or [none])
    if left:
        canvas.halves(slide, treated, (t["summary.left"], page.plan.gaps_brief))
    else:
        canvas.lines(slide, WHOLE, *treated)
    canvas.say(slide, left)
