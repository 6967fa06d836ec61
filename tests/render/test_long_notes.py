"""Notes without measure: many, and one that never ends, cost a bounded number of pages."""

from dataclasses import replace
from functools import cache
from unittest import mock

import pytest
from weasyprint.text.line_break import Layout

from jazari_assess.model.assessment import Given
from jazari_assess.render import RENDERERS
from jazari_assess.render.interface import Template
from jazari_assess.render.page.types import Note
from jazari_assess.render.pdf_html.archive import attachments
from jazari_assess.render.pdf_html.assets import shown_by
from tests.render.pdf_reader import opened, text_of
from tests.render.small_report import ANSWERS, TEMPLATE, assessment, report

LONGEST = 20_000
MOST_TIMES = 60
"""How often a letter may be laid out: as often as those of a note with spaces, and a margin."""


@cache
def pages_without(language: str) -> int:
    """Return the pages of the small firm's own report."""
    with opened(RENDERERS["pdf"]().render(report(language))) as document:
        return len(document.pages)


def made(language: str, *notes: str) -> tuple[bytes, int]:
    """Return the PDF of the small firm with these notes, and the pages they add."""
    found = report(language)
    own = tuple(Note(title=f"Note {number}", dimension="data", text=text) for number, text in enumerate(notes))
    pdf = RENDERERS["pdf"]().render(replace(found, page=replace(found.page, notes=own)))
    with opened(pdf) as document:
        return pdf, len(document.pages) - pages_without(language)


def test_five_hundred_notes_take_pages_in_proportion() -> None:
    """All are there, first and last, a dozen or more on a page."""
    pdf, pages = made("fr", *(f"Vu {number} : la machine est arrêtée." for number in range(500)))
    text = text_of(pdf)
    assert "Vu0:" in text
    assert "Vu499:" in text
    assert pages <= 500 // 12


@pytest.mark.parametrize("text", ["x" * LONGEST, "م" * LONGEST])
def test_note_that_never_ends_is_broken_into_lines(text: str) -> None:
    """20,000 characters without a space, in either direction: whole, on pages in proportion."""
    pdf, pages = made("fr", text)
    assert pages <= 10
    assert text_of(pdf).count(text[0]) >= LONGEST


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("letters", ["x", "مكتبة", "ⴰ", "漢", "😀"])
def test_note_that_never_ends_is_not_laid_out_over_and_over(language: str, letters: str) -> None:
    """Pango gets each letter a bounded number of times, where it got the whole rest of the note with every line."""
    with_note = laid_out(language, (letters * LONGEST)[:LONGEST])
    assert LONGEST <= with_note - short(language) <= MOST_TIMES * LONGEST


def laid_out(language: str, note: str) -> int:
    """Return how many letters Pango is given for the small firm's report with one note."""
    seen: list[int] = []
    lay_out = Layout.set_text

    def counted(self: Layout, text: str, *rest: object, **more: object) -> object:
        seen.append(len(text))
        return lay_out(self, text, *rest, **more)

    with mock.patch.object(Layout, "set_text", counted):
        made(language, note)
    return sum(seen)


@cache
def short(language: str) -> int:
    """Return the letters for a note of two, once what is kept between reports is there."""
    made(language, "ab")
    return laid_out(language, "ab")


def test_lines_may_end_inside_what_never_ends() -> None:
    """Every ten letters, never in front of a mark; what has an end within a line stays as it is."""
    show = shown_by(Template(folders=(TEMPLATE,)))
    assert show("x" * 120) == "x" * 120
    assert show("x" * 125) == "\u200b".join(["x" * 10] * 12 + ["x" * 5])
    marked = show("مَ" * 100)
    assert marked.replace("\u200b", "") == "مَ" * 100
    assert {len(part) for part in marked.split("\u200b")} <= {10, 11, 12}
    assert "\u200b\u064e" not in marked
    assert max(map(len, show("q" + "\u0301" * LONGEST).split("\u200b"))) <= 150


def test_file_inside_holds_the_note_as_it_was_typed() -> None:
    """Where lines may end is marked on the pages only."""
    found = report("fr", found=assessment(answers={**ANSWERS, "maintenance": Given(answer=1, note="x" * LONGEST)}))
    assert "x" * LONGEST in attachments(found)[0].data.decode()


def test_empty_lines_without_end_become_one() -> None:
    """A note of line ends alone adds no page; its paragraphs stay apart."""
    answers = {**ANSWERS, "maintenance": Given(answer=1, note="début" + "\n" * 4000 + "fin")}
    found = report("fr", found=assessment(answers=answers)).page.notes
    assert [note.text for note in found if note.text.startswith("début")] == ["début\n\nfin"]
