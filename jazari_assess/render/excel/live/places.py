"""Where in a workbook each answer, option, question and node of the calculation stands, and how a formula names it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property, lru_cache
from itertools import accumulate

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from jazari_assess.render.excel.live.calculation import (
    CalculatedNode,
    CalculatedQuestion,
    Calculation,
    Known,
    Measured,
    Picked,
    Ranked,
    Ticked,
)

OPTIONS, QUESTIONS, FIRM, CASES = "_options", "_questions", "_firm", "_cases"
WORDS = (
    "answer.yes",
    "answer.no",
    "answer.unknown",
    "answer.not-applicable",
    "workbook.counted",
    "workbook.hidden",
    "workbook.no-answer",
    "workbook.contradiction",
    "workbook.capped",
    "state.not-applicable",
    "state.not-scored",
)
"""The words that formulas show, in the order of their rows on the sheet of options."""


class AnswerColumn(IntEnum):
    """The columns of the sheet of answers."""

    DIMENSION = 0
    SHORT = 1
    TITLE = 2
    ANSWER = 3
    LACKING = 4
    REMARK = 5
    SCORE = 6
    WEIGHT = 7
    NEXT = 8
    EVIDENCE = 9
    NOTE = 10


class OptionColumn(IntEnum):
    """The columns of the hidden sheet of options."""

    POSITION = 0
    WORDS = 1
    VALUE = 2
    NEXT = 3
    TICKED = 4
    NUMBER = 5
    QUESTION = 6
    ID = 7


class QuestionColumn(IntEnum):
    """The columns of the hidden sheet of questions; flags are 0 or 1, the state counts as in ``answer_state``.

    ``RELEVANT`` also knows what an answer to come decides, ``ASKED`` says whether the question is asked as things are.
    ``ON_PATH`` and ``DONE`` stand in forms alone: whether a question belongs to the firm's path, and has its answer.
    """

    ID = 0
    POSITION = 1
    STATE = 2
    CODE = 3
    RELEVANT = 4
    COUNTED = 5
    APPLICABLE = 6
    VALUE = 7
    ASKED = 8
    ON_PATH = 9
    DONE = 10


class FirmRow(IntEnum):
    """The rows of the hidden sheet of the firm.

    The sector counts from 1, the size from 1 (micro) to 4, the variant from 1; 0 is none or not known. The staff is -1
    where it is not known; ``SHORT`` is 1 on the short path. Forms alone know the region, from 1, and the turnover, -1
    where it is not known.
    """

    SECTOR = 0
    STAFF = 1
    SIZE = 2
    VARIANT = 3
    SHORT = 4
    REGION = 5
    TURNOVER = 6


class NodeColumn(IntEnum):
    """The columns of the sheet of the calculation: what is shown, then what formulas work with."""

    TITLE = 0
    WITHIN = 1
    SHARE = 2
    SCORE = 3
    LOW = 4
    HIGH = 5
    COVERAGE = 6
    LEVEL = 7
    WEIGHT = 8
    MINIMUM = 9
    BOUND = 10
    APPLICABLE = 11
    SCORED = 12
    X = 13
    X_LOW = 14
    X_HIGH = 15
    CLIMB = 16
    CLIMB_LOW = 17
    CLIMB_HIGH = 18
    CHART = 19


class CaseColumn(IntEnum):
    """The columns of one case, beside those of the others; for a question the first alone: whether it is asked."""

    APPLICABLE = 0
    LOW = 1
    HIGH = 2
    CLIMB_LOW = 3
    CLIMB_HIGH = 4


class LevelColumn(IntEnum):
    """The columns of the table of levels below the nodes."""

    TITLE = 0
    NUMBER = 1
    START = 2
    REACHED = 3
    ALLOWED = 4
    HELD = 5


@lru_cache(maxsize=2**17)  # more cells than a form has: each is named in ten formulas
def _named(sheet: str, first: int, column: int, count: int) -> str:
    start = xl_rowcol_to_cell(first, column, row_abs=True, col_abs=True)
    end = xl_rowcol_to_cell(first + count - 1, column, row_abs=True, col_abs=True)
    return f"{quote_sheetname(sheet)}!{start}" + (f":{end}" if count > 1 else "")


@dataclass(frozen=True)
class Block:
    """Some cells of one column of a sheet, from ``first`` row (from 0), ``count`` of them."""

    sheet: str
    first: int
    column: int
    count: int = 1

    def __str__(self) -> str:
        """Return how a formula names the block."""
        return _named(self.sheet, self.first, self.column, self.count)

    def after_first(self) -> "Block":
        """Return the block without its first cell."""
        return Block(self.sheet, self.first + 1, self.column, self.count - 1)

    def until(self, cell: "Block") -> "Block":
        """Return the block as far as one of its cells."""
        return Block(self.sheet, self.first, self.column, cell.first - self.first + 1)

    def cell(self, place: int) -> "Block":
        """Return one cell of the block, counted from 0."""
        return Block(self.sheet, self.first + place, self.column)


@dataclass(frozen=True)
class Places:
    """The places of a calculation; ``answers`` and ``nodes`` are the names of the sheets people see.

    ``words`` are those that formulas show, in the order of their rows on the sheet of options.
    """

    calculation: Calculation
    answers: str
    nodes: str
    words: Sequence[str] = WORDS

    @cached_property
    def by_id(self) -> Mapping[str, CalculatedQuestion]:
        """The questions by id."""
        return {question.id: question for question in self.calculation.questions}

    @cached_property
    def answer_rows(self) -> Mapping[str, int]:
        """The row of each question on the sheet of answers."""
        return _rows(self.calculation.questions, [_answer_rows(own) for own in self.calculation.questions], first=1)

    @cached_property
    def _option_rows(self) -> Mapping[str, int]:
        counts = [_option_count(question) for question in self.calculation.questions]
        return _rows(self.calculation.questions, counts, first=len(self.words))

    @cached_property
    def _map_rows(self) -> Mapping[str, int]:
        end = len(self.words) + sum(_option_count(question) for question in self.calculation.questions)
        return _rows(self.calculation.nodes, [len(node.points or ()) for node in self.calculation.nodes], first=end)

    @cached_property
    def _question_rows(self) -> Mapping[str, int]:
        return {question.id: row for row, question in enumerate(self.calculation.questions, start=1)}

    @cached_property
    def node_rows(self) -> Mapping[str, int]:
        """The row of each node on the sheet of the calculation."""
        return {node.id: row for row, node in enumerate(self.calculation.nodes, start=1)}

    def word(self, key: str) -> Block:
        """Return the cell that holds one of the words."""
        return Block(OPTIONS, self.words.index(key), OptionColumn.WORDS)

    def answer(self, question: str, column: AnswerColumn = AnswerColumn.ANSWER, item: int | None = None) -> Block:
        """Return a cell of a question, or of one of its items, on the sheet of answers."""
        return Block(self.answers, self.answer_rows[question] + (0 if item is None else item + 1), column)

    def ranked(self, question: str) -> Block:
        """Return the cells of a question that takes several of its options, one in each."""
        first, part = self.answer(question), self.by_id[question].part
        return Block(first.sheet, first.first, first.column, part.most if isinstance(part, Ranked) else 1)

    def firm(self, row: FirmRow) -> Block:
        """Return a cell of the hidden sheet of the firm."""
        return Block(FIRM, row, 1)

    def options(self, question: str, column: OptionColumn, *, states: bool = True) -> Block:
        """Return a column of a question's options, items or points, with or without what stands for no answer."""
        found = self.by_id[question]
        spare = len(found.part.states) if isinstance(found.part, Picked) and not states else 0
        return Block(OPTIONS, self._option_rows[question], column, _option_count(found) - spare)

    def points(self, node: str, column: OptionColumn, count: int) -> Block:
        """Return a column of the points of an indicator's map."""
        return Block(OPTIONS, self._map_rows[node], column, count)

    def question(self, question: str, column: QuestionColumn) -> Block:
        """Return a cell of a question on the hidden sheet of questions."""
        return Block(QUESTIONS, self._question_rows[question], column)

    def node(self, node: str, column: NodeColumn) -> Block:
        """Return a cell of a node."""
        return Block(self.nodes, self.node_rows[node], column)

    def children(self, node: CalculatedNode, column: NodeColumn) -> Block:
        """Return a column of the children of a node, which stand in one block."""
        return Block(self.nodes, self.node_rows[node.children[0]], column, len(node.children))

    def case(self, place: int, name: str, column: CaseColumn) -> Block:
        """Return a cell of a node in one of the cases, counted from 0."""
        row = len(self.calculation.questions) + self.node_rows[name]
        return Block(CASES, row, 1 + place * len(CaseColumn) + column)

    def case_children(self, place: int, node: CalculatedNode, column: CaseColumn) -> Block:
        """Return a column of the children of a node in one of the cases."""
        first = self.case(place, node.children[0], column)
        return Block(first.sheet, first.first, first.column, len(node.children))

    def asked_in(self, place: int, question: str) -> Block:
        """Return the cell that says whether a question is asked in one of the cases."""
        return Block(CASES, self._question_rows[question], 1 + place * len(CaseColumn))

    def all_asked_in(self, place: int) -> Block:
        """Return these cells of all questions."""
        return Block(CASES, 1, 1 + place * len(CaseColumn), len(self.calculation.questions))

    def levels(self, column: LevelColumn) -> Block:
        """Return a column of the table of levels."""
        return Block(self.nodes, len(self.calculation.nodes) + 3, column, len(self.calculation.levels))


def _rows(named: Sequence[CalculatedQuestion | CalculatedNode], counts: Sequence[int], first: int) -> Mapping[str, int]:
    starts = accumulate(counts, initial=first)
    return {own.id: start for own, start in zip(named, starts, strict=False)}


def _answer_rows(question: CalculatedQuestion) -> int:
    match question.part:
        case Ticked(items=items):
            return 1 + len(items)
        case Ranked(most=most):
            return most
        case Known():
            return 0
        case _:
            return 1


def _option_count(question: CalculatedQuestion) -> int:
    match question.part:
        case Picked(options=options, states=states):
            return len(options) + len(states)
        case Ranked(options=options):
            return len(options)
        case Ticked(items=items):
            return len(items)
        case Measured(points=points):
            return len(points)
        case _:
            return 0
