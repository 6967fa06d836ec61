"""``plan``: a roadmap by quarter, for people and as JSON."""

import json
from typing import Any

import pytest

from tests.cli.samples import SAMPLES, WORKSHOP
from tests.conftest import Run


def roadmap(run: Run, *arguments: object) -> Any:  # noqa: ANN401 it is whatever the JSON holds
    """Return what ``plan --json`` prints, read again."""
    ended = run("plan", *map(str, arguments), "--json")
    assert (ended.returncode, ended.stderr) == (0, b"")
    return json.loads(ended.stdout)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_items_stand_within_horizon_and_capacity(run: Run, sample: object) -> None:
    """Each item starts in a quarter of the horizon; each closes something or brings points."""
    told = roadmap(run, sample, "--horizon", "12", "--capacity", "15")
    assert told["schema"] == "jazari-assess/roadmap/1"
    assert told["settings"]["horizon_months"] == 12
    assert told["settings"]["capacity"] == 15
    assert told["items"]
    assert all(1 <= item["quarter"] <= 4 for item in told["items"])


def test_no_capacity_leaves_nothing_that_costs_days(run: Run) -> None:
    """With no person-days a quarter nothing that needs some is planned."""
    assert all(item["person_days"] == 0 for item in roadmap(run, WORKSHOP, "--capacity", "0")["items"])


def test_target_is_taken_for_its_dimension(run: Run) -> None:
    """--target stands in the settings of the plan."""
    told = roadmap(run, WORKSHOP, "--target", "people-culture=60", "--target", "data-ai=40")
    assert told["settings"]["targets"] == {"people-culture": 60, "data-ai": 40}


@pytest.mark.parametrize(("language", "words"), [("fr", "estimations"), ("ar", "تقديرات"), ("en", "estimates")])
def test_plan_says_that_figures_are_estimates(run: Run, language: str, words: str) -> None:
    """Each line has its quarter, and the last says whose figures they are."""
    ended = run("plan", WORKSHOP, "--lang", language)
    said = ended.stdout.decode()
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert words in said
