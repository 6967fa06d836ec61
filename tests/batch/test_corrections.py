"""Rows that were given back come in again: they replace the refused ones, and keep the place they came from."""

from pathlib import Path

import openpyxl
import polars as pl

from jazari_assess.model.questionnaire import ChecklistQuestion
from tests.batch.exports import content, xlsx
from tests.batch.running import adds_up, run
from tests.batch.test_resume import outputs

HEAD = ["id", "firm-name", "maintenance", "erp-mes"]


def original(folder: Path) -> Path:
    """Return a table in which three rows are wrong."""
    rows = [[1, "A", 2, 2], [2, "B", 9, 2], [3, "C", 1, 0], [4, "D", "x", 2], [5, "E", 3, "-7"]]
    return xlsx(folder / "original.xlsx", [HEAD, *rows])


def corrected(rejected: Path, target: Path, *cells: tuple[str, str | int]) -> Path:
    """Return what was given back with some cells mended."""
    book = openpyxl.load_workbook(rejected)
    for cell, value in cells:
        book.worksheets[0][cell] = value
    book.save(target)
    return target


def test_original_and_corrected_give_the_union(tmp_path: Path) -> None:
    """Two corrected, one wrong again: every firm counts once, corrected ones with their first file and row."""
    table = original(tmp_path)
    first = run(table, out=tmp_path / "one").counts
    assert (first.rows, first.scored, first.rejected) == (5, 2, 3)
    fixed = corrected(tmp_path / "one" / "rejected.xlsx", tmp_path / "fixed.xlsx", ("C2", 4), ("C3", 3), ("D4", 8))
    outcome = run(table, fixed, out=tmp_path / "two")
    counts = outcome.counts
    assert adds_up(counts)
    assert (counts.rows, counts.scored, counts.rejected) == (5, 4, 1)
    assert [note.values for _, note in outcome.notes if note.key == "corrected"] == [{"count": "3"}]
    found = pl.read_parquet(tmp_path / "two" / "results.parquet").select("id", "file", "row").sort("row").rows()
    assert found == [(str(number), "original.xlsx", number + 1) for number in (1, 2, 3, 4)]


def test_what_is_wrong_again_keeps_its_place_too(tmp_path: Path) -> None:
    """Given back a second time, a row names the file and row it first came from, and is corrected from there."""
    table = original(tmp_path)
    run(table, out=tmp_path / "one")
    fixed = corrected(tmp_path / "one" / "rejected.xlsx", tmp_path / "f1.xlsx", ("C2", 4), ("C3", 3), ("D4", 8))
    run(table, fixed, out=tmp_path / "two")
    sheet = openpyxl.load_workbook(tmp_path / "two" / "rejected.xlsx").worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert [*rows[0][:4]] == HEAD
    assert (len(rows), rows[1][4], rows[1][5]) == (2, "original.xlsx", 6)
    again = corrected(tmp_path / "two" / "rejected.xlsx", tmp_path / "f2.xlsx", ("D2", 3))
    counts = run(table, fixed, again, out=tmp_path / "three").counts
    assert (counts.rows, counts.scored, counts.rejected) == (5, 5, 0)


def test_a_resumed_union_is_the_same(tmp_path: Path) -> None:
    """Parts made before are used, and the corrected rows found among them."""
    table = original(tmp_path)
    run(table, out=tmp_path / "one")
    fixed = corrected(tmp_path / "one" / "rejected.xlsx", tmp_path / "fixed.xlsx", ("C2", 4))
    run(table, fixed, out=tmp_path / "calm", block_rows=2)
    run(table, fixed, out=tmp_path / "again", block_rows=2)
    (tmp_path / "again" / "results.csv").unlink()
    run(table, fixed, out=tmp_path / "again", block_rows=2, resume=True)
    assert outputs(tmp_path / "again") == outputs(tmp_path / "calm")


def test_a_bad_cell_may_stay_open(tmp_path: Path) -> None:
    """The firm is scored without that answer, its interval is wider, the cell is counted and listed."""
    table = original(tmp_path)
    outcome = run(table, out=tmp_path / "o", bad_cells="open")
    assert (outcome.counts.scored, outcome.counts.rejected, outcome.problem_count) == (5, 0, 0)
    assert [note.values for _, note in outcome.notes if note.key == "opened"] == [{"count": "3"}]
    sheet = openpyxl.load_workbook(tmp_path / "o" / "rejected.xlsx").worksheets[0]
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["C3", "C5", "D6"]
    table_of = pl.read_parquet(tmp_path / "o" / "results.parquet")
    empty = xlsx(tmp_path / "empty.xlsx", [HEAD, [2, "B", None, 2]])
    run(empty, out=tmp_path / "e")
    alone = pl.read_parquet(tmp_path / "e" / "results.parquet")
    names = ["score", "low", "high", "coverage"]
    assert table_of.filter(pl.col("id") == "2").select(names).equals(alone.select(names))


def test_an_item_s_bad_cell_opens_the_whole_checklist(tmp_path: Path) -> None:
    """Not ticked and not known are not the same: the question has no answer then."""
    questions = content().structure.questions
    name = next(one for one, question in questions.items() if isinstance(question, ChecklistQuestion))
    items = [item for item in questions[name].options if item != "none"][:2]  # type: ignore[union-attr]
    head = ["id", *(f"{name} {item}" for item in items)]
    table = xlsx(tmp_path / "t.xlsx", [head, ["1", 1, "maybe"], ["2", 1, 0]])
    run(table, out=tmp_path / "o", bad_cells="open", long=True)
    rows = pl.read_parquet(tmp_path / "o" / "questions.parquet").filter(pl.col("question") == name)
    assert rows.select("id", "state").rows() == [("1", "open"), ("2", "given")]


def test_a_row_that_names_nobody_is_rejected_whatever_the_cells_do(tmp_path: Path) -> None:
    """No open cell says who it is about."""
    counts = run(xlsx(tmp_path / "t.xlsx", [HEAD, [None, None, 2, 2]]), out=tmp_path / "o", bad_cells="open").counts
    assert (counts.scored, counts.rejected) == (0, 1)
