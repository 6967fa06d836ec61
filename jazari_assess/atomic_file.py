"""Writing a file whole or not at all: a temporary file beside it, fsync, rename."""

import errno
import os
import secrets
import stat
from pathlib import Path

from jazari_assess.errors import Place, Problem, ProblemsError

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
_NO_HARD_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
_WRITE_BITS = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def write_atomically(path: Path, data: bytes, *, replace: bool) -> None:
    """Write ``data`` to ``path`` so that it appears whole and is on the disk, or is as it was before.

    Raises ``ProblemsError`` when the target is a symbolic link, a folder, a device, read-only, or exists and must not
    be replaced, when its folder is missing or closed, and when the disk is full.
    """
    _refuse_target(path, replace=replace)
    temporary = path.with_name(f".{path.name[:40]}.{secrets.token_hex(8)}.tmp")
    try:
        try:
            _write_synced(temporary, data)
            _put_in_place(temporary, path, replace=replace)
        finally:
            temporary.unlink(missing_ok=True)
        _sync_folder(path.parent)
    except OSError as error:
        raise ProblemsError([_problem(path, error)]) from error


def _problem(path: Path, error: OSError) -> Problem:
    reason = errno.errorcode.get(error.errno or 0, "?")
    return Problem(
        code=_CODES.get(error.errno or 0, "write-failed"), place=Place(file=str(path)), values={"reason": reason}
    )


def _refuse_target(path: Path, *, replace: bool) -> None:
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    except OSError as error:
        raise ProblemsError([_problem(path, error)]) from error
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
        return
    raise ProblemsError([Problem(code=code, place=Place(file=str(path)))])


def _write_synced(path: Path, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags, 0o666)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(descriptor, left) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _put_in_place(temporary: Path, path: Path, *, replace: bool) -> None:
    if replace:
        if path.exists():
            temporary.chmod(stat.S_IMODE(path.stat().st_mode))
        temporary.replace(path)
        return
    try:
        os.link(temporary, path)
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        _refuse_target(path, replace=False)
        temporary.rename(path)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # a folder cannot be opened there, and a rename is journalled
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
