"""Where the hidden sheets of advice keep what: a row a flag, an action, a dimension, an aim."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from jazari_assess.forms.excel.layout import FormPlaces
from jazari_assess.render.excel.live.places import Block

FLAGS, ACTIONS, WORTH, REACH, FIRST = "_flags", "_actions", "_worth", "_reach", "_first"
HELP, CHECKS = "_help", "_checks"


class FlagColumn(IntEnum):
    """The columns of the flags, the most severe first; ``PLACE`` counts those that are up from 1, 0 for the others."""

    ID = 0
    TITLE = 1
    SEVERITY_WORD = 2
    ACT = 3
    SEVERITY = 4
    DUE = 5
    RAISED = 6
    PLACE = 7


class ActionColumn(IntEnum):
    """The columns of the actions, which stand in the order of their ids.

    ``STATE`` counts open, done, not applicable, unknown from 0; ``BASE`` is 1 where nothing but what comes first can
    bar the action; ``RATE`` is its worth a day, ``RANK`` its place among the first steps, 0 where it is none.
    """

    ID = 0
    TITLE = 1
    FIRST_STEP = 2
    FIRST_STEP_MICRO = 3
    DONE_WHEN = 4
    DIMENSION = 5
    LOW = 6
    HIGH = 7
    DAYS = 8
    BARRED = 9
    HOLDS = 10
    STATE = 11
    REACHED = 12
    SETTLED = 13
    RESERVED = 14
    BASE = 15
    READY = 16
    WORTH = 17
    FLAG = 18
    SEVERITY = 19
    DUE = 20
    RATE = 21
    COUNTS = 22
    RANK = 23


class HelpColumn(IntEnum):
    """The columns of the services, as the catalogue lists them; below ``RANK`` one column a first step.

    ``TOLD`` is what is said of a service, ``ALSO`` what is said of one named after another. ``ACTIONS`` are those
    that it names, ``ON_STEP`` those about whose indicator it is. ``OPEN`` is 1 where the firm can ask for it.
    """

    ID = 0
    TOLD = 1
    ALSO = 2
    ACTIONS = 3
    ON_STEP = 4
    FLAGS = 5
    OPEN = 6
    PLACE = 7
    STATUS = 8
    RANK = 9


class CheckColumn(IntEnum):
    """The columns of the checks, contradictions first; ``PLACE`` counts those that hold from 1, 0 for the others."""

    ID = 0
    TITLE = 1
    ASK = 2
    HELD = 3
    PLACE = 4


class FirstColumn(IntEnum):
    """The columns of the first steps: rows of the action and its flag, their ids, rows of who helps; 0 is none."""

    NUMBER = 0
    ACTION = 1
    FLAG = 2
    ACTION_ID = 3
    FLAG_ID = 4
    HELPER = 5
    NEXT_HELPER = 6


class WorthRow(IntEnum):
    """The first rows of the sheet of worth; dimensions and aims stand below."""

    LEVEL = 0
    FLOOR = 1
    DIMENSIONS = 2
    AIMS = 3
    LEFT = 4
    OF_AIM = 5


@dataclass(frozen=True)
class AdvicePlaces:
    """The places of advice: flags and checks as they are told, actions by id, all else as it is listed."""

    form: FormPlaces
    flags: Sequence[str]
    checks: Sequence[str]
    services: Sequence[str]
    actions: Sequence[str]
    dimensions: Sequence[str]
    aims: Sequence[str]

    @cached_property
    def _flag_rows(self) -> Mapping[str, int]:
        return {name: row for row, name in enumerate(self.flags, start=1)}

    @cached_property
    def _action_rows(self) -> Mapping[str, int]:
        return {name: row for row, name in enumerate(self.actions, start=1)}

    def flag(self, name: str, column: FlagColumn) -> Block:
        """Return a cell of a flag."""
        return Block(FLAGS, self._flag_rows[name], column)

    def all_flags(self, column: FlagColumn) -> Block:
        """Return a column of the flags; a single empty row where there are none."""
        return Block(FLAGS, 1, column, max(1, len(self.flags)))

    def action(self, name: str, column: ActionColumn) -> Block:
        """Return a cell of an action."""
        return Block(ACTIONS, self._action_rows[name], column)

    def all_actions(self, column: ActionColumn) -> Block:
        """Return a column of the actions; a single empty row where there are none."""
        return Block(ACTIONS, 1, column, max(1, len(self.actions)))

    def worth(self, row: WorthRow) -> Block:
        """Return one of the figures that all worth depends on."""
        return Block(WORTH, row, 1)

    def dimension(self, name: str) -> Block:
        """Return the cell of what a point of a dimension counts."""
        return Block(WORTH, len(WorthRow) + self.dimensions.index(name), 1)

    def all_dimensions(self) -> Block:
        """Return the cells that say which dimensions have a score."""
        return Block(WORTH, len(WorthRow), 2, len(self.dimensions))

    def aim(self, name: str, column: int = 1) -> Block:
        """Return the cell of what a point of an aim counts (1), whether it is chosen (2), or what serves it (3)."""
        return Block(WORTH, len(WorthRow) + len(self.dimensions) + self.aims.index(name), column)

    def all_aims(self, column: int) -> Block:
        """Return a column of the aims."""
        return Block(WORTH, len(WorthRow) + len(self.dimensions), column, len(self.aims))

    def check(self, name: str, column: CheckColumn) -> Block:
        """Return a cell of a check."""
        return Block(CHECKS, 1 + self.checks.index(name), column)

    def all_checks(self, column: CheckColumn) -> Block:
        """Return a column of the checks; a single empty row where there are none."""
        return Block(CHECKS, 1, column, max(1, len(self.checks)))

    def service(self, name: str, column: HelpColumn) -> Block:
        """Return a cell of a service."""
        return Block(HELP, 1 + self.services.index(name), column)

    def all_services(self, column: int) -> Block:
        """Return a column of the services; a single empty row where there are none."""
        return Block(HELP, 1, column, max(1, len(self.services)))

    def first(self, place: int, column: FirstColumn = FirstColumn.ACTION) -> Block:
        """Return a cell of the first step at a place from 0."""
        return Block(FIRST, place, column)
