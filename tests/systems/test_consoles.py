"""Terminals, code pages and locks of other systems."""

import ctypes
import errno
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from jazari_assess import process_lock
from jazari_assess.cli.terminal import console
from jazari_assess.errors import ProblemsError
from jazari_assess.interview.bidi import bidi_of_terminal
from tests.cli.samples import WORKSHOP
from tests.conftest import Run


class Kernel:
    """A console of Windows: with or without escape sequences, or none at all."""

    def __init__(self, mode: int | None, *, obeys: bool) -> None:
        """Begin in a mode, None for a pipe."""
        self.mode, self.obeys = mode, obeys

    def GetStdHandle(self, which: int) -> int:  # noqa: N802 - names of the system
        """Return the handle of standard output."""
        assert which == -11
        return 7

    def GetConsoleMode(self, handle: int, mode: object) -> int:  # noqa: N802
        """Say the mode, unless this is a pipe."""
        assert handle == 7
        if self.mode is None:
            return 0
        ctypes.cast(mode, ctypes.POINTER(ctypes.c_uint32))[0] = self.mode  # type: ignore[arg-type,unused-ignore]
        return 1

    def SetConsoleMode(self, handle: int, mode: int) -> int:  # noqa: N802
        """Take a mode, unless this console is too old."""
        assert handle == 7
        if self.obeys:
            self.mode = mode
        return int(self.obeys)


@pytest.mark.parametrize(
    ("kernel", "draws", "mode"),
    [(Kernel(3, obeys=True), True, 7), (Kernel(7, obeys=False), True, 7), (Kernel(3, obeys=False), False, 3)],
)
def test_console_is_asked_to_obey_sequences(kernel: Kernel, draws: bool, mode: int) -> None:
    """One that can is switched on, before the first sequence is written; one that cannot gets the plain interview."""
    assert console.draws_sequences(kernel) is draws
    assert kernel.mode == mode


def test_pipe_has_no_screen() -> None:
    """What is no console has no mode."""
    assert not console.draws_sequences(Kernel(None, obeys=True))


@pytest.mark.parametrize(
    ("system", "environment", "capable"),
    [
        ("win32", {}, True),
        ("win32", {"TERM": "dumb"}, False),
        ("win32", {"TERM": "xterm-256color"}, True),
        ("linux", {}, False),
        ("darwin", {"TERM": "xterm-256color"}, True),
    ],
)
def test_full_screen_by_system(
    system: str, environment: dict[str, str], capable: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows names no terminal: its console is asked; elsewhere a terminal without a name has no full screen."""
    terminal = SimpleNamespace(isatty=lambda: True)
    fake = SimpleNamespace(platform=system, stdin=terminal, stdout=terminal)
    monkeypatch.setattr(console, "sys", fake)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=Kernel(3, obeys=True)), raising=False)
    assert console.is_capable(environment) is capable


def test_double_clicked_console_gets_letters_in_the_order_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A console opened by a double click names nothing, and orders no letters; here such a terminal does (control)."""
    assert bidi_of_terminal({}, is_terminal=True) == "logical"
    monkeypatch.setattr(sys, "platform", "win32")
    assert bidi_of_terminal({}, is_terminal=True) == "visual"
    assert bidi_of_terminal({}, is_terminal=False) == "logical"


@pytest.mark.parametrize(("page", "language"), [("cp1252", "fr"), ("cp1256", "ar")])
def test_code_pages_do_not_matter(run_process: Run, page: str, language: str) -> None:
    """On a machine with the code page of Morocco in French or in Arabic, what is said comes in UTF-8, whole."""
    ended = run_process("score", WORKSHOP, "--lang", language, env={"PYTHONIOENCODING": page, "PYTHONUTF8": "0"})
    assert ended.returncode == 0, ended.stderr.decode()
    said = ended.stdout.decode("utf-8")
    assert {"fr": "é", "ar": "النتيجة"}[language] in said
    assert "\ufffd" not in said
    assert "?" not in said.replace(" ?", "").replace("؟", "")


@pytest.mark.parametrize(("number", "is_open"), [(errno.ENOLCK, True), (errno.EOPNOTSUPP, True), (errno.EAGAIN, False)])
def test_folder_without_locks_is_not_called_in_use(
    number: int, is_open: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder of a server that knows no locks is written all the same; a lock that is held is told."""

    def refuse(descriptor: int) -> None:
        assert descriptor > 0
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(process_lock, "_lock", refuse)
    if is_open:
        with process_lock.ProcessLock(tmp_path / "a.yaml", since="now"):
            pass
        assert list(tmp_path.iterdir()) == []
    else:
        with pytest.raises(ProblemsError) as caught:
            process_lock.ProcessLock(tmp_path / "a.yaml", since="now")
        assert caught.value.problems[0].code == "assessment-in-use"
