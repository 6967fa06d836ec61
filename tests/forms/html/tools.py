"""Programs that tests open outputs with: where they lack a test is skipped by name, where CI demands them it fails."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest

_SET_UP = "sh scripts/install-system-libraries.sh --for-tests"


def node() -> str:
    """Return node's path."""
    return shutil.which("node") or lacking("node")


@contextmanager
def node_running(script: Path) -> Iterator["subprocess.Popen[str]"]:
    """Run a script that answers each line with a line."""
    with subprocess.Popen([node(), str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        yield running
        assert running.stdin is not None
        running.stdin.close()


def chromium_program() -> str:
    """Return Chromium's path."""
    programs = ("chromium", "chromium-browser", "google-chrome", "chrome")
    return next((path for path in map(shutil.which, programs) if path), None) or lacking("Chromium")


def lacking(program: str, how: str = _SET_UP) -> NoReturn:
    """Skip a test by the name of what lacks and how to get it, or fail where that is demanded."""
    told = f"{program} is not installed: {how}"
    if os.environ.get("JAZARI_DEMAND_TOOLS"):
        pytest.fail(told)
    pytest.skip(told)
