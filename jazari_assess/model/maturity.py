"""A maturity model: a tree of weighted nodes over the questions of a questionnaire, its levels and its variants."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from jazari_assess.model.aims import AimText
from jazari_assess.model.profile import Sector, Size
from jazari_assess.model.questionnaire import Short, UnitInterval
from jazari_assess.model.references import ReferenceText
from jazari_assess.model.strict import Id, Reason, Strict, Version, Words

Percent = Annotated[float, Field(ge=0, le=100)]
Aggregate = Literal["weighted-mean", "geometric-mean", "minimum", "sum", "count", "ladder"]
AhpMethod = Literal["eigenvector", "geometric-mean", "normalised-columns"]
RiTable = Literal["saaty-1980", "saaty-2005", "donegan-dodd-1991", "alonso-lamata-2006"]
TOLERANCE = 1e-9
"""On values 0..1 and scores 0..100: far above the noise of doubles (1e-13), far below any figure that is shown."""
HIGHEST_RATIO = 9.0
"""The end of Saaty's scale; the other way round it ends at 1/9."""
MOST_CHILDREN = 10  # that are judged in pairs: the tables of random indices end there
ACCEPTED_RATIO = 0.10  # of consistency: the bound of Saaty 1980
Ratio = Annotated[float, Field(gt=0, le=HIGHEST_RATIO)] | Annotated[str, Field(pattern=r"^1/[1-9]$")]


class Judgement(Strict):
    """``of`` matters ``ratio`` times as much as ``over``."""

    of: Id
    over: Id
    ratio: Ratio
    rationale: Reason

    @property
    def value(self) -> float:
        """The ratio as a number."""
        return 1 / float(self.ratio[2:]) if isinstance(self.ratio, str) else self.ratio


class Ahp(Strict):
    """Pairwise judgements and how weights come from them."""

    method: AhpMethod = "eigenvector"
    ri_table: RiTable = "saaty-1980"
    accept_inconsistency: Reason | None = None
    judgements: Annotated[tuple[Judgement, ...], Field(min_length=1)]


def joined(ahp: Ahp | None, children: Sequence[str]) -> tuple[str, ...]:
    """Return the children that a chain of judgements joins to the first, in their order."""
    pairs = [{one.of, one.over} for one in (() if ahp is None else ahp.judgements)]
    reached = {children[0]}
    while grown := {child for pair in pairs if pair & reached for child in pair} - reached:
        reached |= grown
    return tuple(child for child in children if child in reached)


class AhpWeights(Strict):
    """Weights that come from pairwise judgements."""

    ahp: Ahp


Weight = Annotated[float, Field(ge=0, le=1e6)]  # weights are normalised: a bound against slips alone
ExplicitWeights = Mapping[Id, Weight]


def _weights_kind(found: object) -> str:
    return "ahp" if isinstance(found, AhpWeights) or (isinstance(found, Mapping) and "ahp" in found) else "explicit"


Weights = Annotated[
    Annotated[AhpWeights, Tag("ahp")] | Annotated[ExplicitWeights, Tag("explicit")], Discriminator(_weights_kind)
]


class Group(Strict):
    """A node that aggregates its children, which are ids of nodes or of questions.

    ``bounds`` (count, ladder) is the score 0..100 that each child must reach, 100 where it is not named.
    """

    children: Annotated[tuple[Id, ...], Field(min_length=1, max_length=1000)]  # a bound on the reader's work
    aggregate: Aggregate = "weighted-mean"
    weights: Weights | None = None
    rationale: Reason | None = None
    minimum_coverage: UnitInterval | None = None
    bounds: Mapping[Id, Percent] = Field(default_factory=dict)


class Indicator(Strict):
    """A node that takes one question through a piecewise-linear map or a threshold."""

    question: Id
    map_: Annotated[tuple[tuple[UnitInterval, UnitInterval], ...], Field(min_length=2)] | None = None
    reaches: Annotated[float, Field(gt=0, le=1)] | None = None
    rationale: Reason | None = None


class NotCovered(Strict):
    """A published dimension for which the questionnaire has no honest match."""

    not_covered: Reason


def _node_kind(found: object) -> str | None:
    keys = ("children", "question", "not-covered")
    if isinstance(found, Mapping):
        return next((key for key in keys if key in found), "children")
    return next((key for key in keys if hasattr(found, key.replace("-", "_"))), None)


Node = Annotated[
    Annotated[Group, Tag("children")]
    | Annotated[Indicator, Tag("question")]
    | Annotated[NotCovered, Tag("not-covered")],
    Discriminator(_node_kind),
]


class Scale(Strict):
    """How the owners of a model read its scores: 0 and 100 are ``from`` and ``to``.

    ``kind`` is ``points`` for a number with a unit of its own, ``count`` for so many of so many.
    """

    from_: float = 0.0
    to: float
    digits: Annotated[int, Field(ge=0, le=3)] = 1  # more than three say nothing of such scores
    kind: Literal["points", "count"] = "points"

    def shown(self, score: float) -> float:
        """Return a score 0..100 as a number of this scale, unrounded."""
        return self.from_ + (self.to - self.from_) * score / 100


class CountsAs(Strict):
    """What stands in for an answer that is not there; the worst is 0."""

    counts_as: UnitInterval | Literal["worst"]
    rationale: Reason

    @property
    def value(self) -> float:
        """The value 0..1."""
        return 0.0 if isinstance(self.counts_as, str) else self.counts_as


class Requirement(Strict):
    """A bound on a node that a level demands."""

    node: Id
    at_least: Percent
    rationale: Reason


class LevelStep(Strict):
    """One maturity level: its lower bound on the unrounded score and what else it demands."""

    id: Id
    from_: Percent
    number: Annotated[int, Field(ge=0, le=100)] | None = None  # a bound against slips
    require: tuple[Requirement, ...] = ()


class Levels(Strict):
    """The ordered levels of a model."""

    boundary: Literal["lower-inclusive", "upper-inclusive"] = "lower-inclusive"
    steps: Annotated[tuple[LevelStep, ...], Field(min_length=2, max_length=20)]  # a step of five points

    def number(self, position: int) -> int:
        """Return the number people know a level by."""
        number = self.steps[position].number
        return position if number is None else number


class VariantCondition(Strict):
    """For which firms a variant holds."""

    sector: tuple[Sector, ...] = ()
    size: tuple[Size, ...] = ()


class Variant(Strict):
    """Weights that replace the model's for some firms."""

    id: Id
    when: VariantCondition
    weights: Annotated[Mapping[Id, Weights], Field(min_length=1)]
    rationale: Reason


class MaturityModel(Strict):
    """The structure of a maturity model, without its words.

    ``missing`` and ``not_applicable`` say what stands in for an indicator that is one of these, where a model counts it
    instead of leaving it out; ``scale`` how its owners read its scores, 0..100 where there is none.
    """

    schema_: Literal["jazari-assess/model/1"]
    id: Id
    version: Version
    license: Words
    questionnaire: Id
    role: Literal["main", "view"]
    source: Reason
    as_of: Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
    minimum_coverage: UnitInterval = 0.5  # a score of which less than half is known says more of what lacks
    missing: CountsAs | None = None
    not_applicable: CountsAs | None = None
    overall: bool = True
    scale: Scale | None = None
    levels: Levels
    root: Id
    nodes: Annotated[Mapping[Id, Node], Field(min_length=1, max_length=10_000)]  # as questions
    variants: tuple[Variant, ...] = ()

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The ids right below the root, in order; none where the root is no group."""
        root = self.nodes.get(self.root)
        return root.children if isinstance(root, Group) else ()


class NodeText(Strict):
    """The words of one node; ``levels`` what a firm at each level typically does in a dimension."""

    title: Words
    short: Short
    description: Words
    levels: Mapping[Id, Words] = Field(default_factory=dict)


class LevelText(Strict):
    """The words of one level."""

    title: Words
    description: Words


class VariantText(Strict):
    """The words of one variant."""

    title: Words


class ModelText(Strict):
    """All words of a model in one language."""

    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
    title: Words
    description: Words
    notice: Words | None = None
    nodes: Mapping[Id, NodeText]
    levels: Mapping[Id, LevelText]
    requirements: Mapping[Id, Words] = Field(default_factory=dict)
    variants: Mapping[Id, VariantText] = Field(default_factory=dict)
    aims: Mapping[Id, AimText] = Field(default_factory=dict)
    references: Mapping[Id, ReferenceText] = Field(default_factory=dict)


class ExpectedNode(Strict):
    """What a worked example expects of one node; only what is written is compared."""

    score: float | None = None
    display: float | None = None
    low: float | None = None
    high: float | None = None
    coverage: float | None = None
    level: Id | None = None
    capped: bool | None = None
    state: Literal["scored", "not-scored", "not-applicable", "not-covered"] | None = None


class Case(Strict):
    """A worked example: values of questions in, node scores out."""

    id: Id
    values: Mapping[Id, float | Literal["na"] | None] = Field(default_factory=dict)
    default: float | Literal["na"] | None = None
    sector: Sector | None = None
    size: Size | None = None
    expect: Annotated[Mapping[Id, ExpectedNode], Field(min_length=1)]


class Cases(Strict):
    """The worked examples of a model."""

    cases: Annotated[tuple[Case, ...], Field(min_length=1)]
