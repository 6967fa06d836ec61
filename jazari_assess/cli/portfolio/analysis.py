"""What many firms say together: published, diagnosed, drawn; and one firm among them."""

from pathlib import Path
from typing import Annotated

import typer

from jazari_assess import app
from jazari_assess.cli.compare.command import show_comparison
from jazari_assess.cli.options import AssessmentFile, Brand, Force, Json, Migrate, PdfEngine, task
from jazari_assess.cli.portfolio.group import Store, group
from jazari_assess.cli.terminal.notices import opened
from jazari_assess.cli.terminal.streams import write_json, write_paths
from jazari_assess.cli.terminal.tables import show, tell
from jazari_assess.model.bounds import MOST_FEWEST
from jazari_assess.model.cohort import FEWEST_FIRMS

Ledger = Annotated[
    Path | None,
    typer.Option("--ledger", metavar="FILE", readable=False),
]


@group.command()
@task
def publish(
    asked: app.Context,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", readable=False)],
    store: Store = None,
    ledger: Ledger = None,
    fewest: Annotated[
        int,
        typer.Option("--fewest", metavar="N", min=FEWEST_FIRMS, max=MOST_FEWEST),
    ] = FEWEST_FIRMS,
    force: Force = False,
) -> None:
    """Write a benchmark of the firms in the store that gives none of them away, for consultants to carry along.

    The ledger beside the store remembers what was published, so that no two benchmarks give away a firm together;
    keep it, and hand it to nobody.
    """
    request = app.PublishRequest(target=output, ledger=ledger, fewest=fewest, replace=force)
    made = app.publish(request, app.StoreRequest(store=store), asked)
    say = app.words(asked.language).say
    counts = {"firms": made.firms, "groups": made.groups, "added": made.added, "waiting": made.waiting}
    tell(say("benchmark.published", **{name: str(count) for name, count in counts.items()}))
    tell(say("benchmark.ledger", path=str(made.ledger)))
    write_paths((made.target,))


@group.command()
@task
def benchmark(
    asked: app.Context,
    file: AssessmentFile,
    store: Store = None,
    published: Annotated[
        Path | None,
        typer.Option("--benchmark", metavar="FILE", readable=False),
    ] = None,
    ledger: Ledger = None,
    json: Json = False,
    migrate: Migrate = False,
) -> None:
    """Show where a firm stands among those of its sector, size and region: by a file, or by what was published here."""
    found = app.benchmark_firm(opened(file, asked, migrate=migrate), app.StoreRequest(store=store), published, ledger)
    if json:
        write_json(app.benchmark_value(found))
        return
    from jazari_assess.cli.portfolio.analysis_tables import benchmark_parts

    show(*benchmark_parts(found, app.words(asked.language)))


@group.command()
@task
def diagnose(
    asked: app.Context,
    store: Store = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", readable=False)] = None,
    formats: Annotated[list[str] | None, typer.Option("--format", metavar="NAME")] = None,
    brand: Brand = None,
    engine: PdfEngine = "auto",
    force: Force = False,
    json: Json = False,
) -> None:
    """Put the questionnaire to the test: what its questions tell of many firms, and what to do about it first.

    With --out as a page, a document and a workbook, in which no figure is of fewer than five firms.
    """
    found = app.diagnose(app.StoreRequest(store=store), asked)
    if json:
        write_json(found.value())
    elif out is not None:
        written = app.write_diagnosis(found, out, formats or (), asked, brand=brand, engine=engine, replace=force)
        write_paths(tuple(written))
    else:
        from jazari_assess.cli.portfolio.analysis_tables import diagnosis_parts

        show(*diagnosis_parts(app.worded_diagnosis(found)))


@group.command()
@task
def overview(
    asked: app.Context,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", readable=False)] = None,
    formats: Annotated[
        list[str] | None,
        typer.Option("--format", metavar="NAME"),
    ] = None,
    store: Store = None,
    names: Annotated[bool, typer.Option("--names")] = False,
    brand: Brand = None,
    engine: PdfEngine = "auto",
    force: Force = False,
) -> None:
    """Write what is in the store for a director: distribution, map, heat map, change, risks, what the plans call for.

    The page (html) filters and counts without a server or a network; workbook and document show each firm's newest
    assessment, and so does the terminal without --out.
    """
    place = app.StoreRequest(store=store)
    request = app.OverviewRequest(
        out=out, formats=formats or (), names=names, brand=brand, engine=engine, replace=force
    )
    if out is not None:
        write_paths(tuple(app.write_overview(request, place, asked)))
        return
    from jazari_assess.cli.portfolio.overview_tables import overview_parts

    show(*overview_parts(app.read_overview(request, place, asked), app.words(asked.language)))


@group.command()
@task
def compare(
    asked: app.Context,
    firm: Annotated[str, typer.Option("--firm", metavar="FIRM")],
    store: Store = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", readable=False)] = None,
    formats: Annotated[list[str] | None, typer.Option("--format", metavar="NAME")] = None,
    brand: Brand = None,
    engine: PdfEngine = "auto",
    force: Force = False,
    json: Json = False,
) -> None:
    """Compare the assessments of a firm over time, the newest of each stage: what moved, and how far its plan came."""
    place = app.StoreRequest(store=store)
    if out is not None and not json:
        request = app.FirmComparisonRequest(
            firm=firm, out=out, formats=formats or (), brand=brand, engine=engine, replace=force
        )
        write_paths(tuple(app.write_firm_comparison(request, place, asked)))
        return
    compared = app.compare_firm(firm, place, asked)
    if json:
        write_json(compared.value())
    else:
        show_comparison(compared)
