"""Arabic in a terminal leaves no option, path, file name, range or signed number bare: it would turn them round."""

import re

import pytest

from tests.cli.samples import WORKSHOP
from tests.conftest import Run
from tests.test_typography import TURNED, without_apart

COMMANDS = (
    ("score", str(WORKSHOP), "--model", "dii"),
    ("score", "no-such-file.yaml"),
    ("explain", str(WORKSHOP), "nothing-of-ours"),
    ("doctor",),
    ("content", "list"),
    ("catalogue", "list", "--kind", "provider"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command[:1]))
def test_no_line_leaves_one_bare(run: Run, command: tuple[str, ...]) -> None:
    """What is said, and what goes wrong; a table orders cell by cell: its lines are left aside."""
    said = run(*command, "--lang", "ar")
    lines = without_apart((said.stdout + said.stderr).decode()).splitlines()
    arabic = [line for line in lines if re.search("[\u0620-\u064a]", line) and "│" not in line]
    assert [line for line in arabic if TURNED.search(line)] == []
