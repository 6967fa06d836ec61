"""Copies of a store: a backup is a store in a file, whole and checked, from either database and back into either."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, delete, func, insert, select, text

from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.portfolio.store.faults import translated_errors
from jazari_assess.portfolio.store.guard import connect, found_revision
from jazari_assess.portfolio.store.location import Location
from jazari_assess.portfolio.store.opening import Store, open_store
from jazari_assess.portfolio.store.schema import HEAD
from jazari_assess.portfolio.store.tables import ASSESSMENT, EVERY, FIRM

_PAGES = 4096
"""Copied at once, 16 MB: between two such parts others may write."""
_ROWS = 2000
"""Copied at once from or to a server."""
_BESIDE = ("-wal", "-shm", "-journal")
"""Ends of the files that SQLite keeps beside one it writes; after a failure they are left."""


def copy_to_file(store: Store, target: Path) -> Mapping[str, int]:
    """Write the whole store into a new file, check that it is whole, and return how many rows each table has.

    Nothing is left beside it. Raises ``ProblemsError`` when it cannot be written.
    """
    try:
        with translated_errors(Location(file=target, url="")):
            if store.location.file is not None:
                _copy_pages(store.location.file, target)
            else:
                into = open_store(Location(file=target, url=""), create=True)
                copy_rows(store, into)
                into.close()
            _settle(target)
        return check_file(target)
    finally:
        for end in _BESIDE:
            target.with_name(target.name + end).unlink(missing_ok=True)


def _copy_pages(source: Path, target: Path) -> None:
    with closing(connect(source)) as here, closing(connect(target, create=True)) as there:
        here.backup(there, pages=_PAGES)


def _settle(target: Path) -> None:
    """Bring everything into the one file: a backup is carried away alone."""
    connection = connect(target)
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")
    finally:
        connection.close()


def check_file(path: Path) -> Mapping[str, int]:
    """Return how many rows each table of a store's file has.

    Raises ``ProblemsError`` as ``found_revision``, and when the file is damaged.
    """
    if found_revision(path) is None:
        raise ProblemsError([Problem(code="store-missing", place=Place(file=str(path)))])
    with translated_errors(Location(file=path, url="")):
        connection = connect(path)
        try:
            whole = _is_whole(connection)
            counts = _counts(connection) if whole else {}
        except sqlite3.DatabaseError:
            whole, counts = False, {}
        finally:
            connection.close()
    if not whole:
        raise ProblemsError([Problem(code="store-broken", place=Place(file=str(path)))])
    return counts


def _is_whole(connection: sqlite3.Connection) -> bool:
    """Say whether every page is what it should be, and whatever a row refers to is there."""
    sound = connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
    return sound and connection.execute("PRAGMA foreign_key_check").fetchone() is None


def _counts(connection: sqlite3.Connection) -> Mapping[str, int]:
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    return {
        table.name: connection.execute(f'SELECT COUNT(*) FROM "{table.name}"').fetchone()[0]  # noqa: S608 our own names
        for table in EVERY
        if table.name in there
    }


def copy_rows(source: Store, target: Store) -> None:
    """Write all rows of a store into another one in place of its own, all or none."""
    with source.reading() as here, target.writing() as there:
        for table in reversed(EVERY):
            there.execute(delete(table))
        for table in EVERY:
            rows = here.execution_options(yield_per=_ROWS).execute(select(table)).mappings().partitions(_ROWS)
            for part in rows:
                there.execute(insert(table), [dict(row) for row in part])
        _go_on_counting(there)


def _go_on_counting(connection: Connection) -> None:
    """Let a server give new assessments numbers above those that came along."""
    if connection.dialect.name == "postgresql":
        last = connection.execute(select(func.max(ASSESSMENT.c.id))).scalar()
        if last is not None:
            connection.execute(text("SELECT setval(pg_get_serial_sequence('assessment', 'id'), :last)"), {"last": last})


def is_empty(store: Store) -> bool:
    """Say whether a store holds no firm."""
    with store.reading() as connection:
        return connection.execute(select(FIRM.c.key).limit(1)).first() is None


def is_present(path: Path) -> bool:
    """Say whether a checked file is of the present version."""
    return found_revision(path) == HEAD
