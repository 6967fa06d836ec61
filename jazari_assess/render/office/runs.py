"""A text as pieces that run in one direction each: office programs order letters by piece, and know no isolates.

What is set apart in a text (U+2068, U+2069) becomes a piece of its own, with marks of its direction at its ends.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jazari_assess.model.typography import Direction, reading_direction
from jazari_assess.render.plain_text import storable

_ISOLATE = re.compile("\u2068([^\u2068\u2069]*)\u2069")
_STRAY = re.compile("[\u2068\u2069]")
_MARKS: dict[Direction, str] = {"ltr": "\u200e", "rtl": "\u200f"}
_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_ARABIC = re.compile(rf"[{_RIGHT}](?:(?:(?![{_RIGHT}])[^a-zA-Z\u00c0-\u024f])*[{_RIGHT}])*")
"""Letters written from the right, with what stands between them and is no Latin letter."""
_LATIN = re.compile(rf"[a-zA-Z\u00c0-\u024f](?:[^{_RIGHT}]*[a-zA-Z0-9\u00c0-\u024f])?")
"""Latin letters, with what stands between them and is not written from the right, and the figures that end them."""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Letters of one direction."""

    text: str
    direction: Direction


def pieces(text: str, around: Direction) -> Sequence[Piece]:
    """Return the pieces of a text in a paragraph of a direction; control characters are gone."""
    safe, found, end = storable(text), list[Piece](), 0
    for isolate in _ISOLATE.finditer(safe):
        found += [*_mixed(safe[end : isolate.start()], around), *_isolated(isolate.group(1), around)]
        end = isolate.end()
    return [*found, *_mixed(safe[end:], around)]


def in_line(text: str, around: Direction) -> str:
    """Return a text as one piece, marks of direction in the place of what is set apart."""
    return "".join(piece.text for piece in pieces(text, around))


def _isolated(text: str, around: Direction) -> Iterator[Piece]:
    own = reading_direction(text)
    if text:
        mark = "" if own == around else _MARKS[own]
        yield Piece(text=f"{mark}{text}{mark}", direction=own)


def _mixed(text: str, around: Direction) -> Iterator[Piece]:
    """Yield what runs along with a paragraph, and what runs against it."""
    against: Direction = "ltr" if around == "rtl" else "rtl"
    text, end = _STRAY.sub("", text), 0
    for found in (_LATIN if around == "rtl" else _ARABIC).finditer(text):
        if found.start() > end:
            yield Piece(text=text[end : found.start()], direction=around)
        yield Piece(text=found.group(), direction=against)
        end = found.end()
    if end < len(text):
        yield Piece(text=text[end:], direction=around)
