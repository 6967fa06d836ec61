"""``score``: the scores of one assessment."""

from pathlib import Path
from typing import Annotated

import typer

from jazari_assess.cli.choices import choices
from jazari_assess.cli.options import AssessmentFile, Content, Date, Json, Lang, Migrate, Models


def score(
    context: typer.Context,
    file: AssessmentFile,
    model: Models = None,
    siri_factors: Annotated[
        Path | None,
        typer.Option(
            "--siri-factors", metavar="FILE", help="For --model siri: what the dimensions mean to the firm (YAML)."
        ),
    ] = None,
    json: Json = False,
    migrate: Migrate = False,
    lang: Lang = None,
    content: Content = None,
    date: Date = None,
) -> None:
    """Score an assessment against its maturity model.

    The table shows each dimension with its interval: where the score would be if every missing answer were the worst,
    and the best. --model siri adds an order of priorities over three horizons, --model acatech what to bring level
    first.
    """
    from jazari_assess.app.advice import advice_value, view_advice
    from jazari_assess.app.dossier import open_dossier

    chosen = choices(context, lang, content, date)
    dossier = open_dossier(file, chosen, migrate=migrate)
    if json:
        from jazari_assess.app.json_text import json_text
        from jazari_assess.app.language import choose_language
        from jazari_assess.cli.terminal.notices import notices_value
        from jazari_assess.cli.terminal.streams import write_data
        from jazari_assess.render.json import result_value

        scored = dossier.result(dossier.models(model))
        notices = notices_value(dossier.models(model), choose_language(chosen.lang))
        advised = advice_value(view_advice(scored, dossier.library, siri_factors))
        write_data(json_text({**result_value(scored), **notices, **advised}))
        return
    from jazari_assess.app.language import words
    from jazari_assess.app.page import no_roadmap, page, template_folders
    from jazari_assess.cli.score.advice_table import advice_parts
    from jazari_assess.cli.score.table import score_parts
    from jazari_assess.cli.terminal.tables import show

    interface = words(chosen.lang)
    result = dossier.result(dossier.with_main(dossier.models(model)))
    shown = page(dossier, result, no_roadmap(dossier), language=interface.language, folders=template_folders(chosen))
    advice = view_advice(result, dossier.library, siri_factors)
    scores = score_parts(shown, [one.structure.id for one in dossier.models(model)], interface)
    show(*scores, *advice_parts(advice, dossier.library, interface))
