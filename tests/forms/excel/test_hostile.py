"""Returned forms that somebody tampered with: refused with the reason, or read as data; never run, never followed."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from jazari_assess.errors import Problem, ProblemsError
from jazari_assess.forms.excel.layout import MARK
from jazari_assess.forms.excel.returned.document import salvage_form
from jazari_assess.forms.interface import FormContent
from jazari_assess.reading.assessment.salvage import Salvaged
from tests.engine.content import library
from tests.forms.excel.filling import Filling
from tests.forms.excel.tampering import bomb, changed, empty_rows, entity, kept, wide_rows
from tests.forms.excel.test_round_trip import HALF, drawn, filled


@pytest.fixture(scope="module")
def form(forms: Mapping[str, bytes], content: FormContent) -> bytes:
    """A half-filled form as it should come back."""
    return filled(forms["en"], content, drawn(content, HALF)).saved()


def read(data: bytes, folder: Path) -> Salvaged:
    """Read a form."""
    path = folder / "back.xlsx"
    path.write_bytes(data)
    return salvage_form(path, library())


def refused(data: bytes, folder: Path) -> str:
    """Return why a form is refused."""
    with pytest.raises(ProblemsError) as told:
        read(data, folder)
    (problem,) = told.value.problems
    assert problem.place.file == str(folder / "back.xlsx")
    return problem.code


def asking(name: str) -> bool:
    """Say whether a part is one of the sheets that ask: the second to the twelfth."""
    return re.fullmatch(r"xl/worksheets/sheet([2-9]|1[0-2])\.xml", name) is not None


def test_control_the_form_itself_is_read(form: bytes, tmp_path: Path) -> None:
    """What the tests below tamper with is read without a problem."""
    found = read(changed(form, kept), tmp_path)
    assert found.problems == ()
    assert len(found.assessment.answers) == 25


def test_bomb(form: bytes, tmp_path: Path) -> None:
    """A part that unpacks to 100 MB of blanks is refused before it is unpacked."""
    assert refused(bomb(form), tmp_path) == "workbook-bomb"


def test_a_million_empty_rows(form: bytes, tmp_path: Path) -> None:
    """Rows without end are not read to their end; what stands before them is."""
    found = read(empty_rows(form, 250_000), tmp_path)
    assert found.problems == ()
    assert len(found.assessment.answers) == 25
    assert refused(empty_rows(form, 1_000_000), tmp_path) == "workbook-bomb"


def test_more_columns_than_a_form_has(form: bytes, tmp_path: Path) -> None:
    """Cells in 16,384 columns of some rows are not read."""
    found = read(wide_rows(form), tmp_path)
    assert found.problems == ()
    assert len(found.assessment.answers) == 25


def test_doctype_and_entities(form: bytes, tmp_path: Path) -> None:
    """A document type in any part, with an entity that reads a file, is refused."""
    assert refused(entity(form), tmp_path) == "workbook-doctype"


def test_macros_and_links_are_never_opened(form: bytes, tmp_path: Path) -> None:
    """A macro, an external link and an embedded object beside the sheets: the answers are read, the rest is not."""
    more = {
        "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 not a macro, never looked at",
        "xl/externalLinks/externalLink1.xml": b"<externalLink><ddeLink ddeService='cmd' ddeTopic='/c'/></externalLink>",
        "xl/externalLinks/_rels/externalLink1.xml.rels": b"<not xml",
        "xl/embeddings/oleObject1.bin": b"x" * 100,
    }
    name_space = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    reference = b"<externalReference xmlns:r='%b' r:id='rId99'/>" % name_space
    link = b"<externalReferences>%b</externalReferences></workbook>" % reference

    def linked(name: str, part: bytes) -> bytes:
        return part.replace(b"</workbook>", link) if name == "xl/workbook.xml" else part

    found = read(changed(form, linked, more), tmp_path)
    assert found.problems == ()
    assert len(found.assessment.answers) == 25


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("http://example.org/")', "=cmd|'/c calc'!A1"])
def test_a_formula_is_no_answer(text: str, form: bytes, content: FormContent, tmp_path: Path) -> None:
    """It is named by its sheet and cell, and left out; the other answers are kept."""
    own = Filling.of(form)
    cell = own.cells["maintenance"]["answer"]
    cell.value = text
    assert cell.data_type == "f"
    found = read(own.saved(), tmp_path)
    (problem,) = found.problems
    assert problem == Problem(code="form-cell-formula", place=problem.place, values={"found": text})
    assert (problem.place.sheet, problem.place.cell) == (cell.parent.title, cell.coordinate)
    assert "maintenance" not in found.assessment.answers
    wanted = drawn(content, HALF)["answers"]
    assert len(found.assessment.answers) == len([name for name in wanted if name != "maintenance"])


def test_texts_stay_texts(form: bytes, tmp_path: Path) -> None:
    """Markup, a formula as text and control characters in a note and a name are data, in full."""
    own = Filling.of(form)
    own.put("firm-name", "answer", '=cmd|"x" <script>alert(1)</script>')
    own.put("maintenance", "note", "<img src=x onerror=alert(1)>")
    found = read(own.saved(), tmp_path)
    assert found.problems == ()
    assert found.assessment.profile.firm == '=cmd|"x" <script>alert(1)</script>'
    assert found.assessment.answers["maintenance"].note == "<img src=x onerror=alert(1)>"


def test_each_wrong_cell_is_named_and_the_rest_is_read(form: bytes, content: FormContent, tmp_path: Path) -> None:
    """Words that are no option, a number out of bounds, a text for a number, an error, a contradiction."""
    own = Filling.of(form)
    own.put("maintenance", "answer", "Sometimes")
    own.put("connected-machines", "answer", 250)
    own.put("web-sales-share", "answer", "many")
    own.put("firm-staff", "answer", -4)
    own.put("ai-uses:none", "answer", own.word("answer.yes"))
    own.put("ai-uses:document-reading", "answer", own.word("answer.yes"))
    for name in ("ai-uses", "connected-machines", "web-sales-share"):
        own.put(name, "lacking", None)
    error = own.cells["erp-mes"]["answer"]
    error.value = "#REF!"
    found = read(own.saved(), tmp_path)
    told = {(problem.place.cell, problem.code) for problem in found.problems}
    places = {name: own.cells[name]["answer"].coordinate for name in own.cells}
    assert told == {
        (places["maintenance"], "form-cell-unknown"),
        (places["connected-machines"], "number-above-maximum"),
        (places["web-sales-share"], "form-cell-number"),
        (places["firm-staff"], "number-below-minimum"),
        (places["ai-uses"], "none-with-others"),
        (places["erp-mes"], "workbook-cell-error"),
    }
    gone = {"maintenance", "connected-machines", "web-sales-share", "ai-uses", "erp-mes"}
    assert not gone & set(found.assessment.answers)
    assert set(drawn(content, HALF)["answers"]) - gone <= set(found.assessment.answers)


def test_numbers_are_read_as_people_type_them(form: bytes, tmp_path: Path) -> None:
    """A decimal comma, a space between thousands, Arabic digits."""
    own = Filling.of(form)
    own.put("connected-machines", "answer", "12,5")
    own.put("firm-staff", "answer", "1 250")
    own.put("firm-turnover", "answer", "١٢٫٥")
    own.put("connected-machines", "lacking", None)
    found = read(own.saved(), tmp_path)
    assert found.problems == ()
    assert (found.assessment.profile.staff, found.assessment.profile.turnover) == (1250, 12.5)
    assert found.assessment.answers["connected-machines"].model_dump()["answer"] == 12.5


def unnamed(name: str, part: bytes) -> bytes:
    """Name something in the list of sheets by a prefix that nobody declared."""
    return part.replace(b"</workbook>", b"<x:y/></workbook>") if name == "xl/workbook.xml" else part


def test_what_is_no_form_is_refused(form: bytes, tmp_path: Path) -> None:
    """Another workbook, a form without its identity, of a questionnaire that is not here, without a firm."""
    own = Filling.of(form)
    own.put("firm-name", "answer", None)
    assert refused(own.saved(), tmp_path) == "form-firm-missing"
    other = Filling.of(form)
    other.book["_form"]["B2"].value = "other"
    assert refused(other.saved(), tmp_path) == "questionnaire-unknown"
    other.book.remove(other.book["_form"])
    assert refused(other.saved(), tmp_path) == "form-not-ours"
    assert refused(b"PK\x03\x04 cut", tmp_path) == "workbook-broken"
    assert refused(changed(form, unnamed), tmp_path) == "workbook-broken"
    assert refused(b"<html>", tmp_path) == "workbook-kind"


def test_tampered_marks_are_told(form: bytes, tmp_path: Path) -> None:
    """A row that bears the id of a question that does not exist is named; a sheet without its mark is not read."""
    own = Filling.of(form)
    own.cells["maintenance"][MARK].value = "=evil"
    own.cells["maintenance"][MARK].data_type = "s"
    own.put("maintenance", "note", "x")
    found = read(own.saved(), tmp_path)
    assert [problem.code for problem in found.problems]
    assert "maintenance" not in found.assessment.answers
