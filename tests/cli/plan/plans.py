"""What the tests of ``plan`` share: a plan as its JSON has it, and refusals."""

import json
from typing import Any

from tests.conftest import Run

LANGUAGES = ("fr", "ar", "en")


def roadmap(run: Run, *arguments: object, code: int = 0) -> Any:  # noqa: ANN401 it is whatever the JSON holds
    """Return what ``plan --json`` prints, read again; it ends with ``code`` and tells nothing beside."""
    ended = run("plan", *map(str, arguments), "--json")
    assert (ended.returncode, ended.stderr) == (code, b"")
    return json.loads(ended.stdout)


def starts(told: Any) -> dict[str, int]:  # noqa: ANN401 it is whatever the JSON holds
    """Return the quarter in which each item starts."""
    return {item["id"]: item["quarter"] for item in told["items"]}


def refusal(run: Run, *arguments: object) -> tuple[int, str]:
    """Return the exit code and the message of a command that fails."""
    ended = run("plan", *map(str, arguments), "--lang", "en")
    assert ended.stdout == b""
    return ended.returncode, " ".join(ended.stderr.decode().split())
