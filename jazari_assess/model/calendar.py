"""Months and quarters: of a plan, whose quarters begin with the month after its day, and of the year."""

from datetime import date

MONTHS_A_QUARTER, MONTHS_A_YEAR = 3, 12  # of the calendar
_QUARTERS_A_YEAR = 4  # of the calendar
_LAST_DAY_OF_ALL = 28
"""A day that every month has: what falls on the 31st is due on the 28th of a shorter month, and of every other."""


def months_after(day: str, months: int) -> str:
    """Return the day so many months after another, before it where they are negative."""
    start = date.fromisoformat(day)
    if not months:
        return day
    years, month = divmod(start.year * MONTHS_A_YEAR + start.month - 1 + months, MONTHS_A_YEAR)
    return date(min(max(years, date.min.year), date.max.year), month + 1, min(start.day, _LAST_DAY_OF_ALL)).isoformat()


def first_day_of_quarter(day: str, quarter: int) -> date:
    """Return the day a quarter of a plan begins: the first one with the month after the plan's day."""
    return date.fromisoformat(months_after(day, MONTHS_A_QUARTER * (quarter - 1) + 1)).replace(day=1)


def last_month_of_quarter(day: str, quarter: int) -> date:
    """Return the first day of the last month of a quarter of a plan."""
    return date.fromisoformat(months_after(day, MONTHS_A_QUARTER * quarter)).replace(day=1)


def quarter_of(day: str | None, later: int = 0) -> str | None:
    """Return the quarter of the year some quarters after a day: ``2026-2`` for May 2026."""
    if day is None:
        return None
    number = int(day[:4]) * _QUARTERS_A_YEAR + (int(day[5:7]) - 1) // MONTHS_A_QUARTER + later
    return f"{number // _QUARTERS_A_YEAR}-{number % _QUARTERS_A_YEAR + 1}"
