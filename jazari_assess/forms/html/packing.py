"""Data in fewer bytes: each set of keys stands once, and so does each text that comes again.

``script/data/packed.mjs`` takes it apart. A form in one language is a seventh smaller for it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

import numpy as np

from jazari_assess.forms.html.json_data import Json, plain_json

_MARK = "~"
_MARK_SIZE = 6
"""Bytes of a mark of up to three digits in base 36, in its quotes."""
_DIGITS = 36
"""The base of marks: the largest that JavaScript reads by itself."""

_Keys = dict[tuple[str, ...], int]


def packed(data: Json) -> Mapping[str, Json]:
    """Return the texts that come again, the sets of keys, and the data in which marks and numbers stand for them.

    An object is a list of the number of its keys' set, from 1, and its values; a list begins with 0. A text that begins
    with the mark itself is among the texts, so that none is taken for another.
    """
    keys: _Keys = {}
    values = _flat(data, keys)
    sets: Json = [list(one) for one in keys]
    texts = _worth_a_mark(Counter(_texts([values, sets])))
    marks = {text: f"{_MARK}{np.base_repr(place, _DIGITS)}" for place, text in enumerate(texts)}
    return {"texts": texts, "keys": _marked(sets, marks), "data": _marked(values, marks)}


def _flat(data: Json, keys: _Keys) -> Json:
    match data:
        case Mapping():
            number = keys.setdefault(tuple(data), len(keys) + 1)
            return [number, *(_flat(part, keys) for part in data.values())]
        case list() | tuple():
            return [0, *(_flat(part, keys) for part in data)]
        case _:
            return data


def _texts(data: Json) -> Iterator[str]:
    match data:
        case str():
            yield data
        case list():
            for part in data:
                yield from _texts(part)


def _worth_a_mark(found: Mapping[str, int]) -> list[str]:
    """Return the texts to write once, those that come most often first, for they have the shortest marks."""
    gains = {text: (count - 1) * len(plain_json(text).encode()) - count * _MARK_SIZE for text, count in found.items()}
    often = [text for text, gain in gains.items() if gain > 0 or text.startswith(_MARK)]
    return sorted(often, key=lambda text: (-found[text], text))


def _marked(data: Json, marks: Mapping[str, str]) -> Json:
    match data:
        case str():
            return marks.get(data, data)
        case list():
            return [_marked(part, marks) for part in data]
        case _:
            return data
