"""``report``: one assessment to PDF, Excel and the other outputs; ``demo``: the same of a sample firm."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jazari_assess import app
from jazari_assess.cli.options import AssessmentFile, Brand, Force, Migrate, PdfEngine, task
from jazari_assess.cli.terminal.completing import ids
from jazari_assess.cli.terminal.notices import opened
from jazari_assess.cli.terminal.opening import open_report
from jazari_assess.cli.terminal.progress import Steps, progress
from jazari_assess.cli.terminal.streams import write_paths
from jazari_assess.cli.terminal.tables import show
from jazari_assess.errors import ProblemsError

if TYPE_CHECKING:
    from jazari_assess.app.reporting import Report

Formats = Annotated[
    list[str] | None, typer.Option("--format", metavar="NAME", autocompletion=lambda: list(app.known_formats()))
]
Detail = Annotated[str, typer.Option("--detail", metavar="full|summary", autocompletion=lambda: ["full", "summary"])]
Open = Annotated[bool, typer.Option("--open")]


@task
def report(
    asked: app.Context,
    file: AssessmentFile,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", readable=False)] = None,
    formats: Formats = None,
    detail: Detail = "full",
    archive: Annotated[bool, typer.Option("--archive")] = False,
    brand: Brand = None,
    earlier: Annotated[Path | None, typer.Option("--earlier", metavar="FILE", readable=False)] = None,
    peers: Annotated[Path | None, typer.Option("--peers", metavar="FILE", readable=False)] = None,
    benchmark: Annotated[Path | None, typer.Option("--benchmark", metavar="FILE", readable=False)] = None,
    frontier: Annotated[bool, typer.Option("--frontier")] = False,
    without: Annotated[
        list[str] | None, typer.Option("--without", metavar="ANNEX", autocompletion=ids("annexes"))
    ] = None,
    engine: PdfEngine = "auto",
    no_notes: Annotated[bool, typer.Option("--no-notes")] = False,
    open_: Open = False,
    force: Force = False,
    migrate: Migrate = False,
) -> None:
    """Write reports of an assessment: scores, levels and the roadmap.

    Prints the path of each file. Without --out they go into a new folder beside FILE. A file that exists is
    replaced only with --force.
    """
    options = app.report_options(detail, notes=not no_notes, archive=archive, without=without or ())
    kinds = app.known_formats(formats or ())
    interface = app.words(asked.language)
    with progress(interface, "reading", "planning", *kinds) as steps:
        dossier = opened(file, asked, migrate=migrate)
        before = None if earlier is None else opened(earlier, asked, migrate=migrate)
        request = app.ReportRequest(
            options=options,
            brand=brand,
            earlier=before,
            peers=peers,
            benchmark=benchmark,
            frontier=frontier,
            engine=engine,
        )
        steps.next()
        made = app.make_report(dossier, request)
        steps.next()
        paths = _written(made, out or app.folder_for_reports(file, replace=force), kinds, steps, replace=force)
    app.remember_recent(file)
    write_paths(paths)
    if open_:
        open_report(paths, interface)


def _written(report: "Report", out: Path, kinds: tuple[str, ...], steps: Steps, *, replace: bool) -> tuple[Path, ...]:
    """Write the outputs one by one, and tell each; where one cannot be made, those that could are told all the same."""
    paths = []
    try:
        for path in app.write_reports(report, out, kinds, replace=replace):
            paths.append(path)
            steps.next()
    except ProblemsError:
        write_paths(paths)
        raise
    return tuple(paths)


@task
def demo(
    asked: app.Context,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", readable=False)] = Path("demo"),
    engine: PdfEngine = "auto",
    open_: Open = False,
) -> None:
    """Score a fictional sample firm and write its reports: PDF, Word, slides, Excel, HTML, JSON.

    Prints the scores and the paths. Outputs of an earlier demo are replaced.
    """
    from jazari_assess.cli.score.table import score_parts

    interface, kinds = app.words(asked.language), app.known_formats()
    with progress(interface, "reading", "planning", *kinds) as steps:
        dossier = app.open_sample(asked)
        steps.next()
        report = app.make_report(dossier, app.ReportRequest(engine=engine))
        steps.next()
        paths = _written(report, out, kinds, steps, replace=True)
    show(*score_parts(report.page, [dossier.main_model.structure.id], interface), "")
    show(interface.say("commands.demo.written"))
    write_paths(paths)
    if open_:
        open_report(paths, interface)
