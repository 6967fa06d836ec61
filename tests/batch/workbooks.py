"""Small workbooks of each format that Excel and LibreOffice write, made here from the formats' published layouts.

``.xlsb``: [MS-XLSB] 2.1.4 (records: type and size in groups of seven bits). ``.xls``: [MS-XLS] 2.4 (BIFF8 records) in a
compound file, [MS-CFB]. ``.ods``: OpenDocument 1.3. ``.xlsm``: a workbook with a macro project beside its sheets.
"""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl

Cell = str | float
Rows = Sequence[Sequence[Cell]]
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def _zipped(members: Mapping[str, str | bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return held.getvalue()


def _links(target: str, kind: str) -> str:
    link = f'<Relationship Id="rId1" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
    return f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}/relationships">{link}</Relationships>'


def xlsm(rows: Rows) -> bytes:
    """Return a macro-enabled workbook: what openpyxl writes, with a macro project and its content type."""
    book, held = openpyxl.Workbook(), io.BytesIO()
    assert book.active is not None
    for row in rows:
        book.active.append(list(row))
    for cell in (cell for row in book.active.iter_rows() for cell in row if isinstance(cell.value, str)):
        cell.data_type = "s"  # openpyxl takes a text that begins with = for a formula
    book.save(held)
    with zipfile.ZipFile(held) as plain:
        members: dict[str, str | bytes] = {name: plain.read(name) for name in plain.namelist()}
    types = str(members["[Content_Types].xml"], "utf-8")  # type: ignore[arg-type]
    macro = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    types = types.replace("openxmlformats-officedocument.spreadsheetml.sheet.main", "ms-excel.sheet.macroEnabled.main")
    types = types.replace("</Types>", macro)
    return _zipped({**members, "[Content_Types].xml": types, "xl/vbaProject.bin": b"Attribute VB_Name" * 40})


def _record(kind: int, data: bytes = b"") -> bytes:
    """Return one record of a binary workbook; ``kind`` is below 16,384."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, left = b"", len(data)
    while True:
        size += bytes([left & 0x7F | (0x80 if left >> 7 else 0)])
        left >>= 7
        if not left:
            return head + size + data


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(rows: Rows, corner: tuple[int, int] | None = None) -> bytes:
    """Return a binary workbook with one sheet; texts stand in its cells. ``corner`` is one more cell, far away."""
    cells = b""
    for number, row in enumerate(rows):
        cells += _record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, 0, 0, 0))
        for column, value in enumerate(row):
            place = struct.pack("<II", column, 0)
            if isinstance(value, str):
                cells += _record(6, place + _wide(value))
            else:
                cells += _record(5, place + struct.pack("<d", value))
    if corner is not None:
        cells += _record(0, struct.pack("<IIHBBBI", corner[0], 0, 300, 0, 0, 0, 0))
        cells += _record(5, struct.pack("<IId", corner[1], 0, 1.0))
    extent = struct.pack("<IIII", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)
    sheet = _record(129) + _record(148, extent) + _record(145) + cells + _record(146) + _record(130)
    bundle = _record(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Feuil1"))
    book = _record(131) + _record(143) + bundle + _record(144) + _record(132)
    binary = "application/vnd.ms-excel"
    types = (
        f'<?xml version="1.0"?><Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.bin" ContentType="{binary}.sheet.binary.macroEnabled.main"/>'
        f'<Override PartName="/xl/worksheets/sheet1.bin" ContentType="{binary}.worksheet"/></Types>'
    )
    return _zipped(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": _links("xl/workbook.bin", "officeDocument"),
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": _links("worksheets/sheet1.bin", "worksheet"),
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def _old(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def xls(rows: Rows, corner: tuple[int, int] | None = None) -> bytes:
    """Return an Excel 97 workbook: its stream of records in a compound file of one stream."""
    cells = b""
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            place = struct.pack("<HHH", number, column, 0)
            if isinstance(value, str):
                cells += _old(0x0204, place + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
            else:
                cells += _old(0x0203, place + struct.pack("<d", value))
    height, width = len(rows), max(map(len, rows))
    if corner is not None:
        cells += _old(0x0203, struct.pack("<HHHd", *corner, 0, 1.0))
        height, width = corner[0] + 1, corner[1] + 1
    begin, end = struct.Struct("<HHHHII"), _old(0x000A, b"")
    extent = _old(0x0200, struct.pack("<IIHHH", 0, height, 0, width, 0))
    sheet = _old(0x0809, begin.pack(0x0600, 0x0010, 0, 0, 0, 0)) + extent + cells + end
    opening = _old(0x0809, begin.pack(0x0600, 0x0005, 0, 0, 0, 0)) + _old(0x0042, struct.pack("<H", 1200))
    name = b"\x06\x00" + b"Feuil1"
    offset = len(opening) + len(_old(0x0085, struct.pack("<IH", 0, 0) + name)) + len(end)
    return _compound(opening + _old(0x0085, struct.pack("<IH", offset, 0) + name) + end + sheet)


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    none = 0xFFFFFFFF
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(text), kind, 1, none, none, child)
        + b"\0" * 36
        + struct.pack("<III", start, size, 0)
    )


def _compound(stream: bytes) -> bytes:
    """Return a compound file: one sector of allocation, one of the directory, then the stream."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    count = len(stream) // 512
    assert count < 120, "one sector of allocation is enough for a test"
    free, end, table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    chain = [table, end, *range(3, count + 2), end]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0)
    head = head.ljust(76, b"\0") + struct.pack("<I", 0) + struct.pack("<I", free) * 108
    allocation = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")
    directory = _entry("Root Entry", 5, 1, end, 0) + _entry("Workbook", 2, free, 2, len(stream))
    return head + allocation + directory.ljust(512, b"\0") + stream


def ods(rows: Rows, repeated: str = "") -> bytes:
    """Return an OpenDocument spreadsheet with one sheet; ``repeated`` is XML of further rows."""
    space = "urn:oasis:names:tc:opendocument:xmlns"
    lines = ""
    for row in rows:
        cells = "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
            if isinstance(value, str)
            else f'<table:table-cell office:value-type="float" office:value="{value}"/>'
            for value in row
        )
        lines += f"<table:table-row>{cells}</table:table-row>"
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{space}:office:1.0" '
        f'xmlns:table="{space}:table:1.0" xmlns:text="{space}:text:1.0" office:version="1.3"><office:body>'
        f'<office:spreadsheet><table:table table:name="Feuil1">{lines}{repeated}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    kind, listed = "application/vnd.oasis.opendocument.spreadsheet", f"{space}:manifest:1.0"
    entries = (("/", kind), ("content.xml", "text/xml"))
    files = "".join(f'<m:file-entry m:full-path="{name}" m:media-type="{media}"/>' for name, media in entries)
    manifest = f'<?xml version="1.0"?><m:manifest xmlns:m="{listed}">{files}</m:manifest>'
    return _zipped({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content})


FORMATS = {".xlsm": xlsm, ".xlsb": xlsb, ".xls": xls, ".ods": ods}


def workbook(path: Path, rows: Rows) -> Path:
    """Write rows in the format that the path's suffix names."""
    path.write_bytes(FORMATS[path.suffix](rows))
    return path
