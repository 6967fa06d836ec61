"""Which characters a text may hold: no control characters, no direction overrides, no half characters."""

import re

_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_LINE_SEPARATORS = "\u2028\u2029"
_DIRECTION_OVERRIDES = "\u202a-\u202e\u2066-\u2069"
_NOT_CHARACTERS = "\ud800-\udfff\ufeff\ufffe\uffff"
_REFUSED = _CONTROLS + _LINE_SEPARATORS + _DIRECTION_OVERRIDES + _NOT_CHARACTERS

REFUSED_IN_FILE = re.compile(f"[{_REFUSED}]")
REFUSED_IN_TEXT = re.compile(f"[\r{_REFUSED}]")

FOUND_LENGTH = 80
"""Characters of what was found that a message repeats: one line."""


def clean(text: str) -> str:
    """Return the text without the characters that files refuse; every kind of line end becomes a newline."""
    return REFUSED_IN_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def code_point(character: str) -> str:
    """Return how a character is named to people: ``U+202E``."""
    return f"U+{ord(character):04X}"


def shown(text: str) -> str:
    """Return a text as a message may show it: on one line, cut to 80 characters, nothing invisible in it."""
    cut = text if len(text) <= FOUND_LENGTH else text[: FOUND_LENGTH - 1] + "…"
    visible = cut.replace("\n", "\\n").replace("\t", "\\t")
    return REFUSED_IN_TEXT.sub(lambda match: f"<{code_point(match.group())}>", visible)
