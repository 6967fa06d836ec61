"""``compare``: the assessments of one firm side by side."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jazari_assess import app
from jazari_assess.cli.options import Brand, Force, Json, PdfEngine, task
from jazari_assess.cli.terminal.streams import write_json, write_paths
from jazari_assess.cli.terminal.tables import show

if TYPE_CHECKING:
    from jazari_assess.app.comparing.stages import ComparedStages


@task
def compare(
    asked: app.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", readable=False)],
    follow_up: Annotated[Path | None, typer.Option("--follow-up", metavar="WORKBOOK", readable=False)] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", readable=False)] = None,
    formats: Annotated[list[str] | None, typer.Option("--format", metavar="NAME")] = None,
    brand: Brand = None,
    engine: PdfEngine = "auto",
    force: Force = False,
    json: Json = False,
) -> None:
    """Compare the assessments of one firm over time: what moved, how surely, and what of its plan lies behind it.

    Files of different versions of the questionnaire are compared on the questions that they have in common.
    """
    compared = app.compare_stages(files, asked, follow_up=follow_up)
    if json:
        write_json(compared.value())
    elif out is not None:
        written = app.write_comparison(compared, out, formats or (), asked, brand=brand, engine=engine, replace=force)
        write_paths(tuple(written))
    else:
        show_comparison(compared)


def show_comparison(compared: "ComparedStages") -> None:
    """Show a comparison."""
    from jazari_assess.cli.compare.table import compared_parts

    show(*compared_parts(app.worded_comparison(compared)))
