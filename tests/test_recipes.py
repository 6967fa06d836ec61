"""The recipes of CONTRIBUTING: each is done as it says, in a copy of the program and its content."""

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.conftest import ROOT

COPIED = ("jazari_assess", "questionnaires", "scoring", "report_templates")
LANGUAGES = ("fr", "ar", "en")
QUESTIONNAIRE = "questionnaires/industrie-x0"
MODEL = "scoring/models/industrie-x0"
WORDS = """\
  water-plan:
    short: "Eau"
    title: "Suivez-vous l'eau ?"
    help: "Le compteur."
    look-for: "Les relevés."
    why: "Pour la réduire."
    evidence: "Un relevé."
    options: ["Non", "Parfois", "Toujours"]
"""
FIRM = """\
schema: jazari-assess/assessment/1
id: firm
questionnaire: {id: ID, version: "1.0.0"}
profile: {firm: Atelier exemple}
answers: {first-question: 2, third-question: 40, fourth-question: "yes"}
"""


class Newcomer:
    """Somebody with a copy of the repository and its CONTRIBUTING."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        """Copy what the recipes touch."""
        self.folder = folder
        self.environment = {**environment, "PYTHONPATH": str(folder)}
        for name in COPIED:
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "pyproject.toml", folder)

    def read(self, name: str) -> str:
        """Return a file of the copy."""
        return (self.folder / name).read_text(encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        """Write a file of the copy, and the folders it needs."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def change(self, name: str, pattern: str, replacement: str) -> None:
        """Replace the one thing in a file that a pattern finds."""
        text, count = re.subn(pattern, replacement, self.read(name), count=1, flags=re.MULTILINE)
        assert count == 1, (name, pattern)
        self.write(name, text)

    def run(self, line: str, *, code: int = 0) -> str:
        """Type a command as the recipe has it, and return all it says."""
        program, *arguments = shlex.split(line)
        assert program == "jazari-assess"
        command = [sys.executable, "-m", "jazari_assess", *arguments]
        ended = subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        said = ended.stdout + ended.stderr
        assert ended.returncode == code, said
        return " ".join(said.split())


@pytest.fixture
def newcomer(tmp_path: Path, environment: Mapping[str, str]) -> Newcomer:
    """Return somebody with a fresh copy."""
    return Newcomer(tmp_path / "copy", environment)


def recipe(title: str) -> str:
    """Return one recipe of CONTRIBUTING, each run of spaces as one."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return " ".join(text.split(f"\n## {title}\n")[1].split("\n## ")[0].split())


def commands(title: str, **values: str) -> Iterator[str]:
    """Yield the commands of a recipe in their order, its placeholders filled."""
    for line in re.findall(r"`(jazari-assess [^`]+)`", recipe(title)):
        told = line.replace("FILE", values.get("file", "FILE")).replace("DIR", values.get("folder", "DIR"))
        yield told.replace("<id>", values.get("name", "<id>"))


def test_a_question(newcomer: Newcomer) -> None:
    """Structure, words, weight, version and what became of the answers: then all is right, and the samples follow."""
    check, migrate = commands("A question")
    questionnaire, model = f"{QUESTIONNAIRE}/questionnaire.yaml", f"{MODEL}/model.yaml"
    newcomer.change(questionnaire, r"^(  sustainability: \[)", r"\1water-plan, ")
    newcomer.change(
        questionnaire, r"^questions:\n", "questions:\n  water-plan: {kind: level, options: 3, rationale: Water.}\n"
    )
    said = newcomer.run(f"{check} --lang en", code=1)
    assert said.count("words-missing") == len(LANGUAGES)
    assert "question-not-scored" in said
    for language in LANGUAGES:
        newcomer.change(f"{QUESTIONNAIRE}/text/{language}.yaml", r"^questions:\n", f"questions:\n{WORDS}")
    newcomer.change(model, r"^(  sustainability:\n    children: \[)", r"\1water-plan, ")
    weighed = re.sub(
        r"(sustainability: \{|    weights: \{)(?=energy-monitoring)", r"\1water-plan: 1, ", newcomer.read(model)
    )
    newcomer.write(model, weighed)
    newcomer.change(questionnaire, r'^version: ".*"', 'version: "9.0.0"')
    assert "change-apart" in newcomer.run(f"{check} --lang en", code=1)
    last = re.findall(r'^    to: "(.*)"', newcomer.read(f"{QUESTIONNAIRE}/changes.yaml"), flags=re.MULTILINE)[-1]
    added = f'  - from: "{last}"\n    to: "9.0.0"\n    questions:\n      water-plan: {{change: new}}\n'
    newcomer.write(f"{QUESTIONNAIRE}/changes.yaml", newcomer.read(f"{QUESTIONNAIRE}/changes.yaml") + added)
    assert "assessment-other-version" in newcomer.run(f"{check} --lang en", code=1)
    assert "water-plan: asked by the new version" in newcomer.run(f"{migrate} --lang en")
    assert newcomer.run(f"{check} --lang en") == "The content is right."
    sample = min((newcomer.folder / QUESTIONNAIRE / "examples").glob("*.yaml"))
    assert sample.read_text(encoding="utf-8").startswith("# A fictional firm")
    assert "version: 9.0.0" in sample.read_text(encoding="utf-8")
    assert "Conserverie" in newcomer.run(f"jazari-assess score {sample} --lang en")


def test_a_questionnaire_and_a_model(newcomer: Newcomer) -> None:
    """Both are begun, right as they stand, and score a firm; nothing is registered anywhere."""
    newcomer.write("firm.yaml", FIRM.replace("ID", "workshop-check"))
    questionnaire, model, check, score = commands("A questionnaire or a model", name="workshop-check", file="firm.yaml")
    newcomer.run(questionnaire)
    newcomer.run(model)
    assert newcomer.run(f"{check} --lang en") == "The content is right."
    assert "Atelier exemple" in newcomer.run(score)


def test_a_catalogue_entry(newcomer: Newcomer) -> None:
    """One of each kind is begun in a folder, copied into ours with its words, checked and shown."""
    new, check, show = commands("A catalogue entry", name="coach", folder="own")
    newcomer.run(new)
    for kind in ("providers", "services", "actions"):
        begun = newcomer.read(f"own/scoring/catalogue/{kind}.yaml").split(f"\n{kind}:\n")[1]
        newcomer.change(f"scoring/catalogue/{kind}.yaml", rf"^{kind}:\n", f"{kind}:\n{begun}")
        for language in LANGUAGES:
            words = newcomer.read(f"own/scoring/catalogue/text/{language}.yaml").split(f"\n{kind}:\n")[1]
            lines = re.match(r"(?:  .*\n)+", words)
            assert lines is not None
            newcomer.change(f"scoring/catalogue/text/{language}.yaml", rf"^{kind}:\n", f"{kind}:\n{lines[0]}")
    assert newcomer.run(f"{check} --lang en") == "The content is right."
    assert "coach-provider" in newcomer.run(f"{show} --lang en")


def test_a_language(newcomer: Newcomer) -> None:
    """Two files for a start; what is missing is named, key by key and file by file; then it is spoken."""
    (check,) = commands("A language")
    start = re.findall(r"`([a-z_/]+/text/<lang>\.yaml)`", recipe("A language"))
    assert start == ["jazari_assess/text/<lang>.yaml", "report_templates/standard/text/<lang>.yaml"]
    for name in (path.replace("<lang>", "fr") for path in start):
        newcomer.write(name.replace("fr.yaml", "de.yaml"), newcomer.read(name).replace("language: fr", "language: de"))
    newcomer.change(start[0].replace("<lang>", "de"), r"^sectors:\n  agri-food: .*\n", "sectors:\n")
    said = newcomer.run(f"{check} --lang en", code=1)
    assert "words-missing sectors.agri-food" in said
    folders = [path for name in ("questionnaires", "scoring") for path in (newcomer.folder / name).rglob("fr.yaml")]
    assert said.count("file-missing") == len(folders)
    newcomer.write(
        start[0].replace("<lang>", "de"), newcomer.read(start[0].replace("<lang>", "fr")).replace(": fr\n", ": de\n")
    )
    for path in folders:
        german = path.read_text(encoding="utf-8").replace("language: fr", "language: de")
        path.with_name("de.yaml").write_text(german, encoding="utf-8")
    lacking = newcomer.folder / MODEL / "text" / "de.yaml"
    whole = lacking.read_text(encoding="utf-8")
    lacking.write_text(re.sub(r"\n    short: .*", "", whole, count=2), encoding="utf-8")
    assert newcomer.run(f"{check} --lang en", code=1).count("words-missing") == 2
    lacking.write_text(whole, encoding="utf-8")
    assert newcomer.run(f"{check} --lang en") == "The content is right."
    assert "Conserverie" in newcomer.run(
        f"jazari-assess score {QUESTIONNAIRE}/examples/agri-food-cannery.yaml --lang de"
    )
