"""The process that reads a workbook, which may begin while the program that asked for it is still being loaded."""

import contextlib
import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from jazari_assess import sandbox

WORKBOOKS: Sequence[str] = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".ods")
"""The endings of files that it reads."""
Reader = subprocess.Popen[bytes]


@contextlib.contextmanager
def reader_of(path: Path) -> Iterator[Reader]:
    """Start a reader of a workbook under its memory limit; it is ended at the latest when nobody waits for it."""
    with sandbox.start("jazari_assess.batch.sources.excel_child", [str(path)]) as reader:
        try:
            yield reader
        finally:
            reader.kill()


@contextlib.contextmanager
def first_reader(inputs: Sequence[str]) -> Iterator[Reader | None]:
    """Start a reader of the first input where it is a workbook; of one alone, for each takes the room of its sheets."""
    path = Path(next(iter(inputs), ""))
    if path.suffix.lower() in WORKBOOKS and path.is_file():
        with reader_of(path) as reader:
            yield reader
    else:
        yield None


def tell_folder(reader: Reader, folder: Path) -> None:
    """Tell a reader where it writes its sheets; one that has ended does not hear it."""
    if reader.stdin is not None:
        with contextlib.suppress(OSError):
            reader.stdin.write(os.fsencode(folder))
            reader.stdin.close()
