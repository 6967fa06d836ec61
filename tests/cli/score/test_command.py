"""``score``: the table for people, the JSON contract for programs."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.samples import CANNERY, EXAMPLES, SAMPLES
from tests.conftest import Run


def result(run: Run, *arguments: str | Path) -> Any:  # noqa: ANN401 it is whatever the JSON holds
    """Return what ``score --json`` prints, read again."""
    ended = run("score", *arguments, "--json")
    assert (ended.returncode, ended.stderr) == (0, b"")
    return json.loads(ended.stdout)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_json_is_the_contract(run: Run, sample: Path) -> None:
    """The keys are those of the contract; scores lie within their interval and 0..100, unrounded; nulls stay null."""
    told = result(run, sample)
    assert told["schema"] == "jazari-assess/result/1"
    assert {"assessment", "provenance", "models"} <= set(told)
    (model,) = told["models"]
    overall = model["overall"]
    assert {"score", "low", "high", "level", "level_id", "coverage", "capped_by"} <= set(overall)
    assert 0 <= overall["low"] <= overall["score"] <= overall["high"] <= 100
    assert model["model"] == "industrie-x0"
    for node in model["nodes"].values():
        assert {"score", "low", "high", "level", "coverage", "weight"} <= set(node)
        assert node["score"] is None or -1e-9 <= node["low"] - 1e-9 <= node["score"] <= node["high"] + 1e-9


def test_json_says_what_it_was_made_with(run: Run) -> None:
    """Versions, hashes, weights and the date that was given stand in the result."""
    provenance = result(run, CANNERY, "--date", "2026-03-10")["provenance"]
    assert provenance["date"] == "2026-03-10"
    assert provenance["tool"] == "jazari-assess"
    assert len(provenance["questionnaire"]["sha256"]) == 64
    assert [len(model["sha256"]) for model in provenance["models"]] == [64]


def test_same_input_gives_the_same_bytes(run: Run) -> None:
    """Two runs with one date print the same bytes, whatever the language."""
    first = run("score", CANNERY, "--json", "--date", "2026-11-21")
    second = run("score", CANNERY, "--json", "--date", "2026-11-21", "--lang", "ar")
    assert first.stdout == second.stdout


@pytest.mark.parametrize(("language", "words"), [("fr", "Niveau"), ("ar", "المستوى"), ("en", "Level")])
def test_table_shows_each_dimension_in_the_language(run: Run, language: str, words: str) -> None:
    """A row a dimension, then the whole; French, Arabic in logical order, English."""
    ended = run("score", CANNERY, "--lang", language)
    said = ended.stdout.decode()
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert words in said
    assert said.count("█") > 0


def test_table_and_json_agree(run: Run) -> None:
    """The table shows the overall score of the JSON, rounded half up to one decimal."""
    score = result(run, CANNERY)["models"][0]["overall"]["score"]
    said = run("score", CANNERY, "--lang", "en").stdout.decode()
    assert f"{score:.1f}" in said


@pytest.mark.parametrize(
    "env", [{"TERM": "dumb"}, {"NO_COLOR": "1"}, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, {"COLUMNS": "20"}]
)
def test_poor_terminals_get_plain_text(run: Run, env: dict[str, str]) -> None:
    """Without colour, on a dumb terminal, at 20 columns: no escape sequence but bold, and no line too long."""
    ended = run("score", CANNERY, "--lang", "en", env=env)
    said = ended.stdout.decode()
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert not {part[:2] for part in said.split("\x1b[")[1:]} & {"31", "32", "36"}
    assert max(map(len, said.splitlines())) <= int(env.get("COLUMNS", "300"))
    assert "Overall" in said


def test_options_stand_before_the_command_or_after_it(run: Run) -> None:
    """A shared option means the same in both places."""
    before = run("--lang", "ar", "--date", "2026-03-10", "score", CANNERY)
    after = run("score", CANNERY, "--lang", "ar", "--date", "2026-03-10")
    assert before.stdout == after.stdout
    assert before.returncode == 0


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("fr", ["Poids égaux", "dans cette fourchette", "hors de cette fourchette"]),
        ("en", ["Equal weights", "inside this range", "outside this range"]),
        ("ar", ["أوزان متساوية", "ضمن هذا النطاق", "خارج هذا النطاق"]),
    ],
)
def test_other_weights_stand_beside_the_band(run: Run, language: str, told: list[str]) -> None:
    """Equal weights and those of each other variant say whether they lie in the range of weights near ours."""
    ended = run("score", EXAMPLES / "plastics-packaging.yaml", "--lang", language)
    lines = ended.stdout.decode().splitlines()
    shown = [line for line in lines if line.endswith((told[1], told[2]))]
    assert [line.endswith(told[1]) for line in shown] == [False, False, True, True]
    assert told[0] in shown[0]
