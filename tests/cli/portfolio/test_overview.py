"""The overview tells demand, change, flags and gaps without an offer alike in terminal, workbook and document."""

import json
from pathlib import Path

import pytest
import yaml
from openpyxl import load_workbook

from tests.cli.samples import CANNERY
from tests.conftest import Run
from tests.render.pdf_reader import text_of, words_missing

FIRMS = 10
ITEMS = {"close-remote-access": 1, "second-proof-mail": 1}
HEADINGS = (
    "Change from the first to the last assessment",
    "Risks and duties",
    "What was done of the accepted plans",
    "Services and programmes that the plans call for",
)


def written(path: Path, number: int, *, stage: str = "T0") -> Path:
    """Write an assessment of a firm with an accepted plan, or its follow-up without one."""
    tree = yaml.safe_load(CANNERY.read_text(encoding="utf-8")) | {"sample": False, "id": f"firm-{number}"}
    tree["profile"] |= {"firm": f"Canary {number}", "ice": f"{number:015d}"}
    tree["stage"] = stage
    if stage == "T0":
        tree["plan"] = {"settings": {"horizon-months": 6}, "items": ITEMS, "date": "2026-11-20"}
    else:
        tree |= {"date": "2027-11-20"}
        tree["answers"]["maintenance"] = 4
    path.write_text(json.dumps(tree), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def store(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of ten firms with plans, assessed twice."""
    folder = tmp_path_factory.mktemp("firms")
    for number in range(FIRMS):
        for stage in ("T0", "T1"):
            written(folder / f"{number}-{stage}.json", number, stage=stage)
    path = tmp_path_factory.mktemp("store") / "portfolio.db"
    assert run("portfolio", "add", folder, "--store", path).returncode == 0
    return path


def test_the_terminal_tells_what_workbook_and_document_tell(run: Run, store: Path, tmp_path: Path) -> None:
    """The same headings, the same figures: ten firms call for each service, and the mean rose."""
    shown = run("portfolio", "overview", "--store", store, "--lang", "en")
    assert shown.returncode == 0, shown.stderr.decode()
    told = " ".join(shown.stdout.decode().split())
    made = run("portfolio", "overview", "--store", store, "--lang", "en", "--out", tmp_path, "--format", "xlsx")
    assert made.returncode == 0, made.stderr.decode()
    sheet = load_workbook(tmp_path / "portfolio.xlsx")["Over time"]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    titles = {str(row[0]) for row in cells if row[0]}
    for heading in HEADINGS:
        assert heading in told
        assert any(heading in title for title in titles)
    whole = next(row for row in cells if row[0] == "Overall score")
    assert whole[1] == FIRMS
    assert isinstance(whole[2], float)
    assert f"+{whole[2]:.1f}" in told
    states = {str(row[0]): row[1] for row in cells if row[0] in ("to do", "in progress", "done", "dropped")}
    to_do = states.pop("to do")
    assert isinstance(to_do, int)
    assert (to_do % FIRMS, to_do >= len(ITEMS) * FIRMS) == (0, True)  # enquiries go with them
    assert states == {"in progress": 0, "done": 0, "dropped": 0}


@pytest.mark.parametrize(("language", "heading"), [("fr", "De la première à la dernière"), ("ar", "ما أُنجز من الخطط")])
def test_the_document_tells_it_in_every_language(
    run: Run, store: Path, tmp_path: Path, language: str, heading: str
) -> None:
    """Headings of the language stand in the PDF."""
    made = run("portfolio", "overview", "--store", store, "--lang", language, "--out", tmp_path, "--format", "pdf")
    assert made.returncode == 0, made.stderr.decode()
    assert words_missing(text_of((tmp_path / "portfolio.pdf").read_bytes()), heading) == []


def test_erasing_names_the_files_that_may_still_hold_the_firm(run: Run, store: Path, tmp_path: Path) -> None:
    """Those of all firms stay remembered; those of one firm are named once, and no byte of it stays in the store."""
    (tmp_path / "copy.db").write_bytes(store.read_bytes())
    place = ("--store", tmp_path / "copy.db", "--lang", "en")
    assert run("portfolio", "overview", "--out", tmp_path / "all", "--format", "xlsx", *place).returncode == 0
    for number in (1, 2):
        out = tmp_path / f"firm-{number}"
        ended = run("portfolio", "compare", "--firm", f"Canary {number}", "--out", out, "--format", "html", *place)
        assert ended.returncode == 0, ended.stderr.decode()
    said = run("portfolio", "erase", "--firm", "Canary 1", "--yes", *place).stderr.decode()
    assert "canary-1" in said.replace("\n", "")
    assert "all/portfolio.xlsx" in said.replace("\n", "")
    assert "canary-2" not in said.replace("\n", "")
    again = run("portfolio", "erase", "--firm", "Canary 2", "--yes", *place).stderr.decode()
    assert "canary-2" in again.replace("\n", "")
    assert "canary-1" not in again.replace("\n", "")
    assert b"canary-1" not in (tmp_path / "copy.db").read_bytes()
