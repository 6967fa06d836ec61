"""What a type refuses, told by place: pydantic's errors become problems with line, column, found and expected."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from jazari_assess.errors import Problem
from jazari_assess.reading.yaml_json.building import MOST_PROBLEMS
from jazari_assess.reading.yaml_json.document import Document, KeyPath, Value, dotted, found, nearest

Content = TypeVar("Content", bound=BaseModel)

_CODES = {
    "missing": "key-missing",
    "extra_forbidden": "key-unknown",
    "string_type": "text-expected",
    "int_type": "integer-expected",
    "int_from_float": "integer-expected",
    "float_type": "number-expected",
    "bool_type": "true-false-expected",
    "tuple_type": "list-expected",
    "dict_type": "mapping-expected",
    "mapping_type": "mapping-expected",
    "model_type": "mapping-expected",
    "model_attributes_type": "mapping-expected",
    "string_too_short": "text-too-short",
    "string_too_long": "text-too-long",
    "greater_than": "number-not-above",
    "greater_than_equal": "number-below-minimum",
    "less_than_equal": "number-above-maximum",
    "literal_error": "word-unknown",
    "too_short": "list-too-short",
    "too_long": "list-too-long",
    "union_tag_invalid": "word-unknown",
    "union_tag_not_found": "condition-malformed",
}
_PATTERN_CODES = {
    r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$": "id-malformed",
    r"^\d+\.\d+\.\d+$": "version-malformed",
    r"^[a-z]{2,3}$": "language-malformed",
    r"^\d{15}$": "ice-malformed",
    r"^[0-9a-f]{64}$": "sha256-malformed",
    r"^1/[1-9]$": "ratio-malformed",
    r"^\d{4}-\d{2}-\d{2}$": "date-malformed",
    r"^\d{4}(-\d{2}(-\d{2})?)?$": "date-malformed",
    r"^(\d{4}(-\d{2}(-\d{2})?)?|undated)$": "date-malformed",
    r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})$": "time-malformed",
}
_BOUNDS = ("ge", "le", "gt", "min_length", "max_length")
_ALLOWED = re.compile(r"'([^']*)'|(-?\d+)")


def validated(
    kind: type[Content], document: Document, value: Value = None
) -> tuple[Content | None, tuple[Problem, ...]]:
    """Return the document as ``kind``, or None and every problem; ``value`` stands in for a normalised document."""
    whole = document.value if value is None else value
    try:
        return kind.model_validate(whole), ()
    except ValidationError as error:
        errors = error.errors(include_url=False)
    found_errors = [(error, _path(error, whole)) for error in errors if not _is_echo(error)]
    told = islice(_one_a_place(found_errors), MOST_PROBLEMS)
    return None, tuple(_problem(kind, document, whole, error, path) for error, path in told)


def _is_echo(error: ErrorDetails) -> bool:
    """Return whether a list counts as too short only because parts of it were refused already."""
    return error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]


def _path(error: ErrorDetails, whole: Value) -> KeyPath:
    """Return where in the document an error stands: its location without the names of union members.

    A union member may have the name of a key, so the path is taken that leads to the very value that was refused.
    """
    steps = [step for step in error["loc"] if step != "[key]"]
    last = [steps.pop()] if error["type"] == "missing" else []
    paths: dict[KeyPath, object] = {(): whole}
    for step in steps:
        reached = {(*path, step): part for path, value in paths.items() for part in _part(value, step)}
        paths = {**reached, **paths}
    is_key = "[key]" in error["loc"]
    exact = [path for path, value in paths.items() if is_key or value is error["input"]]
    longest = max(exact or paths, key=len)
    return (*longest, *last)


def _part(value: object, step: str | int) -> tuple[object, ...]:
    match value, step:
        case dict(), str() if step in value:
            return (value[step],)
        case tuple(), int() if step < len(value):
            return (value[step],)
        case _:
            return ()


def _one_a_place(errors: Sequence[tuple[ErrorDetails, KeyPath]]) -> Iterator[tuple[ErrorDetails, KeyPath]]:
    """Yield one error a place: a union that refuses a value says so once, by the member that came closest."""
    deeper = {path[:length] for _, path in errors for length in range(len(path))}
    by_path: dict[KeyPath, list[ErrorDetails]] = {}
    for error, path in errors:
        by_path.setdefault(path, []).append(error)
    for path, here in by_path.items():
        closest = [error for error in here if not error["type"].endswith("_type")]
        if closest:
            yield closest[0], path
        elif len(here) == 1:
            yield here[0], path
        elif path not in deeper:
            yield {**here[0], "type": "no_member_fits"}, path


def _problem(kind: type[BaseModel], document: Document, whole: Value, error: ErrorDetails, path: KeyPath) -> Problem:
    context: Mapping[str, Any] = error.get("ctx", {})
    discriminator = str(context.get("discriminator", "")).strip("'")
    match error["type"]:
        case "missing":
            return _missing(document, path)
        case "union_tag_not_found" if not discriminator.endswith("()"):
            return _missing(document, (*path, discriminator))
        case "extra_forbidden":
            return _key_unknown(kind, document, whole, path)
        case "literal_error":
            return _word_unknown(document, path, found(error["input"]), context["expected"])
        case "union_tag_invalid":
            return _word_unknown(document, (*path, discriminator), context["tag"], context["expected_tags"])
        case _:
            return _plain_problem(document, error, path)


def _plain_problem(document: Document, error: ErrorDetails, path: KeyPath) -> Problem:
    context: Mapping[str, Any] = error.get("ctx", {})
    bounds = [f"{context[name]:g}" for name in _BOUNDS if name in context]
    values = {"found": found(error["input"])} | ({"bound": bounds[0]} if bounds else {})
    codes = _PATTERN_CODES if "pattern" in context else _CODES
    code = codes.get(context.get("pattern", error["type"]), "value-refused")
    return (document.key_problem if "[key]" in error["loc"] else document.problem)(code, path, **values)


def _key_unknown(kind: type[BaseModel], document: Document, whole: Value, path: KeyPath) -> Problem:
    name, here = str(path[-1]), _at(whole, path[:-1])
    known = _keys_of(kind) - set(here if isinstance(here, dict) else ())
    return document.key_problem("key-unknown", path, key=found(name), near=nearest(name, known))


def _missing(document: Document, path: KeyPath) -> Problem:
    parent, name = path[:-1], path[-1]
    if isinstance(name, int):
        return document.problem("list-too-short", parent, bound=str(name + 1), found=str(name))
    problem = document.problem("key-missing", parent, key=name)
    return Problem(code=problem.code, place=problem.place, path=dotted(path), values=problem.values)


def _word_unknown(document: Document, path: KeyPath, word: str, expected: str) -> Problem:
    allowed = [word or number for word, number in _ALLOWED.findall(expected)]
    if path == ("schema",):
        return document.problem("schema-wrong", path, found=word, expected=allowed[0])
    return document.problem("word-unknown", path, found=word, near=nearest(word, allowed), allowed=", ".join(allowed))


def _at(value: Value, path: KeyPath) -> object:
    here: object = value
    for step in path:
        here = next(iter(_part(here, step)), None)
    return here


@cache
def _keys_of(kind: type[BaseModel]) -> frozenset[str]:
    schema = kind.model_json_schema(by_alias=True)
    parts = [schema, *schema.get("$defs", {}).values()]
    return frozenset(key for part in parts for key in part.get("properties", {}))
