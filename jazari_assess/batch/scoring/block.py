"""One block of a table, read and scored: a pure function that any process or machine can run."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from jazari_assess.batch.interface import shown_name
from jazari_assess.batch.matching.percentages import share_columns, share_facts
from jazari_assess.batch.scoring.assessments import answer_frame, assessment_texts
from jazari_assess.batch.scoring.carrying import NOT_CARRIED, carried
from jazari_assess.batch.scoring.columns import BadCells, ReadBlock, Reader
from jazari_assess.batch.scoring.flags import flag_frame
from jazari_assess.batch.scoring.form_extras import form_extras
from jazari_assess.batch.scoring.kernel import Firms, firms, value_frame
from jazari_assess.batch.scoring.rows import (
    Identity,
    Origin,
    Plan,
    Seen,
    Where,
    identity_of,
    naming_column,
    origin_of,
    seen_rows,
)
from jazari_assess.batch.sources.staged_rows import read_block
from jazari_assess.engine.asking import relevance
from jazari_assess.engine.completions import shown
from jazari_assess.engine.score.values import ABSENT, answer_matrix
from jazari_assess.model.profile import REGIONS, SECTORS, SIZES

FILE_COLUMN, ASSESSMENT_COLUMN = "jazari:file", "jazari:assessment"
"""Columns that staging a folder adds: where each firm came from, and all that its file holds."""
ORIGIN_SCHEMA = {"position": pl.Int64, "file": pl.String, "row": pl.Int64, "wrong": pl.Boolean}
_REJECTING = ["batch-firm-missing", "batch-row-unused", "batch-row-unread", "batch-row-wide", "batch-text-long"]
"""What no open cell mends: a row that is about nobody, shifted, or longer than a text may be."""
BAD_SCHEMA = {"position": pl.Int64, "row": pl.Int64, "column": pl.String, "code": pl.String, "values": pl.String}


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
    """What one block gave: a scored row each, a line for each bad cell, counts, what was normalised, percentages.

    ``opened`` counts the bad cells that are left without an answer, ``origins`` where corrected rows came from.
    """

    scored: pl.DataFrame
    bad: pl.DataFrame
    rows: int
    blank: int
    rejected: int
    opened: int
    origins: pl.DataFrame
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
    seen = seen_rows(plan, frame, start)
    positions = np.flatnonzero(seen.there) + start
    frame = frame.filter(pl.Series(seen.there))
    read = _read(plan, frame)
    where = Where(table=plan.table, positions=positions, frame=frame)
    identity = identity_of(plan, frame, read, where)
    bad = _bad_frame(plan, read, identity.missing, seen, where)
    if plan.open_bad_cells:
        _leave_open(plan, read, bad.filter("open"), positions)
    wrong = np.isin(positions, bad.filter(~pl.col("open"))["position"].to_numpy())
    origin = origin_of(plan, frame)
    certain = relevance(plan.questionnaire.structure, read.columns)
    relevant = shown(plan.questionnaire.structure, read.columns)
    matrix = answer_matrix(plan.questionnaire.structure, read.columns, relevant.always, relevant.ever)
    own = firms(plan.questionnaire.structure, read.columns)
    scored = pl.concat(
        [
            _front(own, identity, where, _files(plan, frame), origin),
            plan.scorer.frame(matrix, read.columns, own),
            flag_frame(plan.questionnaire, read.columns, certain, frame.height),
            *([value_frame(matrix)] if plan.with_values else []),
            *([answer_frame(plan.questionnaire.structure, read)] if plan.with_answers else []),
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
        opened=bad.filter(pl.col("open") & ~pl.col("position").is_in(positions[wrong].tolist())).height,
        origins=_origins(origin, positions, wrong),
        normalised=tuple(
            {"column": one.column, "kind": one.kind, "example": one.example, "count": str(one.count)}
            for one in read.normalised
        ),
        shares=tuple(
            share_facts(one, where.lines(one.column))
            for one in share_columns(plan.vocabulary.questionnaire, plan.matching, frame)
        ),
    )


def _read(plan: Plan, frame: pl.DataFrame) -> ReadBlock:
    """Return the answers to the present edition, whichever the table answers."""
    read = Reader(vocabulary=plan.vocabulary, matching=plan.matching, saved=plan.saved).read(frame)
    asked = plan.vocabulary.questionnaire
    if asked.version == plan.questionnaire.structure.version:
        return read
    return carried(read, asked, plan.questionnaire, plan.matching)


def _leave_open(plan: Plan, read: ReadBlock, bad: pl.DataFrame, positions: np.ndarray) -> None:
    """Take what a bad cell seems to say out of the answers: its question has none then."""
    questions = {match.header.column: match.target.question for match in plan.matching.matches}
    ours = bad.filter(pl.col("code") != NOT_CARRIED)  # carrying has left these open already
    for position, column in ours.select("position", "column").rows():
        question = questions.get(column, "")
        if question in read.columns:
            read.columns[question].states[np.searchsorted(positions, position)] = ABSENT


def _origins(origin: Origin | None, positions: np.ndarray, wrong: np.ndarray) -> pl.DataFrame:
    if origin is None:
        return pl.DataFrame(schema=ORIGIN_SCHEMA)
    columns = {"position": positions, "file": origin.file, "row": origin.row, "wrong": wrong}
    return pl.DataFrame(columns, schema=ORIGIN_SCHEMA).filter(origin.known)


def _bad_frame(plan: Plan, read: ReadBlock, missing: np.ndarray, seen: Seen, where: Where) -> pl.DataFrame:
    parts = [_bad_part(bad, where) for bad in read.bad]
    if len(missing):
        parts.append(_lines(where, missing, naming_column(plan), "batch-firm-missing", "{}"))
    for rows, code in ((seen.unused, "batch-row-unused"), (seen.unread, "batch-row-unread")):
        if rows.any():
            parts.append(_lines(where, np.flatnonzero(rows[seen.there]), naming_column(plan), code, "{}"))
    parts += _broken_parts(plan, where)
    frame = pl.concat(parts) if parts else pl.DataFrame(schema=BAD_SCHEMA)
    frame = frame.unique(["position", "column"], keep="last", maintain_order=True).sort("position", maintain_order=True)
    rejecting = pl.col("code").is_in(_REJECTING) if plan.open_bad_cells else pl.lit(value=True)
    closed = rejecting & (pl.col("code") != NOT_CARRIED)
    return frame.with_columns((~closed).alias("open"))


def _bad_part(bad: BadCells, where: Where) -> pl.DataFrame:
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


def _lines(where: Where, rows: np.ndarray, column: str, code: str, values: str) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "position": where.positions[rows],
            "row": where.lines(column)[rows],
            **{name: [text] * len(rows) for name, text in (("column", column), ("code", code), ("values", values))},
        },
        schema=BAD_SCHEMA,
    )


def _broken_parts(plan: Plan, where: Where) -> list[pl.DataFrame]:
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


def _front(own: Firms, identity: Identity, where: Where, files: pl.Series, origin: Origin | None) -> pl.DataFrame:
    lines = pl.Series(where.lines())
    if origin is not None:
        files = origin.file.zip_with(origin.known, files)
        lines = origin.row.zip_with(origin.known, lines.cast(pl.Int64))
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
            "row": lines,
            "key": identity.key,
            "position": where.positions,
        }
    )


def _names(positions: np.ndarray, names: Sequence[str]) -> pl.Series:
    known = pl.Series(names, dtype=pl.String).gather(np.where(positions < 0, 0, positions))
    return known.set(pl.Series(positions < 0), None)


def _assessments(
    plan: Plan, frame: pl.DataFrame, read: ReadBlock, identity: Identity, wrong: np.ndarray
) -> pl.DataFrame:
    """Return each good row as the text of an assessment, for its report."""
    if ASSESSMENT_COLUMN in plan.table.own_columns:
        return frame.select(pl.col(ASSESSMENT_COLUMN).alias("assessment"))
    own = form_extras(plan.matching, frame)
    texts = assessment_texts(plan.questionnaire, read, identity.id, identity.firm, ~wrong, own)
    return pl.DataFrame({"assessment": pl.Series(texts, dtype=pl.String)})
