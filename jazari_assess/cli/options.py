"""The options that several commands share, each declared once."""

from pathlib import Path
from typing import Annotated

import typer

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
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
Migrate = Annotated[
    bool,
    typer.Option("--migrate", help="Carry an assessment of another questionnaire version over, and list what changed."),
]
Horizon = Annotated[int, typer.Option("--horizon", metavar="MONTHS", min=3, max=60, help="How far to plan.")]
Capacity = Annotated[
    float, typer.Option("--capacity", metavar="DAYS", min=0, max=10_000, help="The firm's own person-days a quarter.")
]
Target = Annotated[
    list[str] | None,
    typer.Option(
        "--target", metavar="DIMENSION=SCORE", help="Score (0-100) a dimension should reach; may be repeated."
    ),
]
Out = Annotated[
    Path, typer.Option("--out", metavar="DIR", readable=False, help="Folder for the outputs; made if missing.")
]
Force = Annotated[bool, typer.Option("--force", help="Replace outputs that exist.")]
