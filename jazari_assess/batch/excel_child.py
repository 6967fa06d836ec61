"""The process that reads a workbook: it has a memory limit and writes what it read to disk.

The reader aborts its whole process on a file that asks for too much, so it never runs in the one that does the work.
"""

import json
import sys
from pathlib import Path

_MOST_MEMORY = 4 * 2**30
"""Bytes of address space. Threads and mapped files count in it; what is really used stays far below."""


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - absent on Windows, where the survey alone guards
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def stage_sheets(path: str, folder: Path) -> list[dict[str, object]]:
    """Write every visible sheet as Arrow IPC, all cells as text, columns named by letters; return what was written.

    Rows start at Excel's row 1. A hidden sheet is named with -1 rows and not written.
    """
    import fastexcel  # noqa: PLC0415 - only this process loads it

    from jazari_assess.batch.sheet_survey import column_letters  # noqa: PLC0415 - beside it

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
            frame.write_ipc(folder / f"sheet-{index}.arrow", compression="uncompressed")
            found.append({**entry, "rows": frame.height})
    return found


def main() -> None:
    """Read the workbook named first into the folder named second."""
    _limit_memory()
    folder = Path(sys.argv[2])
    found = stage_sheets(sys.argv[1], folder)
    (folder / "sheets.json").write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main()
