"""``plan``: what to do, in which quarter, and why."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from jazari_assess import app
from jazari_assess.cli.day import present_time
from jazari_assess.cli.options import (
    Accept,
    Aim,
    AssessmentFile,
    Budget,
    Capacity,
    Compare,
    Gap,
    Horizon,
    Json,
    Lock,
    Migrate,
    Priority,
    Target,
    task,
)
from jazari_assess.cli.terminal.notices import opened
from jazari_assess.cli.terminal.streams import write_json
from jazari_assess.cli.terminal.tables import show, tell
from jazari_assess.errors import UsageError

if TYPE_CHECKING:
    from jazari_assess.app.dossier import Dossier
    from jazari_assess.model.interface_text import InterfaceText


@task
def plan(
    asked: app.Context,
    file: AssessmentFile,
    horizon: Horizon = None,
    capacity: Capacity = None,
    budget: Budget = None,
    aim: Aim = None,
    target: Target = None,
    priority: Priority = None,
    lock: Lock = None,
    gap: Gap = None,
    compare: Compare = None,
    accept: Accept = False,
    forget: Annotated[bool, typer.Option("--forget")] = False,
    json: Json = False,
    migrate: Migrate = False,
) -> None:
    """Plan from an assessment: actions by quarter with their reasons, and who can help with them.

    Effort and gains are this project's estimates, never a promise. An accepted plan is what this command and report
    show from then on; any option above plans anew with its settings as defaults. Leaves with 1 when no plan keeps all
    that was asked.
    """
    for name, given in (("--migrate", migrate), ("--compare", bool(compare)), ("--forget", forget)):
        if accept and given:
            raise UsageError("plan-accept-with", found=name)
    request = app.PlanRequest(
        horizon=horizon,
        capacity=capacity,
        budget=budget,
        gap=gap,
        aims=tuple(aim or ()),
        targets=tuple(target or ()),
        priorities=tuple(priority or ()),
        locks=tuple(lock or ()),
    )
    dossier = opened(file, asked, migrate=migrate and not forget)
    interface = app.words(asked.language)
    if forget:
        done = app.forget(dossier, now=present_time())
        tell(interface.say(f"commands.plan.{'forgotten' if done else 'nothing-to-forget'}", path=str(file)))
    elif compare:
        _compare(dossier, request, compare, interface, json=json)
    else:
        _plan(dossier, request, interface, accept=accept, json=json)


def _plan(
    dossier: "Dossier", request: "app.PlanRequest", interface: "InterfaceText", *, accept: bool, json: bool
) -> None:
    planned = app.plan(dossier, request)
    if planned.gone:
        tell(interface.say("commands.plan.gone", items=", ".join(planned.gone)))
    if accept:
        app.check_acceptable(planned)
    if json:
        write_json(planned.value())
    else:
        from jazari_assess.cli.plan.table import plan_parts

        show(*plan_parts(planned.page(), interface))
    if accept:
        app.accept(planned, now=present_time())
        tell(interface.say("commands.plan.accepted", path=str(dossier.file)))
    if planned.roadmap.status == "infeasible":
        raise typer.Exit(1)


def _compare(
    dossier: "Dossier", request: "app.PlanRequest", asked: list[str], interface: "InterfaceText", *, json: bool
) -> None:
    if sys.stderr.isatty():
        tell(interface.say("what-if.working"))
    made = app.compare_plans(dossier, asked, request)
    if json:
        write_json(made.value())
        return
    from jazari_assess.cli.plan.comparison_table import comparison_parts

    show(*comparison_parts(made, interface))
