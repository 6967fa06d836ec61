"""Numbers are read whatever their typist's habits; what may be two numbers is none."""

import pytest

from jazari_assess.batch.matching.spelling import read_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0,123", 0.123),  # no thousands begin with a nought
        ("00,5", 0.5),
        ("12,5", 12.5),
        ("-12,5", -12.5),
        ("1 234,5", 1234.5),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1,234,567.0", 1234567.0),
        ("123,456.5", 123456.5),
        ("١٢٫٥", 12.5),
        ("\uff11\uff12", 12),
        ("45 %", 45),
        ("1e3", 1000),
        ("-0", 0),
    ],
)
def test_a_number_is_read(text: str, value: float) -> None:
    """Its value, whatever stands between its digits."""
    read = read_number(text)
    assert not isinstance(read, str)
    assert read is not None
    assert read.value == value


@pytest.mark.parametrize("text", ["1,234", "12,345", "999,999", "-1,234"])
def test_three_digits_after_a_comma_may_be_thousands(text: str) -> None:
    """Nobody can tell 1,234 from 1.234: it is asked."""
    assert read_number(text) == "ambiguous"


@pytest.mark.parametrize(
    "text", ["", "x", "1,2,3", "1,23.5", "1234,567.5", "1 23", "NaN", "1e400", "0x10", "1_000", "٪"]
)
def test_what_is_no_number(text: str) -> None:
    """Anything else is left to words."""
    assert read_number(text) is None
