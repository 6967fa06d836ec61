"""``catalogue``: who can help, with what, and what a firm can do itself; and an institute's own entries."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jazari_assess import app
from jazari_assess.cli.options import Force, Json, Out, task, undated_task
from jazari_assess.cli.terminal.completing import ids
from jazari_assess.cli.terminal.streams import write_json, write_paths
from jazari_assess.cli.terminal.tables import show as show_parts
from jazari_assess.cli.terminal.tables import tell
from jazari_assess.errors import UsageError

if TYPE_CHECKING:
    from jazari_assess.app.catalogue import CatalogueLayer
    from jazari_assess.model.interface_text import InterfaceText

group = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@group.command("list")
@task
def list_entries(
    asked: app.Context,
    region: Annotated[str | None, typer.Option("--region", metavar="ID", autocompletion=ids("regions"))] = None,
    sector: Annotated[str | None, typer.Option("--sector", metavar="ID", autocompletion=ids("sectors"))] = None,
    dimension: Annotated[
        str | None, typer.Option("--dimension", metavar="ID", autocompletion=ids("dimensions"))
    ] = None,
    status: Annotated[str | None, typer.Option("--status", metavar="WORD")] = None,
    kind: Annotated[
        str | None,
        typer.Option("--kind", metavar="WORD"),
    ] = None,
    json: Json = False,
) -> None:
    """List the catalogue: providers, their services and programmes, and what a firm can do itself.

    Filters add up. An action has no region and no status of its own: it is left out where one of these is asked for.
    Facts more than 18 months old, or than the settings file says, are marked.
    """
    filters = app.Filters(region=region, sector=sector, dimension=dimension, status=status, kind=kind)
    rows = app.list_catalogue(asked, filters)
    if json:
        write_json(app.list_value(rows))
        return
    from jazari_assess.cli.catalogue.table import list_parts

    show_parts(*list_parts(rows, app.words(asked.language)))


@group.command()
@task
def show(
    asked: app.Context,
    name: Annotated[str, typer.Argument(metavar="ID", autocompletion=ids("catalogue"))],
    notes: Annotated[bool, typer.Option("--notes")] = False,
) -> None:
    """Show one entry: what it is for, whom it serves, what it closes, its state, source and date."""
    from jazari_assess.cli.catalogue.table import entry_parts

    show_parts(*entry_parts(app.catalogue_entry(asked, name), app.words(asked.language), notes=notes))


@group.command()
@undated_task
def check(
    asked: app.Context,
    path: Annotated[Path | None, typer.Argument(metavar="[PATH]", readable=False)] = None,
) -> None:
    """Check the catalogue, or an institute's own entries, and list every problem with its place.

    In a sheet that is the cell, in a folder the file, line and column. Leaves with 1 when there is a problem.
    """
    interface = app.words(asked.language)
    if path is not None and app.is_sheet(path):
        tell(_summary(app.read_sheet(path, asked), interface))
        return
    app.check_content(asked, path)
    tell(interface.say("commands.content.right"))


@group.command()
@task
def new(
    asked: app.Context,
    name: Annotated[str | None, typer.Argument(metavar="[ID]")] = None,
    excel: Annotated[
        Path | None,
        typer.Option("--excel", metavar="PATH", readable=False),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", readable=False),
    ] = None,
    force: Force = False,
) -> None:
    """Begin entries of your own: an Excel sheet to fill in (--excel), or the files of one service (ID and --out)."""
    interface = app.words(asked.language)
    if excel is not None and name is None and out is None:
        app.write_sheet(excel, asked, replace=force)
        write_paths([excel])
        tell(interface.say("catalogue.next-sheet", path=str(excel)))
    elif name is not None and out is not None and excel is None:
        write_paths(app.new_content("catalogue-entry", name, out, asked))
        tell(interface.say("content-new.next", folder=str(out)))
    else:
        raise UsageError("catalogue-new-what")


@group.command("import")
@undated_task
def import_entries(
    asked: app.Context,
    sheet: Annotated[Path, typer.Argument(metavar="SHEET.xlsx", readable=False)],
    out: Out,
    force: Force = False,
) -> None:
    """Turn a filled sheet into a folder of your own content, for --content.

    Nothing is written while a cell is wrong; every problem is listed with its sheet and cell.
    """
    interface = app.words(asked.language)
    read = app.read_sheet(sheet, asked)
    write_paths(app.write_entries(read, out, replace=force))
    tell(_summary(read, interface), interface.say("catalogue.next-import", folder=str(out)))


def _summary(read: "CatalogueLayer", interface: "InterfaceText") -> str:
    """Return how many entries a sheet has, in words."""
    counted = {"providers": read.providers, "services": read.services, "actions": read.actions}
    counts = {name: str(len(entries)) for name, entries in counted.items()}
    return interface.say("catalogue.read", languages=", ".join(read.texts), **counts)
