"""Blocks of staged files: a few rows at a time, so that memory does not grow with the table."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl


def scan(path: Path) -> pl.LazyFrame:
    """Return a staged file to be read in parts."""
    return pl.scan_parquet(path) if path.suffix in {".parquet", ".pq"} else pl.scan_ipc(path)


def read_block(path: Path, columns: Sequence[str], start: int, rows: int) -> pl.DataFrame:
    """Return some rows of some columns of a staged file."""
    return scan(path).select(columns).slice(start, rows).collect()


def read_rows(path: Path, columns: Sequence[str], positions: Sequence[int]) -> pl.DataFrame:
    """Return single rows of some columns, in the order of ``positions``, which rise."""
    wanted = pl.DataFrame({"position": pl.Series(positions, dtype=pl.UInt32)}).lazy()
    numbered = scan(path).select(columns).with_row_index("position")
    return numbered.join(wanted, on="position", how="semi").sort("position").drop("position").collect()
