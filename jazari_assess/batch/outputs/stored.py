"""The results of a run, read back: what a store of many runs takes of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import polars as pl
from polars.exceptions import PolarsError

from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.model.library import ModelContent, QuestionnaireContent

PARQUET, QUESTIONS = "results.parquet", "questions.parquet"
_QUESTIONNAIRE, _MODEL = "jazari-assess.questionnaire", "jazari-assess.model"
"""Under these names a file of results says what it was made with."""
_FIRM = ("id", "firm", "region", "stage")
"""What tells one firm and stage from another in both tables."""
_NEEDED = (*_FIRM, "sector", "size", "date", "score", "low", "high", "level", "level-id", "coverage", "flags", "checks")
_AT_ONCE = 2000
"""Firms whose answers are in memory together: some 120,000 rows."""


def made_with(questionnaire: QuestionnaireContent, model: ModelContent) -> Mapping[str, str]:
    """Return what a file of results says it was made with: id and version of each."""
    asked, maturity = questionnaire.structure, model.structure
    return {_QUESTIONNAIRE: f"{asked.id} {asked.version}", _MODEL: f"{maturity.id} {maturity.version}"}


@dataclass(frozen=True, kw_only=True)
class StoredAnswer:
    """What a run says of one question: its state, what it is worth, 0..100, and the answer where the run kept it."""

    state: str
    worth: float | None
    answer: str | None


@dataclass(frozen=True, kw_only=True)
class StoredRow:
    """One firm of a run: the columns of its results by name, and what its answers are."""

    columns: Mapping[str, Any]
    answers: Mapping[str, StoredAnswer]


@dataclass(frozen=True, kw_only=True)
class StoredRun:
    """The results in a folder, and id and version of what they were made with."""

    folder: Path
    questionnaire: tuple[str, str]
    model: tuple[str, str]

    def rows(self) -> Iterator[StoredRow]:
        """Yield every firm, in the order of the results."""
        frame = pl.read_parquet(self.folder / PARQUET)
        answers = self._answers()
        for start in range(0, frame.height, _AT_ONCE):
            part = frame[start : start + _AT_ONCE]
            known = {} if answers is None else _by_firm(answers, part)
            for columns in part.iter_rows(named=True):
                yield StoredRow(columns=columns, answers=known.get(_who(columns), {}))

    def _answers(self) -> pl.LazyFrame | None:
        path = self.folder / QUESTIONS
        return pl.scan_parquet(path) if path.is_file() else None


def is_run(folder: Path) -> bool:
    """Say whether a folder holds the results of a run."""
    return (folder / PARQUET).is_file()


def read_run(folder: Path) -> StoredRun:
    """Return the results in a folder.

    Raises ``ProblemsError`` when they cannot be read, lack a column, or do not say what they were made with.
    """
    path = folder / PARQUET
    try:
        told = pl.read_parquet_metadata(path)
        missing = [name for name in _NEEDED if name not in pl.read_parquet_schema(path)]
    except (PolarsError, OSError) as error:
        raise _refused(path, "batch-results-broken") from error
    if missing:
        raise _refused(path, "batch-results-lack", names=", ".join(missing))
    found = [told.get(name, "").split(" ") for name in (_QUESTIONNAIRE, _MODEL)]
    if any(len(parts) != 2 for parts in found):  # noqa: PLR2004 an id and a version
        raise _refused(path, "batch-results-unsigned")
    (asked, asked_version), (model, model_version) = found
    return StoredRun(folder=folder, questionnaire=(asked, asked_version), model=(model, model_version))


def _by_firm(answers: pl.LazyFrame, part: pl.DataFrame) -> Mapping[Sequence[Any], Mapping[str, StoredAnswer]]:
    """Return what the firms of a part answered."""
    wanted = part.lazy().select(_FIRM)
    found = answers.join(wanted, on=list(_FIRM), how="semi", nulls_equal=True).collect()
    names = ["question", "state", "value", *(["answer"] if "answer" in found.columns else [])]
    rows = found.select(*_FIRM, *names).sort(_FIRM, nulls_last=True, maintain_order=True).iter_rows()
    place = len(_FIRM)
    return {
        who: {
            row[place]: StoredAnswer(
                state=row[place + 1], worth=row[place + 2], answer=row[place + 3] if len(row) > place + 3 else None
            )
            for row in own
        }
        for who, own in groupby(rows, lambda row: row[:place])
    }


def _who(columns: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(columns[name] for name in _FIRM)


def _refused(path: Path, code: str, **values: str) -> ProblemsError:
    return ProblemsError([Problem(code=code, place=Place(file=str(path)), values=values)])
