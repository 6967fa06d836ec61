"""Tables for the batch benchmarks: 65 columns of made answers, as Parquet or as Excel."""

from pathlib import Path

import numpy as np
import polars as pl
import xlsxwriter

from jazari_assess.content import own_root
from jazari_assess.model.profile import REGIONS, SECTORS
from jazari_assess.model.questionnaire import (
    ChecklistQuestion,
    ChoiceQuestion,
    LevelQuestion,
    NumberQuestion,
    ProfileQuestion,
    Question,
)
from jazari_assess.reading.library import read_library

COLUMNS = 65


def frame(rows: int, seed: int = 1) -> pl.DataFrame:
    """Return a table of ``rows`` firms and 65 columns named by question ids."""
    random = np.random.Generator(np.random.PCG64(seed))
    questions = read_library([own_root()]).questionnaires["industrie-x0"].structure.questions
    names = list(questions)[:COLUMNS]
    return pl.DataFrame({name: _column(questions[name], rows, random) for name in names})


def _column(question: Question, rows: int, random: np.random.Generator) -> pl.Series:
    def one_of(words: list[str]) -> pl.Series:
        return pl.Series(words, dtype=pl.String).gather(random.integers(0, len(words), rows))

    match question:
        case LevelQuestion():
            return pl.Series(random.integers(0, question.options, rows))
        case NumberQuestion():
            return pl.Series(random.integers(int(question.minimum), int(question.maximum) + 1, rows))
        case ChoiceQuestion():
            return one_of(list(question.options))
        case ChecklistQuestion():
            items = [item for item in question.options if item != question.none]
            return one_of([question.none, *items, *(f"{a}; {b}" for a, b in zip(items, items[1:], strict=False))])
        case ProfileQuestion(field="firm"):
            return pl.Series(np.arange(rows)).cast(pl.String)
        case ProfileQuestion(field="ice"):
            return pl.Series(np.arange(rows)).cast(pl.String).str.zfill(15)
        case ProfileQuestion(field="region"):
            return one_of(list(REGIONS))
        case ProfileQuestion(field="sector"):
            return one_of(list(SECTORS))
        case ProfileQuestion(field="staff"):
            return pl.Series(random.integers(1, 500, rows))
        case ProfileQuestion(field="turnover"):
            return pl.Series(random.integers(1, 4000, rows) / 10)
        case _:
            return one_of(["yes", "partly", "no"])


def write_excel(table: pl.DataFrame, path: Path) -> None:
    """Write a table as Excel, row by row."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for column, name in enumerate(table.columns):
            sheet.write_string(0, column, name)
        for row, values in enumerate(table.iter_rows(), start=1):
            for column, value in enumerate(values):
                if isinstance(value, str):
                    sheet.write_string(row, column, value)
                else:
                    sheet.write_number(row, column, value)
