"""Workbooks that are too much before a cell of them is read."""

import io
from collections.abc import Iterable
from pathlib import Path

import openpyxl
import pytest

from jazari_assess.errors import ProblemsError
from jazari_assess.model.spreadsheet import column_letters
from jazari_assess.reading.workbook.archive import MEGABYTE
from jazari_assess.reading.workbook.sheet_survey import SheetSurvey
from jazari_assess.reading.workbook.survey import LARGE_WORKBOOK, MOST_SHEETS, survey


def test_a_file_over_the_limit_is_not_opened(tmp_path: Path) -> None:
    """The size decides before a byte is read, and is told with the limit in megabytes."""
    path = tmp_path / "large.xlsx"
    with path.open("wb") as file:
        file.truncate(LARGE_WORKBOOK.file + 1)
    with pytest.raises(ProblemsError) as caught:
        survey(path)
    (problem,) = caught.value.problems
    assert (problem.code, problem.values["limit"]) == ("batch-file-large", str(LARGE_WORKBOOK.file // MEGABYTE))


def test_a_workbook_with_too_many_sheets_is_refused(tmp_path: Path) -> None:
    """One sheet more than may be: refused with both numbers."""
    book, held = openpyxl.Workbook(), io.BytesIO()
    for number in range(MOST_SHEETS):
        book.create_sheet(f"s{number}")
    book.save(held)
    path = tmp_path / "many.xlsx"
    path.write_bytes(held.getvalue())
    with pytest.raises(ProblemsError) as caught:
        survey(path)
    assert [(problem.code, problem.values["found"]) for problem in caught.value.problems] == [
        ("batch-sheets-many", str(MOST_SHEETS + 1))
    ]


def row(number: int, columns: Iterable[int]) -> bytes:
    """Return the XML of a row with a value in each of some columns."""
    cells = "".join(f'<c r="{column_letters(column)}{number}"><v>1</v></c>' for column in columns)
    return f'<row r="{number}">{cells}</row>'.encode()


@pytest.mark.parametrize("known", [1, 2, 25, 26, 27, 28, 51, 52, 53, 54, 78, 79, 676, 677, 701, 702])
def test_a_column_beyond_the_known_ones_is_seen(known: int) -> None:
    """Whatever chunks before it held: one column further, one far away, and none where there is none."""
    for further in (known, known + 1, known + 27, 703, 2000):
        seen = SheetSurvey()
        assert all(seen.take(chunk) for chunk in (row(1, range(1, known + 1)), row(2, [known]), row(3, [further])))
        seen.finish()
        assert (seen.columns, seen.rows) == (max(known, further), 3)


@pytest.mark.parametrize(
    ("xml", "filled"),
    [
        (b'<row r="2"><c r="A2"><v>1</v></c></row><row r="3"><c r="A3"><v></v></c></row>', [(2, 2)]),
        (b'<row r="2"><c r="A2"><v></v></c><c r="B2"><v>0</v></c></row><row r="3"/>', [(2, 2)]),
        (b'<row\tr="2"><c r="A2" t="inlineStr"><is><t>a</t></is></c></row>', [(2, 2)]),
        (b"<row><c><v>1</v></c></row><row/><row><c><v>1</v></c></row>", [(1, 1), (3, 3)]),
        (b'<row r="2"><c r="A2"><v xml:space="preserve">1</v></c></row><rowBreaks/>', [(2, 2)]),
    ],
)
def test_rows_with_a_value_are_counted_however_they_are_written(xml: bytes, filled: list[tuple[int, int]]) -> None:
    """An empty value is none; a row without a number stands below the one before; breaks of pages are no rows."""
    seen = SheetSurvey()
    assert seen.take(xml)
    seen.finish()
    assert seen.filled == filled
