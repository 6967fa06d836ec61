"""Which characters a text may hold, and how a message shows the others."""

from hypothesis import given
from hypothesis import strategies as st

from jazari_assess.reading.yaml_json.characters import REFUSED_IN_FILE, REFUSED_IN_TEXT, clean, shown


def test_clean_takes_out_what_files_refuse_and_keeps_lines() -> None:
    """Escapes, overrides and half characters go, line ends become newlines, words stay."""
    assert clean("a\x1b[2Jb\r\nc\rd\u202ee\ud800f\tg") == "a[2Jb\nc\ndef\tg"


@given(st.text())
def test_a_cleaned_text_is_never_refused(text: str) -> None:
    """What was cleaned can be written, and cleaning it again changes nothing."""
    cleaned = clean(text)
    assert REFUSED_IN_TEXT.search(cleaned) is None
    assert clean(cleaned) == cleaned


@given(st.text())
def test_what_a_message_shows_is_one_short_visible_line(text: str) -> None:
    """A found value cannot break a line, move a cursor or turn the direction of a message."""
    line = shown(text)
    assert "\n" not in line
    assert REFUSED_IN_FILE.search(line) is None
    assert len(line.replace("<U+", "")) <= 80 * 9
