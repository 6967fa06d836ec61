"""The recipes of CONTRIBUTING: each is done as it says, in a copy of the program and its content."""

import csv
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from tests.conftest import ROOT

COPIED = ("jazari_assess", "questionnaires", "scoring", "report_templates")
WRITTEN = ROOT / "tests" / "recipes"
"""What a newcomer writes where a recipe asks for a module."""
LANGUAGES = ("fr", "ar", "en")
HELP = "jazari_assess/text/help"
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
            shutil.copytree(ROOT / name, folder / name)  # with what is compiled: files keep their times
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
        return self._typed("jazari_assess", arguments, code)

    def check(self, line: str, *, code: int = 0) -> str:
        """Run tests in the copy as the recipe has it, and return all they say."""
        program, *arguments = shlex.split(line)
        assert program == ".venv/bin/pytest"
        if not (self.folder / "tests").exists():
            for name in ("tests", "docs"):
                shutil.copytree(ROOT / name, self.folder / name)
            for page in (*ROOT.glob("*.md"), *ROOT.glob("LICENSE*")):
                shutil.copy(page, self.folder)
        return self._typed("pytest", ["-q", "-p", "no:cacheprovider", *arguments], code)

    def _typed(self, program: str, arguments: Sequence[str], code: int) -> str:
        ended = subprocess.run(
            [sys.executable, "-m", program, *arguments],
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

    def add(self, recipe_of: str, room: str, name: str, written: str) -> None:
        """Write a module where a recipe wants it."""
        (path,) = re.findall(rf"`(jazari_assess/{room}/<(?:name|thing)>\.py)`", recipe(recipe_of))
        self.write(re.sub("<.*>", name, path), (WRITTEN / written).read_text(encoding="utf-8"))

    def word(self, language: str, branch: str, text: str, folder: str = "jazari_assess/text") -> None:
        """Add words to a branch of the interface's words, or of the help's, in a language."""
        self.change(f"{folder}/{language}.yaml", rf"^{branch}:\n", f"{branch}:\n{text}")


@pytest.fixture
def newcomer(tmp_path: Path, environment: Mapping[str, str]) -> Newcomer:
    """Return somebody with a fresh copy."""
    return Newcomer(tmp_path / "copy", environment)


def recipe(title: str) -> str:
    """Return one recipe of CONTRIBUTING, each run of spaces as one."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return " ".join(text.split(f"\n## {title}\n")[1].split("\n## ")[0].split())


def proofs(title: str, name: str = "") -> Iterator[str]:
    """Yield the runs of tests that a recipe has, in their order."""
    for line in re.findall(r"`(\.venv/bin/pytest [^`]+)`", recipe(title)):
        yield line.replace("<name>", name)


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
    assert "example-other-version" in newcomer.run(f"{check} --lang en", code=1)
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
    found = [path for name in ("questionnaires", "scoring", HELP) for path in (newcomer.folder / name).rglob("fr.yaml")]
    folders = [path for path in found if "editions" not in path.parts]  # kept as they were, in the languages of then
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


def test_an_output_format(newcomer: Newcomer) -> None:
    """A class, its line and its name in the help: the contract holds it, and a report comes out in it."""
    refresh, contract = proofs("An output format", "txt")
    newcomer.add("An output format", "render", "plain_report", "renderer.py")
    newcomer.change(
        "jazari_assess/render/__init__.py",
        r"^TEMPLATED",
        "def _txt() -> Renderer:\n    from jazari_assess.render.plain_report import TextRenderer\n\n"
        "    return TextRenderer()\n\n\nTEMPLATED",
    )
    newcomer.change("jazari_assess/render/__init__.py", r'^    "json": _json,', '    "json": _json,\n    "txt": _txt,')
    unnamed = newcomer.check(contract.replace("-k txt", "-k 'txt and help'"), code=1)
    assert "test_format_is_named_in_the_help[txt]" in unnamed
    for language in LANGUAGES:
        newcomer.change(f"jazari_assess/text/help/{language}.yaml", r"html, json", "html, json, txt")
    newcomer.check(refresh)
    assert "html, json, txt;" in newcomer.read("docs/commands.md")
    assert " passed" in newcomer.check(contract)
    sample = f"{QUESTIONNAIRE}/examples/agri-food-cannery.yaml"
    newcomer.run(f"jazari-assess report {sample} --format txt --out reports --lang en")
    (written,) = (newcomer.folder / "reports").glob("*.txt")
    assert written.read_text(encoding="utf-8").startswith("Conserverie")


def test_a_kind_of_form(newcomer: Newcomer) -> None:
    """A function, its words and its line: firms of a list get one each, with the instructions of that kind."""
    (met,) = proofs("A kind of form", "lines-of-text")
    folder = "jazari_assess/forms/lines"
    newcomer.write(f"{folder}/__init__.py", '"""A form in lines of text."""\n')
    newcomer.write(f"{folder}/export.py", (WRITTEN / "form.py").read_text(encoding="utf-8"))
    for language in LANGUAGES:
        words = f"text/{language}.yaml"
        newcomer.write(f"{folder}/{words}", newcomer.read(f"jazari_assess/forms/xlsform/{words}"))
    newcomer.change(
        "jazari_assess/forms/__init__.py",
        r"^FORMS(.*)\{\n",
        "def _lines(order: FormOrder) -> Form:\n    from jazari_assess.forms.lines.export import text_form\n\n"
        "    return text_form(order)\n\n\n"
        'FORMS\\1{\n    "lines-of-text": FormKind(folder="lines", suffix=".txt", make=_lines),\n',
    )
    assert "1 passed" in newcomer.check(met)
    (path,) = newcomer.run("jazari-assess form export --format lines-of-text -o form.txt --lang en").split()
    assert len(newcomer.read(path).splitlines()) > len(LANGUAGES)


def test_a_batch_source(newcomer: Newcomer) -> None:
    """A class, its line and its writer: the contract holds it, and its firms have the scores of a CSV file."""
    (contract,) = proofs("A batch source", "lines")
    newcomer.add("A batch source", "batch/sources", "lines", "source.py")
    newcomer.change(
        "jazari_assess/batch/__init__.py",
        r"^SOURCES(.*)\}",
        "def _lines() -> Source:\n    from jazari_assess.batch.sources.lines import LinesSource\n\n"
        '    return LinesSource()\n\n\nSOURCES\\1, "lines": _lines}',
    )
    assert "KeyError: 'lines'" in newcomer.check(contract, code=1)
    writer = "lambda path, rows: (_parquet(path, rows), pl.read_parquet(path).write_ndjson(path))[0]"
    newcomer.change("tests/batch/sources/test_contract.py", r"^(WRITERS: .*)\}", rf'\1, "lines": {writer}}}')
    assert " passed" in newcomer.check(contract)
    newcomer.write("firms.csv", "id,firm-name,maintenance\na,Atlas,2\nb,Rif,4\n")
    firms = '{"id": "a", "firm-name": "Atlas", "maintenance": 2}\n{"id": "b", "firm-name": "Rif", "maintenance": "4"}\n'
    newcomer.write("firms.jsonl", firms)
    for kind in ("csv", "jsonl"):
        newcomer.run(f"jazari-assess batch run firms.{kind} --out {kind} --no-portfolio --lang en")
    told = [newcomer.read(f"{kind}/results.csv").replace(f"firms.{kind}", "") for kind in ("csv", "jsonl")]
    assert "Atlas" in told[0]
    assert _scores(told[0]) == _scores(told[1])


def _scores(text: str) -> list[tuple[str, str]]:
    rows = csv.DictReader(text.lstrip("\ufeff").splitlines())
    return [(row["firm"], row["score"]) for row in rows]


def test_a_command(newcomer: Newcomer) -> None:
    """A task, its command, their lines and words: documented, held to the contract, and it answers."""
    refresh, contract = proofs("A command")
    newcomer.add("A command", "app", "weak_spots", "task.py")
    newcomer.add("A command", "cli", "weakest", "command.py")
    tasks = "jazari_assess/app/__init__.py"
    typed = "    from jazari_assess.app.weak_spots import weakest as weakest\n"
    newcomer.change(tasks, r"^\n_NAMES = \{\n", f'{typed}\n_NAMES = {{\n    "weak_spots": "weakest",\n')
    newcomer.change(
        "jazari_assess/cli/program.py", r'^    "doctor\.doctor",\n', '    "doctor.doctor",\n    "weakest.weakest",\n'
    )
    for language in LANGUAGES:
        newcomer.word(language, "commands", '  weakest:\n    title: "{firm}:"\n')
        newcomer.word(language, "commands", '  weakest:\n    about: "The dimensions with the lowest scores."\n', HELP)
    assert "test_every_command_has_an_example" in newcomer.check(f"{contract} -k example", code=1)
    newcomer.change(
        "tests/cli/test_contract.py", r"^(EXAMPLES: .*\{\n)", r'\1    "weakest": Example(call=("FIRM",), tells=True),\n'
    )
    assert "test_every_command_is_documented[weakest]" in newcomer.check(refresh, code=1)
    (block,) = re.findall(r"`(\$ jazari-assess <name> --help)`", recipe("A command"))
    section = f"\n## weakest\n\n```console\n{block.replace('<name>', 'weakest')}\n```\n"
    newcomer.write("docs/commands.md", newcomer.read("docs/commands.md") + section)
    newcomer.check(refresh)
    assert "The dimensions with the lowest scores." in newcomer.read("docs/commands.md")
    assert " passed" in newcomer.check(contract + " -k 'weakest or example or named or typed'")
    sample = f"{QUESTIONNAIRE}/examples/agri-food-cannery.yaml"
    assert re.search(r"Conserverie .*: [\d.]+ \w", newcomer.run(f"jazari-assess weakest {sample} --lang en"))


def test_a_version_of_the_store(newcomer: Newcomer) -> None:
    """Its objects, its step and its columns: a store of each earlier version is brought up, here on SQLite alone."""
    (proof,) = proofs("A version of the store")
    store, met = "jazari_assess/portfolio/store", f"{proof} -k 'not postgresql'"
    made = "CREATE TABLE remark (\n    firm TEXT NOT NULL,\n    words TEXT NOT NULL,\n    PRIMARY KEY (firm)\n)"
    newcomer.write(f"{store}/schema/remark.py", f'"""Remarks."""\n\nTABLES = {{"remark": """{made}{{strict}}"""}}\n')
    newcomer.change(f"{store}/schema/__init__.py", r"import first, timing$", "import first, remark, timing")
    newcomer.change(f"{store}/schema/__init__.py", r'^    "2_timing": .*\n', r'\g<0>    "3_remark": remark.TABLES,\n')
    assert "test_the_last_version_is_the_one_that_alembic_ends_in" in newcomer.check(met, code=1)
    newcomer.write(
        f"{store}/migrations/versions/remark.py",
        '"""Remarks."""\n\nfrom alembic import op\n\n'
        "from jazari_assess.portfolio.store.migrations.steps import make_objects\n\n"
        'revision = "3_remark"\ndown_revision = "2_timing"\n\n\n'
        'def upgrade() -> None:\n    """Make the table."""\n    make_objects(op.get_bind(), revision)\n',
    )
    newcomer.change(
        f"{store}/tables.py", r"^WRITTEN = ", 'REMARK = _table("remark", _firm=Text, words=Text)\nWRITTEN = '
    )
    newcomer.change(f"{store}/tables.py", r"^    WRITTEN,\n", "    WRITTEN,\n    REMARK,\n")
    assert " passed" in newcomer.check(met)


def test_an_error(newcomer: Newcomer) -> None:
    """A code without words is named; with them, each language says what, where and what to do, and leaves with 1."""
    (house,) = proofs("An error")
    raising = (
        "    if not dossier.assessment.answers:\n"
        '        raise ProblemsError([Problem(code="nothing-answered", place=Place(file=str(dossier.file)))])\n'
    )
    newcomer.change("jazari_assess/app/scoring.py", r"^    asked = dossier\.models\(models\)\n", rf"{raising}\g<0>")
    assert "nothing-answered" in newcomer.check(f"{house} -k problem", code=1)
    newcomer.write("firm.yaml", FIRM.replace("ID", "industrie-x0").replace("answers: {", "answers: {}  # {"))
    said = {"fr": "Rien", "ar": "لا", "en": "Nothing"}
    for language, word in said.items():
        text = f'  nothing-answered:\n    message: "{word} X."\n    remedy: "{word} Y."\n'
        newcomer.word(language, "problems", text)
    newcomer.check(f"{house} -k problem")
    for language, word in said.items():
        told = newcomer.run(f"jazari-assess score firm.yaml --migrate --lang {language}", code=1)
        assert all(part in told for part in ("firm.yaml", "nothing-answered", f"{word} X.", f"{word} Y."))
