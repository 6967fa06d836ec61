"""A disk that is really full: a file system of a few megabytes, where the tests may mount one."""

import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from jazari_assess import app
from jazari_assess.errors import ProblemsError
from jazari_assess.portfolio.store.copying import check_file
from jazari_assess.portfolio.store.erasing import erase
from jazari_assess.portfolio.store.location import Location
from jazari_assess.portfolio.store.opening import Store, open_store
from jazari_assess.portfolio.store.queries import Filters, count
from tests.portfolio.made import fill_store, made

SIZE, FIRMS = "3m", 2000
"""So many firms take more room than there is."""
DAY = "2026-11-29"


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """Return a folder on a file system of its own."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "none", str(folder)]
    try:
        mounted = subprocess.run(mounting, check=False, capture_output=True).returncode == 0
    except OSError:  # no such command, as on Windows
        mounted = False
    if not mounted:
        pytest.skip("nothing may be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def told(run: Callable[[], object]) -> list[str]:
    """Return the codes of what is told of a task, none where it is done."""
    try:
        run()
    except ProblemsError as error:
        return [problem.code for problem in error.problems]
    return []


def filled(store: Store) -> int:
    """Add firms until the disk is full, a hundred at a time; return how many went in."""
    for start in range(0, FIRMS, 100):
        part = [made(number) for number in range(start, start + 100)]
        codes = told(partial(fill_store, store, part))
        if codes:
            assert codes == ["disk-full"]
            return start
    pytest.fail("the disk never was full")


def test_adding_stops_with_whole_parts_and_goes_on_with_room(small: Path) -> None:
    """What went in is whole, what did not is told; with room again the same files go in."""
    store = open_store(Location(file=small / "portfolio.db", url=""), create=True)
    ballast = small / "ballast"
    ballast.write_bytes(bytes(1024 * 1024))
    before = filled(store)
    with store.reading() as connection:
        assert count(connection, Filters()) == before > 0
    assert store.location.file is not None
    assert check_file(store.location.file)["assessment"] == before
    ballast.unlink()
    assert len(fill_store(store, [made(number) for number in range(before, before + 100)]).new) == 100
    store.close()


def test_an_erasure_or_a_copy_without_room_is_told_and_nothing_is_half_there(small: Path) -> None:
    """The store keeps all it had or what was to stay of it, is sound, and no copy is left behind."""
    store = open_store(Location(file=small / "portfolio.db", url=""), create=True)
    ballast = small / "ballast"
    ballast.write_bytes(bytes(64 * 1024))
    before = filled(store)
    ballast.unlink()  # room to note what is written, and none to write it
    place = app.StoreRequest(store=str(small / "portfolio.db"))
    assert told(lambda: app.back_up(small / "copy.db", place, date=DAY)) == ["disk-full"]
    asked = app.ExportRequest(output=small / "all.csv", table="answers")
    assert told(lambda: app.export_portfolio(asked, place, date=DAY)) == ["disk-full"]
    assert {one.name for one in small.iterdir()} <= {"portfolio.db", "portfolio.db-wal", "portfolio.db-shm"}
    assert told(lambda: erase(store, range(1, 21))) in ([], ["disk-full"])
    store.close()
    assert check_file(small / "portfolio.db")["assessment"] in {before, before - 20}
