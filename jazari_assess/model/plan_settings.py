"""What a plan is asked to respect, and the plan a firm has accepted."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from jazari_assess.model.actions import Million
from jazari_assess.model.bounds import LONGEST_HORIZON, MOST_CAPACITY, MOST_STALE_MONTHS, SHORTEST_HORIZON, WIDEST_GAP
from jazari_assess.model.calendar import MONTHS_A_QUARTER
from jazari_assess.model.maturity import Percent
from jazari_assess.model.strict import LAST_QUARTER, Id, Strict

HIGHEST_PRIORITY = 3
"""As much as one may outweigh the model; 0 leaves a dimension out."""
Priority = Annotated[int, Field(ge=0, le=HIGHEST_PRIORITY)]
Lock = Literal["in", "out"] | Annotated[int, Field(ge=1, le=LAST_QUARTER)]


class PlanSettings(Strict):
    """What the plan was asked to respect. ``capacity`` is in person-days a quarter, ``budget`` in million MAD.

    Without a capacity one is assumed from the staff. ``targets`` gives the score (0..100) that stands in place of the
    floor of a dimension where it is higher; ``priorities`` the business weight 0..3 of each dimension, by default 1;
    ``aims`` those that join the profile's; ``locks`` puts an item in, out, or in the quarter in which it starts. With
    ``reach_level`` the plan is the least effort that reaches that overall level.
    ``mip_gap`` is the share of the gains that a better plan may bring when the search stops. ``time_limit`` stands in
    plans that were accepted when the search still stopped by the clock; nothing looks at it.
    """

    # a firm keeps to a plan about so long
    horizon_months: Annotated[int, Field(ge=SHORTEST_HORIZON, le=LONGEST_HORIZON)] = 18
    capacity: Annotated[float, Field(ge=0, le=MOST_CAPACITY)] | None = None
    budget: Million | None = None
    aims: tuple[Id, ...] = ()
    targets: Mapping[Id, Percent] = Field(default_factory=dict)
    priorities: Mapping[Id, Priority] = Field(default_factory=dict)
    locks: Mapping[Id, Lock] = Field(default_factory=dict)
    reach_level: Annotated[int, Field(ge=0, le=100)] | None = None  # as levels are numbered
    stale_months: Annotated[int, Field(ge=1, le=MOST_STALE_MONTHS)] = 18  # programmes change with yearly budgets
    mip_gap: Annotated[float, Field(ge=0, le=WIDEST_GAP)] = 2e-2  # far less than the estimates of effort are sure to
    time_limit: Annotated[float, Field(gt=0, le=3600)] = 60.0  # what it was

    @property
    def quarters(self) -> int:
        """How many quarters the horizon holds, the last one begun counted."""
        return -(-self.horizon_months // MONTHS_A_QUARTER)


_FORMER_NAMES = {"find-out": "answers-to-find"}  # of 0.2.0, where the act had the name of its kind


def _named_anew(items: object) -> object:
    return {_FORMER_NAMES.get(name, name): start for name, start in items.items()} if isinstance(items, dict) else items


class KeptPlan(Strict):
    """The plan a firm has accepted: what it was asked, and the quarter in which each item starts."""

    settings: PlanSettings
    items: Annotated[Mapping[Id, Annotated[int, Field(ge=1, le=LAST_QUARTER)]], BeforeValidator(_named_anew)]
    date: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
