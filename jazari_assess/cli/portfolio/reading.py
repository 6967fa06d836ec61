"""Assessments taken into the store, and what it holds: listed, shown, exported, due."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from jazari_assess import app
from jazari_assess.cli.options import PARTLY_DONE, Force, Json, task, undated_task
from jazari_assess.cli.portfolio.group import (
    Firm,
    Key,
    Latest,
    OneFirm,
    Regions,
    Sectors,
    Since,
    Sizes,
    Stages,
    Store,
    Until,
    group,
)
from jazari_assess.cli.terminal.problems import problem_lines
from jazari_assess.cli.terminal.streams import write_json, write_paths
from jazari_assess.cli.terminal.tables import show as show_parts
from jazari_assess.cli.terminal.tables import tell
from jazari_assess.model.bounds import MOST_STAGE_MONTHS, MOST_WITHIN_DAYS, STAGE_MONTHS, WITHIN_DAYS

_LISTED = 100
"""Lines of a list in a terminal: three screens; JSON holds all unless fewer are asked for."""

Sort = Annotated[
    str,
    typer.Option("--sort", metavar="KEY"),
]


@group.command()
@task
def add(
    asked: app.Context,
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="FILE_OR_DIR...", readable=False),
    ],
    store: Store = None,
    key: Key = None,
    consultant: Annotated[str | None, typer.Option("--consultant", metavar="NAME")] = None,
) -> None:
    """Take assessments into the store, each content once; the store is made where it is missing.

    A file that cannot be used stops no other. Ends with 3 when one was refused.
    """
    interface = app.words(asked.language)
    taken = app.add_to_portfolio(paths, app.StoreRequest(store=store, key=key), asked, consultant=consultant)
    tell(*(problem_lines(problem, interface) for problem in taken.problems))
    say = interface.say
    if taken.upgraded is not None:
        tell(say("portfolio.upgraded"))
    for twin in taken.twins[:_LISTED]:
        tell(say("portfolio.twin", first=twin.other, second=twin.key))
    if taken.followed:
        told = {"items": sum(taken.followed.values()), "workbooks": len(taken.followed)}
        tell(say("portfolio.followed", **{name: str(count) for name, count in told.items()}))
    counts = {"new": taken.new, "known": taken.known, "refused": taken.refused}
    tell(say("portfolio.added", **{name: str(count) for name, count in counts.items()}))
    if taken.refused:
        raise typer.Exit(PARTLY_DONE)


@group.command("list")
@undated_task
def list_(
    asked: app.Context,
    store: Store = None,
    firm: OneFirm = None,
    region: Regions = None,
    sector: Sectors = None,
    size: Sizes = None,
    stage: Stages = None,
    level: Annotated[list[str] | None, typer.Option("--level", metavar="ID")] = None,
    since: Since = None,
    until: Until = None,
    latest: Latest = False,
    sort: Sort = "firm",
    limit: Annotated[
        int | None,
        typer.Option("--limit", metavar="N", min=0),
    ] = None,
    json: Json = False,
) -> None:
    """List the assessments in the store: filtered, in the order asked for. Filters add up."""
    request = app.ListRequest(
        firm=firm,
        regions=region or (),
        sectors=sector or (),
        sizes=size or (),
        stages=stage or (),
        levels=level or (),
        since=since,
        until=until,
        latest=latest,
        sort=sort,
        most=limit if limit is not None else 0 if json else _LISTED,
    )
    listed = app.list_portfolio(request, app.StoreRequest(store=store))
    if json:
        write_json(listed.value())
        return
    from jazari_assess.cli.portfolio.table import list_parts

    show_parts(*list_parts(listed, app.words(asked.language)))


@group.command()
@undated_task
def show(asked: app.Context, firm: Firm, store: Store = None, key: Key = None, json: Json = False) -> None:
    """Show all that the store holds of one firm: its profile, assessments, plan, and what is joined in it."""
    shown = app.show_firm(firm, app.StoreRequest(store=store, key=key), asked)
    if json:
        write_json(shown.value())
        return
    from jazari_assess.cli.portfolio.table import firm_parts

    show_parts(*firm_parts(shown, app.words(asked.language)))


@group.command()
@task
def due(
    asked: app.Context,
    store: Store = None,
    months: Annotated[int, typer.Option("--months", metavar="N", min=1, max=MOST_STAGE_MONTHS)] = STAGE_MONTHS,
    within: Annotated[int, typer.Option("--within", metavar="DAYS", min=0, max=MOST_WITHIN_DAYS)] = WITHIN_DAYS,
    json: Json = False,
) -> None:
    """Say with which firms something is due: the next assessment, a phase of the plan that ended, services agreed."""
    found = app.due_firms(app.StoreRequest(store=store), asked, months=months, within=within)
    if json:
        write_json(found.value())
        return
    from jazari_assess.cli.portfolio.table import due_parts

    show_parts(*due_parts(found, app.words(asked.language)))


@group.command()
@task
def export(
    asked: app.Context,
    store: Store = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="PATH", readable=False),
    ] = None,
    table: Annotated[
        Literal["assessments", "scores", "answers", "plans"],
        typer.Option("--table", metavar="NAME"),
    ] = "assessments",
    names: Annotated[bool, typer.Option("--names")] = False,
    csv: Annotated[
        Literal["plain", "fr"],
        typer.Option("--csv", metavar="plain|fr"),
    ] = "plain",
    firm: OneFirm = None,
    region: Regions = None,
    sector: Sectors = None,
    size: Sizes = None,
    stage: Stages = None,
    since: Since = None,
    until: Until = None,
    latest: Latest = False,
    force: Force = False,
) -> None:
    """Write the store as a table for other programs: Parquet, CSV or Excel, wide or long.

    Without --output it goes into the folder "exports" beside the store, which an erasure empties.
    """
    chosen = app.ListRequest(
        firm=firm,
        regions=region or (),
        sectors=sector or (),
        sizes=size or (),
        stages=stage or (),
        since=since,
        until=until,
        latest=latest,
    )
    request = app.ExportRequest(
        chosen=chosen, table=table, names=names, french=csv == "fr", output=output, replace=force
    )
    path, rows = app.export_portfolio(request, app.StoreRequest(store=store), date=asked.date)
    write_paths([path])
    tell(app.words(asked.language).say("portfolio.exported", rows=str(rows)))
