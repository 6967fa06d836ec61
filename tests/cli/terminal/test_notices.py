"""A view of another model says in every output, and in the language asked for, that it is no certified assessment."""

import json
from pathlib import Path

import pytest

from jazari_assess.content import own_root
from jazari_assess.reading.content.library import read_library
from tests.cli.samples import CANNERY
from tests.conftest import Run

MODELS = read_library([own_root()]).models
VIEWS = [name for name, model in MODELS.items() if model.structure.role == "view"]
LANGUAGES = ("fr", "ar", "en")
ALL_VIEWS = [part for view in VIEWS for part in ("--model", view)]


def notice(view: str, language: str) -> str:
    """Return the notice of a view as its words have it."""
    found = MODELS[view].texts[language].notice
    assert found
    return found


def flat(text: str) -> str:
    """Return a text without blanks, direction marks and curved apostrophes, which terminals and typographers change."""
    plain = text.replace("\u2019", "'")
    return "".join(letter for letter in plain if not letter.isspace() and letter not in "\u200e\u200f\u2066\u2069")


@pytest.mark.parametrize("language", LANGUAGES)
def test_scores(run: Run, language: str) -> None:
    """Scores of all views in the terminal, and in JSON under ``notices`` by the id of the view."""
    said = flat(run("score", CANNERY, *ALL_VIEWS, "--lang", language).stdout.decode())
    assert [view for view in VIEWS if flat(notice(view, language)) not in said] == []
    told = json.loads(run("score", CANNERY, *ALL_VIEWS, "--json", "--lang", language).stdout)
    assert told["notices"] == {view: notice(view, language) for view in VIEWS}


@pytest.mark.parametrize(("view", "language"), list(zip(VIEWS, LANGUAGES * 3, strict=False)))
def test_arithmetic_weights_and_model(run: Run, view: str, language: str) -> None:
    """The arithmetic, the weights and the model itself end with the notice; JSON has it, too."""
    for arguments in (("explain", CANNERY, "--model", view), ("weights", "show", view)):
        assert flat(notice(view, language)) in flat(run(*arguments, "--lang", language).stdout.decode())
        told = json.loads(run(*arguments, "--json", "--lang", language).stdout)
        assert told["notices"] == {view: notice(view, language)}
    shown = run("content", "show", view, "--lang", language).stdout.decode()
    assert flat(notice(view, language)) in flat(shown)


def test_main_model_has_none(run: Run) -> None:
    """What is ours needs no notice."""
    assert "notices" not in json.loads(run("score", CANNERY, "--json").stdout)
    assert "notices" not in json.loads(run("weights", "show", "industrie-x0", "--json").stdout)


def test_report_as_json(run: Run, tmp_path: Path) -> None:
    """A report's JSON has the notices of all its views."""
    ended = run("report", CANNERY, "--out", tmp_path, "--format", "json", "--lang", "en")
    told = json.loads(Path(ended.stdout.decode().strip()).read_text(encoding="utf-8"))
    assert set(told["notices"]) == set(VIEWS)
