"""Opening a file from outside: regular files only, never more than a given size, UTF-8 only."""

import errno
import os
import stat
from pathlib import Path

from jazari_assess.atomic_file import patiently
from jazari_assess.errors import Place, Problem, ProblemsError, is_held
from jazari_assess.reading.yaml_json.characters import REFUSED_IN_FILE, code_point

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_BOM = b"\xef\xbb\xbf"
_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff")
_SIGNATURES = (b"PK\x03\x04", b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"\x7fELF")
_HEAD = 4096
"""Bytes in which a file that is no text shows a NUL."""
_MOST_PLACES = 50
"""Wrong characters told one by one: with more the whole file is of another encoding."""


def read_bounded(path: Path, limit: int) -> bytes:
    """Return the bytes of a regular file of at most ``limit`` bytes.

    Raises ``ProblemsError`` when it is missing, closed to us, a folder, a device or a pipe, or too large.
    """
    try:
        _refuse_kind(path, path.stat().st_mode)
        descriptor = _opened(path)
    except (OSError, ValueError) as error:
        raise _refused(path, *_reason(error)) from error
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        _refuse_kind(path, status.st_mode)
        try:
            data = b"" if status.st_size > limit else file.read(limit + 1)
        except OSError as error:
            raise _refused(path, *_reason(error)) from error
    if max(status.st_size, len(data)) > limit:
        size = max(status.st_size, len(data))
        raise _refused(path, "file-too-large", size=_megabytes(size), limit=_megabytes(limit))
    return data


def _opened(path: Path) -> int:
    """Open a file, again after a moment where another program keeps it from being read."""
    found: list[int] = []
    patiently(lambda: found.append(os.open(path, _FLAGS)))
    return found[0]


def decode(data: bytes, file: str) -> str:
    """Return the text of a UTF-8 file, its byte order mark dropped.

    Raises ``ProblemsError`` for another encoding, binary data, and each control character or direction override.
    """
    if data.startswith(_WIDE_BOMS):
        raise ProblemsError([Problem(code="file-not-utf8", place=Place(file=file, line=1, column=1))])
    if data.startswith(_SIGNATURES) or b"\x00" in data[:_HEAD]:
        raise ProblemsError([Problem(code="file-binary", place=Place(file=file))])
    body = data.removeprefix(_BOM)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = line_and_column(body[: error.start].decode("utf-8"), None)
        place = Place(file=file, line=line, column=column)
        raise ProblemsError([Problem(code="file-not-utf8", place=place)]) from error
    if not text.strip():
        raise ProblemsError([Problem(code="file-empty", place=Place(file=file))])
    _refuse_characters(text, file)
    return text


def line_and_column(text: str, index: int | None) -> tuple[int, int]:
    """Return the line and column, both from 1, of ``index`` in ``text`` (None: of its end)."""
    before = text if index is None else text[:index]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _refuse_characters(text: str, file: str) -> None:
    problems = []
    for match in REFUSED_IN_FILE.finditer(text):
        line, column = line_and_column(text, match.start())
        place = Place(file=file, line=line, column=column)
        problems.append(Problem(code="character-refused", place=place, values={"character": code_point(match.group())}))
        if len(problems) == _MOST_PLACES:
            break
    if problems:
        raise ProblemsError(problems)


def _refuse_kind(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise _refused(path, "file-is-folder")
    if not stat.S_ISREG(mode):
        raise _refused(path, "file-not-regular")


def _refused(path: Path, code: str, reason: str = "", **values: str) -> ProblemsError:
    told = {"reason": reason, **values} if reason else values
    return ProblemsError([Problem(code=code, place=Place(file=str(path)), values=told)])


def _reason(error: OSError | ValueError) -> tuple[str, str]:
    match error:
        case FileNotFoundError() | NotADirectoryError() | ValueError():
            return "file-missing", ""
        case PermissionError():
            return ("file-held", "EACCES") if is_held(error) else ("file-no-permission", "")
        case _:
            return "file-unreadable", errno.errorcode.get(error.errno or 0, "?")


def _megabytes(size: int) -> str:
    return f"{size / 2**20:.1f} MB"
