"""``catalogue``: what there is for a region, a sector or a gap; an institute's own entries from Excel."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from rich.cells import cell_len

from tests.conftest import Run

LANGUAGES = ("fr", "ar", "en")


def listed(run: Run, *arguments: str) -> dict[str, Any]:
    """Return the entries that ``catalogue list --json`` prints, by id."""
    ended = run("catalogue", "list", *arguments, "--json")
    assert (ended.returncode, ended.stderr) == (0, b"")
    told = json.loads(ended.stdout)
    assert told["schema"] == "jazari-assess/catalogue-list/1"
    return {entry["id"]: entry for entry in told["entries"]}


def test_the_whole_catalogue_is_listed(run: Run) -> None:
    """Without a filter everything is there, with its facts as the files have them."""
    found = listed(run)
    assert {"jazari-industrie-x0", "jix0-iot", "breakdown-history"} <= set(found)
    assert found["jix0-iot"]["facts"]["open"] == "enquiry"
    assert found["jix0-iot"]["facts"]["source"].startswith("Agreement creating JAZARI Industrie X.0")
    assert found["breakdown-history"]["facts"]["step"] == [0, 1]


def test_region_keeps_what_serves_a_firm_there(run: Run) -> None:
    """What serves the Kingdom or the region stays, what serves others goes, and actions have no region."""
    found = listed(run, "--region", "fes-meknes")
    assert {"fes-smart-factory", "fsf-productivity", "jix0-iot", "digitpme"} <= set(found)
    assert not {"onepoint-coe", "breakdown-history"} & set(found)
    assert "digitpme" not in listed(run, "--region", "casablanca-settat")


def test_dimension_takes_what_is_below_it(run: Run) -> None:
    """A dimension is closed by what closes one of its indicators; an indicator by itself."""
    whole = listed(run, "--dimension", "data-ai")
    assert "jix0-ai" in whole
    assert "breakdown-history" not in whole
    assert set(listed(run, "--dimension", "maintenance", "--kind", "action")) >= {"breakdown-history"}


def test_filters_add_up(run: Run) -> None:
    """Each filter takes away."""
    found = listed(run, "--kind", "training", "--region", "fes-meknes", "--status", "signed", "--sector", "crafts")
    assert found
    assert all(entry["kind"] == "training" and entry["facts"]["status"] == "signed" for entry in found.values())
    assert "jix0-iot" not in found


def test_kind_provider_is_every_provider(run: Run) -> None:
    """Providers are found as such and by what they are."""
    providers = listed(run, "--kind", "provider")
    assert {"cndp", "uemf"} <= set(providers)
    assert set(listed(run, "--kind", "university")) == {"aui", "uemf", "umi", "usmba"}


def test_old_facts_are_marked(run: Run) -> None:
    """A fact more than 18 months old at the date of the list is to be checked."""
    assert listed(run)["inmaa-lean"]["to-check"] is True
    assert listed(run)["jix0-iot"]["to-check"] is False
    assert listed(run, "--date", "2029-01-01")["jix0-iot"]["to-check"] is True


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("columns", ["50", "80", "120"])
def test_the_list_fits_the_terminal(run: Run, language: str, columns: str) -> None:
    """In every language and width: ids whole, which commands take, and no line too wide."""
    ended = run("catalogue", "list", "--kind", "service", "--lang", language, env={"COLUMNS": columns})
    said = ended.stdout.decode()
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert "jix0-predictive-maintenance" in said
    assert "2026-03-11" in said
    edges = ("┓", "┩", "┘", "│")
    assert all(line.endswith(edges) for line in said.splitlines() if line.startswith(("┏", "┡", "└", "│")))
    assert max(map(cell_len, said.splitlines())) <= int(columns)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--region", "fez"), "fes-meknes"),
        (("--sector", "textile"), "textile-leather"),
        (("--dimension", "maintenence"), "maintenance"),
        (("--status", "open"), "in-operation"),
        (("--kind", "robot"), "training"),
    ],
)
def test_a_filter_that_names_nothing_is_refused(run: Run, arguments: tuple[str, str], told: str) -> None:
    """Wrong use says what may be chosen."""
    ended = run("catalogue", "list", *arguments, "--lang", "en")
    said = ended.stderr.decode()
    assert (ended.returncode, ended.stdout) == (2, b"")
    assert said.startswith("filter-unknown: ")
    assert arguments[1] in said
    assert told in said


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "presse du 11 mars 2026"), ("ar", "صحف 11 مارس 2026"), ("en", "press reports of 11 March 2026")],
)
def test_an_entry_is_shown_with_its_source_in_words(run: Run, language: str, words: str) -> None:
    """The source is told in the language asked for."""
    said = run("catalogue", "show", "jix0-iot", "--lang", language).stdout.decode()
    assert words in said


def test_a_provider_is_shown_with_what_it_offers(run: Run) -> None:
    """Its services follow, by id and title."""
    said = run("catalogue", "show", "fes-smart-factory", "--lang", "en").stdout.decode()
    assert "- fsf-productivity: " in said


def test_an_entry_that_does_not_exist_is_refused(run: Run) -> None:
    """The nearest ids are named."""
    ended = run("catalogue", "show", "jix0-iott", "--lang", "en")
    assert ended.returncode == 2
    assert "catalogue-id-unknown" in ended.stderr.decode()
    assert "jix0-iot" in ended.stderr.decode()


@pytest.mark.parametrize(
    ("said", "language", "near"),
    [
        ("digtal-lead", "en", "digital-lead,"),
        ("personne pour le numerique", "fr", "digital-lead,"),
        ("المسؤول الرقمي", "ar", "digital-lead"),
        ("qqqqqqqqq", "en", "—"),
    ],
)
def test_an_id_that_is_none_is_told_the_nearest_by_id_or_by_words_of_titles(
    run: Run, said: str, language: str, near: str
) -> None:
    """A slip in the id, words of the title in the language spoken; nothing where nothing is like it."""
    ended = run("catalogue", "show", said, "--lang", language)
    told = " ".join(ended.stderr.decode().split())
    assert ended.returncode == 2
    assert told.partition("list")[2].partition(":")[2].strip("\u2068\u2069 \u00a0").startswith(near)


def sheet_in(run: Run, folder: Path, language: str = "en") -> Path:
    """Write an empty sheet and return its path."""
    path = folder / "own.xlsx"
    ended = run("catalogue", "new", "--excel", path, "--lang", language)
    assert (ended.returncode, ended.stdout.decode()) == (0, f"{path}\n")
    assert f"jazari-assess catalogue check {path}" in ended.stderr.decode()
    return path


def fill(path: Path, **changes: str) -> None:
    """Turn the example rows of providers and services into entries; ``changes`` are of the service, by key."""
    book = openpyxl.load_workbook(path)
    for name in ("providers", "services"):
        keys = {cell.value: place for place, cell in enumerate(book[name][2], start=1)}
        book[name].cell(3, 1).value = f"own-{name.removesuffix('s')}"
        for key, value in changes.items() if name == "services" else ():
            book[name].cell(3, keys[key.replace("_", "-")]).value = value
    book.save(path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_goes_from_the_form_to_the_list(run: Run, tmp_path: Path, language: str) -> None:
    """Written, filled, checked, imported, laid over ours, and listed with what it helps."""
    path = sheet_in(run, tmp_path, language)
    fill(path, provider="own-provider")
    ended = run("catalogue", "check", path, "--lang", language)
    assert (ended.returncode, ended.stdout) == (0, b"")
    own = tmp_path / "own"
    ended = run("catalogue", "import", path, "--out", own, "--lang", language)
    assert ended.returncode == 0
    assert sorted(Path(line).name for line in ended.stdout.decode().splitlines()) == [
        "ar.yaml",
        "en.yaml",
        "fr.yaml",
        "providers.yaml",
        "services.yaml",
    ]
    assert f"--content {own}" in ended.stderr.decode()
    assert run("catalogue", "check", own).returncode == 0
    found = listed(run, "--content", str(own), "--kind", "service")["own-service"]["facts"]
    assert found["provider"] == "own-provider"
    assert found["supports"]
    assert found["needs"]


def test_a_wrong_cell_is_named_and_nothing_is_written(run: Run, tmp_path: Path) -> None:
    """The commands check and import list each fault with sheet, cell, what was found and what to do."""
    path = sheet_in(run, tmp_path)
    fill(path, provider="own-provder", own_days="eight")
    for command in (("check", path), ("import", path, "--out", tmp_path / "own")):
        ended = run("catalogue", *command, "--lang", "en")
        said = ended.stderr.decode()
        assert (ended.returncode, ended.stdout) == (1, b"")
        assert f"{path} [services!J3]: list-expected" in said
        assert "eight" in said
    assert not (tmp_path / "own").exists()


def test_an_empty_sheet_says_so(run: Run, tmp_path: Path) -> None:
    """The example row is no entry."""
    ended = run("catalogue", "check", sheet_in(run, tmp_path), "--lang", "en")
    assert ended.returncode == 1
    assert "sheet-empty" in ended.stderr.decode()


def test_what_exists_is_replaced_only_with_force(run: Run, tmp_path: Path) -> None:
    """Neither a sheet nor an imported file is overwritten unasked."""
    path = sheet_in(run, tmp_path)
    assert run("catalogue", "new", "--excel", path).returncode == 1
    assert run("catalogue", "new", "--excel", path, "--force").returncode == 0
    fill(path, provider="own-provider")
    own = tmp_path / "own"
    assert run("catalogue", "import", path, "--out", own).returncode == 0
    before = (own / "scoring/catalogue/services.yaml").read_bytes()
    ended = run("catalogue", "import", path, "--out", own, "--lang", "en")
    assert ended.returncode == 1
    assert "target-exists" in ended.stderr.decode()
    fill(path, own_days="9 - 10")
    assert run("catalogue", "import", path, "--out", own, "--force").returncode == 0
    assert (own / "scoring/catalogue/services.yaml").read_bytes() != before


def test_a_service_is_begun_as_files(run: Run, tmp_path: Path) -> None:
    """An id and a folder give files that are right as they stand."""
    ended = run("catalogue", "new", "own-service", "--out", tmp_path / "own", "--lang", "en")
    assert ended.returncode == 0
    assert run("catalogue", "check", tmp_path / "own").returncode == 0
    assert "own-service" in listed(run, "--content", str(tmp_path / "own"), "--kind", "service")


@pytest.mark.parametrize("arguments", [(), ("own-service",), ("own-service", "--excel", "a.xlsx")])
def test_new_needs_to_know_what(run: Run, arguments: tuple[str, ...]) -> None:
    """Either a sheet or the files of one service."""
    ended = run("catalogue", "new", *arguments, "--lang", "en")
    assert ended.returncode == 2
    assert "catalogue-new-what" in ended.stderr.decode()


def test_a_file_that_is_no_workbook_is_refused(run: Run, tmp_path: Path) -> None:
    """Another format with the suffix of a workbook is named as such."""
    path = tmp_path / "own.xlsx"
    path.write_text("id,kind\n", encoding="utf-8")
    ended = run("catalogue", "check", path, "--lang", "en")
    assert ended.returncode == 1
    assert "workbook-kind" in ended.stderr.decode()
