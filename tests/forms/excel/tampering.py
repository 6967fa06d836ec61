"""Returned workbooks that would take all memory or read what they should not: each made of a form as it came back."""

import io
import zipfile
from collections.abc import Callable, Mapping


def changed(data: bytes, change: Callable[[str, bytes], bytes], more: Mapping[str, bytes] | None = None) -> bytes:
    """Return a workbook with its parts changed, and others put beside them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, part in (more or {}).items():
            new.writestr(name, part)
    return out.getvalue()


def kept(_: str, part: bytes) -> bytes:
    """Change nothing."""
    return part


def with_rows(name: str, part: bytes, rows: bytes) -> bytes:
    """Put rows at the end of the third sheet."""
    return part.replace(b"</sheetData>", rows + b"</sheetData>") if name == "xl/worksheets/sheet3.xml" else part


def bomb(form: bytes) -> bytes:
    """Return a form with a part that unpacks to 100 MB of blanks."""
    return changed(form, kept, {"xl/worksheets/sheet99.xml": b" " * 100 * 2**20})


def empty_rows(form: bytes, last: int) -> bytes:
    """Return a form with empty rows up to one."""
    rows = b"".join(b'<row r="%d"/>' % row for row in range(1000, last))
    return changed(form, lambda name, part: with_rows(name, part, rows))


def wide_rows(form: bytes) -> bytes:
    """Return a form with rows of 16,384 cells."""
    cells = b"".join(b"<c><v>1</v></c>" for _ in range(16_384))
    rows = b"".join(b'<row r="%d">%b</row>' % (row, cells) for row in range(500, 503))
    return changed(form, lambda name, part: with_rows(name, part, rows))


def entity(form: bytes) -> bytes:
    """Return a form with a document type whose entity reads a file."""
    told = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'

    def with_entity(name: str, part: bytes) -> bytes:
        return told + part[part.index(b"<worksheet") :] if name == "xl/worksheets/sheet3.xml" else part

    return changed(form, with_entity)


HOSTILE_BOOKS: Mapping[str, tuple[Callable[[bytes], bytes], bool]] = {
    "workbook: 100 MB of blanks": (bomb, False),
    "workbook: 250,000 empty rows": (lambda form: empty_rows(form, 250_000), True),
    "workbook: 1,000,000 empty rows": (lambda form: empty_rows(form, 1_000_000), False),
    "workbook: 16,384 columns": (wide_rows, True),
    "workbook: an entity": (entity, False),
}
"""What each workbook is, how it is made of a form, and whether something of it is read."""
