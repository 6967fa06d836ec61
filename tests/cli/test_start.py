"""A start without a command: the menu, what each entry runs, and that a pipe gets the help."""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pexpect
import pytest

from jazari_assess import app
from jazari_assess.cli.options import Choices
from jazari_assess.cli.start import command_line, start
from tests.cli.samples import VERSION
from tests.conftest import ROOT, Run

ASSESSMENT = f"""schema: jazari-assess/assessment/1
id: a-1
questionnaire: {{id: industrie-x0, version: {VERSION}}}
profile: {{firm: "[red]Atelier"}}
answers: {{maintenance: 2}}
"""
Typed = Callable[..., list[list[str]]]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Typed:
    """Return a function that types lines into the menu, in an empty folder, and gives the commands that it ran."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("JAZARI_LANG", "fr")

    def type_lines(*lines: str, asked: Choices | None = None) -> list[list[str]]:
        ran: list[list[str]] = []
        waiting = iter(lines)
        asking = "jazari_assess.cli.terminal.conversation.StandardStreams.ask"
        monkeypatch.setattr(asking, lambda _, prompt: next(waiting, None) if prompt else None)

        def run(arguments: Sequence[str]) -> int:
            ran.append([*arguments])
            if arguments[-4:-2] == ["settings", "set"]:
                app.change_setting(arguments[-2], arguments[-1])
            return 0

        start(asked or Choices(), run)
        return ran

    return type_lines


@pytest.mark.parametrize(
    ("lines", "ran"),
    [
        (["q"], []),
        ([], []),
        (["9", "x", "", "٧٧", "q"], []),
        (["1", "Atelier Zitouna", "1"], [["interview", "atelier-zitouna.yaml", "--firm", "Atelier Zitouna"]]),
        (["1", "A b", "2"], [["interview", "a-b.yaml", "--express", "--firm", "A b"]]),
        (["1", "", "q"], []),
        (["1", "A b", "3", "q"], []),
        (["2", "other.yaml"], [["interview", "other.yaml"]]),
        (["2", "'a b.yaml'"], [["interview", "a b.yaml"]]),
        (["3", "q"], []),
        (["٤"], [["demo", "--open"]]),
        (["6"], [["doctor"]]),
        (["5", "4", "Nadia B."], [["settings", "set", "consultant", "Nadia B."]]),
        (["5", "institute", ""], [["settings", "set", "institute", ""]]),
        (["5", "", "4"], [["demo", "--open"]]),
    ],
)
def test_each_entry_runs_its_command(typed: Typed, lines: list[str], ran: list[list[str]]) -> None:
    """By its number in any digits; what is no number is told, and an empty line goes back."""
    assert typed(*lines) == ran


def test_an_assessment_of_the_folder_is_offered(
    typed: Typed, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With its firm as text; its number takes it up, or makes its reports and opens them."""
    path = tmp_path / "firm.yaml"
    path.write_text(ASSESSMENT, encoding="utf-8")
    assert typed("2", "1", "3", "1") == [["interview", str(path)], ["report", str(path), "--open"]]
    said = " ".join(capsys.readouterr().out.split())
    assert "[red]Atelier · T0 · 1 réponse · " in said
    assert said.count("firm.yaml") >= 2


def test_a_firm_that_has_its_file_is_taken_up(typed: Typed, tmp_path: Path) -> None:
    """The path is not asked again: the file knows it."""
    (tmp_path / "red-atelier.yaml").write_text(ASSESSMENT, encoding="utf-8")
    assert typed("1", "[red]Atelier", "q") == [["interview", "red-atelier.yaml"]]


def test_what_was_asked_before_holds_for_every_command(typed: Typed) -> None:
    """Language, content and date given without a command are handed on."""
    asked = Choices(lang="en", content=(Path("own"),), date="2026-11-29")
    assert typed("6", asked=asked) == [["--lang", "en", "--content", "own", "--date", "2026-11-29", "doctor"]]


def test_the_language_chosen_is_spoken_at_once(
    typed: Typed, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every language is offered by its own name; the menu goes on in the one chosen."""
    monkeypatch.delenv("JAZARI_LANG")
    assert typed("7", "ar")[-1][-4:] == ["settings", "set", "language", "ar"]
    said = capsys.readouterr().out
    assert "Français (fr) · العربية (ar) · English (en)" in said
    assert "تشخيص جديد" in said


def test_a_command_is_shown_as_it_is_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Quoted as the system's shell needs it."""
    arguments = ["interview", "a.yaml", "--firm", "L'Atelier du Nord"]
    assert command_line(arguments) == "interview a.yaml --firm 'L'\"'\"'Atelier du Nord'"
    monkeypatch.setattr("os.name", "nt")
    assert command_line(arguments) == 'interview a.yaml --firm "L\'Atelier du Nord"'


def test_a_pipe_gets_the_help(run: Run) -> None:
    """Nothing is asked where nobody can answer."""
    ended = run(env={"JAZARI_LANG": "fr"})
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert ended.stdout == run("--help", env={"JAZARI_LANG": "fr"}).stdout


def test_in_a_terminal_the_menu_opens_and_leaves(environment: Mapping[str, str], tmp_path: Path) -> None:
    """A real terminal, in Arabic: the menu, a command run from it, back to the menu, out with 0."""
    own = {
        **environment,
        "TERM": "xterm-256color",
        "JAZARI_LANG": "ar",
        "XDG_CONFIG_HOME": str(tmp_path),
        "COLUMNS": "80",
    }
    arguments = ["-m", "jazari_assess"]
    child = pexpect.spawn(sys.executable, arguments, env=own, encoding="utf-8", timeout=60, cwd=str(ROOT))
    child.expect("q  خروج")
    child.sendline("5")
    child.expect("stale-months")
    child.sendline("q")
    child.expect("q  خروج")
    child.sendline("q")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
