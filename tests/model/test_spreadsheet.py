"""How spreadsheets name their columns."""

import pytest

from jazari_assess.model.spreadsheet import column_letters, column_number


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (16384, "XFD")])
def test_columns_are_named_as_excel_names_them(number: int, letters: str) -> None:
    """A letter each to Z, then two, then three; and back."""
    assert column_letters(number) == letters
    assert column_number(letters) == number
