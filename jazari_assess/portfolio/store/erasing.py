"""Erasing: rows, what the database still holds of them, and files that were written out of the store."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, delete, func, insert, select, text, union, update

from jazari_assess.atomic_file import sweep
from jazari_assess.portfolio.store.exported_files import forget_written, written_of
from jazari_assess.portfolio.store.faults import translated_errors
from jazari_assess.portfolio.store.guard import connect
from jazari_assess.portfolio.store.opening import Store, known
from jazari_assess.portfolio.store.tables import ASSESSMENT, EVERY, FIRM, META, PERSON

EXPORTS = "exports"
"""The folder beside a store's file in which exports are written unless another place is named."""
_PENDING = "erasing"
"""Stands in ``meta`` from an erasure until the database is cleaned after it."""
_AT_ONCE = 500
"""Numbers in one statement: both databases take far more."""
_PATIENCE = 10.0
"""Seconds for those who read: a list or an export takes less, and a dashboard left open takes for ever."""


@dataclass(frozen=True, kw_only=True)
class Erased:
    """What is gone, in numbers, and the files written out of the store: removed, and left for people to remove.

    ``left`` are those outside the exports folder that are still there, backups among them; ``waiting`` says that the
    store's log is still read by another program.
    """

    assessments: int
    firms: int
    persons: int
    removed: tuple[str, ...]
    left: tuple[str, ...]
    waiting: bool = False


def past_term(connection: Connection, before: str) -> tuple[int, ...]:
    """Return the numbers of the assessments older than a day: by their own day, else by that on which they came in."""
    age = func.coalesce(ASSESSMENT.c.day, ASSESSMENT.c.added)
    return tuple(connection.scalars(select(ASSESSMENT.c.id).where(age < before).order_by(ASSESSMENT.c.id)))


def numbers_of(connection: Connection, root: str) -> tuple[int, ...]:
    """Return the numbers of all assessments of a firm and of what is joined to it."""
    query = select(ASSESSMENT.c.id).join(FIRM, FIRM.c.key == ASSESSMENT.c.firm).where(FIRM.c.root == root)
    return tuple(connection.scalars(query.order_by(ASSESSMENT.c.id)))


def erase(store: Store, numbers: Sequence[int]) -> Erased:
    """Erase assessments with firms and persons that nothing is left of, so that no byte of them is in the store's file.

    On a server the rows are gone when this returns; what its log and backups hold is for its administrator. Where
    another program reads the file meanwhile, its log keeps them until ``finish`` has its turn: ``waiting`` says so.
    """
    with store.writing() as connection:
        keys = _roots(connection, numbers)
        for start in range(0, len(numbers), _AT_ONCE):
            connection.execute(delete(ASSESSMENT).where(ASSESSMENT.c.id.in_(numbers[start : start + _AT_ONCE])))
        firms, persons = _erase_firms(connection), _erase_persons(connection)
        if _PENDING not in known(connection):
            connection.execute(insert(META).values(name=_PENDING, value="1"))
        files = written_of(connection, keys)
    waiting = not finish(store)
    for path in files:
        sweep(Path(path))  # what a killed export or backup left beside it holds the same
    removed = tuple(path for path in files if _removed(store, Path(path)))
    left = tuple(path for path in files if path not in removed and Path(path).exists())
    with store.writing() as connection:
        forget_written(connection, {*files} - {*left}, keys)
    return Erased(assessments=len(numbers), firms=firms, persons=persons, removed=removed, left=left, waiting=waiting)


def _roots(connection: Connection, numbers: Sequence[int]) -> set[str]:
    """Return the keys of the whole firms that some assessments are of."""
    found: set[str] = set()
    query = select(FIRM.c.root).join(ASSESSMENT, ASSESSMENT.c.firm == FIRM.c.key)
    for start in range(0, len(numbers), _AT_ONCE):
        found |= set(connection.scalars(query.where(ASSESSMENT.c.id.in_(numbers[start : start + _AT_ONCE]))))
    return found


def finish(store: Store) -> bool:
    """Clean the database after an erasure, where one is not cleaned after yet; say whether nothing is left to do.

    A program that was killed in between, or one that still reads, leaves it for the next who opens the store.
    """
    with store.reading() as connection:
        if _PENDING not in known(connection):
            return True
    if not _cleaned(store):
        return False
    with store.writing() as connection:
        connection.execute(delete(META).where(META.c.name == _PENDING))
    return True


def _cleaned(store: Store) -> bool:
    """Write the file anew without free pages and empty its log; on a server write the tables anew."""
    with translated_errors(store.location):
        if store.location.file is not None:
            return _file_cleaned(store.location.file)
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as server:
            server.execute(text(f"VACUUM (FULL) {', '.join(table.name for table in EVERY)}"))
        return True


def _file_cleaned(file: Path) -> bool:
    connection = connect(file, wait=_PATIENCE)
    try:
        connection.execute("VACUUM")
        return not connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname == "SQLITE_BUSY":
            return False
        raise
    finally:
        connection.close()


def _erase_firms(connection: Connection) -> int:
    """Erase firms without assessments. A whole whose first part is erased gets the key of the next."""
    gone = connection.scalars(select(FIRM.c.key).where(FIRM.c.key.not_in(select(ASSESSMENT.c.firm)))).all()
    for key in gone:
        heirs = connection.scalars(select(FIRM.c.key).where(FIRM.c.root == key, FIRM.c.key.not_in(gone))).all()
        if heirs:
            first = min(heirs)
            connection.execute(update(FIRM).where(FIRM.c.root == key).values(root=first))
            connection.execute(update(FIRM).where(FIRM.c.parent == key).values(parent=first))
            connection.execute(update(FIRM).where(FIRM.c.key == first).values(parent=None))
    connection.execute(delete(FIRM).where(FIRM.c.key.in_(gone)))
    return len(gone)


def _erase_persons(connection: Connection) -> int:
    """Erase the names of persons that no assessment refers to."""
    columns = (ASSESSMENT.c.respondent, ASSESSMENT.c.consultant)
    used = union(*(select(column).where(column.is_not(None)) for column in columns))
    return connection.execute(delete(PERSON).where(PERSON.c.ref.not_in(used))).rowcount


def _removed(store: Store, path: Path) -> bool:
    """Remove a file of the store's own exports folder, and say whether it was one."""
    file = store.location.file
    if file is None or path.parent != (file.parent / EXPORTS).absolute() or path.is_symlink():
        return False
    try:
        path.unlink(missing_ok=True)
    except PermissionError:  # held by another program
        return False
    return True
