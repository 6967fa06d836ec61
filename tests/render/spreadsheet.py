"""LibreOffice as a reader of workbooks: it computes every formula anew."""

import io
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from openpyxl import Workbook, load_workbook

from tests.forms.html.tools import lacking

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>"""
"""Compute all formulas when a file is opened, whatever values are stored."""
_START, _BOOK = 300.0, 60.0
"""Seconds after which LibreOffice hangs: it takes two a book, many times that where others work."""


def recalculated(books: Mapping[str, bytes], folder: Path) -> Mapping[str, Workbook]:
    """Return the workbooks, by name, as LibreOffice computes them; it is started once for all."""
    saved = resaved(books, folder)
    return {name: load_workbook(io.BytesIO(data), data_only=True) for name, data in saved.items()}


def resaved(books: Mapping[str, bytes], folder: Path) -> Mapping[str, bytes]:
    """Return the workbooks, by name, computed and saved by LibreOffice."""
    program = shutil.which("soffice")
    if program is None:
        lacking("LibreOffice")
    profile, out = folder / "profile", folder / "out"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    for name, data in books.items():
        (folder / f"{name}.xlsx").write_bytes(data)
    sources = [str(folder / f"{name}.xlsx") for name in books]
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run(
        [*command, "--outdir", str(out), *sources], check=True, capture_output=True, timeout=_START + _BOOK * len(books)
    )
    return {name: (out / f"{name}.xlsx").read_bytes() for name in books}
