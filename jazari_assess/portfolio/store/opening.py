"""A store opened: looked at, brought up to the present version, and the two kinds of transactions that it has."""

import importlib.util
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, insert, inspect, select, text
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from jazari_assess.atomic_file import make_folder
from jazari_assess.errors import Place, Problem, ProblemsError, UsageError
from jazari_assess.portfolio.store.faults import translated_errors
from jazari_assess.portfolio.store.guard import connect, found_revision, newer
from jazari_assess.portfolio.store.location import Location
from jazari_assess.portfolio.store.schema import HEAD, REVISIONS, objects
from jazari_assess.portfolio.store.tables import META

_MIGRATIONS = Path(__file__).parent / "migrations"
_UPGRADE_LOCK = 0x6A617A61
"""Any number that no other program uses for a lock of its own in the same database: "jaza"."""
STORE, SECRET, SEAL = "store", "secret", "seal"
"""What ``meta`` holds: the store's own number, what references to persons are made with, and how names are sealed."""


@dataclass(frozen=True, kw_only=True)
class Store:
    """An open store; ``upgraded`` says from which version it was brought up when it was opened."""

    location: Location
    engine: Engine
    upgraded: str | None = None

    @property
    def is_file(self) -> bool:
        """Whether it is an SQLite file of the user's own."""
        return self.location.file is not None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Begin a transaction that sees one state throughout; raises ``ProblemsError`` for what a database refuses."""
        with translated_errors(self.location), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Begin a transaction that changes all it does or nothing; others wait. Raises as ``reading``."""
        engine = self.engine.execution_options(writes=True)
        with translated_errors(self.location), engine.connect() as connection, connection.begin():
            yield connection

    def close(self) -> None:
        """Let go of it."""
        self.engine.dispose()


def open_store(location: Location, *, create: bool = False) -> Store:
    """Open a store, and bring one of an earlier version up to the present one, whole or not at all.

    With ``create`` one that is not there is made. Raises ``ProblemsError`` for a store that is not there, is none of
    ours, or is of a newer version; ``UsageError`` where the driver for a server is missing.
    """
    return _open_file(location, location.file, create=create) if location.file else _open_server(location, create)


def _open_file(location: Location, file: Path, *, create: bool) -> Store:
    if not file.exists():
        if not create:
            raise ProblemsError([Problem(code="store-missing", place=Place(file=str(file)))])
        make_folder(file.parent, mode=0o700)  # a store holds what firms told in confidence
    with translated_errors(location):
        found = found_revision(file) if file.exists() else None
    if found is None and not create:
        raise ProblemsError([Problem(code="store-missing", place=Place(file=str(file)))])
    with translated_errors(location):
        _in_wal(file, create=create)
    engine = create_engine("sqlite://", creator=lambda: connect(file), poolclass=NullPool)
    event.listen(engine, "begin", _begin)
    return _upgraded(Store(location=location, engine=engine), found)


def _in_wal(file: Path, *, create: bool) -> None:
    """See to it that readers and a writer do not wait for each other; a file made here is its owner's alone."""
    if create and not file.exists():
        file.touch(mode=0o600)
    connection = connect(file, create=create)
    try:
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            connection.execute("PRAGMA journal_mode=WAL")
    finally:
        connection.close()


def _begin(connection: Connection) -> None:
    """Begin by hand: a writer takes its turn at once, so that it never has to give up what it has done for another."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _open_server(location: Location, create: bool) -> Store:  # noqa: FBT001 passed on as it came
    if importlib.util.find_spec("psycopg") is None:
        raise UsageError("store-driver-missing")
    try:
        engine = create_engine(location.url, poolclass=NullPool, connect_args={"application_name": "jazari-assess"})
    except (ArgumentError, ValueError) as error:
        raise UsageError("store-url-wrong") from error
    store = Store(location=location, engine=engine)
    with store.reading() as connection:
        found = _server_revision(connection, location)
    if found is None and not create:
        raise ProblemsError([Problem(code="store-missing", place=Place(file=location.shown))])
    return _upgraded(store, found)


def _server_revision(connection: Connection, location: Location) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if found is not None and found not in REVISIONS:
        raise newer(location.shown, str(found))
    return found


def _upgraded(store: Store, found: str | None) -> Store:
    if found == HEAD:
        return store
    with store.writing() as connection:
        if store.location.file is None:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _UPGRADE_LOCK})
        upgrade(connection)
    return Store(location=store.location, engine=store.engine, upgraded=found)


def upgrade(connection: Connection, revision: str = HEAD) -> None:
    """Bring the store up to a version, within the transaction that is open; another may just have done it."""
    from alembic import command  # noqa: PLC0415 only a store that is not up to date needs it
    from alembic.config import Config  # noqa: PLC0415

    if not inspect(connection).has_table("alembic_version"):
        connection.execute(text(objects(REVISIONS[0])["alembic_version"]))
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
    if connection.execute(select(META.c.name).where(META.c.name == STORE)).first() is None:
        rows = [{"name": name, "value": secrets.token_hex(16)} for name in (STORE, SECRET)]
        connection.execute(insert(META), rows)


def known(connection: Connection) -> dict[str, str]:
    """Return what the store knows of itself."""
    return {row.name: row.value for row in connection.execute(select(META))}
