"""``plan --accept`` and ``--forget``: the plan a firm has accepted, kept in its file."""

import json
import shutil
from pathlib import Path

import pytest
import yaml

from tests.cli.plan.plans import roadmap, starts
from tests.cli.samples import WORKSHOP
from tests.conftest import Ended, Run

SHORT = ("--capacity", "6", "--horizon", "9")


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    """Return a copy of the workshop's assessment, which a test may change."""
    return Path(shutil.copy(WORKSHOP, tmp_path / "firm.yaml"))


def accepted(run: Run, firm: Path, *arguments: str) -> Ended:
    """Accept a plan and return how the command ended."""
    ended = run("plan", firm, *arguments, "--accept", "--lang", "en")
    assert ended.returncode == 0
    assert "Plan kept in" in ended.stderr.decode()
    return ended


def test_an_accepted_plan_is_shown_from_then_on(run: Run, firm: Path) -> None:
    """The commands plan and report show the accepted plan as it was, whatever the defaults would give."""
    before = roadmap(run, firm, *SHORT)
    accepted(run, firm, *SHORT)
    again = roadmap(run, firm)
    assert (again["status"], again["accepted"]) == ("kept", "2026-11-21")
    assert starts(again) == starts(before)
    assert (again["settings"]["capacity"], again["settings"]["horizon_months"]) == (6, 9)
    out = firm.parent / "out"
    assert run("report", firm, "--out", out, "--format", "json").returncode == 0
    told = json.loads(next(out.glob("*.json")).read_text(encoding="utf-8"))
    assert {item["id"] for item in told["roadmap"]["items"]} == set(starts(before))


def test_what_was_assumed_is_not_kept_as_asked(run: Run, firm: Path) -> None:
    """Days assumed from the staff stay an assumption in a kept plan; its file holds none."""
    accepted(run, firm, "--horizon", "6")
    kept = yaml.safe_load(firm.read_text(encoding="utf-8"))["plan"]["settings"]
    assert kept.get("capacity") is None
    assert roadmap(run, firm)["settings"]["capacity_assumed"] is True


def test_aims_asked_for_stay_with_an_accepted_plan(run: Run, firm: Path) -> None:
    """--aim is part of what is kept; the next --aim stands in its place."""
    accepted(run, firm, *SHORT, "--aim", "know-costs")
    assert [aim["id"] for aim in roadmap(run, firm)["aims"]][2:] == ["know-costs"]
    assert [aim["id"] for aim in roadmap(run, firm, "--aim", "pass-audits")["aims"]][2:] == ["pass-audits"]


def test_a_lock_on_an_accepted_plan_plans_the_rest_again(run: Run, firm: Path) -> None:
    """--lock takes the accepted settings as its defaults and moves what it names; nothing is kept unless accepted."""
    accepted(run, firm, *SHORT)
    first = next(item["id"] for item in roadmap(run, firm)["items"] if item["kind"] == "action")
    told = roadmap(run, firm, "--lock", f"{first}=out")
    assert (told["status"], told["settings"]["capacity"]) == ("planned", 6)
    assert first not in starts(told)
    assert first in starts(roadmap(run, firm))
    accepted(run, firm, "--lock", f"{first}=out")
    assert first not in starts(roadmap(run, firm))
    assert roadmap(run, firm, "--lock", f"{first}=free")["settings"]["locks"] == {}
    assert first in starts(roadmap(run, firm, "--lock", f"{first}=in"))


def test_a_plan_is_forgotten(run: Run, firm: Path) -> None:
    """--forget takes the plan out; forgetting nothing is said and is no failure."""
    accepted(run, firm, *SHORT)
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
    accepted(run, firm, *SHORT)
    after = json.loads(run("score", firm, "--json").stdout)
    assert after["assessment"].pop("plan") is not None
    before["assessment"].pop("plan", None)
    assert after == before
    assert history.read_bytes() == b"as it was"
    assert sorted(path.name for path in firm.parent.iterdir()) == [history.name, firm.name]


def test_what_is_gone_from_the_catalogue_is_told(run: Run, firm: Path) -> None:
    """An accepted item that the catalogue has no more is named on standard error, and it alone; the rest is shown."""
    accepted(run, firm, *SHORT)
    text = firm.read_text(encoding="utf-8")
    first = next(item for item in roadmap(run, firm)["items"] if item["kind"] == "action")
    line = f"{first['id']}: {first['quarter']}"
    assert text.count(line) == 1
    firm.write_text(text.replace(line, "gone-for-good: 1"), encoding="utf-8")
    ended = run("plan", firm, "--lang", "en", "--json")
    assert ended.returncode == 0
    assert "firm: gone-for-good." in " ".join(ended.stderr.decode().split())
    assert "gone-for-good" not in starts(json.loads(ended.stdout))


def test_a_plan_is_kept_in_an_assessment_file_only(run: Run, firm: Path) -> None:
    """A file that cannot be written stays as it was and the reason is told."""
    link = firm.with_name("link.yaml")
    link.symlink_to(firm)
    before = firm.read_bytes()
    ended = run("plan", link, *SHORT, "--accept", "--lang", "en")
    assert ended.returncode == 1
    assert "target-is-link" in ended.stderr.decode()
    assert firm.read_bytes() == before


def test_an_infeasible_plan_is_not_accepted(run: Run, firm: Path) -> None:
    """A plan that cannot be leaves the file as it was."""
    before = firm.read_bytes()
    ended = run("plan", firm, "--capacity", "5", "--lock", "erp-core=in", "--accept", "--lang", "en")
    assert ended.returncode == 2
    assert "plan-nothing-to-accept" in ended.stderr.decode()
    assert firm.read_bytes() == before
