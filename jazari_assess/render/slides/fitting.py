"""What fits on a slide: office programs cut nothing and shrink nothing by themselves, so lengths are estimated."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from jazari_assess.render.plain_text import shortened

_LETTERS = 156.0
"""Letters of 1 point in an inch, on the safe side: French and English in Calibri have some 165 to 175, and the fonts
that stand in where Calibri lacks are a little wider."""
_LINE, _MARGINS = 1.2, 0.11
"""Height of a line in letter sizes; inches above and below the text of a cell."""
_POINTS_AN_INCH = 72.0  # by definition
SIZES = (20.0, 18.0, 16.0, 14.0, 13.0, 12.0)
"""Points of the letters in a table, the first that fits; below twelve nobody reads a slide."""
LONGEST = 260
"""Letters of a cell or a line: more is read out, not shown."""


@dataclass(frozen=True, kw_only=True)
class Fitted:
    """Rows as they fit, the size of their letters, and how many had to be left out."""

    rows: Sequence[Sequence[str]]
    points: float
    left: int


def fitted(rows: Sequence[Sequence[str]], widths: Sequence[float], height: float) -> Fitted:
    """Return as many rows as fit into a height, widths and height in inches, in the largest letters that fit all."""
    told = [[shortened(text, LONGEST) for text in row] for row in rows]
    for points in SIZES:
        if sum(_height(row, widths, points) for row in told) <= height:
            return Fitted(rows=told, points=points, left=0)
    heights = [_height(row, widths, SIZES[-1]) for row in told]
    count = next(n for n in range(len(told), -1, -1) if sum(heights[:n]) <= height)
    return Fitted(rows=told[:count], points=SIZES[-1], left=len(told) - count)


def _height(row: Sequence[str], widths: Sequence[float], points: float) -> float:
    lines = max(_lines(text, width, points) for text, width in zip(row, widths, strict=True))
    return lines * points * _LINE / _POINTS_AN_INCH + _MARGINS


def _lines(text: str, width: float, points: float) -> int:
    most = max(1.0, (width - 0.2) * _LETTERS / points)
    return sum(max(1, math.ceil(len(line) / most)) for line in text.split("\n"))
