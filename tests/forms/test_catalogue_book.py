"""The empty catalogue sheet: what it offers, that it is read back, and that nothing in it can act."""

import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from jazari_assess.content import roots
from jazari_assess.forms.catalogue_book import CatalogueForm, catalogue_workbook
from jazari_assess.model.library import Library
from jazari_assess.reading.content.catalogue.columns import SHEETS, SheetName, columns_of
from jazari_assess.reading.content.check import check_catalogue_sheet
from jazari_assess.reading.content.interface_text import read_interface_text
from jazari_assess.reading.content.library import read_library

LANGUAGES = ("fr", "ar", "en")


@cache
def library() -> Library:
    """Return the content that comes with the program."""
    return read_library(roots())


@cache
def written(language: str = "fr") -> bytes:
    """Return the form in one language."""
    words = read_interface_text(language)
    nodes = {"maintenance": "Maintenance", "data-ai": '=HYPERLINK("http://127.0.0.1")'}
    aims, flags = {"more-output": "Plus"}, {"no-backup": "Pas de copie"}
    form = CatalogueForm(
        nodes=nodes, aims=aims, flags=flags, catalogue=library().catalogue, words=words, languages=LANGUAGES
    )
    return catalogue_workbook(form)


def opened(data: bytes) -> Workbook:
    """Return the workbook as openpyxl reads it."""
    return openpyxl.load_workbook(BytesIO(data))


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheets_keys_and_direction(language: str) -> None:
    """A guide, a sheet a kind of entry with its keys in the second row, hidden lists; right to left in Arabic."""
    book = opened(written(language))
    assert book.sheetnames == ["guide", *SHEETS, "lists"]
    assert book["lists"].sheet_state == "hidden"
    for name in SHEETS:
        assert [cell.value for cell in book[name][2]] == [column.key for column in columns_of(name, LANGUAGES)]
        assert all(cell.value for cell in book[name][1])
        assert bool(book[name].sheet_view.rightToLeft) is (language == "ar")


@pytest.mark.parametrize("name", SHEETS)
def test_choices_come_from_named_lists(name: SheetName) -> None:
    """Every column with a choice points at a name, and the name at filled cells of the hidden sheet."""
    book = opened(written())
    found = book[name].data_validations.dataValidation
    rules = {next(iter(rule.sqref.ranges)).min_col: rule.formula1 for rule in found}
    chosen = {place: column.choices for place, column in enumerate(columns_of(name, LANGUAGES), start=1)}
    assert set(rules) == {place for place, choices in chosen.items() if choices}
    for formula in rules.values():
        sheet, cells = book.defined_names[formula.removeprefix("=")].attr_text.split("!")
        assert sheet == "lists"
        assert all(cell.value for (cell,) in book["lists"][cells.replace("$", "")])


def test_there_may_be_more_lists_than_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """The 27th list and those after it are named by two letters."""
    lists = {f"list-{number}": ("yes", "no") for number in range(30)}
    monkeypatch.setattr(CatalogueForm, "choices", lambda _: lists)
    written.cache_clear()
    names = opened(written()).defined_names
    written.cache_clear()
    assert [names[f"list_list_{number}"].attr_text for number in (25, 26, 29)] == [
        "lists!$Z$1:$Z$2",
        "lists!$AA$1:$AA$2",
        "lists!$AD$1:$AD$2",
    ]


def test_nothing_in_it_can_act() -> None:
    """No formula, no link, no macro: a title that looks like a formula is text."""
    with zipfile.ZipFile(BytesIO(written())) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/")]
        assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)
        assert not any("vba" in name.lower() or "external" in name.lower() for name in archive.namelist())
    guide = opened(written())["guide"]
    (cell,) = [cell for row in guide.iter_rows() for cell in row if str(cell.value).startswith("=HYPERLINK")]
    assert cell.data_type == "s"


def test_the_same_form_gives_the_same_bytes() -> None:
    """An empty form has no date."""
    first = written()
    written.cache_clear()
    assert written() == first


def test_the_example_becomes_an_entry_once_it_has_an_id(tmp_path: Path) -> None:
    """The example rows are complete: given ids of their own they are read without a problem, in three languages."""
    book = opened(written())
    for name in SHEETS:
        book[name].cell(3, 1).value = f"own-{name.removesuffix('s')}"
    path = tmp_path / "filled.xlsx"
    book.save(path)
    layer, problems = check_catalogue_sheet(roots(), path)
    assert list(problems) == []
    assert list(layer.texts) == ["fr", "ar", "en"]
    assert (list(layer.providers), list(layer.services), list(layer.actions)) == (
        ["own-provider"],
        ["own-service"],
        ["own-action"],
    )
