"""A batch source as a newcomer adds it: one firm a line, as JSON."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from jazari_assess.batch.interface import Sheet, Staged
from jazari_assess.reading.workbook.archive import refused


class LinesSource:
    """A file of JSON lines; its cells are named by row and key, as those of a Parquet file."""

    suffixes: Sequence[str] = (".jsonl",)

    def stage(self, path: Path, folder: Path, encoding: str | None = None) -> Staged:
        """Write the lines as Arrow, every value as text."""
        del encoding
        try:
            table = pl.read_ndjson(path, infer_schema_length=None).cast(pl.String)
        except pl.exceptions.PolarsError as error:
            raise refused(path, "lines-broken") from error
        target = folder / "lines.arrow"
        table.write_ipc(target)
        sheet = Sheet(
            file=str(path), sheet=None, path=target, rows=table.height, columns=tuple(table.columns), grid=False
        )
        return Staged(file=str(path), sheets=(sheet,))
