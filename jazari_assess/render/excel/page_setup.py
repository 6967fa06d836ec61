"""How sheets come on paper: A4, one page wide, as few pages as can be read."""

import math
import re
from collections.abc import Sequence

from jazari_assess.render.plain_text import plain

MARGINS = (0.4, 0.4, 0.4, 0.6)
"""Inches: left, right, top, and bottom, where the foot stands."""
_SHORT_SIDE, _LONG_SIDE = 595.0, 842.0
"""Points of A4."""
_INCH = 72.0  # points
_SMALLEST = 0.5
"""The least that letters of ten points are made smaller to: five can still be read."""
_DIGIT, _PADDING = 5.25, 3.75
"""Points: a digit of the body font, and what a column has beside its digits."""
_BREAKS = 0.93
"""What of a page is used, for a row goes on the next as a whole, under the heading again."""
_LONGEST_FOOT = 255
"""UTF-16 units that a foot may have, by the file format."""
_PAGE = "&C&P / &N"
_MISREAD = re.compile(r"&&(?=G|\[)")
_SAME_FONT = '&"-,Regular"'


def pages_high(widths: Sequence[float], heights: Sequence[float], *, landscape: bool) -> int:
    """Return on how many pages, one below the other, columns and rows are to be fitted.

    Widths are digits, heights points. What is so wide that its letters are smaller than that anyway takes the pages it
    needs.
    """
    left, right, top, bottom = (_INCH * margin for margin in MARGINS)
    wide, high = (_LONG_SIDE, _SHORT_SIDE) if landscape else (_SHORT_SIDE, _LONG_SIDE)
    scale = min(1.0, (wide - left - right) / sum(_DIGIT * width + _PADDING for width in widths))
    page = high - top - bottom
    taken = min(scale, _SMALLEST) * sum(heights) / page
    return max(1, math.ceil(taken / (_BREAKS if taken > 1 else 1.0)))


def print_foot(text: str, *, rtl: bool) -> str:
    """Return the foot of printed sheets, the text where a line starts and the page number in the middle.

    An ``&`` of the text is doubled, so that it is a letter and not a command. XlsxWriter takes what follows it for the
    place of a picture when that is a G, and drops the whole foot: a command that changes nothing keeps the two apart.
    """
    safe = plain(text).strip()
    while safe:
        told = _MISREAD.sub(f"&&{_SAME_FONT}", safe.replace("&", "&&"))
        foot = f"{_PAGE}&R{told}" if rtl else f"&L{told}{_PAGE}"
        if len(foot.encode("utf-16-le")) // 2 <= _LONGEST_FOOT:
            return foot
        safe = safe[:-1].rstrip()
    return _PAGE
