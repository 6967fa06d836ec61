"""How far the actions of a plan have come, from the sheet of a report's workbook in which people note it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.model.follow_up import ITEM_STATUSES, LISTS, ItemStatus, ListColumn
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.spreadsheet import day_of
from jazari_assess.model.typography import filled
from jazari_assess.reading.workbook.cells import Sheet, read_sheets

_ITEM, _PROGRESS, _DONE_ON = "roadmap.item", "sheet.progress", "sheet.done-on"
_LAST_DAY = 80_000
"""The year 2119: a larger number is no day."""


@dataclass(frozen=True, kw_only=True)
class Noted:
    """An action as its sheet names it, how far it has come, and the day it was done where that is noted.

    ``item`` is its id in the plan, None for one of the firm's own.
    """

    title: str
    item: str | None
    state: ItemStatus
    done_on: str | None


@dataclass(frozen=True, kw_only=True)
class FollowedPlan:
    """What a workbook says of a plan, in the language it was written in.

    ``whose`` says which assessment the plan is of, in the names of ``model.follow_up``; empty in one that does not.
    """

    language: str
    whose: Mapping[str, str]
    items: tuple[Noted, ...]


def read_follow_up(path: Path, words: Sequence[InterfaceText]) -> FollowedPlan:
    """Return what people noted of a plan; ``words`` are those of the report in every language.

    Raises ``ProblemsError`` when the file is no workbook, holds what must not be read, or has no sheet of a plan.
    """
    sheets = [sheet for sheet, _ in read_sheets(path)]  # what is wrong with cells nobody fills in is of no concern
    lists = next((sheet.rows() for sheet in sheets if sheet.hidden and sheet.title == LISTS), {})
    for sheet in sheets:
        rows = sheet.rows()
        for interface in words:
            columns = _columns(rows.get(1, {}), interface)
            if columns is not None:
                ids = _pairs(lists, ListColumn.TITLE, ListColumn.ITEM)
                items = _noted(sheet, columns, interface, {plainly(title): item for title, item in ids.items()})
                whose = _pairs(lists, ListColumn.KEY, ListColumn.VALUE)
                return FollowedPlan(language=interface.language, whose=whose, items=items)
    raise ProblemsError([Problem(code="follow-up-missing", place=Place(file=str(path)))])


def plainly(text: str) -> str:
    """Return a text without what typography adds to it: spaces are one, marks of direction none."""
    return " ".join("".join(letter for letter in text if letter not in "\u2066\u2067\u2068\u2069").split())


def _columns(head: Mapping[int, str], interface: InterfaceText) -> Mapping[str, int] | None:
    known = {plainly(text): column for column, text in head.items()}
    wanted = {key: plainly(_set(interface, key)) for key in (_ITEM, _PROGRESS, _DONE_ON)}
    return {key: known[text] for key, text in wanted.items()} if known.keys() >= {*wanted.values()} else None


def _pairs(rows: Mapping[int, Mapping[int, str]], key: ListColumn, value: ListColumn) -> Mapping[str, str]:
    """Return one column by another, where both hold something; a sheet counts columns from 1."""
    pairs = ((row.get(key + 1), row.get(value + 1)) for row in rows.values())
    return {name: told for name, told in pairs if name and told}


def _noted(
    sheet: Sheet, columns: Mapping[str, int], interface: InterfaceText, ids: Mapping[str, str]
) -> tuple[Noted, ...]:
    states = {plainly(_set(interface, f"sheet.{state}")): state for state in ITEM_STATUSES}
    told = []
    for number, row in sheet.rows().items():
        title, state = plainly(row.get(columns[_ITEM], "")), states.get(plainly(row.get(columns[_PROGRESS], "")))
        if number > 1 and title and state is not None:
            day = _day(row.get(columns[_DONE_ON], ""))
            told.append(Noted(title=title, item=ids.get(title), state=state, done_on=day))
    return tuple(told)


def _day(text: str) -> str | None:
    """Return the day that a cell holds as a number of days."""
    try:
        number = int(float(text))
    except ValueError:
        return None
    return day_of(number).isoformat() if 0 < number < _LAST_DAY else None


def _set(interface: InterfaceText, key: str) -> str:
    return filled(interface.entries[key], {}, language=interface.language, direction=interface.direction)
