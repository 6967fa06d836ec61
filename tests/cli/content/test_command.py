"""``content``: what there is, one entry, whether all is right, and the schemas for editors."""

import json
from pathlib import Path

import pytest

from jazari_assess import app
from jazari_assess.errors import UsageError
from jazari_assess.reading.yaml_json.schema import SCHEMAS, schema_text
from tests.conftest import Run


def test_list_names_every_kind(run: Run) -> None:
    """Questionnaires, models, providers, services and actions, with their ids."""
    ended = run("content", "list", "--lang", "en", env={"COLUMNS": "200"})
    said = ended.stdout.decode()
    assert ended.returncode == 0
    for words in (
        "Questionnaires",
        "Maturity models",
        "Providers",
        "Services and programmes",
        "Actions",
        "industrie-x0",
    ):
        assert words in said


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_show_has_questionnaire_and_model_of_one_id(run: Run, language: str) -> None:
    """An id that a questionnaire and a model share shows both."""
    ended = run("content", "show", "industrie-x0", "--lang", language, env={"COLUMNS": "250"})
    said = ended.stdout.decode()
    assert ended.returncode == 0
    assert "(maintenance, " in said
    assert "%" in said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "Parcours court\u00a0: 27 questions, environ 1"),
        ("en", "Short path: 27 questions, about 1"),
        ("ar", "عدد الأسئلة \u206827\u2069"),
    ],
)
def test_show_estimates_the_time(run: Run, language: str, said: str) -> None:
    """A questionnaire says how long its two paths take, from the lengths of its texts."""
    shown = run("content", "show", "industrie-x0", "--lang", language).stdout.decode()
    assert said in shown


def test_show_tells_an_entry_in_words(run: Run) -> None:
    """Options with their numbers, conditions as signs, regions and kinds worded; notes only where asked for."""
    question = run("content", "show", "maintenance", "--lang", "en").stdout.decode()
    assert "0. We repair" in question
    assert "No history of breakdowns" not in question
    noted = run("content", "show", "maintenance", "--lang", "en", "--notes").stdout.decode()
    assert "Author's note: rationale" in noted
    service = run("content", "show", "jix0-predictive-maintenance", "--lang", "fr").stdout.decode()
    assert "convention signée" in service
    assert "Fès-Meknès" in service
    number = run("content", "show", "connected-machines", "--lang", "en").stdout.decode()
    assert "0 → 0 · 20 → 0.25" in number


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("{question: a, is: x}", "a = x"),
        ("{question: a, in: [x, 2]}", "a = x / 2"),
        ("{question: a, at-least: 2}", "a ≥ 2"),
        ("{any: [{question: a, answered: true}, {not: {question: b, answered: false}}]}", "(a ≠ ∅) | (¬ (b = ∅))"),
        ("{all: [{question: a, is: x}, {question: b, is: y}]}", "(a = x) & (b = y)"),
    ],
)
def test_conditions_are_told_in_signs(condition: str, said: str) -> None:
    """Each kind of condition reads the same in every language."""
    from jazari_assess.cli.terminal.entry import _Teller
    from jazari_assess.model.questionnaire import TextQuestion
    from jazari_assess.reading.content.interface_text import read_interface_text
    from jazari_assess.reading.yaml_json.yaml_file import parse_yaml

    value = parse_yaml(f"kind: text\nwhen: {condition}".encode(), "").value
    when = TextQuestion.model_validate(value).when
    assert when is not None
    assert _Teller(read_interface_text("ar")).condition(when) == said


def test_content_in_one_language_only(run: Run, tmp_path: Path) -> None:
    """Own content in English: lists name it in any language, what needs its words refuses the others by name."""
    run("content", "new", "questionnaire", "bakery", "--out", tmp_path)
    run("content", "new", "model", "bakery", "--out", tmp_path)
    for folder in ("questionnaires/bakery", "scoring/models/bakery"):
        for language in ("fr", "ar"):
            (tmp_path / folder / "text" / f"{language}.yaml").unlink()
    assert run("content", "check", tmp_path).returncode == 0
    assert "Questionnaire bakery" in run("content", "list", "--content", tmp_path, "--lang", "fr").stdout.decode()
    ended = run("weights", "show", "bakery", "--content", tmp_path, "--lang", "fr")
    assert ended.returncode == 2
    assert "«\u00a0bakery\u00a0»" in ended.stderr.decode()
    assert run("weights", "show", "bakery", "--content", tmp_path, "--lang", "en").returncode == 0


def test_show_has_every_entry_of_the_catalogue(run: Run) -> None:
    """A provider, a service and an action each show their facts and words."""
    listed = run("content", "list", "--lang", "en", env={"COLUMNS": "200"}).stdout.decode()
    for heading in ("Providers", "Services and programmes", "Actions"):
        table = listed.split(heading)[1].splitlines()
        name = next(line.split("│")[1].strip() for line in table if line.startswith("│"))
        ended = run("content", "show", name, "--lang", "en", env={"COLUMNS": "200"})
        assert ended.returncode == 0
        assert name in ended.stdout.decode()


def test_content_that_comes_with_the_program_is_right(run: Run) -> None:
    """``content check`` finds nothing in ours and says how much it read."""
    ended = run("content", "check", "--lang", "en")
    assert (ended.returncode, ended.stdout) == (0, b"")
    assert ended.stderr.decode().startswith("The content is right.")


def test_every_problem_of_own_content_is_listed_with_its_place(run: Run, tmp_path: Path) -> None:
    """Two mistakes in a folder laid over ours are two problems, each with file, line and column."""
    folder = tmp_path / "questionnaires" / "mine"
    folder.mkdir(parents=True)
    (folder / "questionnaire.yaml").write_text("schema: jazari-assess/questionnaire/1\nid: other\ncolour: blue\n")
    ended = run("content", "check", tmp_path, "--lang", "en", env={"COLUMNS": "200"})
    said = ended.stderr.decode()
    assert ended.returncode == 1
    assert f"{folder}/questionnaire.yaml:3:1: " in said
    assert "Problems found: " in said
    assert "Traceback" not in said


@pytest.mark.parametrize("kind", SCHEMAS)
def test_schema_is_what_the_reader_takes(run: Run, kind: str) -> None:
    """The schema is JSON Schema, closed to unknown keys, with keys as in the files."""
    ended = run("content", "schema", kind)
    told = json.loads(ended.stdout)
    assert ended.returncode == 0
    assert ended.stdout.decode() == schema_text(kind)
    assert told["$schema"].startswith("https://json-schema.org/")
    assert told["additionalProperties"] is False
    assert not [name for name in told["properties"] if "_" in name]


def test_what_is_listed_and_shown_is_told_to_python_too() -> None:
    """The lists, and each kind of entry, come back as plain values with their schema."""
    asked = app.Context(language="en", date="2026-11-29")
    listed = app.list_content(asked).value()
    assert listed["schema"] == "jazari-assess/content-list/1"
    assert {"industrie-x0"} <= {row["id"] for row in listed["models"]}
    told = app.content_entry("industrie-x0", asked).value()
    assert [one["kind"] for one in told["found"]] == ["questionnaire", "model"]
    questionnaire, model = told["found"]
    assert questionnaire["durations"]["express"]["questions"] == 27
    assert all(abs(sum(own.values()) - 1) < 1e-9 for own in model["shares"].values())
    (question,) = app.content_entry("maintenance", asked).value()["found"]
    assert question["facts"]["kind"] == "level"
    json.dumps([listed, told, question])
    with pytest.raises(UsageError) as unknown:
        app.content_entry("nope", asked)
    assert unknown.value.problem.code == "content-unknown"
