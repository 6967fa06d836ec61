"""What firms did over time in workbook and document: a service that the catalogue no longer has is text, never more."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from jazari_assess.model.over_time import Demand, FlagCount, OverTime, Shift
from jazari_assess.render.portfolio.over_time import over_time_tables
from jazari_assess.render.portfolio.pdf import portfolio_pdf
from jazari_assess.render.portfolio.words import WordedTable
from jazari_assess.render.portfolio.workbook import write_portfolio
from tests.render.pdf_reader import text_of, words_missing
from tests.render.portfolio.small import DAY, OURS, worded

HOSTILE = "=HYPERLINK(1)</td><script>alert(1)</script>[/red]"
FOUND = OverTime(
    firms=20,
    twice=8,
    shifts=[Shift(dimension=None, firms=8, points=-2.25)],
    flags=[FlagCount(flag="no-backup", open=12, closed=None, opened=0)],
    planned=20,
    states={"todo": 12, "doing": 0, "done": 8, "dropped": 0},
    demand=[Demand(service=HOSTILE, firms=20, regions={"oriental": 20}, quarters={"2026-4": 12, None: None})],
    alone=[("maintenance", 7)],
    withheld=True,
)


def tables(language: str) -> tuple[WordedTable, ...]:
    """Return the tables in a language."""
    return over_time_tables(FOUND, worded(language)[1])


def test_figures_are_written_as_the_language_writes_them() -> None:
    """A fall has its sign, what is withheld says so, and quarters have their names."""
    change, flags, states, _, quarters, alone = tables("fr")
    assert change.rows[0][1][1].text == "−2,3"
    assert [cell.text for cell in flags.rows[0][1]] == ["12", "masqué", "0"]
    assert [(name, cells[0].value) for name, cells in states.rows][2] == ("fait", 8)
    assert quarters.heads[2:] == ("T4 2026", "Non renseigné")
    assert [cell.value for cell in quarters.rows[0][1]] == [20, 12, None]
    assert alone.rows[0][1][0].value == 7


def test_nothing_to_tell_makes_no_table() -> None:
    """A store without plans and follow-ups has none."""
    bare = replace(FOUND, shifts=[], flags=[], states={}, demand=[], alone=[])
    assert over_time_tables(bare, worded()[1]) == ()


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_hostile_names_are_text(tmp_path: Path, language: str) -> None:
    """In a cell it is a string; in the document it is read as it stands."""
    found, words = worded(language)
    found = replace(found, over_time=tables(language), groups=found.groups * 3)
    write_portfolio(tmp_path / "x.xlsx", found, words, OURS, (), date=DAY, list_rows=10)
    cells = [cell for sheet in openpyxl.load_workbook(tmp_path / "x.xlsx") for row in sheet for cell in row]
    assert {cell.data_type for cell in cells if cell.value == HOSTILE} == {"s"}
    text = text_of(portfolio_pdf(found, words, OURS, date=DAY))
    assert words_missing(text, "HYPERLINK script alert") == []
