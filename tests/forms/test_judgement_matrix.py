"""The matrix an expert fills in Excel: what it holds, and what comes back."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from jazari_assess.errors import Problem, ProblemsError
from jazari_assess.forms.judgement_matrix import SCALE, Matrix, matrix_workbook, number_of, read_matrix
from jazari_assess.reading.content.interface_text import read_interface_text

MATRIX = Matrix(
    model="own",
    version="1.0.0",
    node="overall",
    title="=Whole",
    children={"a": "First [/red]", "b": "=1+1", "c": "ثالث"},
)
AB, AC, BC, BA = "D7", "E7", "E8", "C8"


def filled(
    path: Path, cells: Mapping[str, str | float], reasons: Mapping[str, str] | None = None, language: str = "fr"
) -> Path:
    """Write the matrix with these cells filled in, as Excel would."""
    book = load_workbook(BytesIO(matrix_workbook(MATRIX, read_interface_text(language))))
    for cell, value in cells.items():
        book.worksheets[0][cell] = value
    for cell, words in (reasons or {}).items():
        book.worksheets[1][cell] = words
    book.save(path)
    return path


def problems(path: Path, matrix: Matrix = MATRIX) -> list[Problem]:
    """Return what the matrix is refused for."""
    with pytest.raises(ProblemsError) as refused:
        read_matrix(path, matrix)
    return list(refused.value.problems)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_filled_matrix_reads_back(tmp_path: Path, language: str) -> None:
    """Ratios and reasons come back in every language of the matrix, with the name of who filled it in."""
    path = filled(
        tmp_path / "amina.xlsx",
        {AB: "3", AC: "1/5", BC: 0.5, "B4": "Amina"},
        {"E2": "Workshops come first"},
        language,
    )
    ahp = read_matrix(path, MATRIX)
    assert [(one.of, one.over, one.value) for one in ahp.judgements] == [("a", "b", 3), ("c", "a", 5), ("c", "b", 2)]
    assert ahp.judgements[0].rationale == "Workshops come first (Amina - amina.xlsx)"
    assert ahp.judgements[1].rationale == "Amina - amina.xlsx"


def test_titles_are_text_and_cells_are_ready_to_fill() -> None:
    """No formula, whatever a title begins with; the cells are text with the list of ratios; helpers are hidden."""
    book = load_workbook(BytesIO(matrix_workbook(MATRIX, read_interface_text("ar"))))
    sheet = book.worksheets[0]
    assert [cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []
    assert [sheet[cell].value for cell in ("B1", "B8", "D6")] == ["=Whole", "=1+1", "=1+1"]
    assert sheet["D7"].number_format == "@"
    assert sheet.sheet_view.rightToLeft
    rules = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert rules == {AB: "scale", AC: "scale", BC: "scale"}
    assert [one.sheet_state for one in book.worksheets] == ["visible", "visible", "hidden", "hidden"]
    assert [row[0].value for row in book.worksheets[3].iter_rows()] == list(SCALE)


def test_lower_triangle_counts_where_the_upper_is_empty(tmp_path: Path) -> None:
    """Who fills the mirrored cell is understood; who fills both must not contradict himself."""
    ahp = read_matrix(filled(tmp_path / "a.xlsx", {BA: "3", AC: "2"}), MATRIX)
    assert [(one.of, one.over, one.value) for one in ahp.judgements] == [("b", "a", 3), ("a", "c", 2)]
    assert read_matrix(filled(tmp_path / "b.xlsx", {AB: "1/3", BA: 3}), MATRIX).judgements[0].value == 3
    (problem,) = problems(filled(tmp_path / "c.xlsx", {AB: "3", BA: "3"}))
    assert (problem.code, problem.place.cell, problem.place.sheet) == ("matrix-contradicts", BA, "Matrice")


@pytest.mark.parametrize("written", ["0", "12", "-3", "1/12", "3/1", "a lot", "46025", "1e1", "TRUE", "0.05", "2/0"])
def test_what_is_no_ratio_is_told_with_its_cell(tmp_path: Path, written: str) -> None:
    """Anything but 1/9 to 9 is refused at its cell: 46025 is what Excel makes of the date it sees in 3/1."""
    (problem,) = problems(filled(tmp_path / "a.xlsx", {AB: "2", AC: written}))
    assert (problem.code, problem.place.cell, problem.values["found"]) == ("matrix-ratio", AC, written)


@pytest.mark.parametrize(
    ("written", "expected"),
    [("3", 3), (" 3 ", 3), ("٣", 3), ("1/٣", 1 / 3), ("１／３", 1 / 3), ("0,5", 0.5), ("0.3333333333", 0.3333333333)],
)
def test_ratios_as_people_write_them(written: str, expected: float) -> None:
    """Arabic and full-width digits, a decimal comma, blanks."""
    assert number_of(written) == pytest.approx(expected)


def test_other_workbooks(tmp_path: Path) -> None:
    """A workbook of ours that is empty, of another model or rearranged, and one that is no matrix, are told apart."""
    empty = filled(tmp_path / "a.xlsx", {})
    assert [problem.code for problem in problems(empty)] == ["matrix-empty"]
    other = Matrix(**{**MATRIX.__dict__, "version": "2.0.0"})
    (problem,) = problems(empty, other)
    assert problem.code == "matrix-other"
    assert problem.values == {"found": "own 1.0.0 overall", "expected": "own 2.0.0 overall"}
    book = load_workbook(empty)
    book.worksheets[0].insert_rows(7)
    book.save(tmp_path / "moved.xlsx")
    assert {problem.code for problem in problems(tmp_path / "moved.xlsx")} == {"matrix-moved"}
    del book["about"]
    book.save(tmp_path / "none.xlsx")
    assert [problem.code for problem in problems(tmp_path / "none.xlsx")] == ["matrix-unknown"]


def test_same_matrix_same_bytes() -> None:
    """Nothing in the file depends on when it was made."""
    made = matrix_workbook(MATRIX, read_interface_text("en"))
    assert made == matrix_workbook(MATRIX, read_interface_text("en"))
    assert load_workbook(BytesIO(made)).properties.created.year == 2000
