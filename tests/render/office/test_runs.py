"""Texts as pieces of one direction: nothing is lost, nothing that acts is left, figures keep their order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jazari_assess.render.office.runs import in_line, pieces

_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u2068\u2069"))


@pytest.mark.parametrize(
    ("text", "around", "found"),
    [
        ("Vendre en ligne", "ltr", [("Vendre en ligne", "ltr")]),
        ("مصنع الأطلس (فاس), 12", "rtl", [("مصنع الأطلس (فاس), 12", "rtl")]),
        ("Atelier مصنع الأطلس, Fès", "ltr", [("Atelier ", "ltr"), ("مصنع الأطلس", "rtl"), (", Fès", "ltr")]),
        ("معيار ISO 9001 وغيره", "rtl", [("معيار ", "rtl"), ("ISO 9001", "ltr"), (" وغيره", "rtl")]),
        ("من \u206851,3\u2069 إلى", "rtl", [("من ", "rtl"), ("\u200e51,3\u200e", "ltr"), (" إلى", "rtl")]),
        ("a\x00b", "ltr", [("a\ufffdb", "ltr")]),
        ("", "rtl", []),
    ],
)
def test_pieces_follow_the_letters(text: str, around: str, found: list[tuple[str, str]]) -> None:
    """What runs against the paragraph is a piece of its own; what was set apart has marks at its ends."""
    assert [(piece.text, piece.direction) for piece in pieces(text, around)] == found  # type: ignore[arg-type]


@given(st.text(alphabet="aé1 ,.(مع\u2068\u2069\u200e«\u00a0\n", max_size=30), st.sampled_from(["ltr", "rtl"]))
def test_no_letter_is_lost(text: str, around: str) -> None:
    """All letters stand there in their order, without the isolates that office programs do not know."""
    told = in_line(text, around)  # type: ignore[arg-type]  # one of the two
    assert told.translate(_MARKS) == text.translate(_MARKS)
    assert "\u2068" not in told
    assert "\u2069" not in told
