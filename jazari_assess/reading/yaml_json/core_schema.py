"""The types of plain YAML scalars by the core schema of YAML 1.2 (specification, section 10.3.2)."""

import re

_STARTERS = frozenset("-+.0123456789~nNtTfF")
_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_INTEGER = re.compile(r"[-+]?[0-9]+")
_OCTAL = re.compile(r"0o[0-7]+")
_HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_LONGEST_INTEGER = 300  # digits; beyond it lies no double


def plain_value(text: str) -> str | int | float | bool | None:
    """Return the value of a plain scalar; a number that is not finite, or too long to be one, comes out as ``inf``."""
    if text and text[0] not in _STARTERS:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text) if len(text) <= _LONGEST_INTEGER else float("inf")
    if _FLOAT.fullmatch(text):
        return float(text)
    return _rare_value(text)


def _rare_value(text: str) -> str | int | float:
    if len(text) <= _LONGEST_INTEGER and _OCTAL.fullmatch(text):
        return int(text, 0)
    if len(text) <= _LONGEST_INTEGER and _HEXADECIMAL.fullmatch(text):
        return int(text, 0)
    return float("inf") if _NOT_FINITE.fullmatch(text) else text
