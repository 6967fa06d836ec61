"""Columns of free text and of the firm's name and number: cleaned and checked as whole columns."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from jazari_assess.batch.scoring.answers import Outcome, shown
from jazari_assess.model.profile import ICE_DIGITS, LONGEST_LINE
from jazari_assess.model.questionnaire import ProfileQuestion, Question, TextQuestion
from jazari_assess.model.spreadsheet import DAY_ZERO

_INVISIBLE = (
    "[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f]"
)
_LINE_ENDS = "\r\n|\r|\u2028|\u2029"
_CLEAN = "^(?:[!-~]+(?: [!-~]+)*)?$"
"""A text of plain letters and single spaces, which nothing below would change."""
_DAYS = (r"^(\d{4}-\d{1,2}-\d{1,2})", r"^(\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4})", r"^(\d{5})(?:\.\d*)?$")
_WHOLE_ICE = f"^[0-9]{{{ICE_DIGITS}}}$"
_DIGITS = {chr(base + digit): str(digit) for base in (0x660, 0x6F0, 0xFF10) for digit in range(10)}
"""Arabic, Persian and full-width digits."""


@dataclass(frozen=True, kw_only=True)
class BadTexts:
    """Positions of texts that cannot be taken, which outcome each has, and the outcomes."""

    rows: np.ndarray
    which: np.ndarray
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, kw_only=True)
class ReadText:
    """Cleaned texts, empty where there is none; ``normalised`` holds (kind, example, count)."""

    text: pl.Series
    bad: BadTexts | None
    normalised: tuple[tuple[str, str, int], ...]


def read_text(question: Question, series: pl.Series) -> ReadText:
    """Read a column of a text question or of a text field of the profile."""
    match question:
        case ProfileQuestion(field="ice"):
            return _read_ice(series)
        case TextQuestion():
            return _read_words(series, question.maximum_length, one_line=False)
        case _:
            return _read_words(series, LONGEST_LINE, one_line=True)


def one_line(series: pl.Series) -> pl.Series:
    """Return texts cleaned of what nobody sees, on one line."""
    return _cleaned(series, one_line=True)


def lines(series: pl.Series) -> pl.Series:
    """Return texts cleaned of what nobody sees, with their ends of lines."""
    return _cleaned(series, one_line=False)


def dates(series: pl.Series) -> pl.Series:
    """Return the day (YYYY-MM-DD) that each text begins with, null where it is none.

    Days come as 2026-11-01, as 01/11/2026 (the day first, as here) or as Excel counts them, from 1899-12-30.
    """
    texts = pl.DataFrame({"text": series.str.strip_chars()})
    own, ours, counted = (pl.col("text").str.extract(shape) for shape in _DAYS)
    made = (
        own.str.to_date("%Y-%m-%d", strict=False),
        ours.str.replace_all(r"[.\-]", "/").str.to_date("%d/%m/%Y", strict=False),
        pl.lit(DAY_ZERO) + pl.duration(days=counted.cast(pl.Int64)),
    )
    return texts.select(pl.coalesce(made).cast(pl.String)).to_series()


def _read_words(series: pl.Series, limit: int, *, one_line: bool) -> ReadText:
    text = _cleaned(series, one_line=one_line)
    lengths = text.str.len_chars().to_numpy()
    rows = np.flatnonzero(lengths > limit)
    outcomes = tuple(
        Outcome(problem="batch-text-long", values={"length": str(lengths[row]), "limit": str(limit)}) for row in rows
    )
    changed = (text != series) & (text != "")
    notes = (("spaces", shown(series.filter(changed)[0]), int(changed.sum())),) if changed.any() else ()
    return ReadText(text=text, bad=_numbered(rows, outcomes), normalised=notes)


def _cleaned(series: pl.Series, *, one_line: bool) -> pl.Series:
    odd = (~series.str.contains(_CLEAN)).arg_true()
    composed = series.gather(odd).str.normalize("NFC").str.replace_all(_LINE_ENDS, "\n")
    text = composed.str.replace_all(_INVISIBLE, "")
    text = (text.str.replace_all(r"\s+", " ") if one_line else text).str.strip_chars()
    return series.clone().scatter(odd, text)


def _read_ice(series: pl.Series) -> ReadText:
    if series.str.contains(_WHOLE_ICE).all():
        return ReadText(text=series, bad=None, normalised=())
    western = series.str.replace_many(_DIGITS).str.replace_all(_INVISIBLE, "").str.replace_all(r"[\s.\-]", "")
    western = (
        pl.Series(western)
        .set(series.str.contains(r"^\s*\d+\.0\s*$"), "")
        .zip_with(~series.str.contains(r"^\s*\d+\.0\s*$"), series.str.strip_chars().str.replace(r"\.0$", ""))
    )
    padded = western.str.zfill(ICE_DIGITS).zip_with(western.str.contains(r"^\d{9,15}$"), western)
    rows = np.flatnonzero((~padded.str.contains(r"^\d{15}$") & (series.str.strip_chars() != "")).to_numpy())
    outcomes = tuple(Outcome(problem="batch-ice", values={"found": shown(series[int(row)])}) for row in rows)
    notes = []
    for kind, changed in (
        ("leading-zeros", (padded != western) & padded.str.contains(r"^\d{15}$")),
        ("spaces", (western != series) & (padded == western) & (western != "")),
    ):
        if changed.any():
            notes.append((kind, shown(series.filter(changed)[0]), int(changed.sum())))
    return ReadText(text=padded, bad=_numbered(rows, outcomes), normalised=tuple(notes))


def _numbered(rows: np.ndarray, outcomes: tuple[Outcome, ...]) -> BadTexts | None:
    return BadTexts(rows=rows, which=np.arange(len(rows)), outcomes=outcomes) if len(rows) else None
