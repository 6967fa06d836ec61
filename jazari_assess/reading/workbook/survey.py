"""Before a workbook is opened: what its archive claims and holds, counted while it is unpacked, never believed.

The reader behind us builds every sheet as a full rectangle and ends its process when it cannot get the memory, so the
rectangle is measured here first.
"""

import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from xml.etree.ElementTree import Element

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from jazari_assess.reading.workbook.archive import (
    MEGABYTE,
    ArchiveLimits,
    hides_entities,
    is_locked,
    is_locked_old,
    is_old,
    members_of,
    refuse_other_kinds,
    refused,
    told_as_broken,
    unpacked,
)
from jazari_assess.reading.workbook.sheet_survey import MOST_BROKEN, BrokenCell, Note, SheetSurvey
from jazari_assess.reading.yaml_json.characters import FOUND_LENGTH

LARGE_WORKBOOK = ArchiveLimits(
    file=300 * MEGABYTE,
    sheet=4096 * MEGABYTE,
    strings=1024 * MEGABYTE,
    part=64 * MEGABYTE,
    unpacked=6144 * MEGABYTE,
    members=2000,
    ratio_from=2 * MEGABYTE,
)
"""A table of an institute: 100,000 firms of 65 columns unpack to about 500 MB."""
MOST_SHEETS = 100
"""A year of weekly sheets, twice."""
MOST_COLUMNS = 2000
"""Exports with a column for each item of each list have some hundreds."""
MOST_CELLS = 20_000_000
"""Of the rectangle a sheet spans: 100,000 firms of 200 columns; far cells that were once formatted span billions."""
_MOST_XML = 8 * MEGABYTE
"""Bytes of a part that is read whole: styles and lists of sheets of real workbooks have some hundred kilobytes."""
_MANIFEST = "META-INF/manifest.xml"
_NEVER_OPENED = ("customxml/", "docprops/")
"""Parts of a workbook that no reader of ours opens, such as stored queries and properties."""
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"


@dataclass(frozen=True, kw_only=True)
class Survey:
    """What was found in a workbook that may be read: by the sheet's name broken cells and runs of rows, things to say.

    ``filled`` are the first and last row of each run of rows with a value; None where the format does not show them.
    """

    broken: Mapping[str, tuple[BrokenCell, ...]]
    notes: tuple[Note, ...]
    filled: Mapping[str, tuple[tuple[int, int], ...]] | None = None


def survey(path: Path) -> Survey:
    """Look through a workbook without building it; raise ``ProblemsError`` when it must not be opened."""
    size = path.stat().st_size
    if size > LARGE_WORKBOOK.file:
        limit = str(LARGE_WORKBOOK.file // MEGABYTE)
        raise refused(path, "batch-file-large", size=str(size // MEGABYTE), limit=limit)
    with path.open("rb") as file:
        head = file.read(8)
        if is_old(head):
            return _old_workbook(path, file)
        refuse_other_kinds(path, head)
        with told_as_broken(path):
            return _archive(path, file)


def _old_workbook(path: Path, file: BinaryIO) -> Survey:
    """An OLE file is an old ``.xls``, or a newer workbook that a password locks."""
    whole = file.read(LARGE_WORKBOOK.file)
    if is_locked(whole):
        raise refused(path, "workbook-locked")
    if is_locked_old(whole):
        raise refused(path, "workbook-locked")
    if path.suffix.lower() != ".xls":
        raise refused(path, "workbook-kind")
    macros = "_VBA_PROJECT".encode("utf-16-le") in whole
    return Survey(broken={}, notes=(*((Note(key="macros"),) if macros else ()), Note(key="errors-unseen")))


def _archive(path: Path, file: BinaryIO) -> Survey:
    members = members_of(path, file, LARGE_WORKBOOK)
    base = next((base for base in ("xl/", "") if f"{base}workbook.xml" in members), None)
    if base is not None:
        return _xlsx(path, file, members, base)
    if not {"xl/workbook.bin", "content.xml"} & set(members):
        raise refused(path, "workbook-kind")
    for member in members.values():
        locked = False
        for chunk in unpacked(path, file, member, LARGE_WORKBOOK):
            locked |= member.filename == _MANIFEST and b":encryption-data" in chunk
        if locked:
            raise refused(path, "workbook-locked")
    return Survey(broken={}, notes=(*_foreign_parts(members), Note(key="errors-unseen")))


def _xlsx(path: Path, file: BinaryIO, names: Mapping[str, zipfile.ZipInfo], base: str) -> Survey:
    """Survey a workbook whose parts lie below ``base``; what stands beside them is counted, never opened."""
    sheets = _sheets(path, file, names, base)
    if len(sheets) > MOST_SHEETS:
        raise refused(path, "batch-sheets-many", found=str(len(sheets)), limit=str(MOST_SHEETS))
    members = {name: member for name, member in names.items() if name in sheets}
    broken: dict[str, tuple[BrokenCell, ...]] = {}
    filled: dict[str, tuple[tuple[int, int], ...]] = {}
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
        if len(found.broken) > MOST_BROKEN:
            raise refused(path, "batch-broken-many", sheets[part], limit=f"{MOST_BROKEN:,}")
        broken[sheets[part]] = tuple(found.broken)
        filled[sheets[part]] = tuple(found.filled)
        notes += found.notes(sheets[part])
    for name, member in names.items():
        if name not in members and name.lower().endswith((".xml", ".rels")):
            _survey_part(path, file, member, opened=not name.lower().startswith(_NEVER_OPENED))
    return Survey(broken=broken, notes=tuple(notes), filled=filled)


def _survey_sheet(path: Path, file: BinaryIO, member: zipfile.ZipInfo, title: str) -> SheetSurvey:
    found = SheetSurvey()
    for chunk in unpacked(path, file, member, LARGE_WORKBOOK):
        if not found.take(chunk):
            raise refused(path, "workbook-doctype", title)
    found.finish()
    return found


def _survey_part(path: Path, file: BinaryIO, member: zipfile.ZipInfo, *, opened: bool) -> None:
    """Count a part that is no sheet; in one that a reader opens refuse document types and encodings that hide them."""
    tail, count = b"", 0
    small = member.filename != "xl/sharedStrings.xml"
    for chunk in unpacked(path, file, member, LARGE_WORKBOOK):
        count += len(chunk)
        if small and count > _MOST_XML and "/media/" not in member.filename:
            raise refused(path, "workbook-bomb", found=member.filename[:FOUND_LENGTH])
        window = tail + chunk
        if opened and hides_entities(window):
            raise refused(path, "workbook-doctype")
        tail = chunk[-16:]


def _whole(path: Path, file: BinaryIO, member: zipfile.ZipInfo) -> bytes:
    parts, count = [], 0
    for chunk in unpacked(path, file, member, LARGE_WORKBOOK):
        count += len(chunk)
        if count > _MOST_XML:
            raise refused(path, "workbook-bomb", found=member.filename[:FOUND_LENGTH])
        parts.append(chunk)
    return b"".join(parts)


def _sheets(path: Path, file: BinaryIO, names: Mapping[str, zipfile.ZipInfo], base: str) -> dict[str, str]:
    """Return the title of each sheet by the name of its part."""
    try:
        book = fromstring(_whole(path, file, names[f"{base}workbook.xml"]), forbid_dtd=True)
        relations = names.get(f"{base}_rels/workbook.xml.rels")
        linked: Iterable[Element] = (
            () if relations is None else fromstring(_whole(path, file, relations), forbid_dtd=True)
        )
    except DefusedXmlException as error:
        raise refused(path, "workbook-doctype") from error
    except ParseError as error:
        raise refused(path, "workbook-broken") from error
    targets = {
        link.get("Id", ""): link.get("Target", "").replace("\\", "/").removeprefix(f"/{base}") for link in linked
    }
    found: dict[str, str] = {}
    for sheet in [*book.iter(f"{_MAIN}sheet"), *book.iter(f"{_STRICT}sheet")]:
        link = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
        found[f"{base}{targets.get(link, '')}"] = sheet.get("name", "")
    return found


def _foreign_parts(names: Mapping[str, zipfile.ZipInfo]) -> tuple[Note, ...]:
    """Name what a workbook brings besides its cells; none of it is ever run, followed or opened."""
    lowered = [name.lower() for name in names]
    marks = {"macros": "vbaproject", "links": "externallinks/", "objects": "embeddings/"}
    return tuple(Note(key=key) for key, mark in marks.items() if any(mark in name for name in lowered))
