"""Workbooks that are too much before a cell of them is read."""

import io
from pathlib import Path

import openpyxl
import pytest

from jazari_assess.errors import ProblemsError
from jazari_assess.reading.workbook.archive import MEGABYTE
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
