"""Values as JSON text: sorted by nothing, indented, in UTF-8, one line end at the end."""

import json

from pydantic import BaseModel


def json_text(value: BaseModel) -> str:
    """Return a value of ours as JSON, its keys as in our files."""
    return json.dumps(value.model_dump(mode="json", by_alias=True), ensure_ascii=False, indent=2) + "\n"
