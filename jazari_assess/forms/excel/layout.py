"""Where the form asks what: a sheet a section, a row a question, the rows of its items below it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from jazari_assess.model.spreadsheet import LONGEST_SHEET_NAME
from jazari_assess.render.excel.live.calculation import Calculation, Ranked, Ticked
from jazari_assess.render.excel.live.places import WORDS, AnswerColumn, Block, Places
from jazari_assess.render.excel.workbook import sheet_title

NODES = "_nodes"
HEAD_ROWS = 4
"""Rows above the first question of a sheet: the keys of the columns, the title, an introduction, the headings."""
PATH, CONSENT = "form.path", "form.consent"
"""What the cover asks, by the ids under which it is found again; no question has such an id."""
FORM_WORDS = (
    *WORDS,
    "state.off-path",
    "state.wrong",
    "path.full",
    "path.short",
    "notice.accept",
    "notice.refuse",
    "result.no-flags",
    "result.more-flags",
    "result.done-when",
    "result.because",
    "result.nobody",
    "result.no-checks",
    "result.more-checks",
)
_RESERVED = "history"
"""The name of a sheet that Excel keeps for itself."""


class FormColumn(IntEnum):
    """The columns of the sheets that ask; the first two are hidden and say which question a row asks."""

    ID = 0
    ASKED = 1
    NUMBER = 2
    QUESTION = 3
    ANSWER = 4
    LACKING = 5
    STATE = 6
    NOTE = 7


MARK = "jazari-form"
"""What stands at the head of the column of ids, and nowhere else."""
KEYS: Mapping[FormColumn, str] = {column: column.name.lower() for column in FormColumn} | {FormColumn.ID: MARK}
"""What the hidden first row of such a sheet says of its columns, wherever they are moved to."""


@dataclass(frozen=True, kw_only=True)
class AskingSheet:
    """One sheet: its name, its section, the questions it asks."""

    name: str
    section: str
    questions: tuple[str, ...]


@dataclass(frozen=True)
class FormPlaces(Places):
    """The places of a form: each question has a sheet and a row."""

    homes: Mapping[str, tuple[str, int]] | None = None

    def answer(self, question: str, column: AnswerColumn = AnswerColumn.ANSWER, item: int | None = None) -> Block:
        """Return the cell of an answer or of an item, or what stands in place of an answer."""
        sheet, row = (self.homes or {})[question]
        own = FormColumn.LACKING if column == AnswerColumn.LACKING else FormColumn.ANSWER
        return Block(sheet, row + (0 if item is None else item + 1), own)

    def cell(self, question: str, column: FormColumn) -> Block:
        """Return another cell of a question's row."""
        sheet, row = (self.homes or {})[question]
        return Block(sheet, row, column)


def asking_sheets(
    sections: Mapping[str, Sequence[str]], titles: Mapping[str, str], taken: Sequence[str]
) -> list[AskingSheet]:
    """Return the sheets that ask, one a section, each under a name of its own."""
    names = sheet_names([titles[section] for section in sections], taken)
    return [
        AskingSheet(name=name, section=section, questions=tuple(questions))
        for name, (section, questions) in zip(names, sections.items(), strict=True)
    ]


def sheet_names(titles: Sequence[str], taken: Sequence[str]) -> list[str]:
    """Return titles as names of sheets, each unlike the others and unlike those taken, however they are written."""
    used, found = {_RESERVED, *(name.casefold() for name in taken)}, []
    for title in titles:
        name, number = sheet_title(title), 2
        while name.casefold() in used:
            mark = f" {number}"
            name, number = sheet_title(title)[: LONGEST_SHEET_NAME - len(mark)] + mark, number + 1
        used.add(name.casefold())
        found.append(name)
    return found


def form_places(
    calculation: Calculation, sheets: Sequence[AskingSheet], cover: Mapping[str, tuple[str, int]]
) -> FormPlaces:
    """Return where each question stands, and what the cover asks."""
    parts = {question.id: question.part for question in calculation.questions}
    homes = dict(cover)
    for sheet in sheets:
        row = HEAD_ROWS
        for name in sheet.questions:
            homes[name] = (sheet.name, row)
            row += _rows(parts[name])
    return FormPlaces(calculation, "", NODES, FORM_WORDS, homes)


def _rows(part: object) -> int:
    match part:
        case Ticked(items=items):
            return 1 + len(items)
        case Ranked(most=most):
            return most
        case _:
            return 1
