"""A report in PDF that is read back: it scores as the assessment it was made from, or is refused in words."""

import hashlib
import json
from pathlib import Path

import pikepdf
import pytest

from tests.cli.samples import CANNERY
from tests.conftest import Ended, Run

DATE = ("--date", "2026-11-21")
ANEW = {
    "filename": "assessment.json",
    "description": "",
    "mime_type": "application/json",
    "creation_date": "",
    "mod_date": "",
}


# WeasyPrint leaves its colour profile to the collector to close.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed file .*sRGB2014.icc:ResourceWarning")


@pytest.fixture(scope="module")
def archived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a report of the cannery that holds its assessment."""
    from jazari_assess.cli.run import run as command

    folder = tmp_path_factory.mktemp("archive")
    options = ["--format", "pdf", "--detail", "summary", "--archive", "--lang", "fr", *DATE]
    assert command(["report", str(CANNERY), "--out", str(folder), *options]) == 0
    return next(folder.iterdir())


def changed(archived: Path, target: Path, *, data: bytes | None = None, keep_hash: bool = True) -> Path:
    """Write the report with another assessment inside, its stated hash kept or not."""
    with pikepdf.open(archived) as document:
        name = "assessment.json"
        old = document.attachments[name]
        inside = old.get_file().read_bytes() if data is None else data
        if keep_hash:
            old.get_file().obj.write(inside)
        else:
            document.attachments[name] = pikepdf.AttachedFileSpec(document, inside, **ANEW)
        document.save(target)
    return target


def told(ended: Ended) -> str:
    """Return what a refusal says; nothing else was printed."""
    assert (ended.returncode, ended.stdout) == (1, b"")
    text = ended.stderr.decode()
    assert "Traceback" not in text
    return " ".join(text.split())


@pytest.mark.parametrize("command", ["score", "explain", "plan"])
def test_report_gives_what_its_assessment_gives(run: Run, archived: Path, command: str) -> None:
    """Every command says of the PDF, to the letter, what it says of the assessment it was made from."""
    from_pdf, from_file = (run(command, source, "--json", *DATE) for source in (archived, CANNERY))
    assert (from_pdf.returncode, from_pdf.stderr) == (0, b"")
    assert json.loads(from_pdf.stdout) == json.loads(from_file.stdout)


def test_report_of_a_report_is_the_same_report(run: Run, archived: Path, tmp_path: Path) -> None:
    """A report made again from the archive differs in no byte."""
    options = ["--format", "pdf", "--detail", "summary", "--archive", "--lang", "fr", *DATE]
    assert run("report", archived, "--out", tmp_path, *options).returncode == 0
    assert next(tmp_path.iterdir()).read_bytes() == archived.read_bytes()


@pytest.mark.parametrize(("language", "words"), [("fr", "a changé"), ("en", "has changed"), ("ar", "تغيَّر المرفق")])
def test_changed_attachment_is_refused(run: Run, archived: Path, tmp_path: Path, language: str, words: str) -> None:
    """An answer changed inside the PDF is noticed, also when the attachment was put there anew without a hash."""
    inside = json.dumps({"schema": "jazari-assess/assessment/1"}).encode()
    for keep_hash in (True, False):
        forged = changed(archived, tmp_path / f"{keep_hash}.pdf", data=inside, keep_hash=keep_hash)
        said = told(run("score", forged, "--lang", language))
        assert "report-pdf-changed" in said
        assert words in said
    same = changed(archived, tmp_path / "same.pdf")
    assert run("score", same, *DATE).stdout == run("score", CANNERY, *DATE).stdout, (
        "control: saved anew, nothing changed"
    )


def test_broken_answer_inside_is_told_with_its_place(run: Run, archived: Path, tmp_path: Path) -> None:
    """An attachment whose hash holds is still checked as any assessment: its problems name attachment and line."""
    with pikepdf.open(archived) as document:
        spec = document.attachments["assessment.json"]
        data = spec.get_file().read_bytes().replace(b'"maintenance"', b'"maintenence"')
        spec.get_file().obj.write(data)
        spec.obj.Desc = f"sha256:{hashlib.sha256(data).hexdigest()}"
        document.save(tmp_path / "x.pdf")
    said = told(run("score", tmp_path / "x.pdf"))
    assert "question-unknown" in said
    assert "x.pdf/assessment.json:" in said.replace(" ", "")
