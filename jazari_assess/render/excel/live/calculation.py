"""What a workbook needs to compute the scores again: the questions with their values, the tree, the levels.

Scores and bounds are 0..100, values and coverage 0..1. Everything is in the order in which a workbook shows it.
"""

from dataclasses import dataclass

from jazari_assess.model.conditions import Condition
from jazari_assess.model.maturity import Aggregate, Requirement
from jazari_assess.model.profile import Profile
from jazari_assess.model.result import State as NodeState

_NOT_APPLICABLE = 2


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


Part = Picked | Ticked | Measured | Typed | Known


@dataclass(frozen=True, kw_only=True)
class CalculatedQuestion:
    """A question with its answer; ``lacking`` is what stands in place of one: 1 unknown, 2 not applicable."""

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
            case Picked(chosen=found):
                return found is not None
            case Ticked(items=items):
                return any(item.ticked for item in items)
            case Measured(number=found):
                return found is not None
            case Typed(text=text):
                return text != ""
            case Known(value=found):
                return found is not None


@dataclass(frozen=True, kw_only=True)
class CalculatedNode:
    """A node of the tree with the weight in force and what it scored.

    ``question`` is None for a group; ``points`` (0..1 to 0..1) or ``reaches`` is how an indicator sees its question;
    ``bound`` is what a counting parent asks of it; ``level`` is its position among the levels by score alone; ``worst``
    and ``best`` are the scores that the least and the greatest answer would have.
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
    best: float = 100.0


@dataclass(frozen=True, kw_only=True)
class CalculatedLevel:
    """A level: its lower bound and what else it asks for."""

    id: str
    title: str
    number: int
    start: float
    require: tuple[Requirement, ...]


@dataclass(frozen=True, kw_only=True)
class Calculation:
    """The main model over its questions. Nodes stand breadth first: the root, then the children of each in one block.

    ``overall`` is false where the model has no overall score on purpose; ``level`` is the position of the overall level
    after all requirements.
    """

    profile: Profile
    questions: tuple[CalculatedQuestion, ...]
    nodes: tuple[CalculatedNode, ...]
    levels: tuple[CalculatedLevel, ...]
    lower_inclusive: bool
    overall: bool
    level: int | None
