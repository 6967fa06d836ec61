"""Forms sent out for a list: in every format, resumable whatever stopped a run, every fault of the list at once."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from jazari_assess import app
from jazari_assess.app.form.sending import LIST
from jazari_assess.errors import ProblemsError
from tests.conftest import Run
from tests.render.pdf_reader import text_of

FIRMS = "Entreprise,Région,Effectif,ICE\nAteliers du Nord,Fès-Meknès,34,001234567890123\nمقاولة الأمل,Oriental,12,\n"
NORTH, SOUTH = "AteliersduNord", "مقاولةالأمل"
SLOW = {"xlsx": pytest.mark.soak}  # four workbooks take minutes on a busy machine
CONTEXT = app.Context(language="fr", date="2026-11-29")


def listed(folder: Path, text: str = FIRMS) -> Path:
    """Write a list of firms."""
    path = folder / "firms.csv"
    path.write_text(text, encoding="utf-8")
    return path


def sent(folder: Path) -> list[list[str]]:
    """Return the list of what was made."""
    with (folder / LIST).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def told_by(data: bytes) -> str:
    """Return all text of a form without its spaces, whatever holds it."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "".join("\n".join(archive.read(name).decode() for name in archive.namelist()).split())
    return "".join((text_of(data) if data.startswith(b"%PDF") else data.decode()).split())


@pytest.mark.parametrize("format_", [pytest.param(one, marks=SLOW.get(one, ())) for one in app.form_formats()])
def test_every_format_is_sent_out(run: Run, tmp_path: Path, format_: str) -> None:
    """A form for each firm, the instructions of that format, and the list; a second run makes nothing again."""
    firms, out = listed(tmp_path), tmp_path / "out"
    arguments = ("form", "export", "--format", format_, "--for", firms, "--out", out, "--express", "--lang", "fr")
    ended = run(*arguments, "--instructions")
    assert ended.returncode == 0, ended.stderr.decode()
    (_, *rows) = sent(out)
    assert [(one[0], one[1]) for one in rows] == [
        ("001234567890123", "Ateliers du Nord"),
        ("مقاولة الأمل", "مقاولة الأمل"),
    ]
    written = {path.name: path.read_bytes() for path in out.iterdir()}
    assert {one[2] for one in rows} | {LIST, ".forms.jsonl", f"instructions-{format_}-fr.html"} == set(written)
    assert len({written[one[2]] for one in rows}) == 2
    first, second = (told_by(written[one[2]]) for one in rows)
    assert NORTH in first
    assert NORTH not in second
    assert "001234567890123" not in second
    assert SOUTH not in first
    assert SOUTH in second or format_ == "pdf"  # no reader of PDFs gives joined letters back whole
    again = run(*arguments)
    assert again.returncode == 0, again.stderr.decode()
    assert "laissés tels quels : 2" in again.stderr.decode().replace("\u00a0", " ")
    assert {path.name: path.read_bytes() for path in out.iterdir()} == written


def test_a_run_that_was_stopped_goes_on(tmp_path: Path) -> None:
    """What was made before an interruption is in the list; the next run makes the rest and gives the same files."""
    firms, out, whole = listed(tmp_path, FIRMS + "Tissages,Oriental,40,\n"), tmp_path / "out", tmp_path / "whole"

    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    request = app.FormRequest(language="fr")
    with pytest.raises(KeyboardInterrupt):
        app.write_forms(request, firms, out, CONTEXT, stop)
    assert len(sent(out)) == 3
    told: list[tuple[int, int]] = []
    made = app.write_forms(request, firms, out, CONTEXT, lambda done, total: told.append((done, total)))
    assert (made.kept, told) == (2, [(1, 3), (2, 3), (3, 3)])
    app.write_forms(request, firms, whole, CONTEXT, lambda *_: None)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == {
        path.name: path.read_bytes() for path in whole.iterdir()
    }


def test_a_form_is_made_again_where_anything_it_is_made_of_changed(tmp_path: Path) -> None:
    """Another path, another firm, a form that was changed by hand: none is taken for what would be made now."""
    firms, out = listed(tmp_path), tmp_path / "out"
    quiet = app.FormRequest(language="fr")
    app.write_forms(quiet, firms, out, CONTEXT, lambda *_: None)
    other = app.FormRequest(language="fr", express=True)
    with pytest.raises(ProblemsError) as refused:
        app.write_forms(other, firms, out, CONTEXT, lambda *_: None)
    assert [problem.code for problem in refused.value.problems] == ["target-exists", "target-exists"]
    assert app.write_forms(other, firms, out, CONTEXT, lambda *_: None, replace=True).kept == 0
    first = out / sent(out)[1][2]
    first.write_bytes(first.read_bytes() + b" ")
    with pytest.raises(ProblemsError):
        app.write_forms(other, firms, out, CONTEXT, lambda *_: None)
    assert app.write_forms(other, firms, out, CONTEXT, lambda *_: None, replace=True).kept == 1
    (out / ".forms.jsonl").write_text('{"file": "x"}\n[]\n{"fi', encoding="utf-8")
    assert app.write_forms(other, firms, out, CONTEXT, lambda *_: None).kept == 2


FAULTY = (
    "Entreprise,Région,Secteur,Effectif,ICE\n"
    "Alpha,Oriental,Automobile,12,000000000000001\n"
    ",Oriental,Automobile,12,000000000000002\n"
    "Gamma,Oriental,Astrologie,12,000000000000003\n"
    "Delta,Oriental,Automobile,beaucoup,000000000000004\n"
    "Epsilon,Oriental,Automobile,12,000000000000005\n"
    "Epsilon bis,Oriental,Automobile,12,000000000000005\n"
    "Zeta,Lune,Automobile,-3,12\n"
    '"=HYPERLINK(""http://x"")",Oriental,Automobile,12,000000000000006\n'
    "../../etc/passwd,Oriental,Automobile,12,000000000000007\n"
)


def test_every_fault_of_a_list_is_named_at_once_by_its_cell(run: Run, tmp_path: Path) -> None:
    """No name, an unknown sector, no number, one ICE twice, a wrong region, staff and ICE; the rest is made."""
    ended = run("form", "export", "--for", listed(tmp_path, FAULTY), "--out", tmp_path / "out", "--lang", "fr")
    assert ended.returncode == 3
    told = ended.stderr.decode()
    for cell in ("A3", "C4", "D5", "E6", "E7", "B8", "D8", "E8"):
        assert f"[{cell}]" in told, cell
    assert "form-firm-nameless" in told
    assert told.count("form-firm-twice") == 2
    (_, *rows) = sent(tmp_path / "out")
    assert [one[1] for one in rows] == ["Alpha", '\'=HYPERLINK("http://x")', "../../etc/passwd"]
    inside = {path.name for path in (tmp_path / "out").iterdir()}
    assert {one[2] for one in rows} == inside - {LIST, ".forms.jsonl"}
    assert all("/" not in name and not name.startswith("..") for name in inside)


def test_status_names_the_faults_too(run: Run, tmp_path: Path) -> None:
    """The same list gives the same faults when it is asked who has answered, and the firms that could be read."""
    back = tmp_path / "back"
    back.mkdir()
    ended = run("form", "status", back, "--for", listed(tmp_path, FAULTY), "--lang", "fr", "--json")
    assert ended.returncode == 0, ended.stderr.decode()
    assert [one["firm"] for one in json.loads(ended.stdout)["firms"]][:1] == ["Alpha"]
    assert "[C4]" in ended.stderr.decode()


@pytest.mark.soak
def test_a_killed_run_goes_on(environment: dict[str, str], tmp_path: Path) -> None:
    """A process killed while it makes sheets of paper leaves whole files only, and none is made twice."""
    rows = "".join(f"Firme {number},Oriental,{number},\n" for number in range(1, 6))
    firms, out = listed(tmp_path, "Entreprise,Région,Effectif,ICE\n" + rows), tmp_path / "out"
    command = [
        sys.executable,
        "-m",
        "jazari_assess",
        "form",
        "export",
        "--format",
        "pdf",
        "--express",
        "--for",
        str(firms),
    ]
    with subprocess.Popen([*command, "--out", str(out)], env={**os.environ, **environment}) as running:
        while len(list(out.glob("*.pdf"))) < 2:
            assert running.poll() is None
            time.sleep(0.05)
        running.send_signal(signal.SIGKILL)
    before = {path.name: path.stat().st_mtime_ns for path in out.glob("*.pdf")}
    ended = subprocess.run(
        [*command, "--out", str(out)], env={**os.environ, **environment}, check=False, capture_output=True
    )
    assert ended.returncode == 0, ended.stderr.decode()
    after = {path.name: path.stat().st_mtime_ns for path in out.glob("*.pdf")}
    assert len(after) == 5
    assert before.items() <= after.items()
    assert all((out / name).read_bytes().rstrip().endswith(b"%%EOF") for name in after)
