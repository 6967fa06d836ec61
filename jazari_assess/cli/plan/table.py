"""A roadmap in a terminal: the calendar, what is in it quarter by quarter, what is not, and where it leads."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from jazari_assess.app.page import Item, Outlook, Page, Plan, Step, shown_quarters
from jazari_assess.app.wording import figures
from jazari_assess.cli.terminal.tables import bar, is_narrow, output, plain, row, table
from jazari_assess.model.interface_text import InterfaceText

_SHOWN = 12
"""Of what was left out for one reason, a terminal shows so many; the JSON holds all."""
_HUNDRED = 100.0
_WIDE = 110
_MANY, _FEW = 6, 3
"""Quarters side by side in a wide terminal and in one of 80 columns."""
_CELLS = ((8, 3), (12, 2))
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
        *_calendar(plan, interface),
        *_tagged(page),
        *_quarters(plan, page.labels),
        *_gaps_left(page),
        *_left_out(plan, interface),
        *([] if plan.infeasible else _steps(plan.steps, interface)),
        *_outlooks(plan, page, interface),
        plain(interface.say("commands.plan.estimates"), "dim"),
    ]


def _calendar(plan: Plan, interface: InterfaceText) -> list[RenderableType]:
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
    gain = numbers.signed(sum(item.overall_gain for item in plan.items))
    days = numbers.number(sum(item.person_days for item in plan.items))
    row(made, plain(interface.say("commands.plan.total"), "bold"), "", days, gain)
    return [made, *_below(plan, interface)]


def _below(plan: Plan, interface: InterfaceText) -> list[RenderableType]:
    """Return what explains the calendar: its marks, and how many days each quarter takes."""
    numbers = figures(interface)
    loads = [
        sum(item.person_days / item.quarters for item in plan.items if _runs(item, quarter))
        for quarter in range(1, len(plan.quarters) + 1)
    ]
    told = " · ".join(f"{quarter}: {numbers.number(days)}" for quarter, days in enumerate(loads, start=1))
    legend = interface.say("commands.plan.legend", own=_OWN, others=_WITH_OTHERS)
    return [plain(legend), plain(interface.say("commands.plan.load", days=told)), plain("")]


def _runs(item: Item, quarter: int) -> bool:
    return item.quarter <= quarter < item.quarter + item.quarters


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
    cells = "".join((mark if _runs(item, quarter) else _FREE) * width for quarter in range(1, count + 1))
    return Text(cells, style="cyan")


def _tagged(page: Page) -> list[RenderableType]:
    """Return quick wins and foundations, where there are any."""
    parts: list[RenderableType] = []
    for name, titles in (("quick-wins", page.plan.quick_wins), ("foundations", page.plan.foundations)):
        if titles:
            parts += [plain(page.labels[f"roadmap.{name}"], "bold"), *(plain(f"- {title}") for title in titles)]
            parts.append(plain(""))
    return parts


def _quarters(plan: Plan, labels: Mapping[str, str]) -> list[RenderableType]:
    """Return each quarter with its months, then its items with their reasons."""
    parts: list[RenderableType] = []
    for quarter, items in groupby(plan.items, key=lambda item: item.quarter):
        name, months = plan.quarters[quarter - 1]
        parts.append(plain(f"{name} · {months}", "bold reverse"))
        parts += [part for item in items for part in _item(item, labels)]
    return parts


def _item(item: Item, labels: Mapping[str, str]) -> list[RenderableType]:
    facts = [item.kind_text, item.effort, item.cost, item.overall_gain_text, *item.tags, item.to_check]
    if item.quarters > 1:
        facts.insert(0, item.quarter_text)
    colon = labels["colon"]
    status = f"{labels['roadmap.status']}{colon} {item.status}" if item.status else ""
    told = {
        "why": " ".join((*item.why, *item.gains)),
        "why-now": item.why_now,
        "first-step": item.first_step,
        "done-when": item.done_when,
        "who": " · ".join(fact for fact in (item.provider, status, item.near) if fact),
        "why-provider": item.why_provider,
        "source": item.source,
        "support": labels["list.separator"].join(item.support),
        "passed-over": " ".join(item.passed_over),
    }
    lines = [" · ".join(fact for fact in facts if fact)]
    lines += [f"{labels[f'roadmap.{name}']}{colon} {text}" for name, text in told.items() if text]
    return [plain(item.title, "bold"), *(Padding(plain(line), (0, 0, 0, 3)) for line in lines), plain("")]


def _gaps_left(page: Page) -> list[RenderableType]:
    """Return the largest gaps that the plan does not move, each with the reason."""
    if not page.plan.gaps_left:
        return []
    title = plain(page.labels["roadmap.gaps-left"], "bold")
    return [title, *(Padding(plain(f"- {line}"), (0, 0, 0, 3)) for line in page.plan.gaps_left), plain("")]


def _left_out(plan: Plan, interface: InterfaceText) -> list[RenderableType]:
    """Return services that would close a gap by name and reason, the rest by reason alone."""
    if not plan.left_out_groups:
        return []
    named = [group for group in plan.left_out_groups if group.titles]
    counted = [group for group in plan.left_out_groups if not group.titles]
    parts: list[RenderableType] = [plain(interface.say("commands.plan.left-out"), "bold")]
    for group in named:
        parts.append(plain(group.reason))
        parts += [Padding(plain(f"- {title}"), (0, 0, 0, 3)) for title in group.titles[:_SHOWN]]
        more = len(group.titles) - _SHOWN
        if more > 0:
            parts.append(Padding(plain(interface.say("commands.plan.more", count=str(more))), (0, 0, 0, 3)))
    if counted:
        parts.append(plain(interface.say("commands.plan.rest")))
        parts += [Padding(plain(f"{group.number} · {group.reason}"), (0, 0, 0, 3)) for group in counted]
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
        share = None if step.value is None else step.value / _HUNDRED
        row(made, step.name, step.months, step.text, step.interval, bar(share))
    return [made, plain("")]


def _outlooks(plan: Plan, page: Page, interface: InterfaceText) -> list[RenderableType]:
    """Return the score expected of each dimension after the quarters that have room, and its interval at the end."""
    if not plan.outlooks:
        return []
    labels, title = page.labels, plain(interface.say("commands.plan.outlook"), "bold")
    if is_narrow():
        return [title, *(plain(_outlook_line(one)) for one in plan.outlooks), plain("")]
    shown = shown_quarters(len(plan.steps) - 1, _MANY if output().width >= _WIDE else _FEW)
    heads = [labels["dimension.name"], *map(str, shown), labels["score.target"], labels["roadmap.at-end"]]
    made = table(*heads, numbers=tuple(range(1, len(shown) + 2)))
    for one in plan.outlooks:
        scores = [one.steps[place].text for place in shown]
        row(made, one.short, *scores, one.target_text, one.steps[-1].interval)
    return [title, made, plain("")]


def _outlook_line(row: Outlook) -> str:
    first, last = row.steps[0], row.steps[-1]
    interval = f" ({last.interval})" if last.interval else ""
    return f"{row.short}: {first.text} → {last.text}{interval}"
