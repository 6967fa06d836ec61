"""``report``: one assessment to PDF, Excel and the other outputs."""

from pathlib import Path
from typing import Annotated

import typer

from jazari_assess.cli.choices import choices
from jazari_assess.cli.options import AssessmentFile, Brand, Content, Date, Force, Lang, Migrate, Out


def report(
    context: typer.Context,
    file: AssessmentFile,
    out: Out,
    formats: Annotated[
        list[str] | None,
        typer.Option("--format", metavar="NAME", help="pdf, xlsx, html, json; may be repeated (default: all)."),
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
    frontier: Annotated[
        bool, typer.Option("--frontier", help="Plan with less and more capacity too (seven plans, slower).")
    ] = False,
    no_notes: Annotated[bool, typer.Option("--no-notes", help="Leave out the consultant's notes.")] = False,
    force: Force = False,
    migrate: Migrate = False,
    lang: Lang = None,
    content: Content = None,
    date: Date = None,
) -> None:
    """Write reports of an assessment: scores, levels and the roadmap.

    Prints the path of each file. A file that exists is replaced only with --force.
    """
    from jazari_assess.app.comparison import Beside
    from jazari_assess.app.dossier import open_dossier
    from jazari_assess.app.language import words
    from jazari_assess.app.report import Request, known_formats, make_report, report_options, write_outputs
    from jazari_assess.cli.terminal.streams import write_data

    chosen = choices(context, lang, content, date)
    language = words(chosen.lang).language
    options = report_options(detail, notes=not no_notes, archive=archive)
    request = Request(folder=out, formats=known_formats(formats), language=language, options=options, replace=force)
    beside = Beside(brand=brand, earlier=earlier, peers=peers, frontier=frontier, migrate=migrate)
    dossier = open_dossier(file, chosen, migrate=migrate)
    made = make_report(dossier, chosen, language=language, options=options, beside=beside)
    for path in write_outputs(made, request):
        write_data(f"{path}\n")
