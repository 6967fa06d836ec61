"""Which rows of a block there are to score, where they stand, and who each of them is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from jazari_assess.batch.interface import LINE_COLUMN, Table
from jazari_assess.batch.matching.headers import Matching
from jazari_assess.batch.matching.map_file import BatchMap
from jazari_assess.batch.matching.spelling import normal
from jazari_assess.batch.matching.vocabulary import DATE, IDENTIFIER, STAGE, Target, Vocabulary
from jazari_assess.batch.scoring.columns import ReadBlock, as_text
from jazari_assess.batch.scoring.kernel import Scorer
from jazari_assess.batch.scoring.texts import dates, one_line
from jazari_assess.model.library import ModelContent, QuestionnaireContent
from jazari_assess.model.questionnaire import ProfileQuestion

_LONGEST_ID, _LONGEST_STAGE = 200, 40
"""Characters kept of the number of a firm and of the name of a visit; none that means something is longer."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What all blocks of a table share; the values of every question are for summaries, assessments for reports.

    ``vocabulary`` is that of the edition that the table answers, ``questionnaire`` the present one.
    """

    questionnaire: QuestionnaireContent
    models: tuple[ModelContent, ...]
    vocabulary: Vocabulary
    saved: BatchMap
    table: Table
    matching: Matching
    with_values: bool
    with_assessments: bool
    with_answers: bool = False
    open_bad_cells: bool = False

    @cached_property
    def scorer(self) -> Scorer:
        """The models, compiled once for all blocks."""
        return Scorer(self.models, self.questionnaire.structure)


@dataclass(frozen=True, kw_only=True)
class Where:
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
class Seen:
    """Which rows of a block there are to score or to give back, and how many hold nothing; masks over the block.

    ``unused`` rows hold something, but in no column that is used; ``unread`` ones hold something by the file's own
    count, of which the reader saw nothing.
    """

    there: np.ndarray
    unused: np.ndarray
    unread: np.ndarray
    blank: int


def seen_rows(plan: Plan, frame: pl.DataFrame, start: int) -> Seen:
    """Look which rows hold something."""
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
    return Seen(
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
    """Return where a row holds anything but spaces in some columns; most rows do in the first, and are done with."""
    filled, rows = np.zeros(frame.height, dtype=np.bool_), np.arange(frame.height)
    for name in columns:
        holds = _holds(frame[name] if len(rows) == frame.height else frame[name].gather(rows))
        filled[rows[holds]] = True
        rows = rows[~holds]
        if not len(rows):
            break
    return filled


def _holds(series: pl.Series) -> np.ndarray:
    holds = series.is_not_null()
    if series.dtype == pl.String:
        holds &= (series.str.strip_chars() != "").fill_null(value=False)
    return holds.to_numpy()


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Who each row is about; ``missing`` are positions in the block of rows about nobody."""

    id: pl.Series
    firm: pl.Series
    ice: pl.Series
    stage: pl.Series
    date: pl.Series
    key: pl.Series
    missing: np.ndarray


def identity_of(plan: Plan, frame: pl.DataFrame, read: ReadBlock, where: Where) -> Identity:
    """Return identifier, name and key: what identifies it, else the ICE, else name and region, with the stage."""
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
    return Identity(
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


def naming_column(plan: Plan) -> str:
    """Return the column that names the firm, else the first that is used."""
    structure = plan.questionnaire.structure.questions
    for match in plan.matching.matches:
        question = structure.get(match.target.question)
        if match.target == IDENTIFIER or (isinstance(question, ProfileQuestion) and question.field in {"firm", "ice"}):
            return match.header.column
    return plan.matching.matches[0].header.column


@dataclass(frozen=True, kw_only=True)
class Origin:
    """The file and row that rows given back for correction came from; null where a row says neither."""

    file: pl.Series
    row: pl.Series

    @property
    def known(self) -> pl.Series:
        """Which rows say it."""
        return self.file.is_not_null() & self.row.is_not_null()


def origin_of(plan: Plan, frame: pl.DataFrame) -> Origin | None:
    """Return where the rows of a block came from before they were given back, None where no column says so."""
    words = plan.vocabulary.words
    by_form = {normal(header.text): header.column for header in plan.table.headers}
    both = (words.origin_file, words.origin_row)
    columns = [next((by_form[form] for form in forms if form in by_form), None) for forms in both]
    if None in columns:
        return None
    file, row = (as_text(frame[str(column)]).str.strip_chars() for column in columns)
    return Origin(file=file.replace("", None), row=row.str.extract(r"^(\d+)").cast(pl.Int64, strict=False))
