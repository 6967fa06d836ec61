"""Cells of a workbook come out as text, in the rows and columns that Excel shows."""

import time
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from jazari_assess.errors import Problem, ProblemsError
from jazari_assess.reading.workbook.cells import Sheet, read_workbook
from tests.reading.workbook.made import with_parts, workbook

SHEET = "xl/worksheets/sheet1.xml"
HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = "</sheetData></worksheet>"


def one(path: Path) -> Sheet:
    """Return the only sheet of a workbook."""
    (sheet,) = read_workbook(path)
    return sheet


def with_sheet(path: Path, rows: str) -> Path:
    """Return a workbook whose only sheet has these rows as XML."""
    return with_parts(workbook(path, {"one": [["x"]]}), {SHEET: f"{HEAD}{rows}{TAIL}".encode()})


def problems(path: Path) -> tuple[Problem, ...]:
    """Return what a workbook is refused for."""
    with pytest.raises(ProblemsError) as refused:
        read_workbook(path)
    return refused.value.problems


def test_values_of_every_kind(tmp_path: Path) -> None:
    """Text, numbers, truth and accents are text; blank cells are not there; empty rows keep Excel's numbers."""
    path = workbook(tmp_path / "a.xlsx", {"one": [[None, " é "], [], [3, 0.5, True, False, ""]]})
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["C5"] = "مرحبا"
    book.save(tmp_path / "b.xlsx")
    found = one(path).cells
    assert {key: value for key, value in found.items() if key[0] < 3} == {(1, 2): "é"}
    assert [found[3, column] for column in (1, 2, 3, 4)] == ["3", "0.5", "TRUE", "FALSE"]
    assert (3, 5) not in found
    assert one(tmp_path / "b.xlsx").cells == {(5, 3): "مرحبا"}


def test_sheets_by_title_and_state(tmp_path: Path) -> None:
    """Sheets come in their order; a hidden one says so."""
    book = Workbook()
    book.worksheets[0].title = "survey"
    book.create_sheet("choices").sheet_state = "hidden"
    book.worksheets[1]["B2"] = "x"
    book.save(tmp_path / "a.xlsx")
    survey, choices = read_workbook(tmp_path / "a.xlsx")
    assert [(sheet.title, sheet.hidden) for sheet in (survey, choices)] == [("survey", False), ("choices", True)]
    place = choices.place((2, 2))
    assert (place.sheet, place.cell, place.file) == ("choices", "B2", str(tmp_path / "a.xlsx"))
    assert choices.rows() == {2: {2: "x"}}


def test_formatted_text_is_one_text(tmp_path: Path) -> None:
    """Runs with formats of their own are joined, phonetic hints are left out; inline strings are read too."""
    text = "<r><t>bold </t></r><r><t>plain</t></r><rPh><t>hint</t></rPh>"
    path = with_sheet(tmp_path / "a.xlsx", f'<row r="2"><c r="B2" t="inlineStr"><is>{text}</is></c></row>')
    assert one(path).cells == {(2, 2): "bold plain"}


def test_cells_without_references(tmp_path: Path) -> None:
    """Some programs leave references out: a cell stands right of the one before, a row under the one before."""
    path = with_sheet(tmp_path / "a.xlsx", "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")
    assert one(path).cells == {(1, 1): "1", (1, 2): "2", (2, 1): "3"}


def test_formulas_count_as_their_saved_value(tmp_path: Path) -> None:
    """A formula with a value is that value; without one, and an error, are problems with sheet and cell."""
    saved = '<c r="A1"><f>1+1</f><v>2</v></c>'
    wrong = '<c r="B1"><f>1+1</f></c><c r="C1" t="e"><v>#REF!</v></c>'
    assert one(with_sheet(tmp_path / "a.xlsx", f'<row r="1">{saved}</row>')).cells == {(1, 1): "2"}
    found = problems(with_sheet(tmp_path / "b.xlsx", f'<row r="1">{saved}{wrong}</row>'))
    assert [(one.code, one.place.cell) for one in found] == [
        ("workbook-formula-empty", "B1"),
        ("workbook-cell-error", "C1"),
    ]
    assert found[1].values == {"found": "#REF!"}


@pytest.mark.parametrize("corner", ['<c r="XFD1048576" s="0"/>', '<c r="XFD1048576"><v>1</v></c>'])
def test_corner_and_row_bombs(tmp_path: Path, corner: str) -> None:
    """A cell in the last corner costs nothing: only cells that hold something are kept."""
    path = with_sheet(tmp_path / "a.xlsx", f'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576">{corner}</row>')
    started = time.process_time()
    assert one(path).cells[1, 1] == "1"
    assert time.process_time() - started < 0.5


def test_long_cell_and_many_cells(tmp_path: Path) -> None:
    """A cell beyond what Excel itself allows is refused with its place, and so are too many cells."""
    text = "x" * 40_000
    found = problems(
        with_sheet(tmp_path / "a.xlsx", f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>')
    )
    assert [(one.code, one.place.cell) for one in found] == [("workbook-cell-long", "A1")]
    cells = "<row>" + "".join(f"<c><v>{number * 7919 % 200_003}</v></c>" for number in range(200_001)) + "</row>"
    assert [one.code for one in problems(with_sheet(tmp_path / "b.xlsx", cells))] == ["workbook-cells-many"]


@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_entities_are_never_expanded(tmp_path: Path, part: str) -> None:
    """A document type in any part refuses the workbook; the control shows that a plain parser expands it."""
    bomb = b'<!DOCTYPE x [<!ENTITY a "boom"><!ENTITY b "&a;&a;&a;">]><x xmlns="y">&b;</x>'
    assert ET.fromstring(bomb).text == "boomboomboom"  # noqa: S314 - the positive control
    path = with_parts(workbook(tmp_path / "a.xlsx", {"one": [["x"]]}), {part: bomb})
    assert [one.code for one in problems(path)] == ["workbook-doctype"]


def test_external_entity_is_never_opened(tmp_path: Path) -> None:
    """An entity that points at a file refuses the workbook, and nothing of that file is in the message."""
    secret = tmp_path / "secret.txt"
    secret.write_text("CANARY")
    payload = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]><x>&e;</x>'.encode()
    path = with_parts(workbook(tmp_path / "a.xlsx", {"one": [["x"]]}), {"xl/sharedStrings.xml": payload})
    found = problems(path)
    assert [one.code for one in found] == ["workbook-doctype"]
    assert "CANARY" not in str(found)


def test_broken_xml_and_wrong_references(tmp_path: Path) -> None:
    """XML that ends early and a string that does not exist are a broken workbook; a zip without a book is none."""
    broken = with_parts(workbook(tmp_path / "a.xlsx", {"one": [["x"]]}), {SHEET: HEAD.encode()})
    lost = with_sheet(tmp_path / "b.xlsx", '<row r="1"><c r="A1" t="s"><v>99</v></c></row>')
    for path in (broken, lost):
        assert [one.code for one in problems(path)] == ["workbook-broken"]


def test_too_many_sheets(tmp_path: Path) -> None:
    """Thousands of sheets are refused."""
    path = workbook(tmp_path / "a.xlsx", {f"s{number}": [[1]] for number in range(60)})
    assert [one.code for one in problems(path)] == ["workbook-bomb"]


def test_invisible_characters_are_dropped(tmp_path: Path) -> None:
    """Control characters and direction overrides do not reach anybody."""
    text = "a&#x202E;b&#x2028;c"
    path = with_sheet(tmp_path / "a.xlsx", f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>')
    assert one(path).cells == {(1, 1): "abc"}


def test_styles_do_not_matter(tmp_path: Path) -> None:
    """A bold cell is its text."""
    book = Workbook()
    book.worksheets[0]["A1"] = "x"
    book.worksheets[0]["A1"].font = Font(bold=True)
    book.save(tmp_path / "a.xlsx")
    assert one(tmp_path / "a.xlsx").cells == {(1, 1): "x"}
