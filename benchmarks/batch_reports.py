"""One PDF a firm: one process, two processes, and a Dask cluster of two worker processes on the same machine.

Each is a whole ``batch run``, start, scoring and writing included. ``JAZARI_BENCH_REPORTS`` sets how many firms, 200 by
default; with fewer than some fifty the start of the processes weighs too much for the marks. No run may take longer
than ``JAZARI_BENCH_MINUTES``, 60 by default.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import dask
import polars as pl
from distributed import LocalCluster

from jazari_assess.content import own_root
from jazari_assess.reading.content.library import read_library

FIRMS = int(os.environ.get("JAZARI_BENCH_REPORTS", "200"))
MINUTES = float(os.environ.get("JAZARI_BENCH_MINUTES", "60"))
POOL_MARK, CLUSTER_MARK = 1.7, 1.15
PROFILER = {"distributed.worker.profile.enabled": False}
"""As docs/scale.md advises. Set here, not in the environment: that is read once, when Dask is imported."""


def table(path: Path) -> None:
    """Write a table of firms with every level question answered."""
    questions = read_library([own_root()]).questionnaires["industrie-x0"].structure.questions
    columns: dict[str, list[object]] = {"id": [f"firm-{number}" for number in range(FIRMS)]}
    columns["firm-name"] = [f"Société {number}" for number in range(FIRMS)]
    for place, (name, question) in enumerate(questions.items()):
        if question.kind == "level":
            columns[name] = [(number * 7 + place * 3) % question.options for number in range(FIRMS)]
    pl.DataFrame(columns).write_parquet(path)


def seconds(source: Path, out: Path, options: Sequence[str]) -> float:
    """Return how long a whole run takes; end when it fails or does not end."""
    command = [sys.executable, "-m", "jazari_assess", "batch", "run", str(source), "--out", str(out)]
    began = time.perf_counter()
    command += ["--no-portfolio", "--format", "pdf", *options]
    try:
        ended = subprocess.run(command, check=False, capture_output=True, timeout=60 * MINUTES)
    except subprocess.TimeoutExpired:
        sys.exit(f"not done after {MINUTES:g} minutes: {' '.join(options)}")
    if ended.returncode or len(list((out / "reports").iterdir())) != FIRMS:
        sys.exit(ended.stderr.decode()[-2000:])
    return time.perf_counter() - began


def main() -> int:
    """Print one table; exit 1 when a mark is missed."""
    with tempfile.TemporaryDirectory(prefix="jazari-bench-") as name:
        folder = Path(name)
        table(folder / "firms.parquet")
        one = seconds(folder / "firms.parquet", folder / "one", ["--workers", "1"])
        two = seconds(folder / "firms.parquet", folder / "two", ["--workers", "2"])
        with (
            dask.config.set(PROFILER),
            LocalCluster(  # type: ignore[no-untyped-call]  # Dask types little
                n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
            ) as cluster,
        ):
            far = seconds(folder / "firms.parquet", folder / "far", ["--cluster", cluster.scheduler_address])
    for label, spent, said in (
        ("one process", one, ""),
        ("two processes", two, f"{one / two:.2f} x as fast (at least {POOL_MARK})"),
        ("Dask of two workers", far, f"{far / two:.2f} x the processes (at most {CLUSTER_MARK})"),
    ):
        print(f"{FIRMS} PDF reports, {label:20} {spent:8.1f} s  {said}")
    return int(one < POOL_MARK * two or far > CLUSTER_MARK * two)


if __name__ == "__main__":
    sys.exit(main())
