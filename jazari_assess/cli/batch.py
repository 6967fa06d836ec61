"""``batch``: many firms at once, from whatever file an institute has."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from jazari_assess import app
from jazari_assess.cli.options import (
    PARTLY_DONE,
    Brand,
    Choices,
    Force,
    Models,
    Out,
    PdfEngine,
    Questionnaire,
    chosen_task,
    undated_task,
)
from jazari_assess.cli.terminal.notices import notice_parts
from jazari_assess.cli.terminal.problems import problem_lines
from jazari_assess.cli.terminal.progress import counted_firms
from jazari_assess.cli.terminal.streams import write_paths
from jazari_assess.cli.terminal.tables import plain, tell
from jazari_assess.errors import ProblemsError
from jazari_assess.model.bounds import LISTED_FIRMS, MOST_LISTED, MOST_WORKERS

if TYPE_CHECKING:
    from rich.console import RenderableType

    from jazari_assess.app.batch.run import Header, Outcome, TableSeen
    from jazari_assess.model.interface_text import InterfaceText

_MOST_NORMALISED, _MOST_UNUSED, _LONGEST = 30, 20, 60
"""Lines, names and characters shown: a screen; the outputs hold the rest."""

group = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

Map = Annotated[Path | None, typer.Option("--map", metavar="MAP.yaml")]
Strict = Annotated[bool, typer.Option("--strict")]
Transposed = Annotated[bool, typer.Option("--transposed")]
Long = Annotated[bool, typer.Option("--long")]
Answers = Annotated[bool, typer.Option("--answers")]
Resume = Annotated[bool, typer.Option("--resume")]
Inputs = Annotated[
    list[str],
    typer.Argument(metavar="INPUT..."),
]
Formats = Annotated[
    list[str] | None,
    typer.Option("--format", metavar="NAME"),
]
Portfolio = Annotated[bool, typer.Option("--portfolio/--no-portfolio")]
ListRows = Annotated[
    int,
    typer.Option("--list-rows", metavar="N", min=0, max=MOST_LISTED),
]
Workers = Annotated[int, typer.Option("--workers", metavar="N", min=0, max=MOST_WORKERS)]
Cluster = Annotated[str | None, typer.Option("--cluster", metavar="ADDRESS")]
BadCells = Annotated[
    Literal["reject", "open"],
    typer.Option("--bad-cells", metavar="reject|open"),
]
Encoding = Annotated[str | None, typer.Option("--encoding", metavar="NAME")]
CsvKind = Annotated[
    Literal["plain", "fr"],
    typer.Option("--csv", metavar="plain|fr"),
]
Reports = Annotated[list[str] | None, typer.Option("--reports", metavar="ID")]
SheetName = Annotated[str | None, typer.Option("--sheet", metavar="NAME")]


@group.callback()
def main() -> None:
    """Score many firms at once, from whatever file an institute has."""


@group.command()
@chosen_task
def run(
    asked: Choices,
    inputs: Inputs,
    out: Out,
    map_file: Map = None,
    formats: Formats = None,
    brand: Brand = None,
    portfolio: Portfolio = True,
    list_rows: ListRows = LISTED_FIRMS,
    strict: Strict = False,
    bad_cells: BadCells = "reject",
    transposed: Transposed = False,
    encoding: Encoding = None,
    csv: CsvKind = "plain",
    long: Long = False,
    answers: Answers = False,
    reports: Reports = None,
    resume: Resume = False,
    workers: Workers = 0,
    cluster: Cluster = None,
    engine: PdfEngine = "auto",
    sheet: SheetName = None,
    questionnaire: Questionnaire = None,
    model: Models = None,
    force: Force = False,
) -> None:
    """Score every firm of the inputs.

    Writes results.parquet, results.csv, portfolio.xlsx and portfolio.pdf; rows that are wrong come back in
    rejected.xlsx, their bad cells coloured. Ends with 3 when any row was rejected.
    """
    request = app.BatchRequest(
        inputs=inputs,
        out=out,
        map_file=map_file,
        formats=tuple(dict.fromkeys(formats or ())),
        brand=brand,
        portfolio=portfolio,
        list_rows=list_rows,
        strict=strict,
        bad_cells=bad_cells,
        transposed=transposed,
        encoding=encoding,
        csv=csv,
        long=long,
        answers=answers,
        reports=tuple(reports or ()),
        resume=resume,
        workers=workers,
        cluster=cluster,
        sheet=sheet,
        questionnaire=questionnaire,
        models=tuple(model or ()),
    )
    _run(asked, replace(request, engine=engine, force=force))


def _run(asked: Choices, request: "app.BatchRequest") -> None:
    """Run what was asked and show what came of it."""
    interface = app.words(asked.lang)
    with counted_firms(interface) as told:
        outcome, notices = app.run_batch(replace(request, keep_date=asked.date is None), asked.context, told)
    tell(*outcome_parts(outcome, interface, strict=request.strict), *notice_parts(notices))
    write_paths(outcome.paths)
    if outcome.faults:
        raise ProblemsError(outcome.faults)
    if outcome.counts.rejected:
        raise typer.Exit(PARTLY_DONE)


@group.command()
@undated_task
def match(
    asked: app.Context,
    file: Annotated[Path, typer.Argument(metavar="INPUT")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="MAP.yaml")],
    sheet: SheetName = None,
    questionnaire: Questionnaire = None,
    force: Force = False,
) -> None:
    """Propose which column answers which question.

    What is uncertain is marked in the map and never used until you confirm it there.
    """
    found = app.match_table(file, output, asked, sheet=sheet, questionnaire=questionnaire, replace=force)
    counts = {name: str(count) for name, count in found.items()}
    tell(app.words(asked.language).say("batch.match.summary", **counts))
    write_paths([output])


@group.command()
@undated_task
def template(
    asked: app.Context,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="PATH")],
    questionnaire: Questionnaire = None,
    force: Force = False,
) -> None:
    """Write an import workbook with a drop-down for each question and an example row."""
    app.write_template(output, asked, questionnaire=questionnaire, replace=force)
    write_paths([output])


def outcome_parts(outcome: "Outcome", interface: "InterfaceText", *, strict: bool) -> "Iterator[RenderableType]":
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


def _table_lines(table: "TableSeen", interface: "InterfaceText") -> "Iterator[RenderableType]":
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


def _share_lines(outcome: "Outcome", interface: "InterfaceText") -> "Iterator[RenderableType]":
    for one in outcome.shares:
        values = {"file": one.file, "header": _short(one.header.text), "column": _name(one.header)}
        told = interface.say("batch.run.shares", **values, cells=", ".join(one.cells), count=str(one.count))
        yield plain(told, "yellow")


def _name(header: "Header") -> str:
    return header.letters or ""


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
