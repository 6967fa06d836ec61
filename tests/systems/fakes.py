"""What other systems refuse, on this one: their calls fail here as they fail there."""

import errno
import fcntl
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from jazari_assess import atomic_file
from jazari_assess.batch import tables


def windows_calls(patched: pytest.MonkeyPatch) -> None:
    """Let files behave as on Windows, on a disk in exFAT.

    Only what may be written is synced (FlushFileBuffers), there are no hard links (ERROR_INVALID_FUNCTION), and what
    is refused is tried again.
    """
    sync = os.fsync

    def fsync(file: Any) -> None:  # noqa: ANN401 - a descriptor or a file
        number = file if isinstance(file, int) else file.fileno()
        reading = fcntl.fcntl(number, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY
        if reading and not stat.S_ISDIR(os.fstat(number).st_mode):
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        sync(number)

    def link(*_: object, **__: object) -> None:
        raise OSError(errno.EINVAL, "Incorrect function")

    patched.setattr(os, "fsync", fsync)
    patched.setattr(os, "link", link)
    patched.setattr(atomic_file, "_HOLDS_OPEN_FILES", True)
    patched.setattr(atomic_file, "_WAITS", (0.0,) * 5)
    patched.setattr(tables, "READ_IN_PLACE", False)


def held(path: str | Path | None = None) -> PermissionError:
    """Return what Windows says of a file that another program has open: ERROR_SHARING_VIOLATION."""
    error = PermissionError(errno.EACCES, "The process cannot access the file", None if path is None else str(path))
    error.winerror = 32  # type: ignore[attr-defined,unused-ignore]
    return error


def hold(patched: pytest.MonkeyPatch, times: int, name: str = "") -> list[str]:
    """Let the first replacements of each file fail, of those whose name ends so; return what was refused."""
    real, refused = Path.replace, list[str]()

    def replace(source: Path, target: Path) -> Path:
        if str(target).endswith(name) and refused.count(str(target)) < times:
            refused.append(str(target))
            raise PermissionError(errno.EACCES, "Access is denied")
        return real(source, target)

    patched.setattr(Path, "replace", replace)
    return refused
