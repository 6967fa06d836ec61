"""Hostile and broken workbooks: refused by one clear message, quickly, in little memory, or read as plain data."""

import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from benchmarks.measuring.process import measured
from tests.batch.hostile import READ, REFUSED, corner_bomb, formulas, long_cell, written
from tests.batch.running import adds_up, codes, run
from tests.conftest import ROOT, Run

_PROCESSOR, _MEGABYTES = 30, 500
"""Seconds of processor time, six times what a quiet machine takes; benchmarks/hostile.py holds the five seconds."""
_GREEDY = ("zip-bomb", "many-names", "sparse-bomb", "repeats.ods")


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_workbook_is_refused(name: str, tmp_path: Path, run: Run) -> None:
    """Exit 1, the reason by its code, once, no traceback, no output."""
    made, code = REFUSED[name]
    path = written(tmp_path, name, made)
    ended = run("batch", "run", path, "--out", tmp_path / "out", "--lang", "en")
    said = ended.stderr.decode()
    assert ended.returncode == 1, said
    assert said.count(code) == 1
    assert "Traceback" not in said
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("name", _GREEDY)
def test_a_greedy_workbook_costs_little(name: str, tmp_path: Path, environment: Mapping[str, str]) -> None:
    """Those that ask for the most are refused in bounded time and memory."""
    path = written(tmp_path, name, REFUSED[name][0])
    command = [sys.executable, "-m", "jazari_assess", "batch", "run", str(path), "--out", str(tmp_path / "out")]
    found = measured(command, environment=environment, folder=ROOT)
    assert found.code == 1, found.said
    assert found.processor < _PROCESSOR
    assert found.megabytes < _MEGABYTES


@pytest.mark.parametrize("name", READ)
def test_an_odd_workbook_is_read_as_plain_data(name: str, tmp_path: Path) -> None:
    """What is merely strange costs nothing: the firm is scored."""
    outcome = run(written(tmp_path, name, READ[name]), out=tmp_path / "out")
    assert outcome.counts.scored == 1


def test_macros_and_links_are_named(tmp_path: Path) -> None:
    """They are neither run nor followed, and the user is told."""
    outcome = run(written(tmp_path, "macros", READ["macros"]), out=tmp_path / "out")
    assert {note.key for _, note in outcome.notes} == {"macros", "links"}


def test_a_cell_that_is_too_long_rejects_its_row_alone(tmp_path: Path) -> None:
    """40,000 characters are no firm's name."""
    outcome = run(written(tmp_path, "long", long_cell), out=tmp_path / "out")
    assert (outcome.counts.scored, outcome.counts.rejected) == (1, 1)
    assert codes(outcome) == {"A3": "batch-text-long"}


def test_error_values_and_formulas_without_a_value_are_told_apart(tmp_path: Path) -> None:
    """Both rows come back, each with its reason."""
    outcome = run(written(tmp_path, "formulas", formulas), out=tmp_path / "out")
    assert codes(outcome) == {"B3": "batch-cell-error", "B4": "batch-formula-empty"}
    assert outcome.counts.scored == 1


def test_the_reader_alone_would_end_its_process(tmp_path: Path) -> None:
    """Positive control: the corner bomb kills a process that reads it without our survey."""
    path = written(tmp_path, "corner", corner_bomb)
    script = (
        "import resource, sys, fastexcel\n"
        "resource.setrlimit(resource.RLIMIT_AS, (4 * 2**30,) * 2)\n"
        "resource.setrlimit(resource.RLIMIT_CORE, (0, 0))\n"
        f"fastexcel.read_excel({str(path)!r}).load_sheet(0, header_row=None, skip_rows=0)\n"
    )
    ended = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True)
    assert ended.returncode == -signal.SIGABRT


def test_one_poisoned_file_among_several_costs_itself_alone(tmp_path: Path) -> None:
    """The others are scored, and the poisoned one counts as rejected."""
    good = [written(tmp_path, f"good-{number}", READ["plain"]) for number in range(3)]
    bad = written(tmp_path, "bad", corner_bomb)
    outcome = run(good[0], bad, out=tmp_path / "out")
    assert (outcome.counts.rows, outcome.counts.scored, outcome.counts.rejected) == (2, 1, 1)
    assert adds_up(outcome.counts)
