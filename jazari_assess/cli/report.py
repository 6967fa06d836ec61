"""``report``: one assessment to PDF, Excel and the other outputs; ``demo``: the same of a sample firm."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jazari_assess import app
from jazari_assess.cli.options import AssessmentFile, Brand, Force, Migrate, PdfEngine, task
from jazari_assess.cli.terminal.completing import ids
from jazari_assess.cli.terminal.notices import change_lines
from jazari_assess.cli.terminal.opening import open_report
from jazari_assess.cli.terminal.progress import progress
from jazari_assess.cli.terminal.streams import write_paths
from jazari_assess.cli.terminal.tables import show, tell
from jazari_assess.errors import ProblemsError

if TYPE_CHECKING:
    from jazari_assess.app.reporting import Dossier, Report, Reported
    from jazari_assess.model.interface_text import InterfaceText

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
    request = app.ReportRequest(
        detail=detail,
        notes=not no_notes,
        archive=archive,
        without=tuple(without or ()),
        formats=tuple(formats or ()),
        brand=brand,
        earlier=earlier,
        peers=peers,
        benchmark=benchmark,
        frontier=frontier,
        engine=engine,
        migrate=migrate,
    )
    interface = app.words(asked.language)
    done = _followed(app.report(file, request, asked, out=out, replace=force), formats or (), interface)
    write_paths(done.paths)
    if open_:
        open_report(done.paths, interface)


@dataclass(frozen=True, kw_only=True)
class _Done:
    """What a report left: the firm, what was worded, and the files."""

    dossier: "Dossier"
    report: "Report"
    paths: tuple[Path, ...]


def _followed(steps: "Iterable[Reported]", formats: Sequence[str], interface: "InterfaceText") -> _Done:
    """Go through the steps of a report, and tell each; where an output cannot be made, the others are told as well."""
    from jazari_assess.app.reporting import Dossier, Migration, Report

    dossiers: list[Dossier] = []
    reports: list[Report] = []
    paths: list[Path] = []
    with progress(interface, "reading", "planning", *app.known_formats(formats)) as bar:
        try:
            for step in steps:
                match step:
                    case Migration():
                        tell(*change_lines(step, interface))
                        continue
                    case Dossier():
                        dossiers.append(step)
                    case Report():
                        reports.append(step)
                    case Path():
                        paths.append(step)
                bar.next()
        except ProblemsError:
            write_paths(paths)
            raise
    return _Done(dossier=dossiers[0], report=reports[0], paths=tuple(paths))


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

    interface = app.words(asked.language)
    done = _followed(app.report_sample(out, app.ReportRequest(engine=engine), asked), (), interface)
    show(*score_parts(done.report.page, [done.dossier.main_model.structure.id], interface), "")
    show(interface.say("commands.demo.written"))
    write_paths(done.paths)
    if open_:
        open_report(done.paths, interface)
