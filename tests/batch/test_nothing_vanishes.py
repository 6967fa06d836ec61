"""Every row of a file is scored, given back, a duplicate or blank; the file itself is counted beside us."""

import random
import re
import zipfile
from pathlib import Path
from xml.etree.ElementTree import fromstring

import openpyxl
import polars as pl
import pytest

from jazari_assess.errors import ProblemsError
from jazari_assess.reading.workbook import sheet_survey
from tests.batch.exports import text_file, xlsx
from tests.batch.running import adds_up, codes, run

HEAD: list[object] = ["id", "firm-name", "maintenance", "remarque"]
SHEET = "xl/worksheets/sheet1.xml"


def with_xml(source: Path, target: Path, change: "dict[str, str]") -> Path:
    """Return a workbook whose sheet has some of its XML replaced."""
    with zipfile.ZipFile(source) as near, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as far:
        for name in near.namelist():
            data = near.read(name)
            if name == SHEET:
                text = data.decode()
                for old, new in change.items():
                    text = re.sub(old, new, text)
                data = text.encode()
            far.writestr(name, data)
    return target


def filled_rows(path: Path) -> int:
    """Count the rows of the first sheet in which some cell has a value or a formula, from its XML alone."""
    with zipfile.ZipFile(path) as archive:
        root = fromstring(archive.read(SHEET))  # noqa: S314 - a file that the test wrote
    kinds = {"v", "is", "f"}
    rows = [row for row in root.iter() if row.tag.endswith("}row")]
    return sum(
        any(part.tag.rpartition("}")[2] in kinds and ("".join(part.itertext()).strip()) for part in row.iter())
        for row in rows
    )


def broken_book(path: Path, kinds: list[str]) -> Path:
    """Write a workbook with a row of each kind under the headers."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEAD)
    for number, kind in enumerate(kinds, start=1):
        match kind:
            case "good":
                sheet.append([number, f"F{number}", 2])
            case "error":
                sheet.append([None] * 4)
                for column in range(1, 5):
                    sheet.cell(number + 1, column, "#REF!").data_type = "e"
            case "formula":
                sheet.append(["=1+1", '="x"', "=2+1"])
            case "elsewhere":
                sheet.append([None, None, None, "Total"])
            case _:
                sheet.append([None] * 4)
    book.save(path)
    return path


def test_rows_that_are_broken_all_over_are_rejected(tmp_path: Path) -> None:
    """Errors in every cell, formulas that were never calculated at the end, a remark alone: each row comes back."""
    table = broken_book(tmp_path / "t.xlsx", ["good", "error", "blank", "elsewhere", "good", "formula", "formula"])
    counts = run(table, out=tmp_path / "out").counts
    assert (counts.rows, counts.scored, counts.rejected, counts.blank) == (7, 2, 4, 1)
    book = openpyxl.load_workbook(tmp_path / "out" / "rejected.xlsx")
    assert [row[5] for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)] == [3, 5, 7, 8]


def test_rows_are_counted_as_the_file_has_them(tmp_path: Path) -> None:
    """Random sheets of all kinds of rows: what is not blank is what the sheet's XML says is filled."""
    chance = random.Random(4)  # noqa: S311 - made data, not secrets
    for number in range(12):
        kinds = [
            chance.choice(["good", "error", "formula", "elsewhere", "blank"]) for _ in range(chance.randrange(2, 30))
        ]
        table = broken_book(tmp_path / f"t{number}.xlsx", ["good", *kinds])
        counts = run(table, out=tmp_path / f"o{number}").counts
        assert adds_up(counts)
        assert counts.rows - counts.blank == filled_rows(table) - 1


@pytest.mark.parametrize(
    "change",
    [
        {r'<row r="\d+"[^>]*>': "<row>"},
        {r' r="\d+"': r"\g<0>", r"<(/?)(worksheet|sheetData|row|c|v|is|t|f)\b": r"<\1x:\2", "xmlns=": "xmlns:x="},
    ],
    ids=["no numbers of rows", "names with a prefix"],
)
def test_sheets_of_other_writers(change: dict[str, str], tmp_path: Path) -> None:
    """Rows without a number and elements with a prefix are counted and read alike."""
    table = broken_book(tmp_path / "t.xlsx", ["good", "error", "good"])
    changed = with_xml(table, tmp_path / "other.xlsx", change)
    counts = run(changed, out=tmp_path / "out").counts
    assert (counts.rows, counts.scored, counts.rejected) == (3, 2, 1)


def test_a_formula_that_gives_an_empty_text_is_empty(tmp_path: Path) -> None:
    """Forms are filled with such formulas to row 1,000: they are calculated, and blank."""
    table = broken_book(tmp_path / "t.xlsx", ["good", "formula"])
    empty = r'<c r="\1" t="str"><f>""</f><v></v></c>'
    changed = with_xml(table, tmp_path / "e.xlsx", {r'<c r="([A-C]3)"[^>]*><f>[^<]*</f><v ?/?>(?:</v>)?</c>': empty})
    counts = run(changed, out=tmp_path / "out").counts
    assert (counts.scored, counts.rejected, counts.rows - counts.blank) == (1, 0, 1)


def test_a_column_with_a_format_to_the_last_row_is_no_large_table(tmp_path: Path) -> None:
    """A million empty cells with a border are not a million rows."""
    table = xlsx(tmp_path / "t.xlsx", [HEAD, [1, "A", 2]])
    styled = "".join(f'<row r="{row}"><c r="C{row}" s="0"/></row>' for row in (*range(3, 400), 1_048_576))
    changed = with_xml(table, tmp_path / "s.xlsx", {"</sheetData>": f"{styled}</sheetData>"})
    assert run(changed, out=tmp_path / "out").counts.scored == 1


def test_too_many_broken_cells_refuse_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Past the number that is told one by one nothing is left out in silence: the file is refused."""
    monkeypatch.setattr("jazari_assess.reading.workbook.survey.MOST_BROKEN", 3)
    monkeypatch.setattr(sheet_survey, "MOST_BROKEN", 3)
    with pytest.raises(ProblemsError) as caught:
        run(broken_book(tmp_path / "t.xlsx", ["good", "error"]), out=tmp_path / "out")
    assert [problem.code for problem in caught.value.problems] == ["batch-broken-many"]


@pytest.mark.parametrize(
    ("text", "rows", "scored", "blank"),
    [
        ("id;maintenance\n1;2\n\n;\n2;3\n", 4, 2, 2),
        ('id;firm-name;maintenance\n1;5" pipe;2\n2;6" pipe;3\n', 2, 2, 0),
        ('id;firm-name;maintenance\n1;"a\nb";2\n2;"";3\n', 2, 2, 0),
    ],
    ids=["blank lines", "a quote inside a text", "a line break in quotes"],
)
def test_records_of_a_csv_file(text: str, rows: int, scored: int, blank: int, tmp_path: Path) -> None:
    """Lines without a value are blank; a stray quote joins no two lines."""
    (tmp_path / "t.csv").write_text(text, encoding="utf-8", newline="")
    counts = run(tmp_path / "t.csv", out=tmp_path / "out").counts
    assert (counts.rows, counts.scored, counts.blank) == (rows, scored, blank)


def test_a_row_of_nothing_in_parquet_is_blank(tmp_path: Path) -> None:
    """Nulls in every column."""
    pl.DataFrame({"id": ["1", None], "maintenance": [2, None]}).write_parquet(tmp_path / "t.parquet")
    counts = run(tmp_path / "t.parquet", out=tmp_path / "out").counts
    assert (counts.rows, counts.scored, counts.blank) == (2, 1, 1)


def test_data_without_a_header_is_named(tmp_path: Path) -> None:
    """A column with values under no header is not used, and said to be there."""
    table = text_file(tmp_path / "t.csv", [["id", "", "maintenance"], ["1", "x", "2"]])
    outcome = run(table, out=tmp_path / "out")
    assert [(note.key, note.values) for _, note in outcome.notes] == [("headless", {"columns": "B"})]


def test_headers_again_are_no_firms_and_another_table_is_named(tmp_path: Path) -> None:
    """Tables pasted under one another are read as one; one with other headers is named, its rows given back."""
    rows: list[list[object]] = [HEAD, [1, "A", 2], HEAD, [2, "B", 3], [], ["planning-scheduling", "erp-mes"], [3, 4]]
    outcome = run(xlsx(tmp_path / "t.xlsx", rows), out=tmp_path / "out")
    notes = {note.key: note.values for _, note in outcome.notes}
    assert notes == {"header-repeated": {"rows": "3"}, "second-table": {"rows": "6"}}
    assert adds_up(outcome.counts)
    assert outcome.counts.rows == 5
    assert outcome.counts.blank == 1


def test_the_reason_of_a_row_that_holds_nothing_used(tmp_path: Path) -> None:
    """It is told apart from a row that names nobody."""
    table = xlsx(tmp_path / "t.xlsx", [HEAD, [1, "A", 2, None], [None, None, None, "Total"], [None, None, 3, None]])
    assert set(codes(run(table, out=tmp_path / "out")).values()) == {"batch-row-unused", "batch-firm-missing"}


def test_a_row_of_one_broken_cell_is_not_said_to_hold_nothing_used(tmp_path: Path) -> None:
    """The cell says what is wrong with it; beside it the row only lacks a name."""
    table = broken_book(tmp_path / "t.xlsx", ["good", "blank", "good"])
    book = openpyxl.load_workbook(table)
    sheet = book.worksheets[0]
    sheet.cell(3, 3, "#REF!").data_type = "e"
    book.save(table)
    found = codes(run(table, out=tmp_path / "out"))
    assert found == {"A3": "batch-firm-missing", "C3": "batch-cell-error"}
