"""The options that several commands share, each declared once, and what they came to."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from inspect import Parameter, Signature, signature
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from jazari_assess import app
from jazari_assess.cli.day import choose_date
from jazari_assess.cli.terminal.completing import ids, pairs
from jazari_assess.model.bounds import LONGEST_HORIZON, MOST_CAPACITY, MOST_MILLIONS, SHORTEST_HORIZON, WIDEST_GAP

_COMPARED = ("capacity", "horizon", "budget", "gap", "level")
"""What ``--compare`` varies beside targets of dimensions."""

Lang = Annotated[str | None, typer.Option("--lang", metavar="LANG", autocompletion=lambda: list(app.languages()))]
Content = Annotated[
    list[Path] | None,
    typer.Option("--content", metavar="DIR", readable=False),
]
Date = Annotated[str | None, typer.Option("--date", metavar="YYYY-MM-DD")]
# `readable=False`: Typer asks nothing of a path. A file without permission is a problem of the input like any other,
# told with its remedy and exit code 1, not wrong use.
AssessmentFile = Annotated[
    Path,
    typer.Argument(metavar="FILE", readable=False),
]
Models = Annotated[
    list[str] | None,
    typer.Option("--model", metavar="ID", autocompletion=ids("models")),
]
Questionnaire = Annotated[
    str | None,
    typer.Option("--questionnaire", metavar="ID", autocompletion=ids("questionnaires")),
]
Brand = Annotated[
    Path | None,
    typer.Option("--brand", metavar="FOLDER", readable=False),
]
PdfEngine = Annotated[
    Literal["auto", "weasyprint", "browser"], typer.Option("--pdf-engine", metavar="auto|weasyprint|browser")
]
Json = Annotated[bool, typer.Option("--json")]
Migrate = Annotated[
    bool,
    typer.Option("--migrate"),
]
Horizon = Annotated[
    int | None,
    typer.Option("--horizon", metavar="MONTHS", min=SHORTEST_HORIZON, max=LONGEST_HORIZON),
]
Capacity = Annotated[
    float | None,
    typer.Option("--capacity", metavar="DAYS", min=0, max=MOST_CAPACITY),
]
Budget = Annotated[
    float | None,
    typer.Option("--budget", metavar="MILLIONS", min=0, max=MOST_MILLIONS),
]
Aim = Annotated[
    list[str] | None,
    typer.Option("--aim", metavar="ID", autocompletion=ids("aims")),
]
Target = Annotated[
    list[str] | None,
    typer.Option("--target", metavar="DIM=SCORE|level=N", autocompletion=pairs("dimensions", (), ["level"])),
]
Priority = Annotated[
    list[str] | None,
    typer.Option("--priority", metavar="DIM=0..3", autocompletion=pairs("dimensions", "0123")),
]
Lock = Annotated[
    list[str] | None,
    typer.Option(
        "--lock",
        metavar="ITEM=in|out|QUARTER|free",
        autocompletion=pairs("actions", ("in", "out", "free", "1", "2", "3", "4")),
    ),
]
Gap = Annotated[
    float | None,
    typer.Option("--gap", metavar="SHARE", min=0, max=WIDEST_GAP),
]
Compare = Annotated[
    list[str] | None,
    typer.Option("--compare", metavar="NAME=VALUE,...", autocompletion=pairs("dimensions", (), _COMPARED)),
]
Accept = Annotated[bool, typer.Option("--accept")]
Out = Annotated[Path, typer.Option("--out", metavar="DIR", readable=False)]
Force = Annotated[bool, typer.Option("--force")]

PARTLY_DONE = 3
"""Exit code: done, but a part of the input was rejected or not carried; each is named."""

_SHARED: Mapping[str, object] = {"lang": Lang, "content": Content, "date": Date}


@dataclass(frozen=True, kw_only=True)
class Choices:
    """Language, content laid over ours, and date, as asked; None or empty where nothing was asked."""

    lang: str | None = None
    content: tuple[Path, ...] = ()
    date: str | None = None

    @property
    def context(self) -> app.Context:
        """What every task is told; raises ``UsageError`` for a language we lack and for what is no date."""
        language = app.choose_language(self.lang)
        return app.Context(language=language, content=self.content, date=choose_date(self.date))


def language_in(arguments: Sequence[str]) -> str | None:
    """Return what ``--lang`` asks for among the arguments of a command line; None where it is not there."""
    following = [after for name, after in pairwise(arguments) if name == "--lang"]
    joined = [argument.removeprefix("--lang=") for argument in arguments if argument.startswith("--lang=")]
    return next(iter(following + joined), None)


def choices(
    context: typer.Context, lang: str | None = None, content: Sequence[Path] | None = None, date: str | None = None
) -> Choices:
    """Return the options given to the command, each falling back on the one given before it; content adds up."""
    before = context.find_object(Choices) or Choices()
    return Choices(lang=lang or before.lang, content=(*before.content, *(content or ())), date=date or before.date)


def chosen_task(
    command: Callable[..., None], *, shared: Collection[str] = ("lang", "content", "date")
) -> Callable[..., None]:
    """Hand a command, as its first argument, the ``Choices`` made by ``--lang``, ``--content`` and ``--date``.

    The shared options stand behind the command's own in its help.
    """

    @wraps(command)
    def run(context: typer.Context, **given: Any) -> None:  # noqa: ANN401 - whatever options the command has
        options = {name: given.pop(name) for name in shared}
        command(choices(context, **options), **given)

    own = list(signature(command).parameters.values())[1:]
    context = Parameter("context", Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)
    added = [
        Parameter(name, Parameter.POSITIONAL_OR_KEYWORD, default=None, annotation=_SHARED[name]) for name in shared
    ]
    parameters = [context, *own, *added]
    run.__signature__ = Signature(parameters)  # type: ignore[attr-defined] # what Typer reads
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    return run


def task(command: Callable[..., None], *, shared: Collection[str] = ("lang", "content", "date")) -> Callable[..., None]:
    """Hand a command, as its first argument, what its shared options come to. Raises as ``Choices.context``."""

    @wraps(command)
    def run(asked: Choices, **given: Any) -> None:  # noqa: ANN401 - whatever options the command has
        command(asked.context, **given)

    return chosen_task(run, shared=shared)


def undated_task(command: Callable[..., None]) -> Callable[..., None]:
    """Hand a command what ``--lang`` and ``--content`` come to: the date is nothing to it."""
    return task(command, shared=("lang", "content"))
