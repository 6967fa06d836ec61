"""A run that is killed goes on where it was, and ends in the bytes of a run that nobody disturbed."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from jazari_assess.batch.chunk import Chunk, Part, score_chunk
from jazari_assess.errors import ProblemsError
from tests.batch.exports import answers, text_file, wide
from tests.batch.running import run

SCRIPT = """
import sys
from pathlib import Path
from tests.batch.running import run
run(Path(sys.argv[1]), out=Path(sys.argv[2]), chunk_rows=40, resume=True)
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


def killed_and_resumed(table: Path, out: Path, environment: Mapping[str, str], seconds: float) -> None:
    """Kill a run after some seconds, then let one go to its end."""
    command = [sys.executable, "-c", SCRIPT, str(table), str(out)]
    with subprocess.Popen(command, env=environment) as first:
        time.sleep(seconds)
        first.send_signal(signal.SIGKILL)
    subprocess.run(command, env=environment, check=True)


def _check(tmp_path: Path, environment: Mapping[str, str], times: int) -> None:
    table = messy(tmp_path, 1500)
    began = time.monotonic()
    subprocess.run([sys.executable, "-c", SCRIPT, str(table), str(tmp_path / "calm")], env=environment, check=True)
    lasted = time.monotonic() - began
    expected = outputs(tmp_path / "calm")
    assert set(expected) == {"results.parquet", "results.csv", "rejected.xlsx"}
    chance = random.Random(times)  # noqa: S311 - moments, not secrets
    for number in range(times):
        out = tmp_path / f"killed-{number}"
        killed_and_resumed(table, out, environment, chance.uniform(0.1, lasted))
        assert outputs(out) == expected


def test_a_killed_run_resumes_to_the_same_bytes(tmp_path: Path, environment: Mapping[str, str]) -> None:
    """SIGKILL at a few random moments."""
    _check(tmp_path, environment, 2)


@pytest.mark.soak
def test_twenty_killed_runs_resume_to_the_same_bytes(tmp_path: Path, environment: Mapping[str, str]) -> None:
    """SIGKILL at twenty random moments."""
    _check(tmp_path, environment, 20)


def test_resume_redoes_only_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a failure in the third slice the second run scores from there on."""
    table, real = wide(tmp_path, answers(100)), score_chunk
    seen: list[int] = []

    def failing(chunk: Chunk) -> Part:
        seen.append(chunk.start)
        if len(seen) == 3:
            raise KeyboardInterrupt
        return real(chunk)

    monkeypatch.setattr("jazari_assess.batch.run.score_chunk", failing)
    with pytest.raises(KeyboardInterrupt):
        run(table, out=tmp_path / "out", chunk_rows=20)
    assert seen == [1, 21, 41]
    run(table, out=tmp_path / "out", chunk_rows=20, resume=True)
    assert seen[3:] == [41, 61, 81] or seen[3:] == [21, 41, 61, 81]


def test_another_run_is_not_resumed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run whose input changed since is refused by name, and its parts are not mixed in."""

    def failing(chunk: Chunk) -> Part:
        del chunk
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("jazari_assess.batch.run.score_chunk", failing)
        with pytest.raises(KeyboardInterrupt):
            run(wide(tmp_path, answers(5)), out=tmp_path / "out")
    text_file(tmp_path / "wide.csv", [["firm-name", "maintenance"], ["X", 2]])
    with pytest.raises(ProblemsError) as caught:
        run(tmp_path / "wide.csv", out=tmp_path / "out", resume=True)
    assert [problem.code for problem in caught.value.problems] == ["batch-resume-other"]
    assert not (tmp_path / "out" / "results.csv").exists()
