"""What a firm can do by itself: one deed, its effort by size, what it asks for first, and what it changes."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from jazari_assess.model.bounds import MOST_MILLIONS
from jazari_assess.model.conditions import Condition
from jazari_assess.model.profile import Sector, Size
from jazari_assess.model.strict import Id, Reason, Strict, Words

PersonDays = Annotated[float, Field(ge=0, le=1000)]  # four years of one person: more is a slip of the keyboard
DayRange = tuple[PersonDays, PersonDays]
"""Person-days, low and high."""
Weeks = Annotated[int, Field(ge=1, le=260)]  # five years, the longest horizon of a plan
Rating = Annotated[int, Field(ge=1, le=5)]  # as many steps as our levels
Million = Annotated[float, Field(ge=0, le=MOST_MILLIONS)]  # of dirhams
Relevance = Literal[0, 1, 2]
Sectors = Annotated[tuple[Sector | Literal["all"], ...], Field(min_length=1)]


class Difficulty(Strict):
    """How hard an action is, 1 (easy) to 5, in three parts; our estimate."""

    knowledge: Rating
    time: Rating
    money: Rating


class ItemChange(Strict):
    """Items of a checklist that an action puts in place or ends."""

    adds: tuple[Id, ...] = ()
    removes: tuple[Id, ...] = ()


class ChoiceChange(Strict):
    """The options an action leads from, and the one it leads to: a choice has no ladder."""

    from_: Annotated[tuple[Id, ...], Field(min_length=1)]
    to: Id


class Action(Strict):
    """Something the firm does itself; figures are our estimates.

    It changes the answer to its ``indicator`` in one of three ways: a ``step`` between options of a level (counted
    from 0), between values of a number or of yes-partly-no (0, 1, 2); ``items`` of a checklist; or a ``choice``. With
    none of the three it has no gain of its own: a flag's first act, an aim's own deed (``deeds``), an opener of others.
    ``days`` are the firm's own person-days by size, a size left out is one it is not for; ``keep`` the days a quarter
    afterwards for a firm of about 50; ``aims`` overrides the relevance its indicator has for an aim. It begins once
    what it ``requires`` is there, and after those of ``after`` that are planned, though it can do without them.
    """

    indicator: Id | None = None
    step: tuple[float, float] | None = None
    items: ItemChange | None = None
    choice: ChoiceChange | None = None
    days: Annotated[Mapping[Size, DayRange], Field(min_length=1)]
    keep: PersonDays = 0.0
    weeks: Weeks
    difficulty: Difficulty
    cost: Million | None = None
    requires: tuple[Id, ...] = ()
    after: tuple[Id, ...] = ()
    when: Condition | None = None
    excludes: tuple[Id, ...] = ()
    sectors: Sectors = ("all",)
    aims: Mapping[Id, Relevance] = Field(default_factory=dict)
    deeds: tuple[Id, ...] = ()
    source: Reason | None = None
    rationale: Reason


class Actions(Strict):
    """The file ``actions.yaml``."""

    schema_: Literal["jazari-assess/actions/2"]
    actions: Mapping[Id, Action]


class ActionText(Strict):
    """The words of an action; ``first_step_micro`` is for a firm where the head does everything."""

    title: Words
    first_step: Words
    first_step_micro: Words | None = None
    done_when: Words
