"""What a firm may say about the sixteen SIRI dimensions, to rank them by more than their gaps."""

from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from pydantic import Field

from jazari_assess.model.strict import Strict

SiriDimension = Literal[
    "vertical-integration",
    "horizontal-integration",
    "integrated-product-lifecycle",
    "shop-floor-automation",
    "enterprise-automation",
    "facility-automation",
    "shop-floor-connectivity",
    "enterprise-connectivity",
    "facility-connectivity",
    "shop-floor-intelligence",
    "enterprise-intelligence",
    "facility-intelligence",
    "workforce-learning",
    "leadership-competency",
    "company-collaboration",
    "strategy-and-governance",
]
Band = Annotated[int, Field(ge=0, le=5)]  # as the source numbers them
Relevance = Annotated[float, Field(ge=0, le=1000)]  # divided by its total: any unit does
Factors = Annotated[Mapping[SiriDimension, Relevance], Field(min_length=1)]

DIMENSIONS: tuple[SiriDimension, ...] = get_args(SiriDimension)


class SiriFactors(Strict):
    """How relevant each dimension is to costs and to results, on any scale from 0, and the bands aimed at.

    A dimension that is not named counts 0; a factor left out altogether counts all dimensions as equal, and a target
    left out is the top band.
    """

    cost: Factors | None = None
    kpi: Factors | None = None
    targets: Mapping[SiriDimension, Band] = Field(default_factory=dict)
