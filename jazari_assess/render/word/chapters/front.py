"""The first pages: cover, the essentials on one page, the contents."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jazari_assess.render.page.types import Highlight
from jazari_assess.render.word.paper import Cell, Column, Line, Paper, Said, quiet, strong
from jazari_assess.render.word.styles import NOTICE, SHORT_LIST, SMALL, SUBTITLE, TITLE
from jazari_assess.render.word.xml import Element, element, with_text

_LOGO = (70.0, 24.0)
"""Millimetres of a logo on the cover: as on paper."""
_LONG_NAME = 80
"""Letters from which a firm's name is no title any more."""
_NAMED = 3
"""Flags, reasons and partners that the essentials name, as on paper."""


def add_cover(paper: Paper) -> None:
    """Write who was assessed, when, and by whom."""
    cover, logo = paper.page.cover, paper.report.template.logo
    if logo is not None and logo.suffix == ".png":
        paper.picture(logo.data, cover.institute, _LOGO)
    paper.say(quiet(cover.subtitle), style=SUBTITLE)
    paper.say(cover.title, style=TITLE)
    paper.say(
        Said(text=cover.firm, tone="strong", typed=True), style=SUBTITLE if len(cover.firm) < _LONG_NAME else SMALL
    )
    paper.say(quiet(cover.sample))
    facts = [(paper.t["cover.stage"], cover.stage), (paper.t["cover.date"], cover.date)]
    if cover.institute:
        facts.append((paper.t["cover.institute"], "\n".join(filter(None, (cover.institute, cover.address)))))
    rows = [(name, Cell(lines=[[Said(text=value, typed=True)]])) for name, value in (*facts, *cover.facts)]
    paper.table([Column(heading="", share=1), Column(heading="", share=2)], rows, headed=False)


def add_essentials(paper: Paper) -> None:
    """Write what a director reads in a minute."""
    page, t = paper.page, paper.t
    paper.heading(t["summary.title"], new_page=True)
    if page.expectation:
        paper.say(*paper.labelled("summary.expectation", Said(text=page.expectation, typed=True)), style=SMALL)
        if page.plan.serves_no_aim:
            paper.say(quiet(t["aim.unserved"]), style=SMALL)
    _urgent(paper)
    _standing(paper)
    if page.plan.aims:
        paper.heading(t["summary.aims"], 2)
        paper.listing((_after(aim.title, aim.served, paper) for aim in page.plan.aims), SHORT_LIST)
    _held(paper)
    _gaps(paper)
    _ahead(paper)
    if page.partners:
        paper.heading(t["summary.helps"], 2)
        paper.listing(
            (
                [strong(f"{found.name}{t['colon']}"), f" {found.brief} ", quiet(found.when)]
                for found in page.partners[:_NAMED]
            ),
            SHORT_LIST,
        )


def _after(title: str, told: str, paper: Paper) -> Line:
    return [strong(title), f"{paper.t['colon']} {told}"] if told else [strong(title)]


def _urgent(paper: Paper) -> None:
    page, t = paper.page, paper.t
    paper.heading(t["flag.title"], 2)
    urgent = [flag for flag in page.flags if flag.urgent]
    for flag in urgent[:_NAMED]:
        first = paper.labelled("flag.first", f"{flag.first} ", quiet(flag.when))
        paper.say(strong(f"{flag.title} "), *first, style=NOTICE)
    if not urgent:
        nothing = t["summary.nothing-measured"] if page.overall.score.state == "not-scored" else t["flag.none"]
        paper.say(page.calm or nothing)
    if len(urgent) > _NAMED:
        paper.say(quiet(t["flag.more-below"]))


def _standing(paper: Paper) -> None:
    t, found = paper.t, paper.page.overall
    paper.heading(t["summary.stands"], 2)
    known = [line for line in (found.coverage, *found.open) if line]
    if found.thin:
        paper.listing(([strong(line)] for line in known), SHORT_LIST)
    level = t["level.none"] if found.level is None else f"{t['level.name']} {found.level.number} {found.level.title}"
    score = found.score.text if found.score.value is None else f"{found.score.text} {t['score.of']}"
    paper.say(strong(score), f"{t['list.dot']}", strong(level))
    if found.level is not None:
        paper.say(found.level.description, style=SMALL)
    span = [*paper.labelled("score.interval-name", strong(found.score.interval))] if found.score.interval else []
    told = [found.cap, found.distance, *([] if found.thin else known), found.earlier_text]
    paper.listing([*([line] for line in told if line), *([span] if span else [])], SHORT_LIST)


def _held(paper: Paper) -> None:
    page, t = paper.page, paper.t
    paper.heading(t["summary.strengths"] if page.strengths or not page.relative else t["summary.relative"], 2)
    paper.listing((_highlight(found) for found in page.strengths), SHORT_LIST)
    if page.strengths and page.relative:
        paper.say(quiet(t["summary.relative"]))
    paper.listing((_highlight(found) for found in page.relative), SHORT_LIST)
    if not page.strengths and not page.relative:
        measured = page.overall.score.low is not None and page.overall.score.state != "not-scored"
        paper.say(t["summary.no-strengths"] if measured else t["summary.nothing-measured"])


def _highlight(found: Highlight) -> Line:
    return [strong(f"{found.title} "), quiet(f"{found.dimension} "), strong(found.score)]


def _gaps(paper: Paper) -> None:
    page, t = paper.page, paper.t
    paper.heading(t["summary.treated"] if page.gaps and page.plan.items else t["summary.gaps"], 2)
    paper.listing(([*_highlight(found), *_treated(found, paper)] for found in page.gaps), SHORT_LIST)
    if not page.gaps:
        paper.say(t["summary.no-gaps"] if page.overall.open else t["plan.why.top"])
    if page.plan.gaps_left:
        paper.heading(t["summary.left"], 2)
        paper.listing(page.plan.gaps_brief[:_NAMED], SHORT_LIST)


def _treated(found: Highlight, paper: Paper) -> Iterator[Said | str]:
    if found.planned:
        yield f" {found.planned}"
    elif found.words:
        yield " "
        yield from paper.labelled("dimension.next", paper.t["list.separator"].join(found.words[:2]))


def _ahead(paper: Paper) -> None:
    plan, t = paper.page.plan, paper.t
    if not plan.phases:
        paper.say(plan.infeasible or t["summary.no-steps"])
        return
    paper.heading(t["summary.ahead"], 2)
    heads = (("sheet.phase", 25), ("roadmap.when", 30), ("roadmap.effort", 18), ("phase.at-end", 27))
    rows: Sequence[Sequence[Cell | str]] = [
        (
            Cell(lines=[[strong(phase.title)]]),
            Cell(lines=[[phase.when, quiet(f"{t['list.dot']}{phase.months}")]]),
            f"\u2248 {phase.effort}",
            Cell(lines=[[strong(f"\u2248 {phase.expected}")]]),
        )
        for phase in plan.phases
    ]
    paper.table([Column(heading=t[key], share=share) for key, share in heads], rows)
    paper.say(quiet(t["roadmap.lead"]), style=SMALL)


@dataclass(frozen=True)
class Contents:
    """The place of the list of chapters: a field that the program brings up to date, filled by us to begin with."""

    paper: Paper
    first: Element

    def fill(self, headings: Sequence[tuple[str, str]]) -> None:
        """List the chapters, each a link to its place."""
        lines = [self._line(mark, title) for mark, title in headings]
        begin = element("w:r", element("w:fldChar", fldCharType="begin"))
        code = element("w:r", with_text("w:instrText", ' TOC \\o "1-2" \\h \\z \\u '))
        middle = element("w:r", element("w:fldChar", fldCharType="separate"))
        self.first.extend([begin, code, middle])
        place = self.first
        for line in lines:
            place.addnext(line)
            place = line
        place.append(element("w:r", element("w:fldChar", fldCharType="end")))

    def _line(self, mark: str, title: str) -> Element:
        line = self.paper.paragraph([], SMALL)
        line.append(element("w:hyperlink", *self.paper.runs(title), anchor=mark, history="1"))
        return line


def add_contents(paper: Paper) -> Contents:
    """Leave a place for the list of chapters, which are known at the end."""
    paper.say(strong(paper.t["contents.title"]), style=SUBTITLE)
    first = paper.paragraph([], SMALL)
    paper.add(first)
    return Contents(paper, first)
