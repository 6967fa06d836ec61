"""Files written out of a store: remembered, so that an erasure can remove or name them."""

from collections.abc import Collection, Sequence
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select

from jazari_assess.portfolio.store.tables import WRITTEN

_OF_FIRM = "firm "
"""Begins the kind of a file that is of one firm alone; its key follows."""


def of_firm(key: str) -> str:
    """Return the kind of a file that is of one firm alone."""
    return f"{_OF_FIRM}{key}"


def written_of(connection: Connection, keys: Collection[str]) -> Sequence[str]:
    """Return the files that may hold one of some firms: those of many, and those of it alone."""
    found = connection.execute(select(WRITTEN.c.path, WRITTEN.c.kind).order_by(WRITTEN.c.path))
    own = {of_firm(key) for key in keys}
    return [row.path for row in found if row.kind in own or not row.kind.startswith(_OF_FIRM)]


def forget_written(connection: Connection, paths: Collection[str], keys: Collection[str]) -> None:
    """Forget files that are gone, and all that are of one of some firms alone: their names may tell whose they are."""
    own = {of_firm(key) for key in keys}
    connection.execute(delete(WRITTEN).where(WRITTEN.c.path.in_(paths) | WRITTEN.c.kind.in_(own)))


def note_written(connection: Connection, path: Path, kind: str, day: str) -> None:
    """Remember that a file was written out of the store."""
    whole = str(path.absolute())
    connection.execute(delete(WRITTEN).where(WRITTEN.c.path == whole))
    connection.execute(insert(WRITTEN).values(path=whole, kind=kind, day=day))
