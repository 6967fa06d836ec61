"""The part of a page about single questions: what was answered, what was seen, and the next step in words."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from jazari_assess.model.assessment import Answer, Given, GivenValue, NotApplicable, Unanswered, Unknown
from jazari_assess.model.questionnaire import (
    YES_PARTLY_NO,
    ChecklistQuestion,
    ChoiceQuestion,
    LevelQuestion,
    NumberQuestion,
    Question,
    QuestionText,
    YesPartlyNoQuestion,
)
from jazari_assess.render.page.wording import Wording
from jazari_assess.render.plain_text import plain

_ITEMS_TOLD = 3
"""Items of a checklist that are a step; all that lack are no step."""


@dataclass(frozen=True, kw_only=True)
class Steps:
    """What the actions of the catalogue name as next: where a choice leads, and items of a checklist in their order."""

    leads: Mapping[str, str] = field(default_factory=dict)
    adds: Sequence[str] = ()


def answer_words(
    question: Question, words: QuestionText, answer: Answer | None, wording: Wording, *, hidden: bool
) -> tuple[str, ...]:
    """Return what was answered, one entry a chosen option; ``hidden``: its condition took the question away.

    An option stands here without those that it adds to.
    """
    match answer:
        case _ if hidden:
            return (wording.say("answer.hidden"),)
        case None | Unanswered():
            return (wording.say("answer.none"),)
        case NotApplicable():
            return (wording.say("answer.not-applicable"),)
        case Unknown():
            return (wording.say("answer.unknown"),)
        case Given():
            return _given(question, words, answer, wording)
        case _:
            assert_never(answer)


def _given(question: Question, words: QuestionText, answer: Given, wording: Wording) -> tuple[str, ...]:
    match question, answer.answer:
        case ((LevelQuestion() | ChoiceQuestion() | ChecklistQuestion()), value):
            return tuple(wording.alone(wording.set(text)) for text in _chosen(question, words, value))
        case NumberQuestion(), int(number) | float(number):
            return (_with_unit(number, words, wording),)
        case YesPartlyNoQuestion(), str(option) if option in YES_PARTLY_NO:
            return (wording.say(f"answer.{option}"),)
        case _:
            return (plain(str(answer.answer)),)


def _chosen(question: Question, words: QuestionText, value: GivenValue) -> Sequence[str]:
    """Return the words of the options chosen, in the order of the question."""
    match words.options, value:
        case tuple(options), int(number):
            return [options[number]]
        case Mapping() as options, str(option):
            return [options[option]]
        case Mapping() as options, tuple(chosen) if isinstance(question, ChecklistQuestion):
            return [options[option] for option in question.options if option in chosen]
        case _:
            return []


def next_words(
    question: Question, words: QuestionText, answer: Answer | None, wording: Wording, steps: Steps
) -> tuple[str, ...]:
    """Return the next step up from a given answer; nothing at the top, without an answer, or where none is named."""
    if not isinstance(answer, Given):
        return ()
    match question, answer.answer:
        case NumberQuestion(), int(value) | float(value):
            numbers = [_with_unit(number, words, wording) for number in _number_above(question, value)]
            return tuple(wording.say("answer.reach", value=number) for number in numbers)
        case YesPartlyNoQuestion(), str(option) if option in YES_PARTLY_NO[:-1]:
            return (wording.say(f"answer.{YES_PARTLY_NO[YES_PARTLY_NO.index(option) + 1]}"),)
        case _, value:
            options = words.options
            better = _options_above(question, value, steps)
            told = () if options is None else (wording.set(_option(options, option)) for option in better)
            return tuple(wording.alone(text) for text in told)


def _options_above(question: Question, value: GivenValue, steps: Steps) -> Sequence[int | str]:
    match question, value:
        case LevelQuestion(), int(number):
            return _level_above(question, number)
        case ChoiceQuestion(), str(option):
            return [steps.leads[option]] if option in steps.leads and option in question.options else []
        case ChecklistQuestion(), tuple(chosen):
            return _items_left(question, chosen, steps)
        case _:
            return ()


def _option(options: Sequence[str] | Mapping[str, str], option: int | str) -> str:
    return options[str(option)] if isinstance(options, Mapping) else options[int(option)]


def _with_unit(value: float, words: QuestionText, wording: Wording) -> str:
    number = wording.number(value)
    match words.unit:
        case None:
            return number
        case "%":
            return wording.of_hundred(number)
        case unit:
            return wording.say("answer.with-unit", number=number, unit=unit)


def _level_above(question: LevelQuestion, number: int) -> Sequence[int]:
    values = question.values or tuple(range(question.options))
    return [option for option in range(number + 1, question.options) if values[option] > values[number]][:1]


def _items_left(question: ChecklistQuestion, chosen: Sequence[str], steps: Steps) -> Sequence[str]:
    """Return the first items that lack: those that an action adds, in its order, before the others."""
    left = [item for item, points in question.options.items() if points > 0 and item not in chosen]
    named = [item for item in steps.adds if item in left]
    return [*named, *(item for item in left if item not in named)][:_ITEMS_TOLD]


def _number_above(question: NumberQuestion, value: float) -> Sequence[float]:
    """Return the nearest number of the map that is worth more, whether more or less of it is better."""
    here = _worth(question, value)
    return sorted((number for number, worth in question.map_ if worth > here), key=lambda number: abs(number - value))[
        :1
    ]


def _worth(question: NumberQuestion, value: float) -> float:
    points = question.map_
    if value <= points[0][0]:
        return points[0][1]
    for (left, low), (right, high) in itertools.pairwise(points):
        if value <= right:
            return low + (high - low) * (value - left) / (right - left)
    return points[-1][1]
