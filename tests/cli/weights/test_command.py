"""``weights show``: normalised weights, and how consistent judgements are."""

import json
import math

import pytest

from tests.conftest import Run


def test_weights_of_each_group_sum_to_one(run: Run) -> None:
    """Each group has the weights of its children as shares of 1; judgements come with lambda, CI, RI and CR."""
    ended = run("weights", "show", "industrie-x0", "--json")
    told = json.loads(ended.stdout)
    assert told["schema"] == "jazari-assess/weights/1"
    for group in told["groups"].values():
        assert math.fsum(group["weights"].values()) == pytest.approx(1, abs=1e-12)
    root = told["groups"]["overall"]["consistency"]
    assert root["order"] == 9
    assert root["lambda_max"] >= 9
    assert 0 <= root["cr"] <= 0.10


def test_variant_changes_the_weights(run: Run) -> None:
    """A sector variant replaces the weights it names."""
    plain = json.loads(run("weights", "show", "industrie-x0", "--json").stdout)
    varied = json.loads(run("weights", "show", "industrie-x0", "--variant", "automotive", "--json").stdout)
    assert varied["variant"] == "automotive"
    assert varied["groups"] != plain["groups"]


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_table_names_method_and_ratio(run: Run, language: str) -> None:
    """The table of the dimensions is followed by method, lambda, CI, RI and CR."""
    ended = run("weights", "show", "industrie-x0", "--lang", language)
    said = " ".join(ended.stdout.decode().split())
    assert ended.returncode == 0
    for words in ("operations-quality", "%", "lambda", "CI", "RI", "CR"):
        assert words in said
