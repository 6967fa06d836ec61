"""A store's file from elsewhere: refused, or read without anything in it being run."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from jazari_assess.errors import ProblemsError
from jazari_assess.portfolio.store.guard import LONGEST_VALUE, found_revision
from jazari_assess.portfolio.store.location import Location
from jazari_assess.portfolio.store.opening import Store, open_store
from jazari_assess.portfolio.store.queries import Filters, records
from jazari_assess.portfolio.store.schema import HEAD
from tests.portfolio.made import fill_store, made


def file_of(store: Store) -> Path:
    """Return the file of a store."""
    assert store.location.file is not None
    return store.location.file


def code_of(call: Callable[[], object]) -> str:
    """Return the code of the one problem that a call raises."""
    with pytest.raises(ProblemsError) as error:
        call()
    (problem,) = error.value.problems
    return problem.code


CRAFTED = {
    "trigger": "CREATE TRIGGER harm AFTER INSERT ON assessment BEGIN DELETE FROM firm; END",
    "view": "CREATE VIEW harm AS SELECT randomblob(1000000000)",
    "table": "CREATE TABLE harm (x)",
    "index": "CREATE INDEX harm ON firm (upper(name))",
    "virtual table": "CREATE VIRTUAL TABLE harm USING fts5(x)",
    "column": "ALTER TABLE firm ADD COLUMN harm TEXT GENERATED ALWAYS AS (hex(zeroblob(100000000)))",
}


@pytest.mark.parametrize("kind", CRAFTED)
def test_what_does_not_belong_in_a_store_is_named_and_nothing_runs(sqlite_store: Store, kind: str) -> None:
    """A trigger, view, table, index, virtual table or computed column that somebody added: refused by name."""
    file = file_of(sqlite_store)
    with sqlite3.connect(file) as connection:
        connection.execute(CRAFTED[kind])
    connection.close()
    with pytest.raises(ProblemsError) as error:
        open_store(sqlite_store.location)
    (problem,) = error.value.problems
    assert problem.code == "store-foreign"
    assert problem.values["name"] in {"harm", "firm"}


def test_a_trigger_would_have_run(sqlite_store: Store) -> None:
    """The control: in the file as it is, opened plainly, the trigger does its harm."""
    fill_store(sqlite_store, [made(1)])
    with sqlite3.connect(file_of(sqlite_store)) as connection:
        connection.execute("CREATE TRIGGER harm AFTER UPDATE ON assessment BEGIN UPDATE firm SET name = 'gone'; END")
        connection.execute("UPDATE assessment SET stage = 'T1'")
        assert connection.execute("SELECT name FROM firm").fetchone() == ("gone",)
    connection.close()


def test_a_view_of_ours_that_was_changed_is_refused(sqlite_store: Store) -> None:
    """A view with our name and other words is named."""
    with sqlite3.connect(file_of(sqlite_store)) as connection:
        connection.execute("DROP VIEW v_plan")
        connection.execute("CREATE VIEW v_plan AS SELECT load_extension('/tmp/harm.so')")
    connection.close()
    assert code_of(lambda: open_store(sqlite_store.location)) == "store-foreign"


def test_a_store_of_a_newer_version_is_refused_by_name(sqlite_store: Store) -> None:
    """The version it is of and the last one known here are named; the file stays as it is."""
    file = file_of(sqlite_store)
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9_future'")
        connection.execute("CREATE TABLE future (x)")
    connection.close()
    before = file.read_bytes()
    with pytest.raises(ProblemsError) as error:
        open_store(sqlite_store.location)
    assert error.value.problems[0].code == "store-newer"
    assert error.value.problems[0].values == {"found": "9_future", "known": HEAD}
    assert file.read_bytes() == before


@pytest.mark.parametrize("content", [b"SQLite format 3\0" + b"\xff" * 5000, b"%PDF-1.7 no store", b"x" * 10])
def test_what_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    """Another format, or a broken head, is no store."""
    (tmp_path / "x.db").write_bytes(content)
    assert code_of(lambda: found_revision(tmp_path / "x.db")) == "store-foreign"


@pytest.mark.parametrize("kind", ["pipe", "folder", "device"])
def test_what_is_no_file_is_not_opened(tmp_path: Path, kind: str) -> None:
    """A pipe, a folder or a device would wait for ever, or be no file at all."""
    path = tmp_path / "x.db"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path = Path("/dev/zero")
    assert code_of(lambda: found_revision(path)) == "store-not-regular"


def test_a_huge_value_is_refused_and_not_read(sqlite_store: Store) -> None:
    """A document longer than any assessment is an error of the store, whose other rows can be read."""
    fill_store(sqlite_store, [made(1), made(2)])
    with sqlite3.connect(file_of(sqlite_store)) as connection:
        connection.execute("UPDATE assessment SET document = ? WHERE id = 1", ("x" * (LONGEST_VALUE + 1),))
    connection.close()
    again = open_store(sqlite_store.location)

    def read() -> None:
        with again.reading() as connection:
            list(records(connection, Filters(firms=[made(1).record.firm])))

    assert code_of(read) == "store-broken"
    with again.reading() as whole:
        assert len(list(records(whole, Filters(firms=[made(2).record.firm])))) == 1
    again.close()


def test_a_damaged_page_is_told(sqlite_store: Store) -> None:
    """Bytes that were overwritten are a problem with a remedy, never a crash."""
    fill_store(sqlite_store, [made(number) for number in range(50)])
    file = file_of(sqlite_store)
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    data = bytearray(file.read_bytes())
    data[4096 * 30 :] = os.urandom(len(data) - 4096 * 30)
    file.write_bytes(data)

    def read() -> None:
        with sqlite_store.reading() as connection:
            list(records(connection, Filters()))

    assert code_of(read) == "store-broken"


def test_a_store_is_its_owners_alone(tmp_path: Path) -> None:
    """File and folder are made for nobody else to read: they hold what firms told in confidence."""
    place = Location(file=tmp_path / "new" / "portfolio.db", url="")
    open_store(place, create=True).close()
    assert place.file is not None
    assert (place.file.stat().st_mode & 0o777, place.file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
