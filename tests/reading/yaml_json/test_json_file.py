"""The strict JSON reader: the guarantees of the YAML one."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jazari_assess.errors import ProblemsError
from jazari_assess.reading.yaml_json.json_file import parse_json
from tests.reading.small_content import told, worded

# code, text, line, column
JSON_CASES = [
    ("key-duplicate", '{"a": 1,\n "a": 2}', 2, 2),
    ("number-not-finite", '{"a": NaN}', 1, 7),
    ("number-not-finite", '{"a": -Infinity}', 1, 7),
    ("number-not-finite", '{"a": 1e999}', 1, 7),
    ("json-syntax", '{"a": 1,}', 1, 9),
    ("json-syntax", "{'a': 1}", 1, 2),
    ("json-syntax", '{"a" 1}', 1, 6),
    ("json-syntax", '{"a": 01}', 1, 7),
    ("json-syntax", '{"a": tru}', 1, 7),
    ("json-syntax", '{"a": 1} {"b": 2}', 1, 10),
    ("json-syntax", '{"a": "x\ty"}', 1, 9),
    ("json-syntax", '{"a": 1 // note\n}', 1, 9),
    ("json-unfinished", '{"a": 1', 1, 8),
    ("json-unfinished", '{\n"a": [1,', 2, 9),
    ("file-too-deep", "[" * 100_000, 1, 51),
    ("file-too-deep", '{"a":' * 100_000, 1, 251),
    ("character-refused", '{"a": "\\u0000"}', 1, 7),
    ("character-refused", '{"a": "x\\ud800"}', 1, 7),
    ("character-refused", '{"a": 1,\n"b": "\u202ex"}', 2, 7),
    ("file-empty", "", None, None),
    ("file-empty", "null", None, None),
]


@pytest.mark.parametrize(("code", "text", "line", "column"), JSON_CASES)
def test_what_is_refused_is_placed(code: str, text: str, line: int | None, column: int | None) -> None:
    """Each thing the reader refuses is told by code, line and column, in words that every language has."""
    with pytest.raises(ProblemsError) as caught:
        parse_json(text.encode(), "f.json")
    assert (code, "f.json", line, column) in told(caught.value.problems)
    assert all(worded(problem) for problem in caught.value.problems)


def test_the_standard_reader_lets_it_through() -> None:
    """Positive control: what we refuse, the standard library takes in silence."""
    assert json.loads('{"a": 1, "a": 2}') == {"a": 2}
    assert json.loads('{"a": Infinity}') == {"a": float("inf")}
    assert json.loads('{"a": "x\\ud800"}') == {"a": "x\ud800"}


_PLAIN = st.characters(blacklist_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Cn"))
_VALUES = st.recursive(
    st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(_PLAIN),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(_PLAIN), inner, max_size=4),
    max_leaves=15,
)


def as_lists(value: object) -> object:
    """Return the value with lists for tuples, as the standard reader gives them."""
    match value:
        case tuple():
            return [as_lists(part) for part in value]
        case dict():
            return {key: as_lists(part) for key, part in value.items()}
        case _:
            return value


@given(_VALUES, st.booleans())
def test_what_the_standard_library_writes_is_read_the_same(value: object, escaped: bool) -> None:
    """Any value comes back as the standard library would read it, whether it escapes letters or not."""
    text = json.dumps({"v": value}, ensure_ascii=escaped)
    assert as_lists(parse_json(text.encode(), "f.json").value) == json.loads(text)


@given(st.text(st.sampled_from('{}[]",:0e-+.tnu\\ \n'), max_size=40))
def test_any_text_is_read_or_refused_as_the_standard_library_does(text: str) -> None:
    """No text makes the reader fail otherwise; it takes nothing that is no JSON."""
    try:
        value = as_lists(parse_json(text.encode(), "f.json").value)
    except ProblemsError as error:
        problems = error.problems
    else:
        problems = ()
        assert value == json.loads(text)
    assert all(worded(problem) for problem in problems)
