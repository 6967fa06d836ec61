"""Arabic in a terminal: logical order where the terminal orders it, visual order where it does not."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from jazari_assess.interview.bidi import Layout, Words, bidi_of_terminal, visual, wrapped

LOGICAL = Layout(direction="rtl", bidi="logical")
VISUAL = Layout(direction="rtl", bidi="visual")
LATIN = Layout(direction="ltr", bidi="visual")
SENTENCE = "كيف تُنظَّم صيانة معدات الإنتاج في مقاولتكم؟"


@pytest.mark.parametrize(
    ("environment", "bidi"),
    [
        ({"TERM": "xterm-256color", "VTE_VERSION": "7200"}, "logical"),
        ({"TERM": "xterm-256color", "KONSOLE_VERSION": "230400"}, "logical"),
        ({"TERM_PROGRAM": "Apple_Terminal"}, "logical"),
        ({}, "logical"),
        ({"TERM": "xterm-256color", "XTERM_VERSION": "XTerm(379)"}, "visual"),
        ({"TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1"}, "visual"),
        ({"TERM": "alacritty"}, "visual"),
        ({"WT_SESSION": "c2a1"}, "visual"),
        ({"TERM_PROGRAM": "vscode"}, "visual"),
        ({"TERM": "linux"}, "visual"),
    ],
)
def test_the_rule_by_terminal(environment: dict[str, str], bidi: str) -> None:
    """Terminals known to draw letters where they are told get visual order; all others logical."""
    assert bidi_of_terminal(environment, is_terminal=True) == bidi


def test_a_pipe_is_always_given_logical_text() -> None:
    """Whoever reads a pipe orders the text."""
    assert bidi_of_terminal({"TERM": "linux"}, is_terminal=False) == "logical"


def test_logical_text_is_untouched_but_for_its_place() -> None:
    """Letters stay as they are read; the line ends at the right edge."""
    (line,) = LOGICAL.lines(SENTENCE, 60)
    assert line.strip() == SENTENCE
    assert cell_len(line) == 60


def test_visual_text_is_joined_and_reversed() -> None:
    """The first word stands at the right end in presentation forms; a number keeps its digits in order."""
    (line,) = VISUAL.lines("صيانة 12 آلة", 40)
    assert line.rstrip().endswith(visual("صيانة"))
    assert "12" in line
    assert "ﺻ" in line or "ﺔ" in line
    assert not any("\u0600" <= character <= "\u06ff" for character in line)


def test_vowel_marks_stay_and_follow_their_letter() -> None:
    """Turned round, a line has each mark right after the letter it belongs to, two on one letter in their order."""
    assert visual("\u062a\u064f\u0631") == "\ufeae\ufe97\u064f"  # ta with damma, ra
    assert visual("\u064a\u0651\u064e\u0646") == "\ufee6\ufef3\u0651\u064e"  # ya with shadda and fatha, nun
    assert visual("12 \u0631\u064f") == "\ufead\u064f 12"


def test_a_column_keeps_its_width_where_letters_join() -> None:
    """Lam and alif are seen as one letter: what stands behind two titles begins in one cell all the same."""
    titles = ("الأمن السيبراني", "العمليات والجودة", "سلسلة القيمة والابتكار", "Data")
    assert {cell_len(visual(VISUAL.filled(title, 26))) for title in titles} == {26}
    assert {cell_len(LOGICAL.filled(title, 26)) for title in titles} == {26}
    assert cell_len(visual(titles[0])) == cell_len(titles[0]) - 1  # control


def test_latin_words_inside_keep_their_direction() -> None:
    """A system's name reads from left to right within the Arabic line."""
    assert "GMAO" in visual("نظام (GMAO) جديد")
    assert "ERP-MES" in visual("الربط بين ERP-MES والورشة")


def test_option_numbers_stand_where_reading_begins() -> None:
    """Left of a French option, right of an Arabic one; the further lines are indented as far."""
    french = LATIN.lines("un deux trois quatre", 14, "  1  ")
    assert french == ["  1  un deux", "     trois", "     quatre"]
    arabic = VISUAL.lines("واحد اثنان ثلاثة أربعة", 16, "  1  ")
    assert arabic[0].endswith("  1  ")
    assert all(line.endswith("     ") for line in arabic[1:])
    assert {cell_len(line) for line in arabic} == {16}


def test_french_marks_stay_with_their_word() -> None:
    """A line never begins with a question mark or a closing guillemet."""
    assert wrapped("Qui porte les projets ?", 22) == ["Qui porte les", "projets ?"]
    assert wrapped("dire « oui »", 8) == ["dire", "« oui »"]


@given(st.text(alphabet="abc صيانة12·é\n", max_size=120), st.integers(1, 40), st.sampled_from([LOGICAL, VISUAL, LATIN]))
def test_no_letter_is_lost_and_no_line_too_wide(text: str, width: int, layout: Layout) -> None:
    """At any width every letter and digit is there and fits."""
    lines = wrapped(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert max(cell_len(line) for line in layout.lines(text, width)) <= width


def test_typed_markup_is_text() -> None:
    """A note such as ``[/red]`` is shown, not read; the positive control is a plain rich print, which fails on it."""
    file = io.StringIO()
    Console(file=file, width=40, color_system=None).print(Words(text="note [/red] [link=x]", layout=LATIN))
    assert file.getvalue().strip() == "note [/red] [link=x]"
    with pytest.raises(Exception, match="closing tag"):
        Console(file=io.StringIO()).print("note [/red]")
