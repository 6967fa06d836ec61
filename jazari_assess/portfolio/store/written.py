"""Files written out of a store: remembered, so that an erasure can remove or name them."""

from pathlib import Path

from sqlalchemy import Connection, delete, insert

from jazari_assess.portfolio.store.tables import WRITTEN


def note_written(connection: Connection, path: Path, kind: str, day: str) -> None:
    """Remember that a file was written out of the store."""
    whole = str(path.absolute())
    connection.execute(delete(WRITTEN).where(WRITTEN.c.path == whole))
    connection.execute(insert(WRITTEN).values(path=whole, kind=kind, day=day))
