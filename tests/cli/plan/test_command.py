"""``plan``: a roadmap by quarter, for people and as JSON; plans side by side; a plan a firm has accepted."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from tests.cli.samples import SAMPLES, WORKSHOP
from tests.conftest import Ended, Run

LANGUAGES = ("fr", "ar", "en")


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    """Return a copy of the workshop's assessment, which a test may change."""
    return Path(shutil.copy(WORKSHOP, tmp_path / "firm.yaml"))


def roadmap(run: Run, *arguments: object) -> Any:  # noqa: ANN401 it is whatever the JSON holds
    """Return what ``plan --json`` prints, read again."""
    ended = run("plan", *map(str, arguments), "--json")
    assert (ended.returncode, ended.stderr) == (0, b"")
    return json.loads(ended.stdout)


def starts(told: Any) -> dict[str, int]:  # noqa: ANN401 it is whatever the JSON holds
    """Return the quarter in which each item starts."""
    return {item["id"]: item["quarter"] for item in told["items"]}


def refusal(run: Run, *arguments: object) -> tuple[int, str]:
    """Return the exit code and the message of a command that fails."""
    ended = run("plan", *map(str, arguments), "--lang", "en")
    assert ended.stdout == b""
    return ended.returncode, " ".join(ended.stderr.decode().split())


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


def test_options_stand_in_the_settings(run: Run) -> None:
    """Targets, priorities, locks, budget and gap are what the plan says it was asked."""
    told = roadmap(
        run,
        WORKSHOP,
        *("--target", "people-culture=60", "--target", "data-ai=40"),
        *("--priority", "people-culture=3", "--lock", "inmaa-lean=out", "--lock", "carbon-data=Q2"),
        *("--budget", "0.5", "--gap", "0.05"),
    )["settings"]
    assert told["targets"] == {"people-culture": 60, "data-ai": 40}
    assert told["priorities"] == {"people-culture": 3}
    assert told["locks"] == {"inmaa-lean": "out", "carbon-data": 2}
    assert (told["budget"], told["mip_gap"], told["reach_level"]) == (0.5, 0.05, None)


def test_locks_are_kept(run: Run) -> None:
    """An item locked out is gone and says so, one locked in a quarter starts there, one locked in is planned."""
    told = roadmap(
        run, WORKSHOP, "--lock", "inmaa-lean=out", "--lock", "carbon-data=3", "--lock", "breakdown-history=in"
    )
    assert "inmaa-lean" not in starts(told)
    assert {row["id"]: row["reason"] for row in told["left_out"]}["inmaa-lean"] == "locked-out"
    assert starts(told)["carbon-data"] == 3
    assert "breakdown-history" in starts(told)


def test_a_level_is_reached_with_the_least_effort(run: Run) -> None:
    """--target level=2 gives a plan that ends at the level's bound or above, with fewer days than the default needs."""
    told = roadmap(run, WORKSHOP, "--target", "level=2", "--capacity", "60")
    assert told["status"] == "optimal"
    assert told["projection"][-1]["overall"] >= 40
    more = roadmap(run, WORKSHOP, "--target", "level=2", "--capacity", "60", "--lock", "erp-core=in")
    assert more["person_days"] > told["person_days"]


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "80,0 points au total"), ("ar", "80,0"), ("en", "takes 80.0 points overall; this frame allows")],
)
def test_a_level_out_of_reach_says_what_is_possible(run: Run, language: str, words: str) -> None:
    """When nothing reaches the level, the best that can be reached is told; that is an answer, no failure."""
    ended = run("plan", WORKSHOP, "--target", "level=4", "--horizon", "6", "--lang", language)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert words in " ".join(ended.stdout.decode().split())
    assert "\N{FULL BLOCK}" not in ended.stdout.decode()


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("--target", "people=60"), "target-wrong", "DIMENSION=SCORE"),
        (("--target", "people-culture=160"), "target-wrong", "people-culture"),
        (("--target", "level=9"), "plan-level-unknown", "0, 1, 2, 3, 4"),
        (("--target", "level=high"), "plan-level-unknown", "high"),
        (("--priority", "people-culture=4"), "priority-wrong", "DIMENSION=N"),
        (("--priority", "people=1"), "priority-wrong", "sustainability"),
        (("--lock", "inmaa-lean"), "lock-wrong", "=free"),
        (("--lock", "inmaa-lean=21"), "lock-wrong", "1 to 20"),
        (("--lock", "inmaa-leen=in"), "catalogue-entry-unknown", "inmaa-lean"),
        (("--compare", "speed=3"), "compare-wrong", "capacity"),
        (("--compare", "capacity=many"), "compare-wrong", "capacity=many"),
        (("--compare", "horizon=2"), "compare-wrong", "horizon=2"),
        (("--accept", "--migrate"), "plan-accept-with", "--migrate"),
        (("--accept", "--forget"), "plan-accept-with", "--forget"),
        (("--accept", "--compare", "capacity=3"), "plan-accept-with", "--compare"),
        (("--accept", "--capacity", "0", "--lock", "moukawala-raqmiya=out"), "plan-nothing-to-accept", "--capacity"),
    ],
)
def test_what_is_not_understood_is_refused_by_name(run: Run, arguments: tuple[str, ...], code: str, told: str) -> None:
    """Wrong use leaves with 2, a code, what was found and what to write."""
    returned, said = refusal(run, WORKSHOP, *arguments)
    assert returned == 2
    assert said.startswith(f"{code}: ")
    assert told in said


def test_locks_that_do_not_fit_are_named(run: Run) -> None:
    """Choices that cannot hold together give no plan and are named."""
    told = roadmap(run, WORKSHOP, "--capacity", "5", "--lock", "erp-core=in")
    assert (told["status"], told["items"], told["infeasible"]["related"]) == ("infeasible", [], ["erp-core"])


@pytest.mark.parametrize(("language", "words"), [("fr", "estimations"), ("ar", "تقديرات"), ("en", "estimates")])
@pytest.mark.parametrize("columns", ["50", "80", "120"])
def test_plan_says_that_figures_are_estimates(run: Run, language: str, words: str, columns: str) -> None:
    """In every language and width the last lines say whose figures they are, and no line is wider than the terminal."""
    ended = run("plan", WORKSHOP, "--lang", language, env={"COLUMNS": columns})
    said = ended.stdout.decode()
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert words in "".join(said.splitlines()[-3:])
    assert max(map(cell_len, said.splitlines())) <= int(columns)


def test_the_calendar_shows_each_item_in_its_quarters(run: Run) -> None:
    """A row an item: marked in the quarters it runs, the organisation's pattern apart from the firm's own."""
    said = run("plan", WORKSHOP, "--lang", "en", "--lock", "carbon-data=2", env={"COLUMNS": "200"}).stdout.decode()
    rows = {line.split("│")[1].strip(): line.split("│")[2].strip() for line in said.splitlines() if line.count("│") > 3}
    assert rows["Gather the yearly quantities of energy and fuel"] == "···███············"
    assert "▒▒▒" in rows["Learn lean at the INMAA model factory (Bouskoura)"]


@pytest.mark.parametrize(
    ("months", "heads"),
    [("18", "1  2  3  4  5  6"), ("36", "1 2 3 4 5 6 7 8 9 10  12"), ("60", "1 3 5 7 9 11 14 17 20")],
)
def test_quarters_are_numbered_without_running_together(run: Run, months: str, heads: str) -> None:
    """However long the horizon, each number over the calendar stands by itself."""
    arguments = ("--horizon", months, "--capacity", "1000", "--lang", "en")
    said = run("plan", WORKSHOP, *arguments, env={"COLUMNS": "120"}).stdout.decode()
    assert next(line for line in said.splitlines() if line.startswith("┃Action")).split("┃")[2].strip() == heads


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("columns", ["50", "80", "120"])
def test_each_dimension_is_shown_as_it_is_expected_to_move(run: Run, language: str, columns: str) -> None:
    """Today, at the end, and the interval there, in every language and width, as the JSON has them."""
    told = roadmap(run, WORKSHOP)
    last = told["projection"][-1]
    ended = run("plan", WORKSHOP, "--lang", language, env={"COLUMNS": columns})
    outlook = {"fr": "0 : aujourd'hui", "ar": "0: اليوم", "en": "0: today"}[language]
    said = ended.stdout.decode()
    assert outlook in " ".join(said.split())
    shown = said[said.index(outlook.split()[-1]) :]
    point = "." if language == "en" else ","
    for name, score in last["nodes"].items():
        assert f"{score:.1f}".replace(".", point) in shown, name
    lows = [interval["low"] for interval in last["intervals"].values()]
    assert sum(f"{low:.1f}".replace(".", point) in shown for low in lows) >= 8


def test_quick_wins_and_foundations_are_named(run: Run) -> None:
    """What is tagged in the data is listed under its name."""
    told = roadmap(run, WORKSHOP)
    said = run("plan", WORKSHOP, "--lang", "en").stdout.decode()
    assert any("quick-win" in item["tags"] for item in told["items"])
    assert any("foundation" in item["tags"] for item in told["items"])
    assert "Quick wins (little effort, clear gain)\n- " in said
    assert "Foundations (further steps depend on them)\n- " in said


def test_services_that_would_close_a_gap_are_named_and_the_rest_is_counted(run: Run) -> None:
    """Outside the region: by title. What the target does not need: only how many."""
    said = run("plan", WORKSHOP, "--lang", "en").stdout.decode()
    named, _, counted = said.partition("The rest of the catalogue")
    assert "Onepoint centre (Casablanca-Settat)" in named.partition("Not offered in the firm's region.")[2]
    assert "The target of the dimension is reached without it." in counted


def test_plans_are_shown_side_by_side_with_the_frontier(run: Run) -> None:
    """Two settings, two columns; the frontier below."""
    told = roadmap(run, WORKSHOP, "--compare", "capacity=10", "--compare", "capacity=30,horizon=12", "--gap", "0.1")
    assert told["schema"] == "jazari-assess/plan-comparison/1"
    assert told["asked"] == ["capacity=10", "capacity=30,horizon=12"]
    assert [plan["settings"]["capacity"] for plan in told["plans"]] == [10, 30]
    assert [plan["settings"]["horizon_months"] for plan in told["plans"]] == [18, 12]
    assert told["frontier"]["scarce"] == "capacity"
    assert [point["means"] for point in told["frontier"]["points"]] == [5, 10, 15, 20, 30, 40, 60]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("columns", ["50", "100"])
def test_a_single_comparison_is_beside_the_plan_without_it(run: Run, language: str, columns: str) -> None:
    """One --compare stands beside the plan as it is, in every language and width."""
    arguments = ("--horizon", "6", "--gap", "0.2", "--compare", "capacity=40", "--lang", language)
    ended = run("plan", WORKSHOP, *arguments, env={"COLUMNS": columns})
    said = ended.stdout.decode()
    without = {"fr": "sans changement", "ar": "دون تغيير", "en": "unchanged"}[language]
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert without in said
    assert "capacity=40" in said
    assert max(map(cell_len, said.splitlines())) <= int(columns)


def test_budget_is_the_frontier_when_it_differs(run: Run) -> None:
    """Comparing budgets draws the frontier over the budget."""
    arguments = ("--horizon", "6", "--gap", "0.2", "--budget", "1", "--compare", "budget=0")
    told = roadmap(run, WORKSHOP, *arguments)
    assert told["frontier"]["scarce"] == "budget"


def accepted(run: Run, firm: Path, *arguments: str) -> Ended:
    """Accept a plan and return how the command ended."""
    ended = run("plan", firm, *arguments, "--accept", "--lang", "en")
    assert ended.returncode == 0
    assert "Plan kept in" in ended.stderr.decode()
    return ended


def test_an_accepted_plan_is_shown_from_then_on(run: Run, firm: Path) -> None:
    """The commands plan and report show the accepted plan as it was, whatever the defaults would give."""
    before = roadmap(run, firm, "--capacity", "6", "--horizon", "9")
    accepted(run, firm, "--capacity", "6", "--horizon", "9")
    again = roadmap(run, firm)
    assert (again["status"], again["accepted"]) == ("kept", "2026-11-21")
    assert starts(again) == starts(before)
    assert again["settings"]["capacity"] == 6
    out = firm.parent / "out"
    assert run("report", firm, "--out", out, "--format", "json").returncode == 0
    told = json.loads(next(out.glob("*.json")).read_text(encoding="utf-8"))
    assert {item["id"] for item in told["roadmap"]["items"]} == set(starts(before))


def test_a_lock_on_an_accepted_plan_plans_the_rest_again(run: Run, firm: Path) -> None:
    """--lock takes the accepted settings as its defaults and moves what it names; nothing is kept unless accepted."""
    accepted(run, firm, "--capacity", "6", "--horizon", "9")
    first = next(iter(starts(roadmap(run, firm))))
    told = roadmap(run, firm, "--lock", f"{first}=out")
    assert (told["status"], told["settings"]["capacity"]) == ("optimal", 6)
    assert first not in starts(told)
    assert first in starts(roadmap(run, firm))
    accepted(run, firm, "--lock", f"{first}=out")
    assert first not in starts(roadmap(run, firm))
    assert first in starts(roadmap(run, firm, "--lock", f"{first}=free", "--lock", f"{first}=in"))


def test_a_plan_is_forgotten(run: Run, firm: Path) -> None:
    """--forget takes the plan out; forgetting nothing is said and is no failure."""
    accepted(run, firm, "--capacity", "6")
    ended = run("plan", firm, "--forget", "--lang", "en")
    assert (ended.returncode, ended.stdout) == (0, b"")
    assert "Plan taken out of" in ended.stderr.decode()
    assert roadmap(run, firm)["accepted"] is None
    assert "keeps no plan" in run("plan", firm, "--forget", "--lang", "en").stderr.decode()


def test_accepting_changes_nothing_but_the_plan(run: Run, firm: Path) -> None:
    """Every answer is as before, and the interview's history is not touched."""
    history = firm.with_name(f".{firm.name}.history")
    history.write_bytes(b"as it was")
    before = json.loads(run("score", firm, "--json").stdout)
    accepted(run, firm, "--capacity", "6")
    after = json.loads(run("score", firm, "--json").stdout)
    assert after["assessment"].pop("plan") is not None
    before["assessment"].pop("plan", None)
    assert after == before
    assert history.read_bytes() == b"as it was"
    assert sorted(path.name for path in firm.parent.iterdir()) == [history.name, firm.name]


def test_what_is_gone_from_the_catalogue_is_told(run: Run, firm: Path) -> None:
    """An accepted item that the catalogue has no more is named on standard error; the rest is shown."""
    accepted(run, firm, "--capacity", "6")
    text = firm.read_text(encoding="utf-8")
    assert "inmaa-lean: 1" in text
    firm.write_text(text.replace("inmaa-lean: 1", "gone-for-good: 1"), encoding="utf-8")
    ended = run("plan", firm, "--lang", "en", "--json")
    assert ended.returncode == 0
    assert "gone-for-good" in ended.stderr.decode()
    assert "gone-for-good" not in starts(json.loads(ended.stdout))


def test_a_plan_is_kept_in_an_assessment_file_only(run: Run, firm: Path) -> None:
    """A file that cannot be written stays as it was and the reason is told."""
    link = firm.with_name("link.yaml")
    link.symlink_to(firm)
    before = firm.read_bytes()
    ended = run("plan", link, "--capacity", "6", "--accept", "--lang", "en")
    assert ended.returncode == 1
    assert "target-is-link" in ended.stderr.decode()
    assert firm.read_bytes() == before
