"""Writing a file whole or not at all: a temporary file beside it, fsync, rename; and the folder it goes into."""

import contextlib
import errno
import os
import re
import shutil
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from jazari_assess.errors import Place, Problem, ProblemsError, is_held

_CODES = {
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.EFBIG: "disk-full",
    errno.EACCES: "write-no-permission",
    errno.EPERM: "write-no-permission",
    errno.EROFS: "write-no-permission",
    errno.ENOENT: "folder-missing",
    errno.ENOTDIR: "folder-missing",
    errno.EEXIST: "target-exists",
    errno.ENAMETOOLONG: "file-name-too-long",
}
# A memory stick in exFAT says EINVAL, a folder of a server EACCES, other systems without hard links one of the rest.
_NO_HARD_LINKS = {errno.EPERM, errno.EACCES, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
_WRITE_BITS = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_HOLDS_OPEN_FILES = (
    os.name == "nt"
)  # there an antivirus or a sync tool that looks at a file keeps it from being replaced
_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8)  # seconds, 1.55 in all: what such a program needs for a file of this size
_STEM = 40  # letters of the target's name in that of its temporary file: 255 bytes hold them in any script


def write_atomically(path: Path, data: bytes, *, replace: bool) -> None:
    """Write ``data`` to ``path`` so that it appears whole and is on the disk, or is as it was before.

    Raises ``ProblemsError`` when the target is a symbolic link, a folder, a device, read-only, or exists and must not
    be replaced, when its folder is missing or closed, and when the disk is full.
    """
    with growing(path, replace=replace) as temporary:
        _write(temporary, data)


@contextlib.contextmanager
def growing(path: Path, *, replace: bool) -> Iterator[Path]:
    """Yield the file beside ``path`` that a library is to write: whole, it takes its place; failing, it is removed.

    Raises ``ProblemsError`` as ``write_atomically``, for whatever the system refuses meanwhile too.
    """
    refuse_target(path, replace=replace)
    temporary = path.with_name(f".{path.name[:_STEM]}.{os.urandom(8).hex()}.tmp")
    try:
        try:
            yield temporary
            _sync(temporary)
            _put_in_place(temporary, path, replace=replace)
        finally:
            with contextlib.suppress(PermissionError):  # held by another program: swept later
                temporary.unlink(missing_ok=True)
        _sync_folder(path.parent)
    except OSError as error:
        raise ProblemsError([write_problem(path, error)]) from error


def refuse_target(path: Path, *, replace: bool) -> None:
    """Raise ``ProblemsError`` where ``target_problem`` finds one."""
    problem = target_problem(path, replace=replace)
    if problem is not None:
        raise ProblemsError([problem])


def target_problem(path: Path, *, replace: bool) -> Problem | None:
    """Return why nothing may be written there: what is there is no file of ours, or must stay."""
    try:
        mode = path.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None  # what is wrong with its folder, whoever makes or writes it says
    except OSError as error:
        return write_problem(path, error)
    if stat.S_ISLNK(mode):
        code = "target-is-link"
    elif stat.S_ISDIR(mode):
        code = "target-is-folder"
    elif not stat.S_ISREG(mode):
        code = "target-not-regular"
    elif not replace:
        code = "target-exists"
    elif not mode & _WRITE_BITS or not os.access(path, os.W_OK):
        code = "target-read-only"
    else:
        return None
    return Problem(code=code, place=Place(file=str(path)))


def make_folder(folder: Path, *, mode: int = 0o777) -> None:
    """Make a folder and those above it where they are missing; raise ``ProblemsError`` when that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=mode)
    except OSError as error:
        values = {"reason": error.strerror or ""}
        raise ProblemsError([Problem(code="folder-unusable", place=Place(file=str(folder)), values=values)]) from error


def sweep(path: Path) -> None:
    """Remove the temporary files of ``path`` that killed programs left beside it; nobody may be writing it now."""
    left = re.compile(rf"\.{re.escape(path.name[:_STEM])}\.[0-9a-f]{{16}}\.tmp(-wal|-shm|-journal)?")
    with contextlib.suppress(OSError):
        for other in path.parent.iterdir():
            if left.fullmatch(other.name):
                other.unlink(missing_ok=True)


def write_problem(path: Path, error: OSError) -> Problem:
    """Return why a file could not be written, as far as the system tells."""
    reason = errno.errorcode.get(error.errno or 0, "?")
    code = _CODES.get(error.errno or 0, "write-failed")
    if isinstance(error, _HeldError) or is_held(error):
        code = "file-held"
    return Problem(code=code, place=Place(file=str(path)), values={"reason": reason})


def _write(path: Path, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags, 0o666)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(descriptor, left) :]
    finally:
        os.close(descriptor)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:  # Windows syncs only what may be written
        os.fsync(file.fileno())


def _put_in_place(temporary: Path, path: Path, *, replace: bool) -> None:
    if replace:
        if path.exists():
            temporary.chmod(stat.S_IMODE(path.stat().st_mode))
        _replace(temporary, path)
        return
    try:
        os.link(temporary, path)
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        refuse_target(path, replace=False)
        patiently(lambda: temporary.rename(path))


class _HeldError(PermissionError):
    """A file that was there, ours, and could still not be put in its place: another program holds it."""


def patiently(do: Callable[[], object]) -> None:
    """Do it, again after a moment where another program may hold the file; raise what the last attempt raised."""
    for wait in _WAITS if _HOLDS_OPEN_FILES else ():
        try:
            do()
        except PermissionError:
            time.sleep(wait)
        else:
            return
    do()


def _replace(source: Path, target: Path) -> None:
    try:
        patiently(lambda: source.replace(target))
    except PermissionError as error:
        if not _HOLDS_OPEN_FILES:
            raise
        raise _HeldError(*error.args) from error


def put(source: Path, target: Path) -> None:
    """Put a finished file in the place of another, on the disk before its name is.

    Raises ``ProblemsError`` where another program holds either, ``OSError`` for the rest.
    """
    _sync(source)
    try:
        _replace(source, target)
    except PermissionError as error:
        raise ProblemsError([write_problem(target, error)]) from error


def remove_folder(folder: Path) -> bool:
    """Remove a folder with all that is in it, and say whether nothing of it is left."""
    with contextlib.suppress(OSError):
        patiently(lambda: shutil.rmtree(folder) if folder.exists() else None)
    return not folder.exists()


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # a folder cannot be opened there, and a rename is journalled
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
