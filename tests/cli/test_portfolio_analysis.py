"""What many firms of a store say together: published, one among them, the questionnaire under test, the overview."""

import json
import random
from pathlib import Path

import pytest
import yaml
from openpyxl import load_workbook

from jazari_assess.model.benchmark import Benchmark, sealed
from tests.cli.samples import WORKSHOP
from tests.conftest import Run

CANARY = "Canary-Zellige"
FIRMS = 12


@pytest.fixture(scope="module")
def store(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of a dozen firms of one kind, named by a canary."""
    folder = tmp_path_factory.mktemp("store")
    dice = random.Random(4)  # noqa: S311 - made-up answers
    for number in range(FIRMS):
        tree = yaml.safe_load(WORKSHOP.read_text(encoding="utf-8")) | {"sample": False, "id": f"firm-{number}"}
        tree["profile"] |= {"firm": f"{CANARY} {number}", "ice": f"{number:015d}"}
        for name in ("maintenance", "erp-mes", "vision-roadmap", "quality-traceability"):
            tree["answers"][name] = dice.randint(0, 4)
        (folder / f"{number}.json").write_text(json.dumps(tree), encoding="utf-8")
    path = folder / "portfolio.db"
    ended = run("portfolio", "add", *sorted(folder.glob("*.json")), "--store", path)
    assert ended.returncode == 0, ended.stderr.decode()
    return path


@pytest.fixture(scope="module")
def published(run: Run, store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the benchmark of these firms."""
    path = tmp_path_factory.mktemp("published") / "benchmark.json"
    ended = run("portfolio", "publish", "--output", path, "--store", store, "--date", "2026-11-29", "--lang", "en")
    assert ended.returncode == 0, ended.stderr.decode()
    assert "12 firms in 4 groups, 12 of them new; 0 wait" in ended.stderr.decode()
    return path


def test_a_benchmark_is_sealed_and_names_nobody(published: Path) -> None:
    """Four groups, the widest first; no name, no number, and the hash of all the rest."""
    text = published.read_text(encoding="utf-8")
    found = Benchmark.model_validate_json(text)
    assert found.sha256 == sealed(found)
    assert [len(table.place.path) for table in found.groups] == [0, 1, 2, 3]
    assert CANARY not in text
    assert f"{3:015d}" not in text


def test_publishing_again_tells_the_same(run: Run, store: Path, published: Path, tmp_path: Path) -> None:
    """The ledger beside the store remembers: nobody is new, and tables are the same."""
    again = tmp_path / "again.json"
    ended = run("portfolio", "publish", "--output", again, "--store", store, "--date", "2026-11-30", "--lang", "en")
    assert "0 of them new" in ended.stderr.decode()
    one, other = (json.loads(path.read_text(encoding="utf-8"))["groups"] for path in (published, again))
    assert one == other


def test_the_ledger_is_the_institute_s_alone(store: Path, published: Path) -> None:
    """It stands beside the store, readable by its owner, and holds no name or number of a firm."""
    assert published.exists()
    ledger = store.with_name(f"{store.name}.benchmark-ledger.json")
    assert ledger.stat().st_mode & 0o077 == 0
    text = ledger.read_text(encoding="utf-8")
    assert CANARY not in text
    assert f"{3:015d}" not in text


def test_a_firm_among_those_published(run: Run, store: Path, published: Path) -> None:
    """By the file or by the store's own ledger: every group with its range, and distributions from elsewhere."""
    by_file = run("portfolio", "benchmark", WORKSHOP, "--benchmark", published, "--lang", "en")
    by_store = run("portfolio", "benchmark", WORKSHOP, "--store", store, "--date", "2026-11-29", "--lang", "en")
    assert by_file.returncode == by_store.returncode == 0
    assert by_file.stdout == by_store.stdout
    told = by_file.stdout.decode()
    for words in ("Textile and leather", "12 firms", "Eurostat", "acatech", "narrower the more firms"):
        assert words in told
    found = json.loads(run("portfolio", "benchmark", WORKSHOP, "--benchmark", published, "--json").stdout)
    assert found["schema"] == "jazari-assess/standing/1"
    assert [group["firms"] for group in found["groups"]] == [12, 12, 12, 12]
    assert {one["reference"]: one["shares"] for one in found["references"]} == {
        "acatech-70": {"computerisation": 16, "connectivity": 80, "visibility": 4},
        "eu-smes-2023": {"very-low": 42.3, "low": 33.8, "high": 19.6, "very-high": 4.4},
    }
    assert "Very low 42.3% · Low 33.8% · High 19.6% · Very high 4.4%. Source: Eurostat" in " ".join(told.split())


def test_nothing_published_is_told(run: Run, store: Path, tmp_path: Path) -> None:
    """Without a publication there is nothing to compare with."""
    ended = run("portfolio", "benchmark", WORKSHOP, "--store", store, "--ledger", tmp_path / "none.json")
    assert (ended.returncode, b"benchmark-none" in ended.stderr) == (1, True)


def test_too_few_firms_are_not_published(run: Run, store: Path, tmp_path: Path) -> None:
    """With blocks of thirteen the dozen waits, and no file is written."""
    options = ("--store", store, "--ledger", tmp_path / "ledger.json", "--fewest", "13")
    ended = run("portfolio", "publish", "--output", tmp_path / "b.json", *options)
    assert (ended.returncode, b"benchmark-too-few" in ended.stderr) == (1, True)
    assert list(tmp_path.iterdir()) == []


def test_under_five_is_no_setting(run: Run, store: Path, tmp_path: Path) -> None:
    """Five is the least that may be asked for."""
    ended = run("portfolio", "publish", "--output", tmp_path / "b.json", "--store", store, "--fewest", "4")
    assert ended.returncode == 2


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ("À regarder d’abord", "Alpha")),
        ("en", ("To look at first", "Alpha")),
        ("ar", ("ما يجب النظر فيه أولا", "ألفا")),
    ],
)
def test_the_questionnaire_is_diagnosed(run: Run, store: Path, language: str, words: tuple[str, ...]) -> None:
    """In every language: what to look at first, the dimensions and their caveat, each question."""
    ended = run("portfolio", "diagnose", "--store", store, "--lang", language)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert all(word in ended.stdout.decode() for word in words)
    found = json.loads(run("portfolio", "diagnose", "--store", store, "--json").stdout)
    assert (found["schema"], found["assessments"], found["firms"]) == ("jazari-assess/diagnosis/1", FIRMS, FIRMS)


def test_the_diagnosis_in_every_format(run: Run, store: Path, tmp_path: Path) -> None:
    """Page, workbook and document, named like those of the overview; none is replaced unasked, nobody is named."""
    ended = run("portfolio", "diagnose", "--store", store, "--out", tmp_path / "all", "--lang", "fr")
    assert ended.returncode == 0, ended.stderr.decode()
    kinds = sorted(path.name for path in (tmp_path / "all").iterdir())
    assert kinds == ["diagnosis.html", "diagnosis.pdf", "diagnosis.xlsx"]
    page = (tmp_path / "all" / "diagnosis.html").read_text(encoding="utf-8")
    assert "12 évaluations de 12 entreprises" in page
    assert CANARY not in page
    assert not _names_in(tmp_path / "all" / "diagnosis.xlsx")
    one = ("portfolio", "diagnose", "--store", store, "--out", tmp_path / "all", "--format", "html")
    again = run(*one)
    assert (again.returncode, b"target-exists" in again.stderr) == (1, True)
    assert run(*one, "--force").returncode == 0


def test_an_empty_store_has_nothing_to_diagnose(run: Run, tmp_path: Path) -> None:
    """A store of sample firms alone says so."""
    store = tmp_path / "portfolio.db"
    assert run("portfolio", "add", WORKSHOP, "--store", store).returncode == 0
    ended = run("portfolio", "diagnose", "--store", store)
    assert (ended.returncode, b"diagnosis-empty" in ended.stderr) == (1, True)


def test_the_overview_in_every_format(run: Run, store: Path, tmp_path: Path) -> None:
    """Page, workbook and document; firms under their alias, in the workbook too, unless names are asked for."""
    ended = run("portfolio", "overview", "--store", store, "--out", tmp_path / "alias")
    assert ended.returncode == 0, ended.stderr.decode()
    kinds = sorted(path.name for path in (tmp_path / "alias").iterdir())
    assert kinds == ["portfolio.html", "portfolio.pdf", "portfolio.xlsx"]
    assert CANARY not in (tmp_path / "alias" / "portfolio.html").read_text(encoding="utf-8")
    assert not _names_in(tmp_path / "alias" / "portfolio.xlsx")
    assert (tmp_path / "alias" / "portfolio.pdf").read_bytes().startswith(b"%PDF")
    run("portfolio", "overview", "--store", store, "--out", tmp_path / "named", "--names", "--format", "xlsx")
    assert len(_names_in(tmp_path / "named" / "portfolio.xlsx")) == FIRMS


def copied(store: Path, folder: Path) -> tuple[Path, Path]:
    """Return a copy of a store that may be changed, and of its ledger."""
    copy = folder / "portfolio.db"
    copy.write_bytes(store.read_bytes())
    ledger = copy.with_name(f"{copy.name}.benchmark-ledger.json")
    ledger.write_bytes(store.with_name(f"{store.name}.benchmark-ledger.json").read_bytes())
    return copy, ledger


def batch(ledger: Path) -> dict[str, list[object]]:
    """Return what a ledger remembers of its first publication."""
    found: dict[str, list[object]] = json.loads(ledger.read_text(encoding="utf-8"))["batches"][0]
    return found


def later_assessment(store: Path, number: int, path: Path) -> Path:
    """Write an assessment of a firm of the store a year later, with one answer moved."""
    tree = json.loads((store.parent / f"{number}.json").read_text(encoding="utf-8"))
    tree |= {"stage": "T1", "date": "2027-11-16"}
    tree["answers"]["maintenance"] = 4 if tree["answers"]["maintenance"] != 4 else 0
    path.write_text(json.dumps(tree), encoding="utf-8")
    return path


def test_an_erased_firm_is_no_longer_in_the_ledger(run: Run, store: Path, published: Path, tmp_path: Path) -> None:
    """Erasing takes the firm's pseudonym out of the ledger; the counts, which are of nobody in particular, stay."""
    assert published.exists()
    copy, ledger = copied(store, tmp_path)
    before = batch(ledger)
    assert run("portfolio", "erase", "--firm", f"{CANARY} 3", "--store", copy, "--yes").returncode == 0
    after = batch(ledger)
    assert len(after["members"]) == len(before["members"]) - 1
    assert after["blocks"] == before["blocks"]


def test_a_firm_past_its_term_is_no_longer_in_the_ledger(
    run: Run, store: Path, published: Path, tmp_path: Path
) -> None:
    """Of firms that nothing is left of the ledger forgets the pseudonym; one with a later assessment keeps its own."""
    assert published.exists()
    copy, ledger = copied(store, tmp_path)
    before = batch(ledger)
    assert run("portfolio", "add", later_assessment(store, 3, tmp_path / "t1.json"), "--store", copy).returncode == 0
    asked = ("--months", "12", "--date", "2028-06-01", "--store", copy, "--erase", "--yes")
    ended = run("portfolio", "retention", *asked)
    assert json.loads(ended.stdout)["firms"] == FIRMS - 1, ended.stderr.decode()
    (kept,) = batch(ledger)["members"]
    assert kept in before["members"]
    assert batch(ledger)["blocks"] == before["blocks"]


def test_a_firm_of_the_store_over_time(run: Run, store: Path, tmp_path: Path) -> None:
    """With one assessment there is nothing to compare; with a second, what moved is told, and written where asked."""
    copy = tmp_path / "portfolio.db"
    copy.write_bytes(store.read_bytes())
    one = ("portfolio", "compare", "--firm", f"{CANARY} 3", "--store", copy, "--lang", "en")
    assert b"compare-too-few" in run(*one).stderr
    later = later_assessment(store, 3, tmp_path / "t1.json")
    assert run("portfolio", "add", later, "--store", copy).returncode == 0
    found = json.loads(run(*one, "--json").stdout)
    assert [visit["stage"] for visit in found["visits"]] == ["T0", "T1"]
    assert [line["node"] for line in found["questions"]] == ["maintenance"]
    ended = run(*one, "--out", tmp_path / "out", "--format", "xlsx")
    assert (ended.returncode, len(list((tmp_path / "out").glob("*.xlsx")))) == (0, 1)


def _names_in(path: Path) -> set[str]:
    book = load_workbook(path, read_only=True)
    cells = (cell.value for sheet in book for row in sheet.iter_rows() for cell in row)
    return {cell for cell in cells if isinstance(cell, str) and CANARY in cell}
