"""``catalogue``: an entry shown whole, filters together, and an own catalogue in real plans."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.samples import WORKSHOP
from tests.conftest import Run

LANGUAGES = ("fr", "ar", "en")
CHECK = {"fr": "à vérifier", "ar": "للتحقق", "en": "to be checked"}
ESTIMATE = {"fr": "notre estimation", "ar": "تقديرنا", "en": "our estimate"}


def shown(run: Run, name: str, *arguments: str) -> str:
    """Return what ``catalogue show`` says, each run of spaces as one."""
    ended = run("catalogue", "show", name, *arguments, env={"COLUMNS": "200"})
    assert (ended.returncode, ended.stderr) == (0, b"")
    return " ".join(ended.stdout.decode().split())


def ids(run: Run, *arguments: object) -> set[str]:
    """Return the ids that ``catalogue list --json`` prints."""
    ended = run("catalogue", "list", *map(str, arguments), "--json")
    assert (ended.returncode, ended.stderr) == (0, b"")
    return {entry["id"] for entry in json.loads(ended.stdout)["entries"]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_old_fact_is_marked_at_the_date_given(run: Run, language: str) -> None:
    """A fact of 2020 is to be checked today, one of 2026 in 2029; undated in the language's word."""
    day = ("--date", "2026-11-21", "--lang", language)
    assert f"2020 · {CHECK[language]}" in shown(run, "inmaa-lean", *day)
    assert f"2025-01-16 · {CHECK[language]}" in shown(run, "fes-smart-factory", *day)
    assert f"2026-03-11 · {CHECK[language]}" not in shown(run, "jix0-iot", *day)
    assert f"2026-03-11 · {CHECK[language]}" in shown(run, "jix0-iot", "--date", "2029-01-01", "--lang", language)
    undated = {"fr": "non daté", "ar": "بدون تاريخ محدد", "en": "undated"}[language]
    assert f"{undated} · {CHECK[language]}" in shown(run, "tatwir", *day)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_service_closes_is_shown_as_our_estimate(run: Run, language: str) -> None:
    """The step on the indicator carries the mark."""
    assert f"quality-traceability 50 → 75 · {ESTIMATE[language]}" in shown(run, "jix0-quality", "--lang", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_undated_is_a_word_in_the_list(run: Run, language: str) -> None:
    """The key of the files is not what a reader sees."""
    arguments = ("--status", "unknown", "--kind", "programme", "--lang", language)
    said = run("catalogue", "list", *arguments, env={"COLUMNS": "160"}).stdout.decode()
    assert {"fr": "non daté", "ar": "بدون تاريخ محدد", "en": "undated"}[language] in said
    assert language == "en" or "undated" not in said


@pytest.mark.parametrize("columns", ["80", "120"])
def test_indicators_stay_whole(run: Run, columns: str) -> None:
    """What --dimension takes is not broken over lines."""
    ended = run("catalogue", "list", "--kind", "action", "--dimension", "data-ai", env={"COLUMNS": columns})
    assert "predictive-maintenance" in ended.stdout.decode()


def test_all_filters_at_once(run: Run) -> None:
    """Region, sector, dimension, status and kind together keep what fits each of them."""
    one = ("--region", "casablanca-settat", "--sector", "automotive", "--dimension", "cybersecurity-privacy")
    found = ids(run, *one, "--status", "signed", "--kind", "service")
    assert found == ids(run, *one[:2]) & ids(run, *one[2:4]) & ids(run, *one[4:]) & ids(
        run, "--status", "signed"
    ) & ids(run, "--kind", "service")
    assert "onepoint-industrial-cybersecurity" in found
    assert not {name for name in found if name.startswith("fsf-")}


def test_nothing_that_fits_is_counted_as_nothing(run: Run) -> None:
    """An empty list says so."""
    ended = run("catalogue", "list", "--kind", "university", "--region", "souss-massa", "--lang", "en")
    assert (ended.returncode, ended.stdout.decode()) == (0, "Entries: 0.\n")


@pytest.mark.parametrize(
    ("arguments", "near"),
    [
        (("--region", "fez"), "The nearest are: fes-meknes"),
        (("--sector", "textile"), "The nearest are: textile-leather"),
        (("--dimension", "maintenence"), "The nearest are: maintenance"),
        (("--dimension", "zzz"), "The choices: strategy-governance, people-culture"),
        (("--status", "sign"), "The nearest are: signed"),
        (("--kind", "servce"), "The nearest are: service"),
    ],
)
def test_a_wrong_filter_names_what_is_near(run: Run, arguments: tuple[str, str], near: str) -> None:
    """The nearest words first, then the choices."""
    ended = run("catalogue", "list", *arguments, "--lang", "en")
    assert ended.returncode == 2
    assert near in " ".join(ended.stderr.decode().split())


def own_sheet(run: Run, path: Path, *, service: dict[str, Any], provider: dict[str, Any] | None = None) -> Path:
    """Write a French sheet with a provider and a service."""
    assert run("catalogue", "new", "--excel", path, "--lang", "fr").returncode == 0
    book = openpyxl.load_workbook(path)
    told = {"status": "in-operation", "as-of": "2026-05-10", "source": "Own agreement", "source fr": "Convention"}
    rows = {
        "providers": {
            **told,
            "id": "own-school",
            "kind": "university",
            "region": "fes-meknes",
            "name fr": "École (exemple)",
            "purpose fr": "Forme.",
            "status fr": "En service",
            **(provider or {}),
        },
        "services": {
            **told,
            "id": "own-lean",
            "provider": "own-school",
            "kind": "training",
            "regions": "fes-meknes",
            "sectors": "textile-leather",
            "sizes": "small",
            "person-days": 2,
            "weeks": 6,
            "closes 1 node": "lean-standard-work",
            "closes 1 from": 25,
            "closes 1 to": 75,
            "title fr": "Lean (exemple)",
            "purpose fr": "Forme.",
            "why fr": "elle forme.",
            "first-step fr": "Appeler.",
            **service,
        },
    }
    for name, values in rows.items():
        keys = {cell.value: place for place, cell in enumerate(book[name][2], start=1)}
        for key, value in values.items():
            book[name].cell(4, keys[key]).value = value
    book.save(path)
    return path


def test_an_own_service_is_planned_where_it_fits_and_only_there(run: Run, tmp_path: Path) -> None:
    """Imported, it is the best on its step for the workshop of Fès; a firm elsewhere is never sent there."""
    sheet = own_sheet(run, tmp_path / "own.xlsx", service={})
    assert run("catalogue", "import", sheet, "--out", tmp_path / "own").returncode == 0
    planned = json.loads(run("plan", WORKSHOP, "--content", tmp_path / "own", "--json").stdout)
    item = {item["id"]: item for item in planned["items"]}["own-lean"]
    assert (item["provider"], item["near"], item["to_check"]) == ("own-school", True, False)
    assert item["closes"] == [{"node": "lean-standard-work", "before": 25.0, "after": 75.0}]
    elsewhere = WORKSHOP.with_name("agri-food-cannery.yaml")
    planned = json.loads(run("plan", elsewhere, "--content", tmp_path / "own", "--json").stdout)
    assert "own-lean" not in {item["id"] for item in planned["items"]}
    said = run("plan", WORKSHOP, "--content", tmp_path / "own", "--lang", "fr", env={"COLUMNS": "200"}).stdout.decode()
    assert "Lean (exemple)" in said
    assert "Ouvert au secteur de l\u2019entreprise." in said


def test_a_service_on_a_whole_dimension_is_found_by_its_indicators(run: Run, tmp_path: Path) -> None:
    """It lifts each of them, so each of them finds it."""
    whole = {"closes 1 node": "operations-quality", "closes 1 from": 0, "closes 1 to": 25}
    sheet = own_sheet(run, tmp_path / "own.xlsx", service=whole)
    assert run("catalogue", "import", sheet, "--out", tmp_path / "own").returncode == 0
    for node in ("operations-quality", "maintenance"):
        assert "own-lean" in ids(run, "--content", tmp_path / "own", "--dimension", node)
    assert "own-lean" not in ids(run, "--content", tmp_path / "own", "--dimension", "data-ai")


def test_faults_that_need_the_whole_catalogue_have_their_cells_too(run: Run, tmp_path: Path) -> None:
    """Unknown provider, node and prerequisite, a step that does not rise and a day that is none: each with its cell."""
    wrong = {"provider": "own-scool", "closes 1 node": "lean", "closes 1 from": 90, "requires": "nothing-here"}
    sheet = own_sheet(
        run, tmp_path / "own.xlsx", service={**wrong, "as-of": "2026-02-30"}, provider={"as-of": "2026-13"}
    )
    ended = run("catalogue", "check", sheet, "--lang", "en")
    said = " ".join(ended.stderr.decode().split())
    assert (ended.returncode, ended.stdout) == (1, b"")
    for cell, code in (
        ("providers!E4", "date-impossible"),
        ("services!B4", "provider-unknown"),
        ("services!D4", "closes-unknown"),
        ("services!F4", "step-not-rising"),
        ("services!S4", "entry-unknown"),
        ("services!Y4", "date-impossible"),
    ):
        assert f"[{cell}]: {code}" in said


def test_a_sheet_without_source_or_date_is_refused(run: Run, tmp_path: Path) -> None:
    """The two cells are asked for by name; nothing is written."""
    sheet = own_sheet(run, tmp_path / "own.xlsx", service={"source": None, "as-of": None})
    ended = run("catalogue", "import", sheet, "--out", tmp_path / "own", "--lang", "en")
    said = ended.stderr.decode()
    assert (ended.returncode, ended.stdout) == (1, b"")
    assert "[services!Z4]: sheet-cell-empty" in said
    assert "[services!Y4]: sheet-cell-empty" in said
    assert not (tmp_path / "own").exists()


def test_how_old_a_fact_may_be_is_a_setting(run: Run, tmp_path: Path) -> None:
    """With stale-months in the settings file a fact of eight months is to be checked, in show, list and plan."""
    settings = tmp_path / "jazari-assess" / "settings.yaml"
    settings.parent.mkdir()
    settings.write_text("stale-months: 6\n", encoding="utf-8")
    own = {"XDG_CONFIG_HOME": str(tmp_path), "COLUMNS": "200"}
    day = ("--date", "2026-11-21", "--lang", "en")
    assert "2026-03-11 · to be checked" in run("catalogue", "show", "jix0-iot", *day, env=own).stdout.decode()
    told = json.loads(run("catalogue", "list", "--kind", "training", *day, "--json", env=own).stdout)
    assert {entry["id"] for entry in told["entries"] if entry["id"].startswith("jix0") and entry["to-check"]}
    lock = ("--lock", "jix0-skills-cybersecurity=in")
    for env, months, old in ((own, 6, True), ({}, 18, False)):
        planned = json.loads(run("plan", WORKSHOP, *day, *lock, "--json", env=env).stdout)
        item = {item["id"]: item for item in planned["items"]}["jix0-skills-cybersecurity"]
        assert (planned["settings"]["stale_months"], item["to_check"]) == (months, old)
