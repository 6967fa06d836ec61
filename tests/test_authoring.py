"""The page for authors does what it says: a test reads docs/authoring.md and follows it, line by line."""

import io
import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import pytest
import yaml

from tests.conftest import ROOT, Run

pytestmark = pytest.mark.xdist_group("authoring")  # one process makes what its tests share
PAGE = ROOT / "docs" / "authoring.md"
BLOCK = re.compile(
    r"(?:^`(?P<path>[\w/.-]+)`:\n\n)?^```(?P<kind>console|yaml)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL
)
REST = "..."


@dataclass(frozen=True, kw_only=True)
class Command:
    """A command of the page with the lines shown below it."""

    line: str
    shown: tuple[str, ...]


def commands(body: str) -> Iterator[Command]:
    """Yield each command of a block with what is shown of it."""
    for part in body.split("$ ")[1:]:
        line, *shown = part.rstrip("\n").split("\n")
        yield Command(line=line, shown=tuple(shown))


class Author:
    """Does what the page says, in a folder of its own."""

    def __init__(self, run: Run, folder: Path) -> None:
        """Begin in an empty folder."""
        self.run, self.folder = run, folder

    def write(self, path: str, text: str) -> None:
        """Write a file that the page shows whole; it must stand where the page made one, the firm's answers aside."""
        target = self.folder / path
        assert target.exists() or path == "mine/firm.yaml", path
        target.write_text(text, encoding="utf-8")

    def type(self, command: Command) -> str:
        """Type a command and compare what it says with what the page shows; return all it says."""
        program, *arguments = shlex.split(command.line)
        if program == "rm":
            for path in arguments:
                (self.folder / path).unlink()
            return ""
        assert program == "jazari-assess"
        typed = "".join(f"{line}\n" for line in command.shown if re.match(r"[12=] ", line))
        with mock.patch("sys.stdin", io.TextIOWrapper(io.BytesIO(typed.encode()), encoding="utf-8")):
            ended = self.run(*arguments, cwd=self.folder, env={"COLUMNS": "250"})
        said = ended.stdout.decode() + ended.stderr.decode()
        wrong = any(re.match(r"\S+\.yaml:", line) for line in command.shown)
        assert ended.returncode == (1 if wrong else 0), said
        self.compare(command.shown, said)
        return said

    def compare(self, shown: tuple[str, ...], said: str) -> None:
        """Find each line shown in what was said, in order; without dots on the page nothing else was said."""
        place = 0
        lines = [line.rstrip().replace(f"{self.folder}/", "") for line in said.splitlines()]
        for line in shown:
            if line == REST or re.match(r"[12=] ", line):
                continue
            assert line in lines[place:], (line, said)
            place += lines[place:].index(line) + 1
        if shown and REST not in shown:
            assert place == len(lines), said


@pytest.fixture(scope="module")
def followed(run: Run, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """Follow the page from its first block to its last; return the folder and what each command said."""
    author = Author(run, tmp_path_factory.mktemp("author"))
    said: dict[str, str] = {}
    for block in BLOCK.finditer(PAGE.read_text(encoding="utf-8")):
        if block["path"]:
            author.write(block["path"], block["body"])
        elif block["kind"] == "console":
            for command in commands(block["body"]):
                said[command.line] = author.type(command)
        else:
            cases = author.folder / "mine/scoring/models/bakery/cases.yaml"
            text = cases.read_text(encoding="utf-8")
            cases.write_text(text + "".join(f"  {line}\n" for line in block["body"].splitlines()), encoding="utf-8")
    return author.folder, said


def test_the_page_can_be_followed(followed: tuple[Path, dict[str, str]]) -> None:
    """Every command ends as the page shows it, and reports come out."""
    folder, said = followed
    used = {" ".join(line.split()[1:3]) for line in said}
    assert {"content new", "content check", "content show", "weights new"} <= used
    (report,) = (folder / "reports").glob("*.json")
    told = json.loads(report.read_text(encoding="utf-8"))
    overall = told["models"][0]["overall"]
    # recipes 1, ovens 0.5, counters 0.5, orders 0: production (3 + 1 + 0.5) / 6 = 0.75; overall 2 x 75 / 3
    assert overall["score"] == pytest.approx(50)
    assert overall["level_id"] == "organised"


def test_the_worked_example_of_the_page_holds(followed: tuple[Path, dict[str, str]], run: Run) -> None:
    """The case the page computes by hand is what the engine computes from the same answers."""
    folder, _ = followed
    cases = yaml.safe_load((folder / "mine/scoring/models/bakery/cases.yaml").read_text(encoding="utf-8"))["cases"]
    expected = next(case for case in cases if case["id"] == "good-bread-no-orders")["expect"]
    ended = run("score", folder / "mine/firm.yaml", "--content", folder / "mine", "--json")
    nodes = json.loads(ended.stdout)["models"][0]["nodes"]
    assert nodes["production"]["score"] == pytest.approx(expected["production"]["score"])


def test_judgements_of_the_page_change_the_weights(followed: tuple[Path, dict[str, str]], run: Run) -> None:
    """The overlay that the page makes has the weights of its judgements."""
    folder, _ = followed
    arguments = ("weights", "show", "bakery", "--json", "--content", folder / "mine", "--content", folder / "weighed")
    groups = json.loads(run(*arguments).stdout)["groups"]
    weights = groups["production"]["weights"]
    assert weights["recipes"] > 0.6 > weights["ovens"] > weights["oven-counters"]
    assert 0 < groups["production"]["consistency"]["cr"] < 0.10
