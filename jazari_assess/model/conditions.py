"""Conditions: the closed set of tests on answers and profile that hide questions, raise flags and bar entries."""

from collections.abc import Mapping
from typing import Annotated, Literal, assert_never

from pydantic import Discriminator, Field, Tag

from jazari_assess.model.profile import MOST_STAFF, Profile, Sector, Size
from jazari_assess.model.strict import Id, Strict

AnswerValue = int | float | str
AnswerState = Literal["given", "not-applicable", "unknown", "unanswered"]


class Is(Strict):
    """The answer to ``question`` is exactly this (for a checklist: contains it)."""

    question: Id
    is_: AnswerValue


class In(Strict):
    """The answer to ``question`` is one of these (for a checklist: contains one of them)."""

    question: Id
    in_: Annotated[tuple[AnswerValue, ...], Field(min_length=1)]


class AtLeast(Strict):
    """The level, the number, or the count of chosen checklist items is at least this."""

    question: Id
    at_least: float


class Answered(Strict):
    """The question has a given answer (``true``) or has none (``false``)."""

    question: Id
    answered: bool


class InState(Strict):
    """The question stands like this; one that a condition hides is not applicable."""

    question: Id
    state: AnswerState


class Comparison(Strict):
    """Two questions whose answers are numbers."""

    question: Id
    greater_than: Id


class Compare(Strict):
    """The number given to one question is greater than that given to another."""

    compare: Comparison


class OfSector(Strict):
    """The firm is of one of these sectors."""

    sector: Annotated[tuple[Sector, ...], Field(min_length=1)]


class OfSize(Strict):
    """The firm is of one of these size classes."""

    size: Annotated[tuple[Size, ...], Field(min_length=1)]


class StaffAtLeast(Strict):
    """The firm has at least so many persons."""

    staff_at_least: Annotated[int, Field(ge=1, le=MOST_STAFF)]


class All(Strict):
    """Every one of these conditions holds."""

    all_: Annotated[tuple["Condition", ...], Field(min_length=1)]


class Any(Strict):
    """One of these conditions holds."""

    any_: Annotated[tuple["Condition", ...], Field(min_length=1)]


class Not(Strict):
    """This condition does not hold."""

    not_: "Condition"


CONDITION_KEYS = (
    "is",
    "in",
    "at-least",
    "answered",
    "state",
    "compare",
    "sector",
    "size",
    "staff-at-least",
    "all",
    "any",
    "not",
)
"""The key by which each kind of condition is known."""


def _condition_kind(found: object) -> str | None:
    if isinstance(found, Mapping):
        return next((key for key in CONDITION_KEYS if key in found), None)
    fields = type(found).model_fields if isinstance(found, Strict) else {}
    return next((key for key in CONDITION_KEYS if key.replace("-", "_") in {name.rstrip("_") for name in fields}), None)


Condition = Annotated[
    Annotated[Is, Tag("is")]
    | Annotated[In, Tag("in")]
    | Annotated[AtLeast, Tag("at-least")]
    | Annotated[Answered, Tag("answered")]
    | Annotated[InState, Tag("state")]
    | Annotated[Compare, Tag("compare")]
    | Annotated[OfSector, Tag("sector")]
    | Annotated[OfSize, Tag("size")]
    | Annotated[StaffAtLeast, Tag("staff-at-least")]
    | Annotated[All, Tag("all")]
    | Annotated[Any, Tag("any")]
    | Annotated[Not, Tag("not")],
    Discriminator(_condition_kind),
]
Test = Is | In | AtLeast | Answered | InState
"""The conditions that look at the answer of one question."""
OfProfile = OfSector | OfSize | StaffAtLeast
"""The conditions that look at the firm's profile."""


def profile_holds(condition: OfProfile, profile: Profile) -> bool | None:
    """Say whether a condition on the profile holds; None where the profile does not tell."""
    match condition:
        case OfSector():
            return None if profile.sector is None else profile.sector in condition.sector
        case OfSize():
            return None if profile.size is None else profile.size in condition.size
        case StaffAtLeast():
            return None if profile.staff is None else profile.staff >= condition.staff_at_least
        case _:
            assert_never(condition)


def questions_in(condition: Condition) -> tuple[str, ...]:
    """Return the ids of the questions a condition looks at."""
    match condition:
        case Is() | In() | AtLeast() | Answered() | InState():
            return (condition.question,)
        case Compare():
            return (condition.compare.question, condition.compare.greater_than)
        case OfSector() | OfSize() | StaffAtLeast():
            return ()
        case All():
            return tuple(question for part in condition.all_ for question in questions_in(part))
        case Any():
            return tuple(question for part in condition.any_ for question in questions_in(part))
        case Not():
            return questions_in(condition.not_)
        case _:
            assert_never(condition)
