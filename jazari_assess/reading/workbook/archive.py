"""The one guard of workbooks: an archive is refused before anything in it is parsed when it claims or holds too much.

Parts are unpacked one by one and counted meanwhile: what their headers declare is compared, never believed. Macros,
embedded objects and pictures are never opened, and no link is followed.
"""

import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.reading.yaml_json.bounded_file import read_bounded
from jazari_assess.reading.yaml_json.characters import shown

MEGABYTE = 2**20
"""Bytes."""
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED = 1
"""The bit of a member that says so, by the ZIP format."""
_FIRST_RECORD = b"\x09\x08\x10\x00"
"""The record BOF of BIFF8 and its length; WRITEPROT, or nothing, may stand between it and FILEPASS."""
_FILE_PASSWORD, _BEFORE_PASSWORD = 0x2F, {0x0809, 0x0086}
"""Numbers of records of BIFF8: FILEPASS; BOF and WRITEPROT, which may come before it."""
_XML = (".xml", ".rels")
_CHUNK = MEGABYTE
_LOCAL_HEADER = 30
"""Bytes before the name of a member, by the ZIP format."""
_SIXTEEN_BIT = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")


@dataclass(frozen=True, kw_only=True)
class ArchiveLimits:
    """What an archive may hold at most, sizes in bytes.

    ``sheet`` bounds each unpacked sheet, ``strings`` the texts that sheets share, ``part`` any other part, ``unpacked``
    all of them, ``members`` their number; ``ratio`` is unpacked to packed size, counted for parts from ``ratio_from``
    on: real workbooks have about 6, some of their parts 20, small parts of blanks more.
    """

    file: int
    sheet: int
    strings: int
    part: int
    unpacked: int
    members: int
    ratio: int = 150  # unpacked to packed: cells that repeat stay below; a bomb has up to 1,000
    ratio_from: int = MEGABYTE

    def of(self, name: str) -> int:
        """Return what the part of that name may unpack to."""
        plain = name.replace("\\", "/").removeprefix("xl/")
        if plain.startswith("worksheets/"):
            return self.sheet
        return self.strings if plain in {"sharedStrings.xml", "content.xml"} else self.part


SMALL_WORKBOOK = ArchiveLimits(
    file=10 * MEGABYTE,
    sheet=16 * MEGABYTE,
    strings=16 * MEGABYTE,
    part=16 * MEGABYTE,
    unpacked=48 * MEGABYTE,
    members=500,
)
"""A form, a matrix, a catalogue: what one person fills in; a full form has under 2 MB."""


def refused(path: Path, code: str, sheet: str | None = None, **values: str) -> ProblemsError:
    """Return the error that refuses a whole workbook."""
    return ProblemsError([Problem(code=code, place=Place(file=str(path), sheet=sheet), values=values)])


def refuse_other_kinds(path: Path, head: bytes, whole: bytes = b"") -> None:
    """Raise ``ProblemsError`` where a file begins as no archive; ``whole`` tells a locked one from an old one."""
    if not head:
        raise refused(path, "file-empty")
    if head.startswith(_OLE):
        raise refused(path, "workbook-locked" if is_locked(whole) else "workbook-old")
    if not head.startswith(_ZIP):
        raise refused(path, "workbook-kind")


def is_old(head: bytes) -> bool:
    """Say whether a file begins as a workbook of the years before 2007, or as a locked one."""
    return head.startswith(_OLE)


def is_locked(whole: bytes) -> bool:
    """Say whether an old container holds a newer workbook behind a password."""
    return _LOCKED in whole


def is_locked_old(whole: bytes) -> bool:
    """Say whether the stream of an old workbook begins with a record that asks for a password (BIFF8, FILEPASS)."""
    at = whole.find(_FIRST_RECORD)
    while 0 <= at < len(whole) - 4:
        kind, length = int.from_bytes(whole[at : at + 2], "little"), int.from_bytes(whole[at + 2 : at + 4], "little")
        if kind == _FILE_PASSWORD:
            return True
        if kind not in _BEFORE_PASSWORD:
            return False
        at += 4 + length
    return False


@contextmanager
def told_as_broken(path: Path) -> Iterator[None]:
    """Turn whatever a damaged archive brings about into the one error that names it."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError, ValueError) as error:
        raise refused(path, "workbook-broken") from error


def members_of(path: Path, file: BinaryIO, limits: ArchiveLimits) -> Mapping[str, zipfile.ZipInfo]:
    """Return the members of an archive by name; raise ``ProblemsError`` when it claims what no workbook holds."""
    with zipfile.ZipFile(file) as archive:
        members = archive.infolist()
    if len(members) > limits.members:
        raise refused(path, "workbook-bomb", found=str(len(members)))
    if len({member.filename.lower().replace("\\", "/") for member in members}) < len(members):
        raise refused(path, "workbook-names")
    if any(_leads_out(member.filename) for member in members):
        raise refused(path, "workbook-names")
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise refused(path, "workbook-locked")
    if sum(member.file_size for member in members) > limits.unpacked:
        raise refused(path, "workbook-bomb", found="*")
    for member in members:
        _refuse_growth(path, member, member.file_size, member.compress_size, limits)
    return {member.filename.replace("\\", "/"): member for member in members}


def _leads_out(name: str) -> bool:
    return ".." in PurePosixPath(name).parts or name.startswith(("/", "\\")) or ":" in name


def _refuse_growth(path: Path, member: zipfile.ZipInfo, count: int, packed: int, limits: ArchiveLimits) -> None:
    unlikely = count > limits.ratio_from and count > limits.ratio * max(1, packed)
    if count > limits.of(member.filename) or unlikely:
        raise refused(path, "workbook-bomb", found=shown(member.filename))


def unpacked(path: Path, file: BinaryIO, member: zipfile.ZipInfo, limits: ArchiveLimits) -> Iterator[bytes]:
    """Yield the bytes of a member in chunks of at most a megabyte.

    Raises ``ProblemsError`` as soon as there are more than it may hold, and when they are not those it declares.
    """
    engine = _unpacker(path, file, member)
    left, count, checksum = member.compress_size, 0, 0
    while left > 0 and (packed := file.read(min(left, _CHUNK // 4))):
        left -= len(packed)
        while packed:
            plain = packed if engine is None else engine.decompress(packed, _CHUNK)
            packed = b"" if engine is None else engine.unconsumed_tail
            count += len(plain)
            checksum = zlib.crc32(plain, checksum)
            if count > member.file_size:
                raise refused(path, "workbook-broken")
            _refuse_growth(path, member, count, member.compress_size - left, limits)
            yield plain
    if count != member.file_size or left > 0 or checksum != member.CRC:
        raise refused(path, "workbook-broken")


def _unpacker(path: Path, file: BinaryIO, member: zipfile.ZipInfo) -> "zlib._Decompress | None":
    """Put ``file`` at the first byte of a member and return what unpacks it, None where it is stored as it is."""
    file.seek(member.header_offset)
    header = file.read(_LOCAL_HEADER)
    known = member.compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    if len(header) < _LOCAL_HEADER or not header.startswith(_ZIP) or not known:
        raise refused(path, "workbook-broken")
    file.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), 1)
    return zlib.decompressobj(-15) if member.compress_type == zipfile.ZIP_DEFLATED else None


def hides_entities(window: bytes) -> bool:
    """Say whether the beginning of a part declares a document type, or is written so that none would be seen."""
    return b"<!DOCTYPE" in window or b"<!ENTITY" in window or window.startswith(_SIXTEEN_BIT)


def read_parts(path: Path, limits: ArchiveLimits = SMALL_WORKBOOK) -> Mapping[str, bytes]:
    """Return the XML parts of a workbook by name.

    Raises ``ProblemsError`` for what is no ``.xlsx``: another format, a locked or old workbook, a broken archive; and
    for an archive with too many or too large parts, too high a ratio, or names that lead out of it.
    """
    data = read_bounded(path, limits.file)
    refuse_other_kinds(path, data[: len(_OLE)], data)
    with told_as_broken(path):
        file = BytesIO(data)
        members = members_of(path, file, limits)
        wanted: Sequence[str] = [name for name in members if name.lower().endswith(_XML)]
        return {name: b"".join(unpacked(path, file, members[name], limits)) for name in wanted}
