"""The same work on a Dask cluster and on processes of this machine: equal outputs, whoever dies."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pytest

from jazari_assess.cli.batch_reports import render_firm
from tests.batch.exports import answers, wide
from tests.batch.running import run
from tests.batch.test_resume import outputs

JSON = partial(render_firm, content=(), kinds=("json",), language="fr", date="2026-11-21")


def on_cluster(table: Path, out: Path, after: float, environment: Mapping[str, str]) -> None:
    """Run on a cluster in a process of its own."""
    command = [sys.executable, "-m", "tests.batch.cluster_run", str(table), str(out), str(after)]
    subprocess.run(command, check=True, capture_output=True, env=environment, timeout=300)


def rendered_or_killed(text: str, *, mark: Path) -> "list[tuple[str, bytes]]":
    """Render, but the first time end the whole worker process."""
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return list(JSON(text))


def test_a_cluster_gives_the_same_outputs_even_when_a_worker_is_killed(
    tmp_path: Path, environment: Mapping[str, str]
) -> None:
    """Two workers, one killed in the middle: nothing is lost, and no byte differs from a run on this machine."""
    table = wide(tmp_path, answers(14))
    run(table, out=tmp_path / "here", chunk_rows=4, render=JSON, report_kinds=("json",))
    on_cluster(table, tmp_path / "there", 5.0, environment)
    assert outputs(tmp_path / "there") == outputs(tmp_path / "here")
    assert len(list((tmp_path / "there" / "reports").iterdir())) == 14


def test_a_killed_process_of_the_pool_loses_nothing(tmp_path: Path) -> None:
    """A worker process that dies is replaced, and its firms are rendered by another."""
    table = wide(tmp_path, answers(6))
    killing = partial(rendered_or_killed, mark=tmp_path / "killed")
    run(table, out=tmp_path / "out", render=killing, report_kinds=("json",), workers=2)
    assert (tmp_path / "killed").exists()
    assert len(list((tmp_path / "out" / "reports").iterdir())) == 6


def test_a_cluster_that_is_away_is_named() -> None:
    """An address where nobody listens is a problem with its remedy, not a crash."""
    from jazari_assess.batch.executors import executor
    from jazari_assess.errors import ProblemsError

    with pytest.raises(ProblemsError) as caught, executor(1, "not-an-address://x"):
        pass
    assert caught.value.problems[0].code == "batch-cluster-away"
