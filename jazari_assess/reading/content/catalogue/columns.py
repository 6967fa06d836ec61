"""The columns of a catalogue sheet: which cell holds which part of an entry, and how its text is read."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, assert_never

from jazari_assess.model.profile import SIZES
from jazari_assess.model.spreadsheet import day_of
from jazari_assess.reading.yaml_json.document import Value

Kind = Literal["text", "number", "list", "date", "range", "condition", "pairs"]
SheetName = Literal["providers", "services", "actions"]

SHEETS: tuple[SheetName, ...] = ("providers", "services", "actions")
EXAMPLE = "example-"
"""A row whose id begins so is there to be looked at; it is not read."""

_WORDS: dict[SheetName, tuple[str, ...]] = {
    "providers": ("name", "purpose", "status", "source"),
    "services": ("title", "purpose", "delivers", "not-delivered", "why", "ask", "bring", "source"),
    "actions": ("title", "first-step", "first-step-micro", "done-when"),
}
_OPTIONAL_WORDS = ("first-step-micro",)
_SEPARATORS = re.compile(r"[;,\u060c\u061b\n]+")
_PARTS = re.compile(r"[;\u061b\n]+")
_RANGE = re.compile(r"(?<=\w)\s*(?:[-\u2013/\u2026]|\bto\b|\bà\b|إلى)\s*")
_TEST = re.compile(r"\s*([a-z][a-z0-9-]*)\s*(>=|≥|=)\s*(.+?)\s*")
_PAIR = re.compile(r"\s*([a-z][a-z0-9-]*)[\s:=]+([0-9])\s*")
_WORD_KEY = re.compile(r"(.+) ([a-z]{2,3})")
_SERIAL = re.compile(r"([2-6][0-9]{4})(\.0+)?")


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: its key in the sheet, where its value goes in an entry, how it is read and what may be chosen.

    ``path`` is one key, or a group and a key in it. ``language`` is set for words, which go into that language's file.
    """

    key: str
    path: tuple[str, ...]
    kind: Kind = "text"
    required: bool = False
    choices: str | None = None
    language: str | None = None


def columns_of(sheet: SheetName, languages: Iterable[str]) -> tuple[Column, ...]:
    """Return the columns of a sheet in their order, the id first, the words last, language by language."""
    structure = {"providers": _PROVIDERS, "services": _SERVICES, "actions": _ACTIONS}[sheet]
    words = (
        Column(key=f"{field} {language}", path=(field,), language=language, required=field not in _OPTIONAL_WORDS)
        for language in languages
        for field in _WORDS[sheet]
    )
    return (*structure, *words)


def languages_in(sheet: SheetName, keys: Iterable[str]) -> tuple[str, ...]:
    """Return the languages that the keys of a sheet have words in: ``title fr`` is the French title."""
    matches = (_WORD_KEY.fullmatch(key) for key in keys)
    return tuple(dict.fromkeys(match[2] for match in matches if match is not None and match[1] in _WORDS[sheet]))


def cell_value(column: Column, text: str) -> Value:
    """Return a cell as its column is read; what cannot be read so stays a text, which its type refuses."""
    match column.kind:
        case "text":
            value: Value = text
        case "list":
            value = tuple(part.strip() for part in _SEPARATORS.split(text) if part.strip())
        case "number":
            number = _number(text)
            value = text if number is None else number
        case "date":
            serial = _SERIAL.fullmatch(text)
            value = text if serial is None else day_of(int(serial[1])).isoformat()
        case "range":
            value = _range(text)
        case "condition":
            value = _condition(text)
        case "pairs":
            pairs = [_PAIR.fullmatch(part) for part in _SEPARATORS.split(text) if part.strip()]
            value = text if None in pairs else {pair[1]: int(pair[2]) for pair in pairs if pair is not None}
        case _:
            assert_never(column.kind)
    return value


def _number(text: str) -> int | float | None:
    plain = "".join(str(unicodedata.decimal(letter, letter)) for letter in text if not letter.isspace())
    try:
        number = float(plain.replace("\u066b", ".").replace(",", "."))
    except ValueError:
        return None
    return int(number) if number.is_integer() else number


def _range(text: str) -> Value:
    """Return two numbers, ``2-4`` or ``2 to 4``; one number alone is both."""
    numbers = [_number(part) for part in _RANGE.split(text)]
    if None in numbers or len(numbers) > 2:  # noqa: PLR2004 - low and high
        return text
    return (numbers[0], numbers[-1])


def _condition(text: str) -> Value:
    """Return tests that must all hold: ``maintenance >= 2; ai-uses = visual-inspection / none``."""
    tests = [_TEST.fullmatch(part) for part in _PARTS.split(text) if part.strip()]
    read = [_test(test[1], test[2], test[3]) for test in tests if test is not None]
    if len(read) < len(tests) or not read:
        return text
    return read[0] if len(read) == 1 else {"all": tuple(read)}


def _test(question: str, sign: str, told: str) -> dict[str, Value]:
    values = tuple(part if (number := _number(part)) is None else number for part in map(str.strip, told.split("/")))
    if sign != "=":
        return {"question": question, "at-least": values[0]}
    return {"question": question, "is": values[0]} if len(values) == 1 else {"question": question, "in": values}


def _plain(
    key: str, kind: Kind = "text", *, required: bool = False, choices: str | None = None, under: str | None = None
) -> Column:
    path = (key,) if under is None else (under, key)
    return Column(key=key, path=path, kind=kind, required=required, choices=choices)


def _lists(*keys: str, choices: Sequence[str | None] = (), under: str | None = None) -> tuple[Column, ...]:
    return tuple(
        _plain(key, "list", choices=chosen, under=under)
        for key, chosen in zip(keys, choices or [None] * len(keys), strict=True)
    )


_ID = Column(key="id", path=(), required=True)
_FACTS = (
    _plain("status", required=True, choices="statuses"),
    _plain("as-of", "date", required=True),
    _plain("source", required=True),
    _plain("contact"),
    _plain("link"),
)
_PROVIDERS = (
    _ID,
    _plain("kind", required=True, choices="provider-kinds"),
    _plain("region", required=True, choices="places"),
    *_FACTS,
)
_SERVICES = (
    _ID,
    _plain("provider", required=True, choices="providers"),
    _plain("kind", required=True, choices="service-kinds"),
    _plain("function", required=True, choices="functions"),
    *_lists("supports", choices=("actions",)),
    *_lists("nodes", "aims", "flags", choices=("nodes", "aims", "flags"), under="meets"),
    _plain("needs", "condition"),
    _plain("own-days", "range", required=True),
    _plain("open", required=True, choices="openings"),
    *_lists("regions", "near", "sectors", "sizes", choices=("regions", "regions", "sectors", "sizes")),
    _plain("minimum", "number", under="turnover"),
    _plain("maximum", "number", under="turnover"),
    *_lists("excludes"),
    *_FACTS,
    _plain("fit"),
)
_ACTIONS = (
    _ID,
    _plain("indicator", choices="nodes"),
    _plain("step", "range"),
    *_lists("adds", "removes", under="items"),
    *_lists("from", under="choice"),
    _plain("to", under="choice"),
    *(Column(key=f"days {size}", path=("days", size), kind="range") for size in SIZES),
    _plain("keep", "number"),
    _plain("weeks", "number", required=True),
    *(
        _plain(part, "number", required=True, choices="ratings", under="difficulty")
        for part in ("knowledge", "time", "money")
    ),
    _plain("cost", "number"),
    *_lists("requires", "after", choices=("actions", "actions")),
    _plain("when", "condition"),
    *_lists("excludes", "sectors", choices=("actions", "sectors")),
    _plain("aims", "pairs"),
    *_lists("deeds", choices=("aims",)),
    _plain("source"),
    _plain("rationale", required=True),
)
