"""The date of a result is --date, else SOURCE_DATE_EPOCH, else today."""

import re

import pytest

from jazari_assess.cli.day import choose_date
from jazari_assess.errors import UsageError


def test_date_asked_for_wins() -> None:
    """--date is taken as it is."""
    assert choose_date("2026-03-10", {"SOURCE_DATE_EPOCH": "0"}) == "2026-03-10"


def test_source_date_epoch_gives_its_day_in_utc() -> None:
    """The same build input gives the same date in every time zone."""
    assert choose_date(None, {"SOURCE_DATE_EPOCH": "1795219200"}) == "2026-11-21"


def test_today_otherwise() -> None:
    """Without either it is a date of the form YYYY-MM-DD."""
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", choose_date(None, {}))


@pytest.mark.parametrize("asked", ["2026-13-01", "21/11/2026", "20261121", "2026-W47-6", "", "2026-02-30", "today"])
def test_what_is_no_date_is_wrong_use(asked: str) -> None:
    """Only YYYY-MM-DD of a day that exists is a date."""
    with pytest.raises(UsageError) as raised:
        choose_date(asked, {})
    assert raised.value.problem.code == "date-wrong"


@pytest.mark.parametrize("epoch", ["soon", "1e9", "99999999999999999999"])
def test_what_is_no_epoch_is_wrong_use(epoch: str) -> None:
    """SOURCE_DATE_EPOCH is a whole number of seconds that has a day."""
    with pytest.raises(UsageError) as raised:
        choose_date(None, {"SOURCE_DATE_EPOCH": epoch})
    assert raised.value.problem.code == "epoch-wrong"
