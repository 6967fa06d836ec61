"""The process that reads a workbook: it has a memory limit and writes what it read to disk.

The reader aborts its whole process on a file that asks for too much, so it never runs in the one that does the work.
"""

import json
import os
import sys
import zipfile
from functools import cache
from pathlib import Path

from jazari_assess.sandbox import limit

_MOST_MEMORY = 4 * 2**30
"""Bytes of address space. Threads and mapped files count in it; what is really used stays far below."""
_THREADS = "4"
_LEAST_ROOM, _ROOM_A_BYTE = 300 * 2**20, 12
"""Bytes that any workbook may take, and how many more for each of its own, unpacked."""


def _unpacked_size(path: str) -> int:
    """Return how many bytes a workbook claims to hold; the survey, meanwhile, ends us when it lies."""
    try:
        with zipfile.ZipFile(path) as archive:
            return sum(member.file_size for member in archive.infolist())
    except (OSError, ValueError, NotImplementedError, zipfile.BadZipFile):
        return Path(path).stat().st_size


@cache
def told_folder() -> Path:
    """Return the folder to write to, which is told once it is known; raise ``EOFError`` when whoever asked is gone."""
    told = sys.stdin.buffer.read()
    if not told:
        raise EOFError
    return Path(os.fsdecode(told))


def stage_sheets(path: str) -> list[dict[str, object]]:
    """Write every visible sheet as Arrow IPC, all cells as text, columns named by letters; return what was written.

    Rows start at Excel's row 1. A hidden sheet is named with -1 rows and not written.
    """
    import fastexcel  # noqa: PLC0415 - only this process loads it, before its memory is limited
    import polars  # noqa: F401, ICN001, PLC0415 - the same; it is used behind fastexcel

    from jazari_assess.model.spreadsheet import column_letters  # noqa: PLC0415 - beside it

    limit(memory=_MOST_MEMORY, more=_LEAST_ROOM + _ROOM_A_BYTE * _unpacked_size(path))
    book = fastexcel.read_excel(path)
    found: list[dict[str, object]] = []
    for index, name in enumerate(book.sheet_names):
        sheet = book.load_sheet(index, header_row=None, skip_rows=0, dtypes="string")
        letters = [column_letters(column.absolute_index + 1) for column in sheet.available_columns()]
        entry: dict[str, object] = {"sheet": name, "path": f"sheet-{index}.arrow", "columns": letters}
        if sheet.visible != "visible":
            found.append({**entry, "rows": -1})
        elif sheet.width and sheet.height:
            frame = sheet.to_polars()
            frame.columns = letters
            frame.write_ipc(told_folder() / f"sheet-{index}.arrow", compression="uncompressed")
            found.append({**entry, "rows": frame.height})
    return found


def main() -> None:
    """Read the workbook that is named into the folder that is told."""
    for name in ("POLARS_MAX_THREADS", "RAYON_NUM_THREADS"):
        os.environ.setdefault(name, _THREADS)  # the stacks of many threads would take the room of the workbook
    found = stage_sheets(sys.argv[1])
    (told_folder() / "sheets.json").write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main()
