"""Assessments in files: read whole and checked against their questionnaire, written whole or not at all.

In a file an answer may be short: ``maintenance: 2`` is ``maintenance: {state: given, answer: 2}``.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import Annotated, Any, TypeAlias, TypeVar

from pydantic import Field, TypeAdapter, ValidationError

from jazari_assess.atomic_file import write_atomically
from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.model.assessment import Answer, Assessment, NotCarried, QuestionnaireRef
from jazari_assess.model.library import Library
from jazari_assess.model.profile import MOST_AIMS
from jazari_assess.model.questionnaire import ProfileQuestion, Questionnaire
from jazari_assess.model.strict import Id
from jazari_assess.reading.assessment.answers import refusals
from jazari_assess.reading.assessment.migration import Change, Migration, migrate
from jazari_assess.reading.yaml_json.bounded_file import read_bounded
from jazari_assess.reading.yaml_json.building import ASSESSMENT_LIMITS, MOST_PROBLEMS
from jazari_assess.reading.yaml_json.characters import REFUSED_IN_TEXT, code_point
from jazari_assess.reading.yaml_json.document import Branch, Document, KeyPath, Value, dotted, found, nearest
from jazari_assess.reading.yaml_json.json_file import parse_json
from jazari_assess.reading.yaml_json.validation import validated
from jazari_assess.reading.yaml_json.yaml_file import parse_yaml, yaml_text

__all__ = ["Change", "Migration", "migrate", "parse_assessment", "read_assessment", "write_assessment"]

Kind = TypeVar("Kind")

_REFERENCE: TypeAdapter[QuestionnaireRef] = TypeAdapter(QuestionnaireRef)
_ANSWER: TypeAdapter[Answer] = TypeAdapter(Answer)
_ID: TypeAdapter[str] = TypeAdapter(Id)
_AIMS: TypeAdapter[tuple[str, ...]] = TypeAdapter(Annotated[tuple[Id, ...], Field(max_length=MOST_AIMS)])


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
    return assessed(expanded(replace(document, value=upgraded(document))), library, any_version=any_version)


def assessed(document: Document, library: Library, *, any_version: bool) -> Assessment:
    """Return the assessment in a document with full answers; raise ``ProblemsError`` with every problem, by place."""
    assessment, problems = validated(Assessment, document)
    told = _readable(document) if assessment is None else _told_by(assessment)
    references = () if told is None else _reference_problems(told, library, document, any_version=any_version)
    problems = tuple(islice(chain(problems, references), MOST_PROBLEMS))
    if problems or assessment is None:
        raise ProblemsError(sorted(problems, key=_line_and_column))
    return assessment


def advised(problem: Problem, code: str, folder: Path) -> Problem:
    """Return a problem of one file; of another version, under the code that says what to do for its whole folder."""
    if problem.code != "assessment-other-version":
        return problem
    return replace(problem, code=code, values={**problem.values, "folder": str(folder)})


def _line_and_column(problem: Problem) -> tuple[int, int]:
    return problem.place.line or 0, problem.place.column or 0


def write_assessment(path: Path, assessment: Assessment, *, replace: bool) -> None:
    """Write an assessment as JSON (suffix ``.json``) or YAML, on the disk whole or not at all.

    Raises ``ProblemsError`` for text that no file of ours may hold, and as ``write_atomically``.
    """
    write_atomically(path, assessment_bytes(assessment, path), replace=replace)


def expanded(document: Document) -> Document:
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


@dataclass(frozen=True, kw_only=True)
class _Told:
    """What of an assessment its questionnaire is asked about."""

    questionnaire: QuestionnaireRef
    answers: Mapping[str, Answer]
    aims: Sequence[str]


def _told_by(assessment: Assessment) -> _Told:
    return _Told(questionnaire=assessment.questionnaire, answers=assessment.answers, aims=assessment.profile.aims or ())


def _readable(document: Document) -> _Told | None:
    """Return what is of the right type in an assessment that is not so all over; None without its questionnaire.

    One mistake hides no other: the answers beside it are looked at all the same.
    """
    value = document.value if isinstance(document.value, dict) else {}
    reference = _sound(_REFERENCE, value.get("questionnaire"))
    answers, profile = (part if isinstance(part, dict) else {} for part in (value.get("answers"), value.get("profile")))
    aims = _sound(_AIMS, profile.get("aims"))
    sound = {name: _sound(_ANSWER, answer) for name, answer in answers.items() if _sound(_ID, name) is not None}
    if reference is None:
        return None
    return _Told(
        questionnaire=reference,
        answers={name: answer for name, answer in sound.items() if answer is not None},
        aims=aims or (),
    )


def _sound(kind: TypeAdapter[Kind], value: Value) -> Kind | None:
    try:
        return kind.validate_python(value)
    except ValidationError:
        return None


def _reference_problems(told: _Told, library: Library, document: Document, *, any_version: bool) -> Iterator[Problem]:
    reference = told.questionnaire
    content = library.questionnaires.get(reference.id)
    if content is None:
        near = nearest(reference.id, library.questionnaires)
        yield document.problem("questionnaire-unknown", ("questionnaire", "id"), found=reference.id, near=near)
    elif content.structure.version == reference.version:
        yield from _answer_problems(told.answers, content.structure, document)
        yield from _aim_problems(told.aims, content.structure, document)
    elif not any_version:
        values = {"found": reference.version, "expected": content.structure.version}
        yield document.problem("assessment-other-version", ("questionnaire", "version"), **values)


def _aim_problems(aims: Sequence[str], questionnaire: Questionnaire, document: Document) -> Iterator[Problem]:
    """Yield aims that the questionnaire does not offer, and more than it lets a firm pick."""
    for question in questionnaire.questions.values():
        if isinstance(question, ProfileQuestion) and question.field == "aims":
            for index, aim in enumerate(aims):
                if aim not in question.options:
                    values = {
                        "found": aim,
                        "near": nearest(aim, question.options),
                        "allowed": ", ".join(question.options),
                    }
                    yield document.problem("option-unknown", ("profile", "aims", index), **values)
            if question.at_most is not None and len(aims) > question.at_most:
                values = {"found": str(len(aims)), "bound": str(question.at_most)}
                yield document.key_problem("list-too-long", ("profile", "aims"), **values)


def _answer_problems(
    answers: Mapping[str, Answer], questionnaire: Questionnaire, document: Document
) -> Iterator[Problem]:
    for name, answer in answers.items():
        path = ("answers", name)
        question = questionnaire.questions.get(name)
        if question is None:
            near = nearest(name, questionnaire.questions)
            yield document.key_problem("question-unknown", path, found=name, near=near)
            continue
        for refusal in refusals(question, answer):
            yield document.problem(refusal.code, (*path, *refusal.path), **refusal.values)


CURRENT = 1
Upgrade: TypeAlias = "Callable[[dict[str, Value]], dict[str, Value]]"

# From the number of a format to the change that makes the next one of it. Format 1 is the first.
UPGRADES: Mapping[int, Upgrade] = {}

_SCHEMA = re.compile(r"jazari-assess/assessment/([1-9][0-9]{0,5})")


def schema_name(number: int) -> str:
    """Return the name of a format as it stands in files."""
    return f"jazari-assess/assessment/{number}"


def upgraded(
    document: Document, *, current: int = CURRENT, upgrades: Mapping[int, Upgrade] = UPGRADES
) -> dict[str, Value]:
    """Return the file's mapping in the current format.

    Raises ``ProblemsError`` when it is no assessment, or one made by a newer version of the program.
    """
    value = document.value
    if not isinstance(value, dict):
        raise ProblemsError([document.problem("mapping-expected", found=found(value))])
    if "schema" not in value:
        raise ProblemsError([document.problem("key-missing", key="schema")])
    match = _SCHEMA.fullmatch(value["schema"]) if isinstance(value["schema"], str) else None
    number = int(match.group(1)) if match else 0
    if number > current:
        values = {"found": found(value["schema"]), "expected": schema_name(current)}
        raise ProblemsError([document.problem("schema-newer", ("schema",), **values)])
    if any(step not in upgrades for step in range(number, current)):
        values = {"found": found(value["schema"]), "expected": schema_name(current)}
        raise ProblemsError([document.problem("schema-wrong", ("schema",), **values)])
    for step in range(number, current):
        value = {**upgrades[step](value), "schema": schema_name(step + 1)}
    return value


def assessment_bytes(assessment: Assessment, path: Path) -> bytes:
    """Return the bytes of the file: JSON when ``path`` ends in ``.json``, else YAML.

    Raises ``ProblemsError`` naming each text that holds a character no file of ours may hold.
    """
    content = _content(assessment)
    problems = list(_character_problems(content, (), Place(file=str(path))))
    if problems:
        raise ProblemsError(problems)
    if path.suffix.lower() == ".json":
        return (json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()
    return yaml_text(content).encode()


def _content(assessment: Assessment) -> dict[str, object]:
    """Return what the file holds: the keys in the order of the type, without those that say nothing."""
    whole = assessment.model_dump(by_alias=True, exclude_none=True, exclude={"answers", "not_carried"})
    shown: dict[str, object] = {
        key: value for key, value in whole.items() if not (key in ("sample", "express") and value is False)
    }
    shown["answers"] = {name: _short(answer) for name, answer in assessment.answers.items()}
    if assessment.not_carried:
        shown["not-carried"] = tuple(_filled(kept) for kept in assessment.not_carried)
    return shown


def _short(answer: Answer) -> object:
    """Return an answer as short as it can be without losing anything."""
    full = _filled(answer)
    return full["answer"] if set(full) == {"state", "answer"} else full


def _filled(part: Answer | NotCarried) -> dict[str, Any]:
    dumped: dict[str, Any] = part.model_dump(by_alias=True, exclude_none=True)
    if isinstance(part, NotCarried):
        return {**dumped, "answer": _filled(part.answer)}
    first = {key: dumped.pop(key) for key in ("state", "answer") if key in dumped}
    if not part.come_back:
        del dumped["come-back"]
    return first | dumped


def _character_problems(value: object, path: KeyPath, place: Place) -> Iterator[Problem]:
    match value:
        case str():
            if match := REFUSED_IN_TEXT.search(value):
                values = {"character": code_point(match.group())}
                yield Problem(code="character-refused", place=place, path=dotted(path), values=values)
        case dict():
            for key, part in value.items():
                yield from _character_problems(part, (*path, key), place)
        case tuple():
            for index, part in enumerate(value):
                yield from _character_problems(part, (*path, index), place)
        case _:
            pass
