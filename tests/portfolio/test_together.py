"""Many at once, killed or short of space: nothing is lost, doubled or half there."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from jazari_assess.errors import ProblemsError
from jazari_assess.portfolio.store import guard
from jazari_assess.portfolio.store.copying import check_file
from jazari_assess.portfolio.store.location import Location
from jazari_assess.portfolio.store.opening import Store, open_store
from jazari_assess.portfolio.store.queries import Filters, count, records
from tests.conftest import ROOT
from tests.portfolio.made import fill_store, made

ADD = """
import sys
from jazari_assess.portfolio.store.location import locate
from jazari_assess.portfolio.store.opening import open_store
from tests.portfolio.made import fill_store, made
place, first, last, step = sys.argv[1], *map(int, sys.argv[2:])
store = open_store(locate(place, {}), create=True)
print("open", flush=True)
for start in range(first, last, step):
    fill_store(store, [made(number, firm=number % 50) for number in range(start, min(start + step, last))])
"""
ERASE = """
import sys
from jazari_assess.portfolio.store.erasing import erase, finish
from jazari_assess.portfolio.store.location import locate
from jazari_assess.portfolio.store.opening import open_store
store = open_store(locate(sys.argv[1], {}))
print("open", flush=True)
finish(store)
erase(store, range(int(sys.argv[2]), int(sys.argv[3])))
"""


def started(script: str, store: Store | Location, *numbers: int) -> subprocess.Popen[bytes]:
    """Start a script on a store in a process of its own."""
    place = store.location if isinstance(store, Store) else store
    named = place.url or str(place.file)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", script, named, *map(str, numbers)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, cwd=ROOT)


def ended(running: subprocess.Popen[bytes]) -> int:
    """Wait for a process and return its exit code."""
    running.communicate()
    return running.returncode


def all_there(store: Store, numbers: range) -> None:
    """Assert that a store holds these assessments, each once and whole, and nothing else."""
    with store.reading() as connection:
        found = {one.sha256: one for one in records(connection, Filters())}
        assert count(connection, Filters()) == len(found)
    expected = {one.record.sha256: one.record for one in (made(number, firm=number % 50) for number in numbers)}
    assert set(found) == set(expected)
    assert all(found[name].answers == expected[name].answers for name in expected)
    assert all(found[name].scores == expected[name].scores for name in expected)


def test_several_who_add_at_once_lose_and_double_nothing(opened: Store) -> None:
    """Three processes add parts that overlap, a few at a time, to one store."""
    running = [started(ADD, opened, first, first + 40, 7) for first in (0, 20, 40)]
    assert [ended(one) for one in running] == [0, 0, 0]
    all_there(opened, range(80))


@pytest.mark.soak
def test_eight_who_add_a_thousand_each_lose_and_double_nothing(opened: Store) -> None:
    """Eight processes, a thousand assessments each, ten at a time."""
    running = [started(ADD, opened, 1000 * first, 1000 * first + 1000, 10) for first in range(8)]
    assert [ended(one) for one in running] == [0] * 8
    all_there(opened, range(8000))


def kill_soon(running: subprocess.Popen[bytes], wait: float) -> None:
    """Kill a process a moment after it has opened its store, if it still runs."""
    assert running.stdout is not None
    running.stdout.readline()
    time.sleep(wait)
    running.send_signal(signal.SIGKILL)
    running.wait()
    running.stdout.close()


def killed_additions(store: Store, kills: int) -> None:
    """Kill additions at moments of their own; what is left is whole, and adding again makes it complete."""
    chance = random.Random(7)  # noqa: S311 moments of a test
    for _ in range(kills):
        kill_soon(started(ADD, store, 0, 200, 20), chance.uniform(0, 0.4))
        with store.reading() as connection:
            assert count(connection, Filters()) % 20 == 0
            whole = [one for one in records(connection, Filters()) if len(one.answers) == 12 and len(one.scores) == 6]
            assert len(whole) == count(connection, Filters())
    fill_store(store, [made(number, firm=number % 50) for number in range(200)])
    all_there(store, range(200))


def test_a_killed_addition_leaves_whole_parts(opened: Store) -> None:
    """A process that is killed while it adds leaves what it had finished."""
    killed_additions(opened, 1)


@pytest.mark.soak
def test_fifty_killed_additions_leave_whole_parts(opened: Store) -> None:
    """The same, fifty times over on one store."""
    killed_additions(opened, 50)


@pytest.mark.soak
def test_fifty_killed_erasures_leave_the_store_whole(sqlite_store: Store) -> None:
    """Killed while it erases or cleans up, a store has either all of a part or nothing, and is sound."""
    fill_store(sqlite_store, [made(number) for number in range(1000)])
    chance = random.Random(7)  # noqa: S311 moments of a test
    assert sqlite_store.location.file is not None
    for kill in range(50):
        kill_soon(started(ERASE, sqlite_store, 20 * kill + 1, 20 * kill + 21), chance.uniform(0, 0.3))
        assert check_file(sqlite_store.location.file)["assessment"] % 20 == 0


@pytest.mark.soak
def test_fifty_killed_upgrades_leave_a_store_of_one_version(tmp_path: Path) -> None:
    """Killed while it is brought up, a store is of the earlier version or of the present one, with its data."""
    from tests.portfolio.test_migrations import old_store

    chance = random.Random(7)  # noqa: S311 moments of a test
    for kill in range(50):
        place = Location(file=tmp_path / f"{kill}.db", url="")
        assert place.file is not None
        old_store(place, "1_first")
        running = started(ADD, place, 0, 0, 1)
        time.sleep(chance.uniform(0.3, 1.5))
        running.send_signal(signal.SIGKILL)
        running.wait()
        assert running.stdout is not None
        running.stdout.close()
        assert guard.found_revision(place.file) in {"1_first", "2_timing"}
        assert check_file(place.file)["assessment"] == 2


def test_a_full_disk_is_told_and_nothing_is_half_there(sqlite_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without room for all of an addition none of it is there; with room again it goes in."""
    fill_store(sqlite_store, [made(1)])
    real = guard.connect

    def small(path: Path, **more: float) -> sqlite3.Connection:
        connection = real(path, **more)  # type: ignore[arg-type]
        connection.execute("PRAGMA max_page_count=70")
        return connection

    with monkeypatch.context() as patched:
        patched.setattr("jazari_assess.portfolio.store.opening.connect", small)
        cramped = open_store(sqlite_store.location)
        with pytest.raises(ProblemsError) as error:
            fill_store(cramped, [made(number) for number in range(2, 200)])
        cramped.close()
    assert error.value.problems[0].code == "disk-full"
    with sqlite_store.reading() as connection:
        assert count(connection, Filters()) == 1
    assert len(fill_store(sqlite_store, [made(number) for number in range(2, 200)]).new) == 198


def test_a_store_without_the_right_to_write_is_told(sqlite_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that can only be read lists, and refuses to add by name."""
    fill_store(sqlite_store, [made(1)])
    real = guard.connect

    def readable(path: Path, **more: float) -> sqlite3.Connection:
        connection = real(path, **more)  # type: ignore[arg-type]
        connection.execute("PRAGMA query_only=ON")
        return connection

    monkeypatch.setattr("jazari_assess.portfolio.store.opening.connect", readable)
    closed = open_store(sqlite_store.location)
    with closed.reading() as connection:
        assert count(connection, Filters()) == 1
    with pytest.raises(ProblemsError) as error:
        fill_store(closed, [made(2)])
    closed.close()
    assert error.value.problems[0].code == "store-read-only"
