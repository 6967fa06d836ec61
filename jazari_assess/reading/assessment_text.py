"""An assessment as the text of a file: the same bytes for the same assessment, nothing that reading would refuse."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from yaml.nodes import Node, ScalarNode

from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.model.assessment import Answer, Assessment, NotCarried
from jazari_assess.reading.characters import REFUSED_IN_TEXT, code_point
from jazari_assess.reading.core_schema import plain_value
from jazari_assess.reading.document import KeyPath, dotted

_TEXT_TAG = "tag:yaml.org,2002:str"
_OTHER_TAG = "tag:yaml.org,2002:null"
_ONE_LINE = 2**30


class _Dumper(yaml.CSafeDumper):
    """Quotes each text that YAML 1.1 or YAML 1.2 would read as something else; keeps line breaks readable."""

    def resolve(self, kind: type[Node], value: Any, implicit: Any) -> str:  # noqa: ANN401 - PyYAML's own signature
        tag = str(super().resolve(kind, value, implicit))  # type: ignore[no-untyped-call]
        is_plain = kind is ScalarNode and tag == _TEXT_TAG and implicit[0]
        return _OTHER_TAG if is_plain and not isinstance(plain_value(value), str) else tag

    def ignore_aliases(self, _data: object) -> bool:
        return True


def _text_node(dumper: _Dumper, text: str) -> ScalarNode:
    lines = text.split("\n")
    block = len(lines) > 1 and all(line == line.strip() for line in lines) and lines[0] != ""
    return dumper.represent_scalar(_TEXT_TAG, text, style="|" if block else None)


def _list_node(dumper: _Dumper, items: tuple[object, ...]) -> Node:
    flow = not any(isinstance(item, dict) for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=flow)


_Dumper.add_representer(str, _text_node)
_Dumper.add_representer(tuple, _list_node)


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
    text = yaml.dump(content, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_ONE_LINE)
    return str(text).encode()


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
