"""Excel and OpenDocument workbooks: surveyed here, read in a child process that a hostile file may end."""

import json
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from jazari_assess.atomic_file import put
from jazari_assess.batch.full_disk import has_no_room
from jazari_assess.batch.interface import Sheet, Staged
from jazari_assess.batch.sources.excel_reader import WORKBOOKS, Reader, reader_of, tell_folder
from jazari_assess.batch.tables import read_table
from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.reading.workbook.archive import refused
from jazari_assess.reading.workbook.sheet_survey import Note
from jazari_assess.reading.workbook.survey import Survey, survey

_LONGEST_READ = 900
"""Seconds: at the rate of the benchmark the largest workbook takes under one minute, on an old one many times that."""
_META = "sheets.json"


class ExcelSource:
    """A workbook of any age. Its visible sheets are staged with Excel's own rows and letters."""

    suffixes: Sequence[str] = WORKBOOKS

    def stage(self, path: Path, folder: Path, encoding: str | None = None) -> Staged:
        """Start the reader and survey the file meanwhile."""
        del encoding
        with reader_of(path) as reader:
            return stage_read(path, folder, reader)


def stage_read(path: Path, folder: Path, reader: Reader) -> Staged:
    """Survey a workbook while a reader is at it, and stage what that reads; a bad survey stops the reader."""
    folder.mkdir(parents=True, exist_ok=True)
    tell_folder(reader, folder)
    try:
        found = survey(path)
        code = reader.wait(_LONGEST_READ)
    except subprocess.TimeoutExpired as error:
        raise refused(path, "batch-reader-slow", limit=str(_LONGEST_READ)) from error
    finally:
        reader.kill()
    if code != 0 and has_no_room(folder):
        raise ProblemsError([Problem(code="disk-full", place=Place(file=str(folder)))])
    meta = folder / _META
    if code != 0 or not meta.is_file():
        reason = signal.Signals(-code).name if code < 0 else str(code)
        raise refused(path, "batch-reader-died", reason=reason)
    sheets = [_sheet(path, folder, one, found) for one in json.loads(meta.read_text(encoding="utf-8"))]
    hidden = tuple(Note(key="hidden-sheet", values={"sheet": one.sheet or ""}) for one in sheets if one.rows < 0)
    shown = tuple(one for one in sheets if one.rows > 0)
    if not shown:
        raise refused(path, "file-empty")
    return Staged(file=str(path), sheets=shown, notes=found.notes + hidden)


def _sheet(path: Path, folder: Path, one: Mapping[str, object], found: Survey) -> Sheet:
    title, target = str(one["sheet"]), folder / str(one["path"])
    broken, filled = found.broken.get(title, ()), (found.filled or {}).get(title)
    rows = int(str(one["rows"]))
    last = max([cell.row for cell in broken] + [run[1] for run in filled or ()], default=0)
    if 0 < rows < last:
        rows = _lengthened(target, last)
    return Sheet(
        file=str(path),
        sheet=title,
        path=target,
        rows=rows,
        columns=tuple(map(str, columns)) if isinstance(columns := one["columns"], list) else (),
        grid=True,
        broken=broken,
        filled=filled,
    )


def _lengthened(target: Path, rows: int) -> int:
    """Add the last rows of a sheet, in which the reader saw nothing, though the file has something there."""
    frame, growing = read_table(target), target.with_suffix(".growing")
    empty = pl.DataFrame(schema=frame.schema).clear(rows - frame.height)
    pl.concat([frame, empty]).write_ipc(growing, compression="uncompressed")
    put(growing, target)
    return rows
