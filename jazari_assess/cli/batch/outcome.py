"""The outcome of a run in words."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import RenderableType

from jazari_assess.cli.terminal.problems import problem_lines
from jazari_assess.cli.terminal.tables import plain

if TYPE_CHECKING:
    from jazari_assess.app.batch.run import Header, Outcome, TableSeen
    from jazari_assess.model.interface_text import InterfaceText

_MOST_NORMALISED, _MOST_UNUSED, _LONGEST = 30, 20, 60


def outcome_parts(outcome: "Outcome", interface: "InterfaceText", *, strict: bool) -> Iterator[RenderableType]:
    """Yield what is said at the end: how tables were understood, problems, what was normalised, and the counts."""
    if outcome.already:
        yield plain(interface.say("batch.run.already"))
    for table in outcome.tables:
        yield from _table_lines(table, interface)
    for file, note in outcome.notes:
        yield plain(f"{Path(file).name}: {interface.say(f'batch.notes.{note.key}', **note.values)}")
    for one in outcome.normalised[:_MOST_NORMALISED]:
        values = {"file": one.file, "header": _short(one.header), "example": _short(one.example)}
        kind = interface.say(f"batch.kinds.{one.kind}")
        yield plain(interface.say("batch.run.normalised", **values, kind=kind, count=str(one.count)))
    yield from _share_lines(outcome, interface)
    for problem in outcome.problems:
        yield problem_lines(problem, interface)
    more = outcome.problem_count - len(outcome.problems)
    if more > 0:
        yield plain(interface.say("batch.run.more", count=str(more)))
    if strict and outcome.counts.rejected:
        yield plain(interface.say("batch.run.strict"), "bold red")
    counts = {name: str(value) for name, value in vars(outcome.counts).items()}
    yield plain(interface.say("batch.run.counts", **counts), "bold")


def _table_lines(table: "TableSeen", interface: "InterfaceText") -> Iterator[RenderableType]:
    file = Path(table.file).name + (f" [{table.sheet}]" if table.sheet else "")
    yield plain(interface.say("batch.run.table", file=file, used=str(table.used), columns=str(table.columns)))
    if table.tool is not None:
        yield plain(interface.say("batch.run.tool", file=file, tool=table.tool))
    for miss in table.near:
        values = {"header": _short(miss.header.text), "question": miss.target.question, "column": _name(miss.header)}
        yield plain(interface.say("batch.run.near", **values, likeness=f"{miss.likeness:.2f}"), "yellow")
    if table.unused:
        listed = ", ".join(f"{_name(header)} {_short(header.text)}" for header in table.unused[:_MOST_UNUSED])
        dots = " …" if len(table.unused) > _MOST_UNUSED else ""
        yield plain(interface.say("batch.run.unused", columns=listed + dots))


def _share_lines(outcome: "Outcome", interface: "InterfaceText") -> Iterator[RenderableType]:
    for one in outcome.shares:
        values = {"file": one.file, "header": _short(one.header.text), "column": _name(one.header)}
        told = interface.say("batch.run.shares", **values, cells=", ".join(one.cells), count=str(one.count))
        yield plain(told, "yellow")


def _name(header: "Header") -> str:
    return header.letters or ""


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
