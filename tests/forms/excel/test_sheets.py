"""The workbook as a firm sees it: sheets, cells to fill, lists, what is hidden, and only plain formulas."""

import re
from collections.abc import Mapping

import pytest
from openpyxl import Workbook

from jazari_assess.engine.plan.steps import FIRST_STEPS
from jazari_assess.forms.excel.export import excel_form
from jazari_assess.forms.excel.layout import CONSENT, PATH, sheet_names
from jazari_assess.forms.interface import FormContent, Prefilled
from jazari_assess.model.profile import Profile
from jazari_assess.render.excel.workbook import LINE_HEIGHT
from tests.forms.excel.filling import Filling
from tests.forms.orders import form_order
from tests.render.workbook_reader import formulas, opened

_FUNCTION = re.compile(r"([A-Z][A-Z.]*)\(")
_EXCEL_2013 = {
    "AND",
    "CHAR",
    "CHOOSE",
    "COUNTIF",
    "EXP",
    "FIND",
    "IF",
    "INDEX",
    "INT",
    "ISNUMBER",
    "LEN",
    "LN",
    "MATCH",
    "MAX",
    "MIN",
    "NA",
    "NOT",
    "OR",
    "ROUND",
    "SMALL",
    "SUM",
    "SUMPRODUCT",
}
_HIDDEN = {
    "_nodes",
    "_options",
    "_questions",
    "_firm",
    "_flags",
    "_actions",
    "_worth",
    "_reach",
    "_first",
    "_help",
    "_checks",
}


@pytest.fixture(scope="module")
def books(forms: Mapping[str, bytes]) -> Mapping[str, Workbook]:
    """The form in each language, with the values it stores."""
    return {language: opened(data) for language, data in forms.items()}


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_a_sheet_a_section_between_start_and_result(
    language: str, books: Mapping[str, Workbook], content: FormContent
) -> None:
    """Every question stands on the sheet of its section; all text reads in the direction of the language."""
    book = books[language]
    shown = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
    assert len(shown) == len(content.structure.sections) + 2
    assert {sheet.sheet_view.rightToLeft for sheet in book.worksheets if sheet.title in shown} == {
        True if language == "ar" else None
    }
    for title, questions in zip(shown[1:-1], content.structure.sections.values(), strict=True):
        ids = [row[0].value for row in book[title].iter_rows(min_row=5) if row[0].value]
        assert [name for name in ids if ":" not in str(name)] == list(questions)


def test_what_is_hidden_is_protected(books: Mapping[str, Workbook], content: FormContent) -> None:
    """The identity is deeply hidden and locked; the sheets that calculate are hidden; all others are locked."""
    book = books["fr"]
    states = {sheet.title: sheet.sheet_state for sheet in book.worksheets}
    assert states["_form"] == "veryHidden"
    assert {name for name, state in states.items() if state == "hidden"} == _HIDDEN
    assert all(sheet.protection.sheet for sheet in book.worksheets if sheet.title not in _HIDDEN - {"_nodes"})
    said = {str(name): value for name, value in book["_form"].iter_rows(max_col=2, values_only=True)}
    assert said["questionnaire"] == content.structure.id
    assert said["questionnaire-sha256"] == content.questionnaire.sha256
    assert said["model-sha256"] == content.model.sha256
    assert said["language"] == "fr"


def test_cells_to_fill_are_open_and_no_others(forms: Mapping[str, bytes]) -> None:
    """Answers, items, what stands in place of an answer, and notes can be typed; nothing else."""
    form = Filling.of(forms["en"])
    for name, cells in form.cells.items():
        assert all(cells[key].protection.locked for key in ("asked", "number", "question", "state")), name
    assert not form.cells[CONSENT]["answer"].protection.locked
    assert not form.cells["maintenance"]["answer"].protection.locked
    assert not form.cells["maintenance"]["note"].protection.locked
    assert not form.cells["connected-machines"]["lacking"].protection.locked
    assert not form.cells["basic-controls:updates"]["answer"].protection.locked
    assert form.cells["basic-controls"]["answer"].protection.locked
    assert form.cells["firm-name"]["note"].protection.locked


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_each_drop_down_holds_the_options_of_its_own_question(
    language: str, forms: Mapping[str, bytes], content: FormContent
) -> None:
    """Every list, followed by its name to its cells, holds the answers of the question whose row it stands in."""
    form = Filling.of(forms[language])
    lists = {
        (sheet.title, str(check.sqref).split(":")[0]): check.formula1
        for sheet in form.book.worksheets
        for check in sheet.data_validations.dataValidation
        if check.type == "list"
    }
    followed = 0
    for name, words in form.words.items():
        question = content.structure.questions[name]
        if question.kind in ("checklist", "number"):
            continue
        cell = form.cells[name]["answer"]
        where, cells = form.book.defined_names[lists[cell.parent.title, cell.coordinate]].attr_text.split("!")
        shown = [str(row[0].value) for row in form.book[where.strip("'")][cells.replace("$", "")]]
        assert shown == list(words.values())
        assert len({text.casefold() for text in shown}) == len(shown)
        followed += 1
    assert followed > 50


def test_formulas_are_plain(forms: Mapping[str, bytes]) -> None:
    """Functions that Excel 2013 and LibreOffice share, none of a locale, none that changes by itself; no macro."""
    found = formulas(forms["fr"])
    assert {name for formula in found for name in _FUNCTION.findall(formula)} <= _EXCEL_2013
    assert max(map(len, found)) < 8000
    assert b"vbaProject" not in forms["fr"]


KNOWN = Prefilled(id="=2+2", profile=Profile(firm='=HYPERLINK("http://x")', staff=12, respondent_role="+1"))


@pytest.fixture(scope="module")
def known(content: FormContent) -> bytes:
    """The form of a firm whose name and number begin like formulas."""
    return excel_form(form_order(content, "en", express=True)).bytes(KNOWN)


def test_the_same_order_gives_the_same_bytes(known: bytes, content: FormContent) -> None:
    """No day and no chance is in a form: an interrupted run finds its forms again."""
    form = excel_form(form_order(content, "en", express=True))
    assert form.bytes(KNOWN) == known
    assert form.languages == ("en",)


def test_a_name_is_never_a_formula(known: bytes) -> None:
    """What a list says of a firm is a text in the cover, in the profile and in the identity."""
    data = known
    form = Filling.of(data)
    assert (form.cells["firm-name"]["answer"].value, form.cells["firm-name"]["answer"].data_type) == (
        '=HYPERLINK("http://x")',
        "s",
    )
    assert form.book["_form"]["B10"].value == "=2+2"
    assert form.book["_form"]["B10"].data_type == "s"
    assert not any("HYPERLINK" in formula for formula in formulas(data))
    assert form.cells[PATH]["answer"].value == form.word("path.short")


def test_rows_of_the_result_are_as_low_as_their_longest_text_allows(forms: Mapping[str, bytes]) -> None:
    """Eight lines at most for a first step with who can help, two for most else: empty forms take little paper."""
    for language, data in forms.items():
        sheet = [one for one in opened(data).worksheets if one.sheet_state == "visible"][-1]
        heights = [row.height for row in sheet.row_dimensions.values() if row.height]
        assert max(heights) <= 8 * LINE_HEIGHT + 3, language
        assert sum(height > 3 * LINE_HEIGHT + 3 for height in heights) == FIRST_STEPS, language


def test_names_of_sheets_are_told_apart() -> None:
    """Titles that are alike, too long, or kept for Excel itself."""
    long = "Cybersécurité et données personnelles"
    found = sheet_names([long, long.upper(), "History", "a/b", "A:B", "Start"], ["start"])
    assert len({name.casefold() for name in found}) == 6
    assert all(len(name) <= 31 for name in found)
    assert found[2:] == ["History 2", "a b", "A B 2", "Start 2"]
