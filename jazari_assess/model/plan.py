"""A plan: what a firm does in which quarter and why, who can help, what it brings, and why the rest is left out."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from jazari_assess.model.actions import DayRange
from jazari_assess.model.assessment import Date, Sha256
from jazari_assess.model.flags import FlagKind, Severity
from jazari_assess.model.plan_settings import PlanSettings
from jazari_assess.model.provider import Status
from jazari_assess.model.services import Function, Opening
from jazari_assess.model.strict import Id, Strict
from jazari_assess.model.why import Why

ItemKind = Literal["action", "enquiry", "find-out"]
PhaseId = Literal["secure", "level", "further"]
PlanStatus = Literal["planned", "nothing-to-do", "infeasible", "kept"]
Quarter = Annotated[int, Field(ge=1)]


class SettingsUsed(PlanSettings):
    """What was asked, with what was assumed in place of what was not; ``at_once`` is how many actions run at once."""

    capacity_assumed: bool
    at_once: float


class PlannedTarget(Strict):
    """A score asked of a dimension: where it stands today, after the plan, and from the end of which quarter it is met.

    Where it is not met, ``most`` is the score to which all that is open to the firm would lead, ``next`` the action
    left out that would bring it nearest, and ``reason`` why that is left out.
    """

    node: Id
    target: float
    today: float | None
    reached: float | None
    quarter: int | None
    most: float | None
    next: Id | None = None
    reason: Why | None = None


class PlannedKpi(Strict):
    """A figure of an aim; ``ready`` says that it comes today without extra work."""

    id: Id
    ready: bool


class PlannedAim(Strict):
    """An aim of the firm: its figures, of which the first value is taken before ``begins``, and what serves it."""

    id: Id
    kpis: tuple[PlannedKpi, ...]
    items: tuple[Id, ...]
    deeds: tuple[Id, ...]
    begins: int | None


class PlannedFlag(Strict):
    """A flag that is up: when its first act begins, or why it does not; ``done`` is the quarter at whose end it is."""

    id: Id
    kind: FlagKind
    severity: Severity
    first: Id
    due: int | None
    quarter: int | None
    done: int | None
    then: tuple[Id, ...]
    reason: Why | None


class Support(Strict):
    """Who can help with an action: the best by exactness, place, status and freshness; ``equals`` are as good."""

    service: Id
    provider: Id
    function: Function
    status: Status
    open: Opening
    source: str
    as_of: str
    near: bool
    to_check: bool
    own_days: DayRange
    exact: bool
    equals: tuple[Id, ...] = ()


class Change(Strict):
    """What an item changes: estimated scores of an indicator before and after it."""

    node: Id
    before: float
    after: float


class PlannedItem(Strict):
    """One line of the plan; ``quarter``, in which it starts, counts from 1. Gains are estimated points.

    ``days`` is what was planned with, within ``person_days``; ``keep`` the days a quarter it asks afterwards. ``gains``
    maps each dimension it moves to its points; ``serves`` are aims, ``flags`` those it takes down or ends, ``after``
    the items it waits for. ``reserved`` says that an answer is missing and only its place is kept; ``questions`` are
    those to find out; ``not_alone`` says that it asks for knowledge the firm lacks (without supports: nobody in the
    catalogue helps). An enquiry names its ``service`` and ``provider``. ``micro`` says that the first step is the one
    worded for the smallest firms.
    """

    id: Id
    kind: ItemKind
    phase: PhaseId
    indicator: Id | None
    quarter: Quarter
    quarters: Quarter
    person_days: DayRange
    days: float
    keep: float
    cost: float | None
    changes: tuple[Change, ...]
    gains: Mapping[Id, float]
    overall_gain: float
    serves: tuple[Id, ...]
    flags: tuple[Id, ...]
    why_now: Why
    after: tuple[Id, ...] = ()
    supports: tuple[Support, ...] = ()
    reserved: bool = False
    questions: tuple[Id, ...] = ()
    not_alone: bool = False
    service: Id | None = None
    provider: Id | None = None
    micro: bool = False


class LeftOut(Strict):
    """An action that is not in the plan, and why; ``gain`` is the points on the overall score it could bring."""

    id: Id
    indicator: Id | None
    reason: Why
    gain: float


class PlannedGap(Strict):
    """An indicator below the top: what treats it, or why nothing does. The largest gaps come first."""

    node: Id
    score: float | None
    gain: float
    reason: Why


class Partner(Strict):
    """A provider to approach: for which items, gaps, aims and flags, when, and the service to ask about first."""

    provider: Id
    services: tuple[Id, ...]
    items: tuple[Id, ...]
    nodes: tuple[Id, ...]
    aims: tuple[Id, ...]
    flags: tuple[Id, ...]
    ask: Id
    quarter: int
    near: bool
    to_check: bool
    own_days: DayRange


class Interval(Strict):
    """Between which scores (0..100) an expected score may lie; None where there is none."""

    low: float | None
    high: float | None


class Projection(Strict):
    """The expected scores after a quarter: estimates, with the interval of the scores they start from."""

    quarter: int
    overall: float | None
    low: float | None
    high: float | None
    level_id: Id | None
    nodes: Mapping[Id, float | None]
    intervals: Mapping[Id, Interval]


class Late(Strict):
    """What is reached where a share of the items (``items``) is not finished in time."""

    items: tuple[Id, ...]
    overall: float | None
    level_id: Id | None
    nodes: Mapping[Id, float | None]


class Phase(Strict):
    """Quarters of one purpose and what is expected at their end; ``keep`` is days a quarter of habits by then."""

    id: PhaseId
    quarters: tuple[Quarter, ...]
    items: tuple[Id, ...]
    days: float
    keep: float
    overall: float | None
    low: float | None
    high: float | None
    level_id: Id | None
    nodes: Mapping[Id, float | None]
    intervals: Mapping[Id, Interval]
    late: Late


class FirstStep(Strict):
    """What the short ranking without a solver begins with, and where the plan puts it; ``reason`` where it differs."""

    id: Id
    flag: Id | None
    quarter: int | None
    reason: Why | None


class Infeasible(Strict):
    """Why no plan keeps all that was asked.

    "locks": the items locked in (``items``) do not fit together. "level": the level asked for needs ``needed`` points
    overall, the best plan found reaches ``best``, and ``nodes`` stay below what the level asks of them. "not-scored":
    answers are missing, for any plan or for the overall score that a level needs.
    """

    reason: Literal["locks", "level", "not-scored"]
    items: tuple[Id, ...] = ()
    nodes: tuple[Id, ...] = ()
    needed: float | None = None
    best: float | None = None


class Plan(Strict):
    """A plan over quarters.

    ``value`` is what it is worth by the method, ``gap`` by which share a better one may exceed it (None: not known);
    ``urgent_days`` the days that the first acts of the most severe flags take with what they need, planned or not;
    ``capacity_used`` the share of all days that items and habits take; ``floors`` the score each dimension is raised to
    before the rest counts; ``hold`` are indicators whose answer of today rests on habits. ``accepted`` is the day on
    which the firm accepted it.
    """

    schema_: Literal["jazari-assess/plan/2"]
    model: Id
    catalogue_sha256: Sha256
    status: PlanStatus
    settings: SettingsUsed
    value: float
    gap: float | None
    floor: float
    floors: Mapping[Id, float]
    person_days: float
    urgent_days: float
    capacity_used: float
    cost: float
    keep: float
    aims: tuple[PlannedAim, ...]
    targets: tuple[PlannedTarget, ...] = ()
    flags: tuple[PlannedFlag, ...]
    phases: tuple[Phase, ...]
    items: tuple[PlannedItem, ...]
    partners: tuple[Partner, ...]
    gaps: tuple[PlannedGap, ...]
    left_out: tuple[LeftOut, ...]
    first_steps: tuple[FirstStep, ...]
    hold: tuple[Id, ...]
    projection: tuple[Projection, ...]
    infeasible: Infeasible | None = None
    accepted: Date | None = None


Scarce = Literal["capacity", "budget"]


def empty_plan(
    *,
    model: str,
    catalogue_sha256: str,
    status: PlanStatus,
    settings: SettingsUsed,
    floor: float = 0.0,
    floors: Mapping[Id, float] | None = None,
    hold: tuple[str, ...] = (),
) -> Plan:
    """Return a plan without items: nothing to do, nothing possible, or nothing asked."""
    return Plan(
        schema_="jazari-assess/plan/2",
        model=model,
        catalogue_sha256=catalogue_sha256,
        status=status,
        settings=settings,
        value=0.0,
        gap=None,
        floor=floor,
        floors=floors or {},
        person_days=0.0,
        urgent_days=0.0,
        capacity_used=0.0,
        cost=0.0,
        keep=0.0,
        aims=(),
        flags=(),
        phases=(),
        items=(),
        partners=(),
        gaps=(),
        left_out=(),
        first_steps=(),
        hold=hold,
        projection=(),
    )
