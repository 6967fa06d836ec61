"""What holds of every spreadsheet: its limits, how its columns are named and how it counts days."""

import datetime as dt

LONGEST_CELL = 32_767
"""Characters that a cell may hold, by the file format; nothing that is longer was typed by a person."""
LONGEST_SHEET_NAME = 31
"""Characters, by the file format."""
MOST_ROWS = 1_048_575
"""Rows of a sheet below its headers, by the file format."""
A4 = 9
"""The number of that paper, by the file format."""
DAY_ZERO = dt.date(1899, 12, 30)
"""Days are counted from here, with a 29 February 1900 that never was."""
_LETTERS = 26
"""A to Z."""


def column_number(letters: str) -> int:
    """Return the number of a column from its letters: A is 1."""
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """Return the letters of a column from its number: 1 is A."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def day_of(serial: int) -> dt.date:
    """Return the day that a cell holds as a number."""
    return DAY_ZERO + dt.timedelta(days=serial)


def serial_of(day: dt.date) -> int:
    """Return the number that a cell holds a day as."""
    return (day - DAY_ZERO).days
