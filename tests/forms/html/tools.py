"""Programs that tests open the form with: where they lack a test is skipped by name, where CI demands them it fails."""

import os
import shutil
from typing import NoReturn

import pytest

_SET_UP = "sh scripts/install-system-libraries.sh --for-tests"


def node() -> str:
    """Return node's path."""
    return shutil.which("node") or _lacking("node")


def chromium_program() -> str:
    """Return Chromium's path."""
    programs = ("chromium", "chromium-browser", "google-chrome", "chrome")
    return next((path for path in map(shutil.which, programs) if path), None) or _lacking("Chromium")


def _lacking(program: str) -> NoReturn:
    told = f"{program} is not installed: {_SET_UP}"
    if os.environ.get("JAZARI_DEMAND_TOOLS"):
        pytest.fail(told)
    pytest.skip(told)
