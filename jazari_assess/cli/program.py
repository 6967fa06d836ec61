"""The commands, listed by hand; each loads what it runs, so that ``--help`` and ``--version`` load nothing heavy."""

from importlib import import_module
from typing import Annotated

import typer

from jazari_assess import __version__
from jazari_assess.cli.options import Content, Date, Lang, choices

NAME = "jazari-assess"
COMMANDS = (
    "report.demo",
    "interview.interview",
    "score.command.score",
    "score.command.explain",
    "plan.command.plan",
    "report.report",
    "compare.command.compare",
    "form.group",
    "batch.group",
    "weights.command.group",
    "content.command.group",
    "catalogue.command.group",
    "assessment.command.group",
    "doctor.doctor",
)
"""Module of this package and the command or group of commands in it, in the order of ``--help``."""

program = typer.Typer(
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


@program.callback()
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


def _add(command: str) -> None:
    module, _, name = command.rpartition(".")
    found = getattr(import_module(f"jazari_assess.cli.{module}"), name)
    if isinstance(found, typer.Typer):
        program.add_typer(found, name=module.partition(".")[0])
    else:
        program.command()(found)


for _command in COMMANDS:
    _add(_command)
