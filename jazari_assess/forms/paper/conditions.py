"""When a question is to be filled, in words that a person with a pen can follow."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import assert_never

from jazari_assess.model.conditions import (
    All,
    Answered,
    AnswerValue,
    Any,
    AtLeast,
    Compare,
    Condition,
    In,
    InState,
    Is,
    Not,
    OfSector,
    OfSize,
    StaffAtLeast,
)
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.questionnaire import (
    ChecklistQuestion,
    LevelQuestion,
    NumberQuestion,
    Question,
    QuestionText,
    YesPartlyNoQuestion,
)
from jazari_assess.render.page.wording import Wording

_STATES = {"given": "answered", "unanswered": "not-answered", "unknown": "unknown", "not-applicable": "not-applicable"}


@dataclass(frozen=True, kw_only=True)
class Named:
    """A question that a condition may look at; ``number`` is the one it is printed under, None where it is not."""

    question: Question
    text: QuestionText
    number: str | None


def only_if(condition: Condition, named: Mapping[str, Named], words: Wording, shared: InterfaceText) -> str:
    """Return the sentence that says when a question is to be filled; ``shared`` names sectors and sizes."""
    return words.say("if.only", condition=_Sayer(named, words, shared).say(condition))


class _Sayer:
    def __init__(self, named: Mapping[str, Named], words: Wording, shared: InterfaceText) -> None:
        self._named, self._words, self._shared = named, words, shared

    def say(self, condition: Condition) -> str:  # noqa: C901, PLR0911, PLR0912 - one for each kind of condition
        match condition:
            case Is():
                return self._is(condition.question, condition.is_)
            case In():
                return self._joined("any", (self._is(condition.question, option) for option in condition.in_))
            case AtLeast():
                return self._at_least(condition)
            case Answered():
                return self._told("answered" if condition.answered else "not-answered", condition.question)
            case InState():
                return self._told(_STATES[condition.state], condition.question)
            case Compare():
                other = self._question(condition.compare.greater_than)
                return self._told("greater", condition.compare.question, other=other)
            case OfSector():
                return self._words.say("if.sector", names=self._names("sectors", condition.sector))
            case OfSize():
                return self._words.say("if.size", names=self._names("sizes", condition.size))
            case StaffAtLeast():
                return self._words.say("if.staff", bound=str(condition.staff_at_least))
            case All():
                return self._joined("all", map(self._inside, condition.all_))
            case Any():
                return self._joined("any", map(self._inside, condition.any_))
            case Not():
                return self._words.say("if.not", condition=self.say(condition.not_))
            case _:
                assert_never(condition)

    def _inside(self, condition: Condition) -> str:
        """Return a part of several, set in parentheses where it has parts of its own."""
        told = self.say(condition)
        return self._words.say("if.group", condition=told) if isinstance(condition, All | Any | In | Not) else told

    def _joined(self, key: str, parts: Iterable[str]) -> str:
        return reduce(lambda first, second: self._words.say(f"if.{key}", first=first, second=second), parts)

    def _told(self, key: str, name: str, **values: str) -> str:
        return self._words.say(f"if.{key}", question=self._question(name), **values)

    def _question(self, name: str) -> str:
        found = self._named[name]
        if found.number is None:
            return self._words.say("if.elsewhere", title=self._words.set(found.text.short))
        return self._words.say("if.question", number=found.number)

    def _is(self, name: str, option: AnswerValue) -> str:
        found = self._named[name]
        match found.question:
            case LevelQuestion():
                return self._told("number-is", name, bound=_printed(float(option)))
            case NumberQuestion():
                return self._told("number-is", name, bound=self._words.number(float(option)))
            case ChecklistQuestion():
                return self._told("ticked", name, option=self._option(found, option))
            case _:
                return self._told("is", name, option=self._option(found, option))

    def _option(self, found: Named, option: AnswerValue) -> str:
        if isinstance(found.question, YesPartlyNoQuestion):
            return self._words.say(f"question.{option}")
        options = found.text.options
        return self._words.set(options[str(option)] if isinstance(options, Mapping) else str(option))

    def _at_least(self, condition: AtLeast) -> str:
        match self._named[condition.question].question:
            case LevelQuestion():
                return self._told("from-option", condition.question, option=_printed(condition.at_least))
            case ChecklistQuestion():
                return self._told("count", condition.question, bound=self._words.number(condition.at_least))
            case _:
                return self._told("at-least", condition.question, bound=self._words.number(condition.at_least))

    def _names(self, group: str, ids: Iterable[str]) -> str:
        return self._joined("list", (self._shared.say(f"{group}.{one}") for one in ids))


def _printed(level: float) -> str:
    """Return the number a level is printed under: levels count from 0, boxes from 1."""
    return f"{level + 1:g}"
