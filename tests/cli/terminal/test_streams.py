"""Standard output is UTF-8 everywhere, a closed pipe is quiet, a full disk is told."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import Run

FULL = Path("/dev/full")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_output_is_utf8_whatever_the_terminal_announces(run_process: Run, encoding: str) -> None:
    """Arabic reaches a stream that was opened as ASCII or cp1252 as UTF-8, without an error."""
    ended = run_process(
        "content", "show", "maintenance-log-missing", "--lang", "ar", env={"PYTHONIOENCODING": encoding}
    )
    assert ended.returncode == 2
    assert "لا شيء يحمل" in ended.stderr.decode("utf-8")


def test_arabic_breaks_an_ascii_stream_without_it(environment: Mapping[str, str]) -> None:
    """Positive control: Python itself stops with UnicodeEncodeError there."""
    ended = subprocess.run(
        [sys.executable, "-c", "print('صيانة')"],
        check=False,
        capture_output=True,
        env={**environment, "PYTHONIOENCODING": "ascii"},
    )
    assert b"UnicodeEncodeError" in ended.stderr


def test_closed_pipe_is_quiet(environment: Mapping[str, str]) -> None:
    """A reader that leaves, as ``| head`` does, causes no message and no failure."""
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "jazari_assess", "content", "schema", "questionnaire"]
    ended = subprocess.run(command, check=False, stdout=writing, stderr=subprocess.PIPE, env=environment)
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (0, b"")


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
def test_full_disk_behind_standard_output_is_told(environment: Mapping[str, str]) -> None:
    """Output that cannot be written is a problem with a remedy and exit code 1, not half an output with 0."""
    command = [sys.executable, "-m", "jazari_assess", "--lang", "en", "content", "schema", "questionnaire"]
    with FULL.open("wb") as full:
        ended = subprocess.run(command, check=False, stdout=full, stderr=subprocess.PIPE, env=environment)
    assert ended.returncode == 1
    assert b"output-unwritable" in ended.stderr
    assert b"No space left on device" in ended.stderr
    assert b"Traceback" not in ended.stderr
