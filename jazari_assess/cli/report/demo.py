"""``demo``: a sample firm to every output, the first thing a newcomer runs."""

from pathlib import Path
from typing import Annotated

import typer

from jazari_assess.cli.choices import choices
from jazari_assess.cli.options import Content, Date, Lang

SAMPLE = ("industrie-x0", "agri-food-cannery")


def demo(
    context: typer.Context,
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", readable=False, help="Folder for the outputs; made if missing.")
    ] = Path("demo"),
    lang: Lang = None,
    content: Content = None,
    date: Date = None,
) -> None:
    """Score a fictional sample firm and write its reports: PDF, Excel, JSON.

    Prints the scores and the paths. Outputs of an earlier demo are replaced.
    """
    from jazari_assess.app.dossier import open_sample
    from jazari_assess.app.language import words
    from jazari_assess.app.report import Request, known_formats, make_report, report_options, write_outputs
    from jazari_assess.cli.score.table import score_parts
    from jazari_assess.cli.terminal.streams import write_data
    from jazari_assess.cli.terminal.tables import show

    chosen = choices(context, lang, content, date)
    interface = words(chosen.lang)
    dossier = open_sample(*SAMPLE, chosen)
    options = report_options("full", notes=True)
    request = Request(
        folder=out, formats=known_formats(None), language=interface.language, options=options, replace=True
    )
    made = make_report(dossier, chosen, language=interface.language, options=options)
    paths = write_outputs(made, request)
    show(*score_parts(made.page, [dossier.main_model.structure.id], interface), "")
    show(interface.say("commands.demo.written"))
    write_data("".join(f"{path}\n" for path in paths))
