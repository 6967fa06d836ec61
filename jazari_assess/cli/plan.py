"""``plan``: what to do, in which quarter, and why."""

import typer

from jazari_assess.cli.choices import choices
from jazari_assess.cli.options import (
    AssessmentFile,
    Capacity,
    Content,
    Date,
    Horizon,
    Json,
    Lang,
    Migrate,
    Target,
)


def plan(
    context: typer.Context,
    file: AssessmentFile,
    horizon: Horizon = 18,
    capacity: Capacity = 20.0,
    target: Target = None,
    json: Json = False,
    migrate: Migrate = False,
    lang: Lang = None,
    content: Content = None,
    date: Date = None,
) -> None:
    """Plan from an assessment: actions, services and programmes by quarter, with their reasons.

    Effort and gains are this project's estimates.
    """
    from jazari_assess.cli.dossier import open_dossier
    from jazari_assess.cli.roadmap import plan_settings, roadmap

    chosen = choices(context, lang, content, date)
    dossier = open_dossier(file, chosen, migrate=migrate)
    settings = plan_settings(dossier, horizon=horizon, capacity=capacity, targets=target or [])
    result = dossier.result(dossier.all_models())
    made = roadmap(dossier, result, settings)
    if json:
        from jazari_assess.cli.json_text import json_text, plain_values
        from jazari_assess.cli.streams import write_data

        write_data(json_text(plain_values(made)))
        return
    from jazari_assess.cli.language import words
    from jazari_assess.cli.pages import page, template_folders
    from jazari_assess.cli.plan_table import plan_parts
    from jazari_assess.cli.terminal import show

    interface = words(chosen.lang)
    shown = page(dossier, result, made, language=interface.language, folders=template_folders(chosen))
    show(*plan_parts(shown, interface))
