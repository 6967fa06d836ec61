"""Scores of others to compare a firm with: a published distribution, or another result."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from jazari_assess.model.brand import Lines
from jazari_assess.model.cohort import FEWEST_FIRMS
from jazari_assess.model.maturity import Percent
from jazari_assess.model.strict import Id, Strict


class PeersFile(Strict):
    """A published distribution: middle values of a group of firms by dimension, under one model."""

    schema_: Literal["jazari-assess/peers/1"]
    model: Id
    name: Lines
    firms: Annotated[int, Field(ge=FEWEST_FIRMS)]
    as_of: Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
    source: Lines
    overall: Percent | None = None
    medians: Mapping[Id, Percent]


class Among(Strict):
    """The percentages of a group's firms between which those that score less lie, in nine cases of ten."""

    low: Percent
    high: Percent


class Peers(Strict):
    """Middle values by dimension, worded; ``firms`` is None where the comparison is one other result.

    ``among_overall`` and ``among`` say, of a benchmark alone, where the firm stands: overall, and on each dimension.
    """

    name: str
    source: str
    as_of: str
    firms: int | None
    overall: float | None
    scores: Mapping[Id, float]
    among_overall: Among | None = None
    among: Mapping[Id, Among] = Field(default_factory=dict)
