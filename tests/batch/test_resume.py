"""A run that is killed goes on where it was, and ends in the bytes of a run that nobody disturbed."""

import random
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from jazari_assess.batch.scoring.block import Block, Part, score_block
from jazari_assess.errors import ProblemsError
from jazari_assess.process_lock import ProcessLock
from tests.batch.exports import answers, text_file, wide
from tests.batch.rendering import render
from tests.batch.running import run

SCRIPT = """
import os, signal, sys
from pathlib import Path
from tests.batch.running import held, run
held()
steps = [0]
def count(*_):
    steps[0] += 1
    if steps[0] == int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(count)
run(Path(sys.argv[1]), out=Path(sys.argv[2]), block_rows=40, resume=True)
print(steps[0])
"""


def messy(folder: Path, firms: int) -> Path:
    """Return a table in which some firms come twice and some cells are wrong."""
    found = answers(firms)
    found += [dict(one) for one in found[: firms // 10]]
    for number, one in enumerate(found):
        if number % 17 == 0:
            one["maintenance"] = 99
    return wide(folder, found)


def outputs(folder: Path) -> Mapping[str, bytes]:
    """Return every file of an output folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def in_another_process(table: Path, out: Path, environment: Mapping[str, str], at: int = 0) -> tuple[int, bool]:
    """Run in another process that ends itself at its step ``at`` (0: never); return its steps, and if it ended so.

    A step is whatever Python's audit hooks see: a file opened, renamed or removed, a module imported, ...
    """
    command = [sys.executable, "-c", SCRIPT, str(table), str(out), str(at)]
    ended = subprocess.run(command, env=environment, capture_output=True, check=False)
    steps = int(ended.stdout.split()[-1]) if ended.stdout else at
    return steps, ended.returncode == -signal.SIGKILL


def test_a_second_run_into_the_same_folder_is_refused_and_touches_nothing(tmp_path: Path) -> None:
    """Two runs at once would write each other's parts; the first goes on undisturbed, and the lock goes with it."""
    table, out = messy(tmp_path, 3), tmp_path / "out"
    out.mkdir()
    with ProcessLock(out / "batch", since="now"):
        before = outputs(out)
        with pytest.raises(ProblemsError) as caught:
            run(table, out=out, resume=True)
        assert outputs(out) == before
    assert [problem.code for problem in caught.value.problems] == ["batch-out-in-use"]
    run(table, out=out, resume=True)
    assert not (out / ".batch.lock").exists()


def _check(tmp_path: Path, environment: Mapping[str, str], *, firms: int, times: int) -> None:
    table = messy(tmp_path, firms)
    steps, killed = in_another_process(table, tmp_path / "calm", environment)
    assert not killed
    expected = outputs(tmp_path / "calm")
    assert set(expected) == {"results.parquet", "results.csv", "rejected.xlsx", ".batch/run.json"}
    chance = random.Random(times)  # noqa: S311 - moments, not secrets
    for number in range(times):
        out = tmp_path / f"killed-{number}"
        moment = 1 + int((number + chance.random()) / times * steps * 0.95)  # threads make a run a few steps shorter
        assert in_another_process(table, out, environment, moment)[1]
        run(table, out=out, block_rows=40, resume=True)
        assert outputs(out) == expected


def interrupted(monkeypatch: pytest.MonkeyPatch, table: Path, out: Path) -> None:
    """Begin a run that ends at its first block."""

    def failing(block: Block) -> Part:
        del block
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("jazari_assess.batch.run.score_block", failing)
        with pytest.raises(KeyboardInterrupt):
            run(table, out=out)


def test_a_killed_run_resumes_to_the_same_bytes(tmp_path: Path, environment: Mapping[str, str]) -> None:
    """SIGKILL at two random moments."""
    _check(tmp_path, environment, firms=1000, times=2)


@pytest.mark.soak
def test_twenty_killed_runs_resume_to_the_same_bytes(tmp_path: Path, environment: Mapping[str, str]) -> None:
    """SIGKILL at twenty random moments."""
    _check(tmp_path, environment, firms=3000, times=20)


def test_resume_redoes_only_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a failure in the third block the second run scores from there on."""
    table, real = wide(tmp_path, answers(100)), score_block
    seen: list[int] = []

    def failing(block: Block) -> Part:
        seen.append(block.start)
        if block.start == 41 and seen.count(41) == 1:
            raise KeyboardInterrupt
        return real(block)

    monkeypatch.setattr("jazari_assess.batch.run.score_block", failing)
    with pytest.raises(KeyboardInterrupt):
        run(table, out=tmp_path / "out", block_rows=20)
    assert {1, 21, 41} <= set(seen) <= {1, 21, 41, 61, 81}  # two are scored side by side, one more waits
    begun = len(seen)
    run(table, out=tmp_path / "out", block_rows=20, resume=True)
    assert sorted(seen[begun:]) == [41, 61, 81]


def test_another_run_is_not_resumed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run whose input changed since is refused by name, and its parts are not mixed in."""
    interrupted(monkeypatch, wide(tmp_path, answers(5)), tmp_path / "out")
    text_file(tmp_path / "wide.csv", [["firm-name", "maintenance"], ["X", 2]])
    with pytest.raises(ProblemsError) as caught:
        run(tmp_path / "wide.csv", out=tmp_path / "out", resume=True)
    assert [problem.code for problem in caught.value.problems] == ["batch-resume-other"]
    assert not (tmp_path / "out" / "results.csv").exists()


def test_a_run_that_had_ended_is_not_done_again(tmp_path: Path) -> None:
    """Resumed, it says that it had ended, with the same counts, and touches no output."""
    table, out = messy(tmp_path, 40), tmp_path / "out"
    first = run(table, out=out, render=render, report_kinds=("json",))
    before = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in out.rglob("*") if path.is_file()}
    again = run(table, out=out, render=render, report_kinds=("json",), resume=True)
    assert (again.already, again.counts, again.paths) == (True, first.counts, first.paths)
    assert {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in before} == before
    assert [path.name for path in (out / ".batch").iterdir()] == ["run.json"]


def test_only_the_reports_that_are_missing_are_made_again(tmp_path: Path) -> None:
    """Of reports that were all written, one is removed and one cut short: these two are rendered, no other."""
    table, out = wide(tmp_path, answers(6)), tmp_path / "out"
    run(table, out=out, render=render, report_kinds=("json",))
    reports = sorted((out / "reports").iterdir())
    before = outputs(out)
    untouched = {path: path.stat().st_ino for path in reports[2:]}
    reports[0].unlink()
    reports[1].write_bytes(b"{")
    rendered: list[str] = []

    def counting(text: str) -> Sequence[tuple[str, bytes]]:
        rendered.append(text)
        return render(text)

    again = run(table, out=out, render=counting, report_kinds=("json",), resume=True)
    assert (len(rendered), again.already) == (2, False)
    assert outputs(out) == before
    assert {path: path.stat().st_ino for path in untouched} == untouched


def test_an_interrupted_run_does_not_read_its_input_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The staged sheets are kept with the finished blocks."""
    table = wide(tmp_path, answers(10))
    interrupted(monkeypatch, table, tmp_path / "out")
    monkeypatch.setattr("jazari_assess.batch.sources.inputs.stage_file", None)
    assert run(table, out=tmp_path / "out", resume=True).counts.scored == 10


def test_a_forced_run_leaves_no_report_of_the_run_before(tmp_path: Path) -> None:
    """Reports of firms that left the table go; a file that is not ours stays; nothing goes without force."""
    out = tmp_path / "out"
    run(wide(tmp_path, answers(4)), out=out, render=render, report_kinds=("json",))
    (out / "reports" / "notes.txt").write_text("mine", encoding="utf-8")
    table = wide(tmp_path, answers(3))
    with pytest.raises(ProblemsError) as caught:
        run(table, out=out, render=render, report_kinds=("json",))
    assert {problem.place.file for problem in caught.value.problems} == {
        str(out / name) for name in ("results.parquet", "results.csv", "reports")
    }
    assert len(list((out / "reports").iterdir())) == 5
    run(table, out=out, render=render, report_kinds=("json",), force=True)
    assert len(list((out / "reports").iterdir())) == 4
    assert (out / "reports" / "notes.txt").exists()
