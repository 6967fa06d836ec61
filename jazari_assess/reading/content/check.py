"""All problems of all content: ours, what is laid over it, the example assessments, and what languages lack."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.model.library import Library
from jazari_assess.reading.assessment.file import advised, read_assessment
from jazari_assess.reading.content.catalogue.files import CatalogueLayer
from jazari_assess.reading.content.catalogue.sheet import read_catalogue_sheet
from jazari_assess.reading.content.editions import read_editions
from jazari_assess.reading.content.folders import ContentFolders, folders_of, with_folder
from jazari_assess.reading.content.interface_text import read_help_text, read_interface_text, read_report_text
from jazari_assess.reading.content.languages import languages
from jazari_assess.reading.content.library import in_order, read_folders
from jazari_assess.reading.content.weights import Consistency


def check_paths(
    roots: Sequence[Path], path: Path | None = None, consistency: Consistency | None = None
) -> tuple[Problem, ...]:
    """Return every problem of the content under ``roots``, ours first, by file and line.

    ``path`` is read on top of it: another root, or the folder (or a file in it) of one questionnaire, model or
    catalogue. ``consistency`` gives the consistency ratio of pairwise judgements.
    """
    folders = folders_of(roots)
    if path is not None:
        extended = with_folder(folders, path.resolve())
        if extended is None:
            return (Problem(code="content-not-found", place=Place(file=str(path))),)
        folders = extended
    library, problems = read_folders(folders, consistency, thorough=True)
    others = (*_example_problems(library), *_edition_problems(library)) if library is not None else ()
    return in_order([*problems, *others])


def _edition_problems(library: Library) -> Iterator[Problem]:
    for questionnaire in library.questionnaires.values():
        try:
            read_editions(questionnaire)
        except ProblemsError as error:
            yield from error.problems


def check_languages(roots: Sequence[Path]) -> tuple[Problem, ...]:
    """Return every word that a language of the interface lacks, there or in reports, and each file of ours it lacks.

    What is laid over our content may be in fewer languages.
    """
    folders = folders_of(roots[:1])
    templates = sorted(path for path in (roots[0] / "report_templates").glob("*") if (path / "text").is_dir())
    problems: list[Problem] = []
    for language in languages():
        problems += _problems_of(read_interface_text, language)
        problems += _problems_of(read_help_text, language)
        for template in templates:
            problems += _problems_of(partial(read_report_text, [template]), language)
        problems += _missing_files(folders, language)
    return in_order(problems)


def _problems_of(read: Callable[[str], object], language: str) -> Sequence[Problem]:
    try:
        read(language)
    except ProblemsError as error:
        return error.problems
    return ()


def _missing_files(folders: ContentFolders, language: str) -> Iterator[Problem]:
    for folder in (*folders.questionnaires, *folders.models, *folders.catalogues):
        path = folder / "text" / f"{language}.yaml"
        if not path.is_file():
            yield Problem(code="file-missing", place=Place(file=str(path)))


def check_catalogue_sheet(
    roots: Sequence[Path], path: Path, consistency: Consistency | None = None
) -> tuple[CatalogueLayer, tuple[Problem, ...]]:
    """Return the catalogue entries of a workbook, and every problem of its cells and of what they refer to.

    Raises ``ProblemsError`` when the file is no workbook that may be opened.
    """
    problems: list[Problem] = []
    layer = read_catalogue_sheet(path, problems)
    _, found = read_folders(folders_of(roots), consistency, [layer])
    echo = "words-without-structure" if problems else ""  # the words of an entry that was refused just now
    return layer, (*problems, *(problem for problem in found if problem.code != echo))


def _example_problems(library: Library) -> Iterator[Problem]:
    for questionnaire in library.questionnaires.values():
        folder = Path(questionnaire.folder)
        for example in sorted((folder / "examples").glob("*.yaml")):
            for problem in _problems_of(lambda own: read_assessment(Path(own), library), str(example)):
                yield advised(problem, "example-other-version", folder.parent.parent)
