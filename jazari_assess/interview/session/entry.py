"""What a person types, understood: digits of three scripts, decimal commas, option numbers, names looked for.

Whatever was read is told as soon as it is recorded, so that nobody is misread in silence.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import assert_never

from jazari_assess.errors import Problem, ProblemsError
from jazari_assess.model.assessment import Answer, GivenValue
from jazari_assess.model.profile import ICE_DIGITS, LONGEST_LINE
from jazari_assess.model.questionnaire import (
    ChecklistQuestion,
    ChoiceQuestion,
    LevelQuestion,
    NumberQuestion,
    ProfileQuestion,
    Question,
    TextQuestion,
    YesPartlyNoQuestion,
    options_of,
)
from jazari_assess.reading.assessment.answers import refusals
from jazari_assess.reading.yaml_json.characters import clean, shown

_INVISIBLE = re.compile("[\u200b-\u200f\u2060\u061c\ufeff]")
_GROUPING = re.compile("[\\s'\u2019\u066c_]")
_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)")
_POINT_GROUPS = re.compile(r"[+-]?\d{1,3}(\.\d{3})+,\d+")
_COMMA_GROUPS = re.compile(r"[+-]?\d{1,3}(,\d{3})+\.\d+")
_ONE_LETTER = {0x640: None, 0x649: 0x64A, 0x629: 0x647, 0x153: "oe"}  # tatweel, alef maqsura, ta marbuta, oe
_LONGEST = 60  # digits: any number of a questionnaire is shorter
_PARTS = re.compile(r"[\s,;+\u060c]+")
_PROFILE_REFUSALS: Mapping[str, str] = {
    "firm": "interview-firm-needed",
    "ice": "entry-no-ice",
    "staff": "entry-staff",
    "turnover": "entry-turnover",
}
_SAID_REFUSALS: Mapping[str, str] = {"integer-expected": "entry-no-integer", "not-applicable-refused": "entry-applies"}
_LARGEST = 1e15  # whole numbers up to here are exact in a float
_MOST_MILLIONS = 10_000  # ten billion dirhams: above, an industrial SME has typed dirhams instead of millions


def refused(question: Question, answer: Answer) -> tuple[Problem, ...]:
    """Return why a question does not take an answer, in words for whoever speaks, not for whoever edits a file."""
    return tuple(
        Problem(code=_SAID_REFUSALS.get(one.code, one.code), values=one.values) for one in refusals(question, answer)
    )


def unfit(question: ProfileQuestion, value: GivenValue) -> Problem:
    """Return what is wrong with a value that a field of the profile cannot hold."""
    return Problem(code=_PROFILE_REFUSALS.get(question.field, "entry-long"), values={"found": shown(str(value))})


def western_digits(text: str) -> str:
    """Return the text with every decimal digit of any script as 0 to 9, the invisible characters left out."""
    return "".join(
        str(unicodedata.decimal(character)) if character.isdecimal() else character
        for character in _INVISIBLE.sub("", text)
    )


def read_number(text: str, *, unit: str | None = None) -> int | float:
    """Return the number a person typed: ``12,5``, ``1 200``, ``35 %``, Arabic or full-width digits.

    A lone point or comma is the decimal mark; points between groups of three are not, when a comma follows. Raises
    ``ProblemsError`` for anything else.
    """
    plain = western_digits(text).translate({0x66A: "%", 0x66B: ",", 0xFF0C: ",", 0xFF0E: ".", 0x2212: "-"}).strip()
    if unit is not None:
        plain = plain.removesuffix(unit).strip()
    plain = _GROUPING.sub("", plain.removesuffix("%"))
    if _POINT_GROUPS.fullmatch(plain):
        plain = plain.replace(".", "")
    elif _COMMA_GROUPS.fullmatch(plain):
        plain = plain.replace(",", "")
    if len(plain) > _LONGEST or not _NUMBER.fullmatch(plain) or abs(float(plain.replace(",", "."))) > _LARGEST:
        raise _refused("entry-no-number", text)
    number = float(plain.replace(",", "."))
    return int(number) if number.is_integer() else number


def read_ice(text: str) -> str:
    """Return the 15 digits of an ICE, however they were grouped; raise ``ProblemsError`` for anything else."""
    digits = re.sub(r"[\s.\-/]", "", western_digits(text))
    if len(digits) != ICE_DIGITS or not digits.isdecimal():
        raise _refused("entry-no-ice", text)
    return digits


def read_choice(text: str, options: Sequence[GivenValue], labels: Sequence[str]) -> GivenValue:
    """Return the option meant by its number (from 1), or by words that occur in one label only.

    Raises ``ProblemsError`` when no option, or more than one, is meant.
    """
    typed = western_digits(text).strip()
    if typed.isdecimal():
        if 1 <= int(typed[:_LONGEST]) <= len(options):
            return options[int(typed) - 1]
        raise _refused("entry-no-option", text, last=str(len(options)))
    found = matching(typed, labels)
    if len(found) == 1:
        return options[found[0]]
    if found:
        near = " · ".join(f"{index + 1} {labels[index]}" for index in found)
        raise _refused("entry-several-options", text, near=near)
    raise _refused("entry-no-option", text, last=str(len(options)))


def read_checklist(text: str, question: ChecklistQuestion) -> GivenValue:
    """Return the items meant by their numbers, set apart by spaces or commas; 0 is the exclusive "none".

    Raises ``ProblemsError`` for a number that no item has.
    """
    options = items_of(question)
    numbers = _numbers(text, range(len(options) + 1))
    if numbers == [0]:
        return (question.none,)
    if 0 in numbers:
        raise _refused("entry-none-with-others", text)
    return tuple(options[number - 1] for number in numbers)


def read_some(text: str, options: Sequence[str], most: int) -> GivenValue:
    """Return at most ``most`` options meant by their numbers; raise ``ProblemsError`` for others, or for more."""
    numbers = _numbers(text, range(1, len(options) + 1))
    if len(numbers) > most:
        raise _refused("entry-too-many", text, most=str(most))
    return tuple(options[number - 1] for number in numbers)


def _numbers(text: str, known: range) -> list[int]:
    """Return the numbers typed, each once and in order; raise ``ProblemsError`` for one that is not ``known``."""
    parts = _PARTS.split(western_digits(text).strip())
    if not all(part.isdecimal() and len(part) < _LONGEST and int(part) in known for part in parts):
        raise _refused("entry-no-item", text, last=str(known[-1]))
    return sorted({int(part) for part in parts})


def _refused(code: str, text: str, **values: str) -> ProblemsError:
    return ProblemsError([Problem(code=code, values={"found": shown(text), **values})])


def most_of(question: ProfileQuestion) -> int:
    """Return how many of a question's options may be picked at most."""
    return question.at_most or len(question.options)


def items_of(question: ChecklistQuestion) -> tuple[str, ...]:
    """Return the items of a checklist without the exclusive one."""
    return tuple(item for item in question.options if item != question.none)


def options_in_order(question: Question) -> tuple[GivenValue, ...]:
    """Return the options that are chosen by number, in the order they are shown; none where a value is typed."""
    return items_of(question) if isinstance(question, ChecklistQuestion) else tuple(options_of(question))


def read_entry(question: Question, text: str, labels: Sequence[str], *, unit: str | None = None) -> GivenValue:
    """Return the answer that a line of text gives to a question; ``labels`` are those of its options.

    Raises ``ProblemsError`` when it gives none.
    """
    match question:
        case ChecklistQuestion():
            return read_checklist(text, question)
        case LevelQuestion() | ChoiceQuestion() | YesPartlyNoQuestion() | ProfileQuestion(field="region" | "sector"):
            return read_choice(text, options_in_order(question), labels)
        case ProfileQuestion(options=[_, *_]):
            return read_some(text, question.options, most_of(question))
        case NumberQuestion():
            return read_number(text, unit=unit)
        case ProfileQuestion():
            return _profile_entry(question, text)
        case TextQuestion():
            return clean(text).strip()
        case _:
            assert_never(question)


def longest_text(question: Question) -> int | None:
    """Return how many characters a question takes; None for those that take no free text."""
    match question:
        case TextQuestion(maximum_length=bound):
            return bound
        case ProfileQuestion(field="firm" | "respondent-role" | "respondent-name"):
            return LONGEST_LINE
        case _:
            return None


def in_millions(question: Question, value: GivenValue) -> float | None:
    """Return a turnover that was typed in dirhams as millions; None where it may well be in millions already."""
    is_turnover = isinstance(question, ProfileQuestion) and question.field == "turnover"
    if not is_turnover or not isinstance(value, int | float) or value < _MOST_MILLIONS:
        return None
    return value / 1e6


def _profile_entry(question: ProfileQuestion, text: str) -> GivenValue:
    match question.field:
        case "ice":
            return read_ice(text)
        case "staff":
            return read_number(text)
        case "turnover":
            return float(read_number(text))
        case _:
            return clean(text).strip()


def matching(typed: str, labels: Sequence[str]) -> tuple[int, ...]:
    """Return the positions of the labels in which the words of a search occur, whatever accents and case."""
    words = folded(typed).split()
    if not words:
        return ()
    return tuple(index for index, label in enumerate(labels) if all(word in folded(label) for word in words))


def folded(text: str) -> str:
    """Return a text as a search compares it: no case, accents, vowel marks, hamza seats or punctuation."""
    bare = "".join(part for part in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(part))
    bare = bare.translate(_ONE_LETTER)
    return " ".join(re.sub(r"[^\w]+", " ", bare).split())
