"""``interview``: ask a firm, on the full screen or line by line."""

from pathlib import Path
from typing import Annotated

import typer

from jazari_assess.cli.choices import choices
from jazari_assess.cli.options import Content, Date, Lang

InterviewFile = Annotated[
    Path,
    typer.Argument(
        metavar="FILE", readable=False, help="The assessment to take up again, or to begin: .yaml or .json."
    ),
]
Earlier = Annotated[
    Path | None,
    typer.Option("--from", metavar="FILE", readable=False, help="The firm's earlier assessment, shown beside."),
]
ReportFolder = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", readable=False, help="Folder for the reports (default: beside FILE)."),
]


def interview(
    context: typer.Context,
    file: InterviewFile,
    questionnaire: Annotated[
        str, typer.Option("--questionnaire", metavar="ID", help="The questionnaire of a new file.")
    ] = "industrie-x0",
    express: Annotated[bool, typer.Option("--express", help="Begin a new file on the short path.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="Line by line, for any terminal or a pipe.")] = False,
    stage: Annotated[
        str | None,
        typer.Option("--stage", metavar="T0|T1|T2", help="The stage of a new file (default: T0, or the next)."),
    ] = None,
    earlier: Earlier = None,
    changed_only: Annotated[
        bool, typer.Option("--changed-only", help="Ask only what may have changed since --from.")
    ] = False,
    section: Annotated[
        list[str] | None, typer.Option("--section", metavar="ID", help="Ask this section only; may be repeated.")
    ] = None,
    bidi: Annotated[
        str | None,
        typer.Option("--bidi", metavar="logical|visual", help="Who orders Arabic: the terminal, or we. Remembered."),
    ] = None,
    out: ReportFolder = None,
    forget_history: Annotated[
        bool, typer.Option("--forget-history", help="Remove the undo history of FILE and leave.")
    ] = False,
    lang: Lang = None,
    content: Content = None,
    date: Date = None,
) -> None:
    """Interview a firm: every answer is on the disk before the next question.

    A file that exists is taken up where it was left. Without a capable terminal the interview is line by line.
    """
    from jazari_assess.app.interview import Asked, forget, hold

    chosen = choices(context, lang, content, date)
    if forget_history:
        forget(file)
        return
    asked = Asked(
        file=file,
        questionnaire=questionnaire,
        express=express,
        plain=plain,
        stage=stage,
        earlier=earlier,
        changed_only=changed_only,
        sections=tuple(section or ()),
        bidi=bidi,
        out=out,
    )
    hold(asked, chosen)
