"""The strict YAML reader: types of YAML 1.2, nothing hidden, bounds before building, every place."""

import math
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from jazari_assess.errors import Problem, ProblemsError
from jazari_assess.reading.yaml_json.building import Limits
from jazari_assess.reading.yaml_json.document import Document
from jazari_assess.reading.yaml_json.yaml_file import parse_yaml, read_yaml
from tests.reading.small_content import told, worded

BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{after}: &{after} [{','.join([f'*{before}'] * 9)}]\n"
    for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)

# code, text, line, column
YAML_CASES = [
    ("key-duplicate", "a: 1\nb: 2\na: 3\n", 3, 1),
    ("key-duplicate", "top:\n  é: 1\n  é: 1\n", 3, 3),
    ("key-not-text", "a: 1\n1: x\n", 2, 1),
    ("key-not-text", "true: x\n", 1, 1),
    ("key-not-text", "a: 1\n[a]: b\n", 2, 1),
    ("number-not-finite", "a: 1\nb: .nan\n", 2, 4),
    ("number-not-finite", "b: -.INF\n", 1, 4),
    ("number-not-finite", "b: [1, 1e999]\n", 1, 8),
    ("number-not-finite", f"b: {'9' * 5000}\n", 1, 4),
    ("yaml-alias", "a: &x 1\n", 1, 4),
    ("yaml-alias", "a: *x\n", 1, 4),
    ("yaml-alias", "a: &x [1]\nb: {*x : 2}\n", 2, 5),
    ("yaml-alias", BOMB, 9, 4),
    ("yaml-tag", "a: !!python/object/apply:os.system [x]\n", 1, 4),
    ("yaml-tag", "a: ! 12\n", 1, 4),
    ("yaml-merge-key", "a:\n  <<: {b: 1}\n", 2, 3),
    ("yaml-several-documents", "a: 1\n---\nb: 2\n", 2, 1),
    ("yaml-colon", "a: b: c\n", 1, 5),
    ("yaml-key-without-colon", "a: 1\nb\nc: 1\n", 3, 1),
    ("yaml-start", "a: @x\n", 1, 4),
    ("yaml-start", "a:\n\t- x\n", 2, 1),
    ("yaml-quote-open", 'a: 1\nb: "x\n', 2, 4),
    ("yaml-bracket", "a: [1, 2\nb: 3\n", 2, 2),
    ("yaml-indentation", "a:\n  b: 1\n c: 2\n", 3, 2),
    ("yaml-indentation", "- a\nb: 1\n", 2, 1),
    ("yaml-syntax", 'a: "\\q"\n', 1, 5),
    ("yaml-syntax", 'a: "\\ud800"\n', 1, 7),
    ("file-too-deep", "[" * 20_000, 1, 51),
    ("file-too-deep", "- " * 20_000, 1, 101),
    ("file-too-deep", "{a: " * 20_000, 1, 201),
    ("character-refused", "a: x\nb: y\x1b[2J\n", 2, 5),
    ("character-refused", "a: \u202eevil\n", 1, 4),
    ("file-binary", "a: x\x00\n", None, None),
    ("character-refused", "b" * 5000 + "\x00", 1, 5001),
    ("character-refused", 'a: "\\e[2J"\n', 1, 4),
    ("character-refused", '"\\u202e": 1\n', 1, 1),
    ("file-empty", "# only a comment\n", None, None),
    ("file-empty", "---\n...\n", None, None),
    ("file-empty", " \n", None, None),
]


def parsed(text: str) -> Document:
    """Return the document in a text."""
    return parse_yaml(text.encode(), "f.yaml")


@pytest.mark.parametrize(("code", "text", "line", "column"), YAML_CASES)
def test_what_is_refused_is_placed(code: str, text: str, line: int | None, column: int | None) -> None:
    """Each thing the reader refuses is told by code, line and column, in words that every language has."""
    with pytest.raises(ProblemsError) as caught:
        parsed(text)
    assert (code, "f.yaml", line, column) in told(caught.value.problems)
    assert all(worded(problem) for problem in caught.value.problems)


def test_types_are_those_of_yaml_1_2() -> None:
    """`no`, times, dates and versions stay texts; numbers are those of the core schema. PyYAML reads them otherwise."""
    text = "[no, Yes, 12:30:45, 010, 0o17, 0x1F, 1.10, .5, 1., +3, -0, 1e3, 1_000, 2020-01-01, ~, null, True, '1']"
    expected = (
        "no", "Yes", "12:30:45", 10, 15, 31, 1.1, 0.5, 1.0, 3, 0, 1000.0, "1_000", "2020-01-01", None, None, True,
        "1",
    )  # fmt: skip
    value = parsed(text).value
    assert isinstance(value, tuple)
    assert list(map(repr, value)) == list(map(repr, expected))
    unsafe = yaml.safe_load(text)
    assert unsafe[:4] == [False, True, 45045, 8]


def test_duplicate_keys_are_all_listed_where_pyyaml_keeps_the_last() -> None:
    """Two pairs of equal keys are two problems, each with the line of the first."""
    text = "a: 1\na: 2\nb:\n  c: 1\n  c: 2\n"
    assert yaml.safe_load(text) == {"a": 2, "b": {"c": 2}}
    with pytest.raises(ProblemsError) as caught:
        parsed(text)
    assert [(problem.path, problem.values["first"]) for problem in caught.value.problems] == [("a", "1"), ("b.c", "4")]


def test_an_alias_bomb_is_refused_before_it_is_walked() -> None:
    """A file of some hundred bytes that unfolds to 9^9 values costs nothing. Positive control: PyYAML unfolds it."""
    unsafe = yaml.safe_load(BOMB)
    assert math.prod([len(unsafe["i"]), len(unsafe["i"][0]), len(unsafe["i"][0][0])]) == 9**3
    start = time.process_time()
    with pytest.raises(ProblemsError):
        parsed(BOMB)
    assert time.process_time() - start < 1


def test_the_number_of_values_is_bounded() -> None:
    """A file within its size may hold only so many values; the first that is too many is placed."""
    with pytest.raises(ProblemsError) as caught:
        parse_yaml(b"[" + b"a," * 100 + b"]", "f.yaml", limits=Limits(size=1000, nodes=10))
    assert told(caught.value.problems) == {("file-too-many-values", "f.yaml", 1, 22)}
    assert worded(caught.value.problems[0])


def test_a_flood_of_problems_ends() -> None:
    """A hostile file of nothing but repeated keys gives a hundred problems, not a million."""
    with pytest.raises(ProblemsError) as caught:
        parsed("a: 1\n" * 5000)
    assert len(caught.value.problems) == 100


def test_problems_met_before_a_syntax_error_are_told_too() -> None:
    """A repeated key above a broken line is not hidden by it."""
    with pytest.raises(ProblemsError) as caught:
        parsed("a: 1\na: 2\nb: [\n")
    assert [problem.code for problem in caught.value.problems] == ["key-duplicate", "yaml-syntax"]


def test_places_are_of_keys_and_values() -> None:
    """A scalar is placed at itself, a mapping at its key, what is missing at what should hold it."""
    document = parsed("top:\n  list:\n    - a\n    - {b: 1}\n  word: x\n")
    places = {
        ("top", "word"): (5, 9),
        ("top",): (1, 1),
        ("top", "list", 0): (3, 7),
        ("top", "list", 1): (4, 7),
        ("top", "list", 1, "b"): (4, 11),
        ("top", "gone", "deeper"): (1, 1),
        (): (1, 1),
    }
    found = {path: document.place(path) for path in places}
    assert {path: (place.line, place.column) for path, place in found.items()} == places
    assert document.place(("top", "word"), at_key=True).column == 3


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    """What an editor on Windows saves is read as it was meant, with the same places."""
    path = tmp_path / "w.yaml"
    path.write_bytes("\ufeffa: é\r\nb: |\r\n  x\r\n  y\r\n".encode())
    document = read_yaml(path)
    assert document.value == {"a": "é", "b": "x\ny\n"}
    place = document.place(("b",))
    assert (place.line, place.column) == (2, 4)


def refusal(data: bytes) -> Sequence[Problem]:
    """Return the problems of some bytes, none when they are read."""
    try:
        parse_yaml(data, "f.yaml")
    except ProblemsError as error:
        return error.problems
    return ()


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_problems(text: str) -> None:
    """No text makes the reader fail in another way than with problems that have words."""
    assert all(worded(problem) for problem in refusal(text.encode("utf-8", "surrogatepass")))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_problems(data: bytes) -> None:
    """No bytes make the reader fail in another way than with problems."""
    assert all(problem.place.file == "f.yaml" for problem in refusal(data))
