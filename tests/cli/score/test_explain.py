"""``explain``: the arithmetic sums to the score."""

import json
import math
from pathlib import Path
from typing import Any

import pytest

from jazari_assess.cli.score.explain_table import answer_words
from tests.cli.samples import CANNERY, SAMPLES
from tests.conftest import Run


def result(run: Run, sample: Path) -> Any:  # noqa: ANN401 it is whatever the JSON holds
    """Return what ``score --json`` prints, read again."""
    return json.loads(run("score", sample, "--json").stdout)


def explanation(run: Run, *arguments: str | Path) -> Any:  # noqa: ANN401 it is whatever the JSON holds
    """Return what ``explain --json`` prints, read again."""
    ended = run("explain", *arguments, "--json")
    assert (ended.returncode, ended.stderr) == (0, b"")
    return json.loads(ended.stdout)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_contributions_sum_to_the_score(run: Run, sample: Path) -> None:
    """The lines add up to the score that ``score`` gives."""
    told = explanation(run, sample)
    assert told["schema"] == "jazari-assess/explanation/1"
    total = math.fsum(line["contribution"] for line in told["contributions"])
    assert total == pytest.approx(told["score"], abs=1e-9)
    assert told["score"] == result(run, sample)["models"][0]["overall"]["score"]


def test_one_node_is_explained_alone(run: Run) -> None:
    """With a node only its own lines are told, and they sum to its score."""
    told = explanation(run, CANNERY, "operations-quality")
    assert told["node"] == "operations-quality"
    assert told["score"] == result(run, CANNERY)["models"][0]["nodes"]["operations-quality"]["score"]
    assert len(told["lines"]) < len(explanation(run, CANNERY)["lines"])


@pytest.mark.parametrize(("language", "words"), [("fr", "Somme"), ("ar", "المجموع"), ("en", "Sum")])
def test_table_ends_with_the_sum(run: Run, language: str, words: str) -> None:
    """The last row is the sum of what each answer brings."""
    ended = run("explain", CANNERY, "operations-quality", "--lang", language)
    assert (ended.returncode, ended.stderr) == (0, b"")
    last = [line for line in ended.stdout.decode().splitlines() if words in line][-1]
    assert any(character.isdigit() for character in last)


@pytest.mark.parametrize(
    ("answer", "words"),
    [(None, ""), (2, "2"), (0.1, "0.1"), (1e-7, "0.0000001"), ("yes", "yes"), (("a", "b"), "a, b"), ((), "")],
)
def test_answer_is_written_as_in_the_file(answer: float | str | tuple[str, ...] | None, words: str) -> None:
    """An option's number, a number, a word or ids."""
    assert answer_words(answer) == words
