"""Forms that came back: read as far as they go, each an assessment in a folder, the same firm twice noticed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jazari_assess.app.context import Context
from jazari_assess.app.dossier import of_what_is_asked, read_content
from jazari_assess.app.files import refuse_existing, refuse_inputs
from jazari_assess.app.reporting import output_stem
from jazari_assess.atomic_file import make_folder
from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.model.assessment import Assessment
from jazari_assess.model.library import Library
from jazari_assess.reading.assessment.file import Migration, write_assessment
from jazari_assess.reading.assessment.salvage import Salvaged, salvage_assessment

_WORKBOOK = ".xlsx"
_SUFFIXES = (".json", ".yaml", ".yml", _WORKBOOK)


@dataclass(frozen=True, kw_only=True)
class Returned:
    """One form that came back; without ``assessment`` nothing of it could be used, as ``problems`` say."""

    file: Path
    assessment: Assessment | None
    problems: tuple[Problem, ...]
    migration: Migration | None = None

    @property
    def last_answer(self) -> str:
        """When the last answer was given, else the notice answered, else the day of the file; empty if unknown."""
        if self.assessment is None:
            return ""
        times = [answer.time for answer in self.assessment.answers.values() if answer.time is not None]
        consent = self.assessment.consent
        return max(times, default=consent.time if consent is not None else self.assessment.date or "")


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What came of some forms: each form, where it was written, and what is odd about several of them together."""

    forms: tuple[Returned, ...]
    paths: Mapping[Path, Path]
    twice: tuple[Problem, ...]


def import_forms(files: Sequence[Path], folder: Path, context: Context, *, replace: bool = False) -> Imported:
    """Write each form that came back, or that lies in a folder named, as an assessment under ``folder``.

    Of several forms of one assessment the one answered last is written, and the others are named. Raises
    ``ProblemsError`` when an output exists and may not be replaced; a form that cannot be used stops no other.
    """
    library = read_content(context)
    forms = [read_returned(path, library) for path in returned_files(files)]
    chosen, twice = _settled(forms)
    paths = {one.file: folder / f"{output_stem(found, found.language or 'fr')}.json" for one, found in chosen}
    for target in paths.values():
        refuse_inputs(target, [one.file for one in forms])
    if not replace:
        refuse_existing(paths.values())
    make_folder(folder)
    for one, found in chosen:
        write_assessment(paths[one.file], found, replace=replace)
    return Imported(forms=tuple(forms), paths=paths, twice=tuple(twice))


def returned_files(named: Sequence[Path]) -> Sequence[Path]:
    """Return the files named, and those in the folders named that may be forms, in the order of their names."""
    found: list[Path] = []
    for path in named:
        inside = sorted(one for one in path.iterdir() if one.suffix.lower() in _SUFFIXES) if path.is_dir() else [path]
        found += (one for one in inside if one not in found)
    return found


def reader_of(path: Path) -> Callable[[Path, Library], Salvaged]:
    """Return what reads a form, by the ending of its name."""
    if path.suffix.lower() != _WORKBOOK:
        return salvage_assessment
    from jazari_assess.forms.excel.returned.document import salvage_form

    return salvage_form


def read_returned(path: Path, library: Library) -> Returned:
    """Return one form that came back, with everything that was wrong with it."""
    try:
        found = reader_of(path)(path, library)
    except ProblemsError as error:
        return Returned(file=path, assessment=None, problems=error.problems)
    migration = found.migration
    if migration is not None:
        migration = of_what_is_asked(migration, library.questionnaires[found.assessment.questionnaire.id])
    return Returned(file=path, assessment=found.assessment, problems=found.problems, migration=migration)


_Read = tuple[Returned, Assessment]
"""A form and what could be read of it."""


def _settled(forms: Sequence[Returned]) -> tuple[Sequence[_Read], Sequence[Problem]]:
    """Return one form of each assessment, the one answered last, and what is to be said of those that are alike."""
    by_id: dict[tuple[str, str], list[_Read]] = {}
    for one in sorted(forms, key=lambda one: (one.last_answer, one.file.name), reverse=True):
        if one.assessment is not None:
            by_id.setdefault((one.assessment.id, one.assessment.stage), []).append((one, one.assessment))
    chosen = sorted((group[0] for group in by_id.values()), key=lambda read: read[0].file.name)
    older = [_problem("form-returned-twice", one, group[0][0]) for group in by_id.values() for one in group[1:]]
    return chosen, [*older, *_same_firm(chosen)]


def _same_firm(chosen: Sequence[_Read]) -> Iterator[Problem]:
    """Yield a problem for each firm that sent several assessments: by its ICE, else by its name."""
    seen: dict[tuple[str, str], Returned] = {}
    for one, found in chosen:
        firm = found.profile.ice or " ".join(found.profile.firm.casefold().split())
        if (firm, found.stage) in seen:
            yield _problem("form-firm-again", (one, found), seen[firm, found.stage])
        seen.setdefault((firm, found.stage), one)


def _problem(code: str, read: _Read, other: Returned) -> Problem:
    one, found = read
    return Problem(
        code=code, place=Place(file=str(one.file)), values={"firm": found.profile.firm, "other": other.file.name}
    )
