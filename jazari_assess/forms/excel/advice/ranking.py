"""The ranking of first steps as formulas: what a raised flag asks for leads, then what is worth most a day."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from jazari_assess.engine.first_steps import SPARE_DAYS, FirstRow, first_steps, rate
from jazari_assess.engine.plan.steps import FIRST_STEPS, first_rows
from jazari_assess.forms.excel.advice.content import Advice
from jazari_assess.forms.excel.advice.places import ActionColumn, FlagColumn
from jazari_assess.forms.excel.advice.reach import ReachFormulas
from jazari_assess.render.excel.live.places import Block
from jazari_assess.render.excel.workbook import Live

Column = ActionColumn
_NO_FLAG = 999
"""More flags than any questionnaire has."""


class RankingFormulas:
    """The place of each action among the first steps."""

    def __init__(self, advice: Advice, reach: ReachFormulas) -> None:
        """Take the advice that is written and what leads to the first acts of flags."""
        self.advice, self.reach = advice, reach

    @cached_property
    def rows(self) -> Mapping[str, FirstRow]:
        """The rows of the actions that can begin, as the engine ranks them now."""
        return {row.id: row for row in first_rows(self.advice.case) if row.ready}

    @cached_property
    def first(self) -> Sequence[FirstRow]:
        """The first steps as they are now."""
        return first_steps(first_rows(self.advice.case), FIRST_STEPS)

    @cached_property
    def _ranked(self) -> Sequence[str]:
        rows = first_rows(self.advice.case)
        return [row.id for row in first_steps(rows, len(rows))]

    def flag(self, name: str) -> Live | float:
        """Return the place of the first raised flag that asks for an action, counted from 1; 0 where none does."""
        terms = []
        for place, flag in enumerate(self.advice.places.flags, start=1):
            first = self.advice.case.content.flags[flag].first
            if name in self.reach.closures.get(first, ()):
                raised = self.advice.places.flag(flag, FlagColumn.RAISED)
                led = self.reach.read((first, name)).formula
                terms.append(f"{_NO_FLAG}-{raised}*{led}*{_NO_FLAG - place}")
        if not terms:
            return 0.0
        ready = self.advice.cell(name, Column.READY)
        least = f"MIN({','.join(terms)})"
        row = self.rows.get(name)
        now = 0 if row is None or row.flag is None else self.advice.places.flags.index(row.flag) + 1
        return Live(f"IF({ready}=1,IF({least}<{_NO_FLAG},{least},0),0)", now)

    def of_flag(self, name: str, column: FlagColumn) -> Live | float:
        """Return the severity of that flag, or the quarter by which its first act begins; 0 where there is none."""
        found = self.flag(name)
        if not isinstance(found, Live):
            return 0.0
        row = self.rows.get(name)
        now = 0 if row is None else row.severity if column == FlagColumn.SEVERITY else row.due
        flag = self.advice.cell(name, Column.FLAG)
        return Live(f"IF({flag}>0,INDEX({self.advice.places.all_flags(column)},{flag}),0)", now)

    def rate(self, name: str) -> Live:
        """Return the worth a day."""
        worth, days = (self.advice.cell(name, column) for column in (Column.WORTH, Column.DAYS))
        row = self.rows.get(name)
        return Live(f"ROUND({worth}/({days}+{SPARE_DAYS}),9)", 0.0 if row is None else rate(row))

    def counts(self, name: str) -> Live:
        """Return 1 where an action is a first step at all."""
        cells = {column: self.advice.cell(name, column) for column in (Column.READY, Column.SEVERITY, Column.WORTH)}
        test = f"AND({cells[Column.READY]}=1,OR({cells[Column.SEVERITY]}>0,{cells[Column.WORTH]}>0))"
        return Live(f"IF({test},1,0)", float(name in self._ranked))

    def rank(self, name: str) -> Live:
        """Return the place among the first steps, from 1: severity, due, worth a day, id; 0 where it is none."""
        all_ = {column: self.advice.places.all_actions(column) for column in _RANKED}
        own = {column: self.advice.cell(name, column) for column in _RANKED}
        ahead = (
            f"SUMPRODUCT({all_[Column.COUNTS]}*(({all_[Column.SEVERITY]}>{own[Column.SEVERITY]})"
            f"+({all_[Column.SEVERITY]}={own[Column.SEVERITY]})*(({all_[Column.DUE]}<{own[Column.DUE]})"
            f"+({all_[Column.DUE]}={own[Column.DUE]})*({all_[Column.RATE]}>{own[Column.RATE]}))))"
        )
        alike = self._alike_above(name, own)
        now = self._ranked.index(name) + 1 if name in self._ranked else 0
        return Live(f"IF({own[Column.COUNTS]}=1,1+{ahead}{alike},0)", now)

    def _alike_above(self, name: str, own: Mapping[ActionColumn, Block]) -> str:
        """Return a formula of how many that are alike have an id before this one."""
        count = self.advice.places.actions.index(name)
        if count == 0:
            return ""
        above = {column: Block(cell.sheet, 1, cell.column, count) for column, cell in own.items()}
        same = "*".join(f"({above[column]}={own[column]})" for column in _RANKED[1:])
        return f"+SUMPRODUCT({above[Column.COUNTS]}*{same})"


_RANKED = (Column.COUNTS, Column.SEVERITY, Column.DUE, Column.RATE)
