"""The number of an assessment file's format, and the ways up from older ones."""

import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from jazari_assess.errors import ProblemsError
from jazari_assess.reading.yaml_json.document import Document, Value, found

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
