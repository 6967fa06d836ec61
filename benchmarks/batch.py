"""The whole batch command beside bare scripts that only read or write the same bytes: time and memory.

How time and memory grow with the rows is measured by ``batch_stream.py``.
Times are medians of three runs, of openpyxl's one long run.
"""

import itertools
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import polars as pl
import xlsxwriter

from benchmarks.measuring.process import measured
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
from jazari_assess.reading.content.library import read_library

COLUMNS = 65
EXCEL_ROWS, PARQUET_ROWS = 100_000, 1_000_000
CALAMINE_MARK, OPENPYXL_MARK, PARQUET_MARK, MEMORY_MARK = 1.6, 5.0, 4.0, 1024.0
SCRIPTS: Mapping[str, str] = {
    "calamine": (
        "import sys, python_calamine as c\nc.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()"
    ),
    "openpyxl": (
        "import sys, openpyxl\n"
        "for row in openpyxl.load_workbook(sys.argv[1], read_only=True).worksheets[0].iter_rows(values_only=True): pass"
    ),
    "polars": (
        "import sys, polars as pl\n"
        "pl.read_parquet(sys.argv[1])\n"
        "out = pl.read_parquet(sys.argv[2] + '/results.parquet')\n"
        "out.write_parquet(sys.argv[3] + '/a.parquet'); out.write_csv(sys.argv[3] + '/a.csv')"
    ),
}


def frame(rows: int, seed: int = 1, first: int = 0) -> pl.DataFrame:
    """Return a table of ``rows`` firms and 65 columns named by question ids; names count from ``first``."""
    random = np.random.Generator(np.random.PCG64(seed))
    questions = read_library([own_root()]).questionnaires["industrie-x0"].structure.questions
    names = list(questions)[:COLUMNS]
    return pl.DataFrame({name: _column(questions[name], range(first, first + rows), random) for name in names})


def _column(question: Question, numbers: range, random: np.random.Generator) -> pl.Series:
    rows = len(numbers)
    words = _words(question)
    if words:
        return pl.Series(words, dtype=pl.String).gather(random.integers(0, len(words), rows))

    match question:
        case LevelQuestion():
            return pl.Series(random.integers(0, question.options, rows))
        case NumberQuestion():
            return pl.Series(random.integers(int(question.minimum), int(question.maximum) + 1, rows))
        case ProfileQuestion(field="staff" | "turnover"):
            return pl.Series(random.integers(1, 500, rows))
        case _:
            return pl.Series(np.asarray(numbers)).cast(pl.String).str.zfill(15)


def _words(question: Question) -> list[str]:
    """Return the texts a column is drawn from, none for numbers and names."""
    match question:
        case ChecklistQuestion():
            items = [item for item in question.options if item != question.none]
            return [question.none, *items, *(f"{one}; {other}" for one, other in itertools.pairwise(items))]
        case ProfileQuestion(field="aims") | ChoiceQuestion():
            return list(question.options)
        case ProfileQuestion(field="region"):
            return list(REGIONS)
        case ProfileQuestion(field="sector"):
            return list(SECTORS)
        case ProfileQuestion(field="firm" | "ice" | "staff" | "turnover") | LevelQuestion() | NumberQuestion():
            return []
        case _:
            return ["yes", "partly", "no"]


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


def timed(arguments: Sequence[str], *, times: int = 3) -> tuple[float, float]:
    """Return the median seconds and the most megabytes of a command and its children; end when it fails."""
    runs = [measured(arguments) for _ in range(times)]
    for run in runs:
        if run.code:
            sys.exit(f"failed with {run.code}: {' '.join(arguments[:6])}\n{run.said[-2000:]}")
    return statistics.median(run.seconds for run in runs), max(run.megabytes for run in runs)


def command(table: Path, out: Path) -> Sequence[str]:
    """Return the whole command, results as Parquet and CSV."""
    return [
        sys.executable,
        "-m",
        "jazari_assess",
        "batch",
        "run",
        str(table),
        "--out",
        str(out),
        "--no-portfolio",
        "--force",
    ]


def script(name: str, *arguments: Path, times: int = 3) -> tuple[float, float]:
    """Run one of the bare scripts."""
    return timed([sys.executable, "-c", SCRIPTS[name], *map(str, arguments)], times=times)


def excel(folder: Path) -> bool:
    """Compare on Excel; say whether the marks hold."""
    table = folder / "table.xlsx"
    write_excel(frame(EXCEL_ROWS), table)
    ours, memory = timed(command(table, folder / "excel"))
    calamine, _ = script("calamine", table)
    openpyxl, _ = script("openpyxl", table, times=1)
    print(f"{'Excel, 100,000 x 65: the whole command':44} {ours:8.1f} s {memory:8.0f} MB (at most 1024)")
    times = f"ours is {ours / calamine:.2f} x (at most {CALAMINE_MARK:g})"
    print(f"{'  only reading it, python-calamine':44} {calamine:8.1f} s  {times}")
    print(f"{'  only reading it, openpyxl read-only':44} {openpyxl:8.1f} s  {openpyxl / ours:.1f} x ours (at least 5)")
    return ours <= CALAMINE_MARK * calamine and openpyxl >= OPENPYXL_MARK * ours and memory <= MEMORY_MARK


def parquet(folder: Path) -> bool:
    """Compare on Parquet; say whether the marks hold."""
    table, out = folder / "table.parquet", folder / "parquet"
    frame(PARQUET_ROWS).write_parquet(table)
    ours, memory = timed(command(table, out))
    bare, _ = script("polars", table, out, folder)
    print(f"{'Parquet, 1,000,000 x 65: the whole command':44} {ours:8.1f} s {memory:8.0f} MB (at most 1024)")
    times = f"ours is {ours / bare:.2f} x (at most {PARQUET_MARK:g})"
    print(f"{'  polars reading and writing the same bytes':44} {bare:8.1f} s  {times}")
    return ours <= PARQUET_MARK * bare and memory <= MEMORY_MARK


def main() -> int:
    """Print one table; exit 1 when a mark is missed."""
    with tempfile.TemporaryDirectory(prefix="jazari-bench-") as name:
        held = [excel(Path(name)), parquet(Path(name))]
    return int(not all(held))


if __name__ == "__main__":
    sys.exit(main())
