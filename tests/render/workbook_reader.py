"""What a reader finds in a workbook."""

import io
import re
import zipfile

from openpyxl import Workbook, load_workbook

_FORMULA = re.compile(rb"<f>(.*?)</f>")


def opened(data: bytes) -> Workbook:
    """Open a workbook with its stored values."""
    return load_workbook(io.BytesIO(data), data_only=True)


def texts(data: bytes) -> set[str]:
    """Return every text of every cell."""
    return {
        cell.value
        for sheet in opened(data).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str)
    }


def numbers(data: bytes) -> set[float]:
    """Return every number of every cell."""
    return {
        float(cell.value)
        for sheet in opened(data).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, int | float)
    }


def parts(data: bytes) -> dict[str, bytes]:
    """Return the files inside a workbook by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def formulas(data: bytes) -> list[str]:
    """Return every formula of every sheet as it is stored."""
    sheets = [part for name, part in parts(data).items() if name.startswith("xl/worksheets/sheet")]
    return [found.decode() for part in sheets for found in _FORMULA.findall(part)]
