"""``content import xlsform``: a form from elsewhere as a questionnaire, with what was not carried."""

from pathlib import Path

import pytest
import yaml

from tests.conftest import Run
from tests.reading.workbook.made import with_parts, workbook
from tests.reading.xlsform.imitations import SATISFACTION, WORKSHOP


def test_form_becomes_a_questionnaire(run: Run, tmp_path: Path) -> None:
    """Files are written and right, what was not carried is told with its cell, and the command leaves with 3."""
    form = workbook(tmp_path / "Site visit.xlsx", WORKSHOP)
    ended = run("content", "import", "xlsform", form, "--out", tmp_path / "own", "--lang", "en")
    said = ended.stderr.decode()
    assert ended.returncode == 3, said
    folder = tmp_path / "own" / "questionnaires" / "site-visit"
    assert ended.stdout.decode().split() == [
        str(folder / "questionnaire.yaml"),
        str(folder / "text" / "fr.yaml"),
        str(folder / "text" / "en.yaml"),
    ]
    assert "[survey!F15]: xlsform-relevant" in said
    assert "7 questions carried over (languages: fr, en); 6 points not carried over" in said
    assert run("content", "check", tmp_path / "own").returncode == 0
    assert "site-visit" in run("content", "list", "--content", tmp_path / "own").stdout.decode()


def test_levels_can_be_scored_with_a_new_model(run: Run, tmp_path: Path) -> None:
    """With --levels the lists are scored, and a model made over them is right."""
    form = workbook(tmp_path / "form.xlsx", SATISFACTION)
    out = tmp_path / "own"
    ended = run("content", "import", "xlsform", form, "--out", out, "--id", "satisfaction", "--levels", "--lang", "en")
    assert ended.returncode == 3
    assert run("content", "new", "model", "satisfaction", "--out", out, "--lang", "en").returncode == 0
    assert run("content", "check", out).returncode == 0
    model = yaml.safe_load((out / "scoring/models/satisfaction/model.yaml").read_text(encoding="utf-8"))
    assert model["nodes"]["general"]["children"][:2] == ["training", "tools"]


def test_form_that_is_carried_whole(run: Run, tmp_path: Path) -> None:
    """When nothing is lost the command leaves with 0."""
    form = workbook(tmp_path / "form.xlsx", {"survey": [["type", "name", "label"], ["text", "x", "X"]]})
    assert run("content", "import", "xlsform", form, "--out", tmp_path / "own", "--lang", "en").returncode == 0


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_words_of_the_report(run: Run, tmp_path: Path, language: str) -> None:
    """What was not carried is told in the language asked for."""
    form = workbook(tmp_path / "form.xlsx", WORKSHOP)
    said = run("content", "import", "xlsform", form, "--out", tmp_path, "--lang", language).stderr.decode()
    assert {"fr": "7 questions reprises", "ar": "عدد الأسئلة المنقولة \u20687\u2069"}[language] in said


@pytest.mark.parametrize("bomb", [b" " * 12_000_000, b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'])
def test_hostile_workbook_writes_nothing(run: Run, tmp_path: Path, bomb: bytes) -> None:
    """A bomb or a document type in the form is refused with its file, and no folder is made."""
    form = with_parts(workbook(tmp_path / "form.xlsx", WORKSHOP), {"xl/worksheets/sheet1.xml": bomb})
    ended = run("content", "import", "xlsform", form, "--out", tmp_path / "own", "--lang", "en")
    assert ended.returncode == 1
    assert str(form) in ended.stderr.decode()
    assert not (tmp_path / "own").exists()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("poem", "form.xlsx"), 2),
        (("xlsform", "form.xlsx", "--id", "../x"), 2),
        (("xlsform", "form.xlsx", "--id", "industrie-x0"), 2),
        (("xlsform", "gone.xlsx"), 1),
    ],
)
def test_wrong_use(run: Run, tmp_path: Path, arguments: tuple[str, ...], code: int) -> None:
    """A kind or id that cannot be is a wrong use; a missing file is a wrong input."""
    workbook(tmp_path / "form.xlsx", WORKSHOP)
    ended = run("content", "import", *arguments, "--out", tmp_path / "own", cwd=tmp_path)
    assert ended.returncode == code
    assert not (tmp_path / "own").exists()


def test_a_second_import_changes_nothing(run: Run, tmp_path: Path) -> None:
    """The id is taken then: what is there is kept."""
    form = workbook(tmp_path / "form.xlsx", WORKSHOP)
    run("content", "import", "xlsform", form, "--out", tmp_path / "own")
    path = tmp_path / "own" / "questionnaires" / "form" / "questionnaire.yaml"
    before = path.read_bytes()
    assert run("content", "import", "xlsform", form, "--out", tmp_path / "own").returncode == 2
    assert path.read_bytes() == before
