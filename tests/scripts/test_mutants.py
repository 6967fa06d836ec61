"""Each mutant is judged by the tests of its own module, and is made once."""

import random
import sqlite3
from pathlib import Path

import pytest

from scripts.mutants import PACKAGE, ROOMS, elsewhere, judges, thin_out, types_of
from tests.conftest import ROOT


def test_what_is_named_is_there() -> None:
    """Rooms, modules, and the files of their tests: a name that leads nowhere would mutate or judge nothing."""
    missing = [room for room in ROOMS if not (ROOT / PACKAGE / room).exists()]
    paths = [test.partition("::")[0] for tests in ROOMS.values() for test in tests.split()]
    assert missing == []
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_a_module_has_its_own_judges_before_those_of_its_room() -> None:
    """The reading of numbers is judged by its own tests, a module that is not named by those of its room."""
    assert judges("batch/matching/spelling.py") == "tests/batch/matching/test_spelling.py"
    assert judges("engine/cohort/summary.py") == ROOMS["engine/cohort"]
    with pytest.raises(KeyError):
        judges("errors.py")


def test_a_module_with_judges_of_its_own_is_left_out_of_its_room() -> None:
    """The rest of the room is mutated; a module is no room of others."""
    assert f"{PACKAGE}/batch/matching/spelling.py" in elsewhere("batch/matching")
    assert elsewhere("batch/matching/spelling.py") == []


SOURCE = """
def size(found: int | None) -> str | None:
    return found | 1

def of(one: object) -> bool:
    match one:
        case int() | str():
            return 1 + 1 == 2
    return False
"""


def test_the_names_of_types_are_no_behaviour() -> None:
    """Where they stand in the source: annotations and patterns, not the sums and comparisons beside them."""
    lines = SOURCE.splitlines()
    named = [lines[start[0] - 1][start[1] : end[1]] for start, end in types_of(SOURCE)]
    assert sorted(named) == ["bool", "int | None", "int() | str()", "object", "str | None"]


def test_a_sample_is_the_same_each_time(tmp_path: Path) -> None:
    """Whatever the jobs are called: they are drawn in the order of the source, none from the names of types."""
    (tmp_path / "m.py").write_text(SOURCE, encoding="utf-8")
    drawn = [_drawn(tmp_path, random.Random(chance)) for chance in range(3)]  # noqa: S311 - made names
    assert drawn[0] == drawn[1] == drawn[2]
    assert len(drawn[0]) == 5
    assert all(row in {3, 8} for row, _ in drawn[0])


def _drawn(folder: Path, chance: random.Random) -> list[tuple[int, int]]:
    """Return the places of the mutants that are kept of a session whose jobs have names by chance."""
    found = folder / "mutants.sqlite"
    found.unlink(missing_ok=True)
    places = [(2, 18), (3, 17), (7, 20), *((8, column) for column in range(19, 28))]
    with sqlite3.connect(found) as book:
        columns = "module_path, operator_name, occurrence, start_pos_row, start_pos_col"
        book.execute(f"create table mutation_specs (job_id, {columns})")
        book.execute("create table work_items (job_id)")
        for row, column in places:
            job = str(chance.random())
            book.execute("insert into mutation_specs values (?, 'm.py', 'o', 0, ?, ?)", (job, row, column))
            book.execute("insert into work_items values (?)", (job,))
    assert thin_out(found, 5, seed=1) == 5
    with sqlite3.connect(found) as book:
        assert book.execute("select count(*) from work_items").fetchone() == (5,)
        kept = book.execute("select start_pos_row, start_pos_col from mutation_specs order by 1, 2")
        return [(int(row), int(column)) for row, column in kept]
