"""Right-to-left text in a terminal.

Some terminals reorder and join Arabic letters themselves and must be given the text as it is read (``logical``); others
put each letter where it is told and must be given the text as it is seen (``visual``). Which one is used: what the user
asked for with ``--bidi``, else what is remembered in the settings file, else ``bidi_of_terminal``.
"""

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text

Bidi = Literal["logical", "visual"]
Direction = Literal["ltr", "rtl"]

# A terminal that knows these sequences stops and starts ordering Arabic itself; others ignore them.
LETTERS_AS_TOLD, LETTERS_ORDERED = "\x1b[8l", "\x1b[8h"

# Variables that a terminal sets for the programs in it, and that name one which draws letters where they are put.
_DRAWS_AS_TOLD = (
    "ALACRITTY_WINDOW_ID",
    "ALACRITTY_SOCKET",
    "KITTY_WINDOW_ID",
    "WEZTERM_PANE",
    "WT_SESSION",
    "XTERM_VERSION",
    "GHOSTTY_RESOURCES_DIR",
)
_PROGRAMS_AS_TOLD = ("vscode", "WezTerm", "ghostty", "Hyper", "iTerm.app", "Tabby")
_TERMS_AS_TOLD = ("linux", "foot", "foot-extra", "st-256color", "rxvt-unicode-256color", "alacritty", "xterm-kitty")

_RIGHT_TO_LEFT_MARK, _EMBED, _EMBED_END = "\u200f", "\u202a", "\u202c"
_ISOLATE, _ISOLATE_END = "\u2068", "\u2069"
_NOT_SHOWN = re.compile("[\u200f\u202a\u202c\u2068\u2069]")
_VOWELS_FIRST = re.compile("(?P<vowels>[\u064b-\u0652\u0670]+)(?P<letter>[^\u064b-\u0652\u0670])")
"""A line that is turned round has each mark before its letter; a terminal draws a mark on what stands before it."""
_CLOSING = frozenset(("?", "!", ":", ";", "»", "%"))
_OPENING = frozenset(("«",))


def bidi_of_terminal(environment: Mapping[str, str], *, is_terminal: bool) -> Bidi:
    """Return what a terminal needs: ``visual`` for those known not to reorder text, ``logical`` for all others.

    A pipe or a file is always given logical text: whoever reads it will order it.
    """
    if not is_terminal:
        return "logical"
    known = (
        sys.platform == "win32"  # neither console of Windows orders letters, and opened by a double click none says so
        or any(environment.get(name) for name in _DRAWS_AS_TOLD)
        or environment.get("TERM_PROGRAM") in _PROGRAMS_AS_TOLD
        or environment.get("TERM") in _TERMS_AS_TOLD
    )
    return "visual" if known else "logical"


def visual(line: str) -> str:
    """Return one line as it is seen from left to right: letters joined, order reversed where it runs from the right."""
    from bidi.algorithm import get_display  # noqa: PLC0415 only Arabic on some terminals needs it

    parted = _embedded(line).replace(" · ", f"{_RIGHT_TO_LEFT_MARK} · {_RIGHT_TO_LEFT_MARK}")
    seen = _NOT_SHOWN.sub("", str(get_display(_joining()(parted), base_dir="R")))
    return _VOWELS_FIRST.sub(lambda found: found["letter"] + found["vowels"][::-1], seen)


@cache
def _joining() -> Callable[[str], str]:
    """Return what gives Arabic letters the forms in which they join; vowel marks stay."""
    from arabic_reshaper import ArabicReshaper  # noqa: PLC0415 only Arabic on some terminals needs it

    joined: Callable[[str], str] = ArabicReshaper(configuration={"delete_harakat": False}).reshape
    return joined


def _embedded(line: str) -> str:
    """Return a line whose parts that are set apart are embedded: the algorithm's library knows no isolates.

    Marks around an embedding keep it from what stands beside it, as an isolate would.
    """
    depth, parts = 0, []
    for mark in line:
        opens, closes = mark == _ISOLATE, mark == _ISOLATE_END and depth > 0
        depth += opens - closes
        if opens and depth == 1:
            parts.append(f"{_RIGHT_TO_LEFT_MARK}{_EMBED}")
        elif closes and depth == 0:
            parts.append(f"{_EMBED_END}{_RIGHT_TO_LEFT_MARK}")
        elif mark not in (_ISOLATE, _ISOLATE_END):
            parts.append(mark)
    return "".join(parts) + (f"{_EMBED_END}{_RIGHT_TO_LEFT_MARK}" if depth else "")


def wrapped(text: str, width: int, cells: Callable[[str], int] = cell_len) -> list[str]:
    """Return a text in lines of at most ``width`` cells, broken at spaces, in words where one is too long.

    ``cells`` says how wide a word is as it is seen.
    """
    width = max(width, 1)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, used = "", 0
        for word in _unbreakable(paragraph):
            taken = used + bool(line) + cells(word)
            if taken <= width:
                line, used = f"{line} {word}" if line else word, taken
                continue
            if line:
                lines.append(line)
            *full, line = _cut(word, width)
            used = cells(line)
            lines.extend(full)
        lines.append(line)
    return _still_apart(lines)


def _still_apart(lines: list[str]) -> list[str]:
    """Return lines in which what is set apart and broken over two of them is set apart in both."""
    depth, whole = 0, []
    for line in lines:
        opened = _ISOLATE * depth + line
        depth = max(depth + line.count(_ISOLATE) - line.count(_ISOLATE_END), 0)
        whole.append(opened + _ISOLATE_END * depth)
    return whole


def _unbreakable(paragraph: str) -> list[str]:
    """Return the parts between which a line may end: French marks stay with the word they belong to."""
    parts: list[str] = []
    for word in paragraph.split(" "):
        if parts and (word in _CLOSING or parts[-1] in _OPENING):
            parts[-1] = f"{parts[-1]} {word}"
        else:
            parts.append(word)
    return parts


def _cut(word: str, width: int) -> list[str]:
    pieces, piece = [], ""
    for character in word:
        if piece and cell_len(piece + character) > width:
            pieces.append(piece)
            piece = ""
        piece += character
    return [*pieces, piece]


@dataclass(frozen=True, kw_only=True)
class Layout:
    """How text of one language is put on this terminal."""

    direction: Direction
    bidi: Bidi

    @property
    def is_visual(self) -> bool:
        """Whether lines are reordered here instead of by the terminal."""
        return self.direction == "rtl" and self.bidi == "visual"

    def prompt(self, text: str) -> str:
        """Return what stands before a line that is typed, as it is seen on this terminal."""
        return f"{visual(text.strip())} " if self.is_visual and text.strip() else text

    def filled(self, text: str, width: int) -> str:
        """Return a text with spaces behind it that takes ``width`` cells as it is seen: two letters may join in one."""
        return text + " " * (width - self._cells(text))

    def _cells(self, text: str) -> int:
        return cell_len(_joining()(text) if self.is_visual else text)

    def lines(self, text: str, width: int, prefix: str = "") -> list[str]:
        """Return a text in lines of at most ``width`` cells, aligned to the side it is read from.

        ``prefix``, such as the number of an option, stands before the first line; the others are indented as far.
        """
        indent = cell_len(prefix)
        plain = wrapped(text, width - indent, self._cells)
        if self.direction == "ltr":
            return [f"{prefix if index == 0 else ' ' * indent}{line}".rstrip() for index, line in enumerate(plain)]
        if not self.is_visual:
            logical = [f"{prefix}{plain[0]}", *plain[1:]]
            ends = [0, *(indent for _ in plain[1:])]
            return [_to_right(line, width - end) for line, end in zip(logical, ends, strict=True)]
        ends_of_lines = [_mirrored(prefix), *(" " * indent for _ in plain[1:])]
        return [_to_right(visual(line), width - indent) + end for line, end in zip(plain, ends_of_lines, strict=True)]


def _to_right(line: str, width: int) -> str:
    return " " * max(width - cell_len(line), 0) + line


def _mirrored(prefix: str) -> str:
    """Return a prefix such as ``" 12  "`` from the other side, its digits in their order."""
    left, right = len(prefix) - len(prefix.lstrip()), len(prefix) - len(prefix.rstrip())
    return " " * right + _NOT_SHOWN.sub("", prefix.strip()) + " " * left


@dataclass(frozen=True, kw_only=True)
class Words:
    """A text for rich and for Textual: wrapped, ordered and aligned at whatever width it is given."""

    text: str
    layout: Layout
    style: str = ""
    prefix: str = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines, never read as markup."""
        del console
        for line in self.layout.lines(self.text, options.max_width, self.prefix):
            yield Text(line, style=self.style, no_wrap=True, overflow="crop", end="\n")

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Take all the width there is: alignment needs it."""
        del console
        return Measurement(options.max_width, options.max_width)
