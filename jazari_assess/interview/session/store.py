"""Where an interview lives: the assessment's file, its history and its lock."""

from collections.abc import Callable
from pathlib import Path

from jazari_assess.atomic_file import sweep, write_atomically
from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.interview.session.journal import Journal, Move, Step, journal_path, open_journal
from jazari_assess.interview.session.places import places_of
from jazari_assess.model.assessment import Assessment
from jazari_assess.process_lock import ProcessLock
from jazari_assess.reading.assessment.file import assessment_bytes, write_assessment

Read = Callable[[Path], Assessment]
CHANGED = "assessment-changed-outside"
OUTSIDE = ("theirs", "mine", "difference")  # what can be done then, in the order in which it is offered


class Store:
    """One assessment on the disk, held by this process; ``read`` reads it again when another program changed it."""

    def __init__(
        self, path: Path, assessment: Assessment, lock: ProcessLock, *, read: Read, earlier: str | None = None
    ) -> None:
        """Take an assessment that is in the file already, or write a new one; the caller has the lock.

        Raises ``ProblemsError`` when nothing can be written there.
        """
        self.path = path
        self._lock, self._read = lock, read
        _sweep(path)
        if not path.exists():
            forget_history(path)
            write_assessment(path, assessment, replace=False)
        self.journal: Journal = open_journal(path, places_of(assessment), earlier=earlier)
        self._seen = _look(path)

    def save(self, assessment: Assessment, move: Move, step: Step | None = None) -> None:
        """Put one move on the disk: first its line in the history, then the assessment, which is synced.

        Raises ``ProblemsError`` when either cannot be written, or another program has changed the file since; all is
        then as it was.
        """
        if self.is_changed:
            raise ProblemsError([Problem(code=CHANGED, place=Place(file=str(self.path)))])
        length = self.journal.append(move, step)
        try:
            write_assessment(self.path, assessment, replace=True)
        except ProblemsError:
            self.journal.cut(length)
            raise
        self._seen = _look(self.path)
        self.journal.accept(move, step)

    @property
    def is_changed(self) -> bool:
        """Whether another program has written the file since it was read or saved here."""
        return _look(self.path) not in (self._seen, None)

    def present(self) -> Assessment:
        """Return what the file holds now; raise ``ProblemsError`` when it cannot be read."""
        return self._read(self.path)

    def keep_mine(self, mine: Assessment) -> Path:
        """Write what this interview has, keep what the file held as a copy beside it, and return the copy's path."""
        copy = self._copy(self.path.read_bytes())
        write_assessment(self.path, mine, replace=True)
        self._seen = _look(self.path)
        return copy

    def take_present(self, mine: Assessment) -> tuple[Assessment, Path]:
        """Return what the file holds now, from which the history goes on, and where what this interview had is kept."""
        present = self.present()
        copy = self._copy(assessment_bytes(mine, self.path))
        self.journal = open_journal(self.path, places_of(present))
        self._seen = _look(self.path)
        return present, copy

    def _copy(self, data: bytes) -> Path:
        number = 1
        while (path := self.path.with_name(f"{self.path.stem}.copy-{number}{self.path.suffix}")).exists():
            number += 1
        write_atomically(path, data, replace=False)
        return path

    def close(self) -> None:
        """Give the assessment free; the history stays, so that the next interview can undo."""
        self._lock.release()


def forget_history(path: Path) -> None:
    """Remove the history of an assessment, with every earlier answer and name, and what killed programs left of it."""
    _sweep(path)
    journal_path(path).unlink(missing_ok=True)


def _sweep(path: Path) -> None:
    sweep(path)
    sweep(journal_path(path))


def _look(path: Path) -> tuple[int, int, int] | None:
    """Return what tells one writing of a file from another; None where there is no file."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
