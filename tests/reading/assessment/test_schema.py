"""Formats of assessment files: older ones are taken up step by step, newer ones refused in clear."""

from collections.abc import Mapping

import pytest

from jazari_assess.errors import ProblemsError
from jazari_assess.reading.assessment.file import CURRENT, UPGRADES, Upgrade, upgraded
from jazari_assess.reading.yaml_json.document import Value
from jazari_assess.reading.yaml_json.yaml_file import parse_yaml


def _rename(value: dict[str, Value]) -> dict[str, Value]:
    return {("profile" if key == "company" else key): part for key, part in value.items()}


def _mark(value: dict[str, Value]) -> dict[str, Value]:
    return {**value, "sample": True}


STEPS: Mapping[int, Upgrade] = {1: _rename, 2: _mark}


def test_an_old_file_goes_up_one_step_at_a_time() -> None:
    """Two steps are applied in order, and the file then says the present format."""
    document = parse_yaml(b"schema: jazari-assess/assessment/1\ncompany: {firm: A}\n", "a.yaml")
    assert upgraded(document, current=3, upgrades=STEPS) == {
        "schema": "jazari-assess/assessment/3",
        "profile": {"firm": "A"},
        "sample": True,
    }


def test_a_file_of_the_present_format_is_left_alone() -> None:
    """Nothing is upgraded that need not be."""
    document = parse_yaml(b"schema: jazari-assess/assessment/1\na: 1\n", "a.yaml")
    assert upgraded(document) == document.value


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("schema: jazari-assess/assessment/4", "schema-newer"),
        ("schema: jazari-assess/assessment/0", "schema-wrong"),
        ("schema: jazari-assess/result/1", "schema-wrong"),
        ("schema: [1]", "schema-wrong"),
        ("id: firm", "key-missing"),
        ("- a list", "mapping-expected"),
    ],
)
def test_what_is_no_format_of_ours_is_told(text: str, code: str) -> None:
    """A newer format, another kind of file and a file without one are told apart."""
    with pytest.raises(ProblemsError) as caught:
        upgraded(parse_yaml(text.encode(), "a.yaml"), current=3, upgrades=STEPS)
    assert [problem.code for problem in caught.value.problems] == [code]


def test_every_older_format_has_its_step() -> None:
    """No file this program ever wrote is left behind: each format below the present one has its upgrade."""
    assert sorted(UPGRADES) == list(range(1, CURRENT))
