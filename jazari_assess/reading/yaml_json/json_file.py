"""A strict JSON reader with the guarantees of the YAML one: bounds, no repeated keys, every place kept."""

import bisect
import re
from json import JSONDecodeError, JSONDecoder
from pathlib import Path
from typing import NamedTuple

from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.reading.yaml_json.bounded_file import decode, read_bounded
from jazari_assess.reading.yaml_json.building import ASSESSMENT_LIMITS, Builder, Limits
from jazari_assess.reading.yaml_json.characters import shown
from jazari_assess.reading.yaml_json.core_schema import plain_value
from jazari_assess.reading.yaml_json.document import Document

_DECODER = JSONDecoder()
_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?(?![0-9A-Za-z.+-])")
_WORD = re.compile(r"(true|false|null)(?![0-9A-Za-z])")
_NOT_FINITE = re.compile(r"(-?Infinity|NaN)(?![0-9A-Za-z])")
_ODD = re.compile(r"[^\s,:\]}\[{\"]+|.", re.DOTALL)


class _Spot(NamedTuple):
    line: int
    column: int


def read_json(path: Path, *, limits: Limits = ASSESSMENT_LIMITS) -> Document:
    """Return the value of a JSON file; sequences are tuples. Raises ``ProblemsError`` as ``read_yaml`` does."""
    return parse_json(read_bounded(path, limits.size), str(path), limits=limits)


def parse_json(data: bytes, file: str, *, limits: Limits = ASSESSMENT_LIMITS) -> Document:
    """Return the document that ``data`` holds; ``file`` names it in places. Raises as ``read_json``."""
    text = decode(data, file)
    builder = Builder(file, limits, escapes="\\" in text or "\r" in text)
    _Scanner(text, file, builder).scan()
    value, spots = builder.finish()
    return Document(file=file, value=value, spots=spots, data=data)


class _Scanner:
    """Walks the text once and hands what it meets to a builder; the builder bounds how deep it may call itself."""

    def __init__(self, text: str, file: str, builder: Builder) -> None:
        self._text = text
        self._file = file
        self._builder = builder
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def scan(self) -> None:
        end = self._value(self._skip(0))
        if self._skip(end) != len(self._text):
            raise self._unexpected(self._skip(end))

    def _value(self, index: int) -> int:
        match self._text[index : index + 1]:
            case "{":
                self._builder.open(self._spot(index), sequence=False)
                return self._parts(index, "}")
            case "[":
                self._builder.open(self._spot(index), sequence=True)
                return self._parts(index, "]")
            case '"':
                text, end = self._string(index)
                self._builder.scalar(text, self._spot(index))
                return end
            case _:
                return self._word(index)

    def _parts(self, index: int, closing: str) -> int:
        index = self._skip(index + 1)
        if self._text[index : index + 1] == closing:
            self._builder.close()
            return index + 1
        while True:
            index = self._skip(self._value(self._key(index) if closing == "}" else index))
            mark = self._text[index : index + 1]
            if mark == closing:
                self._builder.close()
                return index + 1
            if mark != ",":
                raise self._unexpected(index)
            index = self._skip(index + 1)

    def _key(self, index: int) -> int:
        if self._text[index : index + 1] != '"':
            raise self._unexpected(index)
        name, end = self._string(index)
        self._builder.key(name, self._spot(index))
        end = self._skip(end)
        if self._text[end : end + 1] != ":":
            raise self._unexpected(end)
        return self._skip(end + 1)

    def _string(self, index: int) -> tuple[str, int]:
        try:
            text, end = _DECODER.raw_decode(self._text, index)
        except JSONDecodeError as error:
            raise self._unexpected(error.pos) from error
        return str(text), int(end)

    def _word(self, index: int) -> int:
        if match := _NUMBER.match(self._text, index) or _WORD.match(self._text, index):
            self._builder.scalar(plain_value(match.group()), self._spot(index))
        elif match := _NOT_FINITE.match(self._text, index):
            self._builder.scalar(float("inf"), self._spot(index))
        else:
            raise self._unexpected(index)
        return match.end()

    def _skip(self, index: int) -> int:
        match = _SPACE.match(self._text, index)
        return match.end() if match else index

    def _spot(self, index: int) -> _Spot:
        line = bisect.bisect_right(self._starts, index) - 1
        return _Spot(line, index - self._starts[line])

    def _unexpected(self, index: int) -> ProblemsError:
        spot = self._spot(min(index, len(self._text)))
        place = Place(file=self._file, line=spot.line + 1, column=spot.column + 1)
        match = _ODD.match(self._text, index)
        if match is None:
            return ProblemsError([Problem(code="json-unfinished", place=place)])
        return ProblemsError([Problem(code="json-syntax", place=place, values={"found": shown(match.group())})])
