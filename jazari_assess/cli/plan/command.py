"""``plan``: what to do, in which quarter, and why."""

from typing import TYPE_CHECKING, Annotated

import typer

from jazari_assess.cli.choices import Choices, choices
from jazari_assess.cli.options import (
    Accept,
    AssessmentFile,
    Budget,
    Capacity,
    Compare,
    Content,
    Date,
    Gap,
    Horizon,
    Json,
    Lang,
    Lock,
    Migrate,
    Priority,
    Target,
)

if TYPE_CHECKING:
    from pathlib import Path

    from jazari_assess.app.dossier import Dossier
    from jazari_assess.app.plan_request import PlanRequest
    from jazari_assess.model.result import Result
    from jazari_assess.model.roadmap import Roadmap


def plan(
    context: typer.Context,
    file: AssessmentFile,
    horizon: Horizon = None,
    capacity: Capacity = None,
    budget: Budget = None,
    target: Target = None,
    priority: Priority = None,
    lock: Lock = None,
    gap: Gap = None,
    compare: Compare = None,
    accept: Accept = False,
    forget: Annotated[bool, typer.Option("--forget", help="Take the accepted plan out of FILE and leave.")] = False,
    json: Json = False,
    migrate: Migrate = False,
    lang: Lang = None,
    content: Content = None,
    date: Date = None,
) -> None:
    """Plan from an assessment: actions, services and programmes by quarter, with their reasons.

    Effort and gains are this project's estimates, never a promise. An accepted plan is what this command and report
    show from then on; any option above plans anew with its settings as defaults.
    """
    from jazari_assess.app.plan_request import PlanRequest

    chosen = choices(context, lang, content, date)
    request = PlanRequest(
        horizon=horizon,
        capacity=capacity,
        budget=budget,
        gap=gap,
        targets=tuple(target or ()),
        priorities=tuple(priority or ()),
        locks=tuple(lock or ()),
    )
    _refuse_together(accept=accept, migrate=migrate, compare=bool(compare), forget=forget)
    if forget:
        _forget(file, chosen)
    elif compare:
        _compare(file, chosen, request, compare, json=json, migrate=migrate)
    else:
        _plan(file, chosen, request, accept=accept, json=json, migrate=migrate)


def _refuse_together(*, accept: bool, migrate: bool, compare: bool, forget: bool) -> None:
    from jazari_assess.errors import UsageError

    for name, asked in (("--migrate", migrate), ("--compare", compare), ("--forget", forget)):
        if accept and asked:
            raise UsageError("plan-accept-with", found=name)


def _plan(file: "Path", chosen: Choices, request: "PlanRequest", *, accept: bool, json: bool, migrate: bool) -> None:
    from jazari_assess.app.dossier import open_dossier
    from jazari_assess.app.kept_plan import check_acceptable

    dossier = open_dossier(file, chosen, migrate=migrate)
    result = dossier.result(dossier.all_models())
    made = _made(dossier, result, request, chosen)
    if accept:
        check_acceptable(file, made)
    if json:
        from jazari_assess.app.json_text import json_text, plain_values
        from jazari_assess.cli.terminal.streams import write_data

        write_data(json_text(plain_values(made)))
    else:
        _show(dossier, result, made, chosen)
    if accept:
        _accept(file, dossier, made, chosen)


def _made(dossier: "Dossier", result: "Result", request: "PlanRequest", chosen: Choices) -> "Roadmap":
    """Return the accepted plan when nothing was asked, else a new one; say what of an accepted plan is gone."""
    from jazari_assess.app.kept_plan import gone
    from jazari_assess.app.language import words
    from jazari_assess.app.plan_request import settings_over
    from jazari_assess.app.roadmap import dimensions, roadmap, standing_roadmap, standing_settings
    from jazari_assess.cli.terminal.tables import tell

    kept = dossier.assessment.plan
    if kept is not None and request.is_empty:
        made = standing_roadmap(dossier, result)
        lost = gone(kept, made)
        if lost:
            tell(words(chosen.lang).say("commands.plan.gone", items=", ".join(lost)))
        return made
    return roadmap(dossier, result, settings_over(standing_settings(dossier), request, dimensions(dossier)))


def _show(dossier: "Dossier", result: "Result", made: "Roadmap", chosen: Choices) -> None:
    from jazari_assess.app.language import words
    from jazari_assess.app.page import page, template_folders
    from jazari_assess.cli.plan.table import plan_parts
    from jazari_assess.cli.terminal.tables import show

    interface = words(chosen.lang)
    shown = page(dossier, result, made, language=interface.language, folders=template_folders(chosen))
    show(*plan_parts(shown, interface))


def _accept(file: "Path", dossier: "Dossier", made: "Roadmap", chosen: Choices) -> None:
    from jazari_assess.app.kept_plan import accept
    from jazari_assess.app.language import words
    from jazari_assess.cli.day import present_time
    from jazari_assess.cli.terminal.tables import tell

    accept(file, dossier.library, made, date=dossier.date, since=present_time())
    tell(words(chosen.lang).say("commands.plan.accepted", path=str(file)))


def _forget(file: "Path", chosen: Choices) -> None:
    from jazari_assess.app.dossier import open_dossier
    from jazari_assess.app.kept_plan import forget
    from jazari_assess.app.language import words
    from jazari_assess.cli.day import present_time
    from jazari_assess.cli.terminal.tables import tell

    dossier, interface = open_dossier(file, chosen), words(chosen.lang)
    if dossier.assessment.plan is None:
        tell(interface.say("commands.plan.nothing-to-forget"))
        return
    forget(file, dossier.library, since=present_time())
    tell(interface.say("commands.plan.forgotten", path=str(file)))


def _compare(
    file: "Path", chosen: Choices, request: "PlanRequest", asked: list[str], *, json: bool, migrate: bool
) -> None:
    import sys

    from jazari_assess.app.dossier import open_dossier
    from jazari_assess.app.language import words
    from jazari_assess.app.plan_comparison import compared, comparison_value
    from jazari_assess.cli.terminal.tables import tell

    dossier, interface = open_dossier(file, chosen, migrate=migrate), words(chosen.lang)
    if sys.stderr.isatty():
        tell(interface.say("what-if.working"))
    made = compared(dossier, request, asked)
    if json:
        from jazari_assess.app.json_text import json_text
        from jazari_assess.cli.terminal.streams import write_data

        write_data(json_text(comparison_value(made)))
        return
    from jazari_assess.app.page import template_folders
    from jazari_assess.cli.plan.comparison_table import comparison_parts
    from jazari_assess.cli.terminal.tables import show

    show(*comparison_parts(dossier, made, interface, folders=template_folders(chosen)))
