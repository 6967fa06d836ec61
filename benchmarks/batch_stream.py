"""A table larger than the memory a run may take: Parquet of 10 million rows, the whole command.

Growth is that of the processor's time, which other work on the machine leaves as it is.

``JAZARI_BENCH_ROWS`` sets how many million rows the largest table has.
"""

import os
import sys
import tempfile
from pathlib import Path

import polars as pl

from benchmarks.batch import command, frame
from benchmarks.measuring.process import Measured, measured

MILLION = 1_000_000
MOST = int(os.environ.get("JAZARI_BENCH_ROWS", "10"))
MEGABYTES, GROWTH = 1536.0, 1.2


def table(folder: Path, millions: int) -> Path:
    """Write so many million firms, a million at a time: this script need not hold them either."""
    for number in range(millions):
        part = folder / f"part-{number:02d}.parquet"
        if not part.exists():
            frame(MILLION, seed=number, first=number * MILLION).write_parquet(part)
    target = folder / f"{millions}.parquet"
    parts = [folder / f"part-{number:02d}.parquet" for number in range(millions)]
    pl.scan_parquet(parts).sink_parquet(target, maintain_order=True)
    return target


def ran(source: Path, out: Path) -> Measured:
    """Run the whole command once; end when it fails."""
    found = measured(command(source, out))
    if found.code:
        sys.exit(found.said[-2000:])
    return found


def main() -> int:
    """Print one table; exit 1 when a mark is missed."""
    with tempfile.TemporaryDirectory(prefix="jazari-bench-") as name:
        folder = Path(name)
        runs = {millions: ran(table(folder, millions), folder / f"out-{millions}") for millions in (1, MOST)}
        size = (folder / f"{MOST}.parquet").stat().st_size / 2**20
    for millions, one in runs.items():
        spent = f"{one.processor:8.1f} s of the processor, {one.seconds:8.1f} s"
        print(f"Parquet, {millions:3} million x 65: {spent} {one.megabytes:8.0f} MB (at most {MEGABYTES:g})")
    small, large = runs[1].processor, runs[MOST].processor
    further = (large - small) / (MOST - 1)
    print(f"the largest table has {size:.0f} MB on disk")
    print(f"a million rows more: {further:.1f} s, {further / small:.2f} x the first million (at most {GROWTH:g})")
    return int(runs[MOST].megabytes > MEGABYTES or further > GROWTH * small)


if __name__ == "__main__":
    sys.exit(main())
