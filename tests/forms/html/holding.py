"""What a form made as HTML holds, as the page itself takes it apart."""

import json
import re
from typing import Any

FORM_DATA = re.compile(r'<script type="application/json" id="form-data">(.*?)</script>', re.DOTALL)


def held_by(page: str) -> dict[str, Any]:
    """Return the data of a form: what all firms share, and what is the firm's own."""
    found = FORM_DATA.search(page)
    assert found is not None
    own = json.loads(found[1])
    shared = own.pop("shared")
    return {**unpacked(shared), **own}


def unpacked(packed: dict[str, Any]) -> Any:  # noqa: ANN401 - whatever was packed
    """Return packed data whole: numbers of sets of keys and marks of texts resolved."""

    def text(found: str) -> str:
        return packed["texts"][int(found[1:], 36)] if found.startswith("~") else found

    def whole(found: Any) -> Any:  # noqa: ANN401 - whatever was packed
        match found:
            case str():
                return text(found)
            case [0, *parts]:
                return [whole(part) for part in parts]
            case [number, *parts]:
                names = map(text, packed["keys"][number - 1])
                return {name: whole(part) for name, part in zip(names, parts, strict=True)}
            case _:
                return found

    return whole(packed["data"])
