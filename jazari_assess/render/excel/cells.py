"""What may stand in a cell, whoever typed it."""

import re

from jazari_assess.model.spreadsheet import LONGEST_CELL
from jazari_assess.render.plain_text import REPLACEMENT

_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def safe_text(text: str) -> str:
    """Return a text with what no file of Excel can hold made visible, and nothing else changed."""
    return _REFUSED.sub(REPLACEMENT, text)


def fitting_text(text: str, cut: str = "…") -> str:
    """Return a text, cut visibly, with ``cut`` at its end, where it is longer than a cell may be."""
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(cut)] + cut
