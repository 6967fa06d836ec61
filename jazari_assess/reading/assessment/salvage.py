"""An assessment that came back from a firm: read as far as it goes, each problem named, the rest kept.

A form may come back tampered with, cut or half filled. What stands in an answer or in a field of the profile and is
wrong is left out and told; a file that says nothing of which firm or which questionnaire it is about is refused.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from jazari_assess.errors import Problem, ProblemsError
from jazari_assess.model.assessment import Assessment
from jazari_assess.model.library import Library
from jazari_assess.reading.assessment.file import assessed, expanded, upgraded
from jazari_assess.reading.assessment.migration import Migration, migrate
from jazari_assess.reading.yaml_json.bounded_file import read_bounded
from jazari_assess.reading.yaml_json.building import ASSESSMENT_LIMITS
from jazari_assess.reading.yaml_json.document import Document, Value
from jazari_assess.reading.yaml_json.json_file import parse_json
from jazari_assess.reading.yaml_json.yaml_file import parse_yaml

_NEEDED = ("schema", "id", "questionnaire")
_ROUNDS = 200
"""Each leaves out at least one answer; a round tells as many problems as a file may have."""
_SPARE = 200
"""Answers beyond twice the questions: those of an older version may stand beside those that took their places."""


@dataclass(frozen=True, kw_only=True)
class Salvaged:
    """What could be read of a file; ``migration`` says what changed when its version was carried over."""

    assessment: Assessment
    problems: tuple[Problem, ...]
    migration: Migration | None


def salvage_assessment(path: Path, library: Library) -> Salvaged:
    """Read an assessment, JSON by its suffix or YAML, as far as it goes, for the present version of its questionnaire.

    Raises ``ProblemsError`` when it is no assessment, when its firm or its questionnaire is not known, or when it is
    larger than any assessment.
    """
    parse = parse_json if path.suffix.lower() == ".json" else parse_yaml
    data = read_bounded(path, ASSESSMENT_LIMITS.size)
    document = parse(data, str(path), limits=ASSESSMENT_LIMITS)
    return salvage_document(replace(document, value=upgraded(document)), library)


def salvage_document(document: Document, library: Library) -> Salvaged:
    """Return what could be read of an assessment's value, in the present format; raise as ``salvage_assessment``."""
    document = expanded(document)
    _refuse_crowd(document, library)
    problems: list[Problem] = []
    for _ in range(_ROUNDS):
        try:
            assessment = assessed(document, library, any_version=True)
        except ProblemsError as error:
            document = _without(document, error)
            problems += error.problems
        else:
            return _carried_over(assessment, library, tuple(problems))
    raise ProblemsError(problems)


def _refuse_crowd(document: Document, library: Library) -> None:
    """Refuse a file with far more answers than its questionnaire has questions: each would be looked at and told."""
    value = document.value if isinstance(document.value, dict) else {}
    answers, reference = value.get("answers"), value.get("questionnaire")
    known = library.questionnaires.get(str(reference.get("id"))) if isinstance(reference, dict) else None
    limit = _SPARE + 2 * len(known.structure.questions) if known is not None else 0
    if isinstance(answers, dict) and known is not None and len(answers) > limit:
        count = {"count": str(len(answers)), "limit": str(limit)}
        raise ProblemsError([document.problem("answers-too-many", ("answers",), **count)])


def _carried_over(assessment: Assessment, library: Library, problems: tuple[Problem, ...]) -> Salvaged:
    content = library.questionnaires[assessment.questionnaire.id]
    if assessment.questionnaire.version == content.structure.version:
        return Salvaged(assessment=assessment, problems=problems, migration=None)
    migration = migrate(assessment, content)
    return Salvaged(assessment=migration.assessment, problems=problems, migration=migration)


def _without(document: Document, error: ProblemsError) -> Document:
    """Return the document without what problems name; raise the error where that is nothing that can be left out."""
    value = document.value
    if not isinstance(value, dict):
        raise error
    left_out = [_left_out(value, problem.path) for problem in error.problems]
    if None in left_out:
        raise error
    return replace(document, value=_pruned(value, [path for path in left_out if path is not None]))


def _left_out(value: dict[str, Value], path: str) -> tuple[str, ...] | None:
    """Return the keys of what a problem at a path takes with it: one answer, one field, one thing beside them."""
    for group in ("answers", "profile"):
        part = value.get(group)
        if path.startswith(f"{group}.") and isinstance(part, dict):
            return next(((group, key) for key in _longest_first(part) if _is_at(path, f"{group}.{key}")), None)
    found = next((key for key in _longest_first(value) if _is_at(path, key)), None)
    return None if found is None or found in (*_NEEDED, "profile") else (found,)


def _longest_first(part: dict[str, Value]) -> Sequence[str]:
    return sorted(part, key=len, reverse=True)


def _is_at(path: str, start: str) -> bool:
    return path == start or path.startswith((f"{start}.", f"{start}["))


def _pruned(value: dict[str, Value], left_out: Sequence[tuple[str, ...]]) -> dict[str, Value]:
    whole = {(path[0]) for path in left_out if len(path) == 1}
    parts = {path for path in left_out if len(path) > 1}

    def kept() -> Iterator[tuple[str, Value]]:
        for key, part in value.items():
            if key in whole:
                continue
            inner = isinstance(part, dict) and any(path[0] == key for path in parts)
            yield key, {name: one for name, one in part.items() if (key, name) not in parts} if inner else part  # type: ignore[union-attr]

    return dict(kept())
