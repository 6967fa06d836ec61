"""A roadmap in a terminal: the calendar, what is in it quarter by quarter, what is not, and where it leads."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from math import ceil

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from jazari_assess.app.page import Flag, Item, Outlook, Page, Partner, PlanPage, Step
from jazari_assess.app.wording import figures
from jazari_assess.cli.terminal.tables import is_narrow, output, plain, row, score_bar, table
from jazari_assess.model.interface_text import InterfaceText

_WIDE = 110
"""Cells in which all columns of the plan stand beside each other without broken words."""
_MANY, _FEW = 6, 3
"""Quarters side by side in a wide terminal and in one of 80 columns."""
_CELLS = ((8, 3), (12, 2))
"""Most quarters, and cells for each of them in the drawn plan: all of it stays below 26 cells."""
_OWN, _WITH_OTHERS, _FREE = "█", "▒", "·"


def plan_parts(page: Page, interface: InterfaceText) -> list[RenderableType]:
    """Return the plan: what was asked, the calendar, each item with its reasons, what is left out, where it leads."""
    plan, colon = page.plan, page.labels["colon"]
    settings = " · ".join(f"{name}{colon} {value}" for name, value in plan.settings)
    head = [plain(page.cover.firm, "bold"), plain(settings), plain(plan.status)]
    return [
        *head,
        *([plain(plan.infeasible)] if plan.infeasible else []),
        plain(""),
        *_listed(page.labels["target.title"], plan.targets),
        *_flags(page.flags, page.labels),
        *_aims(page),
        *_phases(page),
        *_calendar(plan, interface),
        *_quarters(plan, page.labels),
        *_listed(page.labels["roadmap.habits"], plan.habits),
        *_listed(page.labels["roadmap.hold"], plan.hold),
        *_listed(page.labels["roadmap.steps-later"], plan.steps_later),
        *_listed(page.labels["roadmap.gaps-left"], plan.gaps_left),
        *_left_out(plan, page.labels),
        *_partners(page.partners, page.labels),
        *([] if plan.infeasible else _steps(plan.steps, interface)),
        *_outlooks(plan, page, interface),
        plain(interface.say("commands.plan.estimates"), "dim"),
    ]


def _calendar(plan: PlanPage, interface: InterfaceText) -> list[RenderableType]:
    """Return the Gantt chart: a row an item, or a line an item where the terminal is narrow."""
    if not plan.items:
        return []
    numbers, count = figures(interface), len(plan.quarters)
    if is_narrow():
        lines = [plain(f"{_span(item, count)} {item.title}") for item in plan.items]
        return [*lines, *_below(plan, interface)]
    headings = [interface.say(f"commands.plan.heading.{name}") for name in ("item", "days", "gain")]
    made = table(headings[0], _heads(count), *headings[1:], numbers=(2, 3))
    for item in plan.items:
        days, gain = numbers.number(item.person_days), numbers.signed(item.overall_gain)
        row(made, item.title, _span(item, count), days, gain)
    made.add_section()
    total = plain(interface.say("commands.plan.total"), "bold")
    row(made, total, "", numbers.number(plan.total_days), numbers.signed(plan.total_gain))
    return [made, *_below(plan, interface)]


def _below(plan: PlanPage, interface: InterfaceText) -> list[RenderableType]:
    """Return what explains the calendar: its marks, and how many days each quarter takes."""
    numbers = figures(interface)
    told = " · ".join(f"{quarter}: {numbers.number(days)}" for quarter, days in enumerate(plan.quarter_days, start=1))
    legend = interface.say("commands.plan.legend", own=_OWN, others=_WITH_OTHERS)
    return [plain(legend), plain(interface.say("commands.plan.load", days=told)), plain("")]


def _width(count: int) -> int:
    return next((width for most, width in _CELLS if count <= most), 1)


def _heads(count: int) -> str:
    """Return the numbers of the quarters over their cells; one that would touch the one before it is left out."""
    width, line = _width(count), ""
    for quarter in range(1, count + 1):
        place = (quarter - 1) * width
        if not line or place > len(line):
            line = line.ljust(place) + str(quarter)
    return line


def _span(item: Item, count: int) -> Text:
    width, mark = _width(count), _OWN if item.kind == "action" else _WITH_OTHERS
    cells = "".join((mark if item.runs_in(quarter) else _FREE) * width for quarter in range(1, count + 1))
    return Text(cells, style="cyan")


def _flags(flags: Sequence[Flag], labels: Mapping[str, str]) -> list[RenderableType]:
    """Return what must not wait, each with its first act and when that begins."""
    lines = [
        f"{flag.title} ({flag.severity_text}). {labels['flag.first']}{labels['colon']} {flag.first} · {flag.when}"
        for flag in flags
    ]
    return _listed(labels["flag.chapter"], lines)


def _aims(page: Page) -> list[RenderableType]:
    """Return each aim with its figures; where none was chosen, that the plan serves none."""
    if page.plan.serves_no_aim:
        return [plain(page.labels["aim.none"]), plain("")]
    lines = [
        f"{aim.title}{page.labels['colon']} {page.labels['list.separator'].join(kpi.title for kpi in aim.kpis)}"
        for aim in page.plan.aims
    ]
    return _listed(page.labels["aim.title"], lines)


def _phases(page: Page) -> list[RenderableType]:
    """Return each phase with its quarters and what is expected at its end, in time and with delays."""
    labels = page.labels
    lines = [
        f"{phase.title} · {phase.when} · {labels['phase.at-end']}{labels['colon']} {phase.expected}"
        f" · {labels['phase.late']}{labels['colon']} {phase.late}"
        for phase in page.plan.phases
    ]
    return _listed(labels["phase.title"], lines)


def _partners(partners: Sequence[Partner], labels: Mapping[str, str]) -> list[RenderableType]:
    """Return whom to approach, for what, when, what to ask and with which paper."""
    parts: list[RenderableType] = [plain(labels["partner.title"], "bold")] if partners else []
    for one in partners:
        told = {"why": labels["list.separator"].join(one.reasons), "ask": one.ask, "bring": one.bring}
        lines = [" · ".join(fact for fact in (one.name, one.near, one.when, one.to_check) if fact)]
        lines += [f"{labels[f'partner.{name}']}{labels['colon']} {text}" for name, text in told.items()]
        parts += [Padding(plain(line), (0, 0, 0, 3 if place else 0)) for place, line in enumerate(lines)]
    return [*parts, plain("")] if parts else []


def _listed(title: str, lines: Sequence[str]) -> list[RenderableType]:
    """Return a title and its lines; nothing where there is none."""
    if not lines:
        return []
    return [plain(title, "bold"), *(Padding(plain(f"- {line}"), (0, 0, 0, 3)) for line in lines), plain("")]


def _quarters(plan: PlanPage, labels: Mapping[str, str]) -> list[RenderableType]:
    """Return each quarter with its months, then its items with their reasons."""
    parts: list[RenderableType] = []
    for quarter, items in groupby(plan.items, key=lambda item: item.quarter):
        name, months = plan.quarters[quarter - 1]
        parts.append(plain(f"{name} · {months}", "bold reverse"))
        parts += [part for item in items for part in _item(item, labels)]
    return parts


def _item(item: Item, labels: Mapping[str, str]) -> list[RenderableType]:
    facts = [item.phase, item.kind_text, item.effort, item.keep, item.cost, item.overall_gain_text]
    if item.quarters > 1:
        facts.insert(0, item.quarter_text)
    colon, together = labels["colon"], labels["list.separator"]
    told = {
        "roadmap.why-now": " ".join(item.why_now),
        "roadmap.serves": together.join(item.serves),
        "roadmap.why": " ".join((*item.why, *item.gains)),
        "roadmap.first-step": item.first_step,
        "roadmap.done-when": item.done_when,
        "support.title": " ".join(
            f"{one.function}{colon} {one.title}{f' ({one.to_check})' if one.to_check else ''}." for one in item.supports
        ),
    }
    lines = [" · ".join(fact for fact in facts if fact), *([item.alone] if item.alone else [])]
    lines += [f"{labels[name]}{colon} {text}" for name, text in told.items() if text]
    return [plain(item.title, "bold"), *(Padding(plain(line), (0, 0, 0, 3)) for line in lines), plain("")]


def _left_out(plan: PlanPage, labels: Mapping[str, str]) -> list[RenderableType]:
    """Return what was left out by kind of reason: the first few of each with their own."""
    if not plan.left_out_groups:
        return []
    parts: list[RenderableType] = [plain(labels["left-out.title"], "bold")]
    for group in plan.left_out_groups:
        parts.append(plain(f"{group.title} ({group.number})"))
        parts += [Padding(plain(f"- {row.title}{labels['colon']} {row.reason}"), (0, 0, 0, 3)) for row in group.rows]
    return [*parts, plain("")]


def _steps(steps: Sequence[Step], interface: InterfaceText) -> list[RenderableType]:
    """Return the expected overall score after each quarter, with its interval."""
    if not steps:
        return []
    title = interface.say("commands.plan.projection")
    if is_narrow():
        return [
            plain(title, "bold"),
            *(plain(" · ".join(part for part in (step.name, step.text, step.interval) if part)) for step in steps),
            plain(""),
        ]
    heads = [interface.say(f"commands.plan.heading.{name}") for name in ("when", "months", "score", "interval")]
    made = table(*heads, "", title=title, numbers=(2,))
    for step in steps:
        row(made, step.name, step.months, step.text, step.interval, score_bar(step.value))
    return [made, plain("")]


def _outlooks(plan: PlanPage, page: Page, interface: InterfaceText) -> list[RenderableType]:
    """Return the score expected of each dimension after the quarters that have room, and its interval at the end."""
    if not plan.outlooks:
        return []
    labels, title = page.labels, plain(interface.say("commands.plan.outlook"), "bold")
    if is_narrow():
        return [title, *(plain(_outlook_line(one, labels["colon"])) for one in plan.outlooks), plain("")]
    shown = shown_quarters(len(plan.steps) - 1, _MANY if output().width >= _WIDE else _FEW)
    heads = [labels["dimension.name"], *map(str, shown), labels["score.target"], labels["roadmap.at-end"]]
    made = table(*heads, numbers=tuple(range(1, len(shown) + 2)))
    for one in plan.outlooks:
        scores = [one.steps[place].text for place in shown]
        row(made, one.short, *scores, one.target_text, one.steps[-1].interval)
    return [title, made, plain("")]


def shown_quarters(count: int, most: int) -> tuple[int, ...]:
    """Return today and at most so many quarters side by side: all, or every second, third, ... up to the last."""
    step = max(1, ceil(count / most))
    return (0, *reversed(range(count, 0, -step)))


def _outlook_line(row: Outlook, colon: str) -> str:
    first, last = row.steps[0], row.steps[-1]
    interval = f" ({last.interval})" if last.interval else ""
    return f"{row.short}{colon} {first.text} → {last.text}{interval}"
