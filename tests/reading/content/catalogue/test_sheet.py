"""An institute's catalogue entries in Excel: read as a layer, every problem at its cell."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest

from jazari_assess.content import roots
from jazari_assess.errors import Problem, ProblemsError
from jazari_assess.reading.content.catalogue.columns import SHEETS, SheetName, columns_of
from jazari_assess.reading.content.catalogue.files import CatalogueLayer
from jazari_assess.reading.content.catalogue.sheet import LANGUAGES, overlay_files, read_catalogue_sheet
from jazari_assess.reading.content.check import check_catalogue_sheet
from jazari_assess.reading.content.library import read_library
from tests.reading.workbook.made import with_parts, workbook

PROVIDER = {
    "id": "school",
    "kind": "university",
    "region": "oriental",
    "status": "signed",
    "as-of": "2026-05",
    "source": "The school itself",
    "name fr": "École",
    "purpose fr": "Enseigner",
    "status fr": "Convention signée",
    "source fr": "L'école, mai 2026",
}
SERVICE = {
    "id": "audit",
    "provider": "school",
    "kind": "service",
    "closes 1 node": "maintenance",
    "closes 1 from": "0",
    "closes 1 to": "25",
    "regions": "oriental; fes-meknes",
    "person-days": "2,5",
    "weeks": "8",
    "status": "signed",
    "as-of": "2026-05-02",
    "source": "The school itself",
    "title fr": "Audit",
    "purpose fr": "Regarder",
    "why fr": "Parce que",
    "first-step fr": "Lundi",
    "source fr": "L'école, mai 2026",
}
ACTION = {
    "id": "own-history",
    "indicator": "maintenance",
    "step from": "0",
    "step to": "1",
    "knowledge": "1",
    "time": "2",
    "money": "1",
    "person-days": "3",
    "weeks": "6",
    "rationale": "One step at a time.",
    "title fr": "Historique",
    "first-step fr": "Lundi",
    "done-when fr": "Trois mois notés",
}
ROWS: Mapping[SheetName, Mapping[str, str]] = {"providers": PROVIDER, "services": SERVICE, "actions": ACTION}


@cache
def keys(sheet: SheetName) -> tuple[str, ...]:
    """Return the keys of a sheet in the order of its columns."""
    return tuple(column.key for column in columns_of(sheet, LANGUAGES))


def filled(path: Path, **rows: Sequence[Mapping[str, object]]) -> Path:
    """Write a workbook with a heading, the keys, then these rows for each sheet named."""
    sheets: dict[str, list[list[object]]] = {
        name: [["Heading"], [*keys(name)], *([row.get(key) for key in keys(name)] for row in rows[name])]
        for name in SHEETS
        if name in rows
    }
    return workbook(path, sheets)


def read(path: Path) -> tuple[CatalogueLayer, list[Problem]]:
    """Return the layer of a workbook and the problems of its cells."""
    problems: list[Problem] = []
    return read_catalogue_sheet(path, problems), problems


def told(problems: Sequence[Problem]) -> set[tuple[str, str | None, str | None]]:
    """Return code, sheet and cell of each problem."""
    return {(problem.code, problem.place.sheet, problem.place.cell) for problem in problems}


def cell(sheet: SheetName, key: str, row: int = 3) -> str:
    """Return the cell of a key, as Excel names it."""
    letters, number = "", keys(sheet).index(key) + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def test_entries_are_read_with_their_words(tmp_path: Path) -> None:
    """Ids, lists, numbers with a comma, dates and words come out as a layer of the catalogue."""
    path = filled(tmp_path / "own.xlsx", providers=[PROVIDER], services=[SERVICE], actions=[ACTION])
    layer, problems = read(path)
    assert problems == []
    service = layer.services["audit"]
    assert (service.regions, service.person_days, service.weeks) == (("oriental", "fes-meknes"), 2.5, 8)
    assert [(close.node, close.from_, close.to) for close in service.closes] == [("maintenance", 0, 25)]
    assert list(layer.actions["own-history"].step) == [0, 1]
    assert layer.providers["school"].as_of == "2026-05"
    assert list(layer.texts) == ["fr"]
    assert layer.texts["fr"].content.services["audit"].source == "L'école, mai 2026"


def test_the_sheet_becomes_a_folder_that_is_right(tmp_path: Path) -> None:
    """The files of the layer, read as an overlay, give the same entries."""
    path = filled(tmp_path / "own.xlsx", providers=[PROVIDER], services=[SERVICE], actions=[ACTION])
    layer, found = check_catalogue_sheet(roots(), path)
    assert not found
    for name, text in overlay_files(layer).items():
        target = tmp_path / "own" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    library = read_library([*roots(), tmp_path / "own"])
    assert library.catalogue.structure.services["audit"] == layer.services["audit"]
    assert library.catalogue.structure.actions["own-history"] == layer.actions["own-history"]
    assert library.catalogue.texts["fr"].providers["school"].name == "École"


@pytest.mark.parametrize(
    ("sheet", "key", "value", "code"),
    [
        ("providers", "kind", "school", "word-unknown"),
        ("providers", "region", "orient", "word-unknown"),
        ("providers", "as-of", "May", "date-malformed"),
        ("providers", "as-of", "2026-13", "date-impossible"),
        ("providers", "id", "My school", "id-malformed"),
        ("services", "provider", "scool", "provider-unknown"),
        ("services", "closes 1 node", "maintenence", "closes-unknown"),
        ("services", "closes 1 to", "much", "number-expected"),
        ("services", "closes 1 to", "0", "step-not-rising"),
        ("services", "weeks", "2.5", "integer-expected"),
        ("services", "person-days", "-1", "number-below-minimum"),
        ("services", "requires", "nothing", "entry-unknown"),
        ("actions", "indicator", "nothing", "indicator-unknown"),
        ("actions", "knowledge", "6", "number-above-maximum"),
        ("actions", "sizes", "small; huge", "word-unknown"),
    ],
)
def test_each_fault_is_told_at_its_cell(tmp_path: Path, sheet: SheetName, key: str, value: str, code: str) -> None:
    """A wrong value is found where it stands, with what was found."""
    rows = {name: [{**row, key: value} if name == sheet else row] for name, row in ROWS.items()}
    layer, problems = check_catalogue_sheet(roots(), filled(tmp_path / "own.xlsx", **rows))
    assert (code, sheet, cell(sheet, key)) in told(problems)
    assert layer.folder == tmp_path / "own.xlsx"


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_required_cell_that_is_empty_is_told(tmp_path: Path, sheet: SheetName) -> None:
    """A row with an id alone lacks each required value and, in a language that is used, each text, all at once."""
    complete = ROWS[sheet]
    path = filled(tmp_path / "own.xlsx", **{sheet: [complete, {"id": "alone"}]})
    _, problems = read(path)
    needed = {column.key for column in columns_of(sheet, ("fr",)) if column.required or column.language} - {"id"}
    assert {place for _, _, place in told(problems)} == {cell(sheet, key, 4) for key in needed}
    assert {code for code, _, _ in told(problems)} == {"sheet-cell-empty", "sheet-words-missing"}


@pytest.mark.parametrize("key", ["source", "as-of"])
@pytest.mark.parametrize("sheet", ["providers", "services"])
def test_an_entry_without_source_or_date_is_refused(tmp_path: Path, sheet: SheetName, key: str) -> None:
    """Nothing gets into the catalogue without where and when it is known from."""
    row = {name: value for name, value in ROWS[sheet].items() if name != key}
    layer, problems = read(filled(tmp_path / "own.xlsx", **{sheet: [row]}))
    assert ("sheet-cell-empty", sheet, cell(sheet, key)) in told(problems)
    assert not layer.providers
    assert not layer.services


def test_a_half_filled_gap_is_told(tmp_path: Path) -> None:
    """What a service closes needs a node and both scores."""
    row = {name: value for name, value in SERVICE.items() if name != "closes 1 to"}
    _, problems = read(filled(tmp_path / "own.xlsx", services=[row]))
    assert ("key-missing", "services", cell("services", "closes 1 node")) in told(problems)


def test_the_example_row_is_not_read(tmp_path: Path) -> None:
    """A row whose id begins with example- is there to be looked at."""
    layer, problems = read(filled(tmp_path / "own.xlsx", providers=[{**PROVIDER, "id": "example-provider"}]))
    assert (dict(layer.providers), problems) == ({}, [])


def test_columns_may_stand_in_any_order_and_strange_ones_are_told(tmp_path: Path) -> None:
    """Columns are known by their key; one that is missing, twice or unknown is named."""
    names = ["status", "id", "kind", "region", "as-of", "colour", "Kind"]
    path = workbook(tmp_path / "own.xlsx", {"Providers": [names, ["signed", "school", "university", "oriental"]]})
    _, problems = read(path)
    assert {
        ("sheet-column-unknown", "Providers", "F1"),
        ("sheet-column-twice", "Providers", "G1"),
        ("sheet-column-missing", "Providers", "A1"),
    } <= told(problems)


def test_an_id_is_there_once(tmp_path: Path) -> None:
    """The second row of an id says where the first is."""
    _, problems = read(filled(tmp_path / "own.xlsx", providers=[PROVIDER, PROVIDER]))
    (problem,) = problems
    assert (problem.code, problem.place.cell, problem.values["first"]) == ("sheet-id-twice", "A4", "A3")


def test_a_date_that_excel_made_is_read_back(tmp_path: Path) -> None:
    """A typed date that Excel turned into a day number is that day; Arabic digits are digits."""
    rows = [{**SERVICE, "as-of": 46000, "weeks": "٨", "person-days": "٢٫٥"}]
    layer, problems = read(filled(tmp_path / "own.xlsx", services=rows))
    assert problems == []
    service = layer.services["audit"]
    assert (service.as_of, service.weeks, service.person_days) == ("2025-12-09", 8, 2.5)


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    """What a cell holds as text is text in the files too; what it holds as a formula without a value is refused."""
    rows = [{**PROVIDER, "purpose fr": " =cmd|' /C calc'!A0"}]
    layer, problems = read(filled(tmp_path / "own.xlsx", providers=rows))
    assert problems == []
    assert layer.texts["fr"].content.providers["school"].purpose == "=cmd|' /C calc'!A0"
    with pytest.raises(ProblemsError) as caught:
        read(filled(tmp_path / "own.xlsx", providers=[{**PROVIDER, "purpose fr": "=1+1"}]))
    assert told(caught.value.problems) == {("workbook-formula-empty", "providers", cell("providers", "purpose fr"))}


def test_a_bomb_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    """An archive that unpacks to far more than a workbook holds is refused; without it the same workbook is read."""
    path = filled(tmp_path / "own.xlsx", providers=[PROVIDER])
    assert read(path)[1] == []
    with_parts(path, {"xl/media/blank.xml": b" " * 20 * 2**20})
    with pytest.raises(ProblemsError) as caught:
        read(path)
    assert told(caught.value.problems) == {("workbook-bomb", None, None)}


def test_another_workbook_is_refused_by_what_it_lacks(tmp_path: Path) -> None:
    """A workbook without any of the three sheets is none of ours; one without keys says so."""
    with pytest.raises(ProblemsError) as caught:
        read(workbook(tmp_path / "other.xlsx", {"Budget": [["a"]]}))
    assert told(caught.value.problems) == {("workbook-sheet-missing", None, None)}
    _, problems = read(workbook(tmp_path / "empty.xlsx", {"providers": [["Nom"], ["École"]]}))
    assert told(problems) == {("sheet-keys-missing", "providers", "A1")}


def test_words_in_no_language_are_missing(tmp_path: Path) -> None:
    """Entries need words in one language at least."""
    row = {key: value for key, value in PROVIDER.items() if not key.endswith(" fr")}
    _, problems = read(filled(tmp_path / "own.xlsx", providers=[row]))
    assert told(problems) == {("words-without-language", None, None)}
