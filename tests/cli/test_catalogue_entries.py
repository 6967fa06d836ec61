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
def test_own_days_are_shown_as_our_estimate(run: Run, language: str) -> None:
    """The days that a service asks of the firm, and those of an action by size, carry the mark."""
    days = {"fr": "Jours de l'entreprise", "ar": "أيام المقاولة نفسها", "en": "The firm's own days"}[language]
    assert f"{days} ({ESTIMATE[language]})" in shown(run, "jix0-quality", "--lang", language).replace("\u2019", "'")
    assert f"({ESTIMATE[language]})" in shown(run, "breakdown-history", "--lang", language)


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
            "function": "train",
            "supports": "single-customer-record",
            "nodes": "lean-standard-work",
            "own-days": "2 - 3",
            "open": "open",
            "regions": "fes-meknes",
            "sectors": "textile-leather",
            "sizes": "small",
            "title fr": "Lean (exemple)",
            "purpose fr": "Forme.",
            "delivers fr": "Une formation.",
            "not-delivered fr": "Le suivi.",
            "why fr": "elle forme.",
            "ask fr": "Quand ?",
            "bring fr": "La liste des postes.",
            **service,
        },
    }
    for name, values in rows.items():
        keys = {cell.value: place for place, cell in enumerate(book[name][2], start=1)}
        for key, value in values.items():
            book[name].cell(4, keys[key]).value = value
    book.save(path)
    return path


def test_an_own_service_helps_where_it_fits_and_only_there(run: Run, tmp_path: Path) -> None:
    """Imported, it helps the action it names in the plan of the workshop of Fès; a firm elsewhere is not sent there."""
    sheet = own_sheet(run, tmp_path / "own.xlsx", service={})
    own = tmp_path / "own"
    assert run("catalogue", "import", sheet, "--out", own).returncode == 0
    lock = ("--lock", "single-customer-record=in")
    planned = json.loads(run("plan", WORKSHOP, "--content", own, *lock, "--json").stdout)
    item = {item["id"]: item for item in planned["items"]}["single-customer-record"]
    help_there = {support["service"]: support for support in item["supports"]}["own-lean"]
    assert (help_there["provider"], help_there["near"], help_there["to_check"]) == ("own-school", True, False)
    elsewhere = WORKSHOP.with_name("agri-food-cannery.yaml")
    told = run("plan", elsewhere, "--content", own, "--json").stdout.decode()
    assert "own-lean" not in told


def test_a_service_on_a_whole_dimension_is_found_by_its_indicators(run: Run, tmp_path: Path) -> None:
    """It answers each of them, so each of them finds it."""
    sheet = own_sheet(run, tmp_path / "own.xlsx", service={"nodes": "operations-quality"})
    assert run("catalogue", "import", sheet, "--out", tmp_path / "own").returncode == 0
    for node in ("operations-quality", "maintenance"):
        assert "own-lean" in ids(run, "--content", tmp_path / "own", "--dimension", node)
    assert "own-lean" not in ids(run, "--content", tmp_path / "own", "--dimension", "data-ai")


def test_faults_that_need_the_whole_catalogue_have_their_cells_too(run: Run, tmp_path: Path) -> None:
    """Unknown provider, action, node, flag and question, days that fall and a day that is none: each with its cell."""
    wrong = {
        "provider": "own-scool",
        "supports": "nothing-here",
        "nodes": "lean",
        "flags": "no-backups",
        "needs": "lean >= 1",
        "own-days": "3 - 2",
    }
    sheet = own_sheet(
        run, tmp_path / "own.xlsx", service={**wrong, "as-of": "2026-02-30"}, provider={"as-of": "2026-13"}
    )
    ended = run("catalogue", "check", sheet, "--lang", "en")
    said = " ".join(ended.stderr.decode().split())
    assert (ended.returncode, ended.stdout) == (1, b"")
    for cell, code in (
        ("providers!E4", "date-impossible"),
        ("services!B4", "provider-unknown"),
        ("services!E4", "action-unknown"),
        ("services!F4", "node-unknown"),
        ("services!H4", "flag-unknown"),
        ("services!I4", "question-unknown"),
        ("services!J4", "bounds-reversed"),
        ("services!T4", "date-impossible"),
    ):
        assert f"[{cell}]: {code}" in said


def test_a_sheet_without_source_or_date_is_refused(run: Run, tmp_path: Path) -> None:
    """The two cells are asked for by name; nothing is written."""
    sheet = own_sheet(run, tmp_path / "own.xlsx", service={"source": None, "as-of": None})
    ended = run("catalogue", "import", sheet, "--out", tmp_path / "own", "--lang", "en")
    said = ended.stderr.decode()
    assert (ended.returncode, ended.stdout) == (1, b"")
    assert "[services!U4]: sheet-cell-empty" in said
    assert "[services!T4]: sheet-cell-empty" in said
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
    for env, months, old in ((own, 6, True), ({}, 18, False)):
        planned = json.loads(run("plan", WORKSHOP, *day, "--json", env=env).stdout)
        partner = {one["provider"]: one for one in planned["partners"]}["jazari-industrie-x0"]
        assert (planned["settings"]["stale_months"], partner["to_check"]) == (months, old)
