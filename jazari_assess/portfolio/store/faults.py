"""What a database says went wrong, as problems that tell people what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.portfolio.store.location import Location

_SQLITE = {
    "SQLITE_FULL": "disk-full",
    "SQLITE_BUSY": "store-busy",
    "SQLITE_LOCKED": "store-busy",
    "SQLITE_READONLY": "store-read-only",
    "SQLITE_CANTOPEN": "store-read-only",
    "SQLITE_PERM": "store-read-only",
    "SQLITE_CORRUPT": "store-broken",
    "SQLITE_NOTADB": "store-broken",
    "SQLITE_TOOBIG": "store-broken",
    "SQLITE_IOERR": "store-unwritable",
}
_POSTGRESQL = {
    "53100": "disk-full",
    "42501": "store-no-rights",
    "25006": "store-no-rights",
    "40P01": "store-busy",
    "55P03": "store-busy",
}
"""By SQLSTATE: disk full, no privilege, read-only transaction, deadlock, lock not to be had."""


@contextmanager
def translated_errors(location: Location) -> Iterator[None]:
    """Turn errors of the database that have a cause outside this program into ``ProblemsError``."""
    try:
        yield
    except DBAPIError as error:
        problem = _problem(location, error)
        if problem is None:
            raise
        raise ProblemsError([problem]) from error
    except sqlite3.Error as error:
        code = sqlite_code(error)
        if code is None:
            raise
        raise ProblemsError([Problem(code=code, place=Place(file=location.shown))]) from error


def _problem(location: Location, error: DBAPIError) -> Problem | None:
    place, cause = Place(file=location.shown), error.orig
    if isinstance(cause, sqlite3.Error):
        code = sqlite_code(cause)
        return None if code is None else Problem(code=code, place=place)
    state = getattr(cause, "sqlstate", None)
    if state is None and location.file is None:
        return Problem(code="store-unreachable", place=place)
    found = _POSTGRESQL.get(str(state)) or ("store-unreachable" if str(state).startswith(("08", "28", "3D")) else None)
    return None if found is None else Problem(code=found, place=place)


def sqlite_code(error: sqlite3.Error) -> str | None:
    """Return the code of the problem that an error of SQLite is, None for one that only a fault of ours brings."""
    name = getattr(error, "sqlite_errorname", "")
    return next((code for prefix, code in _SQLITE.items() if name.startswith(prefix)), None)
