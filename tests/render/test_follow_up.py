"""The workbook as a firm works in it: states of actions move the scores, by formula, as LibreOffice computes them."""

import io
from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook

from jazari_assess.render import RENDERERS
from jazari_assess.render.interface import Options
from tests.render.small_report import report
from tests.render.spreadsheet import recalculated

SHEET, PROGRESS = "Roadmap", 12
"""The sheet of the plan, and its column of states, counted from 1."""


def with_states(data: bytes, states: Mapping[int, str]) -> bytes:
    """Return the workbook with the states of some items, counted from 0, as a person would pick them."""
    book = load_workbook(io.BytesIO(data))
    for number, state in states.items():
        book[SHEET].cell(row=number + 2, column=PROGRESS, value=state)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_states_move_the_scores(tmp_path: Path) -> None:
    """Nothing done: today's scores; one in progress: half of its points; done: all; dropped: none of them."""
    found = report("en", options=Options(detail="summary"))
    data, page = RENDERERS["xlsx"]().render(found), found.page
    history, _, meters = page.plan.items
    books = recalculated(
        {
            "none": data,
            "half": with_states(data, {0: "In progress"}),
            "done": with_states(data, {0: "Done", 2: "Dropped"}),
        },
        tmp_path,
    )
    today = page.overall.score.value
    assert today is not None
    first = page.dimensions[0].score.value
    assert first is not None
    told = {name: [book["Follow-up"].cell(row=row, column=3).value for row in (2, 3)] for name, book in books.items()}
    gain, own = history.overall_gain, history.gain_values[0]
    assert told["none"] == pytest.approx([today, first])
    assert told["half"] == pytest.approx([today + gain / 2, first + own / 2])
    assert told["done"] == pytest.approx([today + gain, first + own])
    shares = [books["done"]["Follow-up"].cell(row=row, column=3).value for row in (8, 9)]
    assert shares == pytest.approx([1 / 2, 0.0])
    assert meters.phase != history.phase


def test_dates_of_the_plan_are_dates() -> None:
    """Start and due date of an item are the first and the last day of its quarters, as dates a person can change."""
    sheet = load_workbook(io.BytesIO(RENDERERS["xlsx"]().render(report("en"))))[SHEET]
    days = [[str(sheet.cell(row=row, column=column).value)[:10] for column in (9, 10)] for row in (2, 4)]
    assert days == [["2026-12-01", "2027-02-28"], ["2027-03-01", "2027-08-31"]]
