"""A terminal that goes away: a closed window or a dropped line ends the process and frees the file."""

import fcntl
import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

import pytest

from jazari_assess.cli.terminal import hangup
from jazari_assess.process_lock import ProcessLock
from tests.interview.scenes import SMALL, begun, of_these_tests, with_profile

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

PATIENCE = 20.0  # seconds: far more than a loaded machine needs; how long it takes is measured by the soak alone


class Window:
    """A terminal of its own with an interview in it."""

    def __init__(self, environment: Mapping[str, str], arguments: Sequence[str | Path], *, deaf: bool) -> None:
        """Start the interview; ``deaf`` lets no hang-up signal through, as under ``nohup`` or after a lost line."""
        self.master, slave = pty.openpty()
        own = {name: value for name, value in environment.items() if name not in ("COLUMNS", "LINES")}
        script = [sys.executable, "-m", "jazari_assess", *of_these_tests(arguments)]

        def become() -> None:
            os.setsid()
            fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
            if deaf:
                signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP})

        self.process = subprocess.Popen(
            script,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**own, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"},
            preexec_fn=become,  # noqa: PLW1509 - a terminal of its own is the point
        )
        os.close(slave)

    def read_until(self, words: bytes) -> None:
        """Read the screen until some words show."""
        shown, ends = b"", time.monotonic() + PATIENCE
        while words not in shown:
            if time.monotonic() > ends or self.process.poll() is not None:
                raise TimeoutError(shown[-2000:])
            if select.select([self.master], [], [], 1.0)[0]:
                shown += os.read(self.master, 65536)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()

    def close(self) -> float:
        """Close the window and return after how many seconds its process has ended."""
        os.close(self.master)
        start = time.perf_counter()
        self.process.wait(PATIENCE)
        return time.perf_counter() - start


def prepared(path: Path) -> Path:
    """Leave a file that is taken up at the free text."""
    with_profile(begun(path, questionnaire=SMALL)).store.close()
    return path


@pytest.mark.parametrize("deaf", [False, True], ids=["told", "deaf"])
def test_a_closed_window_ends_the_full_screen(tmp_path: Path, environment: Mapping[str, str], deaf: bool) -> None:
    """Whether the signal comes or not, the process ends by itself and the file can be opened at once."""
    path = prepared(tmp_path / "firm.yaml")
    with Window(environment, ["--lang", "en", "interview", path], deaf=deaf) as window:
        window.read_until(b"expect")
        os.write(window.master, b"half a sentence")
        window.close()
    ProcessLock(path, since="now").release()
    assert {one.name for one in tmp_path.iterdir()} <= {"firm.yaml", ".firm.yaml.journal"}


@pytest.mark.parametrize("deaf", [False, True], ids=["told", "deaf"])
def test_a_closed_window_ends_the_plain_interview(tmp_path: Path, environment: Mapping[str, str], deaf: bool) -> None:
    """The same line by line."""
    path = prepared(tmp_path / "firm.yaml")
    with Window(environment, ["--lang", "en", "interview", path, "--plain"], deaf=deaf) as window:
        window.read_until(b"> ")
        window.close()
    ProcessLock(path, since="now").release()


def test_the_looks_and_the_grace_are_within_two_seconds() -> None:
    """However the terminal goes, the alarm rings before the two seconds that are promised."""
    assert hangup.LOOK + hangup.GRACE < 2


@pytest.mark.soak
def test_fifty_closed_windows(tmp_path: Path, environment: Mapping[str, str]) -> None:
    """Fifty windows of both interfaces, told or deaf, idle or in the middle of typing: each gone within two seconds."""
    took = []
    for number in range(50):
        path = prepared(tmp_path / f"firm-{number}.yaml")
        plain, deaf = number % 5 == 4, number % 2 == 1
        arguments = ["--lang", "en", "interview", str(path), *(["--plain"] if plain else [])]
        with Window(environment, arguments, deaf=deaf) as window:
            window.read_until(b"> " if plain else b"expect")
            if number % 3:
                os.write(window.master, b"3" * number)
            took.append(window.close())
        ProcessLock(path, since="now").release()
        begun(path).store.close()
    assert max(took) < 2, sorted(took)[-5:]
    assert [one.name for one in tmp_path.iterdir() if one.name.endswith((".tmp", ".lock"))] == []
