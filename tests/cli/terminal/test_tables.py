"""What reaches a terminal: nothing a person typed acts, and nothing is lost."""

import io
import re
import sys
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.errors import MarkupError

from jazari_assess.cli.terminal.tables import bar, clean, plain, row, show, table

HOSTILE: Final = (
    "ACME [/]",
    "[/red]",
    "[link=http://example.com]click[/link]",
    "\x1b]0;owned\x07title",
    "\x1b[2Jcleared",
    "\x9b31mred",
    "abc\u202edcba",
    "null\x00byte",
    "two\nlines\tand a tab",
    "\ud800 half",
    ":smile:",
)
ACTING = {*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C}


def printed(*parts: object, width: int = 80) -> str:
    """Return what a console of this width, that believes in colours, writes."""
    file = io.StringIO()
    console = Console(file=file, width=width, force_terminal=True, color_system=None, markup=False, emoji=False)
    console.print(*parts)
    return file.getvalue()


@pytest.mark.parametrize("text", HOSTILE)
def test_typed_text_is_shown_as_text(text: str) -> None:
    """Markup, escape sequences and direction overrides come out as plain characters, the rest unchanged."""
    shown = printed(plain(text)).rstrip("\n")
    assert shown == clean(text).rstrip()
    assert not {ord(character) for character in shown} & ACTING


def test_markup_would_act_without_the_function() -> None:
    """Positive control: a plain rich console crashes on such a name and passes an escape sequence on."""
    with pytest.raises(MarkupError):
        Console(file=io.StringIO()).print("ACME [/]")
    file = io.StringIO()
    Console(file=file, force_terminal=True, highlight=False).print("\x1b[2Jcleared")
    assert "\x1b[2J" in file.getvalue()


@given(st.text())
def test_clean_text_has_no_character_that_acts(text: str) -> None:
    """Whatever comes in, no control or direction character goes out, and cleaning again changes nothing."""
    cleaned = clean(text)
    assert not {ord(character) for character in cleaned} & ACTING
    assert clean(cleaned) == cleaned
    cleaned.encode("utf-8")


def test_arabic_stays_in_logical_order() -> None:
    """Arabic is handed to the terminal in the order it is read; the terminal draws it from right to left."""
    assert printed(plain("صيانة معدات الإنتاج")).strip() == "صيانة معدات الإنتاج"


@pytest.mark.parametrize("width", [20, 40, 200])
def test_tables_fold_and_lose_nothing(width: int) -> None:
    """At any width every letter of a cell is there."""
    made = table("name", "value", title="[/] title", numbers=(1,))
    made.add_row(plain("Conserverie-Oum-Errabia"), plain("41.7"))
    letters = "".join(character for character in printed(made, width=width) if character.isalnum())
    assert "ConserverieOumErrabia" in letters.replace("417", "")
    assert max(len(line) for line in printed(made, width=width).splitlines()) <= width


@pytest.mark.parametrize(("share", "filled"), [(None, 0), (0.0, 0), (0.5, 6), (1.0, 12), (1.5, 12), (-1.0, 0)])
def test_bar_is_filled_to_its_share(share: float | None, filled: int) -> None:
    """A bar has twelve places; a missing score fills none."""
    assert bar(share).plain == "█" * filled + "░" * (12 - filled)


def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, term: str) -> "TerminalLike":
    """Return what stands for a terminal of a kind, with no settings but its own."""
    for name in (
        "ALACRITTY_WINDOW_ID",
        "KITTY_WINDOW_ID",
        "WEZTERM_PANE",
        "WT_SESSION",
        "XTERM_VERSION",
        "TERM_PROGRAM",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    window = TerminalLike()
    monkeypatch.setattr(sys, "stdout", window)
    return window


@pytest.mark.parametrize("term", ["alacritty", "xterm-256color"])
def test_columns_keep_their_width(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, term: str) -> None:
    """Lam and alef join into one cell, and vowel marks take none: the frame stays where it is in every row."""
    window = opened(monkeypatch, tmp_path, term)
    made = table("\u0628\u0639\u062f", "Id")
    for cell in (
        "\u0644\u0627 \u0634\u064a\u0621",
        "\u0627\u0644\u0623\u0648\u0644\u0649 \u0644\u0627",
        "\u062a\u064f\u0631\u0627\u062c\u064e\u0639",
    ):
        row(made, cell, "1")
    show(made)
    lines = re.sub(r"\x1b\[[0-9;]*m", "", window.getvalue()).splitlines()
    assert len(lines) > 5
    assert {cell_len(line) for line in lines} == {cell_len(lines[0])}


@pytest.mark.parametrize(("term", "seen"), [("alacritty", True), ("xterm-256color", False)])
def test_a_terminal_that_orders_no_arabic_gets_cells_in_order(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, term: str, seen: bool
) -> None:
    """Each cell by itself, its padding where it was, no mark left; one that orders by itself gets it as it is."""
    window = opened(monkeypatch, tmp_path, term)
    made = table("\u0628\u0639\u062f", "Id")
    row(made, "\u0627\u0633\u062a\u0639\u0645\u0644\u0648\u0627 \u2068--force\u2069", "\u20680-100\u2069")
    show(made)
    told = window.getvalue()
    assert ("--force \ufe8d\ufeee\ufee0\ufee4\ufecc\ufe98\ufeb3\ufe8d" in told) is seen
    assert ("\u2068" in told) is not seen
    assert ("\u0627\u0633\u062a" in told) is not seen


class TerminalLike(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True
