"""How spreadsheets name their columns and count days."""

import datetime as dt

import pytest

from jazari_assess.model.spreadsheet import column_letters, column_number, day_of, serial_of


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (16384, "XFD")])
def test_columns_are_named_as_excel_names_them(number: int, letters: str) -> None:
    """A letter each to Z, then two, then three; and back."""
    assert column_letters(number) == letters
    assert column_number(letters) == number


@pytest.mark.parametrize(("serial", "day"), [(1, "1899-12-31"), (61, "1900-03-01"), (46_327, "2026-11-01")])
def test_days_are_counted_as_excel_counts_them(serial: int, day: str) -> None:
    """From 1899-12-30, so that days after February 1900 are as Excel shows them; and back."""
    assert day_of(serial) == dt.date.fromisoformat(day)
    assert serial_of(dt.date.fromisoformat(day)) == serial
