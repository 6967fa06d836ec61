"""Parquet files: read where they are, in slices, with their own types."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from jazari_assess.batch.guard import MOST_COLUMNS, refused
from jazari_assess.batch.interface import Sheet, Staged


class ParquetSource:
    """A Parquet file, one row a firm. Its columns have no letters: cells are named by row and column name."""

    suffixes: Sequence[str] = (".parquet", ".pq")

    def stage(self, path: Path, folder: Path) -> Staged:
        """Check that the file can be read; it is not copied."""
        del folder
        if path.stat().st_size == 0:
            raise refused(path, "batch-file-empty")
        try:
            scan = pl.scan_parquet(path)
            columns = tuple(scan.collect_schema().names())
            rows = scan.select(pl.len()).collect().item()
        except (pl.exceptions.PolarsError, OSError) as error:
            raise refused(path, "batch-parquet-broken") from error
        if len(columns) > MOST_COLUMNS:
            raise refused(path, "batch-columns-many", found=str(len(columns)), limit=str(MOST_COLUMNS))
        sheet = Sheet(file=str(path), sheet=None, path=path, rows=rows, columns=columns, grid=False)
        return Staged(file=str(path), sheets=(sheet,))
