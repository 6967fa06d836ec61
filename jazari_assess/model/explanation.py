"""The arithmetic behind a score, line by line: answer, value, weight, contribution, total. Scores are 0..100."""

from typing import Literal

from jazari_assess.model.assessment import GivenValue
from jazari_assess.model.maturity import Aggregate
from jazari_assess.model.result import State
from jazari_assess.model.strict import Id, Strict


class Term(Strict):
    """One child in its parent's sum.

    ``weight`` is its share among all siblings, ``share`` among those that are scored (0 when it is not); ``product`` is
    share x score, what it brings to a weighted mean.
    """

    node: Id
    state: State
    score: float | None
    coverage: float | None
    weight: float
    share: float
    product: float | None


class GroupLine(Strict):
    """How one group comes from its children.

    ``scored_weight`` and ``applicable_weight`` are the denominators of the score and of the coverage.
    """

    kind: Literal["group"] = "group"
    node: Id
    aggregate: Aggregate
    state: State
    terms: tuple[Term, ...]
    scored_weight: float
    applicable_weight: float
    coverage: float | None
    minimum_coverage: float
    score: float | None


class IndicatorLine(Strict):
    """How one indicator comes from its answer; ``value`` is 0..1 before the model's map or threshold."""

    kind: Literal["indicator"] = "indicator"
    node: Id
    question: Id
    state: State
    answer: GivenValue | None
    value: float | None
    score: float | None


class ContributionLine(Strict):
    """What one indicator brings to the node explained: ``share`` x ``score`` for means, in points."""

    node: Id
    share: float
    score: float
    contribution: float


class Explanation(Strict):
    """Everything behind one node, parents first; the contributions sum to ``score``."""

    schema_: Literal["jazari-assess/explanation/1"]
    model: Id
    variant: Id | None
    node: Id
    score: float | None
    lines: tuple[GroupLine | IndicatorLine, ...]
    contributions: tuple[ContributionLine, ...]
