"""The commands of the portfolio: exit codes, exact messages, and receipts and lists that hold what they should."""

import json
from pathlib import Path

import pytest

from tests.cli.samples import CANNERY, EXAMPLES, WORKSHOP
from tests.conftest import Ended, Run

FIRM = "Conserverie Oum Errabia (exemple fictif)"


@pytest.fixture
def store(run: Run, tmp_path: Path) -> Path:
    """Return a store with two firms."""
    path = tmp_path / "portfolio.db"
    ended = run(
        "portfolio", "add", CANNERY, WORKSHOP, "--store", path, "--consultant", "Canary Consultant", "--lang", "en"
    )
    assert ended.stderr.decode() == "Added: 2. There already: 0. Refused: 0.\n"
    return path


def said(ended: Ended) -> str:
    """Return what a command told people, spaces aside."""
    return " ".join(ended.stderr.decode().split())


def test_adding_again_adds_what_is_new_and_names_what_is_refused(run: Run, store: Path, tmp_path: Path) -> None:
    """A folder with known, new and broken files ends with 3; each broken one is named with a remedy."""
    (tmp_path / "broken.yaml").write_text("a: [", encoding="utf-8")
    ended = run("portfolio", "add", EXAMPLES, tmp_path / "broken.yaml", "--store", store, "--lang", "en")
    assert ended.returncode == 3
    assert "broken.yaml" in said(ended)
    assert said(ended).endswith("Added: 2. There already: 2. Refused: 1.")


def test_a_list_is_filtered_sorted_and_counted(run: Run, store: Path) -> None:
    """JSON holds all that fits, in the order asked for; an unknown value is wrong use, with those there are."""
    ended = run("portfolio", "list", "--store", store, "--sort", "-score", "--json")
    told = json.loads(ended.stdout)
    assert told["schema"] == "jazari-assess/portfolio-list/1"
    assert [one["name"] for one in told["assessments"]] == [FIRM, "Atelier Sebou Confection (exemple fictif)"]
    narrowed = json.loads(run("portfolio", "list", "--store", store, "--region", "fes-meknes", "--json").stdout)
    assert (narrowed["total"], narrowed["assessments"][0]["size"]) == (1, "small")
    wrong = run("portfolio", "list", "--store", store, "--region", "atlantis", "--lang", "en")
    assert wrong.returncode == 2
    assert "“atlantis” is not a value of “region”." in said(wrong)
    assert run("portfolio", "list", "--store", store, "--sort", "beauty").returncode == 2
    assert run("portfolio", "list", "--store", store, "--since", "2026-02-30").returncode == 2


def test_a_store_that_is_not_there_is_told_with_what_to_do(run: Run, tmp_path: Path) -> None:
    """Listing makes no store."""
    ended = run("portfolio", "list", "--store", tmp_path / "none.db", "--lang", "en")
    assert ended.returncode == 1
    assert "There is no store of assessments here." in said(ended)
    assert not (tmp_path / "none.db").exists()


def test_erasing_asks_first_and_gives_a_receipt_without_a_name(run: Run, store: Path, tmp_path: Path) -> None:
    """Where nobody can be asked it is refused; confirmed, the receipt counts and says of whom nothing."""
    refused = run("portfolio", "erase", "--firm", FIRM, "--store", store, "--lang", "en")
    assert refused.returncode == 2
    assert "Nobody can be asked here, and this cannot be undone." in said(refused)
    key = json.loads(run("portfolio", "show", FIRM, "--store", store, "--json").stdout)["firm"]["key"]
    exported = run("portfolio", "export", "--store", store, "--names")
    assert Path(exported.stdout.decode().strip()) == tmp_path / "exports" / "assessments-2026-11-21.parquet"
    ended = run("portfolio", "erase", "--firm", FIRM, "--store", store, "--yes", "--lang", "en")
    receipt = json.loads(ended.stdout)
    assert (receipt["assessments"], receipt["firms"], receipt["persons"]) == (1, 1, 0)
    assert (receipt["files_removed"], receipt["files_left"]) == (1, 0)
    assert not {FIRM, key} & {str(value) for value in receipt.values()}
    assert said(ended) == "Erased: the file of the store holds none of it any more."
    gone = run("portfolio", "show", FIRM, "--store", store, "--lang", "en")
    assert (gone.returncode, "No firm of the store is" in said(gone)) == (2, True)


def test_what_is_past_its_term_is_listed_and_erased_when_confirmed(run: Run, store: Path) -> None:
    """Nothing is past ten years; all is after a month, a year later."""
    assert said(run("portfolio", "retention", "--months", "120", "--store", store, "--lang", "en")) == ""
    later = ("--months", "1", "--store", store, "--date", "2027-12-01", "--lang", "en")
    assert json.loads(run("portfolio", "retention", *later, "--json").stdout)["total"] == 2
    assert run("portfolio", "retention", *later, "--erase").returncode == 2
    receipt = json.loads(run("portfolio", "retention", *later, "--erase", "--yes").stdout)
    assert (receipt["assessments"], receipt["firms"], receipt["persons"]) == (2, 2, 1)


def test_sealing_tells_what_loss_of_the_key_means_before_it_is_set(run: Run, store: Path, tmp_path: Path) -> None:
    """It says so and stops where nobody confirms; then names are read with the key alone."""
    key = tmp_path / "key"
    stopped = run("portfolio", "seal", "--key", key, "--store", store, "--lang", "en")
    assert (stopped.returncode, key.exists()) == (2, False)
    assert "If the key is lost, these names are lost for good" in said(stopped)
    assert run("portfolio", "seal", "--key", key, "--store", store, "--yes").returncode == 0
    assert key.stat().st_mode & 0o777 == 0o600
    bare = json.loads(run("portfolio", "show", FIRM, "--store", store, "--json").stdout)
    opened = json.loads(run("portfolio", "show", FIRM, "--store", store, "--key", key, "--json").stdout)
    assert bare["persons"] is None
    assert list(opened["persons"].values()) == ["Canary Consultant"]
    assert b"Canary Consultant" not in store.read_bytes()


def test_joined_firms_are_split_again_by_command(run: Run, store: Path) -> None:
    """``same`` makes one of two, ``apart`` gives both back."""
    other = "Atelier Sebou Confection (exemple fictif)"
    assert run("portfolio", "same", FIRM, other, "--store", store).returncode == 0
    shown = json.loads(run("portfolio", "show", other, "--store", store, "--json").stdout)
    assert (shown["firm"]["name"], len(shown["assessments"]), len(shown["parts"])) == (FIRM, 2, 2)
    assert run("portfolio", "apart", other, "--store", store).returncode == 0
    again = json.loads(run("portfolio", "show", other, "--store", store, "--json").stdout)
    assert (again["firm"]["name"], len(again["assessments"])) == (other, 1)
