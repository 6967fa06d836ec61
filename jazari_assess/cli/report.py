"""``report``: one assessment to PDF, Excel and the other outputs; ``demo``: the same of a sample firm."""

from pathlib import Path
from typing import Annotated

import typer

from jazari_assess import app
from jazari_assess.cli.options import (
    AssessmentFile,
    Brand,
    Force,
    Migrate,
    Out,
    task,
)
from jazari_assess.cli.terminal.notices import opened
from jazari_assess.cli.terminal.streams import write_paths
from jazari_assess.cli.terminal.tables import show


@task
def report(
    asked: app.Context,
    file: AssessmentFile,
    out: Out,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format", metavar="NAME", help="pdf, docx, pptx, xlsx, html, json; may be repeated (default: all)."
        ),
    ] = None,
    detail: Annotated[
        str, typer.Option("--detail", metavar="full|summary", help="How much the report tells.")
    ] = "full",
    archive: Annotated[
        bool, typer.Option("--archive", help="Make the PDF a PDF/A-3 that holds the assessment and the result.")
    ] = False,
    brand: Brand = None,
    earlier: Annotated[
        Path | None,
        typer.Option("--earlier", metavar="FILE", readable=False, help="The same firm before: drawn beside."),
    ] = None,
    peers: Annotated[
        Path | None,
        typer.Option("--peers", metavar="FILE", readable=False, help="A result (JSON) or published medians (YAML)."),
    ] = None,
    benchmark: Annotated[
        Path | None,
        typer.Option("--benchmark", metavar="FILE", readable=False, help="What an institute published of many firms."),
    ] = None,
    frontier: Annotated[
        bool, typer.Option("--frontier", help="Plan with less and more capacity too (seven plans, slower).")
    ] = False,
    without: Annotated[
        list[str] | None,
        typer.Option(
            "--without", metavar="ANNEX", help="Leave an annex out: answers, calculation, provenance; may be repeated."
        ),
    ] = None,
    no_notes: Annotated[bool, typer.Option("--no-notes", help="Leave out the consultant's notes.")] = False,
    force: Force = False,
    migrate: Migrate = False,
) -> None:
    """Write reports of an assessment: scores, levels and the roadmap.

    Prints the path of each file. A file that exists is replaced only with --force.
    """
    options = app.report_options(detail, notes=not no_notes, archive=archive, without=without or ())
    kinds = app.known_formats(formats or ())
    dossier = opened(file, asked, migrate=migrate)
    before = None if earlier is None else opened(earlier, asked, migrate=migrate)
    request = app.ReportRequest(
        options=options, brand=brand, earlier=before, peers=peers, benchmark=benchmark, frontier=frontier
    )
    write_paths(tuple(app.write_reports(app.make_report(dossier, request), out, kinds, replace=force)))


@task
def demo(
    asked: app.Context,
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", readable=False, help="Folder for the outputs; made if missing.")
    ] = Path("demo"),
) -> None:
    """Score a fictional sample firm and write its reports: PDF, Word, slides, Excel, HTML, JSON.

    Prints the scores and the paths. Outputs of an earlier demo are replaced.
    """
    from jazari_assess.cli.score.table import score_parts

    interface, dossier = app.words(asked.language), app.open_sample(asked)
    report = app.make_report(dossier)
    paths = tuple(app.write_reports(report, out, replace=True))
    show(*score_parts(report.page, [dossier.main_model.structure.id], interface), "")
    show(interface.say("commands.demo.written"))
    write_paths(paths)
