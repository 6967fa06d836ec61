"""The options that several commands share, each declared once, and what they came to."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Annotated, Any

import typer

from jazari_assess import app
from jazari_assess.cli.day import choose_date

Lang = Annotated[str | None, typer.Option("--lang", metavar="LANG", help="Language: fr, ar or en.")]
Content = Annotated[
    list[Path] | None,
    typer.Option("--content", metavar="DIR", readable=False, help="Lay your own content over ours; may be repeated."),
]
Date = Annotated[
    str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="The date results carry (default: today).")
]
# `readable=False`: Typer asks nothing of a path. A file without permission is a problem of the input like any other,
# told with its remedy and exit code 1, not wrong use.
AssessmentFile = Annotated[
    Path,
    typer.Argument(
        metavar="FILE", readable=False, help="An assessment, YAML or JSON, or a PDF made by report --archive."
    ),
]
Models = Annotated[
    list[str] | None,
    typer.Option("--model", metavar="ID", help="Maturity model; may be repeated (default: the main one)."),
]
Brand = Annotated[
    Path | None,
    typer.Option("--brand", metavar="FOLDER", readable=False, help="Institute, logo, colours and templates."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
Migrate = Annotated[
    bool,
    typer.Option("--migrate", help="Carry an assessment of another questionnaire version over, and list what changed."),
]
Horizon = Annotated[
    int | None,
    typer.Option("--horizon", metavar="MONTHS", min=3, max=60, help="How far to plan (default: 18)."),
]
Capacity = Annotated[
    float | None,
    typer.Option(
        "--capacity",
        metavar="DAYS",
        min=0,
        max=10_000,
        help="The firm's own person-days a quarter (default: assumed from the staff).",
    ),
]
Budget = Annotated[
    float | None,
    typer.Option("--budget", metavar="MILLIONS", min=0, max=1e6, help="What may be spent in all, in million MAD."),
]
Aim = Annotated[
    list[str] | None,
    typer.Option("--aim", metavar="ID", help="An aim beside those of the profile, three in all; may be repeated."),
]
Target = Annotated[
    list[str] | None,
    typer.Option(
        "--target",
        metavar="DIM=SCORE|level=N",
        help="Score (0-100) a dimension should reach; or the least effort to an overall level. May be repeated.",
    ),
]
Priority = Annotated[
    list[str] | None,
    typer.Option(
        "--priority", metavar="DIM=0..3", help="What a dimension matters to the firm (default: 1); may be repeated."
    ),
]
Lock = Annotated[
    list[str] | None,
    typer.Option(
        "--lock",
        metavar="ITEM=in|out|QUARTER|free",
        help="Put an item in, out or in a quarter, or free it; the rest is planned around it. May be repeated.",
    ),
]
Gap = Annotated[
    float | None,
    typer.Option("--gap", metavar="SHARE", min=0, max=0.5, help="How far from the best a plan may be (default: 0.02)."),
]
Compare = Annotated[
    list[str] | None,
    typer.Option(
        "--compare",
        metavar="NAME=VALUE,...",
        help="Plan under other settings, side by side: capacity, horizon, budget, level, a dimension. May be repeated.",
    ),
]
Accept = Annotated[bool, typer.Option("--accept", help="Keep the plan in FILE, as accepted by the firm.")]
Out = Annotated[
    Path, typer.Option("--out", metavar="DIR", readable=False, help="Folder for the outputs; made if missing.")
]
Force = Annotated[bool, typer.Option("--force", help="Replace outputs that exist.")]

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
