"""The date a result carries and the time an answer is given at: the only look at a clock in the whole program."""

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime

from jazari_assess.errors import UsageError


def choose_date(asked: str | None, environment: Mapping[str, str] = os.environ) -> str:
    """Return ``--date``, else the day of ``SOURCE_DATE_EPOCH``, else today, as YYYY-MM-DD.

    Raises ``UsageError`` when what was asked is no date.
    """
    if asked is not None:
        return _date(asked)
    epoch = environment.get("SOURCE_DATE_EPOCH")
    if epoch:
        return _date_of_epoch(epoch)
    return datetime.now().astimezone().date().isoformat()


def present_time(environment: Mapping[str, str] = os.environ) -> str:
    """Return the moment of ``SOURCE_DATE_EPOCH``, else now, as ISO 8601 to the second with its offset."""
    epoch = environment.get("SOURCE_DATE_EPOCH")
    if epoch:
        return f"{_date_of_epoch(epoch)}T00:00:00+00:00"
    return datetime.now().astimezone().isoformat(timespec="seconds")


def _date(asked: str) -> str:
    try:
        parsed = date.fromisoformat(asked)
    except ValueError as error:
        raise UsageError("date-wrong", found=asked) from error
    if parsed.isoformat() != asked:
        raise UsageError("date-wrong", found=asked)
    return asked


def _date_of_epoch(epoch: str) -> str:
    try:
        return datetime.fromtimestamp(int(epoch), tz=UTC).date().isoformat()
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError("epoch-wrong", found=epoch) from error
