"""``portfolio add``: files read, each as what it is, and taken into the store, each content once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jazari_assess.app.context import Context
from jazari_assess.app.dossier import read_content
from jazari_assess.app.follow_up import FollowedItems, followed_items
from jazari_assess.app.form.returned import read_returned
from jazari_assess.app.portfolio.batch_ingest import BatchIngest
from jazari_assess.app.portfolio.ingest import AssessmentIngest
from jazari_assess.app.portfolio.opening import StoreRequest, key_of, opened
from jazari_assess.app.portfolio.progress import note_follow_up
from jazari_assess.batch.outputs.stored import is_run, read_run
from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.model.assessment import Assessment
from jazari_assess.model.library import Library
from jazari_assess.portfolio.keys import typed
from jazari_assess.portfolio.records import SourceKind
from jazari_assess.portfolio.store.adding import Incoming, Twin, add
from jazari_assess.portfolio.store.opening import Store
from jazari_assess.portfolio.store.persons import persons_of
from jazari_assess.reading.assessment.file import migrate, read_assessment
from jazari_assess.reading.assessment.report_pdf import is_report_pdf, read_archived

__all__ = ["Twin"]

_WORKBOOK = ".xlsx"
SUFFIXES = (".json", ".yaml", ".yml", _WORKBOOK, ".pdf")
_AT_ONCE = 500
"""Assessments in one transaction: another who adds waits less than a second for them."""
_MOST_PROBLEMS = 200
"""Problems told: a screen or two; the number of the others stands below."""

Tell = Callable[[int, int], None]
"""Called with how many assessments are read so far and how many are new."""


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What came of it: how many were read, are new, were there already; what was refused or odd; firms to look at.

    ``refused`` counts what could not be taken in, one a problem or a file; ``followed`` the items of plans that
    workbooks say something of, by the workbook.
    """

    read: int
    new: int
    refused: int
    problems: tuple[Problem, ...]
    twins: tuple[Twin, ...]
    followed: Mapping[Path, int]
    upgraded: str | None

    @property
    def known(self) -> int:
        """How many the store held already."""
        return self.read - self.new


@dataclass(kw_only=True)
class _Taking:
    """What has come of it so far, part by part as in ``Taken``; grows while files are taken in."""

    read: int = 0
    new: int = 0
    refused: int = 0
    problems: list[Problem] = field(default_factory=list)
    twins: list[Twin] = field(default_factory=list)
    followed: dict[Path, int] = field(default_factory=dict)

    def refuse(self, problems: Sequence[Problem]) -> None:
        """Note what could not be taken in."""
        self.refused += 1
        self.tell(problems)

    def tell(self, problems: Sequence[Problem]) -> None:
        """Note what is odd."""
        self.problems += problems[: max(0, _MOST_PROBLEMS - len(self.problems))]

    def taken(self, upgraded: str | None) -> Taken:
        """Return what came of it in the end; ``upgraded`` is as the store says."""
        return Taken(
            read=self.read,
            new=self.new,
            refused=self.refused,
            problems=tuple(self.problems),
            twins=tuple(self.twins),
            followed=self.followed,
            upgraded=upgraded,
        )


@dataclass(frozen=True, kw_only=True)
class _Read:
    """An assessment as it came, as it is scored, and what it came as."""

    came: Assessment
    scored: Assessment
    source: SourceKind


class _Workbooks:
    """Workbooks in which people noted how far a plan has come: they wait until the plans themselves are in."""

    def __init__(self, library: Library, context: Context) -> None:
        """Take what their words are read with."""
        self._library, self._context = library, context
        self._found: dict[Path, FollowedItems] = {}

    def take(self, path: Path) -> bool:
        """Say whether a workbook is such a one, and keep what it says."""
        try:
            self._found[path] = followed_items(path, self._library, self._context)
        except ProblemsError:
            return False
        return True

    def note(self, store: Store, taking: _Taking) -> None:
        """Note what they say of the plans in the store."""
        for path, found in self._found.items():
            try:
                with store.writing() as connection:
                    taking.followed[path] = note_follow_up(connection, path, found)
            except ProblemsError as error:
                taking.refuse(error.problems)


def add_to_portfolio(
    paths: Sequence[Path],
    asked: StoreRequest,
    context: Context,
    *,
    consultant: str | None = None,
    tell: Tell = lambda _read, _new: None,
) -> Taken:
    """Take assessments, forms, reports with their archive, and results of runs into the store, each content once.

    What workbooks of reports say of plans is noted once all else is in. A file that cannot be used stops no other.
    Raises ``ProblemsError`` when the store cannot be used.
    """
    library = read_content(context)
    taking, workbooks = _Taking(), _Workbooks(library, context)
    consultant = None if consultant is None else typed(consultant)
    with opened(asked, create=True) as store:
        for part in _parts(_incoming(paths, library, context, consultant, taking, workbooks)):
            _keep(store, part, asked, context.date, taking)
            tell(taking.read, taking.new)
        workbooks.note(store, taking)
    return taking.taken(store.upgraded)


def _keep(store: Store, part: Sequence[Incoming], asked: StoreRequest, day: str, taking: _Taking) -> None:
    with store.writing() as connection:
        bare = persons_of(connection)
        persons = persons_of(connection, key_of(asked, bare.stored))
        added = add(connection, part, persons, day=day)
    taking.read += len(part)
    taking.new += len(added.new)
    taking.twins += added.twins


def _parts(incoming: Iterator[Incoming]) -> Iterator[Sequence[Incoming]]:
    part: list[Incoming] = []
    for one in incoming:
        part.append(one)
        if len(part) == _AT_ONCE:
            yield part
            part = []
    if part:
        yield part


def _incoming(
    paths: Sequence[Path],
    library: Library,
    context: Context,
    consultant: str | None,
    taking: _Taking,
    workbooks: _Workbooks,
) -> Iterator[Incoming]:
    ingest = AssessmentIngest(library, date=context.date, consultant=consultant)
    waiting: list[_Read] = []
    for path in _files(paths, taking):
        try:
            if path.is_dir():
                yield from _of_run(path, library, consultant, taking)
                continue
            waiting.append(_read(path, library, taking))
        except ProblemsError as error:
            if path.suffix.lower() != _WORKBOOK or not workbooks.take(path):
                taking.refuse(error.problems)
        if len(waiting) == _AT_ONCE:
            yield from ingest.assessments([(one.came, one.scored, one.source) for one in waiting])
            waiting = []
    yield from ingest.assessments([(one.came, one.scored, one.source) for one in waiting])


def _files(paths: Sequence[Path], taking: _Taking) -> Iterator[Path]:
    """Yield the files named and those in the folders named, each once, and folders with results of a run."""
    seen = set[Path]()
    for path in paths:
        if path.is_dir() and not is_run(path):
            found = sorted(one for one in path.iterdir() if one.suffix.lower() in SUFFIXES and one.is_file())
            if not found:
                values = {"known": ", ".join(SUFFIXES)}
                taking.refuse([Problem(code="portfolio-folder-empty", place=Place(file=str(path)), values=values)])
        else:
            found = [path]
        yield from (one for one in found if one not in seen)
        seen.update(found)


def _of_run(folder: Path, library: Library, consultant: str | None, taking: _Taking) -> Iterator[Incoming]:
    for incoming, problem in BatchIngest(read_run(folder), library, consultant=consultant).rows():
        if incoming is not None:
            yield incoming
        if problem is not None:
            taking.refuse([problem])


def _read(path: Path, library: Library, taking: _Taking) -> _Read:
    if is_report_pdf(path):
        came = read_archived(path, library, any_version=True)
        content = library.questionnaires[came.questionnaire.id]
        current = came.questionnaire.version == content.structure.version
        return _Read(came=came, scored=came if current else migrate(came, content).assessment, source="report")
    found = read_returned(path, library)
    if found.assessment is None:
        raise ProblemsError(found.problems)
    taking.tell(found.problems)
    came = found.assessment
    if found.migration is not None and path.suffix.lower() != _WORKBOOK:
        came = read_assessment(path, library, any_version=True)  # the file is known again under any later version
    is_form = path.suffix.lower() == _WORKBOOK or found.assessment.consent is not None
    return _Read(came=came, scored=found.assessment, source="form" if is_form else "assessment")
