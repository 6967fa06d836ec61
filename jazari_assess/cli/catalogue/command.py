"""``catalogue``: who can help, with what, and what a firm can do itself; and an institute's own entries."""

from pathlib import Path
from typing import Annotated

import typer

from jazari_assess.cli.choices import choices
from jazari_assess.cli.options import Content, Date, Force, Json, Lang, Out

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="The catalogue of actions, services and programmes."
)


@app.command("list")
def list_entries(
    context: typer.Context,
    region: Annotated[
        str | None, typer.Option("--region", metavar="ID", help="What serves a firm of this region.")
    ] = None,
    sector: Annotated[
        str | None, typer.Option("--sector", metavar="ID", help="What is open to a firm of this sector.")
    ] = None,
    dimension: Annotated[
        str | None, typer.Option("--dimension", metavar="ID", help="What closes a gap on a dimension or an indicator.")
    ] = None,
    status: Annotated[
        str | None, typer.Option("--status", metavar="WORD", help="in-force, launched, signed, in-operation, ...")
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option("--kind", metavar="WORD", help="provider, action, service, programme, training, strategy, ..."),
    ] = None,
    json: Json = False,
    lang: Lang = None,
    content: Content = None,
    date: Date = None,
) -> None:
    """List the catalogue: providers, their services and programmes, and what a firm can do itself.

    Filters add up. An action has no region and no status of its own: it is left out where one of these is asked for.
    Facts more than 18 months old, or than the settings file says, are marked.
    """
    from jazari_assess.app.dossier import read_content
    from jazari_assess.app.language import words
    from jazari_assess.app.settings import stale_months
    from jazari_assess.cli.catalogue.listing import Filters, list_parts, list_value, listed
    from jazari_assess.cli.day import choose_date
    from jazari_assess.reading.content.interface_text import languages

    chosen = choices(context, lang, content, date)
    filters = Filters(region=region, sector=sector, dimension=dimension, status=status, kind=kind)
    interface = words(chosen.lang)
    rows = listed(
        read_content(chosen),
        filters,
        language=interface.language,
        date=choose_date(chosen.date),
        stale_months=stale_months(languages()),
    )
    if json:
        from jazari_assess.app.json_text import json_text
        from jazari_assess.cli.terminal.streams import write_data

        write_data(json_text(list_value(rows)))
        return
    from jazari_assess.cli.terminal.tables import show as show_parts

    show_parts(*list_parts(rows, interface))


@app.command()
def show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID", help="A provider, service or action.")],
    notes: Annotated[bool, typer.Option("--notes", help="Add the authors' notes and sources, in English.")] = False,
    lang: Lang = None,
    content: Content = None,
    date: Date = None,
) -> None:
    """Show one entry: what it is for, whom it serves, what it closes, its state, source and date."""
    from jazari_assess.app.dossier import read_content
    from jazari_assess.app.language import words
    from jazari_assess.app.settings import stale_months
    from jazari_assess.cli.catalogue.listing import entry_parts
    from jazari_assess.cli.day import choose_date
    from jazari_assess.cli.terminal.tables import show as show_parts
    from jazari_assess.reading.content.interface_text import languages

    chosen = choices(context, lang, content, date)
    interface, today, months = words(chosen.lang), choose_date(chosen.date), stale_months(languages())
    show_parts(*entry_parts(read_content(chosen), name, interface, notes=notes, date=today, stale_months=months))


@app.command()
def check(
    context: typer.Context,
    path: Annotated[
        Path | None, typer.Argument(metavar="[PATH]", readable=False, help="A filled sheet (.xlsx), or a folder.")
    ] = None,
    lang: Lang = None,
    content: Content = None,
) -> None:
    """Check the catalogue, or an institute's own entries, and list every problem with its place.

    In a sheet that is the cell, in a folder the file, line and column. Leaves with 1 when there is a problem.
    """
    from jazari_assess.app.catalogue_sheet import is_sheet, read_sheet
    from jazari_assess.app.dossier import check_content
    from jazari_assess.app.language import words
    from jazari_assess.cli.terminal.tables import tell

    chosen = choices(context, lang, content)
    interface = words(chosen.lang)
    if path is not None and is_sheet(path):
        tell(read_sheet(path, chosen).summary(interface))
        return
    check_content(chosen, path)
    tell(interface.say("commands.content.right"))


@app.command()
def new(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="The id of a new service, written as files under --out.")
    ] = None,
    excel: Annotated[
        Path | None,
        typer.Option("--excel", metavar="PATH", readable=False, help="Write an empty Excel sheet to fill in instead."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", readable=False, help="Folder of your own content; made if missing."),
    ] = None,
    force: Force = False,
    lang: Lang = None,
    content: Content = None,
    date: Date = None,
) -> None:
    """Begin entries of your own: an Excel sheet to fill in (--excel), or the files of one service (ID and --out)."""
    from jazari_assess.app.catalogue_sheet import write_form, write_service
    from jazari_assess.app.language import words
    from jazari_assess.cli.terminal.streams import write_data
    from jazari_assess.cli.terminal.tables import tell
    from jazari_assess.errors import UsageError

    chosen = choices(context, lang, content, date)
    interface = words(chosen.lang)
    if excel is not None and name is None and out is None:
        write_form(excel, chosen, interface, replace=force)
        write_data(f"{excel}\n")
        tell(interface.say("catalogue.next-sheet", path=str(excel)))
    elif name is not None and out is not None and excel is None:
        for path in write_service(name, out, chosen):
            write_data(f"{path}\n")
        tell(interface.say("content-new.next", folder=str(out)))
    else:
        raise UsageError("catalogue-new-what")


@app.command("import")
def import_entries(
    context: typer.Context,
    sheet: Annotated[Path, typer.Argument(metavar="SHEET.xlsx", readable=False, help="A filled sheet.")],
    out: Out,
    force: Force = False,
    lang: Lang = None,
    content: Content = None,
) -> None:
    """Turn a filled sheet into a folder of your own content, for --content.

    Nothing is written while a cell is wrong; every problem is listed with its sheet and cell.
    """
    from jazari_assess.app.catalogue_sheet import read_sheet
    from jazari_assess.app.language import words
    from jazari_assess.cli.terminal.streams import write_data
    from jazari_assess.cli.terminal.tables import tell

    chosen = choices(context, lang, content)
    interface = words(chosen.lang)
    read = read_sheet(sheet, chosen)
    for path in read.write(out, replace=force):
        write_data(f"{path}\n")
    tell(read.summary(interface), interface.say("catalogue.next-import", folder=str(out)))
