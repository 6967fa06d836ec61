"""An institute's catalogue entries in Excel: read as a layer, every problem at its cell."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest

from jazari_assess.content import roots
from jazari_assess.errors import Problem, ProblemsError
from jazari_assess.model.conditions import All, AtLeast, In, Is
from jazari_assess.reading.content.catalogue.columns import SHEETS, SheetName, columns_of
from jazari_assess.reading.content.catalogue.files import CatalogueLayer
from jazari_assess.reading.content.catalogue.sheet import overlay_files, read_catalogue_sheet
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
    "function": "advise",
    "supports": "breakdown-history; own-history",
    "nodes": "maintenance",
    "aims": "more-output",
    "flags": "no-backup",
    "needs": "maintenance >= 1; ai-assistants = not-used / under-rule",
    "own-days": "2,5 - 4",
    "open": "enquiry",
    "regions": "oriental; fes-meknes",
    "status": "signed",
    "as-of": "2026-05-02",
    "source": "The school itself",
    "title fr": "Audit",
    "purpose fr": "Regarder",
    "delivers fr": "Un rapport",
    "not-delivered fr": "Les réparations",
    "why fr": "Parce que",
    "ask fr": "Qui vient ?",
    "bring fr": "Le carnet",
    "source fr": "L'école, mai 2026",
}
ACTION = {
    "id": "own-history",
    "indicator": "maintenance",
    "step": "0 - 1",
    "days micro": "1",
    "days small": "2 to 4",
    "knowledge": "1",
    "time": "2",
    "money": "1",
    "weeks": "6",
    "requires": "digital-lead",
    "when": "maintenance = 0",
    "aims": "more-output 2; know-costs 0",
    "rationale": "One step at a time.",
    "title fr": "Historique",
    "first-step fr": "Ouvrir un cahier",
    "done-when fr": "Trois mois notés",
}
LANGUAGES = ("fr", "ar", "en")
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
    service, action = layer.services["audit"], layer.actions["own-history"]
    assert (service.regions, service.own_days) == (("oriental", "fes-meknes"), (2.5, 4))
    assert (service.meets.nodes, service.meets.aims, service.meets.flags) == (
        ("maintenance",),
        ("more-output",),
        ("no-backup",),
    )
    assert service.needs == All(
        all_=(AtLeast(question="maintenance", at_least=1), In(question="ai-assistants", in_=("not-used", "under-rule")))
    )
    assert (action.step, dict(action.days)) == ((0, 1), {"micro": (1, 1), "small": (2, 4)})
    assert (action.when, dict(action.aims)) == (
        Is(question="maintenance", is_=0),
        {"more-output": 2, "know-costs": 0},
    )
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
        ("services", "function", "teach", "word-unknown"),
        ("services", "supports", "breakdown-histories", "action-unknown"),
        ("services", "nodes", "maintenence", "node-unknown"),
        ("services", "aims", "less-output", "aim-unknown-here"),
        ("services", "flags", "no-backups", "flag-unknown"),
        ("services", "needs", "maintenence >= 1", "question-unknown"),
        ("services", "needs", "maintenance > 1", "condition-malformed"),
        ("services", "needs", "maintenance = 0; maintenance >= 2", "condition-never-holds"),
        ("services", "own-days", "much", "list-expected"),
        ("services", "own-days", "4 - 2", "bounds-reversed"),
        ("services", "own-days", "-1", "number-below-minimum"),
        ("services", "excludes", "nothing", "entry-unknown"),
        ("actions", "weeks", "2.5", "integer-expected"),
        ("actions", "keep", "-1", "number-below-minimum"),
        ("actions", "indicator", "nothing", "indicator-unknown"),
        ("actions", "step", "1 - 1", "step-not-rising"),
        ("actions", "step", "3 - 9", "step-outside"),
        ("actions", "adds", "nothing", "forms-together"),
        ("actions", "days small", "4 - 2", "bounds-reversed"),
        ("actions", "knowledge", "6", "number-above-maximum"),
        ("actions", "requires", "audit", "action-unknown"),
        ("actions", "when", "maintenance = 9", "option-unknown"),
        ("actions", "aims", "more-output 3", "word-unknown"),
        ("actions", "deeds", "less-output", "aim-unknown-here"),
        ("actions", "sectors", "crafts; arts", "word-unknown"),
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
    needed = {column.key for column in columns_of(sheet, ("fr",)) if column.required} - {"id"}
    rest = {"A4"} if sheet == "actions" else set()  # days in no size at all have no cell of their own
    assert {place for _, _, place in told(problems)} == {cell(sheet, key, 4) for key in needed} | rest
    assert {code for code, _, _ in told(problems)} - {"key-missing"} == {"sheet-cell-empty", "sheet-words-missing"}


@pytest.mark.parametrize("key", ["source", "as-of"])
@pytest.mark.parametrize("sheet", ["providers", "services"])
def test_an_entry_without_source_or_date_is_refused(tmp_path: Path, sheet: SheetName, key: str) -> None:
    """Nothing gets into the catalogue without where and when it is known from."""
    row = {name: value for name, value in ROWS[sheet].items() if name != key}
    layer, problems = read(filled(tmp_path / "own.xlsx", **{sheet: [row]}))
    assert ("sheet-cell-empty", sheet, cell(sheet, key)) in told(problems)
    assert not layer.providers
    assert not layer.services


def test_a_sheet_of_the_first_form_is_told_once(tmp_path: Path) -> None:
    """Columns of scores that a service moves are no longer read: one problem, with what to do, not one a column."""
    path = workbook(
        tmp_path / "own.xlsx", {"services": [["id", "closes 1 node", "person-days"], ["a", "data-ai", "3"]]}
    )
    _, problems = read(path)
    assert told(problems) == {("sheet-form-old", "services", "B1")}


def test_the_languages_are_those_that_the_keys_name(tmp_path: Path) -> None:
    """Words in a language that the program itself does not speak are read as any other."""
    german = {"name de": "Schule", "purpose de": "Lehren", "status de": "Unterzeichnet", "source de": "Die Schule"}
    own = {**PROVIDER, **german}
    layer, problems = read(workbook(tmp_path / "own.xlsx", {"providers": [list(own), list(own.values())]}))
    assert (problems, list(layer.texts)) == ([], ["fr", "de"])
    assert layer.texts["de"].content.providers["school"].name == "Schule"


def test_all_faults_of_a_row_come_at_once(tmp_path: Path) -> None:
    """A row with wrong values, an empty cell and a missing text: each is told, at its own cell."""
    row = {**SERVICE, "function": "teach", "own-days": "much", "as-of": "May", "source": None, "ask fr": None}
    _, problems = read(filled(tmp_path / "own.xlsx", services=[row]))
    assert told(problems) == {
        ("word-unknown", "services", cell("services", "function")),
        ("list-expected", "services", cell("services", "own-days")),
        ("date-malformed", "services", cell("services", "as-of")),
        ("sheet-cell-empty", "services", cell("services", "source")),
        ("sheet-words-missing", "services", cell("services", "ask fr")),
    }


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
    services = [{**SERVICE, "as-of": 46000, "own-days": "٢٫٥ - ٨"}]
    layer, problems = read(filled(tmp_path / "own.xlsx", services=services, actions=[{**ACTION, "weeks": "٨"}]))
    assert problems == []
    service = layer.services["audit"]
    assert (service.as_of, service.own_days, layer.actions["own-history"].weeks) == ("2025-12-09", (2.5, 8), 8)


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
