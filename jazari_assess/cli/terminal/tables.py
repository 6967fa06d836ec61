"""What people read in a terminal: tables and lines in which nothing they typed can act."""

import re
import sys
from typing import TYPE_CHECKING

from jazari_assess.cli.terminal.streams import write_to
from jazari_assess.model.typography import paired

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console, RenderableType
    from rich.table import Table
    from rich.text import Text

NARROW = 60
"""Cells below which words of three columns break: there tables become lists."""
_SPACES = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_ACTING = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066\u2067\ufeff]")
_ISOLATES = re.compile("[\u2068\u2069]")
_UNORDERED = re.compile("[\u0620-\u064a]")
"""Arabic letters as they are typed: once they are joined for a terminal that does not, they are others."""
_BETWEEN = re.compile(r"(\x1b\[[0-9;]*m|[\u2500-\u259f]+| {2,}|\n)")
"""What stands between two cells or two styles of a rendered text."""
_HALVES = re.compile(r"[\ud800-\udfff]")


def clean(text: str) -> str:
    """Return ``text`` without what acts on a terminal: C0 and C1 controls, direction controls, lone surrogates.

    Line breaks and tabs become spaces, so that one value stays one line. What is set apart in right-to-left text stays
    so, as long as it ends within the value.
    """
    safe = _HALVES.sub("\ufffd", _ACTING.sub("", _SPACES.sub(" ", text)))
    return safe if paired(safe) else _ISOLATES.sub("", safe)


def plain(text: str, style: str = "") -> "Text":
    """Return ``text`` for the terminal: cleaned, and never read as markup."""
    from rich.text import Text

    return Text(clean(text), style=style)


def output() -> "Console":
    """Return a console that collects for standard output; ``show`` writes it."""
    from rich.console import Console

    return Console(file=sys.stdout, markup=False, highlight=False, emoji=False)


def show(*parts: "RenderableType") -> None:
    """Write parts to standard output, one after the other, each starting a line."""
    _write(output(), parts)


def tell(*parts: "RenderableType") -> None:
    """Write parts to standard error: whatever is not a command's data."""
    from rich.console import Console

    _write(Console(stderr=True, markup=False, highlight=False, emoji=False), parts)


def _write(console: "Console", parts: "tuple[RenderableType, ...]") -> None:
    with console.capture() as captured:
        for part in parts:
            console.print(plain(part) if isinstance(part, str) else part)
    write_to(console.file, ordered(captured.get(), is_terminal=console.is_terminal))  # type: ignore[arg-type] # rich types its file wider than it is


def ordered(text: str, *, is_terminal: bool | None = None) -> str:
    """Return a rendered text with its Arabic as this terminal needs it: cell by cell, for a line may hold several.

    The terminal is that of standard output, unless something else is said of it.
    """
    if not _UNORDERED.search(text):
        return text
    from jazari_assess import app

    order = app.order_for(is_terminal=sys.stdout.isatty() if is_terminal is None else is_terminal)
    if order is None:
        return text
    return "".join(_cell(part, order) for part in _BETWEEN.split(text))


def _cell(part: str, order: "Callable[[str], str]") -> str:
    """Return one cell, or what stands between two, as it is seen; the spaces around it stay where they are."""
    from rich.cells import cell_len

    core = part.strip(" ")
    before, _, after = part.partition(core) if core else ("", "", part)
    seen = order(core) if _UNORDERED.search(core) else _ISOLATES.sub("", core)
    joined = cell_len(core) - cell_len(seen)  # two letters of Arabic may join into one, and a column keeps its width
    return before + seen + " " * joined + after


def table(*headings: str, title: str | None = None, numbers: tuple[int, ...] = ()) -> "Table":
    """Return an empty table that folds long words instead of cutting them; ``numbers`` are columns set to the right."""
    from rich.table import Table

    made = Table(title=None if title is None else plain(title, "bold"), title_justify="left", pad_edge=False)
    for position, heading in enumerate(headings):
        made.add_column(
            plain(heading), overflow="fold", justify="right" if position in numbers else "left", no_wrap=False
        )
    return made


def row(made: "Table", *cells: "str | Text") -> None:
    """Add a row to a table; what is not yet text for the terminal becomes it."""
    made.add_row(*(plain(cell) if isinstance(cell, str) else cell for cell in cells))


def bar(share: float | None, width: int = 12) -> "Text":
    """Return a bar that is filled to ``share`` (0..1), or an empty one where there is no score."""
    from rich.text import Text

    filled = 0 if share is None else round(min(max(share, 0.0), 1.0) * width)
    return Text("█" * filled, style="cyan").append("░" * (width - filled), style="dim")


def score_bar(score: float | None) -> "Text":
    """Return the bar of a score 0..100, None where nothing is scored."""
    return bar(None if score is None else score / 100)


def is_narrow() -> bool:
    """Say whether the terminal is too narrow for a table of several columns."""
    return output().width < NARROW
