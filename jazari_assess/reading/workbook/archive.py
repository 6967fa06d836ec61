"""The archive that a workbook is: refused before anything in it is parsed when it claims or holds too much.

Nothing but XML parts is unpacked, so macros, embedded objects and pictures are never touched, and no link is followed.
"""

import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath

from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.reading.yaml_json.bounded_file import read_bounded
from jazari_assess.reading.yaml_json.characters import shown

_MEGABYTE = 2**20
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED = 1
_XML = (".xml", ".rels")
_CHUNK = 2**16


@dataclass(frozen=True, kw_only=True)
class ArchiveLimits:
    """What an archive may hold at most, sizes in bytes.

    ``part`` bounds each unpacked part, ``unpacked`` all of them, ``members`` their number; ``ratio`` is unpacked to
    packed size, counted for parts from ``ratio_from`` on: small parts of blanks pack well in honest files too.
    """

    file: int = 10 * _MEGABYTE
    part: int = 16 * _MEGABYTE
    unpacked: int = 48 * _MEGABYTE
    members: int = 500
    ratio: int = 150
    ratio_from: int = _MEGABYTE


SMALL_WORKBOOK = ArchiveLimits()


def refused(path: Path, code: str, **values: str) -> ProblemsError:
    """Return the error that refuses a whole workbook."""
    return ProblemsError([Problem(code=code, place=Place(file=str(path)), values=values)])


def read_parts(path: Path, limits: ArchiveLimits = SMALL_WORKBOOK) -> Mapping[str, bytes]:
    """Return the XML parts of a workbook by name.

    Raises ``ProblemsError`` for what is no ``.xlsx``: another format, a locked or old workbook, a broken archive; and
    for an archive with too many or too large parts, too high a ratio, or names that lead out of it.
    """
    data = read_bounded(path, limits.file)
    if not data:
        raise refused(path, "file-empty")
    if data.startswith(_OLE):
        raise refused(path, "workbook-locked" if _LOCKED in data else "workbook-old")
    if not data.startswith(_ZIP):
        raise refused(path, "workbook-kind")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            _refuse_members(path, members, limits)
            wanted = [member for member in members if member.filename.lower().endswith(_XML)]
            return {member.filename: _unpacked(path, archive, member, limits) for member in wanted}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError, ValueError) as error:
        raise refused(path, "workbook-broken") from error


def _refuse_members(path: Path, members: Sequence[zipfile.ZipInfo], limits: ArchiveLimits) -> None:
    names = [member.filename for member in members]
    if len(members) > limits.members:
        raise refused(path, "workbook-bomb", found=str(len(members)))
    if len({name.lower() for name in names}) < len(names) or any(map(_leads_out, names)):
        raise refused(path, "workbook-names")
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise refused(path, "workbook-locked")
    if sum(member.file_size for member in members) > limits.unpacked:
        raise refused(path, "workbook-bomb", found="*")
    for member in members:
        packed = max(1, member.compress_size)
        unlikely = member.file_size > limits.ratio_from and member.file_size / packed > limits.ratio
        if member.file_size > limits.part or unlikely:
            raise refused(path, "workbook-bomb", found=shown(member.filename))


def _leads_out(name: str) -> bool:
    return ".." in PurePosixPath(name).parts or name.startswith(("/", "\\")) or ":" in name


def _unpacked(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo, limits: ArchiveLimits) -> bytes:
    """Return a part, counted while it is unpacked: what its header declares is not trusted."""
    parts, count = [], 0
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            count += len(chunk)
            if count > limits.part:
                raise refused(path, "workbook-bomb", found=shown(member.filename))
            parts.append(chunk)
    return b"".join(parts)
