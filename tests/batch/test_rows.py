"""Rows that are wrong come back, each with its cell and reason; the others are scored; nothing is lost."""

from pathlib import Path

import openpyxl
import pytest

from jazari_assess.errors import ProblemsError
from tests.batch.exports import answers, text_file, wide, xlsx
from tests.batch.running import adds_up, codes, results, run

FIRST_REGION = "tanger-tetouan-al-hoceima"  # its number is 0, which no region at all must not be
HEAD = ["id", "firm-name", "maintenance", "connected-machines", "public-support", "digital-engineering", "firm-ice"]


def made(folder: Path, *rows: list[object]) -> Path:
    """Return a workbook with two blank rows and a title above the headers, one column in from the edge."""
    return xlsx(folder / "t.xlsx", [[], ["", "Enquête"], [], ["", *HEAD], *(["", *row] for row in rows)])


@pytest.mark.parametrize(
    ("column", "value", "cell", "code"),
    [
        (2, 7, "D5", "batch-answer-unknown"),
        (2, 2.5, "D5", "batch-answer-unknown"),
        (2, True, "D5", "batch-answer-unknown"),
        (2, "sans objet", "D5", "batch-not-applicable"),
        (3, 101, "E5", "batch-number-bounds"),
        (3, "beaucoup", "E5", "batch-number-wrong"),
        (3, "1e400", "E5", "batch-number-wrong"),
        (3, "NaN", "E5", "batch-number-wrong"),
        (3, "1,234", "E5", "batch-number-ambiguous"),
        (4, "advice; none", "F5", "batch-items-exclusive"),
        (4, "advice; magie", "F5", "batch-answer-unknown"),
        (6, "12", "H5", "batch-ice"),
    ],
)
def test_a_wrong_cell_rejects_its_row_by_excel_s_own_name(
    column: int, value: object, cell: str, code: str, tmp_path: Path
) -> None:
    """The good row is scored; the bad one is named by the cell that Excel shows."""
    bad: list[object] = [1, "A", 1, 10, "advice", 2, None]
    bad[column] = value
    outcome = run(made(tmp_path, bad, [2, "B", 1, 10, "advice", 2, None]), out=tmp_path / "out")
    assert codes(outcome) == {cell: code}
    assert (outcome.counts.rows, outcome.counts.scored, outcome.counts.rejected) == (2, 1, 1)


@pytest.mark.parametrize("value", ["3", "3.0", 3, 3.0, " 3 ", "٣", "\u200f3", "3\u00a0"])
def test_one_answer_however_it_is_typed(value: object, tmp_path: Path) -> None:
    """All of these are level 3."""
    outcome = run(made(tmp_path, [1, "A", value, None, None, None, None]), out=tmp_path / "out")
    assert (codes(outcome), outcome.counts.scored) == ({}, 1)
    assert results(tmp_path / "out")["operations-quality.coverage"][0] > 0


@pytest.mark.parametrize("zero", ["\u0660", "\u06f0", "\uff10"])
def test_an_ice_in_the_digits_of_another_script(zero: str, tmp_path: Path) -> None:
    """Arabic, Persian and full-width digits are the same number."""
    ice = "001523467890000"
    typed = "".join(chr(ord(zero) + int(digit)) for digit in ice)
    run(made(tmp_path, [1, "A", 1, None, None, None, typed]), out=tmp_path / "out")
    assert results(tmp_path / "out")["ice"].to_list() == [ice]


@pytest.mark.parametrize(("count", "code"), [(3, {}), (4, {"B2": "batch-aims-many"})])
def test_aims_are_as_many_as_may_be_chosen(count: int, code: dict[str, str], tmp_path: Path) -> None:
    """Three are taken, a fourth is too many."""
    aims = "; ".join(["deliver-on-time", "fewer-defects", "more-output", "lower-bills"][:count])
    rows: list[list[object]] = [["firm-name", "business-aims", "maintenance"], ["A", aims, 1]]
    assert codes(run(xlsx(tmp_path / "t.xlsx", rows), out=tmp_path / "out")) == code


def test_the_same_firm_twice_is_a_duplicate_and_counts_add_up(tmp_path: Path) -> None:
    """The first good row of a firm counts; a bad row before it does not stand in its way."""
    rows: list[list[object]] = [
        [1, "A", 99, None, None, None, None],
        [1, "A", 2, None, None, None, None],
        [1, "A", 3, None, None, None, None],
        [None, None, 2, None, None, None, None],
    ]
    outcome = run(made(tmp_path, *rows), out=tmp_path / "out")
    counts = outcome.counts
    assert (counts.rows, counts.scored, counts.rejected, counts.duplicates) == (4, 1, 2, 1)
    assert adds_up(counts)
    assert codes(outcome) == {"D5": "batch-answer-unknown", "B8": "batch-firm-missing"}


def test_a_name_alone_is_known_by_its_region_too(tmp_path: Path) -> None:
    """Two firms of one name in two regions are two; one of them again, however its name is written, is a duplicate."""
    rows: list[list[object]] = [
        ["firm-name", "firm-region", "maintenance"],
        ["Atlas", FIRST_REGION, 1],
        ["Atlas", "fes-meknes", 2],
    ]
    rows += [["ATLAS", FIRST_REGION, 3], ["Atlas", "", 4]]
    outcome = run(xlsx(tmp_path / "t.xlsx", rows), out=tmp_path / "out")
    assert (outcome.counts.scored, outcome.counts.duplicates) == (3, 1)
    assert results(tmp_path / "out")["region"].to_list() == [FIRST_REGION, "fes-meknes", None]


def test_a_firm_without_a_name_goes_by_what_identifies_it(tmp_path: Path) -> None:
    """The number given, else the ICE; a firm with a name keeps it."""
    rows: list[list[object]] = [[7, None, 1, *[None] * 4], [None, None, 2, *[None] * 3, "1" * 15]]
    run(made(tmp_path, *rows, [8, "Rif", 3, *[None] * 4]), out=tmp_path / "out")
    table = results(tmp_path / "out")
    assert table.select("id", "firm").rows() == [("7", "7"), ("1" * 15, "1" * 15), ("8", "Rif")]


def test_without_a_column_that_names_firms_the_first_used_one_names_a_row(tmp_path: Path) -> None:
    """A row that holds nothing used is told by the cell where the table begins."""
    rows: list[list[object]] = [["remark", "maintenance", "erp-mes"], [None, 1, 2], ["Total", None, None]]
    outcome = run(xlsx(tmp_path / "t.xlsx", rows), out=tmp_path / "out")
    assert codes(outcome) == {"B3": "batch-row-unused"}


@pytest.mark.parametrize("name", ["../../x", "CON", "x" * 300, "شركة", "=1+1", "[/red]", "-", "a/b", "C:\\x"])
def test_any_name_is_only_a_name(name: str, tmp_path: Path) -> None:
    """Names that act elsewhere are scored like any other, and stay what they are."""
    outcome = run(made(tmp_path, [name, name, 1, None, None, None, None]), out=tmp_path / "out")
    assert outcome.counts.scored == 1
    assert results(tmp_path / "out")["firm"][0] == name
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "t.xlsx"]


def test_rejected_rows_can_be_corrected_and_fed_in_again(tmp_path: Path) -> None:
    """rejected.xlsx holds the original rows, colours and explains the bad cell, and is itself a good input."""
    rows = [
        [1, "A", 9, 10, "advice", 2, None],
        [2, "=1+1", 1, 10, "magie", 2, None],
        [3, "C", 1, 10, "advice", 2, None],
    ]
    run(made(tmp_path, *rows), out=tmp_path / "out")
    book = openpyxl.load_workbook(tmp_path / "out" / "rejected.xlsx")
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]][:7] == HEAD
    assert [cell.value for cell in sheet[2]][:5] == [1, "A", 9, 10, "advice"]
    assert sheet["B3"].data_type == "s"
    assert sheet["C2"].comment is not None
    assert "9" in sheet["C2"].comment.text
    assert sheet["C2"].fill.fgColor.rgb == "FFFFC7CE"
    assert (sheet["E3"].comment is None, sheet["C3"].comment) == (False, None)
    sheet["C2"], sheet["E3"] = 3, "advice"
    book.save(tmp_path / "corrected.xlsx")
    outcome = run(tmp_path / "corrected.xlsx", out=tmp_path / "again")
    assert (outcome.counts.rows, outcome.counts.scored) == (2, 2)
    assert outcome.tables[0].unused == ()


def test_formulas_in_the_results_are_disarmed_in_csv_alone(tmp_path: Path) -> None:
    """CSV has no types, so a text that begins like a formula gets an apostrophe; Parquet keeps the text."""
    names = ["=1+1", "+1+1", "-cmd", "@SUM(1)", "-5", "ok"]
    rows: list[list[object]] = [[number, name, 1, None, None, None, None] for number, name in enumerate(names)]
    run(made(tmp_path, *rows), out=tmp_path / "o")
    lines = (tmp_path / "o" / "results.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    assert [line.split(",")[1] for line in lines] == ["'=1+1", "'+1+1", "'-cmd", "'@SUM(1)", "-5", "ok"]
    assert results(tmp_path / "o")["firm"].to_list() == names


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_of_any_making(encoding: str, delimiter: str, tmp_path: Path) -> None:
    """Encoding and delimiter are found out; a line break in quotes is part of the text."""
    rows: list[list[object]] = [
        ["Nom de l'entreprise", "Maintenance", "note"],
        ["Société é\nFès", 3, "a;b,c\td"],
        ["B", 1, "x"],
    ]
    table = text_file(tmp_path / "t.csv", rows, delimiter=delimiter, encoding=encoding)
    outcome = run(table, out=tmp_path / "out")
    assert outcome.counts.scored == 2
    assert results(tmp_path / "out")["firm"].to_list() == ["Société é Fès", "B"]


def test_arabic_code_page(tmp_path: Path) -> None:
    """cp1256 is told from cp1252 by the letters it makes."""
    table = text_file(tmp_path / "t.csv", [["firm-name", "maintenance"], ["شركة النسيج بفاس", 3]], encoding="cp1256")
    run(table, out=tmp_path / "out")
    assert results(tmp_path / "out")["firm"].to_list() == ["شركة النسيج بفاس"]


def test_a_csv_row_with_too_many_values_is_rejected_alone(tmp_path: Path) -> None:
    """A stray separator shifts a row: it is not scored, its neighbours are."""
    path = tmp_path / "t.csv"
    path.write_text("firm-name;maintenance\nA;1\nB;2;3\nC;4\n", encoding="utf-8")
    outcome = run(path, out=tmp_path / "out")
    assert (outcome.counts.scored, codes(outcome)) == (2, {"3:C": "batch-row-wide"})


def test_strict_writes_nothing_when_a_row_is_wrong(tmp_path: Path) -> None:
    """All or nothing, when asked."""
    firms = answers(3)
    firms[1]["maintenance"] = 77
    outcome = run(wide(tmp_path, firms), out=tmp_path / "out", strict=True)
    assert outcome.counts.rejected == 1
    assert list((tmp_path / "out").iterdir()) == []


def test_scores_are_those_of_the_single_command(tmp_path: Path) -> None:
    """A batch of one row gives what evaluating the same assessment gives."""
    from jazari_assess.engine.score.evaluate import evaluate
    from jazari_assess.model.assessment import Assessment
    from tests.batch.running import held

    captured: list[str] = []

    def keep(text: str) -> list[tuple[str, bytes]]:
        captured.append(text)
        return []

    run(wide(tmp_path, answers(8, seed=5)), out=tmp_path / "out", render=keep)
    table = results(tmp_path / "out")
    content = held()
    for row, text in enumerate(captured):
        one = Assessment.model_validate_json(text)
        found = evaluate(content.questionnaire, content.models(()), one, date="2026-11-21", tool_version="0", draws=10)
        overall = found.models[0].overall
        assert table["score"][row] == pytest.approx(overall.score, abs=1e-9)
        assert (table["level-id"][row], table["low"][row]) == (overall.level_id, pytest.approx(overall.low, abs=1e-9))


def test_percentages_that_look_like_parts_of_one_are_named(tmp_path: Path) -> None:
    """0.45 under a question that takes 0 to 100 is used as it stands, and told with its column and cells."""
    firms: list[list[object]] = [
        [number, f"F{number}", 1, share, None, None, None] for number, share in enumerate((0.45, 1, 0, None, 0.8))
    ]
    outcome = run(made(tmp_path, *firms), out=tmp_path / "out", block_rows=2)
    assert (outcome.counts.scored, codes(outcome)) == (5, {})
    assert [(one.header.letters, one.cells, one.count) for one in outcome.shares] == [("E", ("E5", "E9"), 2)]


@pytest.mark.parametrize("shares", [(0.45, 45), (0, 1, 1), ("0,5 %", 0), (None, None), (45, 60)])
def test_percentages_that_may_be_what_they_say_are_not_named(shares: tuple[object, ...], tmp_path: Path) -> None:
    """One value over 1, nothing but 0 and 1, or a percent sign: there is nothing to suspect."""
    firms: list[list[object]] = [
        [number, f"F{number}", 1, share, None, None, None] for number, share in enumerate(shares)
    ]
    outcome = run(made(tmp_path, *firms), out=tmp_path / "out", block_rows=1)
    assert (outcome.counts.scored, list(outcome.shares)) == (len(shares), [])


def test_a_table_without_a_filled_row_is_refused(tmp_path: Path) -> None:
    """Headers alone give no results: that is said, and nothing is written."""
    with pytest.raises(ProblemsError) as caught:
        run(made(tmp_path), out=tmp_path / "out")
    assert [problem.code for problem in caught.value.problems] == ["batch-no-rows"]
    assert list((tmp_path / "out").iterdir()) == []
