"""How two spellings of the same words are found to be equal, and how a number is read whatever its typist's habits."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

WHOLE = 100.0
"""Per cent of a whole."""
Kind = Literal[
    "spaces",
    "digits",
    "decimal-comma",
    "thousands",
    "percent",
    "spelling",
    "numbering",
    "leading-zeros",
    "missing",
    "recoded",
]

_ARABIC = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ة": "ه", "ؤ": "و", "ک": "ك", "ـ": None}
)
_NUMBERING = re.compile(r"^(?:(?:[a-z]{0,2}\d{1,3}){1,2} )+(?=\S*[^\W\d_])")
_INVISIBLE = re.compile(r"[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0e-\x1f\x7f-\x9f]")
_SPACES = re.compile(r"\s+")
_PLAIN_NUMBER = re.compile(r"[+-]?(?:\d{1,20}(?:\.\d{0,20})?|\.\d{1,20})(?:[eE][+-]?\d{1,3})?")
_GROUPS_OF_THREE = re.compile(r"[+-]?\d{1,3}(?: \d{3})+(?:[.,]\d+)?")


def tidy(text: str) -> str:
    """Return a text without invisible characters, each run of spaces as one, none at its ends, and composed (NFC)."""
    return unicodedata.normalize("NFC", _SPACES.sub(" ", _INVISIBLE.sub("", text)).strip())


@lru_cache(maxsize=100_000)
def normal(text: str) -> str:
    """Return what is left of a text when case, accents, Arabic letter variants and punctuation are set aside."""
    folded = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).casefold().translate(_ARABIC)
    letters = "".join(
        str(unicodedata.decimal(letter)) if letter.isdecimal() else letter if letter.isalnum() else " "
        for letter in unicodedata.normalize("NFKD", folded)
        if not unicodedata.combining(letter)
    )
    return " ".join(letters.split())


def without_numbering(form: str) -> str:
    """Return a normal form without a leading number or code, such as ``12``, ``g01q03`` or ``g09q02 sq001``."""
    return _NUMBERING.sub("", form)


@dataclass(frozen=True, kw_only=True)
class ReadNumber:
    """A number, NaN-free, and what had to be set aside to read it (None: it was plain)."""

    value: float
    kind: Kind | None


def read_number(text: str) -> ReadNumber | Literal["ambiguous"] | None:
    """Return the number a text holds.

    Western, Arabic and full-width digits, decimal comma, spaces between thousands and a percent sign are read;
    ``1,234`` may be two numbers and is ``"ambiguous"``; anything else is None.
    """
    kind: Kind | None = None
    plain = tidy(text)
    if plain != text:
        kind = "spaces"
    western = "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in plain)
    western = western.replace("\u066b", ",").replace("\u066c", " ").replace("\u2212", "-")
    if western != plain:
        kind = "digits"
    if western.endswith(("%", "\u066a")):
        western, kind = western[:-1].rstrip(), "percent"
    if _GROUPS_OF_THREE.fullmatch(western):
        western, kind = western.replace(" ", ""), "thousands"
    if "," in western:
        if re.fullmatch(r"[+-]?[1-9]\d{0,2},\d{3}", western):
            return "ambiguous"
        western, kind = _with_point(western), kind or "decimal-comma"
    if not _PLAIN_NUMBER.fullmatch(western):
        return None
    value = float(western)
    return ReadNumber(value=value + 0.0, kind=kind) if abs(value) < float("inf") else None


def _with_point(text: str) -> str:
    """Return a number with a decimal comma, or with two kinds of separators, as it is written with a point."""
    if "." not in text:
        return text.replace(",", ".") if text.count(",") == 1 else text
    thousands, decimal = (",", ".") if text.rfind(",") < text.rfind(".") else (".", ",")
    whole, _, part = text.rpartition(decimal)
    groups = whole.lstrip("+-").split(thousands)
    grouped = len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])  # noqa: PLR2004 - thousands
    return f"{whole.replace(thousands, '')}.{part}" if grouped else text
