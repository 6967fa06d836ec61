"""A roadmap: what to do, in which quarter, what it should bring, and why the rest was left out."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from jazari_assess.model.assessment import Date, Sha256
from jazari_assess.model.plan_settings import PlanSettings
from jazari_assess.model.strict import Id, Strict

ItemKind = Literal["action", "service", "programme", "training"]
Tag = Literal["quick-win", "foundation"]
WhyNow = Literal["locked", "after", "prerequisite-of", "priority", "capacity", "largest-gain", "at-once"]
WhyOut = Literal[
    "locked-out",
    "no-gap",
    "not-scored",
    "target-reached",
    "dominated",
    "excluded",
    "prerequisite",
    "horizon",
    "budget",
    "capacity",
    "region",
    "sector",
    "size",
    "turnover",
]
Status = Literal["optimal", "time-limit", "infeasible", "nothing-to-do", "kept"]


class Closed(Strict):
    """A gap an item closes: estimated scores of an indicator before and after it."""

    node: Id
    before: float
    after: float


class PlannedItem(Strict):
    """One line of the roadmap; ``quarter``, in which it starts, counts from 1. Gains are estimated points.

    ``gains`` maps each dimension it moves to its points; ``overall_gain`` is the points on the overall score, both when
    the items are done in the order of the plan. ``related`` are the items ``why_now`` speaks of; ``support`` are
    services that help with the same step; ``passed_over`` are services of the same purpose that the firm is not
    eligible for, each with its reason among ``left_out``; ``to_check`` says that the catalogue entry is old or undated.
    """

    id: Id
    kind: ItemKind
    provider: Id | None
    quarter: Annotated[int, Field(ge=1)]
    quarters: Annotated[int, Field(ge=1)]
    person_days: float
    cost: float | None
    closes: tuple[Closed, ...]
    gains: Mapping[Id, float]
    overall_gain: float
    tags: tuple[Tag, ...] = ()
    why_now: WhyNow
    related: tuple[Id, ...] = ()
    support: tuple[Id, ...] = ()
    passed_over: tuple[Id, ...] = ()
    near: bool = False
    to_check: bool = False


class LeftOut(Strict):
    """An item of the catalogue that is not in the plan, and why; ``related`` names what dominates or excludes it.

    ``nodes`` are the indicators it would move; ``gain`` is the points on the overall score that it could bring by
    itself if what comes before it were done (estimated, gaps aside).
    """

    id: Id
    kind: ItemKind
    reason: WhyOut
    nodes: tuple[Id, ...] = ()
    gain: float = 0.0
    related: tuple[Id, ...] = ()


class Interval(Strict):
    """Between which scores (0..100) an expected score may lie; None where there is none."""

    low: float | None
    high: float | None


class Projection(Strict):
    """The expected scores after a quarter: estimates, with the interval of the scores they start from.

    ``nodes`` holds the dimensions, ``intervals`` theirs.
    """

    quarter: int
    overall: float | None
    low: float | None
    high: float | None
    nodes: Mapping[Id, float | None]
    intervals: Mapping[Id, Interval] = Field(default_factory=dict)


class Infeasible(Strict):
    """Why no plan keeps all that was asked.

    "locks": the items locked in (``related``) do not fit together within capacity, budget, order and horizon. "level":
    the level asked for needs ``needed`` points overall; ``best`` is what the best plan found within capacity, budget
    and horizon reaches, no other reaches more than ``margin`` points beyond (None: not known), and ``related`` are the
    dimensions that this plan leaves below what the level asks of them. "time-limit": no plan was found in the time
    allowed; there may be one. "not-scored": answers are missing, for any plan or for the overall score a level needs.
    """

    reason: Literal["locks", "level", "time-limit", "not-scored"]
    related: tuple[Id, ...] = ()
    needed: float | None = None
    best: float | None = None
    margin: float | None = None


class Roadmap(Strict):
    """A plan over quarters.

    ``gap`` is the solver's relative optimality gap, None where none is known; ``targets`` the score each dimension was
    planned for; ``left_out`` starts with what could bring most; ``projection`` starts with quarter 0, the scores of
    today. ``accepted`` is the day on which the firm accepted the plan, when it is a kept one.
    """

    schema_: Literal["jazari-assess/roadmap/1"]
    model: Id
    catalogue_sha256: Sha256
    settings: PlanSettings
    targets: Mapping[Id, float]
    status: Status
    gap: float | None
    person_days: float
    cost: float
    items: tuple[PlannedItem, ...]
    left_out: tuple[LeftOut, ...]
    projection: tuple[Projection, ...]
    infeasible: Infeasible | None = None
    accepted: Date | None = None


Scarce = Literal["capacity", "budget"]


class FrontierPoint(Strict):
    """What a capacity (person-days a quarter) or a budget (million MAD) is expected to bring."""

    means: float
    overall: float | None
    low: float | None
    items: int
    person_days: float
    status: Status


class Frontier(Strict):
    """The estimated overall score at the end of the horizon against capacity or budget."""

    scarce: Scarce
    points: tuple[FrontierPoint, ...]
