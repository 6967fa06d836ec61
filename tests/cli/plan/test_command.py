"""``plan --json`` and the options of ``plan``: what is asked stands in the plan, and what cannot be is refused."""

import math
from typing import Any

import pytest
import yaml

from tests.cli.plan.plans import LANGUAGES, refusal, roadmap, starts
from tests.cli.samples import CANNERY, SAMPLES, WORKSHOP
from tests.conftest import Run

PARTS = {
    "": "schema model status settings value gap floor floors person_days capacity_used cost keep aims targets flags"
    " phases items partners gaps left_out first_steps hold projection infeasible accepted",
    "settings": "horizon_months capacity capacity_assumed at_once budget aims targets priorities locks reach_level",
    "aims": "id kpis items deeds begins",
    "flags": "id kind severity first due quarter reason",
    "phases": "id quarters overall low high level_id nodes intervals late",
    "items": "id kind phase indicator quarter quarters person_days keep serves flags gains why_now supports",
    "partners": "provider services items ask quarter near",
    "gaps": "node score reason",
    "left_out": "id indicator reason gain",
    "projection": "quarter overall low high level_id nodes intervals",
}
"""What each part of the JSON holds at least; programs of others read it."""


@pytest.fixture(scope="module")
def told(run: Run) -> Any:  # noqa: ANN401 it is whatever the JSON holds
    """Return the plan of the workshop as nothing is asked."""
    return roadmap(run, WORKSHOP)


@pytest.mark.parametrize("part", PARTS)
def test_the_json_holds_what_programs_read(told: Any, part: str) -> None:  # noqa: ANN401 as above
    """Schema plan/2, each part there with each of its keys, and none of the lists empty in this plan."""
    assert told["schema"] == "jazari-assess/plan/2"
    found = told[part] if part else told
    rows = found if isinstance(found, list) else [found]
    assert rows
    assert [set(PARTS[part].split()) - set(row) for row in rows] == [set()] * len(rows)


def test_the_json_says_who_helps_from_which_source_and_how_success_is_measured(told: Any) -> None:  # noqa: ANN401
    """Supports carry provider, function, status, source and date; aims their figures; reasons a code."""
    supports = [support for item in told["items"] for support in item["supports"]]
    keys = {"service", "provider", "function", "status", "source", "as_of", "near", "to_check", "equals"}
    assert supports
    assert all(keys <= set(support) and support["source"] and support["as_of"] for support in supports)
    assert all(kpi["id"] for aim in told["aims"] for kpi in aim["kpis"])
    assert all(len(aim["kpis"]) >= 2 for aim in told["aims"])
    assert all(item["why_now"]["code"] for item in told["items"])
    assert all(row["reason"]["code"] for row in told["left_out"])


def test_only_what_can_be_begun_is_planned_as_work(told: Any) -> None:  # noqa: ANN401 as above
    """Items are the firm's actions, acts of finding out, and enquiries of half a day with providers; no service."""
    assert {item["kind"] for item in told["items"]} <= {"action", "enquiry", "find-out"}
    enquiries = [item for item in told["items"] if item["kind"] == "enquiry"]
    assert enquiries
    assert all(item["person_days"] == [0.5, 0.5] and item["provider"] for item in enquiries)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_items_stand_within_horizon_and_capacity(run: Run, sample: object) -> None:
    """Each item starts in a quarter of the horizon; days and habits of all take no more than there are."""
    made = roadmap(run, sample, "--horizon", "12", "--capacity", "15")
    assert (made["settings"]["horizon_months"], made["settings"]["capacity"]) == (12, 15)
    assert made["items"]
    assert all(item["quarter"] + item["quarters"] - 1 <= 4 for item in made["items"])
    assert 0 < made["capacity_used"] <= 1
    assert made["person_days"] == pytest.approx(sum(item["days"] for item in made["items"]))
    assert made["person_days"] <= 60


def test_a_capacity_that_is_not_asked_is_assumed_from_the_staff(told: Any, run: Run) -> None:  # noqa: ANN401
    """Two days times the staff to the power 0.6, rounded, and marked as assumed; one that is asked is used whole."""
    staff = yaml.safe_load(WORKSHOP.read_text(encoding="utf-8"))["profile"]["staff"]
    assert told["settings"]["capacity"] == round(2 * staff**0.6)
    assert told["settings"]["capacity_assumed"] is True
    asked = roadmap(run, WORKSHOP, "--capacity", str(told["settings"]["capacity"]))
    assert asked["settings"]["capacity_assumed"] is False
    assert asked["person_days"] >= told["person_days"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "hypothèse d\u2019après l\u2019effectif"),
        ("ar", "فرضية حسب عدد العاملين"),
        ("en", "assumed from the number of staff, to be confirmed"),
    ],
)
def test_the_assumption_is_said(run: Run, language: str, words: str) -> None:
    """The terminal says whose figure the days are, in every language."""
    said = run("plan", WORKSHOP, "--lang", language).stdout.decode()
    assert words in said.splitlines()[1]


def test_no_capacity_leaves_nothing_to_do(run: Run) -> None:
    """With no person-days a quarter nothing is planned, and each gap says why."""
    made = roadmap(run, WORKSHOP, "--capacity", "0")
    assert (made["status"], made["items"], made["person_days"]) == ("nothing-to-do", [], 0)
    assert {"no-time", "horizon", "prerequisite"} >= {row["reason"]["code"] for row in made["left_out"]}


def test_options_stand_in_the_settings(run: Run) -> None:
    """Aims, targets, priorities, locks, budget and gap are what the plan says it was asked."""
    settings = roadmap(
        run,
        WORKSHOP,
        *("--target", "people-culture=60", "--target", "data-ai=40", "--aim", "know-costs"),
        *("--priority", "people-culture=3", "--lock", "promise-review=out", "--lock", "carbon-data=Q2"),
        *("--budget", "0.5", "--gap", "0.05"),
    )["settings"]
    assert settings["aims"] == ["know-costs"]
    assert settings["targets"] == {"people-culture": 60, "data-ai": 40}
    assert settings["priorities"] == {"people-culture": 3}
    assert settings["locks"] == {"promise-review": "out", "carbon-data": 2}
    assert (settings["budget"], settings["mip_gap"], settings["reach_level"]) == (0.5, 0.05, None)


def test_an_aim_joins_those_of_the_profile(told: Any, run: Run) -> None:  # noqa: ANN401 as above
    """--aim stands behind the profile's aims, with its figures and with actions that serve it; naming one twice no."""
    assert [aim["id"] for aim in told["aims"]] == ["deliver-on-time", "win-customers"]
    made = roadmap(run, WORKSHOP, "--aim", "know-costs")
    assert [aim["id"] for aim in made["aims"]] == ["deliver-on-time", "win-customers", "know-costs"]
    served = {item["id"] for item in made["items"] if "know-costs" in item["serves"]}
    assert served
    assert served <= set(made["aims"][2]["items"]) | set(made["aims"][2]["deeds"])
    assert starts(made) != starts(told)
    again = roadmap(run, WORKSHOP, "--aim", "win-customers")
    assert [aim["id"] for aim in again["aims"]] == ["deliver-on-time", "win-customers"]


def test_locks_are_kept(told: Any, run: Run) -> None:  # noqa: ANN401 as above
    """An item locked out is gone, one locked into a quarter starts there, one locked in is planned and says so."""
    assert {"promise-review", "carbon-data"} <= set(starts(told))
    assert "recurrent-stops" not in starts(told)
    locks = ("promise-review=out", "carbon-data=3", "idea-register=in")
    made = roadmap(run, WORKSHOP, *(part for lock in locks for part in ("--lock", lock)))
    assert "promise-review" not in starts(made)
    assert {row["id"]: row["reason"]["code"] for row in made["left_out"]}["promise-review"] == "locked-out"
    assert starts(made)["carbon-data"] == 3
    assert {item["id"]: item["why_now"]["code"] for item in made["items"]}["idea-register"] == "locked"


def test_a_level_is_reached_with_the_least_effort(told: Any, run: Run) -> None:  # noqa: ANN401 as above
    """--target level=1 gives a plan that ends at the level's bound or above; a lock beside it costs days."""
    made = roadmap(run, WORKSHOP, "--target", "level=1")
    assert (made["status"], made["settings"]["reach_level"]) == ("planned", 1)
    assert made["projection"][-1]["overall"] >= 20
    assert made["person_days"] < told["person_days"]
    more = roadmap(run, WORKSHOP, "--target", "level=1", "--lock", "idea-register=in")
    assert more["person_days"] > made["person_days"]


def test_a_target_stands_in_place_of_the_floor(told: Any, run: Run) -> None:  # noqa: ANN401 as above
    """A dimension's target raises its floor to it, the others keep theirs; the dimension rises further, and how far."""
    made = roadmap(run, WORKSHOP, "--target", "people-culture=60")
    assert made["floors"] == {**told["floors"], "people-culture": 60}
    ends = [plan["projection"][-1]["nodes"]["people-culture"] for plan in (told, made)]
    assert ends[0] + 5 < ends[1] < 60
    (target,) = made["targets"]
    assert (target["node"], target["target"], target["quarter"]) == ("people-culture", 60, None)
    assert target["reached"] == pytest.approx(ends[1])
    assert target["next"] in {row["id"] for row in made["left_out"]}


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "80,0"), ("ar", "80,0"), ("en", "takes 80.0 overall; these limits allow")],
)
def test_a_level_out_of_reach_says_what_is_possible(run: Run, language: str, words: str) -> None:
    """When nothing reaches the level, the best that can be reached is told and the command leaves with 1."""
    ended = run("plan", WORKSHOP, "--target", "level=4", "--horizon", "6", "--lang", language)
    assert (ended.returncode, ended.stderr) == (1, b"")
    assert words in " ".join(ended.stdout.decode().split())
    assert "\N{FULL BLOCK}" not in ended.stdout.decode()


def test_an_infeasible_plan_names_what_does_not_fit(run: Run) -> None:
    """Choices that cannot hold together give no plan, are named in the JSON, and the command leaves with 1."""
    made = roadmap(run, WORKSHOP, "--capacity", "5", "--lock", "erp-core=in", code=1)
    assert (made["status"], made["items"]) == ("infeasible", [])
    assert (made["infeasible"]["reason"], made["infeasible"]["items"]) == ("locks", ["erp-core"])
    level = roadmap(run, WORKSHOP, "--target", "level=4", code=1)["infeasible"]
    assert (level["reason"], level["needed"]) == ("level", 80)
    assert level["best"] < 80


WRONG_USE = [
    (("--target", "people=60"), "target-wrong", "DIMENSION=SCORE"),
    (("--target", "people-culture=160"), "target-wrong", "people-culture"),
    (("--target", "people-culture=nan"), "target-wrong", "people-culture"),
    (("--target", "level=9"), "plan-level-unknown", "0, 1, 2, 3, 4"),
    (("--target", "level=high"), "plan-level-unknown", "high"),
    (("--target", "data-ai=60", "--target", "data-ai=70"), "given-twice", "data-ai"),
    (("--target", "level=1", "--target", "level=2"), "given-twice", "--target"),
    (("--priority", "people-culture=4"), "priority-wrong", "DIMENSION=N"),
    (("--priority", "people=1"), "priority-wrong", "people-culture"),
    (("--priority", "data-ai=1", "--priority", "data-ai=2"), "given-twice", "--priority"),
    (("--aim", "be-happy"), "aim-unknown", "deliver-on-time"),
    (("--aim", "know-costs", "--aim", "know-costs"), "given-twice", "know-costs"),
    (("--aim", "know-costs", "--aim", "pass-audits"), "aims-too-many", "win-customers, know-costs, pass-audits"),
    (("--lock", "carbon-data"), "lock-wrong", "=free"),
    (("--lock", "carbon-data=21"), "lock-wrong", "1 to 20"),
    (("--lock", "carbon-dato=in"), "catalogue-entry-unknown", "carbon-data"),
    (("--lock", "carbon-data=in", "--lock", "carbon-data=out"), "given-twice", "carbon-data"),
    (("--lock", "carbon-data=2", "--lock", "carbon-data=2"), "given-twice", "--lock"),
    (("--compare", "speed=3"), "compare-wrong", "capacity"),
    (("--compare", "capacity=many"), "compare-wrong", "capacity=many"),
    (("--compare", "capacity=nan"), "compare-wrong", "capacity=nan"),
    (("--compare", "horizon=2"), "compare-wrong", "horizon=2"),
    (("--compare", "level=1.5"), "compare-wrong", "level=1.5"),
    (("--accept", "--migrate"), "plan-accept-with", "--migrate"),
    (("--accept", "--forget"), "plan-accept-with", "--forget"),
    (("--accept", "--compare", "capacity=3"), "plan-accept-with", "--compare"),
    (("--accept", "--capacity", "0"), "plan-nothing-to-accept", "--capacity"),
]


@pytest.mark.parametrize(("arguments", "code", "told"), WRONG_USE, ids=lambda one: one if isinstance(one, str) else "")
def test_what_is_not_understood_is_refused_by_name(run: Run, arguments: tuple[str, ...], code: str, told: str) -> None:
    """Wrong use leaves with 2, a code, what was found and what to write."""
    returned, said = refusal(run, WORKSHOP, *arguments)
    assert returned == 2
    assert said.startswith(f"{code}: ")
    assert told in said


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("--target", "level=2", "--target", "data-ai=80"), "target-and-level", "data-ai"),
        (("--target", "people-culture=1"), "target-below", "14.6"),
        (("--lock", "ccp-records=in"), "lock-barred", "catalogue show ccp-records"),
        (("--lock", "planning-sheet=in", "--lock", "planning-software=in"), "lock-contradiction", "exclude"),
        (("--lock", "digital-priorities-note=out", "--lock", "support-watch=in"), "lock-prerequisite", "support-watch"),
        (("--lock", "key-skill-handover=6"), "lock-late", "quarter 6"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_contradicts_the_firm_or_itself_is_refused(
    run: Run, arguments: tuple[str, ...], code: str, told: str
) -> None:
    """What is understood and cannot be leaves with 1 and names what stands in the way."""
    returned, said = refusal(run, WORKSHOP, *arguments)
    assert returned == 1
    assert said.startswith(f"{code}: ")
    assert told in said


@pytest.mark.parametrize("option", ["--capacity", "--budget", "--gap"])
@pytest.mark.parametrize("number", ["nan", "inf", "-1"])
def test_a_number_that_is_none_is_refused(run: Run, option: str, number: str) -> None:
    """Not a number, infinite and negative are wrong use, told by the option's name."""
    returned, said = refusal(run, WORKSHOP, option, number)
    assert returned == 2
    assert f"does not fit {option}." in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("hostile", ["[bold]x[/bold]", "{found}", "\N{RIGHT-TO-LEFT OVERRIDE}cod\x1b[31m", "'; --"])
def test_hostile_names_are_shown_as_they_are_and_do_nothing(run: Run, language: str, hostile: str) -> None:
    """What no one can lock is named without escapes and without formatting, in every language."""
    ended = run("plan", WORKSHOP, "--lock", f"{hostile}=in", "--lang", language)
    said = ended.stderr.decode()
    assert ended.returncode == 2
    assert "\x1b" not in said
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in said
    assert "catalogue-entry-unknown" in said


def test_the_same_question_gives_the_same_bytes(run: Run) -> None:
    """Two runs of one command print the same JSON, and no number in it is infinite or none."""
    first, second = (run("plan", CANNERY, "--horizon", "12", "--json").stdout for _ in range(2))
    assert first == second
    assert b"NaN" not in first
    assert math.isfinite(yaml.safe_load(first)["value"])
