"""The plan: aims, phases, what is expected, the calendar, each action told once, and what the plan leaves."""

from collections.abc import Iterator, Sequence

from jazari_assess.render.office.profile import before_after, trajectory
from jazari_assess.render.page.plan_types import Item
from jazari_assess.render.palette import ACCENT, SHAPES
from jazari_assess.render.word.paper import Cell, Column, Line, Paper, Said, quiet, strong

_CHARTS = (0.9, 62.0)
"""Share of the width and millimetres: a chart beside its table on one page."""
_TITLE, _QUARTERS = 46, 54
"""Shares of the width for titles and for all quarters of the calendar."""
_SHORT = 12
"""Actions that a short report lists, as on paper."""
_HELPERS = 2
"""Supports that a card names, as on paper."""
_FADED = "#dcebeb"


def add_roadmap(paper: Paper) -> None:
    """Write the whole plan."""
    page, t = paper.page, paper.t
    plan = page.plan
    paper.heading(t["roadmap.title"], new_page=True)
    told = [*plan.settings, *([] if plan.search else [(t["roadmap.status"], plan.status)])]
    paper.say(*(word for pair in told for word in (quiet(f"{pair[0]}{t['colon']} "), f"{pair[1]}. ")))
    _aims(paper)
    if plan.items:
        add_phases(paper)
        _expected(paper)
        _calendar(paper)
        _what_if(paper)
        _cards(paper)
    else:
        paper.say(plan.infeasible or t["roadmap.empty"])
    lists = (
        ("target.title", plan.targets),
        ("roadmap.steps-later", plan.steps_later),
        ("roadmap.gaps-left", plan.gaps_left),
    )
    for key, lines in lists:
        if lines:
            paper.heading(t[key], 2)
            paper.listing(lines)
    if plan.hold:
        paper.heading(t["roadmap.hold"], 2)
        paper.say(quiet(t["roadmap.hold-lead"]), leads=True)
        paper.listing(plan.hold)
    _left_out(paper)


def add_short_roadmap(paper: Paper) -> None:
    """Write phases and actions of a short report."""
    page, t = paper.page, paper.t
    items = page.plan.items
    paper.heading(t["roadmap.title"], new_page=True)
    if items:
        add_phases(paper)
        heads = (("roadmap.when", 15), ("roadmap.item", 42), ("roadmap.effort", 20), ("roadmap.gain", 23))
        rows = [
            (item.quarter_text, item.title, f"\u2248 {item.effort}", item.overall_gain_text) for item in items[:_SHORT]
        ]
        paper.table([Column(heading=t[key], share=share) for key, share in heads], rows)
    else:
        paper.say(page.plan.infeasible or t["roadmap.empty"])
    if len(items) > _SHORT:
        paper.say(quiet(f"{t['roadmap.more']} {len(items) - _SHORT}"))
    paper.say(quiet(page.privacy[-1]))


def _aims(paper: Paper) -> None:
    page, t = paper.page, paper.t
    if not page.plan.aims:
        if page.plan.serves_no_aim:
            paper.say(quiet(t["aim.none"]))
        return
    paper.heading(t["aim.title"], 2)
    paper.say(t["aim.lead"], leads=True)
    rows: list[Sequence[Cell | str]] = []
    for aim in page.plan.aims:
        served = f" {t['aim.served-by']}{t['colon']} {aim.items}" if aim.items else ""
        begins = f"{t['list.dot']}{t['aim.begins']}{t['colon']} {aim.begins}" if aim.items and aim.begins else ""
        rows.append([Cell(lines=[[strong(aim.title), quiet(f"{served}{begins}")]], columns=3, leads=bool(aim.kpis))])
        rows += [
            (
                Cell(lines=[[f"{kpi.title} ", quiet(kpi.unit)]]),
                Cell(lines=[[f"{kpi.how} ", quiet(kpi.ready)]]),
                "",
            )
            for kpi in aim.kpis
        ]
    heads = (("aim.kpi", 30), ("aim.how", 54), ("aim.first-value", 16))
    paper.table([Column(heading=t[key], share=share) for key, share in heads], rows)


def add_phases(paper: Paper) -> None:
    """Write the phases with what is expected at their ends, and the profile at each end."""
    page, t = paper.page, paper.t
    phases = page.plan.phases
    if not phases:
        return
    paper.heading(t["phase.title"], 2)
    rows: list[Sequence[Cell | str]] = [
        (
            Cell(
                lines=[
                    [strong(f"{phase.title} "), quiet(f"{phase.when}{t['list.dot']}{phase.months}")],
                    [phase.purpose],
                ]
            ),
            Cell(lines=[[f"{phase.expected} ", quiet(phase.interval)]]),
            phase.late,
            Cell(lines=[[f"{phase.effort} ", quiet(phase.keep)]]),
        )
        for phase in phases
    ]
    heads = (("sheet.phase", 40), ("phase.at-end", 21), ("phase.late", 18), ("phase.effort", 21))
    estimated = [Column(heading=f"{t[key]} \u2248", share=share) for key, share in heads[1:]]
    paper.table([Column(heading=t[heads[0][0]], share=heads[0][1]), *estimated], rows, whole=True)
    if paper.report.options.detail == "full":
        _profiles(paper)


def _profiles(paper: Paper) -> None:
    page, t = paper.page, paper.t
    phases = page.plan.phases
    heads = [t["phase.dimensions"], t["phase.today"], *(f"\u2248 {phase.title}" for phase in phases), t["score.target"]]
    rows = [
        (row.title, row.score.text, *(phase.nodes[place] for phase in phases), row.target_text)
        for place, row in enumerate(page.dimensions)
    ]
    columns = [Column(heading=head, share=34 if not place else 14) for place, head in enumerate(heads)]
    paper.table(columns, rows, whole=True)


def _expected(paper: Paper) -> None:
    t = paper.t
    path, gains = trajectory(paper.report, 9), before_after(paper.report, 9)
    if path is not None:
        paper.heading(t["roadmap.trajectory"], 2)
        paper.chart(path, *_CHARTS, leads=True)
        paper.say(quiet(t["sheet.bounds"]))
    if gains is not None:
        paper.heading(t["roadmap.before-after"], 2)
        paper.chart(gains, _CHARTS[0], max(_CHARTS[1], 9.0 * len(paper.page.dimensions)))


def _calendar(paper: Paper) -> None:
    """Write the calendar as a table whose cells are filled: it is moved by filling others."""
    page, t = paper.page, paper.t
    plan, colour = page.plan, paper.report.template.colour
    count = len(plan.quarters)
    paper.heading(t["roadmap.gantt"], 2)
    others = any(item.kind != "action" for item in plan.items)
    asking = f"{t['list.dot']}\u25a1 {t['kind.enquiry']}{t['list.separator']}{t['kind.find-out']}" if others else ""
    paper.say(quiet(f"\u25a0 {t['kind.action']}{asking}"), leads=True)
    heads = [Column(heading=t["roadmap.item"], share=_TITLE)]
    heads += [Column(heading=f"{name}\n{months}", share=_QUARTERS / count) for name, months in plan.quarters]
    rows: list[Sequence[Cell | str]] = []
    for item in plan.items:
        fill, mark = (colour(SHAPES), "\u25a0") if item.kind == "action" else (colour(_FADED), "\u25a1")
        ink = "#ffffff" if item.kind == "action" else colour(ACCENT)
        taken = range(item.quarter, item.quarter + item.quarters)
        cells = [
            Cell(lines=[[mark]], fill=fill, ink=ink) if n in taken else Cell(lines=[[]]) for n in range(1, count + 1)
        ]
        rows.append((item.title, *cells))
    paper.table(heads, rows)


def _what_if(paper: Paper) -> None:
    found, t = paper.page.what_if, paper.t
    if found is None:
        return
    paper.heading(t["what-if.title"], 2)
    paper.say(t["what-if.lead"], leads=True)
    rows: list[Sequence[Cell | str]] = [
        (
            Cell(lines=[[f"{point.means_text} ", quiet(t["what-if.chosen"] if point.chosen else "")]]),
            Cell(lines=[[strong(point.text)]]),
            point.effort,
            point.items,
        )
        for point in found.points
    ]
    heads = (found.unit, t["what-if.score"], t["what-if.effort"], t["what-if.items"])
    paper.table([Column(heading=head, share=1) for head in heads], rows)


def _cards(paper: Paper) -> None:
    page, t = paper.page, paper.t
    told = {found.name for found in page.partners}
    paper.heading(t["roadmap.cards"], 2)
    for item in page.plan.items:
        if item.kind != "enquiry" or item.provider not in told:
            paper.heading(item.title, 3)
            for place, line in enumerate(_card(paper, item)):
                paper.say(*line, leads=not place)
    if page.partners and any(item.kind == "enquiry" for item in page.plan.items):
        paper.say(quiet(t["roadmap.enquiries"]))


def _card(paper: Paper, item: Item) -> Iterator[Line]:
    """Yield what is told of an action, in the order of the cards on paper."""
    t = paper.t
    kind = "" if item.kind == "action" else item.kind_text
    effort = f"\u2248 {item.effort}{t['list.separator'] + item.keep if item.keep else ''}"
    facts = (item.quarter_text, item.months, item.phase, kind, effort, f"\u2248 {item.cost}" if item.cost else "")
    yield [quiet(t["list.dot"].join(fact for fact in facts if fact))]
    gain = f"{item.overall_gain_text}." if item.overall_gain_text else ""
    yield paper.labelled("roadmap.why-now", " ".join([*item.why_now, *item.why, gain]).strip())
    if paper.report.options.notes:
        yield from _noted(paper, item)
    if item.serves:
        yield paper.labelled("roadmap.serves", t["list.separator"].join(item.serves))
    if item.supports:
        yield paper.labelled("support.title", *_supports(paper, item))
    if item.alone:
        yield [strong(item.alone)]
    if item.first_step:
        yield paper.labelled("roadmap.first-step", item.first_step)
    if item.done_when:
        yield paper.labelled("roadmap.done-when", item.done_when)


def _noted(paper: Paper, item: Item) -> Iterator[Line]:
    """Yield each note as a line of its own: two in another direction would cross where a line ends."""
    label = strong(f"{paper.t['roadmap.noted']}{paper.t['colon']} ")
    for place, (about, note) in enumerate(item.noted):
        subject = [f"{about}{paper.t['colon']} "] if about else []
        yield [*([] if place else [label]), *subject, Said(text=note, typed=True)]


def _supports(paper: Paper, item: Item) -> Iterator[Said | str]:
    t = paper.t
    for one in item.supports[:_HELPERS]:
        yield f"{one.function}{t['colon']} {one.title}"
        if one.equals:
            yield quiet(f" ({t['support.equals']}{t['colon']} {t['list.separator'].join(one.equals)})")
        yield ". "


def _left_out(paper: Paper) -> None:
    groups, t = paper.page.plan.left_out_groups, paper.t
    if not groups:
        return
    paper.heading(t["left-out.title"], 2)
    rows: list[Sequence[Cell | str]] = []
    for group in groups:
        title = [strong(f"{group.title} "), quiet(f"({group.number})")]
        rows.append([Cell(lines=[title], columns=2, leads=bool(group.rows))])
        rows += [(row.title, row.reason) for row in group.rows]
        if group.more:
            rows.append([Cell(lines=[[quiet(group.more)]], columns=2)])
    paper.table([Column(heading=t["roadmap.item"], share=42), Column(heading=t["roadmap.reason"], share=58)], rows)
