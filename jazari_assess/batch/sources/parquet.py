"""Parquet files: read where they are, in slices, with their own types."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from jazari_assess.batch.interface import Sheet, Staged
from jazari_assess.reading.workbook.archive import refused
from jazari_assess.reading.workbook.sheet_survey import Note
from jazari_assess.reading.workbook.survey import MOST_COLUMNS

_LONGEST_NOTE = 500
"""Characters of the names in a note: some lines of a terminal."""


class ParquetSource:
    """A Parquet file, one row a firm. Its columns have no letters: cells are named by row and column name."""

    suffixes: Sequence[str] = (".parquet", ".pq")

    def stage(self, path: Path, folder: Path, encoding: str | None = None) -> Staged:
        """Check that the file can be read; it is not copied."""
        del folder, encoding
        if path.stat().st_size == 0:
            raise refused(path, "file-empty")
        try:
            scan = pl.scan_parquet(path)
            schema = scan.collect_schema()
            columns = tuple(name for name, kind in schema.items() if _is_readable(kind))
            rows = scan.select(pl.len()).collect().item()
            for name in columns:
                _decode(scan.select(name))
        except (pl.exceptions.PolarsError, OSError) as error:
            raise refused(path, "batch-parquet-broken") from error
        if len(columns) > MOST_COLUMNS:
            raise refused(path, "batch-columns-many", found=str(len(columns)), limit=str(MOST_COLUMNS))
        sheet = Sheet(file=str(path), sheet=None, path=path, rows=rows, columns=columns, grid=False)
        odd = ", ".join(name for name in schema if name not in columns)
        notes = (Note(key="parquet-columns", values={"columns": odd[:_LONGEST_NOTE]}),) if odd else ()
        return Staged(file=str(path), sheets=(sheet,), notes=notes)


def _is_readable(kind: pl.DataType) -> bool:
    """Say whether a column's values have a text: not those of bytes, objects and records."""
    inner = kind.inner if isinstance(kind, pl.List) else kind
    return isinstance(inner, pl.DataType) and not (inner.is_nested() or inner in {pl.Binary, pl.Object})


def _decode(column: pl.LazyFrame) -> None:
    """Read every value of a column once: a page that is broken shows only then."""
    column.select(pl.all().hash().max()).collect(engine="streaming")
