"""The page for the firm beside a form: one sheet of A4 in every language, whatever the form is."""

from pathlib import Path

import pytest

from jazari_assess.forms import FORMS
from jazari_assess.forms.instructions import instructions
from jazari_assess.forms.interface import FormContent
from jazari_assess.forms.words import form_words
from tests.forms.html.chromium import Browser
from tests.forms.orders import LANGUAGES
from tests.render.pdf_reader import opened


@pytest.mark.parametrize("language", LANGUAGES)
def test_instructions_are_one_page(browser: Browser, content: FormContent, tmp_path: Path, language: str) -> None:
    """Printed by a browser, each instruction is one page of A4, and asks for nothing else."""
    for kind in FORMS.values():
        path = tmp_path / f"{kind.folder}.html"
        path.write_bytes(instructions(content, form_words(kind.folder, language)))
        page = browser.open(path.as_uri())
        with opened(page.printed()) as printed:
            assert len(printed.pages) == 1, kind.folder
            assert [round(float(side)) for side in printed.pages[0].mediabox[2:]] == [595, 842]
        assert page.requests() == [path.as_uri()]
        assert page.complaints() == []
