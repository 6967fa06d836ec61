"""The same work on a Dask cluster and on processes of this machine: equal outputs, whoever dies."""

import json
import subprocess
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import fsspec
import pytest

from jazari_assess.batch.executors import executor
from jazari_assess.errors import ProblemsError
from tests.batch.conftest import store_options
from tests.batch.exports import answers, wide
from tests.batch.rendering import render, render_or_die
from tests.batch.running import run
from tests.batch.test_resume import outputs

_ALIKE = ("results.parquet", "results.csv", "rejected.xlsx")


def test_an_object_store_beside_a_cluster_gives_the_bytes_of_a_local_run(
    tmp_path: Path, environment: Mapping[str, str], object_store: Mapping[str, str]
) -> None:
    """A table in a bucket, two workers, one of which dies: results and refused rows as from the file itself."""
    firms = answers(14)
    firms[3]["maintenance"] = 99
    table = wide(tmp_path, firms)
    run(table, out=tmp_path / "here", block_rows=8, render=render, report_kinds=("json",))
    fsspec.filesystem("s3", **store_options(object_store)).pipe("/firms/wide.csv", table.read_bytes())
    command = [sys.executable, "-m", "tests.batch.cluster_run", "s3://firms/wide.csv", str(tmp_path / "there")]
    known = {**environment, **object_store}
    ended = subprocess.run([*command, str(tmp_path / "x")], check=True, capture_output=True, env=known, timeout=300)
    assert json.loads(ended.stdout) == {"scored": 13, "workers": 2}
    assert (tmp_path / "x").exists()
    far, near = outputs(tmp_path / "there"), outputs(tmp_path / "here")
    reports = [name for name in near if name.startswith("reports/")]
    assert len(reports) == 13
    assert {name: far[name] for name in (*_ALIKE, *reports)} == {name: near[name] for name in (*_ALIKE, *reports)}


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
