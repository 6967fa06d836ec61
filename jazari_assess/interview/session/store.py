"""Where an interview lives: the assessment's file, its history and its lock."""

from pathlib import Path

from jazari_assess.errors import ProblemsError
from jazari_assess.interview.session.journal import Journal, Move, Step, journal_path, open_journal
from jazari_assess.interview.session.lock import AssessmentLock
from jazari_assess.interview.session.places import places_of
from jazari_assess.model.assessment import Assessment
from jazari_assess.reading.assessment.file import write_assessment


class Store:
    """One assessment on the disk, held by this process."""

    def __init__(self, path: Path, assessment: Assessment, lock: AssessmentLock, *, earlier: str | None = None) -> None:
        """Take an assessment that is in the file already, or write a new one; the caller has the lock.

        Raises ``ProblemsError`` when nothing can be written there.
        """
        self.path = path
        self._lock = lock
        if not path.exists():
            forget_history(path)
            write_assessment(path, assessment, replace=False)
        self.journal: Journal = open_journal(path, places_of(assessment), earlier=earlier)

    def save(self, assessment: Assessment, move: Move, step: Step | None = None) -> None:
        """Put one move on the disk: first its line in the history, then the assessment, which is synced.

        Raises ``ProblemsError`` when either cannot be written; both are then as they were.
        """
        length = self.journal.append(move, step)
        try:
            write_assessment(self.path, assessment, replace=True)
        except ProblemsError:
            self.journal.cut(length)
            raise
        self.journal.accept(move, step)

    def close(self) -> None:
        """Give the assessment free; the history stays, so that the next interview can undo."""
        self._lock.release()


def forget_history(path: Path) -> None:
    """Remove the history of an assessment, and with it every earlier answer and name."""
    journal_path(path).unlink(missing_ok=True)
