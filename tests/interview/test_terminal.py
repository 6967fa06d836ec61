"""The command in a real terminal and through a pipe, in three languages: what is seen, how it ends, what stays."""

import os
import signal
import sys
import termios
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pexpect
import pytest

from jazari_assess.interview.session.session import Session
from jazari_assess.model.assessment import Given
from jazari_assess.reading.assessment.file import read_assessment
from tests.interview.scenes import SMALL, begun, library, of_these_tests, piped, with_profile

YES = {"fr": "oui", "ar": "نعم", "en": "yes"}
FIRM = {"fr": "Nom de l\u2019entreprise", "ar": "اسم المقاولة", "en": "Name of the firm"}
SAVED = {"fr": "Tout est enregistré", "ar": "كل شيء محفوظ", "en": "Everything is saved"}
UPKEEP = {"fr": "machines de l\u2019atelier", "ar": "تُصان آلات", "en": "How are the machines"}
NEXT = {"fr": "Quelle part des", "ar": "ما حصة الآلات", "en": "Which share of"}
NEW = ("--questionnaire", SMALL)
SCREEN_OFF = "\x1b[?1049l"


@contextmanager
def terminal(
    environment: Mapping[str, str], *arguments: str | Path, term: str = "xterm-256color", columns: int = 80
) -> Iterator["pexpect.spawn[str]"]:
    """Run the command in a terminal of 24 lines."""
    own = {name: value for name, value in environment.items() if name not in ("COLUMNS", "LINES")}
    child = pexpect.spawn(
        sys.executable,
        ["-m", "jazari_assess", *of_these_tests(arguments)],
        env={**own, "TERM": term},
        dimensions=(24, columns),
        encoding="utf-8",
        timeout=60,
    )
    try:
        yield child
    finally:
        child.close(force=True)


def prepared(path: Path) -> Path:
    """Leave a file with its profile, to be taken up at maintenance."""
    session = with_profile(begun(path, questionnaire=SMALL))
    session.answer("planning", 1)
    session.store.close()
    return path


def answers(path: Path) -> dict[str, object]:
    """Return the given answers of a file."""
    found = read_assessment(path, library()).answers
    return {name: answer.answer for name, answer in found.items() if isinstance(answer, Given)}


def ended(child: "pexpect.spawn[str]") -> int:
    """Wait for the end and return the exit code."""
    child.expect(pexpect.EOF)
    child.close()
    assert child.signalstatus is None
    return int(child.exitstatus if child.exitstatus is not None else -1)


@pytest.mark.parametrize("language", YES)
def test_a_new_file_line_by_line(tmp_path: Path, environment: Mapping[str, str], language: str) -> None:
    """Notice, consent, name, two answers, a note; Ctrl-D leaves with 0 and everything saved."""
    path = tmp_path / "firm.yaml"
    with terminal(environment, "--lang", language, "interview", path, "--plain", *NEW) as child:
        child.expect(r"09[-.]08")
        child.sendline(YES[language])
        child.expect(FIRM[language])
        child.sendline("Atelier الزيتونة [/red]")
        child.expect("> ")
        child.sendline("3")
        child.expect("> ")
        child.sendline(":goto maintenance")
        child.expect(UPKEEP[language])
        for line in (":note دفتر", "2"):
            child.expect("> ")
            child.sendline(line)
        child.expect(NEXT[language])
        child.expect("> ")
        time.sleep(0.2)
        child.sendeof()
        child.expect(SAVED[language])
        assert ended(child) == 0
    assessment = read_assessment(path, library())
    assert assessment.profile.firm == "Atelier الزيتونة [/red]"
    assert assessment.profile.region == "fes-meknes"
    assert assessment.language == language
    assert assessment.consent is not None
    maintenance = assessment.answers["maintenance"]
    assert isinstance(maintenance, Given)
    assert (maintenance.answer, maintenance.note) == (1, "دفتر")


@pytest.mark.parametrize("language", YES)
def test_a_new_file_on_the_full_screen(tmp_path: Path, environment: Mapping[str, str], language: str) -> None:
    """The same with keys; ``q`` leaves with 0, the screen is given back."""
    path = tmp_path / "firm.yaml"
    with terminal(environment, "--lang", language, "interview", path, "--express", "--bidi", "logical", *NEW) as child:
        child.expect(r"09[-.]08")
        child.send("1")
        time.sleep(0.5)
        child.send("Atelier Zitouna\r")
        child.expect("Oriental|الشرق")
        time.sleep(0.5)  # as long as nobody reads a question in: sooner, a key is not taken
        child.send("3")
        time.sleep(0.5)
        child.send("q")
        child.expect_exact(SCREEN_OFF)
        child.expect(SAVED[language])
        assert ended(child) == 0
    assessment = read_assessment(path, library())
    assert (assessment.profile.firm, assessment.profile.region) == ("Atelier Zitouna", "fes-meknes")
    assert assessment.express


@pytest.mark.parametrize("plain", [True, False], ids=["plain", "screen"])
@pytest.mark.parametrize("ending", ["ctrl-c", "SIGTERM", "SIGHUP"])
def test_interrupted_nothing_is_lost(tmp_path: Path, environment: Mapping[str, str], ending: str, plain: bool) -> None:
    """Ctrl-C and ending signals leave with 130, the answer given before is in the file, the terminal is as before."""
    path = prepared(tmp_path / "firm.yaml")
    with terminal(environment, "--lang", "en", "interview", path, *(["--plain"] if plain else [])) as child:
        before = termios.tcgetattr(child.child_fd)
        child.expect("How are the machines")
        time.sleep(0.5)
        child.send("3\r" if plain else "3")
        child.expect(NEXT["en"], timeout=30)
        time.sleep(0.5)
        if ending == "ctrl-c":
            child.sendintr()
        else:
            child.kill(getattr(signal, ending))
        if not plain:
            child.expect_exact(SCREEN_OFF)
        child.expect(SAVED["en"])
        child.expect(pexpect.EOF)
        after = termios.tcgetattr(child.child_fd) if os.isatty(child.child_fd) else before
        assert after[:4] == before[:4]
        child.close()
        assert (child.exitstatus, child.signalstatus) == (130, None)
    assert answers(path)["maintenance"] == 2
    begun(path).store.close()  # nothing holds the file


def test_a_dumb_terminal_gets_the_plain_interview(tmp_path: Path, environment: Mapping[str, str]) -> None:
    """Without cursor movement the interview is line by line by itself, and sends no escape sequence."""
    path = prepared(tmp_path / "firm.yaml")
    with terminal(environment, "--lang", "fr", "interview", path, term="dumb") as child:
        child.expect("> ")
        shown = child.before or ""
        child.sendline(":quit")
        assert ended(child) == 0
    assert "entretenues" in shown
    assert "\x1b" not in shown


def test_twenty_columns_are_enough(tmp_path: Path, environment: Mapping[str, str]) -> None:
    """Both interfaces live in the narrowest terminal; the full screen drops its side."""
    path = prepared(tmp_path / "firm.yaml")
    for plain in (True, False):
        with terminal(
            environment, "--lang", "fr", "interview", path, *(["--plain"] if plain else []), columns=20
        ) as child:
            child.expect("entretenues")
            child.send(":quit\r" if plain else "q")
            assert ended(child) == 0


@pytest.mark.parametrize("language", YES)
def test_piped_input_is_an_interview_too(tmp_path: Path, environment: Mapping[str, str], language: str) -> None:
    """Lines from a pipe answer, in UTF-8 whatever the locale; the end of the input saves and leaves with 0."""
    path = tmp_path / "firm.yaml"
    typed = f"{YES[language]}\nمقاولة الزيتونة\n٣\n٨٥\n12,5\n"
    done = piped({**environment, "LC_ALL": "C"}, "--lang", language, "interview", path, *NEW, typed=typed)
    assert done.returncode == 0, done.stderr
    profile = read_assessment(path, library()).profile
    assert (profile.firm, profile.region) == ("مقاولة الزيتونة", "fes-meknes")
    assert (profile.staff, profile.turnover) == (85, 12.5)
    assert SAVED[language] in done.stdout.decode()


def test_a_reader_that_leaves_ends_the_interview_quietly(tmp_path: Path, environment: Mapping[str, str]) -> None:
    """``| head -1`` closes the pipe: no traceback, no lost answer, no lock left."""
    path = prepared(tmp_path / "firm.yaml")
    arguments = " ".join(of_these_tests(["--lang", "fr", "interview", path, "--plain"]))
    command = f"yes 2 | {sys.executable} -m jazari_assess {arguments} | head -1"
    child = pexpect.spawn("/bin/sh", ["-c", command], env=dict(environment), encoding="utf-8", timeout=60)
    child.expect(pexpect.EOF)
    assert "Traceback" not in (child.before or "")
    child.close()
    session: Session = begun(path)
    session.store.close()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--stage", "T9"], "interview-stage-unknown"),
        (["--bidi", "auto"], "interview-bidi-unknown"),
        (["--section", "data"], "interview-section-unknown"),
        (["--changed-only"], "interview-nothing-earlier"),
    ],
)
def test_wrong_use_is_told(tmp_path: Path, environment: Mapping[str, str], arguments: list[str], code: str) -> None:
    """Exit 2, the code, and no file."""
    done = piped(environment, "interview", tmp_path / "firm.yaml", *arguments)
    assert (done.returncode, code in done.stderr.decode()) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_other_files_are_told_on_either_screen(tmp_path: Path, environment: Mapping[str, str]) -> None:
    """A broken file is named with its line, with 1, also when the full screen was up already; it stays as it was."""
    path = tmp_path / "firm.yaml"
    path.write_text("schema: jazari-assess/assessment/1\nid: [\n", encoding="utf-8")
    before = path.read_bytes()
    assert piped(environment, "interview", path).returncode == 1
    with terminal(environment, "--lang", "en", "interview", path) as child:
        child.expect_exact(SCREEN_OFF)
        child.expect("firm.yaml:")
        assert ended(child) == 1
    assert path.read_bytes() == before
    wrong = piped(environment, "interview", tmp_path / "firm.txt")
    assert (wrong.returncode, b"interview-suffix-unknown" in wrong.stderr) == (2, True)


def test_the_choice_of_order_is_remembered(tmp_path: Path, environment: Mapping[str, str]) -> None:
    """``--bidi visual`` once is enough; the language in the settings file stays."""
    home = {**environment, "XDG_CONFIG_HOME": str(tmp_path / "config")}
    settings = tmp_path / "config" / "jazari-assess" / "settings.yaml"
    settings.parent.mkdir(parents=True)
    settings.write_text("language: ar\n", encoding="utf-8")
    path = prepared(tmp_path / "firm.yaml")
    logical = piped(home, "interview", path).stdout.decode()
    asked = piped(home, "interview", path, "--bidi", "visual").stdout.decode()
    remembered = piped(home, "interview", path).stdout.decode()
    assert "الورشة" in logical
    assert "ﺔﺷﺭﻮﻟﺍ" in asked
    assert remembered == asked
    assert settings.read_text(encoding="utf-8") == 'language: "ar"\nbidi: "visual"\n'
