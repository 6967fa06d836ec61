"""The look of the portfolio workbook: rows as high as their words, headings over their numbers, ready to print."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from jazari_assess.render.portfolio.words import Bar, ServiceLine
from jazari_assess.render.portfolio.workbook import write_portfolio
from tests.render.portfolio.small import DAY, OURS, worded

LONG = "Un service dont le titre est bien plus long que la colonne qui le porte, et de loin, sur deux lignes au moins"


def workbook(folder: Path, language: str = "fr") -> openpyxl.Workbook:
    """Return the workbook of a small portfolio, with an empty list of firms."""
    found, words = worded(language)
    service = ServiceLine(title=LONG, provider="Atlas", status="", count=3, share=0.5)
    gaps = tuple(Bar(name=f"Q{number}", count=number, figure=0.5) for number in range(15))
    found = replace(found, services=(service,), gaps=gaps, groups=found.groups * 3)
    write_portfolio(folder / "x.xlsx", found, words, OURS, (), date=DAY, list_rows=10)
    return openpyxl.load_workbook(folder / "x.xlsx")


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_sheets_print_with_their_headings(tmp_path: Path, language: str) -> None:
    """The dashboard is one upright page, lists are as many wide ones as they take, each with heading and number."""
    book = workbook(tmp_path, language)
    dashboard, *others = book.worksheets
    assert (dashboard.page_setup.orientation, dashboard.page_setup.fitToHeight or 1) == ("portrait", 1)
    assert {sheet.page_setup.orientation for sheet in others} == {"landscape"}
    assert {sheet.oddFooter.center.text for sheet in book.worksheets if sheet.oddFooter} == {"&P / &N"}
    assert [sheet.print_title_rows for sheet in others] == [None, "$4:$4", "$2:$2"]


def test_rows_are_as_high_as_their_words(tmp_path: Path) -> None:
    """A title that is too long for its column has two lines; the large figures of the head are whole."""
    dashboard, _, services, _ = workbook(tmp_path).worksheets
    assert services.row_dimensions[5].height > 24
    assert dashboard.row_dimensions[5].height == 30


def test_headings_stand_over_their_numbers(tmp_path: Path) -> None:
    """Names start where reading does, numbers and their headings end together, at the top of their row."""
    services = workbook(tmp_path).worksheets[2]
    assert [services.cell(4, column).alignment.horizontal for column in (1, 4, 5)] == [None, "right", "right"]
    assert services["A4"].value == "Service"
    assert services["D5"].alignment.vertical == "top"


def test_ranked_names_are_bars_with_room_for_each(tmp_path: Path) -> None:
    """A ranking lies on its side and is as high as its table; a distribution stands upright."""
    dashboard, gaps, *_ = workbook(tmp_path).worksheets
    upright, ranked = dashboard._charts[0], gaps._charts[0]  # type: ignore[attr-defined]  # openpyxl types it not
    assert (upright.type, ranked.type) == ("col", "bar")
    assert ranked.anchor.to.row - ranked.anchor._from.row > 15


def test_capped_list_says_so_in_the_numbers_of_its_language(tmp_path: Path) -> None:
    """12,345 firms of which 10 are listed, with the thousands as French writes them."""
    told = str(workbook(tmp_path).worksheets[3]["A1"].value)
    assert "10 entreprises sur 12\u202f345" in told
