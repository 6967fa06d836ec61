"""Which of the sixteen SIRI dimensions to work on first, over three planning horizons.

Source: Singapore Economic Development Board, Smart Industry Readiness Index, Prioritisation Matrix (February 2019).
For each dimension it takes a cost factor (how far the dimension bears on what the firm spends most on), a KPI factor
(how far it bears on the results the firm seeks) and a proximity factor (how far the firm is from a reference, such as
the best of its industry). Each factor is divided by its total over the sixteen dimensions; the three shares are then
weighted by horizon, cost / KPI / proximity: 30/40/30 strategic, 45/30/25 tactical, 60/20/20 operational. The sum is
the dimension's impact, the largest comes first.

What is ours: the source derives cost and KPI factors from tables of its own, which are not reproduced; here the user
says how relevant each dimension is. Proximity is the gap in bands to a target the user names, the top band otherwise.
A dimension without a band (not covered, not scored, not applicable) is left out of the totals and of the ranking.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Self, get_args

from pydantic import model_validator

from jazari_assess.model.result import ModelResult
from jazari_assess.model.siri import DIMENSIONS, Band, SiriDimension, SiriFactors

Horizon = Literal["strategic", "tactical", "operational"]

HORIZONS: tuple[Horizon, ...] = get_args(Horizon)
TOP_BAND = 5  # of bands 0 to 5, in the source
_EQUAL_IMPACT = 1e-12  # shares of 1 that differ by less differ by the noise of doubles: they share a rank


@dataclass(frozen=True, kw_only=True)
class HorizonWeights:
    """What the three factors weigh in one horizon; they sum to 1."""

    cost: float
    kpi: float
    proximity: float


WEIGHTS: Mapping[Horizon, HorizonWeights] = {
    "strategic": HorizonWeights(cost=0.30, kpi=0.40, proximity=0.30),
    "tactical": HorizonWeights(cost=0.45, kpi=0.30, proximity=0.25),
    "operational": HorizonWeights(cost=0.60, kpi=0.20, proximity=0.20),
}
"""As the source has them."""


class PriorityInputs(SiriFactors):
    """What the ranking is made from; ``bands`` are the bands held, None where there is none."""

    bands: Mapping[SiriDimension, Band | None]

    @model_validator(mode="after")
    def _has_something_to_share(self) -> Self:
        """Refuse a factor that is 0 on every dimension that has a band: it could not be divided by its total."""
        ranked = [name for name, band in self.bands.items() if band is not None]
        for name, factor in (("cost", self.cost), ("kpi", self.kpi)):
            if factor is not None and not any(factor.get(dimension, 0) for dimension in ranked):
                message = f"{name}: at least one dimension that has a band needs a relevance above 0"
                raise ValueError(message)
        return self


@dataclass(frozen=True, kw_only=True)
class RankedDimension:
    """One dimension with the parts of its impact.

    ``cost``, ``kpi`` and ``proximity`` are its shares of the totals over the ranked dimensions (each sums to 1, or to 0
    where no dimension has a gap) times the horizon's weight; ``impact`` is their sum. Equal impacts have equal ranks.
    """

    id: SiriDimension
    rank: int
    band: int
    target: int
    gap: int
    cost: float
    kpi: float
    proximity: float

    @property
    def impact(self) -> float:
        """The weighted sum of the three shares, 0..1."""
        return self.cost + self.kpi + self.proximity


@dataclass(frozen=True, kw_only=True)
class Prioritisation:
    """The dimensions in order of impact, for one horizon.

    ``unranked`` have no band. ``cost_taken_as_equal``, ``kpi_taken_as_equal`` and ``top_band_as_target`` say what the
    user did not give, so that a report can state it; with all three the order follows the gaps alone.
    """

    horizon: Horizon
    weights: HorizonWeights
    ranked: tuple[RankedDimension, ...]
    unranked: tuple[SiriDimension, ...]
    cost_taken_as_equal: bool
    kpi_taken_as_equal: bool
    top_band_as_target: bool


def siri_bands(result: ModelResult) -> Mapping[SiriDimension, int | None]:
    """Return the bands of the sixteen dimensions from a result of the view ``siri``."""
    return {name: result.nodes[name].level for name in DIMENSIONS}


def prioritise(inputs: PriorityInputs, horizon: Horizon) -> Prioritisation:
    """Rank the dimensions that have a band by their impact over one horizon; ties keep the order of the index."""
    weights = WEIGHTS[horizon]
    bands = {name: band for name in DIMENSIONS if (band := inputs.bands.get(name)) is not None}
    targets = {name: inputs.targets.get(name, TOP_BAND) for name in bands}
    gaps = {name: max(0, targets[name] - band) for name, band in bands.items()}
    cost, kpi, proximity = _shares(bands, inputs.cost), _shares(bands, inputs.kpi), _shares(bands, gaps)
    found = [
        RankedDimension(
            id=name,
            rank=0,
            band=bands[name],
            target=targets[name],
            gap=gaps[name],
            cost=weights.cost * cost[name],
            kpi=weights.kpi * kpi[name],
            proximity=weights.proximity * proximity[name],
        )
        for name in bands
    ]
    return Prioritisation(
        horizon=horizon,
        weights=weights,
        ranked=_ranked(found),
        unranked=tuple(name for name in DIMENSIONS if name not in bands),
        cost_taken_as_equal=inputs.cost is None,
        kpi_taken_as_equal=inputs.kpi is None,
        top_band_as_target=not inputs.targets,
    )


def _shares(
    ranked: Mapping[SiriDimension, int], factor: Mapping[SiriDimension, float] | None
) -> Mapping[SiriDimension, float]:
    """Return each dimension's share of a factor's total; equal shares without the factor, 0 where the total is 0."""
    values = {name: 1.0 if factor is None else factor.get(name, 0.0) for name in ranked}
    total = sum(values.values())
    return {name: value / total if total > 0 else 0.0 for name, value in values.items()}


def _ranked(found: Sequence[RankedDimension]) -> tuple[RankedDimension, ...]:
    ordered = sorted(found, key=lambda dimension: -dimension.impact)
    ranks: list[int] = []
    for place, dimension in enumerate(ordered):
        tied = place > 0 and ordered[place - 1].impact - dimension.impact < _EQUAL_IMPACT
        ranks.append(ranks[-1] if tied else place + 1)
    return tuple(
        RankedDimension(**{**dimension.__dict__, "rank": rank}) for dimension, rank in zip(ordered, ranks, strict=True)
    )
