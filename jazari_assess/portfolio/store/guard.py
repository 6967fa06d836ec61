"""A store's file is looked at before it is used: it may come from anywhere, and nothing in it may run.

SQLite runs what a file brings along, triggers, views, generated columns and defaults, when its tables are used. So
every object in the file must be one of a version of ours, word by word, before a table is read.
"""

import os
import re
import sqlite3
import stat
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.portfolio.store.faults import sqlite_code
from jazari_assess.portfolio.store.schema import HEAD, REVISIONS, objects

LONGEST_VALUE = 16 * 2**20
"""Bytes of one value: an assessment with 20,000 characters beside each answer has under 5 MB."""
_WAIT = 120.0
"""Seconds to wait for others who write: eight of them with a few hundred assessments each take less."""
_LONGEST_VERSION, _LONGEST_NAME = 40, 100
"""Characters told of a version and of a table or index: ours are shorter, and the file may be anybody's."""
_SPACE = re.compile(r"\s+")
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: LONGEST_VALUE,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 4,  # deleting an assessment deletes its plan, and that the plan's services
}
_PRAGMAS = (
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",  # a damaged file is an error then, not a signal
    "foreign_keys=ON",
    "secure_delete=ON",  # what is deleted is overwritten
    "temp_store=MEMORY",  # no temporary file holds answers
)


def connect(path: Path, *, create: bool = False, wait: float = _WAIT) -> sqlite3.Connection:
    """Open a file with everything off that could run; it is not yet looked at. ``wait`` is in seconds, for a writer.

    Transactions are begun by hand: the module begins none by itself, so that changes of the schema are in them too.
    """
    mode = "rwc" if create else "rw"
    connection = sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?mode={mode}",
        uri=True,
        timeout=wait,
        isolation_level=None,
        check_same_thread=False,
    )
    for limit, most in _LIMITS.items():
        connection.setlimit(limit, most)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def found_revision(path: Path) -> str | None:
    """Return which version a file is of, None for one without anything in it, such as one just begun.

    Raises ``ProblemsError`` for what is no store of ours, holds something else besides, or is of a newer version.
    """
    _refuse_irregular(path)
    try:
        connection = connect(path)
        try:
            return _revision(connection, path)
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        if sqlite_code(error) in {None, "store-broken"}:  # no database, or one whose tables cannot be made out
            raise _foreign(path, "") from error
        raise


def _refuse_irregular(path: Path) -> None:
    """Raise for a device, a pipe or a folder: opening one may wait for ever."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise ProblemsError([Problem(code="store-not-regular", place=Place(file=str(path)))])
    if not os.access(path, os.R_OK):
        raise ProblemsError([Problem(code="no-permission", place=Place(file=str(path)))])


def _revision(connection: sqlite3.Connection, path: Path) -> str | None:
    rows = connection.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()
    # an index that SQLite makes for a key has no text
    there = {name: _plain(sql) for _, name, sql in rows if sql is not None}
    if not there:
        return None
    told = _told_revision(connection, there)
    if told is not None and told not in REVISIONS:
        raise newer(path, told)
    for revision in REVISIONS:
        if told == revision and there == {name: _plain(text) for name, text in objects(revision).items()}:
            return revision
    raise _foreign(path, _first_strange(there))


def _plain(sql: str) -> str:
    return _SPACE.sub(" ", sql).strip()


def _first_strange(there: Mapping[str, str]) -> str:
    expected = {name: _plain(text) for name, text in objects(HEAD).items()}
    strange = (name for name, text in there.items() if expected.get(name) != text)
    return next(strange, next((name for name in expected if name not in there), ""))


def _told_revision(connection: sqlite3.Connection, there: Mapping[str, str]) -> str | None:
    """Return the version that a file says it is of, None for none; that table is read only where it is plainly ours."""
    if there.get("alembic_version") != _plain(objects(HEAD)["alembic_version"]):
        return None
    row = connection.execute("SELECT version_num FROM alembic_version LIMIT 1").fetchone()
    return None if row is None else str(row[0])


def newer(place: Path | str, found: str) -> ProblemsError:
    """Return the refusal of a store of a version that is not known here."""
    values = {"found": found[:_LONGEST_VERSION], "known": HEAD}
    return ProblemsError([Problem(code="store-newer", place=Place(file=str(place)), values=values)])


def _foreign(path: Path, name: str) -> ProblemsError:
    return ProblemsError(
        [Problem(code="store-foreign", place=Place(file=str(path)), values={"name": name[:_LONGEST_NAME]})]
    )
