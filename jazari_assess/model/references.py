"""What others have published of a model's levels over many firms: for comparison, never mixed with figures of ours."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from jazari_assess.model.strict import Id, Reason, Strict, Words

WHOLE = (99.0, 101.0)
"""What shares add up to that were rounded where they were published."""


class Reference(Strict):
    """A published distribution: the percentage of the firms at each level.

    ``as_of`` and ``firms`` stand where the day and the number of firms are stated.
    """

    source: Reason
    as_of: Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")] | None = None
    firms: Annotated[int, Field(ge=1)] | None = None
    shares: Annotated[Mapping[Id, Annotated[float, Field(ge=0, le=100)]], Field(min_length=2)]  # per cent


class References(Strict):
    """The file ``references.yaml`` of a model."""

    schema_: Literal["jazari-assess/references/1"]
    references: Mapping[Id, Reference]


class ReferenceText(Strict):
    """Which firms a published distribution is of, and who published it."""

    title: Words
    source: Words
