"""What every command keeps to: its work done in three languages, JSON that is JSON, and typed texts that do nothing.

A command that comes needs a line in ``EXAMPLES``, or the first test fails.
"""

import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
import yaml
from openpyxl import load_workbook
from typer.main import get_command

from jazari_assess.cli.program import program
from jazari_assess.model.questionnaire import (
    ChecklistQuestion,
    ChoiceQuestion,
    LevelQuestion,
    NumberQuestion,
    YesPartlyNoQuestion,
)
from jazari_assess.reading.content.languages import languages
from tests.batch.exports import content, text_file
from tests.cli.samples import WORKSHOP
from tests.conftest import Ended, Run
from tests.engine.content import library
from tests.published import benchmark_file
from tests.reading.workbook.made import workbook
from tests.test_docs import command_names

pytestmark = pytest.mark.xdist_group("commands")  # one process makes what its tests share
HOSTILE = "Canary [/red] [link=file:///etc/passwd]Z[/link] <script>Z</script> {{7*7}} {firm} {0} =1+1"
FOREIGN = "\N{RIGHT-TO-LEFT OVERRIDE}gpj.exe"
ACTING = {chr(code) for code in (*range(0x0A), *range(0x0B, 0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F))}
CARRIED = "questionnaires/industrie-x0/examples/firm.yaml"
NO = {"fr": "non", "ar": "لا", "en": "no"}
QUICK_PLAN = ("--horizon", "3", "--gap", "0.5")
Tree = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Example:
    """How a command is called so that it does its work, and what shows that it did.

    ``code`` is how it ends, ``writes`` the files it leaves under OUT, ``typed`` lines that a person types, NO for the
    language's word. ``tells`` and ``keeps`` say that the hostile text stands in what it says, or in a file it leaves.
    ``worded`` is False where all it prints is paths, ids or formats. ``languages`` are those it is run in.
    """

    call: tuple[str, ...] = ()
    code: int = 0
    writes: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()
    tells: bool = False
    keeps: bool = False
    worded: bool = True
    languages: tuple[str, ...] = languages()


EXAMPLES: Mapping[str, Example] = {
    "demo": Example(languages=()),  # the tests of the wheel run it, and those of render its reports in every language
    "interview": Example(
        call=("OUT/new.yaml", "--plain", "--express"), typed=("NO", HOSTILE), writes=("new.yaml",), keeps=True
    ),
    "score": Example(call=("FIRM",), tells=True),
    "explain": Example(call=("FIRM", "cybersecurity-privacy")),
    "plan": Example(call=("FIRM", *QUICK_PLAN), tells=True),
    "report": Example(
        call=("FIRM", "--out", "OUT", "--format", "json"),
        writes=("*.json",),
        keeps=True,
        languages=("ar",),
    ),
    "compare": Example(call=("FIRM", "SECOND"), tells=True),
    "form export": Example(call=("--output", "OUT/form.html"), writes=("form.html",), worded=False),
    "form import": Example(call=("FIRM", "--out", "OUT"), writes=("*",), keeps=True),
    "form status": Example(call=("FOLDER", "--for", "FIRMS"), tells=True),
    "batch run": Example(
        call=("TABLE", "--out", "OUT", "--no-portfolio"), code=3, writes=("results.parquet", "rejected.xlsx")
    ),
    "batch match": Example(call=("TABLE", "--output", "OUT/map.yaml"), writes=("map.yaml",)),
    "batch template": Example(call=("--output", "OUT/template.xlsx"), writes=("template.xlsx",), worded=False),
    "weights show": Example(call=("industrie-x0",)),
    "weights new": Example(
        call=("industrie-x0", "--node", "strategy-governance", "--out", "OUT"),
        typed=(f"= {HOSTILE}",) * 20,
        writes=("scoring/models/industrie-x0/model.yaml",),
        keeps=True,
    ),
    "content list": Example(),
    "content show": Example(call=("maintenance",)),
    "content check": Example(),
    "content schema": Example(call=("assessment",), worded=False),
    "content new": Example(call=("questionnaire", "own", "--out", "OUT"), writes=("questionnaires/own/*.yaml",)),
    "content migrate": Example(call=("OUT",), writes=(CARRIED,), keeps=True),
    "content import": Example(
        call=("xlsform", "FORM", "--out", "OUT"), code=3, writes=("questionnaires/form/*.yaml",), keeps=True
    ),
    "catalogue list": Example(call=("--kind", "provider")),
    "catalogue show": Example(call=("carbon-data",)),
    "catalogue check": Example(),
    "catalogue new": Example(call=("new-action", "--out", "OUT"), writes=("scoring/catalogue/actions.yaml",)),
    "catalogue import": Example(call=("SHEET", "--out", "OUT"), writes=("scoring/catalogue/*.yaml",), keeps=True),
    "assessment migrate": Example(call=("OLD", "--output", "OUT/firm.yaml"), writes=("firm.yaml",), keeps=True),
    "assessment merge": Example(call=("FIRM", "SECOND", "--output", "OUT/all.yaml"), writes=("all.yaml",), keeps=True),
    "assessment agreement": Example(call=("FIRM", "SECOND")),
    "settings show": Example(),
    "settings set": Example(call=("consultant", HOSTILE), tells=True),
    "completion": Example(call=("bash", "--show"), worded=False),
    "doctor": Example(),
    "portfolio add": Example(call=("FIRM", "--store", "OUT/new.db"), writes=("new.db",)),
    "portfolio list": Example(call=("--store", "STORE"), tells=True),
    "portfolio show": Example(call=(HOSTILE, "--store", "STORE"), tells=True),
    "portfolio due": Example(call=("--store", "STORE", "--within", "3650"), tells=True),
    "portfolio export": Example(
        call=("--store", "STORE", "--output", "OUT/all.xlsx", "--names"), writes=("all.xlsx",), worded=False
    ),
    "portfolio publish": Example(call=("--output", "OUT/benchmark.json", "--store", "STORE"), code=1),
    "portfolio benchmark": Example(call=("FIRM", "--benchmark", "BENCHMARK"), tells=True),
    "portfolio diagnose": Example(call=("--store", "STORE")),
    "portfolio overview": Example(
        call=("--out", "OUT", "--store", "STORE", "--format", "html"), writes=("portfolio.html",), worded=False
    ),
    "portfolio compare": Example(call=("--firm", HOSTILE, "--store", "STORE"), tells=True),
    "portfolio same": Example(call=(HOSTILE, "Other", "--store", "STORE")),
    "portfolio apart": Example(call=("Joined", "--store", "STORE")),
    "portfolio erase": Example(call=("--firm", HOSTILE, "--store", "STORE", "--yes")),
    "portfolio retention": Example(call=("--months", "1200", "--store", "STORE")),
    "portfolio backup": Example(call=("--output", "OUT/backup.db", "--store", "STORE"), writes=("backup.db",)),
    "portfolio restore": Example(call=("STORE", "--store", "OUT/again.db"), writes=("again.db",)),
    "portfolio seal": Example(call=("--key", "OUT/key", "--yes", "--store", "STORE"), writes=("key",)),
}
"""How each command is called."""
NO_PLAN = {("plan", "empty"): 1}
"""A firm that answered nothing has no plan: the command says so and leaves with 1."""
ABOUT_A_FIRM = (
    "score",
    "explain",
    "plan",
    "report",
    "compare",
    "form import",
    "assessment merge",
    "assessment agreement",
)


def firm(**changes: object) -> Tree:
    """Return an assessment of the workshop as plain values, with other fields of its profile and other answers."""
    tree: Tree = yaml.safe_load(WORKSHOP.read_text(encoding="utf-8"))
    answers = changes.pop("answers", tree["answers"])
    return {**tree, "profile": {**tree["profile"], **changes}, "answers": answers}


def best() -> Tree:
    """Return the best answer to every question that has a value."""
    found: Tree = {}
    for name, question in content().structure.questions.items():
        match question:
            case LevelQuestion():
                found[name] = question.options - 1
            case NumberQuestion():
                top = max(question.map_, key=lambda point: point[1])[0]
                found[name] = int(top) if question.integer else top
            case YesPartlyNoQuestion():
                found[name] = "yes"
            case ChoiceQuestion():
                found[name] = max(question.options, key=lambda option: question.options[option])
            case ChecklistQuestion():
                found[name] = [option for option, points in question.options.items() if points > 0]
    return found


FIRMS: Mapping[str, Callable[[], Tree]] = {
    "hostile": lambda: firm(firm=HOSTILE),
    "empty": lambda: {**firm(answers={}), "profile": {"firm": "E"}},
    "extreme": lambda: firm(firm="م" * 300, staff=1_000_000, answers=best()),
}


def write(folder: Path, name: str, value: object) -> Path:
    """Write a value as JSON, which can carry any character."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, default=str, ensure_ascii=False), encoding="utf-8")
    return path


def placed(folder: Path, kind: str = "hostile") -> dict[str, Path]:
    """Write what the examples name: two files of a firm, an old one, tables, a form and a sheet, all with its name."""
    own = FIRMS[kind]()
    other = {**own, "profile": {**own["profile"], "respondent-name": "Amal"}, "answers": dict(own["answers"])}
    other["answers"].pop("maintenance", None)
    old = {**own, "questionnaire": {**own["questionnaire"], "version": "0.9.0"}}
    name = own["profile"]["firm"]
    rows = [["id", "firm-name", "maintenance"], ["a", name, 2], ["b", FOREIGN, 99]]
    question = [["type", "name", "label"], ["text", "firm", name], ["geopoint", "place", name]]
    return {
        "FIRM": write(folder, "firm.json", own),
        "SECOND": write(folder, "second.json", other),
        "OLD": write(folder, "old.json", old),
        "FOLDER": write(folder, "returned/firm.json", own).parent,
        "OUT": write(folder, f"out/{CARRIED}", old).parents[3],
        "TABLE": text_file(folder / "table.csv", rows),
        "FIRMS": text_file(folder / "firms.csv", [["firm"], [name]]),
        "BENCHMARK": benchmark_file(folder / "benchmark.json", library().models["industrie-x0"]),
        "FORM": workbook(folder / "form.xlsx", {"survey": question}),
    }


class Commands:
    """Runs the examples, each once a language, and keeps what they said and wrote."""

    def __init__(self, run: Run, folder: Path) -> None:
        """Write into new folders below ``folder``."""
        self._run, self._folder = run, folder
        self._ended = cache(self._run_once)

    def ended(self, command: str, language: str, kind: str = "hostile", *more: str) -> tuple[Ended, Path]:
        """Return how a command ended, and the folder that was its OUT."""
        return self._ended(command, language, kind, *more)

    def _run_once(self, command: str, language: str, kind: str, *more: str) -> tuple[Ended, Path]:
        example = EXAMPLES[command]
        folder = self._folder / "-".join((command, language, kind, *more)).replace(" ", "-")
        places = placed(folder, kind)
        if "SHEET" in example.call:
            places["SHEET"] = self._sheet(folder)
        if "STORE" in example.call:
            places["STORE"] = self._store(folder, kind)
        named = [str(places[first]) + part[len(first) :] if (first := part.split("/")[0]) in places else part
                 for part in example.call]  # fmt: skip
        typed = "".join(f"{NO[language] if line == 'NO' else line}\n" for line in example.typed).encode()
        with mock.patch("sys.stdin", io.TextIOWrapper(io.BytesIO(typed), encoding="utf-8")):
            own = {"XDG_CONFIG_HOME": str(folder / "config")}  # what is chosen here holds for no other test
            ended = self._run(*command.split(), *named, *more, "--lang", language, env=own)
        return ended, places["OUT"]

    def _store(self, folder: Path, kind: str) -> Path:
        """Make a store with the firm at two stages, one of another name, and one that is joined to that."""
        own, store = FIRMS[kind]() | {"sample": False}, folder / "portfolio.db"
        later = {**own, "stage": "T1", "date": "2027-05-20"}
        others = [firm(firm=name, ice=None) for name in ("Other", "Joined")]
        every = [write(folder, f"stored/{place}.json", one) for place, one in enumerate((own, later, *others))]
        assert self._run("portfolio", "add", *every, "--store", store).returncode == 0
        if "apart" in folder.name:
            assert self._run("portfolio", "same", "Other", "Joined", "--store", store).returncode == 0
        return store

    def _sheet(self, folder: Path) -> Path:
        """Write the sheet of catalogue entries with a provider whose name is hostile."""
        path = folder / "sheet.xlsx"
        assert self._run("catalogue", "new", "--excel", path).returncode == 0
        book = load_workbook(path)
        sheet = book["providers"]
        sheet["A3"] = "own-provider"
        for column, head in enumerate(sheet[2], start=1):
            if head.value == "name fr":
                sheet.cell(3, column).value = HOSTILE
        book.save(path)
        return path


@pytest.fixture(scope="module")
def commands(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Commands:
    """Return what runs the examples."""
    return Commands(run, tmp_path_factory.mktemp("contract"))


def told(ended: Ended) -> str:
    """Return all that a command said."""
    return ended.stdout.decode() + ended.stderr.decode()


def taken(command: str) -> set[str]:
    """Return the names of what a command takes."""
    group: Any = get_command(program())
    for part in command.split():
        group = group.commands[part]
    return {parameter.name for parameter in group.params}


def with_json() -> list[str]:
    """Return the commands that have --json, by what they take."""
    found = [command for command in EXAMPLES if "json" in taken(command)]
    assert len(found) > 3
    return found


def test_every_command_has_an_example() -> None:
    """No command is without a line above, and no line is of a command that is gone."""
    assert set(EXAMPLES) == set(command_names())


def does_its_work(commands: Commands, command: str, language: str, kind: str = "hostile") -> None:
    """Assert that a command ends as its example says and leaves what it says; nothing it tells acts on a terminal."""
    ended, out = commands.ended(command, language, kind)
    assert ended.returncode == NO_PLAN.get((command, kind), EXAMPLES[command].code), told(ended)
    assert not ACTING & set(told(ended))
    for pattern in EXAMPLES[command].writes:
        assert [path for path in out.glob(pattern) if path.stat().st_size > 0], pattern


@pytest.mark.parametrize(
    ("command", "language"),
    [(command, language) for command, example in EXAMPLES.items() for language in example.languages],
)
def test_every_command_does_its_work_in_every_language(commands: Commands, command: str, language: str) -> None:
    """Three languages, a firm whose name is markup, template and formula."""
    does_its_work(commands, command, language)


@pytest.mark.parametrize(
    "command", [name for name, example in EXAMPLES.items() if example.worded and len(example.languages) > 1]
)
def test_every_language_has_words_of_its_own(commands: Commands, command: str) -> None:
    """What a command tells is told in the language asked for: no two languages say the same."""
    said = [told(commands.ended(command, language)[0]) for language in EXAMPLES[command].languages]
    assert len({text.replace(language, "") for text, language in zip(said, languages(), strict=True)}) == len(said)


@pytest.mark.parametrize("command", [name for name, example in EXAMPLES.items() if example.tells])
def test_a_hostile_text_that_is_told_is_text(commands: Commands, command: str) -> None:
    """Markup, template and formula come out whole."""
    assert HOSTILE in " ".join(told(commands.ended(command, EXAMPLES[command].languages[-1])[0]).split())


@pytest.mark.parametrize("command", [name for name, example in EXAMPLES.items() if example.keeps])
def test_a_hostile_text_that_is_kept_is_text(commands: Commands, command: str) -> None:
    """It stands as a text of its own in a file that is left, and in no file's name."""
    _, out = commands.ended(command, EXAMPLES[command].languages[-1])
    files = [path for path in out.rglob("*") if path.suffix in {".yaml", ".json"}]
    assert HOSTILE in {text for path in files for text in texts(yaml.safe_load(path.read_text(encoding="utf-8")))}
    assert not [path for path in out.rglob("*") if set(path.name) & set("[]{}<>=")]


def texts(value: object) -> Iterator[str]:
    """Yield every text of a tree."""
    match value:
        case str():
            yield value
        case dict():
            for one in value.values():
                yield from texts(one)
        case list():
            for one in value:
                yield from texts(one)


@pytest.mark.parametrize("kind", ["empty", "extreme"])
@pytest.mark.parametrize("command", ABOUT_A_FIRM)
def test_the_empty_and_the_extreme_firm(commands: Commands, command: str, kind: str) -> None:
    """Nothing answered, everything at its best, the longest name: the work is done, never a number that is none."""
    does_its_work(commands, command, "ar", kind)
    assert "nan" not in told(commands.ended(command, "ar", kind)[0]).lower().split()


@pytest.mark.parametrize("command", with_json())
def test_json_is_json_and_nothing_else(commands: Commands, command: str) -> None:
    """With --json standard output is one JSON value without numbers that JSON has not, in any language."""
    for language in ("fr", "en"):
        ended, _ = commands.ended(command, language, "hostile", "--json")
        assert ended.returncode == EXAMPLES[command].code, told(ended)
        assert json.loads(ended.stdout, parse_constant=pytest.fail)
