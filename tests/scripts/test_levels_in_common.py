"""What the firms of a level have in common is what its gates guarantee, on the random firms of the documentation."""

import pytest

from scripts.levels_in_common import main
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def tables() -> str:
    """Return what the script prints."""
    with pytest.MonkeyPatch.context() as patched:
        said: list[str] = []
        patched.setattr("builtins.print", said.append)
        assert main([]) == 0
    return "\n".join(said)


def test_the_documentation_holds_the_tables(tables: str) -> None:
    """docs/method.md shows these tables, digit by digit."""
    assert tables in (ROOT / "docs" / "method.md").read_text(encoding="utf-8")


def test_no_firm_is_called_connected_with_nothing_connected(tables: str) -> None:
    """From "connection" up every firm has machines that send data, from "integration" up the six protections."""
    said = {line.split(" | ")[0].strip("| "): line for line in tables.split("\n\n")[1].splitlines()}
    for level in ("connection", "integration", "anticipation"):
        assert "connected-machines" in said[level]
    protections = ("security-policy", "basic-controls", "ot-security", "backup-continuity", "personal-data")
    for level in ("integration", "anticipation"):
        assert all(name in said[level] for name in (*protections, "data-sovereignty"))
