"""Whole forms: what becomes of them, and that nothing is lost without a word and a cell."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from pyxform.xls2xform import convert

from jazari_assess.errors import ProblemsError
from jazari_assess.model.conditions import All, AtLeast, In, Is
from jazari_assess.model.questionnaire import (
    ChecklistQuestion,
    ChoiceQuestion,
    LevelQuestion,
    NumberQuestion,
    TextQuestion,
)
from jazari_assess.reading.content.library import read_library
from jazari_assess.reading.xlsform.form import TO_FILL, Imported, questionnaire_files, read_xlsform
from jazari_assess.reading.xlsform.questions import Ids
from jazari_assess.reading.xlsform.sheets import language_of
from tests.conftest import ROOT
from tests.reading.workbook.made import workbook
from tests.reading.xlsform.imitations import SATISFACTION, WORKSHOP, Sheets

NONE_WORDS = {"fr": "Aucun de ces points", "en": "None of these"}


def imported(path: Path, sheets: Sheets, *, in_order: bool = False) -> Imported:
    """Return what a form with these sheets becomes."""
    made = workbook(path / "form.xlsx", sheets)
    return read_xlsform(made, language="en", none_words=NONE_WORDS, in_order=in_order, name="form")


def lost(found: Imported) -> list[tuple[str, str | None]]:
    """Return the codes of what was not carried, with sheet and cell."""
    return [(problem.code, f"{problem.place.sheet}!{problem.place.cell}") for problem in found.lost]


def changed(sheets: Sheets, sheet: str, row: int, values: Mapping[int, object]) -> Sheets:
    """Return a form with cells of one row changed; rows and columns count from 1."""
    rows = [list(own) for own in sheets[sheet]]
    for column, value in values.items():
        rows[row - 1] += [None] * (column - len(rows[row - 1]))
        rows[row - 1][column - 1] = value
    return {**sheets, sheet: rows}


@pytest.mark.parametrize("sheets", [WORKSHOP, SATISFACTION])
def test_imitations_are_real_forms(tmp_path: Path, sheets: Sheets) -> None:
    """The reference implementation takes the forms of these tests: they are XLSForms, not our idea of them."""
    path = workbook(tmp_path / "form.xlsx", _for_reference(sheets))
    assert "<h:html" in convert(str(path), validate=False).xform


def _for_reference(sheets: Sheets) -> Sheets:
    """Return a form without the references to questions that it lacks on purpose."""
    survey = [
        [cell.replace("${region}", "'x'") if isinstance(cell, str) else cell for cell in row]
        for row in sheets["survey"]
    ]
    return {**sheets, "survey": survey}


def test_questions_sections_and_words(tmp_path: Path) -> None:
    """Kinds, ids, bounds, groups as sections in the order of asking, and words in both languages."""
    found = imported(tmp_path, WORKSHOP)
    questionnaire = found.questionnaire
    assert questionnaire.sections == {
        "site-info": ("site-name", "staff", "night-shift"),
        "tool-box": ("tools", "age"),
        "detail": ("share",),
        "tool-box-2": ("why",),
    }
    kinds = {name: type(question) for name, question in questionnaire.questions.items()}
    assert kinds == {
        "site-name": TextQuestion,
        "staff": NumberQuestion,
        "night-shift": ChoiceQuestion,
        "tools": ChecklistQuestion,
        "age": NumberQuestion,
        "share": NumberQuestion,
        "why": TextQuestion,
    }
    staff, tools = questionnaire.questions["staff"], questionnaire.questions["tools"]
    assert isinstance(staff, NumberQuestion)
    assert (staff.minimum, staff.maximum, staff.integer, staff.fact) == (1, 500, True, True)
    assert staff.source == "XLSForm form.xlsx, survey 5"
    assert isinstance(tools, ChecklistQuestion)
    assert (tools.options, tools.none) == ({"erp": 1, "machine-log": 1, "none": 0}, "none")
    french, english = found.texts["fr"], found.texts["en"]
    assert list(found.texts) == ["fr", "en"]
    assert french.title == "Visite d'atelier"
    assert french.questions["site-name"].help == "Comme sur la porte"
    assert english.questions["site-name"].help == TO_FILL
    assert english.questions["tools"].options == {"erp": "ERP", "machine-log": "Logbook", "none": "None"}
    assert french.sections["tool-box-2"].title == "Les outils"


def test_conditions_of_questions_and_groups(tmp_path: Path) -> None:
    """A question has its own condition and those of all groups around it."""
    questions = imported(tmp_path, WORKSHOP).questionnaire.questions
    assert questions["staff"].when is None
    assert questions["night-shift"].when == AtLeast(question="staff", at_least=10)
    group = AtLeast(question="staff", at_least=2)
    assert questions["tools"].when == group
    assert questions["age"].when == All(all_=(group, Is(question="tools", is_="erp")))
    assert questions["why"].when == group


def test_everything_lost_has_its_cell(tmp_path: Path) -> None:
    """Types, conditions, columns and missing bounds and labels, each once, in the order of the sheet."""
    assert lost(imported(tmp_path, WORKSHOP)) == [
        ("xlsform-column", "survey!H1"),
        ("xlsform-type", "survey!A2"),
        ("xlsform-bounds", "survey!B10"),
        ("xlsform-bounds", "survey!B12"),
        ("xlsform-type", "survey!A13"),
        ("xlsform-relevant", "survey!F15"),
    ]
    found = imported(tmp_path, WORKSHOP).lost[-1]
    assert found.values == {"found": "${night_shift} != 'yes' or count-selected(${tools}) > 2", "part": "("}


def test_form_in_one_language_with_lists_as_they_are(tmp_path: Path) -> None:
    """Lists are choices that are recorded only; numbers as names compare as numbers; an exclusive option is added."""
    found = imported(tmp_path, SATISFACTION)
    questions = found.questionnaire.questions
    training, wishes, mark = questions["training"], questions["wishes"], questions["mark"]
    assert isinstance(training, ChoiceQuestion)
    assert training.fact
    assert list(training.options) == ["q-1", "q-2", "q-3", "q-4"]
    assert questions["tools"].when == In(question="training", in_=("q-3", "q-4"))
    assert isinstance(wishes, ChecklistQuestion)
    assert wishes.options == {"time": 1, "money": 1, "none": 0}
    assert found.texts["en"].questions["wishes"].options == {"time": "Time", "money": "Money", "none": "None of these"}
    assert isinstance(mark, NumberQuestion)
    assert (mark.minimum, mark.maximum) == (0, 20)
    assert lost(found) == [
        ("xlsform-or-other", "survey!A4"),
        ("xlsform-none-added", "survey!A4"),
        ("xlsform-type", "survey!A5"),
        ("xlsform-relevant", "survey!D6"),
        ("xlsform-repeat", "survey!A7"),
        ("xlsform-bounds", "survey!B8"),
        ("xlsform-choices-count", "survey!A11"),
    ]


def test_lists_as_levels(tmp_path: Path) -> None:
    """Asked so, lists are levels in their order, and they are scored."""
    found = imported(tmp_path, SATISFACTION, in_order=True)
    training = found.questionnaire.questions["training"]
    assert isinstance(training, LevelQuestion)
    assert (training.options, training.fact) == (4, False)
    assert found.questionnaire.questions["tools"].when == In(question="training", in_=(2, 3))
    words = found.texts["en"].questions["training"]
    assert words.options == ("Not at all", "A little", "Mostly", "Fully")
    assert words.look_for == TO_FILL


@pytest.mark.parametrize("sheets", [WORKSHOP, SATISFACTION])
@pytest.mark.parametrize("in_order", [True, False])
def test_what_comes_of_it_is_right(tmp_path: Path, sheets: Sheets, *, in_order: bool) -> None:
    """The files written are a questionnaire without a problem, and read back as what was imported."""
    found = imported(tmp_path, sheets, in_order=in_order)
    for name, text in questionnaire_files(found).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    content = read_library([ROOT, tmp_path]).questionnaires["form"]
    assert content.structure == found.questionnaire
    others = {name: text for name, text in found.texts.items() if name != "fr"}  # French is set as it is read
    assert {name: content.texts[name] for name in others} == others
    assert content.texts.keys() == found.texts.keys()


def test_missing_label_is_filled_and_told(tmp_path: Path) -> None:
    """A question without a label in one language takes the other's; without any, its name; both are told."""
    found = imported(tmp_path, changed(WORKSHOP, "survey", 5, {4: None}))
    assert found.texts["en"].questions["staff"].title == "Combien de personnes ?"
    assert ("xlsform-label", "survey!B5") in lost(found)
    found = imported(tmp_path, changed(WORKSHOP, "survey", 5, {3: None, 4: None}))
    assert found.texts["fr"].questions["staff"].title == "staff"


@pytest.mark.parametrize(
    ("constraint", "bounds", "told"),
    [
        (". > 0 and . < 10", (1, 9), False),
        ("(. >= 2) and (. <= 5)", (2, 5), False),
        (". >= 2 and . != 4", (2, 1_000_000), True),
        ("regex(., '[0-9]')", (0, 1_000_000), True),
        (". > 7 and . < 3", (8, 9), False),
    ],
)
def test_constraints_become_bounds(tmp_path: Path, constraint: str, bounds: tuple[float, float], *, told: bool) -> None:
    """Bounds are read; a constraint that says more, or none, is told with its cell."""
    found = imported(tmp_path, changed(WORKSHOP, "survey", 5, {7: constraint}))
    staff = found.questionnaire.questions["staff"]
    assert isinstance(staff, NumberQuestion)
    assert (staff.minimum, staff.maximum) == bounds
    assert (("xlsform-constraint", "survey!G5") in lost(found)) is told


@pytest.mark.parametrize(
    ("row", "values", "code"),
    [
        (2, {2: "yes"}, None),
        (3, {2: "yes"}, "xlsform-choices-twice"),
        (3, {2: None}, "xlsform-choices-twice"),
    ],
)
def test_lists_with_a_name_twice(tmp_path: Path, row: int, values: Mapping[int, object], code: str | None) -> None:
    """Two choices of one name, or one without, could not be told apart: the question is left out and told."""
    found = imported(tmp_path, changed(WORKSHOP, "choices", row, values))
    assert ("night-shift" in found.questionnaire.questions) is (code is None)
    assert code is None or (code, "survey!A6") in lost(found)


def test_default_and_calculation_of_a_question_are_told(tmp_path: Path) -> None:
    """A default is not carried: its cell says so."""
    sheets = changed(changed(WORKSHOP, "survey", 1, {9: "default"}), "survey", 5, {9: 12})
    assert ("xlsform-cell", "survey!I5") in lost(imported(tmp_path, sheets))


def test_same_name_in_two_groups(tmp_path: Path) -> None:
    """Both questions are carried, under two ids."""
    found = imported(tmp_path, changed(WORKSHOP, "survey", 15, {2: "staff"}))
    assert {"staff", "staff-2"} <= set(found.questionnaire.questions)


@pytest.mark.parametrize(
    ("sheets", "code"),
    [
        ({"other": [["a"]]}, "workbook-sheet-missing"),
        ({"survey": [["kind", "label"], ["text", "x"]]}, "xlsform-column-missing"),
        ({"survey": [["type", "name"]]}, "xlsform-column-missing"),
        ({"survey": [["type", "name"], ["end_group", "x"]]}, "xlsform-empty"),
        ({"survey": [["type", "name"], ["audio", "x"]]}, "xlsform-type"),
    ],
)
def test_what_is_no_form(tmp_path: Path, sheets: Sheets, code: str) -> None:
    """A workbook without a survey, without its columns, or without anything to carry is refused."""
    with pytest.raises(ProblemsError) as refused:
        imported(tmp_path, sheets)
    assert [problem.code for problem in refused.value.problems] == [code]


@pytest.mark.parametrize("end", [["end_group"], ["end group"], ["END_REPEAT"]])
def test_unbalanced_groups(tmp_path: Path, end: list[object]) -> None:
    """An end too many is no reason to stop."""
    found = imported(tmp_path, {"survey": [["type", "name", "label"], end, ["text", "x", "X"]]})
    assert found.questionnaire.sections == {"general": ("x",)}


@pytest.mark.parametrize(
    ("kind", "carried"),
    [
        ("select one from yes_no", True),
        ("select1 yes_no", True),
        ("Select_One yes_no", True),
        ("add select multiple prompt using tools", True),
        ("int", True),
        ("string", True),
        ("select_one", False),
        ("select_one_from_file a.csv", False),
        ("date", False),
    ],
)
def test_spellings_of_types(tmp_path: Path, kind: str, *, carried: bool) -> None:
    """Older spellings of the same types are read; other types are told."""
    found = imported(tmp_path, changed(WORKSHOP, "survey", 6, {1: kind}))
    assert ("night-shift" in found.questionnaire.questions) is carried


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("French (fr)", "fr"),
        ("fr", "fr"),
        ("French", "fr"),
        ("Français", "fr"),
        ("العربية", "ar"),
        ("English (en-GB)", "en"),
        ("swahili", "sw"),
        ("Klingonese of the north", ""),
        ("", ""),
    ],
)
def test_languages_by_their_names(name: str, code: str) -> None:
    """A code, a name in English, a name in itself, or a code in parentheses."""
    assert language_of(name) == code


def test_ids_for_any_name() -> None:
    """Names become kebab-case ids, each once, whatever is in them; an id that is none could leave its folder."""
    ids = Ids()
    names = ["Site Name", "site_name", "../../etc/passwd", "1st", "اسم", "", "x" * 90, "x" * 90]
    made = [ids.new(name) for name in names]
    assert made[:6] == ["site-name", "site-name-2", "etc-passwd", "q-1st", "q", "q-2"]
    assert [len(one) for one in made[6:]] == [64, 64]
    assert len(set(made)) == len(made)


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    """Markup, formulas and template signs in a form are text in the questionnaire."""
    nasty = "<script>{{7*7}}[/red] ${staff} =1+1 !!python/object"
    found = imported(tmp_path, changed(WORKSHOP, "survey", 5, {3: nasty}))
    text = questionnaire_files(found)["questionnaires/form/text/fr.yaml"]
    assert found.texts["fr"].questions["staff"].title == nasty
    assert nasty in text
