"""Each mutant is judged by the tests of its own module, and is made once."""

import pytest

from scripts.mutants import PACKAGE, ROOMS, elsewhere, judges
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
