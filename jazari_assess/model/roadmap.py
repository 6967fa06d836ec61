"""A roadmap: what to do, in which quarter, what it should bring, and why the rest was left out."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from jazari_assess.model.assessment import Sha256
from jazari_assess.model.maturity import Percent
from jazari_assess.model.strict import Id, Strict

ItemKind = Literal["action", "service", "programme", "training"]
Tag = Literal["quick-win", "foundation"]
WhyNow = Literal["prerequisite-of", "after", "capacity", "priority", "largest-gain", "locked"]
WhyOut = Literal["no-gap", "capacity", "budget", "dominated", "horizon", "prerequisite", "excluded", "locked-out"]
Priority = Annotated[int, Field(ge=0, le=3)]


class PlanSettings(Strict):
    """What the plan was asked to respect. ``capacity`` is in person-days a quarter, ``budget`` in million MAD.

    ``targets`` gives the score (0..100) each dimension should reach; ``priorities`` the business weight 0..3.
    """

    horizon_months: Annotated[int, Field(ge=3, le=60)] = 18
    capacity: Annotated[float, Field(ge=0, le=10_000)] = 20.0
    budget: Annotated[float, Field(ge=0, le=1e6)] | None = None
    targets: Mapping[Id, Percent] = Field(default_factory=dict)
    priorities: Mapping[Id, Priority] = Field(default_factory=dict)

    @property
    def quarters(self) -> int:
        """How many quarters the horizon holds, the last one begun counted."""
        return -(-self.horizon_months // 3)


class Closed(Strict):
    """A gap an item closes: estimated scores of an indicator before and after it."""

    node: Id
    before: float
    after: float


class PlannedItem(Strict):
    """One line of the roadmap; ``quarter`` counts from 1. Gains are estimated points.

    ``gains`` maps each dimension it moves to its points; ``overall_gain`` is the points on the overall score.
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
    to_check: bool = False


class LeftOut(Strict):
    """An eligible item that is not in the plan, and why; ``related`` names what dominates or excludes it."""

    id: Id
    kind: ItemKind
    reason: WhyOut
    related: tuple[Id, ...] = ()


class Projection(Strict):
    """The expected scores after a quarter: estimates, with the interval of the scores they start from."""

    quarter: int
    overall: float | None
    low: float | None
    high: float | None
    nodes: Mapping[Id, float | None]


class Roadmap(Strict):
    """A plan over quarters; ``gap`` is the solver's relative optimality gap."""

    schema_: Literal["jazari-assess/roadmap/1"]
    model: Id
    catalogue_sha256: Sha256
    settings: PlanSettings
    status: Literal["optimal", "time-limit", "infeasible", "nothing-to-do"]
    gap: float | None
    items: tuple[PlannedItem, ...]
    left_out: tuple[LeftOut, ...]
    projection: tuple[Projection, ...]
