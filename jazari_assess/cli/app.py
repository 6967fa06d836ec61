"""The commands, listed by hand; each imports what it runs, so that ``--help`` and ``--version`` load nothing heavy."""

from typing import Annotated

import typer

from jazari_assess import __version__
from jazari_assess.cli.assessment import command as assessment
from jazari_assess.cli.batch import command as batch
from jazari_assess.cli.catalogue import command as catalogue
from jazari_assess.cli.choices import choices
from jazari_assess.cli.content import command as content
from jazari_assess.cli.doctor import command as doctor
from jazari_assess.cli.interview import command as interview
from jazari_assess.cli.options import Content, Date, Lang
from jazari_assess.cli.plan import command as plan
from jazari_assess.cli.report import command as report
from jazari_assess.cli.report import demo
from jazari_assess.cli.score import command as score
from jazari_assess.cli.score import explain
from jazari_assess.cli.weights import command as weights

NAME = "jazari-assess"

app = typer.Typer(
    name=NAME,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    pretty_exceptions_show_locals=False,
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"{NAME} {__version__}")
        raise typer.Exit


@app.callback()
def main(
    context: typer.Context,
    lang: Lang = None,
    content: Content = None,
    date: Date = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    """Industry 4.0 readiness for industrial SMEs: score an assessment, explain it, plan from it, report it."""
    del version
    context.obj = choices(context, lang, content, date)


app.command()(demo.demo)
app.command()(interview.interview)
app.command()(score.score)
app.command()(explain.explain)
app.command()(plan.plan)
app.command()(report.report)
app.add_typer(batch.app, name="batch")
app.add_typer(weights.app, name="weights")
app.add_typer(content.app, name="content")
app.add_typer(catalogue.app, name="catalogue")
app.add_typer(assessment.app, name="assessment")
app.command()(doctor.doctor)
