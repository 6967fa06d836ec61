"""One process on one file or folder: a lock that the system itself drops when its holder dies.

The lock is on ``.<name>.lock`` beside what is held, which is replaced at each save and so cannot carry it. Its text
(process, machine, since when) only tells the second process whom to ask: a file left by a dead process locks nothing.
"""

import contextlib
import errno
import json
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from jazari_assess.errors import Place, Problem, ProblemsError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_HELD = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}  # what systems say of a lock that another process has
_TRIES = 5  # each only after its holder removed the file between our opening and our locking
_LONGEST_TEXT = 1000  # bytes: three short values, and nothing of a file that is none of ours
_LONGEST_TOLD = 80  # characters of each value: one line of a message, whatever the file says
_LOCKED_AT = 2**30  # on Windows a locked byte cannot be read by others: one that the text never reaches


def lock_path(held: Path) -> Path:
    """Return where the lock of a file is."""
    return held.with_name(f".{held.name}.lock")


class ProcessLock:
    """Holds a file for this process until it is released or the process ends."""

    def __init__(self, held: Path, *, since: str, in_use: str = "assessment-in-use") -> None:
        """Take the lock; ``since`` is the time to tell others, ``in_use`` the problem they are told.

        Raises ``ProblemsError`` when another process holds it, or when its folder is missing or closed.
        """
        self._path, self._in_use = lock_path(held), in_use
        try:
            self._descriptor = self._taken(held)
        except OSError as error:
            code = "folder-missing" if isinstance(error, FileNotFoundError) else "write-no-permission"
            reason = error.strerror or ""
            raise ProblemsError([Problem(code=code, place=Place(file=str(held)), values={"reason": reason})]) from error
        told = json.dumps({"process": os.getpid(), "machine": _machine(), "since": since})
        with contextlib.suppress(OSError):  # a full disk: the lock holds without its text
            os.truncate(self._descriptor, 0)
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.write(self._descriptor, told.encode())

    def _taken(self, held: Path) -> int:
        for _ in range(_TRIES):
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
            try:
                _lock(descriptor)
            except OSError as error:
                if error.errno not in _HELD:
                    return descriptor  # a folder of a server that knows no locks: what another saves is still noticed
                os.close(descriptor)
                raise ProblemsError([_held_by(held, self._path, self._in_use)]) from error
            if _is_at(descriptor, self._path):
                return descriptor
            os.close(descriptor)  # its holder removed it between our opening and our locking
        raise ProblemsError([_held_by(held, self._path, self._in_use)])

    def release(self) -> None:
        """Give what is held free and remove the file."""
        if self._descriptor < 0:
            return
        if sys.platform != "win32":
            self._path.unlink(missing_ok=True)
        os.close(self._descriptor)
        self._descriptor = -1
        if sys.platform == "win32":  # there an open file cannot be removed, and one that another has opened stays
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def _machine() -> str:
    return os.environ.get("COMPUTERNAME", "?") if sys.platform == "win32" else os.uname().nodename


def _held_by(held: Path, path: Path, code: str) -> Problem:
    try:
        holder = json.loads(path.read_bytes()[:_LONGEST_TEXT])
    except (OSError, ValueError):
        holder = {}
    told = holder if isinstance(holder, dict) else {}
    values = {name: str(told.get(name, "?"))[:_LONGEST_TOLD] for name in ("process", "machine", "since")}
    return Problem(code=code, place=Place(file=str(held)), values=values)


if sys.platform == "win32":

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_AT, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _is_at(descriptor: int, path: Path) -> bool:
        return descriptor >= 0 and path.exists()

else:

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _is_at(descriptor: int, path: Path) -> bool:
        try:
            held, present = os.fstat(descriptor), path.stat()
        except FileNotFoundError:
            return False
        return (held.st_dev, held.st_ino) == (present.st_dev, present.st_ino)
