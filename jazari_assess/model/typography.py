"""How a language sets its text: apostrophes, no-break spaces, and values that keep their order in right-to-left text.

Texts are written plain; every output passes them through here.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Literal

from jazari_assess.model.plurals import Counted

Direction = Literal["ltr", "rtl"]
_ISOLATE, _END = "\u2068", "\u2069"
"""First strong isolate and its end: what stands between them is ordered by itself."""
_SPACES = "[ \u00a0\u202f]"
_TYPED = str.maketrans({_ISOLATE: "", _END: "", "\u00a0": " ", "\u202f": " ", "\u2019": "'"})
_FRENCH: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=[^\W\d_])'(?=[^\W_]|«|\{)"), "\u2019"),
    (re.compile(f"{_SPACES}+([?!;])"), "\u202f\\1"),
    (re.compile(f"{_SPACES}+:"), "\u00a0:"),
    (re.compile(f"(?<=[0-9}}]){_SPACES}+%"), "\u00a0%"),
    (re.compile(f"«{_SPACES}*"), "«\u00a0"),
    (re.compile(f"{_SPACES}*»"), "\u00a0»"),
)
_RIGHT_TO_LEFT = frozenset(("ar", "fa", "he", "ur"))
"""Languages written from the right: files of content name their language and no direction."""
_ESTIMATE = re.compile(" \u2248$")
"""The sign of an estimate at the end of a heading, which no line begins with."""
_NUMBER = r"(?:\d+(?:[.,]\d+)*|\{\w+\})"
_PIECE = r"(?:--?|[:#.~]|\.\.?/)?[A-Za-z0-9{][\w./=|<>:{}\[\]*!\\-]*"
_WORDS = re.compile(
    rf"(?<![\w\u2068./-]){_PIECE}(?: {_PIECE})*(?<=[\w}}\]/!>])(?![\w\u2069])",
    re.ASCII,
)
"""Latin words, options, paths and placeholders that follow each other: what is typed as one line is read as one."""
_MACHINE = re.compile(
    r"(?<!\S)-{1,2}[A-Za-z]|jazari-assess|(?<!\S):[a-z]|#[A-Z]|[\w~}-]/|://|:\\|\.[a-z]{2,7}\b|\.\.[\d{]|\dT\d",
    re.ASCII,
)
"""An option, our command, a word typed after a colon, an error of a spreadsheet, a path, a file name or its ending, a
span such as ``0..4``, a date with its time."""
_FIGURES = re.compile(
    rf"(?<![\w\u2068.,}}-])(?:[+\u2212]{_NUMBER}%?|\d{{1,3}}(?: \d{{3}})+|{_NUMBER}(?:[-\u2013:]{_NUMBER})+%?"
    rf"|{_NUMBER}[ \u00a0]?%)(?![\w\u2069])",
    re.ASCII,
)
"""A number with a sign or in groups of three, a range, a date, a percentage: what Arabic text would turn round."""


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


def foreign_tongue(text: str, language: str) -> str:
    """Return the language of a text whose letters are not those of the page's language; nothing where they are.

    Arabic letters are taken for Arabic; Latin ones on a page from the right for French, in which firms here write them.
    """
    rightwards = language in _RIGHT_TO_LEFT
    own: Direction = "rtl" if rightwards else "ltr"
    if reading_direction(text, own) == own:
        return ""
    return "fr" if rightwards else "ar"


def isolated(value: str) -> str:
    """Return a value as it stands in right-to-left text: what reads from the left, and a number, is set apart."""
    if not value or value.startswith(_ISOLATE) or reading_direction(value) == "rtl":
        return value
    return isolate(value)


def isolate(text: str) -> str:
    """Return a text that keeps its own order, whatever stands around it."""
    return f"{_ISOLATE}{text}{_END}"


def isolate_runs(text: str) -> str:
    """Return a right-to-left text in which what a machine reads, and numbers with signs, are set apart.

    A text in which something is set apart already stays as it is.
    """
    if _ISOLATE in text:
        return text
    parts, end = [], 0
    for found in _WORDS.finditer(text):
        if _MACHINE.search(found.group()):
            parts += [_isolate_figures(text[end : found.start()]), isolate(found.group())]
            end = found.end()
    return "".join((*parts, _isolate_figures(text[end:])))


def _isolate_figures(text: str) -> str:
    return _FIGURES.sub(lambda found: isolate(found.group()), text)


def set_words(text: str, language: str) -> str:
    """Return words of a file as their language sets them: all that is read from our texts passes through here."""
    text = _ESTIMATE.sub("\u00a0\u2248", text.replace("\u2248 ", "\u2248\u00a0"))
    return isolate_runs(text) if language in _RIGHT_TO_LEFT else typeset(text, language)


def as_typed(text: str) -> str:
    """Return a text as a person types it: what goes into a file is set anew wherever it is shown."""
    return text.translate(_TYPED)


def paired(text: str) -> bool:
    """Say whether each part that is set apart in a text also ends in it: such marks reach no further than the text."""
    depth = 0
    for mark in text:
        depth += (mark == _ISOLATE) - (mark == _END)
        if depth < 0:
            return False
    return depth == 0


def filled(template: str, values: Mapping[str, str], *, language: str, direction: Direction) -> str:
    """Return a sentence with its values in their places, counted nouns in their form; set apart in Arabic."""
    shown = isolated if direction == "rtl" else str
    said = template.format_map(
        {name: Counted(written=value, shown=shown(value), language=language) for name, value in values.items()}
    )
    return _once_apart(said) if direction == "rtl" else said


def _once_apart(text: str) -> str:
    """Return a text without marks inside what is set apart already: a command is copied as one piece."""
    depth, parts = 0, []
    for mark in text:
        opens, closes = mark == _ISOLATE, mark == _END
        depth = max(depth + opens - closes, 0)
        if (not opens or depth == 1) and (not closes or depth == 0):
            parts.append(mark)
    return "".join(parts)
