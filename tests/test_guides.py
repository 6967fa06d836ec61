"""The guides for people: the commands they name do what they say, and both languages name the same."""

import io
import json
import re
import shlex
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
import yaml

from jazari_assess.render import RENDERERS
from jazari_assess.render.interface import Report
from tests.batch.exports import text_file
from tests.cli.samples import WORKSHOP
from tests.conftest import ROOT, Run

FRENCH, ARABIC = ROOT / "docs" / "fr", ROOT / "docs" / "ar"
GUIDES = sorted(path.name for path in FRENCH.glob("*.md"))
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
LATER = {"doctor": (0, 1)}
"""Codes other than 0: a machine may lack something."""
QUICKER: Mapping[tuple[str, ...], list[str]] = {
    ("batch", "run"): ["--no-portfolio"],
    ("portfolio", "compare"): ["--format", "xlsx"],
    ("portfolio", "overview"): ["--format", "html"],
    ("portfolio", "diagnose"): ["--format", "html"],
    ("portfolio", "erase"): ["--yes"],
}
"""Documents take seconds each and are tested where they are made; nobody is here to say that he is sure."""
LONG = (["form", "export", "--format", "xlsx"], ["form", "export", "--format", "pdf"])
"""Made with the same options in the tests of forms: seconds each."""


OTHERS = ("Atelier Zitouna", "Atelier Oued", "Atelier Rif", "Atelier Souss", "Atelier Tensift")
"""As many as a benchmark asks for."""


def returned(firm: str, stage: str) -> Mapping[str, object]:
    """Return the answers of a workshop as those of a firm that is there."""
    tree: dict[str, Any] = yaml.safe_load(WORKSHOP.read_text(encoding="utf-8"))
    return tree | {
        "id": f"{firm}-{stage}",
        "sample": False,
        "stage": stage,
        "profile": tree["profile"] | {"firm": firm},
    }


def commands(guide: Path) -> list[list[str]]:
    """Return the commands of a guide, in their order, without the program's name."""
    lines = [line for block in BLOCK.findall(guide.read_text(encoding="utf-8")) for line in block.splitlines()]
    assert all(line.startswith("$ jazari-assess") for line in lines)
    return [shlex.split(line)[2:] for line in lines]


class Quick:
    """A format that is there at once: how reports look is tested where they are made."""

    def __init__(self, name: str) -> None:
        """Be called as the format is."""
        self.name, self.suffix = name, f".{name}"

    def render(self, report: Report) -> bytes:
        """Return the firm's name."""
        return report.result.assessment.profile.firm.encode()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Path]:
    """Return a folder with what the guides take as there: a firm, two parts of one, tables and forms that came back."""
    for name in ("atelier-zitouna", "production", "direction"):
        shutil.copy(WORKSHOP, tmp_path / f"{name}.yaml")
    for folder, stage, firms in (("recus", "T0", OTHERS[:1]), ("evaluations-t1", "T1", OTHERS)):
        (tmp_path / folder).mkdir()
        for firm in firms:
            (tmp_path / folder / f"{firm}.json").write_text(json.dumps(returned(firm, stage)), encoding="utf-8")
    text_file(tmp_path / "entreprises.csv", [["entreprise", "effectif"], ["Atelier Zitouna", "12"]])
    text_file(tmp_path / "reponses.csv", [["id", "firm-name", "maintenance"], ["a", "Atelier Zitouna", 2]])
    with mock.patch.dict(RENDERERS, {name: lambda name=name: Quick(name) for name in RENDERERS}):
        yield tmp_path


@pytest.mark.parametrize("name", GUIDES)
def test_the_commands_of_a_guide_do_their_work(run: Run, desk: Path, name: str) -> None:
    """One after the other, in the folder a reader would be in; each ends well."""
    asked = commands(FRENCH / name)
    own = {"XDG_CONFIG_HOME": str(desk / "config"), "JAZARI_STORE": str(desk / "portfolio.db")}
    for arguments in (one for one in asked if one[:4] not in LONG):
        quicker = QUICKER.get(tuple(arguments[:2]), [])
        with mock.patch("sys.stdin", io.TextIOWrapper(io.BytesIO(), encoding="utf-8")):  # nobody types
            ended = run(*arguments, *quicker, cwd=desk, env=own)
        assert ended.returncode in LATER.get(arguments[0] if arguments else "", (0,)), (
            arguments,
            ended.stderr.decode(),
        )


def test_the_guides_write_what_they_say(run: Run, desk: Path) -> None:
    """The report lies beside the firm's file, in a folder named after it."""
    (report,) = (one for one in commands(FRENCH / "consultant.md") if one[:1] == ["report"] and "--open" in one)
    assert run(*report, cwd=desk).returncode == 0
    assert {path.suffix for path in (desk / "atelier-zitouna-reports").iterdir()} == {f".{name}" for name in RENDERERS}


@pytest.mark.parametrize("name", GUIDES)
def test_both_languages_name_the_same_commands(name: str) -> None:
    """A command is not in one guide and missing in the other; the values of settings are each language's own."""

    def named(folder: Path) -> list[list[str]]:
        return [one[:3] if one[:2] == ["settings", "set"] else one for one in commands(folder / name)]

    assert named(FRENCH) == named(ARABIC)


def test_each_guide_is_in_both_languages() -> None:
    """The same three readers: consultant, firm, institute."""
    assert (
        GUIDES == sorted(path.name for path in ARABIC.glob("*.md")) == ["consultant.md", "entreprise.md", "institut.md"]
    )
