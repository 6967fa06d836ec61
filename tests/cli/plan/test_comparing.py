"""``plan --compare``: the same firm under several settings, and the frontier around them."""

from itertools import pairwise

import pytest
from rich.cells import cell_len

from tests.cli.plan.plans import LANGUAGES, roadmap
from tests.cli.samples import WORKSHOP
from tests.conftest import Run

QUICK = ("--horizon", "6", "--gap", "0.2")


def test_plans_stand_side_by_side_with_the_frontier(run: Run) -> None:
    """Each plan under its own settings; around them, more days never have a lower value."""
    told = roadmap(run, WORKSHOP, "--compare", "capacity=8", "--compare", "capacity=16,horizon=12", "--gap", "0.1")
    assert told["schema"] == "jazari-assess/plan-comparison/1"
    assert told["asked"] == ["capacity=8", "capacity=16,horizon=12"]
    assert [plan["schema"] for plan in told["plans"]] == ["jazari-assess/plan/2"] * 2
    assert [plan["settings"]["capacity"] for plan in told["plans"]] == [8, 16]
    assert [plan["settings"]["horizon_months"] for plan in told["plans"]] == [18, 12]
    points = told["frontier"]["points"]
    assert told["frontier"]["scarce"] == "capacity"
    assert [point["means"] for point in points] == pytest.approx([2.75, 5.5, 8.25, 11, 16.5, 22, 33])
    assert all(before["value"] <= after["value"] for before, after in pairwise(points))
    assert points[0]["value"] < points[-1]["value"]
    assert all(point["overall"] is not None for point in points)


def test_more_days_never_give_a_lower_value(run: Run) -> None:
    """Whatever their order on the command line, the plan with more days is worth at least as much."""
    days = (14, 6, 10)
    told = roadmap(run, WORKSHOP, *QUICK, *(part for one in days for part in ("--compare", f"capacity={one}")))
    values = {plan["settings"]["capacity"]: plan["value"] for plan in told["plans"]}
    assert list(values) == [14, 6, 10]
    assert values[6] <= values[10] <= values[14]
    assert values[6] < values[14]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("columns", ["50", "100"])
def test_a_single_comparison_is_beside_the_plan_without_it(run: Run, language: str, columns: str) -> None:
    """One --compare stands beside the plan as it is, in every language and width."""
    ended = run("plan", WORKSHOP, *QUICK, "--compare", "capacity=40", "--lang", language, env={"COLUMNS": columns})
    said = ended.stdout.decode()
    without = {"fr": "sans changement", "ar": "دون تغيير", "en": "unchanged"}[language]
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert without in said
    assert "capacity=40" in said
    assert max(map(cell_len, said.splitlines())) <= int(columns)


def test_budget_is_the_frontier_when_it_differs(run: Run) -> None:
    """Comparing budgets draws the frontier over the budget."""
    told = roadmap(run, WORKSHOP, *QUICK, "--budget", "1", "--compare", "budget=0")
    assert told["frontier"]["scarce"] == "budget"


def test_a_level_compared_stands_in_place_of_targets(run: Run) -> None:
    """A level asked of one plan takes the targets of all away from it, not from the others."""
    told = roadmap(run, WORKSHOP, *QUICK, "--target", "people-culture=60", "--compare", "level=0")
    without, level = (plan["settings"] for plan in told["plans"])
    assert (without["targets"], without["reach_level"]) == ({"people-culture": 60}, None)
    assert (level["targets"], level["reach_level"]) == ({}, 0)
