"""``explain``: the arithmetic behind a score."""

from typing import Annotated

import typer

from jazari_assess.cli.choices import choices
from jazari_assess.cli.options import AssessmentFile, Content, Date, Json, Lang, Migrate


def explain(
    context: typer.Context,
    file: AssessmentFile,
    node: Annotated[
        str | None, typer.Argument(metavar="[NODE]", help="A dimension or indicator (default: the whole model).")
    ] = None,
    model: Annotated[
        str | None, typer.Option("--model", metavar="ID", help="Maturity model (default: the main one).")
    ] = None,
    json: Json = False,
    migrate: Migrate = False,
    lang: Lang = None,
    content: Content = None,
    date: Date = None,
) -> None:
    """Show the arithmetic behind a score, line by line.

    From each answer to its value, its weight and what it contributes; the contributions sum to the score.
    """
    from jazari_assess.app.dossier import open_dossier
    from jazari_assess.engine.score.explain import explain as explain_score

    chosen = choices(context, lang, content, date)
    dossier = open_dossier(file, chosen, migrate=migrate)
    maturity = dossier.models(None if model is None else [model])[0]
    explanation = explain_score(dossier.questionnaire, maturity, dossier.assessment, node)
    if json:
        from jazari_assess.app.json_text import json_text, plain_values
        from jazari_assess.app.language import choose_language
        from jazari_assess.cli.terminal.notices import notices_value
        from jazari_assess.cli.terminal.streams import write_data

        notices = notices_value((maturity,), choose_language(chosen.lang))
        write_data(json_text({**plain_values(explanation), **notices}))
        return
    from jazari_assess.app.language import words
    from jazari_assess.app.titles import titles
    from jazari_assess.cli.score.explain_table import explanation_parts
    from jazari_assess.cli.terminal.notices import notice_parts
    from jazari_assess.cli.terminal.tables import show

    interface = words(chosen.lang)
    named = titles(maturity, dossier.library, interface.language)
    show(*explanation_parts(explanation, named, interface), *notice_parts(maturity, interface.language))
