"""What stands under a question to tick or to write on."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.profile import ICE_DIGITS, REGIONS, SECTORS
from jazari_assess.model.questionnaire import (
    YES_PARTLY_NO,
    ChecklistQuestion,
    ChoiceQuestion,
    LevelQuestion,
    NumberQuestion,
    ProfileQuestion,
    Question,
    QuestionText,
    TextQuestion,
    ValueQuestion,
    YesPartlyNoQuestion,
)
from jazari_assess.render.page.wording import Wording

UNKNOWN_KEY, NOT_APPLICABLE_KEY, EXACT_KEY, NONE_KEY = "k", "x", "t", "0"
"""The keys of the interview for what is no option: what is printed is what is typed."""
_NARROW, _MEDIUM = 24, 44
"""Characters of the longest label up to which options stand in three and in two columns of a page."""
_FEW = 4
"""Options that stand under one another unless they are short: a column of two reads worse."""
_TEXT_LINES = 4
"""Lines for a free text: some fifty words by hand, as such answers have."""


@dataclass(frozen=True, kw_only=True)
class Box:
    """A box to tick: the key that is typed for it and its words."""

    key: str
    label: str
    ticked: bool = False


@dataclass(frozen=True, kw_only=True)
class Answering:
    """How a question is answered on paper.

    ``field`` is how something is written: not at all, on a ``line``, on ``lines``, or digit by digit (``digits``);
    ``value`` is what is known already. ``states`` are the boxes for what is no answer.
    """

    hint: str = ""
    boxes: tuple[Box, ...] = ()
    columns: int = 1
    field: str = ""
    field_key: str = ""
    field_label: str = ""
    unit: str = ""
    value: str = ""
    lines: int = 0
    states: tuple[Box, ...] = ()


class Answers:
    """Says of any question how it is answered; ``shared`` has the names of regions and sectors."""

    def __init__(self, words: Wording, shared: InterfaceText, *, express: bool) -> None:
        """Remember the words; on the short path a number offers its steps."""
        self._words, self._shared, self._express = words, shared, express

    def of(self, question: Question, text: QuestionText, value: object) -> Answering:
        """Return how a question is answered; ``value`` is what is known of it, None where nothing is."""
        found = self._written(question, text, value)
        return replace(found, states=tuple(self._states(question)))

    def _written(self, question: Question, text: QuestionText, value: object) -> Answering:
        match question:
            case NumberQuestion():
                return self._number(question, text)
            case TextQuestion():
                return Answering(field="lines", lines=_TEXT_LINES)
            case ChecklistQuestion() | ProfileQuestion(field="aims"):
                return self._several(question, text, value)
            case (
                ProfileQuestion(field="region" | "sector") | LevelQuestion() | ChoiceQuestion() | YesPartlyNoQuestion()
            ):
                return self._one(question, text, value)
            case ProfileQuestion():
                return self._line(question, value)

    def _states(self, question: Question) -> Iterator[Box]:
        if isinstance(question, ValueQuestion):
            yield Box(key=UNKNOWN_KEY, label=self._words.say("question.unknown"))
            if question.not_applicable:
                yield Box(key=NOT_APPLICABLE_KEY, label=self._words.say("question.not-applicable"))

    def _line(self, question: ProfileQuestion, value: object) -> Answering:
        match question.field:
            case "ice":
                return Answering(field="digits", value=str(value or " " * ICE_DIGITS))
            case "staff" | "turnover":
                told = self._words.number(value) if isinstance(value, int | float) else ""
                return Answering(hint=self._words.say("question.at-least-zero"), field="line", value=told)
            case _:
                return Answering(field="line", value=str(value or ""))

    def _one(self, question: Question, text: QuestionText, value: object) -> Answering:
        labels = self._labels(question, text)
        boxes = _numbered(labels, lambda option: option == value)
        return Answering(boxes=boxes, columns=_columns(boxes))

    def _several(self, question: Question, text: QuestionText, value: object) -> Answering:
        labels, none = dict(self._labels(question, text)), getattr(question, "none", None)
        nothing = () if none is None else (Box(key=NONE_KEY, label=labels.pop(none)),)
        chosen = value if isinstance(value, tuple) else ()
        boxes = (*_numbered(labels, lambda option: option in chosen), *nothing)
        hint, limit = self._words.say("question.several"), getattr(question, "at_most", None)
        if limit is not None:
            hint = f"{hint} {self._words.say('question.at-most', count=str(limit))}"
        return Answering(hint=hint, boxes=boxes, columns=_columns(boxes))

    def _number(self, question: NumberQuestion, text: QuestionText) -> Answering:
        key = "question.whole-bounds" if question.integer else "question.bounds"
        bounds = {"minimum": self._words.number(question.minimum), "maximum": self._words.number(question.maximum)}
        unit = self._words.set(text.unit or "")
        found = Answering(hint=self._words.say(key, **bounds), field="line", unit=unit)
        if not (self._express and question.steps):
            return found
        told = [self._words.set(f"{self._words.number(step)} {text.unit or ''}".strip()) for step in question.steps]
        boxes = tuple(Box(key=str(number), label=label) for number, label in enumerate(told, 1))
        exact = self._words.say("sheet.exact")
        return replace(found, boxes=boxes, columns=_columns(boxes), field_key=EXACT_KEY, field_label=exact)

    def _labels(self, question: Question, text: QuestionText) -> Mapping[object, str]:
        """Return the options of a question with their words, in the order they are counted."""
        return {option: self._words.set(label) for option, label in self._plain_labels(question, text)}

    def _plain_labels(self, question: Question, text: QuestionText) -> Iterator[tuple[object, str]]:
        match question:
            case YesPartlyNoQuestion():
                yield from ((option, self._words.say(f"question.{option}")) for option in YES_PARTLY_NO)
            case ProfileQuestion(field="region" | "sector" as field):
                known: Sequence[str] = REGIONS if field == "region" else SECTORS
                yield from ((option, self._shared.say(f"{field}s.{option}")) for option in known)
            case _:
                options = text.options or ()
                yield from options.items() if isinstance(options, Mapping) else enumerate(options)


def _numbered(labels: Mapping[object, str], ticked: Callable[[object], bool]) -> tuple[Box, ...]:
    return tuple(
        Box(key=str(number), label=label, ticked=ticked(option))
        for number, (option, label) in enumerate(labels.items(), 1)
    )


def _columns(boxes: Sequence[Box]) -> int:
    longest = max(len(box.label) for box in boxes)
    if len(boxes) <= _FEW and longest > _NARROW:
        return 1
    return 3 if longest <= _NARROW else 2 if longest <= _MEDIUM else 1
