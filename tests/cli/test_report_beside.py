"""``report`` without --out, with --open, and on a terminal."""

import shutil
from pathlib import Path

import pytest
import typer
from rich.console import Console

from jazari_assess.cli.terminal.opening import has_screen, open_file, open_report, read_first
from jazari_assess.cli.terminal.progress import Steps, progress
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.reading.content.interface_text import read_interface_text
from jazari_assess.reading.content.languages import languages
from tests.cli.samples import WORKSHOP
from tests.conftest import Run

SCREEN = {"DISPLAY": ":0"}


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    """Return an assessment in a folder of its own."""
    return Path(shutil.copy(WORKSHOP, tmp_path / "firm.yaml"))


def test_reports_go_beside_the_file_and_never_over_others(run: Run, firm: Path) -> None:
    """A new folder each time; with --force the first one, replaced."""
    for wanted in ("firm-reports", "firm-reports-2"):
        ended = run("report", firm.name, "--format", "json", cwd=firm.parent)
        assert (ended.returncode, ended.stderr) == (0, b"")
        assert ended.stdout.decode().startswith(f"{wanted}/")
    again = run("report", firm, "--format", "json", "--force")
    assert again.stdout.decode().startswith(str(firm.with_name("firm-reports") / ""))
    assert sorted(path.name for path in firm.parent.iterdir()) == ["firm-reports", "firm-reports-2", "firm.yaml"]


def test_without_a_screen_the_place_of_the_report_is_told(run: Run, firm: Path) -> None:
    """Nothing is opened on a server: the path stands on standard error, the work is done."""
    ended = run("report", firm, "--format", "json", "--open", "--lang", "en")
    assert ended.returncode == 0
    assert "No program here could open it." in ended.stderr.decode()


def test_the_pdf_is_opened_by_the_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Of several outputs what a person reads first, by its whole path."""
    opened: list[str] = []

    def launch(path: str) -> int:
        opened.append(path)
        return 0

    monkeypatch.setattr(typer, "launch", launch)
    monkeypatch.setenv("DISPLAY", ":0")
    open_report([tmp_path / "a.xlsx", tmp_path / "a.html", tmp_path / "a.pdf"], read_interface_text("en"))
    assert opened == [str(tmp_path / "a.pdf")]
    assert read_first([tmp_path / "a.json"]) == tmp_path / "a.json"


def test_a_program_that_refuses_is_no_success(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What the system's program says is believed."""
    monkeypatch.setattr(typer, "launch", lambda _: 1)
    assert not open_file(tmp_path / "a.pdf", SCREEN)


@pytest.mark.parametrize(
    ("system", "environment", "shown"),
    [("linux", {}, False), ("linux", SCREEN, True), ("linux", {"WAYLAND_DISPLAY": "w"}, True), ("win32", {}, True)],
)
def test_who_has_a_screen(
    monkeypatch: pytest.MonkeyPatch, system: str, environment: dict[str, str], shown: bool
) -> None:
    """A Linux without a display has none; Windows and macOS have one."""
    monkeypatch.setattr("sys.platform", system)
    assert has_screen(environment) is shown


def test_steps_are_told_in_order() -> None:
    """Each as it begins, nothing after the last."""
    told: list[str] = []
    steps = Steps(told.append, ["reading", "pdf"])
    steps.next()
    steps.next()
    assert told == ["reading", "pdf", ""]


@pytest.mark.parametrize("language", languages())
def test_on_a_terminal_a_bar_says_what_is_done(
    language: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """On standard error, in the reader's words; a format is called by its name."""
    monkeypatch.setattr(Console, "is_terminal", property(lambda _: True))
    monkeypatch.setenv("TERM", "xterm-256color")
    words: InterfaceText = read_interface_text(language)
    with progress(words, "reading", "pdf") as steps:
        steps.next()
    told = capfd.readouterr()
    assert told.out == ""
    assert "PDF" in told.err


def test_in_a_pipe_there_is_no_bar(capfd: pytest.CaptureFixture[str]) -> None:
    """Standard error stays for what is wrong."""
    with progress(read_interface_text("fr"), "reading", "pdf") as steps:
        steps.next()
    assert capfd.readouterr() == ("", "")
