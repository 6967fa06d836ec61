"""What every command keeps to: three languages, JSON that is JSON, and texts of a firm that do nothing.

A command that comes needs a line in ``EXAMPLES``, or the first test fails.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from jazari_assess.cli.program import program
from tests.cli.samples import WORKSHOP
from tests.conftest import Run
from tests.test_docs import command_names

LANGUAGES = ("fr", "ar", "en")
HOSTILE = "Canary [/red] [link=file:///etc/passwd]Z[/link] <script>Z</script> {{7*7}} {firm} {0}"
FOREIGN = "\N{RIGHT-TO-LEFT OVERRIDE}gpj.exe"
ACTING = {chr(code) for code in (*range(0x0A), *range(0x0B, 0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F))}
QUICK_PLAN = ("--horizon", "3", "--gap", "0.5")

EXAMPLES: Mapping[str, tuple[str, ...] | None] = {
    "score": ("FIRM",),
    "explain": ("FIRM", "cybersecurity-privacy"),
    "plan": ("FIRM", *QUICK_PLAN),
    "report": ("FIRM", "--out", "OUT", "--format", "json"),
    "doctor": (),
    "form export": ("--output", "OUT/form.html"),
    "form import": ("FIRM", "--out", "OUT"),
    "form status": ("FOLDER", "--for", "FIRMS"),
    "batch run": ("TABLE", "--out", "OUT"),
    "batch match": ("TABLE", "--output", "OUT/map.yaml"),
    "batch template": ("--output", "OUT/template.xlsx"),
    "weights show": ("industrie-x0",),
    "content list": (),
    "content show": ("maintenance",),
    "content check": (),
    "content schema": ("assessment",),
    "content new": ("questionnaire", "new-one", "--out", "OUT"),
    "content migrate": ("FOLDER",),
    "content import": ("xlsform", "TABLE", "--out", "OUT"),
    "catalogue list": ("--kind", "provider"),
    "catalogue show": ("carbon-data",),
    "catalogue check": (),
    "catalogue new": ("new-action", "--out", "OUT"),
    "catalogue import": ("TABLE", "--out", "OUT"),
    "assessment migrate": ("FIRM", "--output", "OUT/firm.yaml"),
    "assessment merge": ("FIRM", "SECOND", "--output", "OUT/both.yaml"),
    "assessment agreement": ("FIRM", "SECOND"),
    # Held or written with a person, or slow: each has tests of its own in three languages.
    "demo": None,
    "interview": None,
    "weights new": None,
}
"""How each command is called; whether it succeeds or refuses, it says so in words."""
ABOUT_A_FIRM = ("score", "explain", "plan", "assessment migrate", "assessment merge", "assessment agreement")


@pytest.fixture
def places(tmp_path: Path) -> Mapping[str, Path]:
    """Return two assessments of a firm with a hostile name, a folder for outputs and a table that is none of ours."""
    tree = yaml.safe_load(WORKSHOP.read_text(encoding="utf-8"))
    tree["profile"]["firm"] = HOSTILE
    found = {"FOLDER": tmp_path, "OUT": tmp_path / "out", "TABLE": tmp_path / "table.csv"}
    for name in ("FIRM", "SECOND"):
        found[name] = tmp_path / f"{name.lower()}.json"
        found[name].write_text(json.dumps(tree, default=str), encoding="utf-8")
    found["TABLE"].write_text(f"one;two\n{HOSTILE};{FOREIGN}\n", encoding="utf-8")
    found["FIRMS"] = tmp_path / "firms.csv"
    found["FIRMS"].write_text(f"firm\n{HOSTILE}\n", encoding="utf-8")
    return found


def arguments(command: str, places: Mapping[str, Path]) -> list[str]:
    """Return the command line of an example with real paths."""
    example = EXAMPLES[command] or ()
    named = [
        str(places[first]) + part[len(first) :] if (first := part.split("/")[0]) in places else part for part in example
    ]
    return [*command.split(), *named]


def with_json() -> list[str]:
    """Return the commands that have --json, by what they take."""
    found = [command for command in EXAMPLES if "json" in taken(command)]
    assert len(found) > 3
    return found


def taken(command: str) -> set[str]:
    """Return the names of what a command takes."""
    group: Any = get_command(program)
    for part in command.split():
        group = group.commands[part]
    return {parameter.name for parameter in group.params}


def test_every_command_has_an_example() -> None:
    """No command is without a line above, and no line is of a command that is gone."""
    assert set(EXAMPLES) == set(command_names())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", [name for name, example in EXAMPLES.items() if example is not None])
def test_every_command_answers_in_every_language(
    run: Run, places: Mapping[str, Path], command: str, language: str
) -> None:
    """It ends with 0, 1 or 3, never with a bug or as wrong use; nothing in what it tells acts on a terminal."""
    said = run(*arguments(command, places), "--lang", language)
    told = said.stdout.decode() + said.stderr.decode()
    assert said.returncode in (0, 1, 3), told
    assert not ACTING & set(told)
    assert told.strip() or command == "content migrate"  # lists what it rewrites: here there is nothing


@pytest.mark.parametrize("command", ABOUT_A_FIRM)
def test_a_hostile_name_is_text(run: Run, places: Mapping[str, Path], command: str) -> None:
    """A firm whose name is markup and templates is read by every command; its name comes out whole, where it does."""
    said = run(*arguments(command, places), "--lang", "en")
    told = " ".join((said.stdout.decode() + said.stderr.decode()).split())
    assert said.returncode in (0, 1), told
    assert "Canary" not in told or HOSTILE in told


@pytest.mark.parametrize("command", with_json())
def test_json_is_json_and_nothing_else(run: Run, places: Mapping[str, Path], command: str) -> None:
    """With --json standard output is one JSON value without numbers that JSON has not, in any language the same."""
    printed = {run(*arguments(command, places), "--json", "--lang", language).stdout for language in ("fr", "en")}
    values = [json.loads(text, parse_constant=pytest.fail) for text in printed]
    assert values
    assert all(values)
