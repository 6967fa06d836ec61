"""What more would bring: the best plan's value against what is scarce, and what a wish would take."""

from jazari_assess.model.plan import Scarce
from jazari_assess.model.strict import Id, Strict
from jazari_assess.model.why import Why


class FrontierPoint(Strict):
    """What a capacity (person-days a quarter) or a budget (million MAD) brings: value, and the scores expected."""

    means: float
    value: float
    overall: float | None
    low: float | None
    items: int
    person_days: float


class Frontier(Strict):
    """The value of the best plan found against capacity or budget: it never falls."""

    scarce: Scarce
    points: tuple[FrontierPoint, ...]


class Takes(Strict):
    """What it would take: the items in order, their days, the quarter by which they can end, None where they cannot.

    ``capacity`` is the least person-days a quarter with which they end within the horizon.
    """

    items: tuple[Id, ...]
    days: float
    quarter: int | None
    capacity: float | None
    reason: Why | None = None
