"""What fits on a slide: office programs cut nothing and shrink nothing by themselves, so lengths are estimated."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from jazari_assess.render.plain_text import shortened

_LETTERS, _WIDE = 156.0, 1.15
"""Letters of 1 point in an inch, on the safe side: French and English in Calibri have some 165 to 175, and the fonts
that stand in where Calibri lacks are a little wider; and how much wider than most a bold word of wide letters is."""
_LINE, _MARGINS = 1.2, 0.11
"""Height of a line in letter sizes; inches above and below the text of a cell."""
_POINTS_AN_INCH = 72.0  # by definition
SIZES = (20.0, 18.0, 16.0, 14.0, 13.0, 12.0)
"""Points of the letters in a table, the first that fits; below twelve nobody reads a slide."""
LONGEST, _LONGEST_WORD = 260, 40
"""Letters of a cell or a line: more is read out, not shown; and of a word that is no longer cut as a whole."""
_STOPS = " \u00a0\u202f,;:«("
"""What does not end a text that was cut."""
_CLAUSE = re.compile(rf"(.{{{LONGEST // 2},}})[.;!?\u061b\u061f](?=\s)", re.DOTALL)
"""The most of a text that ends with a clause, where that is more than half of what is kept."""
_SMALLER = 1
"""Sizes by which letters may be smaller for a text to stand whole."""


@dataclass(frozen=True, kw_only=True)
class Fitted:
    """Rows as they fit, the size of their letters, and how many had to be left out."""

    rows: Sequence[Sequence[str]]
    points: float
    left: int


def fitted(
    rows: Sequence[Sequence[str]], widths: Sequence[float], height: float, *, largest: float = SIZES[0]
) -> Fitted:
    """Return as many rows as fit into a height, widths and height in inches, in the largest letters that fit all.

    No word is broken where smaller letters leave it whole; letters are of ``largest`` points at most. A long text is
    whole where letters are at most one size smaller with it than without its end.
    """
    told = [[_cut(text) for text in row] for row in rows]
    sizes = [size for size in SIZES if size <= largest]
    whole, cut = (_place(tried, widths, height, sizes) for tried in (rows, told))
    if whole < len(sizes) and whole <= cut + _SMALLER:
        return Fitted(rows=rows, points=sizes[whole], left=0)
    if cut < len(sizes):
        return Fitted(rows=told, points=sizes[cut], left=0)
    heights = [_height(row, widths, SIZES[-1]) for row in told]
    count = next(n for n in range(len(told), -1, -1) if sum(heights[:n]) <= height)
    return Fitted(rows=told[:count], points=SIZES[-1], left=len(told) - count)


def _place(rows: Sequence[Sequence[str]], widths: Sequence[float], height: float, sizes: Sequence[float]) -> int:
    """Return the place of the first size in which all rows fit; that after the last where they fit in none."""
    return next((n for n, points in enumerate(sizes) if _fits(rows, widths, height, points)), len(sizes))


def _fits(rows: Sequence[Sequence[str]], widths: Sequence[float], height: float, points: float) -> bool:
    words_fit = all(
        _longest_word(text) * _WIDE <= _most(width, points)
        for row in rows
        for text, width in zip(row, widths, strict=True)
    )
    return words_fit and sum(_height(row, widths, points) for row in rows) <= height


def _height(row: Sequence[str], widths: Sequence[float], points: float) -> float:
    lines = max(_lines(text, width, points) for text, width in zip(row, widths, strict=True))
    return lines * points * _LINE / _POINTS_AN_INCH + _MARGINS


def _lines(text: str, width: float, points: float) -> int:
    most = _most(width, points)
    return sum(_wrapped([len(word) for word in line.split(" ")], most) for line in text.split("\n"))


def _wrapped(words: Sequence[int], most: float) -> int:
    """Return on how many lines words of these lengths stand, each on the next where it does not fit any more."""
    lines, used = 1, 0.0
    for word in words:
        needed = word + 1 if used else word
        if used and used + needed > most:
            lines, used = lines + 1, word
        else:
            used += needed
        more = max(1, math.ceil(used / most)) - 1
        lines, used = lines + more, used - more * most
    return lines


def _most(width: float, points: float) -> float:
    """Return how many letters a line has in a width in inches."""
    return max(1.0, (width - 0.2) * _LETTERS / points)


def _longest_word(text: str) -> int:
    return max(len(word) for word in text.replace("\n", " ").split(" "))


def _cut(text: str) -> str:
    """Return the text, cut visibly at the end of a clause, or at least of a word, where it is too long."""
    if len(text) <= LONGEST:
        return text
    head, _, rest = shortened(text, LONGEST).rpartition(" ")
    if not head or len(rest) >= _LONGEST_WORD:
        return shortened(text, LONGEST)
    clause = _CLAUSE.match(f"{head} ")
    return f"{(clause.group(1) if clause else head).rstrip(_STOPS)}…"
