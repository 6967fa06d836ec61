"""Results of commands as JSON text: indented, in UTF-8, unrounded, keys as the fields are named."""

import json
from collections.abc import Mapping
from typing import Any

from jazari_assess.model.explanation import Explanation
from jazari_assess.model.roadmap import Roadmap


def json_text(value: Mapping[str, Any]) -> str:
    """Return plain values as JSON with one line end at its end."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def plain_values(told: Explanation | Roadmap) -> Mapping[str, Any]:
    """Return a value of ours as plain ones, its schema first."""
    return {"schema": told.schema_, **told.model_dump(mode="json", exclude={"schema_"})}
