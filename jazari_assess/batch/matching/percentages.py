"""Columns of percentages that may hold parts of one: 0.45 where 45 is meant, as Excel's percent format stores it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from jazari_assess.batch.matching.headers import Matching
from jazari_assess.batch.matching.spelling import WHOLE, read_number
from jazari_assess.batch.scoring.columns import as_text
from jazari_assess.model.questionnaire import NumberQuestion, Question, Questionnaire

MOST_CELLS = 5
"""Cells shown of a column in doubt: enough to see what it is."""


@dataclass(frozen=True, kw_only=True)
class ShareColumn:
    """What a block holds in a column of percentages: whether one is over 1, and how many lie between 0 and 1.

    ``rows`` are the positions in the block of the first of those.
    """

    column: str
    over: bool
    parts: int
    rows: tuple[int, ...]


def share_columns(questionnaire: Questionnaire, matching: Matching, frame: pl.DataFrame) -> Iterator[ShareColumn]:
    """Yield what each column of percentages holds, whether its cells are good answers or not."""
    for match in matching.matches:
        if _is_percentage(questionnaire.questions.get(match.target.question)):
            values = _values(frame[match.header.column])
            rows = np.flatnonzero((values > 0) & (values < 1))
            first = tuple(rows[:MOST_CELLS].tolist())
            yield ShareColumn(column=match.header.column, over=bool((values > 1).any()), parts=len(rows), rows=first)


def _is_percentage(question: Question | None) -> bool:
    return isinstance(question, NumberQuestion) and (question.minimum, question.maximum) == (0, WHOLE)


def _values(series: pl.Series) -> np.ndarray:
    """Return the numbers of a column, NaN for what is none; a number with a percent sign means what it says."""
    if series.dtype.is_numeric():
        return series.cast(pl.Float64).fill_null(np.nan).to_numpy()
    cells = as_text(series)
    distinct = cells.unique(maintain_order=True)
    known = np.array([_value(text) for text in distinct], dtype=np.float64)
    return known[cells.cast(pl.Enum(distinct)).to_physical().to_numpy()] if len(known) else np.empty(0)


def _value(text: str) -> float:
    read = read_number(text)
    if read is None or isinstance(read, str):
        return np.nan
    return WHOLE if read.kind == "percent" else read.value


@dataclass(frozen=True, kw_only=True)
class SuspectColumn:
    """A column of a table whose percentages all lie from 0 to 1, with ``count`` of them between; some of its rows."""

    column: str
    rows: tuple[int, ...]
    count: int


def suspects(blocks: Sequence[Sequence[Mapping[str, object]]]) -> Iterator[SuspectColumn]:
    """Yield the suspect columns of one table from what its blocks hold, as ``share_facts`` keeps it."""
    by_column: dict[str, list[Mapping[str, object]]] = {}
    for found in blocks:
        for one in found:
            by_column.setdefault(str(one["column"]), []).append(one)
    for column, parts in by_column.items():
        rows = tuple(row for part in parts for row in _rows(part))
        if rows and not any(part["over"] for part in parts):
            count = sum(int(str(part["parts"])) for part in parts)
            yield SuspectColumn(column=column, rows=rows[:MOST_CELLS], count=count)


def _rows(part: Mapping[str, object]) -> Sequence[int]:
    found = part["rows"]
    return found if isinstance(found, list | tuple) else ()


def share_facts(found: ShareColumn, lines: np.ndarray) -> Mapping[str, object]:
    """Return what is kept of a block's column; ``lines`` are its rows as people count them."""
    rows = [int(lines[row]) for row in found.rows]
    return {"column": found.column, "over": found.over, "parts": found.parts, "rows": rows}
