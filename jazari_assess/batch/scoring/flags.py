"""Flags and cross-checks over the rows of a block: the same conditions as for one firm, on whole columns."""

from collections.abc import Mapping
from functools import cache

import numpy as np
import polars as pl

from jazari_assess.engine.flags import flag_masks
from jazari_assess.engine.score.values import Column
from jazari_assess.model.library import QuestionnaireContent


def flag_frame(
    content: QuestionnaireContent, columns: Mapping[str, Column], relevant: Mapping[str, np.ndarray], rows: int
) -> pl.DataFrame:
    """Return ``flags`` and ``checks`` of each row: ids with ``;`` between them, most severe and surest first."""
    masks = flag_masks(content, columns, relevant, rows)
    return pl.DataFrame({"flags": _joined(masks.flags, rows), "checks": _joined(masks.checks, rows)})


def _joined(masks: Mapping[str, np.ndarray], rows: int) -> pl.Series:
    """Return the names that hold in each row, joined."""
    if not masks:
        return pl.Series([""] * rows, dtype=pl.String)
    held = np.column_stack(list(masks.values()))
    codes, names = np.packbits(held, axis=1), tuple(masks)
    parts = [
        _patterns(names[8 * place : 8 * place + 8]).gather(codes[:, place]).alias(f"{place}")
        for place in range(codes.shape[1])
    ]
    return pl.DataFrame(parts).select(pl.concat_str(pl.all()).str.strip_chars_end(";")).to_series()


@cache
def _patterns(names: tuple[str, ...]) -> pl.Series:
    """Return what each of the 256 ways in which up to eight names hold is written as, the first in the highest bit."""
    held = [[name for bit, name in enumerate(names) if code & (128 >> bit)] for code in range(256)]
    return pl.Series(["".join(f"{name};" for name in some) for some in held], dtype=pl.String)
