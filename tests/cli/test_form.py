"""Forms from the command line: made, sent out for a list, taken back as far as they go, followed."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.cli.samples import VERSION
from tests.conftest import Ended, Run
from tests.engine.content import library
from tests.forms.excel.filling import Filling
from tests.forms.hostile_json import HOSTILE
from tests.forms.html.holding import held_by

Json = dict[str, Any]
FIRMS = (
    "Nom de l'entreprise,Région,Effectif,ICE\n"
    "Ateliers du Nord,Fès-Meknès,34,001234567890123\n"
    "مقاولة الأمل,Oriental,12,\n"
    '"=HYPERLINK(""x"")",Oriental,12,\n'
)


def said(ended: Ended) -> str:
    """Return what stands on standard error, on one line."""
    return " ".join(ended.stderr.decode().split())


def returned(version: str = VERSION, **more: object) -> Json:
    """Return an assessment as a form downloads it."""
    return {
        "schema": "jazari-assess/assessment/1",
        "id": "assessment-1",
        "questionnaire": {"id": "industrie-x0", "version": version},
        "stage": "T0",
        "language": "fr",
        "express": False,
        "profile": {"firm": "Ateliers du Nord", "staff": 34},
        "answers": {
            "maintenance": {"state": "given", "answer": 2, "time": "2026-11-29T10:00:00Z", "note": "vu"},
            "erp-mes": {"state": "unknown", "time": "2026-11-29T10:01:00Z"},
        },
        "date": "2026-11-29",
        **more,
    }


def write(folder: Path, name: str, value: object) -> Path:
    """Write a form that came back."""
    path = folder / name
    path.write_text(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return path


def imported(run: Run, folder: Path, *files: Path, code: int = 0) -> tuple[list[Json], str]:
    """Import files and return the assessments written and what was said."""
    ended = run("form", "import", *files, "--out", folder / "in", "--lang", "en")
    assert ended.returncode == code, ended.stderr.decode()
    paths = [Path(line) for line in ended.stdout.decode().splitlines()]
    return [json.loads(path.read_text(encoding="utf-8")) for path in paths], said(ended)


def test_export_writes_one_form(run: Run, tmp_path: Path) -> None:
    """One file with all languages, or with --lang that one alone; a file that exists stays without --force."""
    assert run("form", "export", "-o", tmp_path / "F.html").returncode == 0
    whole = (tmp_path / "F.html").read_text(encoding="utf-8")
    assert list(held_by(whole)["words"]) == ["fr", "ar", "en"]
    ended = run("form", "export", "-o", tmp_path / "ar.html", "--lang", "ar", "--instructions")
    assert ended.stdout.decode().splitlines() == [
        str(tmp_path / "ar.html"),
        str(tmp_path / "instructions-html-ar.html"),
    ]
    alone = (tmp_path / "ar.html").read_text(encoding="utf-8")
    assert list(held_by(alone)["words"]) == ["ar"]
    assert '<html lang="ar" dir="rtl">' in alone
    assert run("form", "export", "-o", tmp_path / "ar.html").returncode == 1
    assert (tmp_path / "ar.html").read_text(encoding="utf-8") == alone


def test_export_says_what_it_cannot(run: Run, tmp_path: Path) -> None:
    """Neither or both targets, a format and a questionnaire we lack: wrong use, and nothing is written."""
    for arguments in (
        (),
        ("-o", "F.html", "--out", "forms"),
        ("--for", "firms.csv"),
        ("-o", "F.html", "--format", "docx"),
        ("-o", "F.html", "--questionnaire", "other"),
    ):
        ended = run("form", "export", *arguments)
        assert ended.returncode == 2, arguments
    assert list(tmp_path.iterdir()) == []


def test_instructions_are_one_page_of_words(run: Run, tmp_path: Path) -> None:
    """The page for the firm holds no script and asks for nothing."""
    run("form", "export", "-o", tmp_path / "F.html", "--instructions")
    for language in ("fr", "ar", "en"):
        text = (tmp_path / f"instructions-html-{language}.html").read_text(encoding="utf-8")
        assert f'<html lang="{language}"' in text
        assert "<script" not in text
        assert "http" not in text.replace("http-equiv", "")
        assert text.count("<h2>") == 7


def test_one_form_for_each_firm(run: Run, tmp_path: Path) -> None:
    """Each firm of a list has a named, prefilled form; a second run goes on; the list holds no formula."""
    write(tmp_path, "firms.csv", FIRMS)
    ended = run("form", "export", "--for", tmp_path / "firms.csv", "--out", tmp_path / "out", "--lang", "fr")
    assert ended.returncode == 0, ended.stderr.decode()
    forms = sorted((tmp_path / "out").glob("*.html"))
    assert len(forms) == 3
    known = [held_by(one.read_text(encoding="utf-8"))["prefilled"] for one in forms]
    assert {"id": "001234567890123", "profile": known[0]["profile"], "stage": "T0"} == known[0]
    assert known[0]["profile"] == {
        "firm": "Ateliers du Nord",
        "region": "fes-meknes",
        "staff": 34,
        "ice": "001234567890123",
    }
    listed = (tmp_path / "out" / "sent.csv").read_text(encoding="utf-8-sig")
    assert "Ateliers du Nord,ateliers-du-nord-" in listed
    assert "\n=" not in listed
    assert ",=" not in listed
    forms[1].unlink()
    again = run("form", "export", "--for", tmp_path / "firms.csv", "--out", tmp_path / "out", "--lang", "fr")
    assert again.returncode == 0
    assert "2" in said(again)
    assert len(list((tmp_path / "out").glob("*.html"))) == 3


def test_a_wrong_row_is_named_and_the_others_are_made(run: Run, tmp_path: Path) -> None:
    """A cell that is no number is named by its place; the other firms have their forms."""
    write(tmp_path, "firms.csv", FIRMS.replace("Oriental,12,\n", "Oriental,douze,\n", 1))
    ended = run("form", "export", "--for", tmp_path / "firms.csv", "--out", tmp_path / "out", "--lang", "fr")
    assert ended.returncode == 3
    assert "[C3]" in said(ended)
    assert len(list((tmp_path / "out").glob("*.html"))) == 2


def test_import_keeps_every_answer(run: Run, tmp_path: Path) -> None:
    """A form that came back whole is the same assessment, notes and times included."""
    (found,), told = imported(run, tmp_path, write(tmp_path, "back.json", returned()))
    assert found["answers"] == returned()["answers"]
    assert found["profile"] == returned()["profile"]
    assert "Forms read: 1; assessments written: 1." in told


def test_import_reads_as_far_as_it_goes(run: Run, tmp_path: Path) -> None:
    """What is wrong is left out and named by line and key; the rest is kept."""
    answers = {
        "maintenance": {"state": "given", "answer": 2},
        "erp-mes": {"state": "given", "answer": 99},
        "lean-standard-work": {"state": "given", "answer": "=1+1"},
        "web-presence": {"state": "given", "answer": "<script>alert(1)</script>"},
        "no-such-question": {"state": "given", "answer": 1},
        "planning-scheduling": {"state": "sideways"},
        "vision-roadmap": {"state": "not-applicable"},
    }
    profile = {"firm": "A", "staff": -3, "region": "paris", "secret": 1, "ice": "12"}
    text = json.dumps(returned(answers=answers, profile=profile, extra={"x": 1}), indent=1)
    (found,), told = imported(run, tmp_path, write(tmp_path, "back.json", text), code=3)
    assert found["answers"] == {"maintenance": 2}
    assert found["profile"] == {"firm": "A"}
    lines = text.splitlines()
    for key in ("erp-mes", "lean-standard-work", "web-presence", "no-such-question", "planning-scheduling", "staff"):
        line = next(number for number, words in enumerate(lines, 1) if f'"{key}":' in words)
        places = [int(one) for one in re.findall(r"back\.json:(\d+):", told)]
        assert any(line <= place <= line + 3 for place in places), key


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"schema": "jazari-assess/assessment/1"}',
        json.dumps({**returned(), "profile": {"staff": 3}}),
        json.dumps({**returned(), "questionnaire": {"id": "other", "version": "1.0.0"}}),
        json.dumps({**returned(), "schema": "jazari-assess/assessment/99"}),
        "[" * 20_000,
        "<html><body>form</body></html>",
        '{"a": 1, "a": 2}',
    ],
    ids=["empty", "cut", "list", "bare", "nobody", "other", "newer", "nested", "html", "twice"],
)
def test_import_refuses_what_is_no_form(run: Run, tmp_path: Path, text: str) -> None:
    """Files that say nothing of a firm or a questionnaire are refused with the reason; the good one beside is read."""
    good = write(tmp_path, "good.json", returned())
    found, told = imported(run, tmp_path, write(tmp_path, "bad.json", text), good, code=3)
    assert [one["profile"]["firm"] for one in found] == ["Ateliers du Nord"]
    assert "bad.json" in told


def test_import_refuses_what_is_too_large(run: Run, tmp_path: Path) -> None:
    """A file of 100 MB is refused before it is read."""
    path = tmp_path / "huge.json"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    found, told = imported(run, tmp_path, path, code=3)
    assert found == []
    assert "huge.json" in told


@pytest.mark.parametrize("name", [one for one in HOSTILE if not one.startswith("100 MB")])
def test_hostile_files_are_refused_or_read_as_far_as_they_go(run: Run, tmp_path: Path, name: str) -> None:
    """What would take all memory, or act, is refused or read without it; the good form beside it is read."""
    write_hostile, read = HOSTILE[name]
    write_hostile(tmp_path / "bad.json")
    good = write(tmp_path, "good.json", returned())
    found, told = imported(run, tmp_path, tmp_path / "bad.json", good, code=3)
    assert len(found) == 1 + read
    assert "bad.json:" in told
    assert all("<" not in str(one["answers"]) for one in found)
    assert len(told) < 100_000


def test_markup_in_a_note_is_a_note(run: Run, tmp_path: Path) -> None:
    """HTML, a formula and a command typed into a note come back as they were typed, and are said to nobody."""
    hostile = "<script>alert(1)</script>=cmd|'/c calc'!A1 [link=x]"
    answers = {"maintenance": {"state": "given", "answer": 2, "note": hostile}}
    (found,), told = imported(run, tmp_path, write(tmp_path, "back.json", returned(answers=answers)))
    assert found["answers"]["maintenance"]["note"] == hostile
    assert "script" not in told
    assert run("score", next((tmp_path / "in").iterdir()), "--json").returncode == 0


def test_import_takes_the_newest_of_one_firm(run: Run, tmp_path: Path) -> None:
    """The same form twice: the later answers are written, the older named; another assessment of the firm is kept."""
    older = returned()
    newer = returned(answers={"maintenance": {"state": "given", "answer": 3, "time": "2026-11-30T10:00:00Z"}})
    other = returned(id="assessment-2", answers={"maintenance": 1})
    folder = tmp_path / "back"
    folder.mkdir()
    for name, value in {"a.json": newer, "b.json": older, "c.json": other}.items():
        write(folder, name, value)
    found, told = imported(run, tmp_path, folder)
    assert sorted(str(one["answers"]["maintenance"]) for one in found) == sorted(
        ["1", str(newer["answers"]["maintenance"])]
    )
    assert "form-returned-twice" in told
    assert "form-firm-again" in told


def test_import_carries_older_versions_over(run: Run, tmp_path: Path) -> None:
    """Answers to an older questionnaire are migrated and the changes listed."""
    (found,), told = imported(run, tmp_path, write(tmp_path, "old.json", returned(version="1.0.0")))
    assert found["questionnaire"]["version"] == VERSION
    assert f"Version 1.0.0 to {VERSION}" in told


def test_import_changes_no_input(run: Run, tmp_path: Path) -> None:
    """An output that exists stays without --force, and no form that came back is ever changed."""
    back = write(tmp_path, "back.json", returned())
    before = back.read_bytes()
    imported(run, tmp_path, back)
    assert run("form", "import", back, "--out", tmp_path / "in").returncode == 1
    assert run("form", "import", back, "--out", tmp_path / "in", "--force").returncode == 0
    assert back.read_bytes() == before


def test_batch_takes_the_folder(run: Run, tmp_path: Path) -> None:
    """Forms that came back are an input of batch run like any assessments."""
    folder = tmp_path / "back"
    folder.mkdir()
    write(folder, "a.json", returned())
    write(folder, "b.json", returned(id="assessment-2", profile={"firm": "B"}))
    ended = run("batch", "run", folder, "--out", tmp_path / "out", "--no-portfolio", "--lang", "en")
    assert ended.returncode == 0, ended.stderr.decode()
    results = (tmp_path / "out" / "results.csv").read_text(encoding="utf-8")
    assert "Ateliers du Nord" in results
    assert len(results.strip().splitlines()) == 3


def test_status_says_who_has_answered(run: Run, tmp_path: Path) -> None:
    """By identifier, ICE or name; how much is answered; who is not on the list; what could not be read."""
    firms = write(tmp_path, "firms.csv", FIRMS)
    folder = tmp_path / "back"
    folder.mkdir()
    write(folder, "a.json", returned(profile={"firm": "Renamed", "ice": "001234567890123"}))
    write(folder, "b.json", returned(id="x", profile={"firm": "Stranger"}))
    write(folder, "c.json", "{")
    ended = run("form", "status", folder, "--for", firms, "--lang", "en", "--json")
    assert ended.returncode == 0, ended.stderr.decode()
    found: Mapping[str, Any] = json.loads(ended.stdout)
    assert [(one["id"], one["file"], one["answered"]) for one in found["firms"]][:2] == [
        ("001234567890123", "a.json", 2),
        ("مقاولة الأمل", None, 0),
    ]
    assert found["firms"][0]["asked"] > 50
    assert found["strangers"] == ["b.json"]
    assert "c.json" in said(ended)
    table = run("form", "status", folder, "--for", firms, "--lang", "en").stdout.decode()
    assert "Forms that came back: 1 of 3." in table
    assert "awaited" in table


def test_workbooks_go_out_and_come_back(run: Run, tmp_path: Path) -> None:
    """A prefilled workbook for each firm of a list; filled, it is imported, and batch run takes the folder."""
    write(tmp_path, "firms.csv", FIRMS)
    out = tmp_path / "out"
    ended = run("form", "export", "--for", tmp_path / "firms.csv", "--out", out, "--format", "xlsx", "--lang", "ar")
    assert ended.returncode == 0, ended.stderr.decode()
    sent = sorted(out.glob("*.xlsx"))
    assert len(sent) == 3
    form = Filling.of(sent[0].read_bytes())
    structure = library().questionnaires["industrie-x0"].structure
    for name, answer in (("maintenance", 2), ("erp-mes", 1)):
        form.answer(name, structure.questions[name], {"state": "given", "answer": answer})
    back = tmp_path / "back"
    back.mkdir()
    (back / "first.xlsx").write_bytes(form.saved())
    (found,), told = imported(run, tmp_path, back)
    assert found["answers"] == {"maintenance": 2, "erp-mes": 1}
    assert (found["id"], found["language"], found["profile"]["firm"]) == ("001234567890123", "ar", "Ateliers du Nord")
    assert "Forms read: 1; assessments written: 1." in told
    scored = run("batch", "run", back, "--out", tmp_path / "scored", "--lang", "en")
    assert scored.returncode == 0, scored.stderr.decode()
    assert "001234567890123" in (tmp_path / "scored" / "results.csv").read_text(encoding="utf-8-sig")


def test_a_wrong_cell_is_told_by_sheet_and_cell(run: Run, tmp_path: Path) -> None:
    """What cannot be read is named where it stands, the rest is written, and the command ends with 3."""
    assert run("form", "export", "--format", "xlsx", "-o", tmp_path / "F.xlsx", "--lang", "fr").returncode == 0
    form = Filling.of((tmp_path / "F.xlsx").read_bytes())
    form.put("firm-name", "answer", "Ateliers du Nord")
    form.put("maintenance", "answer", "parfois")
    cell = form.cells["maintenance"]["answer"]
    (tmp_path / "F.xlsx").write_bytes(form.saved())
    (found,), told = imported(run, tmp_path, tmp_path / "F.xlsx", code=3)
    assert found["answers"] == {}
    assert f"[{cell.parent.title}!{cell.coordinate}]" in told or f"{cell.coordinate}" in told
    assert "parfois" in told
