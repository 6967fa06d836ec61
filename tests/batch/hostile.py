"""Hostile and broken workbooks, made here: what public test suites and incident reports describe, never a real file."""

import io
import random
import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl

from jazari_assess.model.spreadsheet import column_letters
from tests.batch.workbooks import ods, xls, xlsb

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
HEAD = '<c r="A1" t="inlineStr"><is><t>firm-name</t></is></c><c r="B1" t="inlineStr"><is><t>maintenance</t></is></c>'
FIRM = '<row r="2"><c r="A2" t="inlineStr"><is><t>ACME</t></is></c><c r="B2"><v>2</v></c></row>'


def sheet(rows: str = FIRM, before: str = "", inside: str = "", after: str = "") -> str:
    """Return the XML of a sheet with our two headers."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<worksheet xmlns="{MAIN}">{inside}'
        f'<sheetData><row r="1">{HEAD}</row>{rows}</sheetData>{after}</worksheet>'
    )


def workbook_xml(names: int = 1, inside: str = "") -> str:
    """Return the XML of the workbook part."""
    sheets = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId{n}"/>' for n in range(1, names + 1))
    head = f'<?xml version="1.0"?><workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
    return f"{head}<sheets>{sheets}</sheets>{inside}</workbook>"


def parts(sheet_xml: str, **more: str | bytes) -> dict[str, str | bytes]:
    """Return the members of a small workbook."""
    return {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": f'<?xml version="1.0"?><Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" '
        f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": workbook_xml(),
        "xl/_rels/workbook.xml.rels": f'<?xml version="1.0"?><Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" '
        f'Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet_xml,
        **more,
    }


def packed(members: Mapping[str, str | bytes]) -> bytes:
    """Return members as a deflated archive."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return held.getvalue()


def corner_bomb() -> bytes:
    """A1 and XFD1048576: a reader that builds the rectangle asks for 512 GiB."""
    return packed(parts(sheet(f'{FIRM}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')))


def column_bomb() -> bytes:
    """A1 and ZZ1048576: few enough columns, too many cells."""
    return packed(parts(sheet(f'{FIRM}<row r="1048576"><c r="ZZ1048576"><v>1</v></c></row>')))


def spaced_corner() -> bytes:
    """The far corner, its reference spelled as no program spells it."""
    return packed(parts(sheet(f'<row r ="1048576"><c r ="XFD1048576"><v>1</v></c></row>{FIRM}')))


def sparse_bomb() -> bytes:
    """A1 and R1048576: fewer cells than a large honest table has, in a file of five thousand bytes."""
    return packed(parts(sheet(f'{FIRM}<row r="1048576"><c r="R1048576"><v>1</v></c></row>')))


SMALL = (("firm-name", "maintenance"), ("ACME", 2.0))


def xlsb_corner() -> bytes:
    """The same far corner in a binary workbook."""
    return xlsb(SMALL, corner=(1_048_575, 16_383))


def xls_corner() -> bytes:
    """The last cell of an old workbook."""
    return xls(SMALL, corner=(65_535, 255))


def ods_repeats() -> bytes:
    """One cell that says it stands for ninety million."""
    cell = '<table:table-cell table:number-columns-repeated="1000" office:value-type="float" office:value="1"/>'
    return ods(SMALL, f'<table:table-row table:number-rows-repeated="90000">{cell}</table:table-row>')


def row_bomb() -> bytes:
    """A value in the last row."""
    return packed(parts(sheet(f'{FIRM}<row r="1048576"><c r="C1048576"><v>1</v></c></row>')))


def styled_row_bomb() -> bytes:
    """An empty, styled cell in the last row: harmless, and has to be read."""
    return packed(parts(sheet(f'{FIRM}<row r="1048576"><c r="A1048576" s="0"/></row>')))


def xxe() -> bytes:
    """An external entity in the sheet."""
    doctype = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return packed(parts(sheet('<row r="2"><c r="A2" t="inlineStr"><is><t>&x;</t></is></c></row>', before=doctype)))


def laughs() -> bytes:
    """Entities that expand, in the shared strings."""
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    strings = (
        f'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a0 "ha">{entities}]><sst xmlns="{MAIN}"><si><t>&a9;</t></si></sst>'
    )
    return packed(parts(sheet(), **{"xl/sharedStrings.xml": strings}))


def utf16_doctype() -> bytes:
    """A document type hidden by another encoding."""
    text = sheet(before="<!DOCTYPE w []>").replace("UTF-8", "UTF-16")
    return packed(parts(text.encode("utf-16").decode("latin-1")) | {"xl/worksheets/sheet1.xml": text.encode("utf-16")})


def zip_bomb() -> bytes:
    """A sheet that unpacks to a thousand times its size."""
    return packed(parts(sheet(after=" " * (64 * 2**20))))


def lying_size() -> bytes:
    """A member that unpacks to more than the archive declares."""
    data = bytearray(packed(parts(sheet(after=" " * 100_000))))
    entry = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, entry + 24, 100)
    return bytes(data)


def wide_rows() -> bytes:
    """16,384 columns in many rows."""
    chance = random.Random(1)  # noqa: S311 - made data, not secrets
    rows = (
        "".join(f'<c r="{column_letters(number)}{row}"><v>{chance.random()}</v></c>' for number in range(1, 16_385))
        for row in range(2, 12)
    )
    return packed(parts(sheet("".join(f'<row r="{row}">{cells}</row>' for row, cells in enumerate(rows, start=2)))))


def many_sheets() -> bytes:
    """Three thousand sheets."""
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        for n in range(1, 3001)
    )
    members = parts(sheet()) | {
        "xl/workbook.xml": workbook_xml(3000),
        "xl/_rels/workbook.xml.rels": f'<?xml version="1.0"?><Relationships xmlns="{PACKAGE}">{links}</Relationships>',
    }
    for number in range(2, 2500):
        members[f"xl/worksheets/sheet{number}.xml"] = "<x/>"
    return packed(members)


def many_names() -> bytes:
    """A million defined names."""
    names = "".join(f'<definedName name="n{n}">S1!$A$1</definedName>' for n in range(1_000_000))
    return packed(parts(sheet()) | {"xl/workbook.xml": workbook_xml(inside=f"<definedNames>{names}</definedNames>")})


def long_cell() -> bytes:
    """A cell of 40,000 characters in a good table."""
    text = "x" * 40_000
    row = f'<row r="3"><c r="A3" t="inlineStr"><is><t>{text}</t></is></c><c r="B3"><v>1</v></c></row>'
    return packed(parts(sheet(FIRM + row)))


def lying_dimension() -> bytes:
    """A sheet that says it ends at A1."""
    return packed(parts(sheet(inside='<dimension ref="A1"/>')))


def path_names() -> bytes:
    """A member that leads out of the folder."""
    return packed(parts(sheet()) | {"../../evil.xml": "<x/>"})


def encrypted_flag() -> bytes:
    """Members that are marked as encrypted."""
    data = bytearray(packed(parts(sheet())))
    entry = data.find(b"PK\x01\x02")
    data[entry + 8] |= 1
    return bytes(data)


def password() -> bytes:
    """The container that Excel writes for a password."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600


def old_password() -> bytes:
    """An old workbook whose stream begins with the record of a password."""
    begins = b"\x09\x08\x10\x00" + b"\0" * 16
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + begins + b"\x2f\x00\x36\x00" + b"\1" * 54 + b"\0" * 600


def open_document_password() -> bytes:
    """A spreadsheet of OpenDocument whose manifest says that its parts are encrypted."""
    entry = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
    name = "application/vnd.oasis.opendocument.spreadsheet"
    return packed(
        {
            "mimetype": name,
            "META-INF/manifest.xml": f"<manifest:manifest>{entry}</manifest:manifest>",
            "content.xml": b"\x8f" * 90,
        }
    )


def stored_query() -> bytes:
    """A part of its own that Power Query stores, in UTF-16: no reader opens it."""
    query = '<?xml version="1.0" encoding="utf-16"?><DataMashup>AAAA</DataMashup>'
    return packed(parts(sheet()) | {"customXml/item1.xml": query.encode("utf-16")})


def other_slashes() -> bytes:
    """Names of parts as some writers on Windows give them."""
    found = parts(sheet())
    return packed({name.replace("/", "\\") if name.startswith("xl/") else name: part for name, part in found.items()})


def truncated() -> bytes:
    """The first half of a workbook."""
    whole = packed(parts(sheet()))
    return whole[: len(whole) // 2]


def macros() -> bytes:
    """A workbook with a macro and a link elsewhere: read as plain data, and named."""
    return packed(parts(sheet()) | {"xl/vbaProject.bin": b"\0" * 50, "xl/externalLinks/externalLink1.xml": "<x/>"})


def formulas() -> bytes:
    """An error value and a formula that was never calculated, each in a row of its own."""
    rows = (
        '<row r="3"><c r="A3" t="inlineStr"><is><t>B</t></is></c><c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
        '<row r="4"><c r="A4" t="inlineStr"><is><t>C</t></is></c><c r="B4"><f>1+1</f></c></row>'
    )
    return packed(parts(sheet(FIRM + rows)))


def plain_workbook() -> bytes:
    """A workbook as openpyxl writes it."""
    book, held = openpyxl.Workbook(), io.BytesIO()
    assert book.active is not None
    book.active.append(["firm-name", "maintenance"])
    book.active.append(["ACME", 2])
    book.save(held)
    return held.getvalue()


Made = Callable[[], bytes]
REFUSED: Mapping[str, tuple[Made, str]] = {
    "corner-bomb": (corner_bomb, "batch-columns-many"),
    "column-bomb": (column_bomb, "batch-range-large"),
    "spaced-corner": (spaced_corner, "batch-reader-died"),
    "sparse-bomb": (sparse_bomb, "batch-reader-died"),
    "corner.xlsb": (xlsb_corner, "batch-reader-died"),
    "corner.xls": (xls_corner, "batch-reader-died"),
    "repeats.ods": (ods_repeats, "batch-reader-died"),
    "xxe": (xxe, "workbook-doctype"),
    "laughs": (laughs, "workbook-doctype"),
    "utf16-doctype": (utf16_doctype, "workbook-doctype"),
    "zip-bomb": (zip_bomb, "workbook-bomb"),
    "lying-size": (lying_size, "workbook-b"),
    "wide-rows": (wide_rows, "batch-columns-many"),
    "many-sheets": (many_sheets, "workbook-bomb"),
    "many-names": (many_names, "workbook-bomb"),
    "path-names": (path_names, "workbook-names"),
    "encrypted-flag": (encrypted_flag, "workbook-locked"),
    "password": (password, "workbook-locked"),
    "password.xls": (old_password, "workbook-locked"),
    "password.ods": (open_document_password, "workbook-locked"),
    "truncated": (truncated, "workbook-broken"),
    "empty": (lambda: b"", "file-empty"),
    "pdf": (lambda: b"%PDF-1.7\n%%EOF", "workbook-kind"),
    "text": (lambda: b"firm-name;maintenance\nACME;2\n", "workbook-kind"),
}
READ: Mapping[str, Made] = {
    "row-bomb": row_bomb,
    "styled-row-bomb": styled_row_bomb,
    "lying-dimension": lying_dimension,
    "macros": macros,
    "plain": plain_workbook,
    "stored-query": stored_query,
    "other-slashes": other_slashes,
}


def written(folder: Path, name: str, made: Made) -> Path:
    """Write a workbook, ``.xlsx`` unless its name says otherwise, and return its path."""
    path = folder / (name if "." in name else f"{name}.xlsx")
    path.write_bytes(made())
    return path
