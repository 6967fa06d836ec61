"""Values as YAML text that reads back as the same values: the way every file of ours is written."""

from typing import Any

import yaml
from yaml.nodes import Node, ScalarNode

from jazari_assess.reading.yaml_json.core_schema import plain_value

_TEXT_TAG = "tag:yaml.org,2002:str"
_OTHER_TAG = "tag:yaml.org,2002:null"
_ONE_LINE = 2**30


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
