"""What the store holds, in a terminal."""

from collections.abc import Mapping, Sequence

from rich.console import RenderableType
from rich.text import Text

from jazari_assess.app.portfolio.due import DueFirms
from jazari_assess.app.portfolio.listing import Line, Listed, ShownFirm
from jazari_assess.app.wording import Wording, figures
from jazari_assess.cli.terminal.tables import is_narrow, plain, row, table
from jazari_assess.model.interface_text import InterfaceText


def list_parts(listed: Listed, interface: InterfaceText) -> list[RenderableType]:
    """Return a table of assessments, lines where it is narrow, and how many there are."""
    say, numbers = interface.say, figures(interface)
    if not listed.lines:
        return [plain(say("portfolio.nothing"))]
    found: list[RenderableType]
    if is_narrow():
        found = [plain(" · ".join(filter(None, _cells(line, interface, numbers)))) for line in listed.lines]
    else:
        heads = ("firm", "stage", "date", "score", "level", "place")
        made = table(*(say(f"portfolio.heading.{head}") for head in heads), numbers=(3, 4))
        for line in listed.lines:
            name, key, *rest = _cells(line, interface, numbers)
            row(made, Text.assemble(plain(name), "\n", plain(key, "dim")), *rest)
        found = [made]
    return [*found, plain(say("portfolio.listed", shown=str(len(listed.lines)), total=str(listed.total)))]


def _cells(line: Line, interface: InterfaceText, numbers: Wording) -> Sequence[str]:
    places = [
        interface.say(f"{kind}.{name}")
        for kind, name in (("regions", line.region), ("sectors", line.sector))
        if name is not None
    ]
    return (
        line.name,
        line.firm,
        line.stage,
        line.date or "-",
        "-" if line.score is None else numbers.score(line.score),
        "-" if line.level is None else str(line.level),
        " · ".join(places),
    )


def firm_parts(shown: ShownFirm, interface: InterfaceText) -> list[RenderableType]:
    """Return a firm: what it is, a table of its assessments, the items of its newest plan, and persons."""
    say, firm = interface.say, shown.firm
    told = [("key", firm.key), ("alias", firm.alias), ("ice", firm.ice)]
    told += [
        (kind, None if name is None else say(f"{kind}s.{name}"))
        for kind, name in (("region", firm.region), ("sector", firm.sector), ("size", firm.size))
    ]
    parts: list[RenderableType] = [plain(firm.name, "bold")]
    parts += [plain(say(f"portfolio.firm.{name}", value=value)) for name, value in told if value is not None]
    joined = [key for key in shown.parts if key != firm.key]
    parts += [plain(say("portfolio.firm.joined", value=", ".join(joined)))] if joined else []
    return [*parts, plain(""), _assessments(shown, interface), *_plan(shown, interface)]


def _assessments(shown: ShownFirm, interface: InterfaceText) -> RenderableType:
    say, numbers = interface.say, figures(interface)
    heads = ("stage", "date", "score", "between", "flags", "respondent", "consultant")
    made = table(*(say(f"portfolio.heading.{head}") for head in heads), numbers=(2, 4))
    for one in shown.assessments:
        whole = one.overall
        between = "-" if whole.low is None or whole.high is None else _range(whole.low, whole.high, numbers)
        day = "-" if one.date is None else numbers.date(one.date)
        score = "-" if whole.score is None else numbers.score(whole.score)
        persons = (_person(ref, shown, interface) for ref in (one.respondent, one.consultant))
        row(made, one.stage, day, score, between, str(len(one.flags)), *persons)
    return made


def _range(low: float, high: float, numbers: Wording) -> str:
    return f"{numbers.score(low)} - {numbers.score(high)}"


def _person(ref: str | None, shown: ShownFirm, interface: InterfaceText) -> str:
    if ref is None:
        return "-"
    return interface.say("portfolio.firm.sealed") if shown.persons is None else shown.persons.get(ref, ref)


def _plan(shown: ShownFirm, interface: InterfaceText) -> list[RenderableType]:
    """Return the plan accepted last, where there is one: its items, when each begins, and how far it has come."""
    newest = shown.plan
    if newest is None:
        return []
    say, numbers = interface.say, figures(interface)
    day = "-" if newest.plan_date is None else numbers.date(newest.plan_date)
    heads = ("item", "quarter", "status", "services")
    title = say("portfolio.plan", date=day)
    made = table(*(say(f"portfolio.heading.{head}") for head in heads), title=title, numbers=(1,))
    for item in newest.plan:
        services = ", ".join(shown.title(service) for service, _ in item.services)
        state = say(f"portfolio.status.{item.status}")
        done = "" if item.done_on is None else f" ({numbers.date(item.done_on)})"
        row(made, shown.title(item.item), str(item.quarter), f"{state}{done}", services)
    return [plain(""), made]


def due_parts(found: DueFirms, interface: InterfaceText) -> list[RenderableType]:
    """Return a table of each kind of what is due, or that nothing is."""
    say, numbers = interface.say, figures(interface)

    def name(key: str) -> str:
        return found.firms[key].name

    groups: Mapping[str, Sequence[Sequence[str]]] = {
        "stages": [(name(one.firm), one.stage, numbers.date(one.due)) for one in found.due.stages],
        "phases": [
            (
                name(one.firm),
                say(f"portfolio.phase.{one.phase}"),
                numbers.date(one.ended),
                f"{one.open_items}/{one.items}",
            )
            for one in found.due.phases
        ],
        "services": [
            (name(one.firm), found.title(one.service), found.title(one.item), numbers.date(one.begins))
            for one in found.due.services
        ],
    }
    heads = {
        "stages": ("firm", "stage", "due"),
        "phases": ("firm", "phase", "ended", "open"),
        "services": ("firm", "service", "item", "begins"),
    }
    parts: list[RenderableType] = []
    for kind, rows in groups.items():
        if rows:
            made = table(
                *(say(f"portfolio.heading.{head}") for head in heads[kind]), title=say(f"portfolio.due.{kind}")
            )
            for cells in rows:
                row(made, *cells)
            parts += [made, plain("")]
    return parts or [plain(say("portfolio.due.nothing"))]


def retention_parts(past: Listed, interface: InterfaceText) -> list[RenderableType]:
    """Return the assessments that are past their term, or that none is."""
    return list_parts(past, interface) if past.lines else [plain(interface.say("portfolio.retention-none"))]
