"""The page's modules are tested by node where they are: each group of tests is a file beside this one."""

import subprocess
from pathlib import Path

import pytest

from tests.forms.html.tools import node

FILES = sorted((Path(__file__).parent / "script").glob("*.test.mjs"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_modules_pass_their_own_tests(path: Path) -> None:
    """``node --test`` finds nothing wrong."""
    ended = subprocess.run([node(), "--test", str(path)], capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == 0, ended.stdout[-4000:]
    assert "# pass 0" not in ended.stdout


def test_there_are_tests() -> None:
    """Both halves of the page's logic have tests."""
    assert [path.name for path in FILES] == ["data.test.mjs", "engine.test.mjs"]
