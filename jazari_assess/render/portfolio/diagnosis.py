"""The questionnaire under test in words, the same for page, document, workbook and terminal; and the workbook."""

from dataclasses import dataclass
from io import BytesIO

from jazari_assess.render.excel.plain_sheets import Sheets
from jazari_assess.render.interface import Branding
from jazari_assess.render.new_workbook import new_workbook
from jazari_assess.render.plain_text import one_line
from jazari_assess.render.portfolio.styles import STYLES
from jazari_assess.render.portfolio.tables import write_tables
from jazari_assess.render.portfolio.words import WordedTable

_TEXT, _NAME, _FIGURE = 110, 52, 12
"""Widths of columns in characters: of the text, of names, of figures."""


@dataclass(frozen=True, kw_only=True)
class ToAct:
    """A kind of fault: what it is called, where it was found with its figure, and what to do about it."""

    title: str
    found: tuple[str, ...]
    act: str


@dataclass(frozen=True, kw_only=True)
class WordedDiagnosis:
    """All that is said: ``reading`` and ``meanings`` how figures are read, ``first`` and ``acts`` what to do first.

    ``nothing`` says that nothing stands out, empty where something does; ``detail`` is over the tables.
    """

    language: str
    direction: str
    title: str
    facts: tuple[str, ...]
    reading: str
    meanings: tuple[str, ...]
    first: str
    acts: tuple[ToAct, ...]
    nothing: str
    detail: str
    tables: tuple[WordedTable, ...]


def diagnosis_workbook(told: WordedDiagnosis, branding: Branding, *, date: str) -> bytes:
    """Return the workbook: a sheet of what to do, and one of the tables with their numbers."""
    target = BytesIO()
    with new_workbook(target, date=date, title=told.title) as book:
        sheets = Sheets.of(book, branding, told.direction, STYLES)
        _text_sheet(told, sheets, one_line(branding.institute.name))
        write_tables(sheets, sheets.new(told.detail), told.tables, (_NAME, _FIGURE))
    return target.getvalue()


def _text_sheet(told: WordedDiagnosis, sheets: Sheets, institute: str) -> None:
    sheet = sheets.new(told.first)
    sheet.set_column(0, 0, _TEXT)
    lines = [(told.title, "title"), *((fact, "quiet") for fact in (institute, *told.facts) if fact), ("", "plain")]
    lines += [(told.reading, "heading"), *((one, "note") for one in told.meanings), ("", "plain")]
    lines += [(told.first, "heading"), *((one, "note") for one in (told.nothing,) if one)]
    for act in told.acts:
        lines += [("", "plain"), (act.title, "heading"), (act.act, "note"), *((one, "cell") for one in act.found)]
    for row, (text, style) in enumerate(lines):
        if style in ("note", "cell"):
            sheets.wide(sheet, row, text, (_TEXT,), style)
        else:
            sheets.text(sheet, row, 0, text, style)
