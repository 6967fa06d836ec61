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
        "--capacity", metavar="DAYS", min=0, max=10_000, help="The firm's own person-days a quarter (default: 20)."
    ),
]
Budget = Annotated[
    float | None,
    typer.Option("--budget", metavar="MILLIONS", min=0, max=1e6, help="What may be spent in all, in million MAD."),
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
