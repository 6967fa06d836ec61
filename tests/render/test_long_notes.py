"""Notes without measure: many, and one that never ends, cost a bounded number of pages."""

from dataclasses import replace
from functools import cache

import pytest

from jazari_assess.model.assessment import Given
from jazari_assess.render import RENDERERS
from jazari_assess.render.page.types import Note
from tests.render.pdf_reader import opened, text_of
from tests.render.small_report import ANSWERS, assessment, report

LONGEST = 20_000


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


def test_empty_lines_without_end_become_one() -> None:
    """A note of line ends alone adds no page; its paragraphs stay apart."""
    answers = {**ANSWERS, "maintenance": Given(answer=1, note="début" + "\n" * 4000 + "fin")}
    found = report("fr", found=assessment(answers=answers)).page.notes
    assert [note.text for note in found if note.text.startswith("début")] == ["début\n\nfin"]
