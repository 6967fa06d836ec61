"""``doctor`` grades what the machine has and names the command that mends what it lacks."""

from pathlib import Path

import pytest

from jazari_assess.app import doctor as machine
from jazari_assess.app.doctor import Finding
from tests.conftest import Run


def test_doctor_tells_every_check_and_a_verdict(run: Run, tmp_path: Path) -> None:
    """One line a check; where a check is not ok, the line below it is the remedy."""
    ended = run("doctor", "--lang", "en", cwd=tmp_path)
    said = ended.stdout.decode()
    assert ended.returncode == 0, said
    for words in ("Python 3.", "Pango", "subsetter", "Fonts", "UTF-8", "olours", "columns", str(tmp_path)):
        assert words in said.replace("\n", " ")
    assert "Everything that is needed is here." in said


def test_missing_pango_fails_with_the_mending_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without Pango and a browser there is no PDF: exit code 1, and the command for this kind of machine."""
    from jazari_assess.cli.run import run as run_here

    monkeypatch.setattr(machine, "pdf_by_weasyprint", lambda: (False, False, "libgobject"))
    monkeypatch.setattr(machine, "find_browser", lambda: None)
    monkeypatch.setattr(machine, "platform", lambda: "debian")
    assert run_here(["doctor", "--lang", "en"]) == 1
    said = " ".join(capsys.readouterr().out.split())
    assert "Pango is missing (libgobject)" in said
    assert "apt-get install libpango-1.0-0 libpangoft2-1.0-0" in said
    assert "No Edge, Chrome or Chromium of version 131" in said
    assert "Needed and missing: 1." in said


@pytest.mark.parametrize("kind", ["debian", "macos", "windows", "other"])
@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_every_kind_of_machine_has_a_remedy(kind: str, language: str) -> None:
    """Each check that can fail has a remedy on each kind of machine, in each language."""
    from jazari_assess.reading.content.interface_text import read_interface_text

    said = read_interface_text(language).entries
    for check in ("python", "pango", "harfbuzz-subset", "browser", "fonts", "encoding", "colour", "width", "writing"):
        assert said.get(f"doctor.{check}.mend-{kind}", said.get(f"doctor.{check}.mend"))


@pytest.mark.parametrize(("version", "grade"), [((3, 10, 14), "fail"), ((3, 11, 0), "ok"), ((3, 13, 1), "ok")])
def test_python_below_3_11_is_too_old(version: tuple[int, int, int], grade: str) -> None:
    """The program needs Python 3.11."""
    assert machine.python_finding(version).grade == grade


def test_fonts_are_missing_where_there_are_none_or_one_is_empty(tmp_path: Path) -> None:
    """No font, or a font file without a byte, is a failure; whole ones are counted."""
    folder = tmp_path / "report_templates" / "own" / "fonts"
    folder.mkdir(parents=True)
    assert machine.fonts_finding(tmp_path) == Finding(check="fonts", grade="fail", values={"count": "0"})
    (folder / "a.ttf").write_bytes(b"font")
    assert machine.fonts_finding(tmp_path).grade == "ok"
    (folder / "b.woff2").write_bytes(b"")
    assert machine.fonts_finding(tmp_path).grade == "fail"


@pytest.mark.parametrize(
    ("encoding", "environment", "grade"),
    [
        ("utf-8", {"LANG": "fr_MA.UTF-8"}, "ok"),
        ("utf-8", {"LANG": "C.utf8"}, "ok"),
        ("utf-8", {"LANG": "C"}, "warn"),
        ("utf-8", {"LC_ALL": "POSIX", "LANG": "fr_MA.UTF-8"}, "warn"),
        ("utf-8", {}, "ok"),
        ("ascii", {}, "warn"),
    ],
)
def test_encoding_is_that_of_the_terminal(encoding: str, environment: dict[str, str], grade: str) -> None:
    """The locale says what the terminal reads; the stream alone does not, because we set it ourselves."""
    assert machine.encoding_finding(encoding, environment).grade == grade


@pytest.mark.parametrize(("width", "grade"), [(20, "warn"), (59, "warn"), (60, "ok")])
def test_narrow_terminal_is_told(width: int, grade: str) -> None:
    """Below 60 columns tables become lists."""
    assert machine.width_finding(width).grade == grade


def test_folder_that_cannot_be_written_fails(tmp_path: Path) -> None:
    """A file is tried in the folder; none stays behind."""
    assert machine.writing_finding(tmp_path).grade == "ok"
    assert list(tmp_path.iterdir()) == []
    assert machine.writing_finding(tmp_path / "missing").grade == "fail"


def test_no_colours_is_no_failure() -> None:
    """Without colours everything is still said in words."""
    assert machine.colour_finding(None).grade == "warn"
    assert machine.colour_finding("truecolor").grade == "ok"
