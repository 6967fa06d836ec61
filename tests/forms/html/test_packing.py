"""What is packed in Python is whole again in the page, whatever it is, and takes less room where it repeats itself."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jazari_assess.forms.html.json_data import Json, plain_json
from jazari_assess.forms.html.packing import packed
from tests.engine.random_questionnaires import examples
from tests.forms.html.tools import node_running

UNPACKING = Path(__file__).parent / "script" / "unpacking.mjs"

TEXTS = st.sampled_from(["", "~", "~0", "~~", "title", "a text that is worth a mark", "نص يتكرر"]) | st.text(max_size=5)
DATA = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.just(0.1) | TEXTS,
    lambda part: st.lists(part, max_size=4) | st.dictionaries(TEXTS, part, max_size=4),
    max_leaves=40,
)


@pytest.fixture(scope="module")
def node() -> Iterator["subprocess.Popen[str]"]:
    """A node that unpacks line by line."""
    with node_running(UNPACKING) as running:
        yield running


@given(data=DATA)
@examples(200)
def test_what_is_packed_is_whole_again(node: "subprocess.Popen[str]", data: Json) -> None:
    """Objects, lists, numbers and texts, those that look like marks too, are what they were."""
    assert node.stdin is not None
    assert node.stdout is not None
    node.stdin.write(plain_json(packed(data)) + "\n")
    node.stdin.flush()
    assert json.loads(node.stdout.readline()) == data


def test_keys_and_texts_stand_once() -> None:
    """Objects of the same keys share them; a text is marked where that is shorter, or where it looks like a mark."""
    long = "a text of some length"
    assert packed([{"id": "a", "title": long}, {"id": "b", "title": long}, ["~0"]]) == {
        "texts": [long, "~0"],
        "keys": [["id", "title"]],
        "data": [0, [1, "a", "~0"], [1, "b", "~0"], [0, "~1"]],
    }
