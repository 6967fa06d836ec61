"""An assessment as the text of a file: the same bytes for the same assessment, nothing that reading would refuse."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.model.assessment import Answer, Assessment, NotCarried
from jazari_assess.reading.yaml_json.characters import REFUSED_IN_TEXT, code_point
from jazari_assess.reading.yaml_json.document import KeyPath, dotted
from jazari_assess.reading.yaml_json.yaml_text import yaml_text


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
