"""Help in the reader's language: Typer's commands, with words of ours in the place of those in the code."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

from jazari_assess.cli.options import Choices
from jazari_assess.errors import UsageError

if TYPE_CHECKING:
    from jazari_assess.model.interface_text import InterfaceText

Parsed = Any
"""A command, a context or a parameter of Typer, which publishes no types for them."""
_TOKEN = re.compile(r"YYYY-MM-DD|[A-Z]{2,}")
"""A word of a metavar that stands for something: FILE in ``[FILE]``, ITEM in ``ITEM=in|out``."""
_BRACES = re.compile(r"\{(.*?)\}(?:\.\.\.)?")
"""Typer's sign that an argument must be there, which stands among the arguments in words."""
_WIDEST_NAMES = 32
"""Cells of the column of names; longer ones stand on a line of their own."""
_LARGE = 1_000_000
"""From here on a number is written out: ``g`` would write a power of ten."""
_SHORT = 250
"""Letters of a command's first paragraph where commands are listed: all of them, for the list folds its lines."""


class LocalisedCommand(TyperCommand):
    """A command whose help is in the reader's language."""

    def get_help(self, ctx: Parsed) -> str:
        """Return the whole page."""
        return help_page(self, ctx)


class LocalisedGroup(TyperGroup):
    """A group of commands whose help, and what it says of a command it lacks, is in the reader's language."""

    def get_help(self, ctx: Parsed) -> str:
        """Return the whole page."""
        return help_page(self, ctx)

    def resolve_command(self, ctx: Parsed, args: list[str]) -> Parsed:
        """Return the command named first; raise our own ``UsageError``, with the nearest names, where there is none."""
        if not ctx.resilient_parsing and args[0] not in self.commands and not args[0].startswith("-"):
            raise UsageError(
                "usage-command-unknown", found=args[0], near=near(args[0], self.commands), command=ctx.command_path
            )
        return super().resolve_command(ctx, args)


def near(said: str, known: Iterable[str]) -> str:
    """Return the names most like what was said, as they are told."""
    from jazari_assess import app

    return app.nearest(said, known)


class HelpWords:
    """What each command and option is for, by the path of the command and the option's name."""

    def __init__(self, interface: "InterfaceText") -> None:
        """Take the words of the help in one language."""
        self._interface = interface

    @cached_property
    def metavars(self) -> Mapping[str, str]:
        """What stands for a file, a folder or a name where a command is shown."""
        start = "metavars."
        return {key[len(start) :]: word for key, word in self._interface.entries.items() if key.startswith(start)}

    def say(self, key: str, **values: str) -> str:
        """Return words of the page itself."""
        return self._interface.say(f"page.{key}", **values)

    def about(self, path: Sequence[str]) -> str | None:
        """Return what a command is for; None where it has no words."""
        return self._interface.entries.get(".".join(("commands", *path, "about")))

    def parameter(self, path: Sequence[str], name: str) -> str | None:
        """Return what a parameter is for: in this command, else wherever it stands; None where it has no words."""
        entries = self._interface.entries
        return entries.get(".".join(("commands", *path, name))) or entries.get(f"options.{name}")

    def metavar(self, shown: str) -> str:
        """Return a metavar in the reader's words."""
        return _TOKEN.sub(lambda token: self.metavars.get(token[0], token[0]), shown)


def words_for(lang: str | None) -> HelpWords:
    """Return the words in the language asked for, or in the one there is when that is none of ours."""
    from jazari_assess import app

    return HelpWords(app.help_words(lang))


def localise(command: Parsed, words: HelpWords, path: tuple[str, ...] = ()) -> None:
    """Put the words into a tree of commands: for its pages, and for what a shell completes."""
    command.help = words.about(path) or command.help
    command.short_help = (command.help or "").partition("\n\n")[0]
    for parameter in command.params:
        parameter.help = words.parameter(path, parameter.name) or parameter.help
    for name, below in getattr(command, "commands", {}).items():
        localise(below, words, (*path, name))


def help_page(command: Parsed, context: Parsed) -> str:
    """Return the page of a command, ordered as this terminal needs it."""
    from jazari_assess.cli.terminal.tables import ordered

    asked = context.find_object(Choices)
    words = words_for(None if asked is None else asked.lang)
    localise(context.find_root().command, words)
    formatter = context.make_formatter()
    pieces = [words.metavar(_BRACES.sub(r"\1", piece)) for piece in command.collect_usage_pieces(context)]
    formatter.write_usage(context.command_path, " ".join(pieces), prefix=f"{words.say('usage')} ")
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(command.help or "")
    for title, rows in _sections(command, context, words):
        with formatter.section(words.say(title)):
            formatter.write_dl(rows, col_max=_WIDEST_NAMES)
    return ordered(formatter.getvalue().rstrip("\n"))


def _sections(command: Parsed, context: Parsed, words: HelpWords) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for title, kind in (("arguments", "argument"), ("options", "option")):
        rows = [_row(one, words) for one in command.get_params(context) if one.param_type_name == kind]
        if rows:
            yield title, rows
    below = getattr(command, "commands", {})
    if below:
        yield "commands", [(name, one.get_short_help_str(_SHORT)) for name, one in below.items()]


def _row(parameter: Parsed, words: HelpWords) -> tuple[str, str]:
    """Return how a parameter is written, and what it is for."""
    shown = words.metavar(parameter.metavar or parameter.name.upper())
    if parameter.param_type_name == "argument":
        name = shown
    else:
        name = ", ".join((*parameter.opts, *parameter.secondary_opts))
        name = name if parameter.is_flag else f"{name} {shown}"
    said = words.say("help") if parameter.name == "help" else parameter.help or ""
    return name, " ".join(filter(None, (said, *_bounds(parameter, words))))


def _bounds(parameter: Parsed, words: HelpWords) -> Iterator[str]:
    """Yield the range of a number, what holds when nothing is said, and that something must be."""
    low, high = getattr(parameter, "min", None), getattr(parameter, "max", None)
    if low is not None and high is not None:
        yield words.say("range", low=f"{low:g}", high=f"{high:g}" if high < _LARGE else str(int(high)))
    if parameter.default not in (None, False, True) and not callable(parameter.default):
        yield words.say("default", value=str(parameter.default))
    if parameter.required:
        yield words.say("required")


def help_wanted(error: Parsed) -> bool:
    """Say whether a group of commands was named without one of them, and show its help then, on standard error."""
    wanted = type(error).__name__ == "NoArgsIsHelpError"
    if wanted:
        typer.echo(error.ctx.get_help(), err=True)
    return wanted
