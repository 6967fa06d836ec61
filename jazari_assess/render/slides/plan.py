"""The slides of what comes: aims, phases, what is expected, what to begin with, whom to ask."""

from jazari_assess.render.office.profile import before_after
from jazari_assess.render.page.plan_types import Item
from jazari_assess.render.plain_text import sentence
from jazari_assess.render.slides.canvas import WHOLE, Canvas

_BEGUN = 7
"""Actions that a firm can begin in a month, and a slide shows."""


def add_aims(canvas: Canvas) -> None:
    """Add the aims of the firm and the steps that serve them, or that a plan does without."""
    page, t = canvas.page, canvas.t
    if not page.plan.aims and not page.plan.items:
        return
    slide = canvas.slide(t["summary.aims"] if page.plan.aims else t["aim.title"])
    if page.plan.aims:
        heads = [(t["sheet.aims"], 30.0), (t["aim.served-by"], 70.0)]
        canvas.table(slide, WHOLE, heads, [(aim.title, aim.served or aim.items) for aim in page.plan.aims])
    else:
        canvas.lines(slide, WHOLE, "", [t["aim.none"]])
    kpis = (f"{kpi.title} ({kpi.unit}){t['colon']} {kpi.how}" for aim in page.plan.aims for kpi in aim.kpis)
    canvas.say(slide, [t["aim.lead"], *kpis])


def add_phases(canvas: Canvas) -> None:
    """Add the phases with their effort and what is expected at their ends, or why there is no plan."""
    page, t = canvas.page, canvas.t
    slide = canvas.slide(t["phase.title"])
    if page.plan.phases:
        heads = [(t["sheet.phase"], 24.0), (t["roadmap.when"], 22.0), (f"{t['roadmap.effort']}\u00a0\u2248", 16.0)]
        heads += [(f"{t['phase.at-end']}\u00a0\u2248", 20.0), (f"{t['phase.late']}\u00a0\u2248", 18.0)]
        rows = [
            (
                f"{phase.title}\n{phase.purpose}",
                f"{phase.when}\n{phase.months}",
                phase.effort,
                phase.expected,
                phase.late,
            )
            for phase in page.plan.phases
        ]
        canvas.table(slide, WHOLE, heads, rows)
    else:
        canvas.lines(slide, WHOLE, "", [page.plan.infeasible or t["summary.no-steps"]])
    canvas.say(slide, [t["roadmap.lead"], *(f"{name}{t['colon']} {value}" for name, value in page.plan.settings)])


def add_expected(canvas: Canvas) -> None:
    """Add the dimensions today and after the plan, where there is one."""
    drawing, t = before_after(canvas.report, 12), canvas.t
    if drawing is not None:
        slide = canvas.slide(t["roadmap.before-after"])
        canvas.chart(slide, WHOLE, drawing)
        canvas.say(slide, [t["roadmap.lead"]])


def add_next_month(canvas: Canvas) -> None:
    """Add what to begin with, where there is anything: the first steps, then the others of the first quarter."""
    t, items = canvas.t, _begun(canvas)
    if not items:
        return
    slide = canvas.slide(t["slides.next-month"])
    heads = [(t["roadmap.item"], 34.0), (t["roadmap.first-step"], 46.0), (f"{t['roadmap.effort']}\u00a0\u2248", 20.0)]
    canvas.table(slide, WHOLE, heads, [(item.title, item.first_step, item.effort) for item in items])
    done = t["roadmap.done-when"]
    told = (f"{item.title}{t['colon']} {' '.join(item.why_now)} {done}{t['colon']} {item.done_when}" for item in items)
    canvas.say(slide, list(told))


def _begun(canvas: Canvas) -> list[Item]:
    """Return the first steps, then what else of the firm's own begins in the first quarter."""
    page = canvas.page
    first = {item.id for item in page.first_steps}
    others = (item for item in page.plan.items if item.kind == "action" and item.quarter == 1 and item.id not in first)
    return [*page.first_steps, *others][:_BEGUN]


def add_partners(canvas: Canvas) -> None:
    """Add whom to approach for a plan, for what and when; what to bring is for the speaker."""
    page, t = canvas.page, canvas.t
    groups = page.partner_groups
    if not groups and not page.plan.items:
        return
    slide = canvas.slide(t["partner.title"])
    if groups:
        heads = [(t["roadmap.who"], 24.0), (t["partner.why"], 36.0), (t["partner.ask"], 40.0)]
        rows = [
            (
                f"{t['list.dot'].join(group.names)}\n{group.first.when}",
                sentence(group.first.reasons[0]),
                group.first.ask,
            )
            for group in groups
        ]
        canvas.table(slide, WHOLE, heads, rows)
    else:
        canvas.lines(slide, WHOLE, "", [t["partner.none"]])
    bring = (f"{group.names[0]}{t['colon']} {t['partner.bring']}{t['colon']} {group.first.bring}" for group in groups)
    canvas.say(slide, [t["partner.lead"], *bring])
