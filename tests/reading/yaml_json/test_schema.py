"""JSON Schemas for editors: committed, not stale, and agreeing with the reader."""

import json
from pathlib import Path

import pytest

from jazari_assess.reading.yaml_json.schema import SCHEMAS, schema_text

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "schemas"


@pytest.mark.parametrize("kind", SCHEMAS)
def test_the_committed_schema_is_not_stale(kind: str, *, refresh: bool) -> None:
    """docs/schemas holds what the types say today; `pytest --refresh` writes it anew."""
    path = FOLDER / f"{kind}.json"
    if refresh:
        path.write_text(schema_text(kind), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == schema_text(kind)


def test_no_schema_is_left_over() -> None:
    """Each committed file is of a kind that exists."""
    assert sorted(path.stem for path in FOLDER.iterdir()) == sorted(SCHEMAS)


def test_keys_are_those_of_the_files() -> None:
    """Editors are told kebab-case keys, and that nothing else is allowed."""
    model = json.loads(schema_text("model"))
    assert "minimum-coverage" in model["properties"]
    assert "minimum_coverage" not in model["properties"]
    assert model["additionalProperties"] is False


def test_an_answer_may_be_short_in_an_editor_too() -> None:
    """The short form that the reader takes is in the schema of assessments."""
    (answer,) = json.loads(schema_text("assessment"))["properties"]["answers"]["patternProperties"].values()
    assert {"type": "number"} in answer["anyOf"][1]["anyOf"]
