"""Whether an answer is one that its question can take."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from jazari_assess.model.assessment import Answer, Given, GivenValue, NotApplicable, Unanswered, Unknown
from jazari_assess.model.questionnaire import (
    ChecklistQuestion,
    ChoiceQuestion,
    LevelQuestion,
    NumberQuestion,
    ProfileQuestion,
    Question,
    TextQuestion,
    ValueQuestion,
    YesPartlyNoQuestion,
    options_of,
)
from jazari_assess.reading.yaml_json.document import KeyPath, found, nearest


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """Why a question does not take an answer: a problem's code and values, and where inside the answer it is."""

    code: str
    path: KeyPath = ()
    values: Mapping[str, str] = field(default_factory=dict)


def refusals(question: Question, answer: Answer) -> Iterator[Refusal]:
    """Yield each reason why the question does not take the answer."""
    match answer:
        case Given():
            for refusal in _value_refusals(question, answer.answer):
                yield Refusal(code=refusal.code, path=("answer", *refusal.path), values=refusal.values)
        case NotApplicable():
            if not (isinstance(question, ValueQuestion) and question.not_applicable):
                yield Refusal(code="not-applicable-refused", path=("state",))
        case Unknown() | Unanswered():
            pass
        case _:
            assert_never(answer)


def accepts(question: Question, answer: Answer) -> bool:
    """Return whether the question takes the answer."""
    return next(refusals(question, answer), None) is None


def _value_refusals(question: Question, value: GivenValue) -> Iterator[Refusal]:
    match question:
        case LevelQuestion():
            if not isinstance(value, int):
                yield Refusal(code="integer-expected", values={"found": found(value)})
            elif value not in range(question.options):
                yield _unknown_option(value, range(question.options))
        case ChoiceQuestion() | YesPartlyNoQuestion():
            if value not in options_of(question):
                yield _unknown_option(value, options_of(question))
        case ChecklistQuestion():
            yield from _checklist_refusals(question, value)
        case NumberQuestion():
            yield from _number_refusals(question, value)
        case TextQuestion():
            yield from _text_refusals(question, value)
        case ProfileQuestion():
            yield Refusal(code="answer-in-profile", values={"field": question.field})
        case _:
            assert_never(question)


def _unknown_option(value: object, options: Sequence[object], path: KeyPath = ()) -> Refusal:
    names = [str(option) for option in options]
    values = {"found": found(value), "near": nearest(str(value), names), "allowed": ", ".join(names)}
    return Refusal(code="option-unknown", path=path, values=values)


def _checklist_refusals(question: ChecklistQuestion, value: GivenValue) -> Iterator[Refusal]:
    if not isinstance(value, tuple):
        yield Refusal(code="list-expected", values={"found": found(value)})
        return
    if not value:
        yield Refusal(code="checklist-empty", values={"none": question.none})
    for index, item in enumerate(value):
        if item not in question.options:
            yield _unknown_option(item, tuple(question.options), (index,))
        elif item in value[:index]:
            yield Refusal(code="option-twice", path=(index,), values={"found": item})
    if question.none in value and len(set(value)) > 1:
        yield Refusal(code="none-with-others", path=(value.index(question.none),), values={"none": question.none})


def _number_refusals(question: NumberQuestion, value: GivenValue) -> Iterator[Refusal]:
    if not isinstance(value, int | float):
        yield Refusal(code="number-expected", values={"found": found(value)})
    elif question.integer and not isinstance(value, int):
        yield Refusal(code="integer-expected", values={"found": found(value)})
    elif value < question.minimum:
        values = {"found": found(value), "bound": f"{question.minimum:g}"}
        yield Refusal(code="number-below-minimum", values=values)
    elif value > question.maximum:
        values = {"found": found(value), "bound": f"{question.maximum:g}"}
        yield Refusal(code="number-above-maximum", values=values)


def _text_refusals(question: TextQuestion, value: GivenValue) -> Iterator[Refusal]:
    if not isinstance(value, str):
        yield Refusal(code="text-expected", values={"found": found(value)})
    elif len(value) > question.maximum_length:
        values = {"found": found(value), "bound": str(question.maximum_length)}
        yield Refusal(code="text-too-long", values=values)
