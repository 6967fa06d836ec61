"""How a language sets its text: apostrophes, no-break spaces, and values that keep their order in right-to-left text.

Texts are written plain; every output passes them through here.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Literal

Direction = Literal["ltr", "rtl"]
_ISOLATE, _END = "\u2068", "\u2069"
"""First strong isolate and its end: what stands between them is ordered by itself."""
_SPACES = "[ \u00a0\u202f]"
_FRENCH: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=[^\W\d_])'(?=[^\W_]|«|\{)"), "\u2019"),
    (re.compile(f"{_SPACES}+([?!;])"), "\u202f\\1"),
    (re.compile(f"{_SPACES}+:"), "\u00a0:"),
    (re.compile(f"(?<=[0-9}}]){_SPACES}+%"), "\u00a0%"),
    (re.compile(f"«{_SPACES}*"), "«\u00a0"),
    (re.compile(f"{_SPACES}*»"), "\u00a0»"),
)
_NUMBER = r"\d+(?:[.,]\d+)*"
_MACHINE = re.compile(
    r"(?<![\w\u2068.,-])(?:"
    r"--[a-z][\w-]*(?:[= ][A-Z][A-Z_]*)?|jazari-assess(?: [a-z-]+)*|:[a-z]+|(?:[\w~.-]+/)*[\w-]+\.[a-z]{2,5}"
    rf"|[+\u2212]{_NUMBER}%?|{_NUMBER}(?:[-\u2013:]{_NUMBER})+%?|{_NUMBER}[ \u00a0]?%"
    r")(?![\w\u2069])",
    re.ASCII,
)
"""An option with its value, a command of ours, a word typed after a colon, a path or a file name; a number with a sign,
a range, a date, a percentage: what right-to-left text would turn round."""


def typeset(text: str, language: str) -> str:
    """Return a text as its language sets it; a text that is set already stays as it is."""
    if language != "fr":
        return text
    for pattern, put in _FRENCH:
        text = pattern.sub(put, text)
    return text


def reading_direction(text: str, otherwise: Direction = "ltr") -> Direction:
    """Return the direction of the first letter that has one; ``otherwise`` where none has, as in a bare number."""
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    first = next((kind for kind in kinds if kind in ("L", "R", "AL")), None)
    return otherwise if first is None else "ltr" if first == "L" else "rtl"


def isolated(value: str) -> str:
    """Return a value as it stands in right-to-left text: what reads from the left, and a number, is set apart."""
    if not value or value.startswith(_ISOLATE) or reading_direction(value) == "rtl":
        return value
    return f"{_ISOLATE}{value}{_END}"


def set_apart(text: str) -> str:
    """Return a right-to-left text in which what a machine reads, and numbers with signs, are set apart."""
    return _MACHINE.sub(lambda found: isolated(found.group()), text)


def filled(template: str, values: Mapping[str, str], *, direction: Direction) -> str:
    """Return a sentence with its values in their places; in right-to-left text each is set apart."""
    if direction == "rtl":
        values = {name: isolated(value) for name, value in values.items()}
    return template.format_map(values)
