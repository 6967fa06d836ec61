"""Reading all content at once: whole and consistent, or every problem of every file."""

import contextlib
import gc
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.model.library import Library, ModelContent, QuestionnaireContent
from jazari_assess.model.maturity import Case, Cases, MaturityModel, ModelText
from jazari_assess.model.questionnaire import Questionnaire, QuestionnaireText
from jazari_assess.reading.content.catalogue.files import CatalogueLayer, catalogue_words_problems, merged, read_layers
from jazari_assess.reading.content.catalogue.references import catalogue_problems, is_date, targets_of
from jazari_assess.reading.content.folders import CASES, MODEL, QUESTIONNAIRE, ContentFolders, folders_of, lay
from jazari_assess.reading.content.model.references import case_problems, model_problems
from jazari_assess.reading.content.model.weights import Consistency
from jazari_assess.reading.content.model.words import model_words_problems
from jazari_assess.reading.content.parts import Part, Sourced, read_file, read_part
from jazari_assess.reading.content.questionnaire.references import questionnaire_problems
from jazari_assess.reading.content.questionnaire.words import questionnaire_words_problems
from jazari_assess.reading.yaml_json.building import MOST_PROBLEMS
from jazari_assess.reading.yaml_json.document import nearest

QuestionnairePart = Part[Questionnaire, QuestionnaireText]
ModelPart = Part[MaturityModel, ModelText]


@dataclass(frozen=True, kw_only=True)
class _Shelves:
    """Everything as it was read, before it is known to be consistent."""

    questionnaires: Mapping[str, QuestionnairePart]
    models: Mapping[str, ModelPart]
    cases: Mapping[str, Sourced[Cases]]
    catalogue: Sequence[CatalogueLayer]


def read_library(roots: Sequence[Path], consistency: Consistency | None = None) -> Library:
    """Return all content under some roots, ours first; a later root's files replace those of the same name.

    ``consistency`` gives the consistency ratio of pairwise judgements; without it that ratio is not checked. Raises
    ``ProblemsError`` with every problem of every file, in the order of files and lines.
    """
    library, problems = read_folders(folders_of(roots), consistency)
    if library is None:
        raise ProblemsError(problems)
    return library


def read_folders(
    folders: ContentFolders, consistency: Consistency | None, more: Sequence[CatalogueLayer] = ()
) -> tuple[Library | None, tuple[Problem, ...]]:
    """Return the library and no problem, or None and every problem, in the order of files and lines.

    ``more`` are layers of the catalogue from elsewhere than a folder, laid over all others.
    """
    problems: list[Problem] = []
    with _without_search_for_cycles():
        shelves = _read(folders, problems)
    shelves = replace(shelves, catalogue=[*shelves.catalogue, *more])
    known = {folder.name for folder in folders.questionnaires}
    _check_questionnaires(shelves, problems)
    _check_models(shelves, known, consistency, problems)
    _check_catalogue(shelves, folders, problems)
    if problems:
        return None, in_order(problems)
    return _library(shelves), ()


@contextlib.contextmanager
def _without_search_for_cycles() -> Iterator[None]:
    """Let the garbage collector wait.

    Reading makes many objects and keeps them: a fifth of its time would go into looking for cycles that are not there.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def in_order(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return problems, each once, by file, line and column."""
    return tuple(
        sorted(
            {(problem.code, problem.place, problem.path): problem for problem in problems}.values(),
            key=lambda problem: (problem.place.file or "", problem.place.line or 0, problem.place.column or 0),
        )
    )


def _read(folders: ContentFolders, problems: list[Problem]) -> _Shelves:
    questionnaires, models, cases = {}, {}, {}
    for laid in lay(folders.questionnaires, QUESTIONNAIRE, folders.own, problems):
        questionnaire = read_part(laid, QUESTIONNAIRE, (Questionnaire, QuestionnaireText), problems)
        if questionnaire is not None:
            questionnaires[laid.id] = questionnaire
    for laid in lay(folders.models, MODEL, folders.own, problems):
        model = read_part(laid, MODEL, (MaturityModel, ModelText), problems)
        if model is not None:
            models[laid.id] = model
        examples = read_file(laid.files[CASES], Cases, problems) if CASES in laid.files else None
        if examples is not None:
            cases[laid.id] = examples
        elif laid.own and CASES not in laid.files:
            problems.append(Problem(code="file-missing", place=Place(file=str(laid.folder / CASES))))
    return _Shelves(
        questionnaires=questionnaires,
        models=models,
        cases=cases,
        catalogue=read_layers(folders.catalogues, folders.own, problems),
    )


def _first(found: Iterator[Problem]) -> Iterator[Problem]:
    """Return as many problems as a person may want to see from one check."""
    return islice(found, MOST_PROBLEMS)


def _check_questionnaires(shelves: _Shelves, problems: list[Problem]) -> None:
    for part in shelves.questionnaires.values():
        problems += _first(questionnaire_problems(part.structure, part.document))
        for text in part.texts.values():
            problems += _first(questionnaire_words_problems(part.structure, text.content, text.document))


def _check_models(
    shelves: _Shelves, known: Collection[str], consistency: Consistency | None, problems: list[Problem]
) -> None:
    for name, part in shelves.models.items():
        if not is_date(part.structure.as_of):
            problems.append(part.document.problem("date-impossible", ("as-of",), found=part.structure.as_of))
        for text in part.texts.values():
            problems += _first(model_words_problems(part.structure, text.content, text.document))
        wanted = part.structure.questionnaire
        if wanted not in known:
            values = {"found": wanted, "near": nearest(wanted, known)}
            problems.append(part.document.problem("questionnaire-unknown", ("questionnaire",), **values))
        if wanted not in shelves.questionnaires:
            continue
        questionnaire = shelves.questionnaires[wanted].structure
        problems += _first(model_problems(part.structure, questionnaire, part.document, consistency))
        if name in shelves.cases:
            cases = shelves.cases[name]
            problems += _first(case_problems(cases.content.cases, part.structure, questionnaire, cases.document))


def _check_catalogue(shelves: _Shelves, folders: ContentFolders, problems: list[Problem]) -> None:
    pairs = [
        (part.structure, shelves.questionnaires[part.structure.questionnaire].structure)
        for part in shelves.models.values()
        if part.structure.questionnaire in shelves.questionnaires
    ]
    all_read = len(pairs) == len({folder.name for folder in folders.models})
    problems += _first(catalogue_problems(shelves.catalogue, targets_of(pairs) if all_read else None))
    problems += _first(catalogue_words_problems(shelves.catalogue))


def _library(shelves: _Shelves) -> Library:
    return Library(
        questionnaires={name: _questionnaire(part) for name, part in shelves.questionnaires.items()},
        models={
            name: _model(part, shelves.cases[name].content.cases if name in shelves.cases else ())
            for name, part in shelves.models.items()
        },
        catalogue=merged(shelves.catalogue),
    )


def _questionnaire(part: QuestionnairePart) -> QuestionnaireContent:
    return QuestionnaireContent(
        structure=part.structure,
        texts={language: text.content for language, text in part.texts.items()},
        sha256=part.sha256,
        folder=str(part.laid.folder),
    )


def _model(part: ModelPart, cases: tuple[Case, ...]) -> ModelContent:
    return ModelContent(
        structure=part.structure,
        texts={language: text.content for language, text in part.texts.items()},
        cases=cases,
        sha256=part.sha256,
        folder=str(part.laid.folder),
    )
