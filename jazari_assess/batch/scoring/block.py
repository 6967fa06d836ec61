"""One block of a table, read and scored: a pure function that any process or machine can run."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from jazari_assess.batch.scoring.assessments import assessment_texts
from jazari_assess.batch.scoring.columns import BadCells, Reader, ReadBlock, as_text
from jazari_assess.batch.matching.headers import Matching
from jazari_assess.batch.interface import LINE_COLUMN, Table, shown_name
from jazari_assess.batch.matching.map_file import BatchMap
from jazari_assess.batch.scoring.texts import dates, one_line
from jazari_assess.batch.scoring.kernel import Firms, Scorer, firms, matrix_of, value_frame
from jazari_assess.batch.matching.percentages import share_columns, share_facts
from jazari_assess.batch.sources.staged_rows import read_block
from jazari_assess.batch.matching.vocabulary import DATE, IDENTIFIER, STAGE, Target, Vocabulary
from jazari_assess.model.library import ModelContent, QuestionnaireContent
from jazari_assess.model.profile import REGIONS, SECTORS, SIZES
from jazari_assess.model.questionnaire import ProfileQuestion

_LONGEST_ID, _LONGEST_STAGE = 200, 40
FILE_COLUMN, ASSESSMENT_COLUMN = "jazari:file", "jazari:assessment"
"""Columns that staging a folder adds: where each firm came from, and all that its file holds."""
BAD_SCHEMA = {"position": pl.Int64, "row": pl.Int64, "column": pl.String, "code": pl.String, "values": pl.String}


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What all blocks of a table share; the values of every question are for summaries, assessments for reports."""

    questionnaire: QuestionnaireContent
    models: tuple[ModelContent, ...]
    vocabulary: Vocabulary
    saved: BatchMap
    table: Table
    matching: Matching
    with_values: bool
    with_assessments: bool


@dataclass(frozen=True, kw_only=True)
class Block:
    """Some rows of a table; ``rows`` counts from ``start``, a position in the staged file.

    ``frame`` brings the rows along to machines that do not see the staged file.
    """

    plan: Plan
    start: int
    rows: int
    frame: pl.DataFrame | None = None


@dataclass(frozen=True, kw_only=True)
class Part:
    """What one block gave: a scored row each, a line for each bad cell, counts, what was normalised, percentages."""

    scored: pl.DataFrame
    bad: pl.DataFrame
    rows: int
    blank: int
    rejected: int
    normalised: tuple[Mapping[str, str], ...]
    shares: tuple[Mapping[str, object], ...]


def score_block(block: Block) -> Part:
    """Read and score some rows. The same block gives the same part, wherever it runs."""
    return score_rows(block.plan, rows_of(block) if block.frame is None else block.frame, block.start)


def rows_of(block: Block) -> pl.DataFrame:
    """Return the rows of a block from the staged file."""
    table = block.plan.table
    columns = [*(header.column for header in table.headers), *table.own_columns]
    return read_block(table.path, columns, block.start, block.rows)


def score_rows(plan: Plan, frame: pl.DataFrame, start: int) -> Part:
    """Score the rows of ``frame``, the first of which stands at ``start`` in the staged file."""
    seen = _seen(plan, frame, start)
    positions = np.flatnonzero(seen.there) + start
    frame = frame.filter(pl.Series(seen.there))
    read = Reader(vocabulary=plan.vocabulary, matching=plan.matching, saved=plan.saved).read(frame)
    where = _Where(table=plan.table, positions=positions, frame=frame)
    identity = _identity(plan, frame, read, where)
    bad = _bad_frame(plan, read, identity.missing, seen, where)
    wrong = np.isin(positions, bad["position"].to_numpy())
    matrix = matrix_of(plan.questionnaire.structure, read.columns)
    own = firms(plan.questionnaire.structure, read.columns)
    scored = pl.concat(
        [
            _front(own, identity, where, _files(plan, frame)),
            Scorer(plan.models, plan.questionnaire.structure).frame(matrix, read.columns, own),
            *([value_frame(matrix)] if plan.with_values else []),
            *([_assessments(plan, frame, read, identity, wrong)] if plan.with_assessments else []),
        ],
        how="horizontal",
    )
    return Part(
        scored=scored.filter(pl.Series(~wrong)),
        bad=bad,
        rows=len(positions),
        blank=seen.blank,
        rejected=int(wrong.sum()),
        normalised=tuple(
            {"column": one.column, "kind": one.kind, "example": one.example, "count": str(one.count)}
            for one in read.normalised
        ),
        shares=tuple(
            share_facts(one, where.lines(one.column))
            for one in share_columns(plan.questionnaire.structure, plan.matching, frame)
        ),
    )


@dataclass(frozen=True, kw_only=True)
class _Where:
    """Where the rows of a block stand: their positions in the staged file, and the rows that people know them by."""

    table: Table
    positions: np.ndarray
    frame: pl.DataFrame

    def lines(self, column: str = "") -> np.ndarray:
        """Return the row number of each cell of a column; without one, the first row of each firm."""
        own = f"{LINE_COLUMN}:{column}"
        name = own if own in self.table.own_columns else LINE_COLUMN
        if name not in self.table.own_columns:
            return self.positions + self.table.row_offset
        found = self.frame[name].cast(pl.Int64)
        return (found if name == LINE_COLUMN else found.fill_null(self.frame[LINE_COLUMN].cast(pl.Int64))).to_numpy()


@dataclass(frozen=True, kw_only=True)
class _Seen:
    """Which rows of a block there are to score or to give back, and how many hold nothing; masks over the block.

    ``unused`` rows hold something, but in no column that is used; ``unread`` ones hold something by the file's own
    count, of which the reader saw nothing.
    """

    there: np.ndarray
    unused: np.ndarray
    unread: np.ndarray
    blank: int


def _seen(plan: Plan, frame: pl.DataFrame, start: int) -> _Seen:
    used = _filled(frame, [match.header.column for match in plan.matching.matches])
    rest = np.flatnonzero(~used)
    left = frame[rest]
    unused, unread = np.zeros(len(used), dtype=np.bool_), np.zeros(len(used), dtype=np.bool_)
    rows = rest + start + plan.table.row_offset
    broken = np.isin(rows, [cell.row for cell in plan.table.broken])
    text = _filled(left, left.columns)
    unused[rest] = text & ~broken
    empty = left.select(pl.all_horizontal(pl.all().is_null())).to_series().to_numpy() if len(rest) else rest > 0
    unread[rest] = _in_runs(rows, plan.table.filled) & empty & ~broken
    there = used | unused | unread
    there[rest[broken]] = True
    skipped = np.isin(np.arange(len(used)) + start, plan.table.skipped)
    return _Seen(
        there=there & ~skipped,
        unused=unused & ~skipped,
        unread=unread & ~skipped,
        blank=int((~there & ~skipped).sum()),
    )


def _in_runs(rows: np.ndarray, runs: Sequence[tuple[int, int]] | None) -> np.ndarray:
    """Return which row numbers lie in one of the runs, which rise."""
    if not runs:
        return np.zeros(len(rows), dtype=np.bool_)
    first, last = np.array(runs).T
    at = np.searchsorted(first, rows, side="right") - 1
    return np.asarray((at >= 0) & (rows <= last[at]))


def _filled(frame: pl.DataFrame, columns: Sequence[str]) -> np.ndarray:
    """Return where a row holds anything but spaces in some columns."""
    if any(frame.schema[name].is_numeric() and not frame[name].null_count() for name in columns):
        return np.ones(frame.height, dtype=np.bool_)
    filled = [
        pl.col(name).is_not_null() & (pl.col(name).str.strip_chars() != "")
        if frame.schema[name] == pl.String
        else pl.col(name).is_not_null()
        for name in columns
    ]
    return frame.select(pl.any_horizontal(filled)).to_series().to_numpy()


@dataclass(frozen=True, kw_only=True)
class _Identity:
    """Who each row is about; ``missing`` are positions in the block of rows about nobody."""

    id: pl.Series
    firm: pl.Series
    ice: pl.Series
    stage: pl.Series
    date: pl.Series
    key: pl.Series
    missing: np.ndarray


def _identity(plan: Plan, frame: pl.DataFrame, read: ReadBlock, where: _Where) -> _Identity:
    """Return identifier, name and key: the identifier given, else the ICE, else name and region, and the visit's stage."""
    structure = plan.questionnaire.structure
    names = {
        question.field: name for name, question in structure.questions.items() if isinstance(question, ProfileQuestion)
    }
    blank = pl.Series([""], dtype=pl.String).new_from_index(0, frame.height)
    firm = read.texts.get(names.get("firm", ""), blank)
    ice = read.texts.get(names.get("ice", ""), blank)
    given = _column_of(plan, IDENTIFIER)
    own = blank if given is None else as_text(frame[given]).str.replace_all(r"\s+", " ").str.strip_chars()
    own = own.str.slice(0, _LONGEST_ID)
    visit, day = _column_of(plan, STAGE), _column_of(plan, DATE)
    stage = blank if visit is None else one_line(as_text(frame[visit])).str.slice(0, _LONGEST_STAGE)
    region = read.columns[names["region"]].codes if "region" in names else np.zeros(frame.height)
    place = pl.Series(np.nan_to_num(region, nan=-1)).cast(pl.Int64).cast(pl.String)
    folded = firm.str.to_lowercase()
    key = own.zip_with(own != "", ice.zip_with(ice != "", folded + "\n" + place))
    numbers = pl.Series(where.lines()).cast(pl.String)
    found = own.zip_with(own != "", ice.zip_with(ice != "", firm.str.slice(0, _LONGEST_ID)))
    nobody = found == ""
    anonymous = given is None and not {"firm", "ice"} & {
        field for field, name in names.items() if any(match.target.question == name for match in plan.matching.matches)
    }
    if anonymous:
        found, key, nobody = numbers, numbers, pl.Series([False]).new_from_index(0, frame.height)
    return _Identity(
        id=found,
        firm=firm.zip_with(firm != "", found),
        ice=ice.replace("", None),
        stage=stage.replace("", None),
        date=dates(blank if day is None else as_text(frame[day])),
        key=(key + "\n" + stage).hash(seed=7) if (stage != "").any() else key.hash(seed=7),
        missing=np.flatnonzero(nobody.to_numpy()),
    )


def _column_of(plan: Plan, role: Target) -> str | None:
    return next((match.header.column for match in plan.matching.matches if match.target == role), None)


def _bad_frame(plan: Plan, read: ReadBlock, missing: np.ndarray, seen: _Seen, where: _Where) -> pl.DataFrame:
    parts = [_bad_part(bad, where) for bad in read.bad]
    if len(missing):
        parts.append(_lines(where, missing, _naming_column(plan), "batch-firm-missing", "{}"))
    for rows, code in ((seen.unused, "batch-row-unused"), (seen.unread, "batch-row-unread")):
        if rows.any():
            parts.append(_lines(where, np.flatnonzero(rows[seen.there]), _naming_column(plan), code, "{}"))
    parts += _broken_parts(plan, where)
    frame = pl.concat(parts) if parts else pl.DataFrame(schema=BAD_SCHEMA)
    return frame.unique(["position", "column"], keep="last", maintain_order=True).sort("position", maintain_order=True)


def _naming_column(plan: Plan) -> str:
    structure = plan.questionnaire.structure.questions
    for match in plan.matching.matches:
        question = structure.get(match.target.question)
        if match.target == IDENTIFIER or (isinstance(question, ProfileQuestion) and question.field in {"firm", "ice"}):
            return match.header.column
    return plan.matching.matches[0].header.column


def _bad_part(bad: BadCells, where: _Where) -> pl.DataFrame:
    codes = pl.Series([outcome.problem for outcome in bad.outcomes], dtype=pl.String)
    values = pl.Series([_json(outcome.values) for outcome in bad.outcomes], dtype=pl.String)
    return pl.DataFrame(
        {
            "position": where.positions[bad.rows],
            "row": where.lines(bad.column)[bad.rows],
            "column": pl.Series([bad.column], dtype=pl.String).new_from_index(0, len(bad.rows)),
            "code": codes.gather(bad.which),
            "values": values.gather(bad.which),
        },
        schema=BAD_SCHEMA,
    )


def _lines(where: _Where, rows: np.ndarray, column: str, code: str, values: str) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "position": where.positions[rows],
            "row": where.lines(column)[rows],
            **{name: [text] * len(rows) for name, text in (("column", column), ("code", code), ("values", values))},
        },
        schema=BAD_SCHEMA,
    )


def _broken_parts(plan: Plan, where: _Where) -> list[pl.DataFrame]:
    """Return the cells that the file itself declares broken, where their column is used."""
    if not plan.table.broken:
        return []
    used = {match.header.column for match in plan.matching.matches}
    known = {position + plan.table.row_offset: row for row, position in enumerate(where.positions.tolist())}
    return [
        _lines(where, np.array([known[cell.row]]), cell.column, cell.code, _json({"found": cell.found}))
        for cell in plan.table.broken
        if cell.row in known and (cell.column in used or cell.code == "batch-row-wide")
    ]


def _json(values: Mapping[str, str]) -> str:
    return json.dumps(dict(values), ensure_ascii=False)


def _files(plan: Plan, frame: pl.DataFrame) -> pl.Series:
    """Return the name of the file that each row came from."""
    if FILE_COLUMN in plan.table.own_columns:
        return frame[FILE_COLUMN]
    return pl.Series([shown_name(Path(plan.table.file))], dtype=pl.String).new_from_index(0, frame.height)


def _front(own: Firms, identity: _Identity, where: _Where, files: pl.Series) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "id": identity.id,
            "firm": identity.firm,
            "region": _names(own.region, REGIONS),
            "sector": _names(own.sector, SECTORS),
            "size": _names(own.size, SIZES),
            "staff": pl.Series(own.staff).fill_nan(None).cast(pl.Int64),
            "turnover": pl.Series(own.turnover).fill_nan(None),
            "ice": identity.ice,
            "stage": identity.stage,
            "date": identity.date,
            "file": files,
            "sheet": pl.Series([where.table.sheet] * len(files), dtype=pl.String),
            "row": where.lines(),
            "key": identity.key,
            "position": where.positions,
        }
    )


def _names(positions: np.ndarray, names: Sequence[str]) -> pl.Series:
    known = pl.Series(names, dtype=pl.String).gather(np.where(positions < 0, 0, positions))
    return known.set(pl.Series(positions < 0), None)


def _assessments(
    plan: Plan, frame: pl.DataFrame, read: ReadBlock, identity: _Identity, wrong: np.ndarray
) -> pl.DataFrame:
    """Return each good row as the text of an assessment, for its report."""
    if ASSESSMENT_COLUMN in plan.table.own_columns:
        return frame.select(pl.col(ASSESSMENT_COLUMN).alias("assessment"))
    texts = assessment_texts(plan.questionnaire, read, identity.id, identity.firm, ~wrong)
    return pl.DataFrame({"assessment": pl.Series(texts, dtype=pl.String)})
