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
from tests.render.spreadsheet import recalculated, resaved
from tests.render.workbook_reader import opened

SAMPLE = (2, 4, 5, 9, 11, 14)
"""Seeds of firms with few answers, with most and with all of them, on both paths."""
OWN_SAMPLE = (0, 1, 3, 4, 6)


def found_wrong(form: bytes, content: FormContent, seeds: Sequence[int], folder: Path) -> Mapping[str, list[str]]:
    """Return for each firm drawn by chance where the workbook says something else than the engine."""
    drawn = {str(seed): random_assessment(content.structure, seed) for seed in seeds}
    books, own = {}, Filling.of(form)
    for name, one in drawn.items():
        own.fill(content.structure, one)
        books[name] = own.typed_into(form)
    found = {}
    for name, data in resaved(books, folder).items():
        engine = engine_result(content, Assessment.model_validate_json(json.dumps(drawn[name])))
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        found[name] = wrong(said_by_workbook(book, content), engine)
    return {name: told for name, told in found.items() if told}


def test_workbook_and_engine_agree(forms: Mapping[str, bytes], content: FormContent, tmp_path: Path) -> None:
    """Nodes, bounds, coverage, levels, flags in order and the first five in order, to 1e-9."""
    assert found_wrong(forms["fr"], content, SAMPLE, tmp_path) == {}


@pytest.mark.soak
@pytest.mark.parametrize("start", range(0, 300, 25))
def test_workbook_and_engine_agree_on_many(
    forms: Mapping[str, bytes], content: FormContent, tmp_path: Path, start: int
) -> None:
    """300 firms drawn by chance."""
    assert found_wrong(forms["fr"], content, range(start, start + 25), tmp_path) == {}


@pytest.fixture
def own(run: Run, tmp_path: Path) -> FormContent:
    """A questionnaire and a model as ``content new`` begins them: every kind of question, a condition."""
    folder = tmp_path / "own"
    for kind in ("questionnaire", "model"):
        assert run("content", "new", kind, "mine", "--out", folder).returncode == 0
    return form_content(folder, questionnaire="mine")


def test_own_content_is_computed_as_the_engine_does(own: FormContent, tmp_path: Path) -> None:
    """A questionnaire and a model of one's own make a working form, without a line of code."""
    form = excel_form(form_order(own, "fr")).bytes()
    assert found_wrong(form, own, OWN_SAMPLE, tmp_path / "sheets") == {}


@pytest.mark.soak
@pytest.mark.parametrize("name", [name for name in questionnaires() if name != "industrie-x0"])
def test_other_models_are_computed_as_the_engine_does(name: str, tmp_path: Path) -> None:
    """Minima, ladders, levels with upper bounds: the other questionnaires of the tests, each with its main model."""
    main = [one for one in models().values() if one.structure.questionnaire == name and one.structure.role == "main"]
    other = FormContent(questionnaire=questionnaires()[name], model=main[0], catalogue=library().catalogue)
    form = excel_form(form_order(other, "fr")).bytes()
    assert found_wrong(form, other, (0, 1, 4, 5, 11), tmp_path) == {}


def test_stored_values_are_those_that_are_computed(content: FormContent, tmp_path: Path) -> None:
    """What Protected View shows is right: each formula of a form stores the value that LibreOffice computes."""
    profile = Profile(firm="Ateliers", sector="textile-leather", staff=7, region="oriental", aims=("know-costs",))
    known = Prefilled(id="f-1", profile=profile)
    made = {
        "blank": excel_form(form_order(content, "fr")).bytes(),
        "known": excel_form(form_order(content, "ar", express=True)).bytes(known),
    }
    computed = recalculated(made, tmp_path)
    for name, data in made.items():
        stored, written = opened(data), load_workbook(io.BytesIO(data))
        cells = [
            (sheet.title, cell.coordinate)
            for sheet in written.worksheets
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "f"
        ]
        told = [(*at, stored[at[0]][at[1]].value, computed[name][at[0]][at[1]].value) for at in cells]
        assert [one for one in told if not alike(*one[2:])] == []
        assert len(cells) > 5000


def alike(stored: object, computed: object) -> bool:
    """Tell whether two values are one: numbers to 1e-9, nothing and an empty text alike."""
    if isinstance(stored, int | float) and isinstance(computed, int | float):
        return abs(stored - computed) <= 1e-9
    return (stored or "") == (computed or "")
