"""After an erasure no byte of a firm is anywhere near its store: the database, its log, exports, temporary files."""

import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from jazari_assess.portfolio.records import AnswerRecord
from jazari_assess.portfolio.store.adding import Incoming
from jazari_assess.portfolio.store.erasing import EXPORTS, erase, finish, numbers_of
from jazari_assess.portfolio.store.exported_files import note_written
from jazari_assess.portfolio.store.opening import Store, open_store
from tests.portfolio.made import DAY, fill_store, made

NAME, ICE, PERSON, ANSWER = "Canary Forge SARL", "987654321012345", "Canary Person", "canary answer of one firm"
TRACES = (NAME, "canary forge sarl", ICE, PERSON, ANSWER)


def canary() -> Incoming:
    """Return an assessment with a text in every place that holds one."""
    base = made(1000)
    answers = {f"question-{number}": AnswerRecord(state="given", value=ANSWER) for number in range(40)}
    document = f'{{"firm": "{NAME}", "ice": "{ICE}", "note": "{ANSWER}"}}' * 50
    return replace(
        base,
        record=replace(base.record, answers=answers, firm="canarycanary", file_id=NAME),
        ice=ICE,
        name=NAME,
        respondent=PERSON,
        document=document,
    )


def traces(folder: Path) -> Iterator[str]:
    """Yield each trace with the file that holds it."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            yield from (f"{path.name}: {one}" for one in TRACES if one.encode() in data)


def erased_canary(store: Store) -> bool:
    """Erase the canary; say whether another program's reading has kept the log."""
    with store.reading() as connection:
        numbers = numbers_of(connection, "canarycanary")
    return erase(store, numbers).waiting


def test_no_byte_of_an_erased_firm_is_left(
    sqlite_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its name, ICE, respondent and answers are there before, and after, in no file of the folder, temporary or not."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setenv("SQLITE_TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    fill_store(sqlite_store, [*(made(number) for number in range(30)), canary()])
    export = tmp_path / EXPORTS / "all.csv"
    export.parent.mkdir()
    killed = export.with_name(f".all.csv.{'0' * 16}.tmp")  # by an export that was killed
    for path in (export, killed):
        path.write_text(NAME, encoding="utf-8")
    with sqlite_store.writing() as connection:
        note_written(connection, export, "export", DAY)
    assert {trace.partition(": ")[2] for trace in traces(tmp_path)} == set(TRACES)
    assert not erased_canary(sqlite_store)
    assert list(traces(tmp_path)) == []
    assert not export.exists()


def test_without_our_settings_bytes_would_stay(tmp_path: Path) -> None:
    """The control: a plain deletion leaves the name in a free page of the file."""
    with sqlite3.connect(tmp_path / "plain.db") as connection:
        connection.execute("PRAGMA secure_delete=OFF")
        connection.execute("CREATE TABLE firm (name TEXT)")
        connection.execute("INSERT INTO firm VALUES (?)", (NAME,))
        connection.commit()
        connection.execute("DELETE FROM firm")
    connection.close()
    assert list(traces(tmp_path)) == [f"plain.db: {NAME}"]


def test_files_written_elsewhere_are_named_and_stay(sqlite_store: Store, tmp_path: Path) -> None:
    """An export in a folder of the user's own is not ours to delete; one that is gone is not named."""
    fill_store(sqlite_store, [canary(), made(1)])
    elsewhere, gone = tmp_path / "mine" / "x.csv", tmp_path / "mine" / "gone.csv"
    elsewhere.parent.mkdir()
    elsewhere.write_text(NAME, encoding="utf-8")
    with sqlite_store.writing() as connection:
        for path in (elsewhere, gone):
            note_written(connection, path, "export", DAY)
    with sqlite_store.reading() as connection:
        numbers = numbers_of(connection, "canarycanary")
    erased = erase(sqlite_store, numbers)
    assert (erased.left, erased.removed) == ((str(elsewhere),), ())
    assert elsewhere.exists()


def test_a_reader_delays_the_cleaning_and_the_next_to_open_finishes_it(
    sqlite_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While another program reads, the log keeps what was erased, which is told; once it has gone, it is cleaned."""
    monkeypatch.setattr("jazari_assess.portfolio.store.erasing._PATIENCE", 0.1)
    fill_store(sqlite_store, [canary(), made(1)])
    with sqlite_store.reading() as reader:
        reader.execute(text("SELECT COUNT(*) FROM firm"))
        assert erased_canary(sqlite_store)
        assert list(traces(tmp_path))
    again = open_store(sqlite_store.location)
    assert finish(again)
    again.close()
    assert list(traces(tmp_path)) == []


def test_a_server_holds_no_byte_in_its_tables_after_a_checkpoint(server: str) -> None:
    """On PostgreSQL the files of the tables hold nothing of the firm; its log is recycled by the server in its time."""
    from tests.portfolio.conftest import new_schema

    store = open_store(new_schema(server), create=True)
    fill_store(store, [canary(), *(made(number) for number in range(30))])

    def in_tables() -> set[str]:
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("CHECKPOINT"))
            folder = Path(str(connection.execute(text("SHOW data_directory")).scalar()))
        return {trace.partition(": ")[2] for trace in traces(folder / "base")}

    before = in_tables()
    assert not erased_canary(store)
    after = in_tables()
    store.close()
    assert {NAME, ICE, PERSON} <= before
    assert after == set()
