"""What more would bring: the best plan's value against what is scarce."""

from jazari_assess.model.plan import Scarce
from jazari_assess.model.strict import Strict


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
