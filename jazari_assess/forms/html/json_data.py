"""What the page holds as data: JSON that stands safely inside a script element."""

import json
from collections.abc import Mapping, Sequence
from typing import Union

from pydantic import BaseModel

from jazari_assess.render.offline_page import in_script

Json = Union[None, bool, int, float, str, Sequence["Json"], Mapping[str, "Json"]]  # noqa: UP007 - it names itself


def script_json(data: Json) -> str:
    """Return compact JSON in which nothing ends or opens an element, so that no text leaves its script element."""
    return in_script(plain_json(data))


def plain_json(data: Json) -> str:
    """Return compact JSON in the characters that texts are typed in."""
    return json.dumps(_shortest(data), ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _shortest(data: Json) -> Json:
    """Return the data with whole numbers written as such: for JavaScript 1.0 is 1, and half as long."""
    match data:
        case float():
            return int(data) if data.is_integer() else data
        case Mapping():
            return {name: _shortest(part) for name, part in data.items()}
        case list() | tuple():
            return [_shortest(part) for part in data]
        case _:
            return data


def dumped(item: BaseModel, *left_out: str) -> Mapping[str, Json]:
    """Return a structure under the names it has in files, without what is not set and some keys."""
    found: dict[str, Json] = item.model_dump(mode="json", by_alias=True, exclude_none=True)
    return {
        key: value
        for key, value in found.items()
        if key not in left_out and value is not False and value not in ([], {})
    }
