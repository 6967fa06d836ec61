"""What a reader finds in documents and slides, and LibreOffice as the program that opens them."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import docx
import pptx

from tests.forms.html.tools import lacking

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def as_pdf(files: Mapping[str, bytes], folder: Path) -> Mapping[str, bytes]:
    """Return files, by names with their endings, as LibreOffice prints them; it is started once for all."""
    program = shutil.which("soffice")
    if program is None or not all(_has(program, part) for part in ("sw", "sd", "sc")):
        lacking("LibreOffice with Writer and Impress")
    for name, data in files.items():
        (folder / name).write_bytes(data)
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    sources = [str(folder / name) for name in files]
    subprocess.run([*command, "--outdir", str(folder / "pdf"), *sources], check=True, capture_output=True, timeout=600)
    return {name: (folder / "pdf" / name).with_suffix(".pdf").read_bytes() for name in files}


def _has(program: str, part: str) -> bool:
    return (Path(program).resolve().parent / f"lib{part}lo.so").exists()


def document(data: bytes) -> Any:  # noqa: ANN401 - elements below it have no types
    """Open a document."""
    return docx.Document(io.BytesIO(data))


def presentation(data: bytes) -> Any:  # noqa: ANN401 - as above
    """Open a presentation."""
    return pptx.Presentation(io.BytesIO(data))


def document_text(data: bytes) -> str:
    """Return the letters of the body of a document, in order."""
    return "\n".join(
        "".join(found.text or "" for found in paragraph.iter(f"{_WORD}t"))
        for paragraph in document(data).element.body.iter(f"{_WORD}p")
    )


def slide_texts(data: bytes) -> Sequence[str]:
    """Return the letters of each slide, those of its notes at the end."""
    return [_slide_text(slide) for slide in presentation(data).slides]


def _slide_text(slide: Any) -> str:  # noqa: ANN401 - as above
    told: list[str] = []
    for shape in slide.shapes:
        if shape.has_text_frame:
            told.append(shape.text_frame.text)
        if shape.has_table:
            told += [cell.text for row in shape.table.rows for cell in row.cells]
        if shape.has_chart:
            told += [str(category) for category in shape.chart.plots[0].categories]
    if slide.has_notes_slide:
        told.append(slide.notes_slide.notes_text_frame.text)
    return "\n".join(told)


def parts(data: bytes) -> Mapping[str, bytes]:
    """Return the parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}
