"""Before a workbook is opened: what its archive claims and holds, counted while it is unpacked, never believed.

The reader behind us builds every sheet as a full rectangle and ends its process when it cannot get the memory, so the
rectangle is measured here first.
"""

import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from xml.etree.ElementTree import Element

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from jazari_assess.batch.interface import BrokenCell, Note
from jazari_assess.batch.sources.sheet_survey import SheetSurvey
from jazari_assess.errors import Place, Problem, ProblemsError

MEGABYTE = 2**20
LARGEST_FILE = 300 * MEGABYTE
LARGEST_UNPACKED = 4096 * MEGABYTE
LARGEST_PART = 8 * MEGABYTE
LARGEST_STRINGS = 1024 * MEGABYTE
HIGHEST_RATIO = 150
RATIO_COUNTS_FROM = 2 * MEGABYTE
MOST_MEMBERS = 2000
MOST_SHEETS = 100
MOST_COLUMNS = 2000
MOST_CELLS = 20_000_000
_CHUNK = MEGABYTE
_LOCAL_HEADER = 30
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"


@dataclass(frozen=True, kw_only=True)
class Survey:
    """What was found in a workbook that may be read: broken cells by the sheet's name, and things to say."""

    broken: Mapping[str, tuple[BrokenCell, ...]]
    notes: tuple[Note, ...]


def survey(path: Path) -> Survey:
    """Look through a workbook without building it; raise ``ProblemsError`` when it must not be opened."""
    _refuse_size(path)
    with path.open("rb") as file:
        head = file.read(8)
        if head == _OLE:
            return _old_workbook(path, file)
        if not head.startswith(b"PK"):
            raise refused(path, "batch-workbook-kind")
        return _archive(path, file)


def refused(path: Path, code: str, sheet: str | None = None, **values: str) -> ProblemsError:
    """Return the error that a whole file is refused with."""
    return ProblemsError([Problem(code=code, place=Place(file=str(path), sheet=sheet), values=values)])


def _refuse_size(path: Path) -> None:
    size = path.stat().st_size
    if size == 0:
        raise refused(path, "batch-file-empty")
    if size > LARGEST_FILE:
        raise refused(path, "batch-file-large", size=str(size // MEGABYTE), limit=str(LARGEST_FILE // MEGABYTE))


def _old_workbook(path: Path, file: BinaryIO) -> Survey:
    """An OLE file is an old ``.xls``, or a newer workbook that a password locks."""
    whole = file.read(LARGEST_FILE)
    if "EncryptedPackage".encode("utf-16-le") in whole:
        raise refused(path, "batch-password")
    if path.suffix.lower() != ".xls":
        raise refused(path, "batch-workbook-kind")
    macros = "_VBA_PROJECT".encode("utf-16-le") in whole
    return Survey(broken={}, notes=(*((Note(key="macros"),) if macros else ()), Note(key="errors-unseen")))


def _archive(path: Path, file: BinaryIO) -> Survey:
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            _refuse_members(path, members)
            names = {member.filename: member for member in members}
            if "xl/workbook.xml" in names:
                return _xlsx(path, file, names)
            if not {"xl/workbook.bin", "content.xml"} & set(names):
                raise refused(path, "batch-workbook-kind")
            for member in members:
                for _ in _unpacked(path, file, member):
                    pass
            return Survey(broken={}, notes=(*_foreign_parts(names), Note(key="errors-unseen")))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, UnicodeDecodeError) as error:
        raise refused(path, "batch-zip-broken") from error


def _refuse_members(path: Path, members: list[zipfile.ZipInfo]) -> None:
    names = [member.filename for member in members]
    if len(members) > MOST_MEMBERS:
        raise refused(path, "batch-zip-bomb", found=str(len(members)))
    if len({name.lower() for name in names}) < len(names):
        raise refused(path, "batch-zip-names")
    if any(".." in PurePosixPath(name).parts or name.startswith(("/", "\\")) or ":" in name for name in names):
        raise refused(path, "batch-zip-names")
    if any(member.flag_bits & 1 for member in members):
        raise refused(path, "batch-password")


def _unpacked(path: Path, file: BinaryIO, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield a member's bytes, counting them: what its header declares is compared, not trusted."""
    file.seek(member.header_offset)
    header = file.read(_LOCAL_HEADER)
    if len(header) < _LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
        raise refused(path, "batch-zip-broken")
    file.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), 1)
    if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise refused(path, "batch-zip-broken")
    engine = zlib.decompressobj(-15) if member.compress_type == zipfile.ZIP_DEFLATED else None
    left, count = member.compress_size, 0
    while left > 0 and (packed := file.read(min(left, _CHUNK // 4))):
        left -= len(packed)
        while packed:
            plain = packed if engine is None else engine.decompress(packed, _CHUNK)
            packed = b"" if engine is None else engine.unconsumed_tail
            count += len(plain)
            _refuse_growth(path, member, count, member.compress_size - left)
            yield plain
    if count != member.file_size or left > 0:
        raise refused(path, "batch-zip-broken")


def _refuse_growth(path: Path, member: zipfile.ZipInfo, count: int, read: int) -> None:
    limit = LARGEST_UNPACKED if member.filename.startswith("xl/worksheets/") else LARGEST_STRINGS
    if count > limit or count > member.file_size or (count > RATIO_COUNTS_FROM and count > HIGHEST_RATIO * read):
        raise refused(path, "batch-zip-bomb", found=member.filename[:80])


def _xlsx(path: Path, file: BinaryIO, names: Mapping[str, zipfile.ZipInfo]) -> Survey:
    sheets = _sheets(path, file, names)
    if len(sheets) > MOST_SHEETS:
        raise refused(path, "batch-sheets-many", found=str(len(sheets)), limit=str(MOST_SHEETS))
    members = {name: member for name, member in names.items() if name in sheets}
    broken: dict[str, tuple[BrokenCell, ...]] = {}
    notes = list(_foreign_parts(names))
    cells = 0
    for part, member in members.items():
        found = _survey_sheet(path, file, member, sheets[part])
        cells += found.cells
        if found.columns > MOST_COLUMNS:
            raise refused(path, "batch-columns-many", sheets[part], found=str(found.columns), limit=str(MOST_COLUMNS))
        if cells > MOST_CELLS:
            values = {"rows": str(found.rows), "columns": str(found.columns), "limit": f"{MOST_CELLS:,}"}
            raise refused(path, "batch-range-large", sheets[part], **values)
        broken[sheets[part]] = tuple(found.broken)
        notes += found.notes(sheets[part])
    for name, member in names.items():
        if name not in members and name.endswith((".xml", ".rels")):
            _survey_part(path, file, member)
    return Survey(broken=broken, notes=tuple(notes))


def _survey_sheet(path: Path, file: BinaryIO, member: zipfile.ZipInfo, title: str) -> SheetSurvey:
    found = SheetSurvey()
    for chunk in _unpacked(path, file, member):
        if not found.take(chunk):
            raise refused(path, "batch-xml-doctype", title)
    found.finish()
    return found


def _survey_part(path: Path, file: BinaryIO, member: zipfile.ZipInfo) -> None:
    """Count a part that is no sheet, and refuse document types and encodings that hide them."""
    tail, count = b"", 0
    small = member.filename != "xl/sharedStrings.xml"
    for chunk in _unpacked(path, file, member):
        count += len(chunk)
        if small and count > LARGEST_PART and "/media/" not in member.filename:
            raise refused(path, "batch-zip-bomb", found=member.filename[:80])
        window = tail + chunk
        if (
            b"<!DOCTYPE" in window
            or b"<!ENTITY" in window
            or window[:2] in {b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<"}
        ):
            raise refused(path, "batch-xml-doctype")
        tail = chunk[-16:]


def _whole(path: Path, file: BinaryIO, member: zipfile.ZipInfo) -> bytes:
    parts, count = [], 0
    for chunk in _unpacked(path, file, member):
        count += len(chunk)
        if count > LARGEST_PART:
            raise refused(path, "batch-zip-bomb", found=member.filename[:80])
        parts.append(chunk)
    return b"".join(parts)


def _sheets(path: Path, file: BinaryIO, names: Mapping[str, zipfile.ZipInfo]) -> dict[str, str]:
    """Return the title of each sheet by the name of its part."""
    try:
        book = fromstring(_whole(path, file, names["xl/workbook.xml"]), forbid_dtd=True)
        relations = names.get("xl/_rels/workbook.xml.rels")
        linked: Iterable[Element] = (
            () if relations is None else fromstring(_whole(path, file, relations), forbid_dtd=True)
        )
    except DefusedXmlException as error:
        raise refused(path, "batch-xml-doctype") from error
    except ParseError as error:
        raise refused(path, "batch-zip-broken") from error
    targets = {link.get("Id", ""): link.get("Target", "").removeprefix("/xl/") for link in linked}
    found: dict[str, str] = {}
    for sheet in [*book.iter(f"{_MAIN}sheet"), *book.iter(f"{_STRICT}sheet")]:
        link = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
        found[f"xl/{targets.get(link, '')}"] = sheet.get("name", "")
    return found


def _foreign_parts(names: Mapping[str, zipfile.ZipInfo]) -> tuple[Note, ...]:
    """Name what a workbook brings besides its cells; none of it is ever run, followed or opened."""
    lowered = [name.lower() for name in names]
    marks = {"macros": "vbaproject", "links": "externallinks/", "objects": "embeddings/"}
    return tuple(Note(key=key) for key, mark in marks.items() if any(mark in name for name in lowered))
