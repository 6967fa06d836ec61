"""Columns of levels that may be coded otherwise than from 0: looked at as a whole, for each cell alone looks right."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from jazari_assess.batch.interface import Header, Table
from jazari_assess.batch.matching.headers import Match, Matching
from jazari_assess.batch.matching.map_file import BatchMap
from jazari_assess.batch.matching.spelling import read_number
from jazari_assess.batch.matching.vocabulary import Vocabulary
from jazari_assess.batch.sources.staged_rows import read_block, scan
from jazari_assess.errors import Place, Problem
from jazari_assess.model.questionnaire import LevelQuestion

_FEWEST_NUMBERS = 3
"""Numbers in a column before it is looked at: of fewer none is typical."""
_MANY_NUMBERS = 200
"""Numbers in all columns of levels among which a lowest level is to be expected: with one in fifty firms at the bottom
of each, which is few, a table without any comes once in fifty-seven."""
_FEWEST_ROWS, _AGAINST, _SURE, _WITH = 30, -0.35, -5.0, 0.1
"""A column runs against its neighbours with so many rows, a correlation below this, so many standard errors from 0,
and neighbours that go together themselves."""
_SAMPLE = 20_000
"""Rows that are looked at for how a scale is coded: a code that 20,000 firms do not use is not used."""
_MOST_DISTINCT, _SLICE = 200, 100_000
"""Different values of a column that are counted in so many rows: a scale has at most 101."""
_HEADERS_SHOWN, _HEADER_SHOWN, _CELLS_SHOWN = 3, 40, 5
"""Columns named in a message, the characters of the header of each, and the cells named of them: one or two lines."""
_MISSING_CODES = (-1.0, -2.0, -8.0, -9.0, -77.0, -88.0, -98.0, -99.0, -999.0, 77.0, 88.0, 98.0, 99.0, 999.0, 9999.0)
"""Numbers that survey tools and analysts write for a missing answer."""

_PROBLEMS = {
    "shifted": "batch-scale-shifted",
    "coded": "batch-scale-coded",
    "inverted": "batch-scale-inverted",
}
"""What each finding is called where it stops a table."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Columns that may be coded otherwise, by which kind of coding, what a map would say of them, and how one sees it.

    ``counts`` are the numbers seen and how often, over all the columns; ``steps`` how many levels they have.
    """

    code: str
    headers: tuple[Header, ...]
    recoding: Mapping[str, object]
    counts: Mapping[float, int]
    steps: int

    def says(self) -> str:
        """Return what a map would say of the columns."""
        return ", ".join(f"{key}: {value}" for key, value in self.recoding.items())

    def evidence(self) -> str:
        """Return the numbers seen with how often, as ``1: 12, 2: 40``."""
        return ", ".join(f"{number:g}: {count}" for number, count in sorted(self.counts.items())[:_MOST_SHOWN])


_MOST_SHOWN = 14
"""Values shown of a scale, a little over one from 0 to 10: what is beyond does not help to see how it is coded."""


@dataclass(frozen=True, kw_only=True)
class _Levels:
    """A column of levels: the numbers seen in it with how often, codes for missing answers aside, and its top level."""

    match: Match
    counts: Mapping[float, int]
    missing: tuple[float, ...]
    top: int

    @property
    def numbers(self) -> int:
        return sum(self.counts.values())

    def plain(self) -> int:
        """Return how many numbers are levels as they stand."""
        return sum(count for number, count in self.counts.items() if 0 <= number <= self.top)

    def over(self) -> bool:
        """Say whether the column fits a scale from 1: one above the top level is there, and nothing below 1."""
        whole = all(1 <= number <= self.top + 1 for number in self.counts)
        return whole and self.top + 1 in self.counts and self.numbers >= _FEWEST_NUMBERS


def scale_findings(table: Table, matching: Matching, vocabulary: Vocabulary, saved: BatchMap) -> tuple[Finding, ...]:
    """Return what is found about the columns of levels of which the map says nothing yet."""
    columns = list(_level_columns(table, matching, vocabulary, saved))
    found = [*_coded(columns), *_from_one(columns)]
    settled = {header.column for one in found for header in one.headers}
    return (*found, *_inverted(table, [one for one in columns if one.match.header.column not in settled]))


def scale_problems(table: Table, findings: Sequence[Finding]) -> list[Problem]:
    """Return each finding as the problem that stops the table."""
    row = table.first + table.row_offset - 1
    return [
        Problem(
            code=_PROBLEMS[one.code],
            place=Place(file=table.file, sheet=table.sheet, cell=_cells(one.headers, row)),
            values={
                "columns": ", ".join(header.text[:_HEADER_SHOWN] for header in one.headers[:_HEADERS_SHOWN]),
                "count": str(len(one.headers)),
                "evidence": one.evidence(),
                "says": one.says(),
                "steps": str(one.steps),
                "last": str(one.steps - 1),
            },
        )
        for one in findings
    ]


def missing_codes(table: Table, matching: Matching, vocabulary: Vocabulary) -> Mapping[str, tuple[float, ...]]:
    """Return the usual codes for a missing answer that stand in columns of levels, by column."""
    columns = _level_columns(table, matching, vocabulary, None)
    return {one.match.header.column: one.missing for one in columns if one.missing}


def _cells(headers: Sequence[Header], row: int) -> str:
    return ", ".join(f"{one.letters}{row}" if one.letters else one.text for one in headers[:_CELLS_SHOWN])


def _level_columns(
    table: Table, matching: Matching, vocabulary: Vocabulary, saved: BatchMap | None
) -> Iterator[_Levels]:
    asked = [(match, vocabulary.questionnaire.questions.get(match.target.question)) for match in matching.matches]
    open_ = [
        (match, question)
        for match, question in asked
        if isinstance(question, LevelQuestion) and (saved is None or not saved.says_scale(match.header.text))
    ]
    numbers = _numbers(table, [match.header.column for match, _ in open_])
    for match, question in open_:
        counts = numbers[match.header.column]
        missing = tuple(sorted(number for number in counts if number in _MISSING_CODES))
        kept = {number: count for number, count in counts.items() if number not in missing}
        yield _Levels(match=match, counts=kept, missing=missing, top=question.options - 1)


def _numbers(table: Table, columns: Sequence[str]) -> Mapping[str, Counter[float]]:
    """Return the numbers of some columns with how often each stands there, looked at a slice of the rows at a time."""
    found: Mapping[str, Counter[float]] = {column: Counter() for column in columns}
    end = table.first + table.rows
    for start in range(table.first, end, _SLICE) if columns else ():
        rows = read_block(table.path, columns, start, min(_SLICE, end - start))
        for column, counts in found.items():
            told = rows.group_by(column).agg(pl.len().alias("rows")).top_k(_MOST_DISTINCT, by="rows")
            for value, count in told.rows():
                read = None if value is None else read_number(str(value))
                if read is not None and not isinstance(read, str):
                    counts[read.value] += count
    return found


def _finding(code: str, columns: Sequence[_Levels], recoding: Mapping[str, object]) -> Finding:
    counts = sum((Counter(one.counts) for one in columns), Counter())
    return Finding(
        code=code,
        headers=tuple(one.match.header for one in columns),
        recoding=recoding,
        counts=counts,
        steps=columns[0].top + 1,
    )


def _from_one(columns: Sequence[_Levels]) -> Iterator[Finding]:
    """Find scales from 1: with the number above the top level, or without any 0 in many answers of many columns."""
    numeric = [one for one in columns if one.numbers]
    zero = any(0 in one.counts for one in numeric)
    over = [one for one in numeric if one.over()]
    within = [one for one in numeric if all(1 <= number <= one.top + 1 for number in one.counts)]
    many = sum(one.numbers for one in within) >= _MANY_NUMBERS and len(within) == len(numeric) > 1
    concerned = over if zero else within if over or many else []
    for top in sorted({one.top for one in concerned}):
        same = [one for one in concerned if one.top == top]
        yield _finding("shifted", same, {"scale": f"1..{top + 1}"})


def _coded(columns: Sequence[_Levels]) -> Iterator[Finding]:
    """Find levels written in tens, or as parts of a hundred."""
    by_factor: dict[float, list[_Levels]] = {}
    for one in columns:
        factor = _factor(one)
        if factor is not None:
            by_factor.setdefault(factor, []).append(one)
    for factor, same in by_factor.items():
        yield _finding("coded", same, {"times": factor})


def _factor(one: _Levels) -> float | None:
    numbers = set(one.counts)
    if len(numbers) < 2 or max(numbers) <= one.top + 1 or one.numbers < _FEWEST_NUMBERS:  # noqa: PLR2004 - a scale has two
        return None
    hundredths = {100 * level / one.top for level in range(one.top + 1)}
    if numbers <= hundredths:
        return one.top / 100
    tens = {10.0 * level for level in range(one.top + 2)}
    return 0.1 if numbers <= tens else None


def _inverted(table: Table, columns: Sequence[_Levels]) -> Iterator[Finding]:
    """Find columns in which firms that are high elsewhere are low, and the reverse."""
    plain = [one for one in columns if one.plain() >= _FEWEST_ROWS]
    if len(plain) < 4:  # noqa: PLR2004 - a column and neighbours
        return
    names = [one.match.header.column for one in plain]
    rows = scan(table.path).select(names).slice(table.first, _SAMPLE)
    read = rows.select(pl.all().cast(pl.Float64, strict=False)).collect().to_numpy()
    tops = np.array([one.top for one in plain])
    read = np.where((read >= 0) & (read <= tops), read, np.nan)
    against = _correlations(read)
    rest = np.median(against[against > _AGAINST]) if (against > _AGAINST).any() else 0.0
    errors = against * np.sqrt((~np.isnan(read)).sum(axis=0))
    for place in np.flatnonzero((against < _AGAINST) & (errors < _SURE)):
        if rest >= _WITH:
            yield _finding("inverted", [plain[place]], {"invert": "true"})


def _correlations(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how each column (rows x columns, NaN: missing) goes with the mean of the others, 0 where none varies."""
    spread = np.nanstd(values, axis=0)
    centred = values - np.nanmean(values, axis=0)
    scaled = np.where(np.isnan(values), 0.0, centred / np.where(spread > 0, spread, 1.0))
    others = scaled.sum(axis=1, keepdims=True) - scaled
    sizes = np.sqrt((scaled**2).sum(axis=0) * (others**2).sum(axis=0))
    return np.asarray((scaled * others).sum(axis=0) / np.where(sizes > 0, sizes, 1.0))
