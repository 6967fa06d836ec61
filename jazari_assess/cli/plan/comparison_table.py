"""Plans side by side in a terminal: what each asks and brings, what is in which, and the frontier around them."""

from collections.abc import Mapping, Sequence

from rich.console import RenderableType

from jazari_assess.app.page import Page, WhatIf
from jazari_assess.app.planning import PlansCompared
from jazari_assess.cli.terminal.tables import is_narrow, output, plain, row, score_bar, table
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.plan import Plan

_WIDE = 100
"""Cells in which the drawn comparison fits beside its figures."""
_ABSENT = "-"


def comparison_parts(made: PlansCompared, interface: InterfaceText) -> list[RenderableType]:
    """Return the plans side by side, their items by quarter, and the frontier."""
    pages = made.pages()
    names = [label or interface.say("what-if.without") for label in made.asked]
    marks = {means: ", ".join(names[place] for place in places) for means, places in made.marks().items()}
    facts = [_facts(roadmap, shown, interface) for roadmap, shown in zip(made.plans, pages, strict=True)]
    compared = (
        _lists(names, facts, pages[0].labels["colon"], interface) if is_narrow() else _columns(names, facts, interface)
    )
    return [
        plain(pages[0].cover.firm, "bold"),
        plain(""),
        *compared,
        *_items(names, pages, interface),
        *_frontier(pages[0].what_if, pages[0].labels, marks),
        plain(interface.say("commands.plan.estimates"), "dim"),
    ]


def _facts(roadmap: Plan, shown: Page, interface: InterfaceText) -> dict[str, str]:
    """Return what there is to say of one plan, by what it is called."""
    plan, first, last = shown.plan, shown.plan.steps[0], shown.plan.steps[-1]
    told = dict(plan.settings)
    told[interface.say("what-if.status")] = plan.infeasible or plan.status
    told[interface.say("what-if.items")] = str(len(roadmap.items))
    told[interface.say("what-if.effort")] = plan.total_effort
    told[interface.say("what-if.today")] = first.text
    told[interface.say("what-if.end")] = last.text
    told[interface.say("what-if.interval")] = last.interval
    return told


def _columns(
    names: Sequence[str], facts: Sequence[Mapping[str, str]], interface: InterfaceText
) -> list[RenderableType]:
    made = table(interface.say("what-if.plan"), *names)
    for label in dict.fromkeys(label for told in facts for label in told):
        row(made, label, *(told.get(label, _ABSENT) for told in facts))
    return [made, plain("")]


def _lists(
    names: Sequence[str], facts: Sequence[Mapping[str, str]], colon: str, interface: InterfaceText
) -> list[RenderableType]:
    parts: list[RenderableType] = []
    for name, told in zip(names, facts, strict=True):
        parts.append(plain(f"{interface.say('what-if.plan')} {name}", "bold"))
        parts += [plain(f"{label}{colon} {value}") for label, value in told.items() if value]
        parts.append(plain(""))
    return parts


def _items(names: Sequence[str], pages: Sequence[Page], interface: InterfaceText) -> list[RenderableType]:
    """Return which item starts when in which plan, the earliest first."""
    starts = [{item.id: item.quarter for item in shown.plan.items} for shown in pages]
    titles = {item.id: item.title for shown in pages for item in shown.plan.items}
    ordered = sorted(titles, key=lambda name: (min(own[name] for own in starts if name in own), titles[name]))
    if not ordered:
        return []
    heading = interface.say("what-if.quarter")
    if is_narrow():
        colon = pages[0].labels["colon"]
        return [
            plain(heading, "bold"),
            *(
                plain(f"{titles[name]}{colon} {' / '.join(str(own.get(name, _ABSENT)) for own in starts)}")
                for name in ordered
            ),
            plain(""),
        ]
    made = table(interface.say("what-if.item"), *names, title=heading)
    for name in ordered:
        row(made, titles[name], *(str(own.get(name, _ABSENT)) for own in starts))
    return [made, plain("")]


def _frontier(found: WhatIf | None, labels: Mapping[str, str], marks: Mapping[float, str]) -> list[RenderableType]:
    if found is None:
        return []
    title = [plain(labels["what-if.title"], "bold"), plain(labels["what-if.lead"])]
    if is_narrow():
        lines = [
            " · ".join(filter(None, (point.means_text, point.text, marks.get(point.means)))) for point in found.points
        ]
        return [*title, plain(found.unit), *map(plain, lines), plain("")]
    heads = [labels[f"what-if.{name}"] for name in ("score", "effort", "items")]
    drawn = output().width >= _WIDE
    made = table(found.unit, *heads, "", *([""] if drawn else []), numbers=(0, 1, 2, 3))
    for point in found.points:
        texts = (point.means_text, point.text, point.effort, point.items, marks.get(point.means, ""))
        row(made, *texts, *([score_bar(point.value)] if drawn else []))
    return [*title, made, plain("")]
