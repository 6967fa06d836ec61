"""``batch``: many firms at once, from whatever file an institute has."""

from pathlib import Path
from typing import Annotated

import typer

from jazari_assess import app
from jazari_assess.cli.options import Brand, Content, Date, Force, Lang, Models, Out, choices, undated_task
from jazari_assess.cli.terminal.notices import notice_parts
from jazari_assess.cli.terminal.streams import write_paths
from jazari_assess.cli.terminal.tables import tell

_SOME_REJECTED = 3

group = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Many firms at once, from Excel, CSV or a folder."
)

Questionnaire = Annotated[
    str | None,
    typer.Option("--questionnaire", metavar="ID", help="Questionnaire (default: the map's, else the first)."),
]
Map = Annotated[Path | None, typer.Option("--map", metavar="MAP.yaml", help="A map written by batch match.")]
SheetName = Annotated[str | None, typer.Option("--sheet", metavar="NAME", help="The sheet to read.")]


@group.callback()
def main() -> None:
    """Score many firms at once, from whatever file an institute has."""


@group.command()
def run(
    context: typer.Context,
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT...", help="Excel, CSV, Parquet, a form tool's export, a folder, or a URL."),
    ],
    out: Out,
    map_file: Map = None,
    formats: Annotated[
        list[str] | None,
        typer.Option("--format", metavar="NAME", help="Also a report per firm: pdf, xlsx, ...; may be repeated."),
    ] = None,
    brand: Brand = None,
    portfolio: Annotated[
        bool, typer.Option("--portfolio/--no-portfolio", help="Write portfolio.xlsx and portfolio.pdf.")
    ] = True,
    list_rows: Annotated[
        int, typer.Option("--list-rows", metavar="N", min=0, max=1_000_000, help="Firms listed in portfolio.xlsx.")
    ] = 20_000,
    strict: Annotated[bool, typer.Option("--strict", help="Write nothing when any row is rejected.")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a run that was interrupted.")] = False,
    workers: Annotated[
        int, typer.Option("--workers", metavar="N", min=0, max=512, help="Processes for reports (0: one a core).")
    ] = 0,
    cluster: Annotated[
        str | None, typer.Option("--cluster", metavar="ADDRESS", help="A Dask scheduler, such as tcp://10.0.0.5:8786.")
    ] = None,
    sheet: SheetName = None,
    questionnaire: Questionnaire = None,
    model: Models = None,
    force: Force = False,
    lang: Lang = None,
    content: Content = None,
    date: Date = None,
) -> None:
    """Score every firm of the inputs.

    Writes results.parquet, results.csv, portfolio.xlsx and portfolio.pdf; rows that are wrong come back in
    rejected.xlsx, their bad cells coloured. Ends with 3 when any row was rejected.
    """
    from jazari_assess.cli.batch.outcome import outcome_parts
    from jazari_assess.cli.batch.progress import progress

    asked = choices(context, lang, content, date)
    request = app.BatchRequest(
        inputs=inputs,
        out=out,
        map_file=map_file,
        formats=tuple(dict.fromkeys(formats or ())),
        brand=brand,
        portfolio=portfolio,
        list_rows=list_rows,
        strict=strict,
        resume=resume,
        keep_date=asked.date is None,
        workers=workers,
        cluster=cluster,
        sheet=sheet,
        questionnaire=questionnaire,
        models=tuple(model or ()),
        force=force,
    )
    interface = app.words(asked.lang)
    with progress(interface) as told:
        outcome, notices = app.run_batch(request, asked.context, told)
    tell(*outcome_parts(outcome, interface, strict=strict), *notice_parts(notices))
    write_paths(outcome.paths)
    if outcome.counts.rejected:
        raise typer.Exit(_SOME_REJECTED)


@group.command()
@undated_task
def match(
    asked: app.Context,
    file: Annotated[Path, typer.Argument(metavar="INPUT", help="The table to match.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="MAP.yaml", help="The map to write.")],
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
    output: Annotated[Path, typer.Option("--output", "-o", metavar="PATH", help="The workbook to write, .xlsx.")],
    questionnaire: Questionnaire = None,
    force: Force = False,
) -> None:
    """Write an import workbook with a drop-down for each question and an example row."""
    app.write_template(output, asked, questionnaire=questionnaire, replace=force)
    write_paths([output])
