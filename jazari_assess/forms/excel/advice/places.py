"""Where the hidden sheets of advice keep what: a row a flag, an action, a dimension, an aim."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from jazari_assess.forms.excel.layout import FormPlaces
from jazari_assess.render.excel.live.places import Block

FLAGS, ACTIONS, WORTH, REACH, FIRST = "_flags", "_actions", "_worth", "_reach", "_first"


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
    """The places of advice: flags as they are told, actions by id, dimensions and aims as the model lists them."""

    form: FormPlaces
    flags: Sequence[str]
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

    def first(self, place: int, column: int = 1) -> Block:
        """Return the cell of the row of the first step at a place from 0 (1), or of its flag (2)."""
        return Block(FIRST, place, column)
