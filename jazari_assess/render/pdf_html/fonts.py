"""Which letters the fonts of a template can show, so that no text falls back on what a machine happens to have."""

import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from jazari_assess.render.interface import Template
from jazari_assess.render.plain_text import REPLACEMENT

_INVISIBLE = frozenset("\n\t\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")


def shown_by(template: Template) -> Callable[[str], str]:
    """Return what replaces each character that the template's fonts lack by U+FFFD, after composing accents."""
    letters = _letters(tuple(folder / "fonts" for folder in template.folders)) | _INVISIBLE

    def show(text: str) -> str:
        composed = unicodedata.normalize("NFC", text)
        return "".join(letter if letter in letters else REPLACEMENT for letter in composed)

    return show


@cache
def _letters(folders: tuple[Path, ...]) -> frozenset[str]:
    files = [path for folder in folders for path in sorted(folder.glob("*.ttf"))]
    return frozenset(chr(letter) for path in files for letter in _letters_of(path))


def _letters_of(path: Path) -> frozenset[int]:
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())
