"""What a person typed, made safe to show: no control characters, no direction overrides, nothing else changed."""

import re

REPLACEMENT = "\ufffd"

_RUNNING_HEAD = 48
"""Characters of a name that fit beside the title at the head of a page."""

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_OVERRIDES = re.compile("[\u202a-\u202e\u2066\u2067]")
_ISOLATES = re.compile("[\u2068\u2069]")
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")


def plain(text: str) -> str:
    r"""Return the text with line ends as ``\\n``, controls and lone surrogates visible as U+FFFD, no bidi override.

    Marks that only hint at a direction (U+200E, U+200F) stay: Arabic text needs them, and they reach no further than
    the isolated element or cell that holds the text.
    """
    return storable(_ISOLATES.sub("", text))


def storable(text: str) -> str:
    """Return a text that was made safe and set already as any file may hold it: the isolates we set stay."""
    return _CONTROLS.sub(REPLACEMENT, _OVERRIDES.sub("", _LINE_ENDS.sub("\n", text)))


def one_line(text: str) -> str:
    """Return the safe text with every run of white space as one space."""
    return " ".join(plain(text).split())


def shortened(text: str, longest: int = _RUNNING_HEAD) -> str:
    """Return the text, cut visibly where it is longer than that many characters."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def sentence(text: str) -> str:
    """Return a text that stands in the middle of a line elsewhere as it stands at the start of one."""
    return text[:1].upper() + text[1:]
