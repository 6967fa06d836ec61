"""The group of commands, and the options that they share."""

from pathlib import Path
from typing import Annotated

import typer

from jazari_assess.cli.terminal.completing import ids, stages

group = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

Store = Annotated[
    str | None,
    typer.Option("--store", metavar="FILE|URL"),
]
Key = Annotated[
    Path | None,
    typer.Option("--key", metavar="FILE", readable=False),
]
Firm = Annotated[str, typer.Argument(metavar="FIRM")]
Yes = Annotated[bool, typer.Option("--yes")]
Regions = Annotated[list[str] | None, typer.Option("--region", metavar="ID", autocompletion=ids("regions"))]
Sectors = Annotated[list[str] | None, typer.Option("--sector", metavar="ID", autocompletion=ids("sectors"))]
Sizes = Annotated[list[str] | None, typer.Option("--size", metavar="ID", autocompletion=ids("sizes"))]
Stages = Annotated[list[str] | None, typer.Option("--stage", metavar="ID", autocompletion=stages)]
Since = Annotated[str | None, typer.Option("--since", metavar="YYYY-MM-DD")]
Until = Annotated[str | None, typer.Option("--until", metavar="YYYY-MM-DD")]
Latest = Annotated[bool, typer.Option("--latest")]
OneFirm = Annotated[str | None, typer.Option("--firm", metavar="FIRM")]
