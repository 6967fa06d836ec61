"""The inputs of a run: fetched where they are far, staged by their kind, and their tables found."""

import codecs
import shutil
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from jazari_assess.atomic_file import patiently
from jazari_assess.batch import SOURCES
from jazari_assess.batch.interface import Staged, Table
from jazari_assess.batch.matching.editions import Earlier, answered_edition, gone_note
from jazari_assess.batch.matching.headers import Matching
from jazari_assess.batch.matching.long import widened
from jazari_assess.batch.matching.map_file import BatchMap
from jazari_assess.batch.matching.scales import scale_findings, scale_problems
from jazari_assess.batch.matching.tables import checked_matching, find_table, refused_file
from jazari_assess.batch.matching.transposed import refuse_transposed, transposed
from jazari_assess.batch.matching.vocabulary import Vocabulary
from jazari_assess.batch.progress import Tell
from jazari_assess.batch.request import Request
from jazari_assess.batch.scoring.block import ASSESSMENT_COLUMN
from jazari_assess.batch.sources.excel import stage_read
from jazari_assess.batch.sources.excel_reader import Reader
from jazari_assess.batch.sources.folder import FolderSource
from jazari_assess.batch.sources.storage import fetched
from jazari_assess.batch.workspace import Workspace
from jazari_assess.errors import Problem, ProblemsError, is_held
from jazari_assess.reading.workbook.sheet_survey import Note

_StagedInput = tuple[Staged | None, tuple[Problem, ...]]
"""The sheets of an input, and the problems of those of its files that could not be read."""
_RECORD = TypeAdapter(_StagedInput)
_RECORD_NAME = "staged.json"


@dataclass(frozen=True, kw_only=True)
class FoundTable:
    """A table, what its headers hold, and the words of the edition that it answers."""

    table: Table
    matching: Matching
    vocabulary: Vocabulary


@dataclass(frozen=True, kw_only=True)
class Opened:
    """All inputs: the tables that can be scored, what is to be said, and the files that could not be read."""

    tables: tuple[FoundTable, ...]
    notes: tuple[tuple[str, Note], ...]
    problems: tuple[Problem, ...]


def open_inputs(request: Request, vocabulary: Vocabulary, workspace: Workspace, tell: Tell) -> Opened:
    """Open every input; one that cannot be used never stops the others.

    Raises ``ProblemsError`` with every problem when none can be used.
    """
    tables: list[FoundTable] = []
    notes: list[tuple[str, Note]] = []
    problems: list[Problem] = []
    for number, name in enumerate(request.inputs):
        try:
            folder = workspace.inputs(number)
            reader = request.reader if number == 0 else None
            staged, refused = _kept_stage(folder) or _stage_anew(name, request, folder, reader)
            problems += refused
            if staged is not None:
                found, said = _opened(staged, vocabulary, folder, request)
                refuse_doubtful_scales(found.table, found.matching, found.vocabulary, request.saved)
                tables.append(found)
                notes += [(name, note) for note in (*staged.notes, *said)]
        except ProblemsError as error:
            problems += error.problems
        tell("reading", number + 1, len(request.inputs))
    if not tables:
        raise ProblemsError(problems)
    return Opened(tables=tuple(tables), notes=tuple(notes), problems=tuple(problems))


def _opened(
    staged: Staged, vocabulary: Vocabulary, folder: Path, request: Request
) -> tuple[FoundTable, tuple[Note, ...]]:
    turned = transposed(staged, vocabulary, folder) if request.transposed else staged
    return open_table(turned, vocabulary, folder, request.saved, request.sheet, request.earlier)


def open_table(
    staged: Staged, vocabulary: Vocabulary, folder: Path, saved: BatchMap, sheet: str | None, earlier: Earlier
) -> tuple[FoundTable, tuple[Note, ...]]:
    """Return the table of firms of a staged input, one row a firm, in the words of the edition that it answers."""
    wide = widened(staged, vocabulary, folder)
    refuse_transposed(wide, vocabulary, saved)
    named = sheet if wide is staged else None
    read = answered_edition(wide, vocabulary, earlier, saved, named)
    table, notes = find_table(wide, read.vocabulary, saved, named)
    matching = checked_matching(table, read.vocabulary, saved)
    gone = gone_note(read.vocabulary.questionnaire, vocabulary.questionnaire, matching)
    found = FoundTable(table=table, matching=matching, vocabulary=read.vocabulary)
    return found, (*notes, *read.notes, *gone)


def refuse_doubtful_scales(table: Table, matching: Matching, vocabulary: Vocabulary, saved: BatchMap) -> None:
    """Raise ``ProblemsError`` where columns of levels look coded otherwise and the map does not say how they are."""
    found = () if ASSESSMENT_COLUMN in table.own_columns else scale_findings(table, matching, vocabulary, saved)
    if found:
        raise ProblemsError(scale_problems(table, found))


def _stage_anew(name: str, request: Request, folder: Path, reader: Reader | None) -> _StagedInput:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    found = _stage(name, request, folder, reader)
    _keep_stage(folder, found)
    return found


def _stage(name: str, request: Request, folder: Path, reader: Reader | None) -> _StagedInput:
    path = fetched(name, folder) if "://" in name else Path(name)
    if not path.exists():
        raise refused_file(name, "file-missing")
    if path.is_dir():
        return FolderSource(request.questionnaire.structure, request.readers).stage(path, folder)
    if not path.is_file():
        raise refused_file(name, "file-not-regular")
    try:
        read = stage_read(path, folder, reader) if reader else stage_file(path, folder, request.encoding)
    except PermissionError as error:
        if is_held(error):
            raise refused_file(name, "file-held", reason="EACCES") from error
        raise refused_file(name, "file-no-permission") from error
    return read, ()


def stage_file(path: Path, folder: Path, encoding: str | None = None) -> Staged:
    """Stage one file by the source that its suffix names; raise ``ProblemsError`` when there is none."""
    if encoding is not None and not _is_encoding(encoding):
        raise refused_file(str(path), "batch-encoding-unknown", found=encoding)
    sources = [make() for make in SOURCES.values()]
    source = next((source for source in sources if path.suffix.lower() in source.suffixes), None)
    if source is None:
        known = " ".join(suffix for one in sources for suffix in one.suffixes)
        raise refused_file(str(path), "batch-kind-unknown", found=path.suffix or path.name, known=known)
    return source.stage(path, folder, encoding)


def _is_encoding(name: str) -> bool:
    try:
        codecs.lookup(name)
    except LookupError:
        return False
    return True


def _keep_stage(folder: Path, found: _StagedInput) -> None:
    """Write the record last: where it is, the sheets are whole. A name that JSON cannot hold is staged again."""
    growing = folder / f"{_RECORD_NAME}.growing"
    try:
        growing.write_bytes(_RECORD.dump_json(found))
    except PydanticSerializationError:
        return
    patiently(lambda: growing.replace(folder / _RECORD_NAME))


def _kept_stage(folder: Path) -> _StagedInput | None:
    """Return what was staged, None when it was not or is not found from here."""
    try:
        found = _RECORD.validate_json((folder / _RECORD_NAME).read_bytes())
    except (OSError, ValidationError):
        return None
    there = found[0] is None or all(sheet.path.is_file() for sheet in found[0].sheets)
    return found if there else None
