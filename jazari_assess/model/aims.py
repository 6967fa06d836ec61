"""What a director wants: aims, the indicators that serve them, and how their success is measured."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from jazari_assess.model.conditions import Condition
from jazari_assess.model.strict import Id, Reason, Strict, Words


class Serving(Strict):
    """How much an indicator serves an aim: 2 where it is not reached without it, 1 where it helps."""

    relevance: Literal[1, 2]
    rationale: Reason


class Kpi(Strict):
    """A figure that shows an aim; ``ready`` says when it comes without extra work."""

    ready: Condition | None = None


class Aim(Strict):
    """An aim of a firm."""

    rationale: Reason
    serves: Annotated[Mapping[Id, Serving], Field(min_length=1)]
    kpis: Annotated[Mapping[Id, Kpi], Field(min_length=1)]


class Aims(Strict):
    """The file ``aims.yaml`` of a model."""

    schema_: Literal["jazari-assess/aims/1"]
    aims: Mapping[Id, Aim]


class KpiText(Strict):
    """The words of a figure; ``how`` is what a small firm can do without software.

    ``how_ready`` is where the figure is read once it comes without extra work, instead of how it is taken by hand.
    """

    title: Words
    unit: Words
    how: Words
    how_ready: Words | None = None


class AimText(Strict):
    """The words of an aim."""

    title: Words
    kpis: Mapping[Id, KpiText]
