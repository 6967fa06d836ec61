"""Flags and cross-checks over the rows of a block: the same conditions as for one firm, on whole columns."""

from collections.abc import Mapping, Sequence

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
    """Return the names that hold in each row, joined; few sets of them differ, so each is written once."""
    if not masks:
        return pl.Series([""] * rows, dtype=pl.String)
    table = np.column_stack([np.broadcast_to(mask, (rows,)) for mask in masks.values()])
    packed = np.packbits(table, axis=1)
    _, first, place = np.unique(packed, axis=0, return_index=True, return_inverse=True)
    texts = [";".join(_names(masks, table[row])) for row in first]
    return pl.Series(texts, dtype=pl.String).gather(place.ravel())


def _names(masks: Mapping[str, np.ndarray], held: np.ndarray) -> Sequence[str]:
    return [name for name, holds in zip(masks, held, strict=True) if holds]
