"""What ``portfolio add`` takes: each kind of file, folders, runs; what it refuses stops nothing else."""

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
import yaml

from jazari_assess import app
from jazari_assess.app.portfolio.adding import Taken
from jazari_assess.portfolio.records import AnswerRecord, AssessmentRecord, FirmRecord
from tests.batch.running import run as run_batch
from tests.cli.samples import CANNERY, EXAMPLES, SAMPLES, WORKSHOP

# WeasyPrint leaves its colour profile to the collector to close.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed file .*sRGB2014.icc:ResourceWarning")
ASKED = app.Context(language="en", date="2026-11-29")


def taken(store: Path, *paths: Path) -> Taken:
    """Take files into a store."""
    return app.add_to_portfolio(paths, app.StoreRequest(store=str(store)), ASKED)


def shown(store: Path, firm: str) -> tuple[FirmRecord, tuple[AssessmentRecord, ...]]:
    """Return a firm of a store and its assessments."""
    found = app.show_firm(firm, app.StoreRequest(store=str(store)), ASKED)
    return found.firm, found.assessments


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store with the sample firms."""
    store = tmp_path_factory.mktemp("filled") / "portfolio.db"
    assert taken(store, EXAMPLES).new == len(SAMPLES)
    return store


def test_a_sample_has_the_scores_of_the_command(filled: Path) -> None:
    """Scores, flags and answers in the store are those that ``score`` gives."""
    scored = app.score(app.open_dossier(CANNERY, ASKED))
    firm, (record,) = shown(filled, scored.result.assessment.profile.firm)
    assert record.overall.score == scored.main.overall.score
    assert record.scores["cybersecurity-privacy"].high == scored.main.nodes["cybersecurity-privacy"].high
    assert record.flags == scored.result.flags
    assert record.answers["project-follow-up"] == AnswerRecord(state="given", value=2, worth=50.0)
    assert (firm.region, record.size, record.staff) == ("casablanca-settat", "medium", 85)


@pytest.fixture
def variants(tmp_path: Path) -> Path:
    """Return a folder with one firm as YAML and as JSON, another in a report, and two files that are none."""
    folder = tmp_path / "given"
    folder.mkdir()
    shutil.copy(CANNERY, folder / "a.yaml")
    merged = app.migrate_file(CANNERY, folder / "a.json", ASKED)
    assert merged.assessment.id
    (folder / "b.json").write_text("{}", encoding="utf-8")
    (folder / "c.pdf").write_bytes(b"%PDF-1.7 none")
    (folder / "notes.txt").write_text("no", encoding="utf-8")
    return folder


def test_a_firm_as_yaml_and_as_json_is_one_content(variants: Path, tmp_path: Path) -> None:
    """What a file says counts, not how it is written; what is none is named, and stops nothing."""
    found = taken(tmp_path / "x.db", variants)
    assert (found.read, found.new, found.refused) == (2, 1, 2)
    assert sorted(Path(problem.place.file or "").name for problem in found.problems) == ["b.json", "c.pdf"]


def test_a_report_with_its_archive_is_the_assessment_it_was_made_from(tmp_path: Path) -> None:
    """The PDF gives the content that the file gives; it is known already."""
    dossier = app.open_dossier(WORKSHOP, ASKED)
    report = app.make_report(dossier, app.ReportRequest(detail="summary", archive=True))
    paths = app.write_reports(report, tmp_path / "reports", ["pdf"])
    store = tmp_path / "x.db"
    assert taken(store, WORKSHOP).new == 1
    again = taken(store, *paths)
    assert (again.read, again.new, again.refused) == (1, 0, 0)


def test_an_accepted_plan_is_kept_with_phases_and_services(tmp_path: Path) -> None:
    """Items stand with their phase, length and who helps; what falls due follows from them."""
    own = yaml.safe_load(CANNERY.read_text(encoding="utf-8"))
    items = {"close-remote-access": 1, "second-proof-mail": 1}
    own["plan"] = {"settings": {"horizon-months": 6}, "items": items, "date": "2026-11-20"}
    file = tmp_path / "firm.yaml"
    file.write_text(yaml.safe_dump(own, allow_unicode=True), encoding="utf-8")
    store = tmp_path / "x.db"
    assert taken(store, file).new == 1
    _, (record,) = shown(store, own["profile"]["firm"])
    by_item = {item.item: item for item in record.plan if item.kind == "action"}
    assert set(by_item) == set(items)
    assert by_item["close-remote-access"].phase == "secure"
    assert len(by_item["close-remote-access"].services) >= 1
    due = app.due_firms(app.StoreRequest(store=str(store)), replace(ASKED, date="2027-03-05"), within=0).due
    assert [(one.phase, one.ended) for one in due.phases] == [("secure", "2027-02-28")]
    assert {one.begins for one in due.services if one.item == "close-remote-access"} == {"2026-12-01"}


def test_the_results_of_a_run_go_in_with_and_without_answers(tmp_path: Path) -> None:
    """A row gives its scores and flags, and where the run kept answers, these with what they are worth."""
    rows = {"id": ["a", "b"], "firm-name": ["Forge", "Moulin"], "maintenance": [2, 4], "stage": ["T0", "T1"]}
    pl.DataFrame(rows).write_csv(tmp_path / "table.csv")
    run_batch(tmp_path / "table.csv", out=tmp_path / "bare")
    run_batch(tmp_path / "table.csv", out=tmp_path / "told", long=True, with_answers=True)
    bare, told = tmp_path / "bare.db", tmp_path / "told.db"
    assert (taken(bare, tmp_path / "bare").new, taken(told, tmp_path / "told").new) == (2, 2)
    assert taken(told, tmp_path / "told").new == 0
    _, (without,) = shown(bare, "Forge")
    _, (record,) = shown(told, "Forge")
    assert (without.answers, record.answers) == (
        {},
        {"maintenance": AnswerRecord(state="given", value=2, worth=50.0)},
    )
    expected = pl.read_parquet(tmp_path / "told" / "results.parquet").filter(pl.col("id") == "a")
    assert record.overall.coverage == expected["coverage"][0]
    assert record.questionnaire_version == without.questionnaire_version != ""
    assert shown(told, "Moulin")[1][0].stage == "T1"


def test_results_that_do_not_say_what_they_were_made_with_are_refused(tmp_path: Path) -> None:
    """As those of earlier versions of the program do not."""
    rows = {"id": ["a"], "firm-name": ["Forge"], "maintenance": [2]}
    pl.DataFrame(rows).write_csv(tmp_path / "table.csv")
    run_batch(tmp_path / "table.csv", out=tmp_path / "out")
    path = tmp_path / "out" / "results.parquet"
    pl.read_parquet(path).write_parquet(path)
    found = taken(tmp_path / "x.db", tmp_path / "out")
    assert [problem.code for problem in found.problems] == ["batch-results-unsigned"]
    path.write_bytes(b"PAR1")
    assert [one.code for one in taken(tmp_path / "x.db", tmp_path / "out").problems] == ["batch-results-broken"]


def test_exports_hold_what_the_store_holds_and_no_name_unasked(filled: Path, tmp_path: Path) -> None:
    """Each table in each format has the same rows; names and ICE are there only where asked for."""
    store = app.StoreRequest(store=str(filled))
    rows = {"assessments": 4, "scores": 240, "answers": 252, "plans": 0}
    for table, count in rows.items():
        for suffix in ("parquet", "csv", "xlsx"):
            request = app.ExportRequest(table=table, output=tmp_path / f"{table}.{suffix}")  # type: ignore[arg-type]
            assert app.export_portfolio(request, store, date="2026-11-29") == (request.output, count)
        frame = pl.read_parquet(tmp_path / f"{table}.parquet")
        assert pl.read_csv(tmp_path / f"{table}.csv", infer_schema_length=None).shape == (count, frame.width)
        assert not {"name", "ice"} & set(frame.columns)
    named = app.ExportRequest(names=True, output=tmp_path / "named.parquet")
    app.export_portfolio(named, store, date="2026-11-29")
    assert "Atelier Sebou Confection (exemple fictif)" in pl.read_parquet(tmp_path / "named.parquet")["name"]


def test_a_backup_is_noted_before_it_is_written(filled: Path, tmp_path: Path) -> None:
    """Its own copy of the notes has it already: a backup that is cut short is not unknown to the store."""
    backup = tmp_path / "backup.db"
    app.back_up(backup, app.StoreRequest(store=str(filled)), date=ASKED.date)
    with closing(sqlite3.connect(backup)) as connection:
        noted = connection.execute("SELECT path FROM written WHERE kind = 'backup'").fetchall()
    assert (str(backup),) in noted
    assert os.name == "nt" or backup.stat().st_mode & 0o777 == 0o600  # as the store itself


def test_what_a_killed_backup_left_is_gone_with_the_firm(tmp_path: Path) -> None:
    """The whole store under the name of a file that was growing, and the files of its database, wherever they are."""
    store, backup = tmp_path / "x.db", tmp_path / "elsewhere" / "backup.db"
    taken(store, EXAMPLES)
    place = app.StoreRequest(store=str(store))
    app.back_up(backup, place, date=ASKED.date)
    left = [backup.with_name(f".backup.db.0123456789abcdef.tmp{end}") for end in ("", "-wal", "-journal")]
    for path in left:
        shutil.copyfile(backup, path)
    backup.unlink()
    (firm,) = (line.firm for line in app.list_portfolio(app.ListRequest(), place).lines[:1])
    app.erase_firm(firm, place, date=ASKED.date)
    assert [path for path in left if path.exists()] == []


def test_a_backup_of_an_earlier_version_is_restored_and_stays_as_it_is(filled: Path, tmp_path: Path) -> None:
    """The rows come back, whatever became of the store; a store with firms is replaced only where asked."""
    store, again = app.StoreRequest(store=str(filled)), app.StoreRequest(store=str(tmp_path / "again.db"))
    app.back_up(tmp_path / "backup.db", store, date="2026-11-29")
    before = (tmp_path / "backup.db").read_bytes()
    assert app.restore_store(tmp_path / "backup.db", again)["assessment"] == len(SAMPLES)
    assert app.restore_store(tmp_path / "backup.db", again, replace=True)["firm"] == len(SAMPLES)
    assert (tmp_path / "backup.db").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["again.db", "backup.db"]
