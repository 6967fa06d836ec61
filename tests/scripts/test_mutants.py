"""Each mutant is judged by the tests of its own module, and is made once."""

import contextlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

from scripts.mutants import PACKAGE, ROOMS, Mutant, elsewhere, judges, noticed, sample, survives, types_of
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
    """In whatever order the session holds its jobs: it is drawn in the order of the source, none of it from types."""
    (tmp_path / "m.py").write_text(SOURCE, encoding="utf-8")
    places = [(2, 18), (3, 17), (7, 20), *((8, column) for column in range(19, 28))]
    drawn = [_drawn(tmp_path, order) for order in (places, places[::-1])]
    assert drawn[0] == drawn[1] == sorted(drawn[0])
    assert len(set(drawn[0])) == 5
    assert {row for row, _ in drawn[0]} <= {3, 8}


def _drawn(folder: Path, places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return row and occurrence of the mutants that are drawn of a session with a mutant at each place."""
    found = folder / "mutants.sqlite"
    found.unlink(missing_ok=True)
    columns = "module_path, operator_name, operator_args, occurrence, start_pos_row, start_pos_col"
    with contextlib.closing(sqlite3.connect(found)) as book, book:
        book.execute(f"create table mutation_specs ({columns})")
        book.executemany(
            "insert into mutation_specs values ('m.py', 'o', '', ?, ?, ?)", [(at[1], *at) for at in places]
        )
    return [(one.row, one.occurrence) for one in sample(found, 5, seed=1)]


def test_a_mutant_is_made_judged_and_unmade(tmp_path: Path) -> None:
    """A test that looks at the sum notices a change of it, one that does not lets it by; the file is as before."""
    (tmp_path / "m.py").write_text("def both():\n    return 2 + 3\n", encoding="utf-8")
    test = "import m\n\n\ndef test_both():\n    assert m.both() {}\n"
    (tmp_path / "test_sum.py").write_text(test.format("== 5"), encoding="utf-8")
    (tmp_path / "test_blind.py").write_text(test.format("!= 5.5"), encoding="utf-8")
    mutant = Mutant(path="m.py", row=2, operator="core/ReplaceBinaryOperator_Add_Mul", occurrence=0, arguments="")
    assert not noticed(tmp_path, "test_sum.py")
    assert survives(tmp_path, mutant, "test_sum.py") is None
    told = survives(tmp_path, mutant, "test_blind.py")
    assert told == "m.py:2 ReplaceBinaryOperator_Add_Mul\n    -    return 2 + 3\n    +    return 2 * 3"
    assert (tmp_path / "m.py").read_text(encoding="utf-8") == "def both():\n    return 2 + 3\n"
