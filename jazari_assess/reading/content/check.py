"""All problems of all content: ours, what is laid over it, and the example assessments of each questionnaire."""

from collections.abc import Sequence
from pathlib import Path

from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.model.library import Library
from jazari_assess.reading.assessment.file import read_assessment
from jazari_assess.reading.content.catalogue.files import CatalogueLayer
from jazari_assess.reading.content.catalogue.sheet import read_catalogue_sheet
from jazari_assess.reading.content.folders import folders_of, with_folder
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
    library, problems = read_folders(folders, consistency)
    if library is None:
        return problems
    return in_order(_example_problems(library))


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


def _example_problems(library: Library) -> list[Problem]:
    problems: list[Problem] = []
    for questionnaire in library.questionnaires.values():
        for example in sorted((Path(questionnaire.folder) / "examples").glob("*.yaml")):
            try:
                read_assessment(example, library)
            except ProblemsError as error:
                problems += error.problems
    return problems
