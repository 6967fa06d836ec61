"""From the engine's answers to a form, filled, and back in: the same assessment, whatever wrote the file in between."""

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from jazari_assess.forms.excel.export import excel_form
from jazari_assess.forms.excel.layout import MARK
from jazari_assess.forms.excel.returned.document import salvage_form
from jazari_assess.forms.interface import FormContent, Prefilled
from jazari_assess.model.assessment import Assessment
from jazari_assess.model.profile import Profile
from tests.engine.content import library
from tests.forms.excel.filling import Filling
from tests.forms.html.random_answers import random_assessment
from tests.forms.orders import form_order
from tests.render.spreadsheet import resaved

CONSENT = {"accepted": True, "time": "2026-11-29T10:00:00Z"}
FULL, HALF, EMPTY = 9, 18, 10
"""Seeds of a firm that answered all, of one that answered some, of one without an answer."""


def drawn(content: FormContent, seed: int, *, express: bool = False) -> dict[str, Any]:
    """Return a firm drawn by chance, with notes, which accepted the notice."""
    found = random_assessment(content.structure, seed)
    for name in list(found["answers"])[::7]:
        if content.structure.questions[name].kind != "text":
            found["answers"][name]["note"] = "Vu en atelier\n=1+1 <b>&</b> ملاحظة"
    profile = {**found["profile"], "respondent-role": "gérante", "ice": "001234567890123"}
    return {**found, "express": express, "consent": CONSENT, "profile": profile}


def filled(form: bytes, content: FormContent, assessment: Mapping[str, Any]) -> Filling:
    """Return a form with all answers of an assessment."""
    found = Filling.of(form)
    found.fill(content.structure, assessment)
    return found


def back(data: bytes, folder: Path) -> Assessment:
    """Return what comes back of a form without a single problem."""
    path = folder / "back.xlsx"
    path.write_bytes(data)
    found = salvage_form(path, library())
    assert found.problems == ()
    return found.assessment


def assert_same(found: Assessment, wanted: Mapping[str, Any], language: str) -> None:
    """Compare everything that a firm says."""
    like = Assessment.model_validate_json(json.dumps(wanted))
    assert found.answers == like.answers
    assert found.profile == like.profile
    assert (found.express, found.language) == (like.express, language)
    assert found.consent is not None
    assert found.consent.accepted
    assert found.questionnaire.id == like.questionnaire.id


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("seed", [FULL, HALF, EMPTY])
def test_a_form_comes_back_as_it_was_answered(
    language: str, seed: int, forms: Mapping[str, bytes], content: FormContent, tmp_path: Path
) -> None:
    """Full, half-filled and empty, on both paths, in each language."""
    wanted = drawn(content, seed, express=seed == HALF)
    assert_same(back(filled(forms[language], content, wanted).saved(), tmp_path), wanted, language)


def test_a_prefilled_form_carries_its_firm(content: FormContent, tmp_path: Path) -> None:
    """The identifier of the list comes back, and what was known of the firm where nothing was typed over it."""
    profile = Profile(firm="Ateliers du Nord", sector="crafts", staff=34, aims=("know-costs", "more-output"))
    known = Prefilled(id="row-7", profile=profile, stage="T1")
    data = excel_form(form_order(content, "en", express=True)).bytes(known)
    form = Filling.of(data)
    form.answer("maintenance", content.structure.questions["maintenance"], {"state": "given", "answer": 2})
    found = back(form.saved(), tmp_path)
    assert (found.id, found.stage, found.profile, found.express) == ("row-7", "T1", profile, True)
    assert found.answers["maintenance"].state == "given"
    assert found.consent is None


def test_whoever_refuses_is_asked_for_neither_role_nor_name(
    forms: Mapping[str, bytes], content: FormContent, tmp_path: Path
) -> None:
    """A role that was typed all the same is not taken."""
    wanted = {**drawn(content, HALF), "consent": {**CONSENT, "accepted": False}}
    found = back(filled(forms["fr"], content, wanted).saved(), tmp_path)
    assert found.profile.respondent_role is None
    assert found.consent is not None
    assert not found.consent.accepted


def test_a_form_saved_by_libreoffice_comes_back(
    forms: Mapping[str, bytes], content: FormContent, tmp_path: Path
) -> None:
    """Shared strings, styles and formulas as LibreOffice writes them, in Arabic and French."""
    wanted = drawn(content, FULL)
    books = {language: filled(forms[language], content, wanted).saved() for language in ("fr", "ar")}
    assert all(b'="inlineStr"' in sheets_of(data) for data in books.values())  # openpyxl keeps each text in its cell
    for language, data in resaved(books, tmp_path / "sheets").items():
        assert b'="inlineStr"' not in sheets_of(data)
        assert_same(back(data, tmp_path), wanted, language)


def sheets_of(data: bytes) -> bytes:
    """Return the XML of all sheets of a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet"))


def reordered(book: Workbook) -> None:
    """Put the last sheet that asks first."""
    asking = [sheet for sheet in book.worksheets if sheet["A1"].value == MARK]
    book.move_sheet(asking[-1], -len(asking))


def with_rows(book: Workbook) -> None:
    """Put a row into each sheet that asks, and one above all."""
    for sheet in book.worksheets:
        if sheet["A1"].value == MARK:
            sheet.insert_rows(6)
            sheet.insert_rows(1)


def with_column(book: Workbook) -> None:
    """Put a column before the answers."""
    for sheet in book.worksheets:
        if sheet["A1"].value == MARK:
            sheet.insert_cols(4)


def renamed(book: Workbook) -> None:
    """Give each sheet that asks another name."""
    for number, sheet in enumerate(book.worksheets):
        if sheet["A1"].value == MARK:
            sheet.title = f"F{number}"


def formatted(book: Workbook) -> None:
    """Make part of each text in a cell that is filled in bold."""
    for sheet in book.worksheets:
        if sheet["A1"].value == MARK:
            for row in sheet.iter_rows(min_row=2):
                for cell in row:
                    if not cell.protection.locked and isinstance(cell.value, str) and len(cell.value) > 1:
                        bold = TextBlock(InlineFont(b=True), cell.value[:1])
                        cell.value = CellRichText(bold, cell.value[1:])


@pytest.mark.parametrize("change", [reordered, with_rows, with_column, renamed, formatted])
def test_a_form_that_was_moved_about_comes_back(
    change: Callable[[Workbook], None], forms: Mapping[str, bytes], content: FormContent, tmp_path: Path
) -> None:
    """Rows and columns put in, sheets in another order or under other names, rich text in the answers."""
    wanted = drawn(content, HALF)
    form = filled(forms["fr"], content, wanted)
    change(form.book)
    assert_same(back(form.saved(), tmp_path), wanted, "fr")
