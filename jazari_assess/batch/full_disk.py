"""A disk that is full, whichever library was writing: told as what it is."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from jazari_assess.errors import Place, Problem, ProblemsError

_LEAST_ROOM = 2**16
"""Bytes: a few blocks of any file system; some programs report a full disk only as a failed write."""
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_SAID = {39, 112} if os.name == "nt" else _FULL
"""What a system calls it in words: on Windows ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL (winerror.h)."""


def is_full(error: Exception, folder: Path) -> bool:
    """Say whether an error while writing below ``folder`` means that there is no room.

    Polars gives the system's number in its words alone, or not at all: then the room that is left tells.
    """
    if getattr(error, "errno", None) in _FULL or any(f"(os error {number})" in str(error) for number in _SAID):
        return True
    return isinstance(error, pl.exceptions.ComputeError) and has_no_room(folder)


def has_no_room(folder: Path) -> bool:
    """Say whether nothing more can be written below a folder."""
    return shutil.disk_usage(folder).free < _LEAST_ROOM


@contextmanager
def full_disk_told(folder: Path) -> Iterator[None]:
    """Raise ``ProblemsError`` instead of whatever a full disk under ``folder`` raises."""
    try:
        yield
    except (OSError, pl.exceptions.PolarsError) as error:
        if not is_full(error, folder):
            raise
        raise ProblemsError([Problem(code="disk-full", place=Place(file=str(folder)))]) from error
