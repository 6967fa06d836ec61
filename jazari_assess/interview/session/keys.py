"""One key an answer: what a digit means for the question on the screen.

A level, a choice or a yes-partly-no is answered by one digit and the interview goes on. A checklist shows its items
with digits that tick them; on the short path each item is a statement of its own, answered 1 (true) or 2 (not true).
A number is typed; on the short path the values that the questionnaire offers (``steps``) are answered by one digit.
"""

from dataclasses import dataclass, replace
from typing import assert_never

from jazari_assess.errors import Problem, ProblemsError
from jazari_assess.interview.session.entry import items_of, most_of, options_in_order
from jazari_assess.model.assessment import GivenValue
from jazari_assess.model.questionnaire import (
    ChecklistQuestion,
    ChoiceQuestion,
    LevelQuestion,
    NumberQuestion,
    ProfileQuestion,
    Question,
    TextQuestion,
    YesPartlyNoQuestion,
)

TRUE, NOT_TRUE, NONE = "1", "2", "0"
NUMBER_KEYS = 9
"""Options that have a key of their own, 1 to 9; further ones are reached by the arrows."""


@dataclass(frozen=True, kw_only=True)
class Done:
    """The question is answered; ``approximate`` says that a value was picked instead of typed."""

    value: GivenValue
    approximate: bool = False


@dataclass(frozen=True, kw_only=True)
class Pick:
    """One of some options; each digit is an answer."""

    options: tuple[GivenValue, ...]
    approximate: bool = False


@dataclass(frozen=True, kw_only=True)
class Ticks:
    """Items that digits tick and untick, ``most`` at once where that is given; Enter ends.

    ``none`` is the exclusive item that says "none of these"; without one, ticking nothing leaves the question open.
    """

    items: tuple[str, ...]
    none: str | None = None
    ticked: frozenset[str] = frozenset()
    most: int | None = None

    @property
    def done(self) -> Done:
        """What is answered when it ends here: the ticked items in order, or the exclusive one."""
        return Done(value=tuple(item for item in self.items if item in self.ticked) or self.nothing.value)

    @property
    def nothing(self) -> Done:
        """What is answered when nothing is ticked."""
        return Done(value=() if self.none is None else (self.none,))


@dataclass(frozen=True, kw_only=True)
class Statements:
    """Items put one after the other, each true or not; the last one ends."""

    items: tuple[str, ...]
    none: str
    true: tuple[str, ...] = ()
    position: int = 0


@dataclass(frozen=True, kw_only=True)
class Typed:
    """A value that is typed and ended with Enter."""


Keys = Pick | Ticks | Statements | Typed


def keys_for(question: Question, answer: GivenValue | None, *, express: bool) -> Keys:
    """Return what keys do for a question that has this answer so far."""
    match question:
        case LevelQuestion() | ChoiceQuestion() | YesPartlyNoQuestion() | ProfileQuestion(field="region" | "sector"):
            return Pick(options=options_in_order(question))
        case ChecklistQuestion() if express and answer is None:
            return Statements(items=items_of(question), none=question.none)
        case ChecklistQuestion():
            ticked = frozenset(answer) - {question.none} if isinstance(answer, tuple) else frozenset[str]()
            return Ticks(items=items_of(question), none=question.none, ticked=ticked)
        case ProfileQuestion(options=[_, *_]):
            chosen = frozenset(answer) if isinstance(answer, tuple) else frozenset[str]()
            return Ticks(items=question.options, ticked=chosen, most=most_of(question))
        case NumberQuestion(steps=steps) if express and steps:
            whole = tuple(int(step) if step.is_integer() else step for step in steps)
            return Pick(options=whole, approximate=True)
        case NumberQuestion() | TextQuestion() | ProfileQuestion():
            return Typed()
        case _:
            assert_never(question)


def press(keys: Keys, digit: str) -> Keys | Done | None:
    """Return what a digit leads to: more keys, an answer, or None where it means nothing.

    Raises ``ProblemsError`` for one item more than may be ticked.
    """
    match keys:
        case Pick():
            return _picked(keys, digit)
        case Ticks():
            return _ticked(keys, digit)
        case Statements():
            return _stated(keys, digit)
        case Typed():
            return None
        case _:
            assert_never(keys)


def _picked(keys: Pick, digit: str) -> Done | None:
    position = int(digit) - 1
    if not 0 <= position < min(len(keys.options), NUMBER_KEYS):
        return None
    return Done(value=keys.options[position], approximate=keys.approximate)


def _ticked(keys: Ticks, digit: str) -> Keys | Done | None:
    if digit == NONE:
        return keys.nothing
    position = int(digit) - 1
    return toggled(keys, position) if position < min(len(keys.items), NUMBER_KEYS) else None


def toggled(keys: Ticks, position: int) -> Ticks:
    """Return the items with one of them ticked or unticked; raise ``ProblemsError`` for one more than may be."""
    ticked = keys.ticked ^ {keys.items[position]}
    if keys.most is not None and len(ticked) > keys.most:
        raise ProblemsError([Problem(code="entry-too-many", values={"most": str(keys.most)})])
    return replace(keys, ticked=ticked)


def _stated(keys: Statements, digit: str) -> Keys | Done | None:
    if digit == NONE and not keys.true:
        return Done(value=(keys.none,))
    if digit not in (TRUE, NOT_TRUE):
        return None
    true = (*keys.true, keys.items[keys.position]) if digit == TRUE else keys.true
    if keys.position + 1 == len(keys.items):
        return Done(value=true or (keys.none,))
    return replace(keys, true=true, position=keys.position + 1)
