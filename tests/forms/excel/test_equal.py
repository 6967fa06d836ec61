"""The workbook says what the engine says: LibreOffice computes it, filled with the answers of firms drawn by chance."""

import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook

from jazari_assess.forms.excel.export import excel_form
from jazari_assess.forms.interface import FormContent, Prefilled
from jazari_assess.model.assessment import Assessment
from jazari_assess.model.profile import Profile
from tests.conftest import Run
from tests.engine.content import library, models, questionnaires
from tests.forms.excel.filling import Filling
from tests.forms.excel.said import said_by_workbook, wrong
from tests.forms.html.engine_result import engine_result
from tests.forms.html.random_answers import random_assessment
from tests.forms.orders import form_content, form_order
from tests.render.spreadsheet import resaved
from tests.render.workbook_reader import opened

SAMPLE = (2, 4, 5, 9, 11, 14)
"""Seeds of firms with few answers, with most and with all of them, on both paths."""
OWN_SAMPLE = (0, 1, 3, 4, 6)


def filled_books(form: bytes, content: FormContent, seeds: Sequence[int], mark: str = "") -> Mapping[str, bytes]:
    """Return the form filled by each firm drawn by chance, named by its seed after a mark."""
    books, own = {}, Filling.of(form)
    for seed in seeds:
        own.fill(content.structure, random_assessment(content.structure, seed))
        books[f"{mark}{seed}"] = own.typed_into(form)
    return books


def compared(
    computed: Mapping[str, bytes], content: FormContent, seeds: Sequence[int], mark: str = ""
) -> Mapping[str, list[str]]:
    """Return for each firm where its computed workbook says something else than the engine."""
    found = {}
    for seed in seeds:
        drawn = Assessment.model_validate_json(json.dumps(random_assessment(content.structure, seed)))
        book = load_workbook(io.BytesIO(computed[f"{mark}{seed}"]), read_only=True, data_only=True)
        found[f"{seed}"] = wrong(said_by_workbook(book, content), engine_result(content, drawn))
    return {name: told for name, told in found.items() if told}


def found_wrong(form: bytes, content: FormContent, seeds: Sequence[int], folder: Path) -> Mapping[str, list[str]]:
    """Return for each firm drawn by chance where the workbook says something else than the engine."""
    return compared(resaved(filled_books(form, content, seeds), folder), content, seeds)


KNOWN = Profile(firm="Ateliers", sector="textile-leather", staff=7, region="oriental", aims=("know-costs",))


@pytest.fixture(scope="module")
def made(content: FormContent, forms: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """A form as it is handed out, and one for a firm of which something is known."""
    known = Prefilled(id="f-1", profile=KNOWN)
    return {"blank": forms["fr"], "known": excel_form(form_order(content, "ar", express=True)).bytes(known)}


@pytest.fixture(scope="module")
def computed(
    forms: Mapping[str, bytes],
    made: Mapping[str, bytes],
    content: FormContent,
    own: FormContent,
    tmp_path_factory: pytest.TempPathFactory,
) -> Mapping[str, bytes]:
    """All workbooks of these tests as LibreOffice computes and saves them: it is started once."""
    ours = filled_books(forms["fr"], content, SAMPLE)
    theirs = filled_books(excel_form(form_order(own, "fr")).bytes(), own, OWN_SAMPLE, "own-")
    return resaved({**ours, **theirs, **made}, tmp_path_factory.mktemp("sheets"))


def test_workbook_and_engine_agree(computed: Mapping[str, bytes], content: FormContent) -> None:
    """Nodes, bounds, coverage, levels, flags, checks, the first five and who helps, in order, to 1e-9."""
    assert compared(computed, content, SAMPLE) == {}


@pytest.mark.soak
@pytest.mark.parametrize("start", range(0, 300, 25))
def test_workbook_and_engine_agree_on_many(
    forms: Mapping[str, bytes], content: FormContent, tmp_path: Path, start: int
) -> None:
    """300 firms drawn by chance."""
    assert found_wrong(forms["fr"], content, range(start, start + 25), tmp_path) == {}


@pytest.fixture(scope="module")
def own(run: Run, tmp_path_factory: pytest.TempPathFactory) -> FormContent:
    """A questionnaire and a model as ``content new`` begins them: every kind of question, a condition."""
    folder = tmp_path_factory.mktemp("own")
    for kind in ("questionnaire", "model"):
        assert run("content", "new", kind, "mine", "--out", folder).returncode == 0
    return form_content(folder, questionnaire="mine")


def test_own_content_is_computed_as_the_engine_does(computed: Mapping[str, bytes], own: FormContent) -> None:
    """A questionnaire and a model of one's own make a working form, without a line of code."""
    assert compared(computed, own, OWN_SAMPLE, "own-") == {}


@pytest.mark.soak
@pytest.mark.parametrize("start", range(0, 300, 50))
def test_own_content_is_computed_as_the_engine_does_of_many(own: FormContent, tmp_path: Path, start: int) -> None:
    """300 firms."""
    form = excel_form(form_order(own, "fr")).bytes()
    assert found_wrong(form, own, range(start, start + 50), tmp_path / "sheets") == {}


@pytest.mark.soak
@pytest.mark.parametrize("name", [name for name in questionnaires() if name != "industrie-x0"])
def test_other_models_are_computed_as_the_engine_does(name: str, tmp_path: Path) -> None:
    """Minima, ladders, levels with upper bounds: the other questionnaires of the tests, each with its main model."""
    main = [one for one in models().values() if one.structure.questionnaire == name and one.structure.role == "main"]
    other = FormContent(questionnaire=questionnaires()[name], model=main[0], catalogue=library().catalogue)
    form = excel_form(form_order(other, "fr")).bytes()
    assert found_wrong(form, other, (0, 1, 4, 5, 11), tmp_path) == {}


def test_stored_values_are_those_that_are_computed(computed: Mapping[str, bytes], made: Mapping[str, bytes]) -> None:
    """What Protected View shows is right: each formula of a form stores the value that LibreOffice computes."""
    for name, data in made.items():
        stored, written, found = opened(data), load_workbook(io.BytesIO(data)), opened(computed[name])
        cells = [
            (sheet.title, cell.coordinate)
            for sheet in written.worksheets
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "f"
        ]
        told = [(*at, stored[at[0]][at[1]].value, found[at[0]][at[1]].value) for at in cells]
        assert [one for one in told if not alike(*one[2:])] == []
        assert len(cells) > 5000


def alike(stored: object, computed: object) -> bool:
    """Tell whether two values are one: numbers to 1e-9, nothing and an empty text alike."""
    if isinstance(stored, int | float) and isinstance(computed, int | float):
        return abs(stored - computed) <= 1e-9
    return (stored or "") == (computed or "")
