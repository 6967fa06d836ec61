"""A table with a row an answer: cells keep the names they have in the input, whatever it is turned into."""

from pathlib import Path

import openpyxl
import polars as pl

from tests.batch.exports import text_file, xlsx
from tests.batch.hostile import MAIN, packed, parts
from tests.batch.running import codes, run

HEAD: list[object] = ["", "Entreprise", "Question", "Réponse", "Nom de l'agent"]
ROWS: list[list[object]] = [
    [],
    HEAD,
    ["", "A", "maintenance", 2, "x"],
    ["", "B", "connected-machines", 900, "y"],
    ["", "A", "connected-machines", 45, "x"],
    ["", "B", "maintenance", 3, "y"],
    ["", "A", "public-support", "advice", "x"],
    ["", "C", "maintenance", "mauvais", "z"],
    ["", "C", "connected-machines", 12, "z"],
]


def test_cells_are_named_as_excel_shows_them(tmp_path: Path) -> None:
    """Row and letter of the answer itself; in the results, the first row of the firm."""
    outcome = run(xlsx(tmp_path / "t.xlsx", ROWS), out=tmp_path / "out", block_rows=2)
    assert codes(outcome) == {"D4": "batch-number-bounds", "D8": "batch-answer-unknown"}
    table = pl.read_parquet(tmp_path / "out" / "results.parquet")
    assert table.select("id", "row").rows() == [("A", 3)]


def test_what_is_said_of_a_firm_once_holds_for_all_its_rows(tmp_path: Path) -> None:
    """A column beside the answers gives the first value that stands in any row of the firm."""
    head: list[object] = ["Entreprise", "Question", "Réponse", "firm-region"]
    rows: list[list[object]] = [
        ["A", "maintenance", 2, None],
        ["B", "maintenance", 3, "fes-meknes"],
        ["A", "connected-machines", 45, "oriental"],
        ["A", "public-support", "advice", "fes-meknes"],
        ["B", "connected-machines", 10, None],
    ]
    run(xlsx(tmp_path / "t.xlsx", [head, *rows]), out=tmp_path / "out")
    table = pl.read_parquet(tmp_path / "out" / "results.parquet")
    assert table.select("id", "region").rows() == [("A", "oriental"), ("B", "fes-meknes")]


def test_rejected_answers_name_their_cell_and_can_be_fed_in_again(tmp_path: Path) -> None:
    """A row a firm, the first bad row of the input and each bad cell by its name there."""
    run(xlsx(tmp_path / "t.xlsx", ROWS), out=tmp_path / "out")
    book = openpyxl.load_workbook(tmp_path / "out" / "rejected.xlsx")
    sheet = book.worksheets[0]
    last = sheet.max_column
    assert [sheet.cell(row, last - 1).value for row in (2, 3)] == [4, 8]
    assert [str(sheet.cell(row, last).value).split(": ")[0] for row in (2, 3)] == ["D4", "D8"]
    for cell in (cell for row in sheet.iter_rows() for cell in row if cell.comment):
        cell.value = 2
    book.save(tmp_path / "corrected.xlsx")
    assert run(tmp_path / "corrected.xlsx", out=tmp_path / "again").counts.scored == 2


def test_a_broken_answer_rejects_its_firm(tmp_path: Path) -> None:
    """An error value in the column of answers is no missing answer."""
    texts = [
        ["Entreprise", "Question", "Réponse"],
        ["A", "maintenance", "2"],
        ["A", "public-support", "advice"],
        ["B", "maintenance"],
    ]
    texts += [["B", "connected-machines", "7"]]
    lines = ""
    for number, row in enumerate(texts, start=1):
        cells = "".join(
            f'<c r="{letter}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
            for letter, text in zip("ABC", row, strict=False)
        )
        error = f'<c r="C{number}" t="e"><v>#N/A</v></c>' if number == 4 else ""
        lines += f'<row r="{number}">{cells}{error}</row>'
    sheet = f'<?xml version="1.0"?><worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData></worksheet>'
    path = tmp_path / "t.xlsx"
    path.write_bytes(packed(parts(sheet)))
    outcome = run(path, out=tmp_path / "out")
    assert codes(outcome) == {"C4": "batch-cell-error"}
    assert (outcome.counts.rows, outcome.counts.scored) == (2, 1)


def test_lines_of_a_long_parquet_are_counted_from_its_first_row(tmp_path: Path) -> None:
    """It has no letters: row and question name the cell."""
    pl.DataFrame(
        {
            "firm": ["A", "B", "A", "B", "A"],
            "question": ["maintenance", "maintenance", "connected-machines", "connected-machines", "public-support"],
            "answer": ["2", "99", "45", "3", "advice"],
        }
    ).write_parquet(tmp_path / "t.parquet")
    outcome = run(tmp_path / "t.parquet", out=tmp_path / "out")
    assert codes(outcome) == {"2:maintenance": "batch-answer-unknown"}


def test_a_long_csv_is_named_by_its_records(tmp_path: Path) -> None:
    """Records count from the header's, which is the first."""
    outcome = run(text_file(tmp_path / "t.csv", ROWS[1:]), out=tmp_path / "out")
    assert codes(outcome) == {"D3": "batch-number-bounds", "D7": "batch-answer-unknown"}
