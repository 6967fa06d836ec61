"""Pairwise judgements on their way to becoming weights: kept in a file of their own until they are complete."""

from collections.abc import Mapping
from typing import Literal

from jazari_assess.model.maturity import Ahp
from jazari_assess.model.strict import Id, Strict, Version


class Judgements(Strict):
    """The judgements over the children of some nodes of one model, as far as they were given."""

    schema_: Literal["jazari-assess/judgements/1"]
    model: Id
    version: Version
    nodes: Mapping[Id, Ahp]
