"""Workbooks for tests: made by openpyxl, or taken apart and put together again with a part replaced."""

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    """Write a workbook whose sheets hold these rows, and return its path."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def with_parts(path: Path, parts: Mapping[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> Path:
    """Replace or add parts of the archive."""
    with zipfile.ZipFile(path) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", method) as archive:
        for name, data in {**kept, **parts}.items():
            archive.writestr(name, data)
    path.write_bytes(whole.getvalue())
    return path
