"""Flags and cross-checks over the rows of a block: the same conditions as for one firm, on whole columns."""

from collections.abc import Mapping

import numpy as np
import polars as pl

from jazari_assess.engine.conditions import Evidence
from jazari_assess.engine.score.values import Column
from jazari_assess.model.library import QuestionnaireContent


def flag_frame(
    content: QuestionnaireContent, columns: Mapping[str, Column], relevant: Mapping[str, np.ndarray], rows: int
) -> pl.DataFrame:
    """Return ``flags`` and ``checks`` of each row: ids with ``;`` between them, most severe and surest first."""
    evidence = Evidence(
        questionnaire=content.structure,
        columns=columns,
        shown=lambda name: np.asarray(relevant[name], dtype=np.bool_),
    )
    flags = sorted(content.flags, key=lambda name: -content.flags[name].severity)
    checks = sorted(content.checks, key=lambda name: content.checks[name].strength != "contradiction")
    held = {
        "flags": {name: evidence.truth(content.flags[name].when).true for name in flags},
        "checks": {name: evidence.truth(content.checks[name].when).true for name in checks},
    }
    return pl.DataFrame({name: _joined(masks, rows) for name, masks in held.items()})


def _joined(masks: Mapping[str, np.ndarray], rows: int) -> pl.Series:
    """Return the names that hold in each row, joined."""
    if not masks:
        return pl.Series([""] * rows, dtype=pl.String)
    held = pl.DataFrame({name: np.broadcast_to(mask, (rows,)) for name, mask in masks.items()})
    parts = [pl.when(name).then(pl.lit(f"{name};")).otherwise(pl.lit("")) for name in masks]
    return held.select(pl.concat_str(parts).str.strip_chars_end(";")).to_series()
