"""What people noted in a report's workbook reaches the store: states, days, and all that is told of them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest
import yaml
from openpyxl import Workbook, load_workbook

from jazari_assess import app
from jazari_assess.app.page import template_folders
from jazari_assess.app.portfolio.adding import Taken
from jazari_assess.app.wording import catalogue_titles
from jazari_assess.model.spreadsheet import serial_of
from jazari_assess.portfolio.records import PlanItemRecord
from jazari_assess.reading.content.interface_text import read_report_text
from jazari_assess.reading.follow_up import plainly
from tests.cli.samples import CANNERY, WORKSHOP

ASKED = app.Context(language="en", date="2026-11-29")
ITEMS = {"close-remote-access": 1, "second-proof-mail": 1}


def planned(path: Path, **changes: object) -> Path:
    """Write the cannery's assessment with an accepted plan."""
    tree = yaml.safe_load(CANNERY.read_text(encoding="utf-8")) | changes
    plan = {"settings": {"horizon-months": 6}, "items": ITEMS, "date": "2026-11-20"}
    path.write_text(yaml.safe_dump({"plan": plan} | tree, allow_unicode=True), encoding="utf-8")
    return path


def followed(file: Path, folder: Path, states: Mapping[str, tuple[str, str | None]], *, language: str = "en") -> Path:
    """Write the report's workbook of a file, and note states and days in it as people do, by the actions' titles."""
    asked = replace(ASKED, language=language)
    report = app.make_report(app.open_dossier(file, asked), app.ReportRequest())
    (path,) = app.write_reports(report, folder, ["xlsx"])
    book, say = load_workbook(path), read_report_text(template_folders(asked), language).say
    heads = {key: plainly(say(key)) for key in ("roadmap.item", "sheet.progress", "sheet.done-on")}
    sheet = next(one for one in book if heads["sheet.progress"] in [plainly(str(cell.value)) for cell in one[1]])
    column = {plainly(str(cell.value)): number for number, cell in enumerate(sheet[1], start=1)}
    titles = {plainly(title): item for item, title in catalogue_titles(app.read_content(asked), language).items()}
    for row in range(2, sheet.max_row + 1):
        item = titles.get(plainly(str(sheet.cell(row, column[heads["roadmap.item"]]).value)), "")
        if item in states:
            state, day = states[item]
            sheet.cell(row, column[heads["sheet.progress"]]).value = say(f"sheet.{state}")
            done = None if day is None else serial_of(date.fromisoformat(day))
            sheet.cell(row, column[heads["sheet.done-on"]]).value = done
    book.save(path)
    return path


def taken(store: Path, *paths: Path) -> Taken:
    """Take files into a store."""
    return app.add_to_portfolio(paths, app.StoreRequest(store=str(store)), ASKED)


def plan_of(store: Path, firm: str) -> dict[str, PlanItemRecord]:
    """Return the items of the newest plan of a firm."""
    *_, newest = app.show_firm(firm, app.StoreRequest(store=str(store)), ASKED).assessments
    return {one.item: one for one in newest.plan}


FIRM = yaml.safe_load(CANNERY.read_text(encoding="utf-8"))["profile"]["firm"]
NOTED = {"close-remote-access": ("done", "2027-01-15"), "second-proof-mail": ("doing", "2027-02-01")}


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_states_and_days_of_a_workbook_stand_in_the_store(tmp_path: Path, language: str) -> None:
    """In whatever language, in one call with the assessment; what is not done has no day, and an enquiry is to do."""
    file, store = planned(tmp_path / "firm.yaml"), tmp_path / "x.db"
    workbook = followed(file, tmp_path / "out", NOTED, language=language)
    found = taken(store, workbook, file)
    told = plan_of(store, FIRM)
    assert (found.new, found.refused, found.followed) == (1, 0, {workbook: len(told)})
    assert (told["close-remote-access"].status, told["close-remote-access"].done_on) == ("done", "2027-01-15")
    assert (told["second-proof-mail"].status, told["second-proof-mail"].done_on) == ("doing", None)


def test_what_is_due_and_compared_knows_what_was_done(tmp_path: Path) -> None:
    """The phase that ended counts what is not done; a service for what is done is not due; ``compare`` tells states."""
    file, store = planned(tmp_path / "firm.yaml"), tmp_path / "x.db"
    later = planned(tmp_path / "t1.yaml", stage="T1", date="2027-11-20", plan=None)
    taken(store, file, later, followed(file, tmp_path / "out", NOTED))
    request = app.StoreRequest(store=str(store))
    due = app.due_firms(request, replace(ASKED, date="2027-03-05"), within=0)
    (ended,) = due.due.phases
    assert (ended.ended, ended.items - ended.open_items) == ("2027-02-28", 1)
    asked = [one["item_title"] for one in due.value()["services"]]
    assert asked
    assert all(title.startswith("Ask about help: ") for title in asked)
    assert due.title("second-proof-mail").startswith("Turn on two-step login")
    exported = app.ExportRequest(table="plans", output=tmp_path / "plans.csv")
    app.export_portfolio(exported, request, date="2027-03-05")
    told = pl.read_csv(tmp_path / "plans.csv").filter(pl.col("item") == "close-remote-access")
    assert set(told["status"]) == {"done"}
    assert set(told["done-on"]) == {"2027-01-15"}
    compared = app.compare_firm(FIRM, request, ASKED)
    assert {one.item: one.status for one in compared.found.plan} == {
        "close-remote-access": "done",
        "second-proof-mail": "doing",
    }


def test_a_later_workbook_replaces_what_an_earlier_one_said(tmp_path: Path) -> None:
    """Taken in again it says the same."""
    file, store = planned(tmp_path / "firm.yaml"), tmp_path / "x.db"
    taken(store, file, followed(file, tmp_path / "one", NOTED))
    second = followed(file, tmp_path / "two", {"close-remote-access": ("dropped", None)})
    for _ in range(2):
        assert taken(store, second).followed == {second: len(plan_of(store, FIRM))}
        assert {one.status for one in plan_of(store, FIRM).values()} == {"dropped", "todo"}


def test_the_same_assessment_in_other_words_keeps_what_was_done(tmp_path: Path) -> None:
    """A file whose answers were corrected later is another content of one assessment, with one plan."""
    file, store = planned(tmp_path / "firm.yaml"), tmp_path / "x.db"
    taken(store, file, followed(file, tmp_path / "out", NOTED))
    corrected = planned(tmp_path / "again.yaml", date="2026-11-21")
    assert taken(store, corrected).new == 1
    assert plan_of(store, FIRM)["close-remote-access"].done_on == "2027-01-15"


def test_a_workbook_whose_plan_the_store_lacks_is_named_and_stops_nothing(tmp_path: Path) -> None:
    """Of another firm with the same number, of an assessment without an accepted plan, and one that says not whose."""
    file, store = planned(tmp_path / "firm.yaml"), tmp_path / "x.db"
    other = yaml.safe_load(CANNERY.read_text(encoding="utf-8"))["profile"] | {"firm": "Other", "ice": None}
    workbook = followed(planned(tmp_path / "other.yaml", profile=other), tmp_path / "out", NOTED)
    book = load_workbook(workbook)
    for row in book["lists"]["D1:E8"]:
        for cell in row:
            cell.value = None
    unsigned = tmp_path / "unsigned.xlsx"
    book.save(unsigned)
    found = taken(store, file, WORKSHOP, workbook, unsigned)
    assert (found.new, found.refused) == (2, 2)
    assert [one.code for one in found.problems] == ["follow-up-unknown", "follow-up-unsigned"]
    assert {one.status for one in plan_of(store, FIRM).values()} == {"todo"}


def test_a_workbook_that_is_neither_form_nor_report_is_no_form(tmp_path: Path) -> None:
    """It is told as before."""
    path = tmp_path / "other.xlsx"
    Workbook().save(path)
    assert [one.code for one in taken(tmp_path / "x.db", path).problems] == ["form-not-ours"]
