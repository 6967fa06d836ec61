"""Versions of the store: from each earlier one with data to the present, whole or not at all, on both databases."""

import json
import sqlite3
from unittest import mock

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from jazari_assess.portfolio.store import opening
from jazari_assess.portfolio.store.guard import found_revision
from jazari_assess.portfolio.store.location import Location
from jazari_assess.portfolio.store.migrations import steps
from jazari_assess.portfolio.store.opening import Store, open_store
from jazari_assess.portfolio.store.queries import Filters, records
from jazari_assess.portfolio.store.schema import HEAD, REVISIONS, objects
from jazari_assess.portfolio.store.tables import EVERY
from jazari_assess.portfolio.timing import answer_seconds

TIMES = {"a": "2026-01-01T10:00:00Z", "b": "2026-01-01T10:00:40Z", "c": "2026-01-01T12:00:00Z"}


def old_store(place: Location, revision: str) -> None:
    """Make a store of an earlier version, with two assessments as that version kept them."""
    real = opening.upgrade
    with mock.patch.object(opening, "upgrade", lambda connection: real(connection, revision)):
        store = open_store(place, create=True)
    document = json.dumps({"answers": {name: {"time": time} for name, time in TIMES.items()} | {"d": 3}})
    with store.writing() as connection:
        connection.execute(
            text(
                "INSERT INTO firm (key, root, name, folded, alias, as_of, as_of_sha) VALUES ('k','k','N','n','A','','')"
            )
        )
        for number, told in ((1, document), (2, None)):
            connection.execute(
                text(
                    "INSERT INTO assessment (id, sha256, firm, file_id, stage, questionnaire, questionnaire_version,"
                    " model, model_version, source, sample, added, document) VALUES (:n, :sha, 'k', 'f', 'T0', 'q',"
                    " '1.0.0', 'm', '1.0.0', 'assessment', 0, '2026-01-01', :document)"
                ),
                {"n": number, "sha": f"sha-{number}", "document": told},
            )
    store.close()


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_an_earlier_store_is_brought_up_with_its_data(place: Location, revision: str) -> None:
    """Nothing is lost, what the new version adds is filled in from what is there, and it says so."""
    old_store(place, revision)
    store = open_store(place)
    with store.reading() as connection:
        found = {one.sha256: one for one in records(connection, Filters())}
    again = open_store(place)
    assert (store.upgraded, again.upgraded) == (revision, None)
    filled_in = {"b": 40.0} if revision == REVISIONS[0] else {}  # later versions keep times as they take a firm in
    assert dict(found["sha-1"].seconds) == filled_in
    assert dict(found["sha-2"].seconds) == {}
    store.close()
    again.close()


def test_a_step_that_fails_leaves_the_earlier_version_whole(place: Location) -> None:
    """A fault within a step takes all of it back: the store is of the earlier version, with its data."""
    old_store(place, REVISIONS[0])
    with mock.patch.object(steps, "_timing_rows", side_effect=RuntimeError), pytest.raises(RuntimeError):
        open_store(place)
    if place.file is not None:
        assert found_revision(place.file) == REVISIONS[0]
    store = open_store(place)
    with store.reading() as connection:
        assert len(list(records(connection, Filters()))) == 2
    store.close()


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_store_of_each_version_is_word_by_word_what_is_expected(
    revision: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite keeps the very text of what was made, so that a file from elsewhere can be compared with it."""
    place = Location(file=tmp_path_factory.mktemp("version") / "x.db", url="")
    old_store(place, revision)
    connection = sqlite3.connect(str(place.file))
    kept = dict(connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall())
    connection.close()
    assert kept == dict(objects(revision))


def test_the_last_version_is_the_one_that_alembic_ends_in() -> None:
    """The steps on disk and the versions named in the schema are the same, in one line."""
    config = Config()
    config.set_main_option("script_location", str(opening._MIGRATIONS))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [HEAD]
    assert [one.revision for one in reversed(list(scripts.walk_revisions()))] == list(REVISIONS)


def test_tables_are_named_as_they_are(opened: Store) -> None:
    """Columns and keys that queries name are those of the database, in their order."""
    with opened.reading() as connection:
        seen = inspect(connection)
        for table in EVERY:
            assert [column["name"] for column in seen.get_columns(table.name)] == [one.name for one in table.columns]
            key = seen.get_pk_constraint(table.name)["constrained_columns"]
            assert key == [one.name for one in table.primary_key.columns]


def test_two_who_open_an_old_store_at_once_bring_it_up_once(place: Location) -> None:
    """The second finds the work done by the first."""
    old_store(place, REVISIONS[0])
    store = open_store(place)
    with store.writing() as connection:
        opening.upgrade(connection)
    with store.reading() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == [HEAD]
    store.close()


def test_times_that_are_none_time_nothing() -> None:
    """Pauses, first answers and times that no calendar has are left out."""
    assert answer_seconds(TIMES) == {"b": 40.0}
    assert answer_seconds({"a": "2026-13-01T10:00:00Z", "b": "2026-01-01T99:00:00Z"}) == {}
    assert answer_seconds({}) == {}
