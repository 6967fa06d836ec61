"""The commands, listed by hand; each loads what it runs, so that ``--help`` and ``--version`` load nothing heavy."""

import sys
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from typing import Annotated

import typer

from jazari_assess import __version__
from jazari_assess.cli.options import Content, Date, Lang, choices
from jazari_assess.cli.terminal.help import LocalisedCommand, LocalisedGroup

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
    "portfolio.command.group",
    "weights.command.group",
    "content.command.group",
    "catalogue.command.group",
    "assessment.command.group",
    "settings.group",
    "completion.completion",
    "doctor.doctor",
)
"""Module of this package and the command or group of commands in it, in the order of ``--help``."""


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"{NAME} {__version__}")
        raise typer.Exit


def main(
    context: typer.Context,
    lang: Lang = None,
    content: Content = None,
    date: Date = None,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True)] = False,
) -> None:
    """Industry 4.0 readiness for industrial SMEs: score an assessment, explain it, plan from it, report it."""
    del version
    context.obj = choices(context, lang, content, date)
    if context.invoked_subcommand is not None:
        return
    if sys.stdin.isatty() and sys.stdout.isatty():
        from jazari_assess.cli.run import run
        from jazari_assess.cli.start import start

        start(context.obj, run)
    else:
        typer.echo(context.get_help())


def name_of(command: str) -> str:
    """Return how a command of ``COMMANDS`` is typed."""
    module, _, name = command.rpartition(".")
    return module.partition(".")[0] if name == "group" else name


def program(commands: Sequence[str] = COMMANDS) -> typer.Typer:
    """Return the program with these commands, loaded."""
    made = typer.Typer(
        name=NAME,
        cls=LocalisedGroup,
        add_completion=False,
        invoke_without_command=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        pretty_exceptions_show_locals=False,
    )
    made.callback()(main)
    for command in commands:
        _add(made, command)
    return made


def tree_for(arguments: Sequence[str]) -> LocalisedGroup:
    """Return the tree of commands that a command line needs: those it names; the others are there by name alone."""
    return _tree(tuple(one for one in COMMANDS if name_of(one) in arguments))


@cache
def _tree(commands: tuple[str, ...]) -> LocalisedGroup:
    """Return a tree with these commands, made once a process: the menu runs one command after the other."""
    tree = typer.main.get_command(program(commands))
    if not isinstance(tree, LocalisedGroup):
        raise TypeError(type(tree))
    loaded = dict(tree.commands)
    tree.commands = {name: loaded.get(name) or LocalisedCommand(name) for name in map(name_of, COMMANDS)}
    return tree


def _add(made: typer.Typer, command: str) -> None:
    module, _, name = command.rpartition(".")
    found = getattr(import_module(f"jazari_assess.cli.{module}"), name)
    if isinstance(found, typer.Typer):
        for one in found.registered_commands:
            one.cls = LocalisedCommand
        made.add_typer(found, name=name_of(command), cls=LocalisedGroup)
    else:
        made.command(cls=LocalisedCommand)(found)
