"""``content``: what there is, one entry, whether all is right, and the schemas for editors."""

import json
from pathlib import Path

import pytest

from jazari_assess.reading.schema import SCHEMAS, schema_text
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
    assert "(maintenance, level)" in said
    assert "%" in said


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
