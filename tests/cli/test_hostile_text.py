"""Hostile text in any field a person can type comes out of the terminal as plain text, or is refused with its place."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.samples import WORKSHOP
from tests.conftest import Run

REFUSED = {"null": "Canary\x00Z", "escape": "Canary\x1b]0;owned\x07Z", "c1": "Canary\x9b31mZ"}
PLAIN = {
    "markup": "Canary [/red] [link=file:///etc/passwd]Z[/link]",
    "script": "<script>Canary</script>Z",
    "formula": "=1+1 Canary Z",
    "override": "Canary \u202egpj.exe\u202c Z",
    "template": "Canary {{7*7}} {% include 'x' %} Z {0} {firm}",
}
FIELDS: dict[str, Callable[[Any, str], None]] = {
    "firm": lambda tree, text: tree["profile"].__setitem__("firm", text),
    "respondent-role": lambda tree, text: tree["profile"].__setitem__("respondent-role", text),
    "id": lambda tree, text: tree.__setitem__("id", text),
    "note": lambda tree, text: tree["answers"]["vision-roadmap"].__setitem__("note", text),
    "answer": lambda tree, text: tree["answers"].__setitem__("main-expectation", text),
}
COMMANDS = (["score"], ["explain"], ["score", "--json"])
ACTING = {chr(code) for code in (*range(0x0A), *range(0x0B, 0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F))}


def firm_with(field: str, text: str, folder: Path, suffix: str = ".json") -> Path:
    """Write the sample with a hostile text in one field; JSON can carry any character."""
    tree = yaml.safe_load(WORKSHOP.read_text(encoding="utf-8"))
    FIELDS[field](tree, text)
    path = folder / f"firm{suffix}"
    path.write_text(json.dumps(tree, default=str), encoding="utf-8")
    return path


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("kind", PLAIN)
def test_text_in_any_field_is_text(run: Run, tmp_path: Path, field: str, kind: str) -> None:
    """No command crashes on it, nothing in it acts, markup and formula stay what they are."""
    path = firm_with(field, PLAIN[kind], tmp_path)
    for command in COMMANDS:
        ended = run(*command, path, "--lang", "en")
        said = ended.stdout.decode() + ended.stderr.decode()
        if ended.returncode == 1:
            assert f"{path}:" in said
            assert kind == "override"
            continue
        assert ended.returncode == 0, said
        if "--json" not in command:
            assert not ACTING & set(said)
        if field == "firm" and command == ["score"] and kind != "override":
            assert PLAIN[kind] in said


def test_plan_shows_a_hostile_name_as_text(run: Run, tmp_path: Path) -> None:
    """Everything hostile at once, in the name that heads a roadmap."""
    name = " ".join(text for kind, text in PLAIN.items() if kind != "override")
    ended = run("plan", firm_with("firm", name, tmp_path), "--lang", "en")
    assert ended.returncode == 0
    assert name in ended.stdout.decode()
    assert not ACTING & set(ended.stdout.decode())


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("kind", REFUSED)
def test_controls_are_refused_or_do_not_reach_the_terminal(run: Run, tmp_path: Path, field: str, kind: str) -> None:
    """A null byte or an escape sequence is a problem with its place, or is gone when it is shown."""
    path = firm_with(field, REFUSED[kind], tmp_path)
    ended = run("score", path, "--lang", "en")
    said = ended.stdout.decode() + ended.stderr.decode()
    assert ended.returncode in (0, 1)
    assert not ACTING & set(said)
    if ended.returncode == 1:
        assert f"{path}:" in said


def test_canary_stays_out_of_errors(run: Run, tmp_path: Path) -> None:
    """A firm's name is in no message about something else that is wrong with its file."""
    tree = yaml.safe_load(WORKSHOP.read_text(encoding="utf-8"))
    tree["profile"]["firm"] = "Canary SARL"
    tree["answers"]["maintenance"] = 99
    path = tmp_path / "firm.json"
    path.write_text(json.dumps(tree, default=str), encoding="utf-8")
    ended = run("score", path)
    assert ended.returncode == 1
    assert "Canary" not in ended.stderr.decode() + ended.stdout.decode()
