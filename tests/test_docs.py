"""The documentation, and the words of the help that a start reads, say what the program does."""

import os.path
import re
from pathlib import Path

import pytest

from jazari_assess.cli.program import program
from jazari_assess.model.assessment import Assessment, Given
from jazari_assess.model.profile import Profile
from jazari_assess.reading.assessment.file import parse_assessment
from jazari_assess.reading.content.help_text import help_to_keep, kept_help, read_help
from jazari_assess.reading.content.interface_text import read_help_text
from jazari_assess.reading.content.languages import languages
from jazari_assess.reading.yaml_json.schema import SCHEMAS, schema_text
from tests.conftest import ROOT, Run
from tests.engine.content import library

WHOLE = program()
COMMANDS = ROOT / "docs" / "commands.md"
SCHEMA_FOLDER = ROOT / "docs" / "schemas"
BLOCK = re.compile(r"```console\n\$ jazari-assess ([^\n]*)\n(.*?)```", re.DOTALL)


def test_help_blocks_of_the_documentation_are_what_the_commands_print(run: Run, refresh: bool) -> None:
    """Each console block of docs/commands.md equals the output of its command."""

    def printed(block: re.Match[str]) -> str:
        said = run(*block[1].split(), env={"COLUMNS": "80", "JAZARI_LANG": "en"}).stdout.decode()
        return f"```console\n$ jazari-assess {block[1]}\n{said.rstrip()}\n```"

    written = COMMANDS.read_text(encoding="utf-8")
    expected = BLOCK.sub(printed, written)
    if refresh:
        COMMANDS.write_text(expected, encoding="utf-8")
    assert BLOCK.search(written)
    assert COMMANDS.read_text(encoding="utf-8") == expected


def command_names() -> list[str]:
    """Return each command as it is typed, from the explicit list of the application."""
    own = [command.name or command.callback.__name__ for command in WHOLE.registered_commands if command.callback]
    below = [
        f"{group.name} {command.name or command.callback.__name__}"
        for group in WHOLE.registered_groups
        if group.typer_instance
        for command in group.typer_instance.registered_commands
        if command.callback
    ]
    return [*own, *below]


@pytest.mark.parametrize("command", command_names())
def test_every_command_is_documented(command: str) -> None:
    """No command exists without its help in docs/commands.md."""
    assert f"$ jazari-assess {command} --help" in COMMANDS.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", SCHEMAS)
def test_committed_schemas_are_those_of_the_program(kind: str, refresh: bool) -> None:
    """docs/schemas holds what ``content schema`` prints, for editors that take a file."""
    path = SCHEMA_FOLDER / f"{kind}.json"
    if refresh:
        path.write_text(schema_text(kind), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == schema_text(kind)


@pytest.mark.parametrize("language", languages())
def test_words_that_are_kept_are_those_of_the_yaml(language: str, refresh: bool) -> None:
    """What a start reads is what the YAML says, set as its language sets it; ``--refresh`` writes it anew."""
    text = read_help_text(language)
    if refresh:
        kept_help(language).write_text(help_to_keep(text), encoding="utf-8")
    assert kept_help(language).read_text(encoding="utf-8") == help_to_keep(text)
    assert read_help(language) == text


def linked(document: Path) -> list[Path]:
    """Return the files that a page links to, parts of pages aside."""
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8"))
    return [Path(os.path.normpath(document.parent / link)) for link in links]


@pytest.mark.parametrize(
    "document", sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").rglob("*.md")), ids=lambda path: path.stem
)
def test_links_to_files_lead_somewhere(document: Path) -> None:
    """A relative link in the documentation points at a file that exists."""
    assert [path for path in linked(document) if not path.exists()] == []


def test_every_page_is_reached_from_the_readme() -> None:
    """Whoever begins at the README comes to each page, in one step or several."""
    reached: set[Path] = set()
    ahead = [ROOT / "README.md"]
    while ahead:
        page = ahead.pop()
        if page not in reached:
            reached.add(page)
            ahead += [path for path in linked(page) if path.suffix == ".md"]
    assert set((ROOT / "docs").rglob("*.md")) - reached == set()


def test_the_assessment_that_is_documented_is_read_and_shows_every_key_a_person_types() -> None:
    """The example of docs/content-formats.md is a sound assessment; each key of the format stands in it or below it."""
    told = (ROOT / "docs" / "content-formats.md").read_text(encoding="utf-8")
    part = told.partition("## An assessment: one firm's answers")[2].partition("\n## ")[0]
    example = part.partition("```yaml\n")[2].partition("```")[0]
    read = parse_assessment(example.encode(), Path("example.yaml"), library())
    assert [answer.state for answer in read.answers.values()].count("given") == 3
    assert {answer.state for answer in read.answers.values()} == {"given", "unknown", "not-applicable", "unanswered"}
    keys = {field.alias or name for kind in (Assessment, Profile, Given) for name, field in kind.model_fields.items()}
    assert {key for key in keys if f"{key}:" not in example and f"`{key}`" not in part} == set()
