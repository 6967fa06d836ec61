"""Reading all content at once: whole and consistent, or every problem of every file."""

import contextlib
import gc
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from jazari_assess.errors import Problem, ProblemsError
from jazari_assess.model.library import Library
from jazari_assess.model.questionnaire import Questionnaire
from jazari_assess.reading.content.aims import (
    aim_words_problems,
    aims_problems,
    level_words_problems,
    offered_aims_problems,
)
from jazari_assess.reading.content.alternatives import part_problems
from jazari_assess.reading.content.catalogue.files import CatalogueLayer, catalogue_words_problems, structure_of
from jazari_assess.reading.content.catalogue.references import Targets, catalogue_problems, is_date
from jazari_assess.reading.content.content_files import ContentFiles, ModelPart, QuestionnairePart, read_content_files
from jazari_assess.reading.content.flags import changes_problems, checks_problems, flag_words_problems, flags_problems
from jazari_assess.reading.content.folders import CHECKS, FLAGS, ContentFolders, folders_of
from jazari_assess.reading.content.model import (
    case_problems,
    model_problems,
    model_words_problems,
    node_ids,
    questions_of,
)
from jazari_assess.reading.content.published import reference_words_problems, references_problems
from jazari_assess.reading.content.questionnaire import questionnaire_problems, questionnaire_words_problems
from jazari_assess.reading.content.weights import Consistency
from jazari_assess.reading.yaml_json.building import MOST_PROBLEMS
from jazari_assess.reading.yaml_json.document import nearest


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
    folders: ContentFolders,
    consistency: Consistency | None,
    more: Sequence[CatalogueLayer] = (),
    *,
    thorough: bool = False,
) -> tuple[Library | None, tuple[Problem, ...]]:
    """Return the library and no problem, or None and every problem, in the order of files and lines.

    ``more`` are layers of the catalogue from elsewhere than a folder, laid over all others. ``thorough`` also tries
    every part of each condition, which takes too long for every command.
    """
    problems: list[Problem] = []
    with _without_search_for_cycles():
        files = read_content_files(folders, more, problems)
    problems += _problems(files, folders, consistency)
    if thorough and not problems:
        problems += _part_problems(files)
    return (None, in_order(problems)) if problems else (files.library(), ())


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


def _problems(files: ContentFiles, folders: ContentFolders, consistency: Consistency | None) -> Iterator[Problem]:
    """Yield every problem of all content; conditions are tried only on questionnaires that are right."""
    actions = structure_of(files.catalogue).actions
    sound: dict[str, Questionnaire] = {}
    for part in files.questionnaires.values():
        found = list(_first(questionnaire_problems(part.structure, part.document)))
        yield from found
        yield from _questionnaire_words(files, part)
        if not found:
            sound[part.structure.id] = part.structure
            yield from _questionnaire_companions(files, part, actions)
    known = {folder.name for folder in folders.questionnaires}
    for model in files.models.values():
        if not is_date(model.structure.as_of):
            yield model.document.problem("date-impossible", ("as-of",), found=model.structure.as_of)
        yield from _model_words(files, model)
        yield from _model_references(files, model, known, consistency)
        if model.structure.id in files.references:
            yield from _first(references_problems(files.references[model.structure.id], model.structure))
        name, asked = model.structure.id, sound.get(model.structure.questionnaire)
        if name in files.aims and asked is not None:
            yield from _first(aims_problems(files.aims[name], model.structure, asked))
    unread = len(files.models) < len({folder.name for folder in folders.models})
    yield from _first(catalogue_problems(files.catalogue, None if unread else _targets(files, sound)))
    yield from _first(catalogue_words_problems(files.catalogue))


def _part_problems(files: ContentFiles) -> Iterator[Problem]:
    """Yield the parts of conditions of flags, checks and aims that no firm can meet, in content that is right else."""
    asked = {name: part.structure for name, part in files.questionnaires.items()}
    for name, flags in files.flags.items():
        for flag, own in flags.content.flags.items():
            yield from part_problems(asked[name], own.when, flags.document, ("flags", flag, "when"))
    for name, checks in files.checks.items():
        for check, one in checks.content.checks.items():
            yield from part_problems(asked[name], one.when, checks.document, ("checks", check, "when"))
    for name, aims in files.aims.items():
        questionnaire = asked[files.models[name].structure.questionnaire]
        for aim, serves in aims.content.aims.items():
            for figure, kpi in serves.kpis.items():
                if kpi.ready is not None:
                    path = ("aims", aim, "kpis", figure, "ready")
                    yield from part_problems(questionnaire, kpi.ready, aims.document, path)


def _first(found: Iterator[Problem]) -> Iterator[Problem]:
    """Return as many problems as a person may want to see from one check."""
    return islice(found, MOST_PROBLEMS)


def _questionnaire_words(files: ContentFiles, part: QuestionnairePart) -> Iterator[Problem]:
    name, laid = part.structure.id, part.laid.files
    flags, checks = files.flags_of(name), files.checks_of(name)
    unread = any(file in laid and name not in shelf for file, shelf in ((FLAGS, files.flags), (CHECKS, files.checks)))
    for text in part.texts.values():
        yield from _first(questionnaire_words_problems(part.structure, text.content, text.document))
        if not unread:
            yield from _first(flag_words_problems(flags, checks, text.content, text.document))


def _questionnaire_companions(
    files: ContentFiles, part: QuestionnairePart, actions: Collection[str]
) -> Iterator[Problem]:
    """Yield the problems of flags, checks and changes, whose conditions need a questionnaire that is right."""
    name = part.structure.id
    if name in files.flags and actions:
        yield from _first(flags_problems(files.flags[name], part.structure, actions))
    if name in files.checks:
        yield from _first(checks_problems(files.checks[name], part.structure))
    if name in files.changes:
        yield from _first(changes_problems(files.changes[name], part.structure))
    models = files.main_models(name)
    if models:
        aims = {model: files.aims[model] for model in models if model in files.aims}
        yield from _first(offered_aims_problems(part.structure, part.document, aims))


def _model_words(files: ContentFiles, part: ModelPart) -> Iterator[Problem]:
    worded = any(node.levels for text in part.texts.values() for node in text.content.nodes.values())
    aims, references = files.aims_of(part.structure.id), files.references_of(part.structure.id)
    for text in part.texts.values():
        yield from _first(model_words_problems(part.structure, text.content, text.document))
        yield from _first(aim_words_problems(aims, text.content, text.document))
        yield from _first(reference_words_problems(references, text.content, text.document))
        yield from _first(level_words_problems(part.structure, text.content, text.document, worded=worded))


def _model_references(
    files: ContentFiles, part: ModelPart, known: Collection[str], consistency: Consistency | None
) -> Iterator[Problem]:
    name, wanted = part.structure.id, part.structure.questionnaire
    if wanted not in known:
        values = {"found": wanted, "near": nearest(wanted, known)}
        yield part.document.problem("questionnaire-unknown", ("questionnaire",), **values)
    if wanted not in files.questionnaires:
        return
    questionnaire = files.questionnaires[wanted].structure
    yield from _first(model_problems(part.structure, questionnaire, part.document, consistency))
    if name in files.cases:
        cases = files.cases[name]
        yield from _first(case_problems(cases.content.cases, part.structure, questionnaire, cases.document))


def _targets(files: ContentFiles, sound: Mapping[str, Questionnaire]) -> Targets | None:
    """Return what entries of the catalogue may speak of; None while the questionnaire of a main model is not right."""
    models = [part.structure for part in files.models.values() if part.structure.role == "main"]
    names = dict.fromkeys(model.questionnaire for model in models)
    if any(name not in sound for name in names):
        return None
    return Targets(
        nodes=frozenset(name for model in models for name in node_ids(model)),
        questions={
            name: one for model in models for name, one in questions_of(model, sound[model.questionnaire]).items()
        },
        aims=frozenset(aim for model in models for aim in files.aims_of(model.id)),
        flags=frozenset(flag for name in names for flag in files.flags_of(name)),
        questionnaires=[sound[name] for name in names],
    )
