"""What a workbook needs to compute the scores again: the questions with their values, the tree, the levels.

Scores and bounds are 0..100, values and coverage 0..1. Everything is in the order in which a workbook shows it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from jazari_assess.model.conditions import Condition
from jazari_assess.model.maturity import Aggregate, Requirement, VariantCondition
from jazari_assess.model.profile import Profile
from jazari_assess.model.questionnaire import ProfileField
from jazari_assess.model.result import TOP_SCORE
from jazari_assess.model.result import State as NodeState

_NOT_APPLICABLE = 2
"""Stands in the workbook for a question that does not apply, 1 for an answer that lacks."""


@dataclass(frozen=True, kw_only=True)
class Option:
    """One option of a question: its value, and what would be the next step from it. Words differ within a question."""

    id: str
    words: str
    value: float
    next_step: str


@dataclass(frozen=True, kw_only=True)
class Picked:
    """One of several options; ``chosen`` is its position from 0, ``states`` the words for having no answer."""

    options: tuple[Option, ...]
    states: tuple[str, ...]
    chosen: int | None


@dataclass(frozen=True, kw_only=True)
class Item:
    """One item of a checklist; ``none`` marks the exclusive one."""

    id: str
    words: str
    points: float
    none: bool
    ticked: bool


@dataclass(frozen=True, kw_only=True)
class Ticked:
    """Any number of items."""

    items: tuple[Item, ...]


@dataclass(frozen=True, kw_only=True)
class Point:
    """A point of the map of a number; ``reach`` says in words that it is to be reached, empty where no one asks."""

    number: float
    value: float
    reach: str


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A number within bounds; ``rising`` tells whether more is better, None where the map turns."""

    minimum: float
    maximum: float
    integer: bool
    unit: str
    points: tuple[Point, ...]
    rising: bool | None
    number: float | None


@dataclass(frozen=True, kw_only=True)
class Typed:
    """A free text, which has no value."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Known:
    """A field of the firm's profile, which a workbook does not ask again."""

    value: float | str | None


@dataclass(frozen=True, kw_only=True)
class Ranked:
    """Some of several options, at most ``most``, each in a cell of its own; ``chosen`` are positions from 0."""

    options: tuple[Option, ...]
    most: int
    chosen: tuple[int, ...]


Part = Picked | Ticked | Measured | Typed | Known | Ranked


@dataclass(frozen=True, kw_only=True)
class CalculatedQuestion:
    """A question with its answer; ``lacking`` is what stands in place of one: 1 unknown, 2 not applicable.

    ``field`` is what it fills of the firm's profile where a workbook asks for that.
    """

    id: str
    dimension: str
    short: str
    title: str
    evidence: str
    note: str
    part: Part
    lacking: int | None
    not_applicable: bool
    when: Condition | None
    field: ProfileField | None = None

    @property
    def optional(self) -> bool:
        """Whether it may stay without an answer for good."""
        return self.field is not None or isinstance(self.part, Typed | Known)

    @property
    def excluded(self) -> bool:
        """Whether it was answered that the question does not apply."""
        return self.lacking == _NOT_APPLICABLE

    @property
    def given(self) -> bool:
        """Whether there is an answer."""
        match self.part:
            case _ if self.lacking is not None:
                return False
            case Picked(chosen=found) | Measured(number=found) | Known(value=found):
                return found is not None
            case Ticked(items=items):
                return any(item.ticked for item in items)
            case Typed(text=text):
                return text != ""
            case Ranked(chosen=found):
                return found != ()


@dataclass(frozen=True, kw_only=True)
class CalculatedNode:
    """A node of the tree with the weight in force and what it scored.

    ``question`` is None for a group; ``points`` (0..1 to 0..1) or ``reaches`` is how an indicator sees its question;
    ``bound`` is what a counting parent asks of it; ``level`` is its position among the levels by score alone; ``worst``
    and ``best`` are the scores that the least and the greatest answer would have. ``weights`` are those of the model
    and of each of its variants, where a workbook finds the variant by itself.
    """

    id: str
    title: str
    parent: str | None
    children: tuple[str, ...]
    aggregate: Aggregate
    question: str | None
    points: tuple[tuple[float, float], ...] | None
    reaches: float | None
    weight: float
    bound: float
    minimum_coverage: float
    state: NodeState
    score: float | None
    low: float | None
    high: float | None
    coverage: float
    share: float
    level: int | None
    worst: float = 0.0
    best: float = TOP_SCORE
    weights: tuple[float, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CalculatedLevel:
    """A level: its lower bound and what else it asks for."""

    id: str
    title: str
    number: int
    start: float
    require: tuple[Requirement, ...]


@dataclass(frozen=True, kw_only=True)
class CaseAnswer:
    """How a question that is still missing may turn out: ``state`` counts as in ``QuestionColumn.STATE``.

    ``holds`` says which tests of this question hold then.
    """

    state: int
    holds: Mapping[Condition, bool]


@dataclass(frozen=True, kw_only=True)
class Case:
    """One of the ways in which all that is missing may turn out; ``ends`` are the least and the greatest score then.

    They are those of an indicator whose question is missing. ``bound`` stands for cases that are too many: what is
    missing, or may not be asked, is 0 and 100; ``far`` where even that bounds nothing but the scale.
    """

    answers: Mapping[str, CaseAnswer]
    ends: Mapping[str, tuple[float, float]]
    bound: bool = False
    far: bool = False


@dataclass(frozen=True, kw_only=True)
class Calculation:
    """The main model over its questions. Nodes stand breadth first: the root, then the children of each in one block.

    ``overall`` is false where the model has no overall score on purpose; ``level`` is the position of the overall level
    after all requirements. ``variants`` say for which firms the weights are others, where the profile is asked for.
    ``cases`` are the ways in which what is missing may turn out, where conditions tell more than one apart. ``missing``
    and ``not_applicable`` (0..1) stand in for an indicator that is one of these, where the model counts it.
    """

    profile: Profile
    questions: tuple[CalculatedQuestion, ...]
    nodes: tuple[CalculatedNode, ...]
    levels: tuple[CalculatedLevel, ...]
    lower_inclusive: bool
    overall: bool
    level: int | None
    variants: tuple[VariantCondition, ...] = ()
    cases: tuple[Case, ...] = ()
    missing: float | None = None
    not_applicable: float | None = None

    @property
    def fields(self) -> Mapping[str, CalculatedQuestion]:
        """The questions that fill the firm's profile, by its fields; none where a workbook does not ask for it."""
        return {question.field: question for question in self.questions if question.field is not None}
