"""Where a firm stands to an action: done, in front of it, or nobody knows; and the answer it has afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from jazari_assess.engine.plan.firm import Firm
from jazari_assess.model.actions import Action, ChoiceChange, ItemChange
from jazari_assess.model.assessment import GivenValue
from jazari_assess.model.questionnaire import (
    YES_PARTLY_NO,
    ChecklistQuestion,
    ChoiceQuestion,
    NumberQuestion,
    YesPartlyNoQuestion,
)

TOLERANCE = 1e-6  # points of a score: far below what is shown, far above the noise of doubles
SCORE_DECIMALS = 6  # as `TOLERANCE`: bounds and gains that differ by less are the same
LEAST_SHARE = 0.5  # of a list half done the rest takes at least half of the days: people still have to meet

State = Literal["open", "done", "not-applicable", "unknown"]


@dataclass(frozen=True, kw_only=True)
class Lift:
    """What an action raises: an indicator from one score to another, or one option of its checklist (``option``)."""

    indicator: str
    option: str | None
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where a firm stands to an action.

    ``reached`` says that the firm stands where the action begins, not below; ``share`` is the part of its days that is
    left to do. ``lifts`` is empty where the action changes no answer or raises no score.
    """

    state: State
    reached: bool = True
    share: float = 1.0
    lifts: tuple[Lift, ...] = ()


_DONE, _NOT_APPLICABLE, _UNKNOWN = (Standing(state=state) for state in ("done", "not-applicable", "unknown"))


def standing(action: Action, firm: Firm, actions: Mapping[str, Action]) -> Standing:
    """Return where a firm stands to an action; ``actions`` are all, for what a choice leads to may lead on."""
    view = None if action.indicator is None else firm.views.get(action.indicator)
    if view is not None and view.state == "not-applicable":
        return _NOT_APPLICABLE
    if action.indicator is None or (action.step is None and action.items is None and action.choice is None):
        return Standing(state="open")
    if view is None or view.state == "not-covered":
        return _NOT_APPLICABLE
    return _answered_standing(action.indicator, action, firm, actions)


def _answered_standing(indicator: str, action: Action, firm: Firm, actions: Mapping[str, Action]) -> Standing:
    answer = firm.answer(indicator)
    if answer is None or indicator not in firm.shares:
        return _UNKNOWN
    return standing_with(indicator, action, firm, answer, actions)


def standing_with(
    indicator: str, action: Action, firm: Firm, answer: GivenValue, actions: Mapping[str, Action]
) -> Standing:
    """Return where a firm that gave an answer would stand to an action that changes it; no other answer matters."""
    if action.items is not None:
        return _items_standing(indicator, action.items, firm, answer)
    if action.choice is not None:
        return _choice_standing(indicator, action.choice, firm, answer, actions)
    return _step_standing(indicator, action, firm, answer)


def _step_standing(indicator: str, action: Action, firm: Firm, answer: GivenValue) -> Standing:
    low, high = (firm.points(indicator, end) for end in step_ends(action, firm))
    today = firm.points(indicator, answer)
    if today >= high - TOLERANCE:
        return _DONE
    lift = Lift(indicator=indicator, option=None, low=max(low, today), high=high)
    return Standing(state="open", reached=today >= low - TOLERANCE, lifts=(lift,))


def step_ends(action: Action, firm: Firm) -> tuple[GivenValue, GivenValue]:
    """Return the answers at both ends of a step."""
    question = firm.question(str(action.indicator))
    low, high = action.step or (0.0, 0.0)
    match question:
        case NumberQuestion():
            return low, high
        case YesPartlyNoQuestion():
            return YES_PARTLY_NO[int(low)], YES_PARTLY_NO[int(high)]
        case _:
            return int(low), int(high)


def _items_standing(indicator: str, change: ItemChange, firm: Firm, answer: GivenValue) -> Standing:
    question = firm.question(indicator)
    chosen = answer if isinstance(answer, tuple) else ()
    if not isinstance(question, ChecklistQuestion):
        return _NOT_APPLICABLE
    adds = {item: question.options[item] for item in change.adds if item not in chosen}
    removes = {item: -question.options[item] for item in change.removes if item in chosen}
    changed = {**adds, **removes}
    if not changed:
        return _DONE
    total = sum(points for points in question.options.values() if points > 0)
    lifts = tuple(
        Lift(indicator=indicator, option=item, low=0.0, high=100 * points / total)
        for item, points in changed.items()
        if points > 0
    )
    share = max(LEAST_SHARE, len(changed) / len((*change.adds, *change.removes)))
    return Standing(state="open", share=share, lifts=lifts)


def _choice_standing(
    indicator: str, change: ChoiceChange, firm: Firm, answer: GivenValue, actions: Mapping[str, Action]
) -> Standing:
    question = firm.question(indicator)
    if not isinstance(question, ChoiceQuestion):
        return _NOT_APPLICABLE
    today = str(answer)
    ways = [own.choice for own in actions.values() if own.indicator == indicator and own.choice is not None]
    if today not in change.from_ and (today == change.to or _leads(change.to, today, ways)):
        return _DONE
    high = firm.points(indicator, change.to)
    if today in change.from_:
        low = firm.points(indicator, today)
    else:
        starts = [start for start in change.from_ if _leads(today, start, ways)]
        if not starts:
            return _DONE if firm.points(indicator, today) >= high - TOLERANCE else _NOT_APPLICABLE
        low = max(firm.points(indicator, start) for start in starts)
    lift = Lift(indicator=indicator, option=None, low=low, high=high)
    return Standing(state="open", reached=today in change.from_, lifts=(lift,) if high > low + TOLERANCE else ())


def _leads(first: str, last: str, ways: list[ChoiceChange]) -> bool:
    """Say whether actions lead from one option of a choice to another."""
    seen, waiting = {first}, [first]
    while waiting:
        here = waiting.pop()
        for way in ways:
            if here in way.from_ and way.to not in seen:
                seen.add(way.to)
                waiting.append(way.to)
    return last in seen and first != last


def answer_after(action: Action, firm: Firm, answer: GivenValue) -> GivenValue:
    """Return the answer a firm has once an action is done; one it changes nothing of stays as it is."""
    indicator = str(action.indicator)
    if action.items is not None and isinstance(answer, tuple):
        return _items_after(firm.question(indicator), action.items, answer)
    if action.choice is not None:
        return action.choice.to if answer in action.choice.from_ else answer
    if action.step is not None:
        target = step_ends(action, firm)[1]
        return target if firm.points(indicator, target) > firm.points(indicator, answer) else answer
    return answer


def _items_after(question: object, change: ItemChange, answer: tuple[str, ...]) -> GivenValue:
    if not isinstance(question, ChecklistQuestion):
        return answer
    chosen = [item for item in (*answer, *change.adds) if item not in change.removes and item != question.none]
    return tuple(dict.fromkeys(chosen)) or (question.none,)
