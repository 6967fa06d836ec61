"""The whole batch command beside bare scripts that only read or write the same bytes: time, growth and memory."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from batch_tables import frame, write_excel

EXCEL_ROWS, PARQUET_ROWS, GROWTH = 100_000, 1_000_000, (10_000, 100_000, 1_000_000)
CALAMINE_MARK, OPENPYXL_MARK, PARQUET_MARK, MEMORY_MARK, LINEAR_MARK = 1.5, 5.0, 4.0, 1024.0, 0.2
SCRIPTS: Mapping[str, str] = {
    "calamine": "import sys, python_calamine as c; c.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()",
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


def measured(command: Sequence[str]) -> tuple[float, float]:
    """Return seconds and megabytes of a command and its children; end when it fails."""
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as ran:
        _, status, used = os.wait4(ran.pid, 0)
        ran.returncode = os.waitstatus_to_exitcode(status)
    if ran.returncode:
        sys.exit(f"failed with {ran.returncode}: {' '.join(command[:6])}")
    return time.perf_counter() - began, used.ru_maxrss / 1024


def command(table: Path, out: Path) -> Sequence[str]:
    """Return the whole command, results as Parquet and CSV."""
    return [sys.executable, "-m", "jazari_assess", "batch", "run", str(table), "--out", str(out), "--no-portfolio", "--force"]


def script(name: str, *arguments: Path) -> tuple[float, float]:
    """Run one of the bare scripts."""
    return measured([sys.executable, "-c", SCRIPTS[name], *map(str, arguments)])


def excel(folder: Path) -> bool:
    """Compare on Excel; say whether the marks hold."""
    table = folder / "table.xlsx"
    write_excel(frame(EXCEL_ROWS), table)
    ours, memory = measured(command(table, folder / "excel"))
    calamine, _ = script("calamine", table)
    openpyxl, _ = script("openpyxl", table)
    print(f"{'Excel, 100,000 x 65: the whole command':44} {ours:8.1f} s {memory:8.0f} MB (at most 1024)")
    print(f"{'  only reading it, python-calamine':44} {calamine:8.1f} s  ours is {ours / calamine:.2f} x (at most 1.5)")
    print(f"{'  only reading it, openpyxl read-only':44} {openpyxl:8.1f} s  {openpyxl / ours:.1f} x ours (at least 5)")
    return ours <= CALAMINE_MARK * calamine and openpyxl >= OPENPYXL_MARK * ours and memory <= MEMORY_MARK


def parquet(folder: Path) -> bool:
    """Compare on Parquet and look at growth; say whether the marks hold."""
    seconds: dict[int, float] = {}
    memory = 0.0
    for rows in GROWTH:
        table = folder / f"{rows}.parquet"
        frame(rows).write_parquet(table)
        seconds[rows], memory = measured(command(table, folder / f"out-{rows}"))
    bare, _ = script("polars", folder / f"{PARQUET_ROWS}.parquet", folder / f"out-{PARQUET_ROWS}", folder)
    ours = seconds[PARQUET_ROWS]
    small, middle, large = GROWTH
    first = (seconds[middle] - seconds[small]) / (middle - small)
    second = (seconds[large] - seconds[middle]) / (large - middle)
    print(f"{'Parquet, 1,000,000 x 65: the whole command':44} {ours:8.1f} s {memory:8.0f} MB (at most 1024)")
    print(f"{'  polars reading and writing the same bytes':44} {bare:8.1f} s  ours is {ours / bare:.2f} x (at most 4)")
    print(f"{'  a row more, 10,000 to 100,000':44} {first * 1e6:8.1f} us")
    print(f"{'  a row more, 100,000 to 1,000,000':44} {second * 1e6:8.1f} us {second / first:.2f} x (at most 1.2)")
    return ours <= PARQUET_MARK * bare and memory <= MEMORY_MARK and second <= (1 + LINEAR_MARK) * first


def main() -> int:
    """Print one table; exit 1 when a mark is missed."""
    with tempfile.TemporaryDirectory(prefix="jazari-bench-") as name:
        held = [excel(Path(name)), parquet(Path(name))]
    return int(not all(held))


if __name__ == "__main__":
    sys.exit(main())
