"""Percentages that may be parts of one: what a column holds, block by block, and what is said of all blocks."""

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl
import pytest

from jazari_assess.batch.interface import Header
from jazari_assess.batch.matching.headers import Match, Matching
from jazari_assess.batch.matching.percentages import ShareColumn, SuspectColumn, share_columns, share_facts, suspects
from jazari_assess.batch.matching.vocabulary import Target
from jazari_assess.model.questionnaire import LevelQuestion, NumberQuestion, Question
from tests.engine.small_models import questionnaire

SHARE = NumberQuestion(kind="number", minimum=0, maximum=100, map_=((0, 0.0), (100, 1.0)))


def held(series: pl.Series, question: Question = SHARE) -> Sequence[ShareColumn]:
    """Return what is seen in a column."""
    match = Match(header=Header(column="A", text="Share"), target=Target(question="share"), how="map")
    matching = Matching(matches=(match,), near=(), unused=(), twice=(), tool=None)
    return list(share_columns(questionnaire({"share": question}), matching, series.alias("A").to_frame()))


def seen(*, over: bool, rows: Sequence[int], parts: int | None = None) -> Sequence[ShareColumn]:
    """Return a column in which some rows lie between 0 and 1."""
    return [ShareColumn(column="A", over=over, parts=len(rows) if parts is None else parts, rows=tuple(rows))]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ([0.45, 0.0, 1.0, None, 0.9], seen(over=False, rows=[0, 4])),
        ([0.45, 1.5], seen(over=True, rows=[0])),
        ([0, 1, None], seen(over=False, rows=[])),
        ([0.1] * 8, seen(over=False, rows=range(5), parts=8)),
        (["0,45", "x", "", "1", "0.9", "0,45"], seen(over=False, rows=[0, 4, 5])),
        (["0,5 %", "0,45"], seen(over=True, rows=[1])),  # a number with a percent sign is no part of one
        (["-0,5", "1,234"], seen(over=False, rows=[])),
        ([], seen(over=False, rows=[])),
    ],
)
def test_what_a_column_of_percentages_holds(cells: Sequence[object], expected: Sequence[ShareColumn]) -> None:
    """What lies between 0 and 1, the first five of it by row, and whether anything is over 1; as numbers or as text."""
    series = pl.Series(cells) if cells else pl.Series([], dtype=pl.String)
    assert held(series) == expected


@pytest.mark.parametrize(
    "question",
    [
        LevelQuestion(kind="level", options=5),
        NumberQuestion(kind="number", minimum=0, maximum=50, map_=((0, 0.0), (50, 1.0))),
        NumberQuestion(kind="number", minimum=-100, maximum=100, map_=((0, 0.0), (100, 1.0))),
    ],
)
def test_only_percentages_are_looked_at(question: Question) -> None:
    """A level and a number of other bounds are what they are."""
    assert held(pl.Series([0.45]), question) == []


def part(*rows: int, over: bool = False, column: str = "A", more: int = 0) -> Mapping[str, object]:
    """Return what is kept of a column of one block."""
    return {"column": column, "over": over, "parts": len(rows) + more, "rows": list(rows)}


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([[part(2, 3)], [part(9)]], [SuspectColumn(column="A", rows=(2, 3, 9), count=3)]),
        ([[part(2, 3)], [part(over=True)]], []),
        ([[part()], [part()]], []),
        (
            [[part(2), part(3, column="B", over=True)], [part(column="B")]],
            [SuspectColumn(column="A", rows=(2,), count=1)],
        ),
        (
            [[part(1, 2, 3, 4, 5, more=10)], [part(6)]],
            [SuspectColumn(column="A", rows=(1, 2, 3, 4, 5), count=16)],
        ),
    ],
)
def test_a_column_is_in_doubt_where_nothing_of_it_is_over_one(
    blocks: Sequence[Sequence[Mapping[str, object]]], expected: Sequence[SuspectColumn]
) -> None:
    """All blocks are looked at together: five rows are shown, all are counted."""
    assert list(suspects(blocks)) == expected


def test_rows_are_kept_as_people_count_them() -> None:
    """Positions in a block become the lines of its file."""
    (found,) = seen(over=True, rows=[0, 2], parts=7)
    assert share_facts(found, np.array([10, 11, 14])) == {"column": "A", "over": True, "parts": 7, "rows": [10, 14]}
