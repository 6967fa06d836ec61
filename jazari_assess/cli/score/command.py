"""``score``: the scores of one assessment; ``explain``: the arithmetic behind one of them."""

from pathlib import Path
from typing import Annotated

import typer

from jazari_assess import app
from jazari_assess.cli.options import AssessmentFile, Json, Migrate, Models, task
from jazari_assess.cli.terminal.completing import ids
from jazari_assess.cli.terminal.notices import notice_parts, opened
from jazari_assess.cli.terminal.streams import write_json
from jazari_assess.cli.terminal.tables import show


@task
def score(
    asked: app.Context,
    file: AssessmentFile,
    model: Models = None,
    siri_factors: Annotated[
        Path | None,
        typer.Option("--siri-factors", metavar="FILE"),
    ] = None,
    json: Json = False,
    migrate: Migrate = False,
) -> None:
    """Score an assessment against its maturity model.

    The table shows each dimension with its interval: where the score would be if every missing answer were the worst,
    and the best. --model siri adds an order of priorities over three horizons, --model acatech what to bring level
    first.
    """
    scored = app.score(opened(file, asked, migrate=migrate), model or (), siri_factors=siri_factors)
    if json:
        write_json(scored.value())
        return
    from jazari_assess.cli.score.advice_table import advice_parts
    from jazari_assess.cli.score.table import score_parts

    interface = app.words(asked.language)
    shown = [one.structure.id for one in scored.models]
    show(*score_parts(scored.page(), shown, interface), *advice_parts(scored, interface))


@task
def explain(
    asked: app.Context,
    file: AssessmentFile,
    node: Annotated[str | None, typer.Argument(metavar="[NODE]", autocompletion=ids("nodes"))] = None,
    model: Annotated[str | None, typer.Option("--model", metavar="ID", autocompletion=ids("models"))] = None,
    json: Json = False,
    migrate: Migrate = False,
) -> None:
    """Show the arithmetic behind a score, line by line.

    From each answer to its value, its weight and what it contributes, with digits enough to add it up again; the
    contributions sum to the score.
    """
    explained = app.explain(opened(file, asked, migrate=migrate), node, model=model)
    if json:
        write_json(explained.value())
        return
    from jazari_assess.cli.score.explain_table import ExplanationTables

    tables = ExplanationTables(explained, app.words(asked.language))
    show(*tables.parts(), *notice_parts(explained.notices))
