"""The same work on a Dask cluster and on processes of this machine: equal outputs, whoever dies."""

import json
import subprocess
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pytest

from jazari_assess.batch.executors import executor
from jazari_assess.errors import ProblemsError
from tests.batch.exports import answers, wide
from tests.batch.rendering import render, render_or_die
from tests.batch.running import run
from tests.batch.test_resume import outputs


def test_a_cluster_gives_the_same_outputs_even_when_a_worker_is_killed(
    tmp_path: Path, environment: Mapping[str, str]
) -> None:
    """Two workers, one killed in the middle: nothing is lost, and no byte differs from a run on this machine."""
    table = wide(tmp_path, answers(14))
    run(table, out=tmp_path / "here", block_rows=8, render=render, report_kinds=("json",))
    command = [sys.executable, "-m", "tests.batch.cluster_run", *map(str, (table, tmp_path / "there", tmp_path / "x"))]
    ended = subprocess.run(command, check=True, capture_output=True, env=environment, timeout=300)
    assert (tmp_path / "x").exists()
    assert json.loads(ended.stdout)["scored"] == 14
    assert outputs(tmp_path / "there") == outputs(tmp_path / "here")
    assert len(list((tmp_path / "there" / "reports").iterdir())) == 14


def test_a_killed_process_of_the_pool_loses_nothing(tmp_path: Path) -> None:
    """A worker process that dies is replaced, and its firms are rendered by another."""
    table = wide(tmp_path, answers(6))
    dying = partial(render_or_die, mark=tmp_path / "killed")
    run(table, out=tmp_path / "out", render=dying, report_kinds=("json",), workers=2)
    run(table, out=tmp_path / "calm", render=render, report_kinds=("json",))
    assert (tmp_path / "killed").exists()
    assert len(list((tmp_path / "out" / "reports").iterdir())) == 6
    assert outputs(tmp_path / "out") == outputs(tmp_path / "calm")


def test_a_cluster_that_is_away_is_named() -> None:
    """An address where nobody listens is a problem with its remedy, not a crash."""
    with pytest.raises(ProblemsError) as caught, executor(1, "not-an-address://x"):
        pass
    assert caught.value.problems[0].code == "batch-cluster-away"
