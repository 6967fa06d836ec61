"""Tables of the working folder, read so that their files can be removed: Windows removes none that is read in place."""

import os
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import polars as pl

READ_IN_PLACE = os.name != "nt"
"""Whether a table may lie where its file is for as long as it is used, which spares its memory."""


def read_table(path: Path, columns: Sequence[str] | None = None) -> pl.DataFrame:
    """Return a table, or some of its columns."""
    wanted = None if columns is None else list(columns)
    return pl.read_ipc(path if READ_IN_PLACE else BytesIO(path.read_bytes()), columns=wanted)
