"""A strict YAML reader over the C parser: YAML 1.2 core types, one document, nothing hidden, every place kept.

Depth and number of values are counted while the C parser streams, so nothing large is built before it is refused.
"""

from pathlib import Path
from typing import Any, cast

import yaml
from yaml._yaml import CParser
from yaml.error import MarkedYAMLError
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    ScalarEvent,
    SequenceStartEvent,
)
from yaml.nodes import Node, ScalarNode

from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.reading.yaml_json.bounded_file import decode, read_bounded
from jazari_assess.reading.yaml_json.building import CONTENT_LIMITS, Builder, Limits
from jazari_assess.reading.yaml_json.core_schema import plain_value
from jazari_assess.reading.yaml_json.document import Document, Spot

_SYNTAX_CODES = (
    ("mapping values are not allowed", "yaml-colon"),
    ("could not find expected ':'", "yaml-key-without-colon"),
    ("character that cannot start any token", "yaml-start"),
    ("found unexpected end of stream", "yaml-quote-open"),
    ("expected ',' or", "yaml-bracket"),
    ("undefined alias", "yaml-alias"),
    ("did not find expected key", "yaml-indentation"),
    ("did not find expected '-' indicator", "yaml-indentation"),
    ("block sequence entries are not allowed", "yaml-indentation"),
)


def read_yaml(path: Path, *, limits: Limits = CONTENT_LIMITS) -> Document:
    """Return the one document of a YAML file.

    Raises ``ProblemsError`` with the place of everything that is refused: what cannot be opened, is too large or too
    deep, is not UTF-8, has control characters, tags, anchors, aliases, merge keys, repeated keys, numbers that are not
    finite, several documents, or is not YAML at all.
    """
    return parse_yaml(read_bounded(path, limits.size), str(path), limits=limits)


def parse_yaml(data: bytes, file: str, *, limits: Limits = CONTENT_LIMITS) -> Document:
    """Return the document that ``data`` holds; ``file`` names it in places. Raises as ``read_yaml``."""
    text = decode(data, file)
    reader = _Reader(Builder(file, limits, escapes="\\" in text))
    parser = CParser(text)
    try:
        while (event := parser.get_event()) is not None:
            reader.take(event)
    except MarkedYAMLError as error:
        raise ProblemsError([*reader.builder.problems, _syntax_problem(error, file)]) from error
    value, spots = reader.builder.finish()
    return Document(file=file, value=value, spots=spots, data=data)


class _Reader:
    """Hands the events of the C parser to a builder."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self._documents = 0

    def take(self, event: Event) -> None:
        """Take one event in its turn."""
        spot = cast("Spot", event.start_mark)  # the C parser always sets it
        match event:
            case ScalarEvent():
                self._scalar(event, spot)
            case CollectionStartEvent():
                self._refuse_properties(event, spot)
                self.builder.open(spot, sequence=isinstance(event, SequenceStartEvent))
            case CollectionEndEvent():
                self.builder.close()
            case AliasEvent():
                self._alias(event, spot)
            case DocumentStartEvent():
                self._document(spot)
            case _:
                pass  # the beginning and end of the stream, the end of a document

    def _scalar(self, event: ScalarEvent, spot: Spot) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event, spot)
        value = plain_value(event.value) if event.implicit[0] else event.value
        if not self.builder.expects_key():
            self.builder.scalar(value, spot)
            return
        if value == "<<" and event.implicit[0]:
            self.builder.problem("yaml-merge-key", spot)
        self.builder.key(value, spot)

    def _alias(self, event: AliasEvent, spot: Spot) -> None:
        self.builder.problem("yaml-alias", spot, name=str(event.anchor))
        if self.builder.expects_key():
            self.builder.key(f"*{event.anchor}", spot)
        else:
            self.builder.scalar("", spot)

    def _document(self, spot: Spot) -> None:
        self._documents += 1
        if self._documents > 1:
            self.builder.fail("yaml-several-documents", spot)

    def _refuse_properties(self, event: ScalarEvent | CollectionStartEvent, spot: Spot) -> None:
        if event.anchor is not None:
            self.builder.problem("yaml-alias", spot, name=event.anchor)
        if event.tag is not None:
            self.builder.problem("yaml-tag", spot, tag=event.tag)


def _syntax_problem(error: MarkedYAMLError, file: str) -> Problem:
    detail = " ".join(part for part in (error.context, error.problem) if part)
    code = next((code for words, code in _SYNTAX_CODES if words in detail), "yaml-syntax")
    # The C parser always says where; for a quote, the place where it was opened helps more than the end of the file.
    spot = cast("Spot", error.context_mark if code == "yaml-quote-open" else error.problem_mark)
    place = Place(file=file, line=spot.line + 1, column=spot.column + 1)
    return Problem(code=code, place=place, values={"detail": detail})


_TEXT_TAG = "tag:yaml.org,2002:str"
_OTHER_TAG = "tag:yaml.org,2002:null"
_ONE_LINE = 2**30
"""Characters: never broken, for a broken line of Arabic is hard to edit."""


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


def yaml_text(content: object) -> str:
    """Return mappings, tuples or lists, texts, numbers, truth values and None as YAML, one line a text."""
    return str(yaml.dump(content, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_ONE_LINE))
