"""Assessments in files: read whole and checked against their questionnaire, written whole or not at all.

In a file an answer may be short: ``maintenance: 2`` is ``maintenance: {state: given, answer: 2}``.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from jazari_assess.atomic_file import write_atomically
from jazari_assess.errors import Problem, ProblemsError
from jazari_assess.model.assessment import Assessment
from jazari_assess.model.library import Library
from jazari_assess.model.questionnaire import Questionnaire
from jazari_assess.reading.assessment.answers import refusals
from jazari_assess.reading.assessment.migration import Change, Migration, migrate
from jazari_assess.reading.assessment.schema import upgraded
from jazari_assess.reading.assessment.text import assessment_bytes
from jazari_assess.reading.yaml_json.bounded_file import read_bounded
from jazari_assess.reading.yaml_json.building import ASSESSMENT_LIMITS, MOST_PROBLEMS
from jazari_assess.reading.yaml_json.document import Branch, Document, Value, nearest
from jazari_assess.reading.yaml_json.json_file import parse_json
from jazari_assess.reading.yaml_json.validation import validated
from jazari_assess.reading.yaml_json.yaml_file import parse_yaml

__all__ = ["Change", "Migration", "migrate", "parse_assessment", "read_assessment", "write_assessment"]


def read_assessment(path: Path, library: Library, *, any_version: bool = False) -> Assessment:
    """Return the assessment in a YAML or (by its suffix) JSON file.

    Raises ``ProblemsError`` with every problem by line and column: of the file, of its types, and of answers that the
    questionnaire does not take. An assessment of another version of its questionnaire is refused, unless
    ``any_version`` says that it is read to be migrated: its answers are then not checked.
    """
    return parse_assessment(read_bounded(path, ASSESSMENT_LIMITS.size), path, library, any_version=any_version)


def parse_assessment(data: bytes, path: Path, library: Library, *, any_version: bool = False) -> Assessment:
    """Return the assessment that ``data`` holds; ``path`` names it in places and tells YAML from JSON by its suffix.

    Raises as ``read_assessment``.
    """
    parse = parse_json if path.suffix.lower() == ".json" else parse_yaml
    document = parse(data, str(path), limits=ASSESSMENT_LIMITS)
    document = _expanded(replace(document, value=upgraded(document)))
    assessment, problems = validated(Assessment, document)
    if assessment is None:
        raise ProblemsError(problems)
    references = _reference_problems(assessment, library, document, any_version=any_version)
    problems = tuple(islice(references, MOST_PROBLEMS))
    if problems:
        raise ProblemsError(problems)
    return assessment


def write_assessment(path: Path, assessment: Assessment, *, replace: bool) -> None:
    """Write an assessment as JSON (suffix ``.json``) or YAML, on the disk whole or not at all.

    Raises ``ProblemsError`` for text that no file of ours may hold, and as ``write_atomically``.
    """
    write_atomically(path, assessment_bytes(assessment, path), replace=replace)


def _expanded(document: Document) -> Document:
    """Return the document with every short answer in its full form, placed where the short one stands."""
    value, spots = document.value, document.spots
    answers = value.get("answers") if isinstance(value, dict) else None
    branch = spots.parts.get("answers") if isinstance(spots, Branch) else None
    if not (isinstance(value, dict) and isinstance(answers, dict)):
        return document
    full: dict[str, Value] = {name: _full(answer) for name, answer in answers.items()}
    if isinstance(spots, Branch) and isinstance(branch, Branch):
        short = {name for name, answer in answers.items() if not isinstance(answer, dict) and name in branch.parts}
        parts = {name: _full_spots(branch, name) if name in short else part for name, part in branch.parts.items()}
        spots = replace(spots, parts={**spots.parts, "answers": replace(branch, parts=parts)})
    return replace(document, value={**value, "answers": full}, spots=spots)


def _full(answer: Value) -> Value:
    if not isinstance(answer, dict):
        return {"state": "given", "answer": answer}
    if "answer" in answer and "state" not in answer:
        return {"state": "given", **answer}
    return answer


def _full_spots(answers: Branch, name: str | int) -> Branch:
    key, part = answers.keys[str(name)], answers.parts[name]
    return Branch(spot=key, keys={"answer": key}, parts={"answer": part})


def _reference_problems(
    assessment: Assessment, library: Library, document: Document, *, any_version: bool
) -> Iterator[Problem]:
    reference = assessment.questionnaire
    content = library.questionnaires.get(reference.id)
    if content is None:
        near = nearest(reference.id, library.questionnaires)
        yield document.problem("questionnaire-unknown", ("questionnaire", "id"), found=reference.id, near=near)
    elif content.structure.version == reference.version:
        yield from _answer_problems(assessment, content.structure, document)
    elif not any_version:
        values = {"found": reference.version, "expected": content.structure.version}
        yield document.problem("assessment-other-version", ("questionnaire", "version"), **values)


def _answer_problems(assessment: Assessment, questionnaire: Questionnaire, document: Document) -> Iterator[Problem]:
    for name, answer in assessment.answers.items():
        path = ("answers", name)
        question = questionnaire.questions.get(name)
        if question is None:
            near = nearest(name, questionnaire.questions)
            yield document.key_problem("question-unknown", path, found=name, near=near)
            continue
        for refusal in refusals(question, answer):
            yield document.problem(refusal.code, (*path, *refusal.path), **refusal.values)
