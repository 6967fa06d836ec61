"""Where the firm stands to each action, as formulas: barred, done, in front of it, unknown; can it begin now."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from jazari_assess.engine.eligibility import barred
from jazari_assess.engine.plan.standing import TOLERANCE, Standing, standing_with
from jazari_assess.forms.excel.advice.content import Advice
from jazari_assess.forms.excel.advice.logic import both, neither, read
from jazari_assess.forms.excel.advice.places import ActionColumn, FlagColumn
from jazari_assess.model.actions import Action, ItemChange
from jazari_assess.model.profile import SECTORS, SIZES
from jazari_assess.model.questionnaire import (
    YES_PARTLY_NO,
    ChecklistQuestion,
    ChoiceQuestion,
    LevelQuestion,
    NumberQuestion,
    Question,
    YesPartlyNoQuestion,
)
from jazari_assess.render.excel.live.places import FirmRow, NodeColumn, OptionColumn, QuestionColumn
from jazari_assess.render.excel.live.truths import OPEN, Present
from jazari_assess.render.excel.live.values import number
from jazari_assess.render.excel.workbook import Live

STATES = ("open", "done", "not-applicable", "unknown")
_DONE, _NOT_APPLICABLE, _UNKNOWN = 1, 2, 3  # their places in it
Column = ActionColumn


def options(question: Question) -> Sequence[int | str]:
    """Return the answers of a question that has a few, in the order in which a workbook counts them."""
    match question:
        case LevelQuestion():
            return range(question.options)
        case ChoiceQuestion():
            return tuple(question.options)
        case YesPartlyNoQuestion():
            return YES_PARTLY_NO
        case _:
            return ()


class StandingFormulas:
    """The standing of the firm to every action."""

    def __init__(self, advice: Advice) -> None:
        """Take the advice that is written."""
        self.advice, self.case = advice, advice.case

    def barred(self, name: str) -> Live | float:
        """Return 1 where an action is not for the firm's sector or size."""
        action, tests = self.advice.actions[name], []
        if "all" not in action.sectors:
            cell = self.advice.form.firm(FirmRow.SECTOR)
            fit = ",".join(f"{cell}={SECTORS.index(one) + 1}" for one in action.sectors if one != "all")
            tests.append(f"NOT(OR({fit}))")
        cell = self.advice.form.firm(FirmRow.SIZE)
        tests += [f"{cell}={place}" for place, size in enumerate(SIZES, start=1) if size not in action.days]
        now = float(barred(action, self.advice.firm.profile) is not None)
        return Live(f"IF(OR({','.join(tests)}),1,0)", now) if tests else 0.0

    def holds(self, name: str) -> Live | float:
        """Return 1 where the condition of an action holds, 0 where it does not, 0.5 where nobody knows."""
        when = self.advice.actions[name].when
        if when is None:
            return 1.0
        if not self.advice.firm.asks(when):
            return 0.0
        truth = Present(self.advice.form, closed=False).of(when)
        return Live(truth.formula, truth.now)

    def state(self, name: str) -> Live | float:
        """Return the place of the standing among ``STATES``."""
        action = self.advice.actions[name]
        now = float(STATES.index(self.advice.found(name).standing.state))
        node, leaf = action.indicator, self.advice.leaf(action)
        if not self.advice.changes(action):
            view = None if node is None else self.advice.firm.views.get(node)
            if node is None or view is None or view.state == "not-covered":
                return 0.0
            applies = self.advice.node(node, NodeColumn.APPLICABLE)
            return Live(f"IF({applies}=0,{_NOT_APPLICABLE},0)", now)
        if leaf is None:
            return float(_NOT_APPLICABLE)
        applies = self.advice.node(leaf, NodeColumn.APPLICABLE)
        known = f"({self.advice.question(leaf, QuestionColumn.STATE)}=1)*{self.advice.shared(leaf)}"
        answered = self._answered(name, leaf, action)
        return Live(f"IF({applies}=0,{_NOT_APPLICABLE},IF({known}=0,{_UNKNOWN},{answered}))", now)

    def _answered(self, name: str, leaf: str, action: Action) -> str:
        question = self.advice.firm.question(leaf)
        if options(question):
            return self.chosen(leaf, [STATES.index(one.state) for one in self.standings(name, leaf)])
        if action.items is not None:
            return f"IF({self.changed(leaf, action.items)}=0,{_DONE},0)" if _is_list(question) else str(_NOT_APPLICABLE)
        if action.choice is not None or not isinstance(question, NumberQuestion):
            return str(_NOT_APPLICABLE)
        today = self.advice.node(leaf, NodeColumn.X)
        return f"IF({today}>={number(self.advice.ends[name][1] - TOLERANCE)},{_DONE},0)"

    def standings(self, name: str, leaf: str) -> Sequence[Standing]:
        """Return where the firm would stand with each answer of the question behind an indicator."""
        action, firm = self.advice.actions[name], self.advice.firm
        asked = options(firm.question(leaf))
        return [standing_with(leaf, action, firm, option, self.advice.actions) for option in asked]

    def chosen(self, leaf: str, values: Sequence[float]) -> str:
        """Return a formula of one of several values, by the option that was picked."""
        if len(set(values)) == 1:
            return number(values[0])
        position = self.advice.question(leaf, QuestionColumn.POSITION)
        return f"CHOOSE({position},{','.join(map(number, values))})"

    def changed(self, leaf: str, change: ItemChange) -> str:
        """Return a formula of how many items of a checklist an action would change."""
        parts = [*(f"(1-{cell})" for _, cell in self.ticks(leaf, change.adds))]
        parts += [cell for _, cell in self.ticks(leaf, change.removes)]
        return f"({'+'.join(parts) or '0'})"

    def ticks(self, leaf: str, items: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield some items with the cells that say whether they are ticked."""
        name = self.advice.firm.question_id(leaf)
        question = self.advice.firm.question(leaf)
        cells = self.advice.form.options(name, OptionColumn.TICKED)
        known = list(question.options) if isinstance(question, ChecklistQuestion) else []
        for item in items:
            yield item, str(cells.cell(known.index(item)))

    def reached(self, name: str) -> Live | float:
        """Return 1 where the firm stands where an action begins, not below."""
        action = self.advice.actions[name]
        leaf, now = self.advice.leaf(action), float(self.advice.found(name).standing.reached)
        if leaf is None or action.items is not None or not self.advice.changes(action):
            return 1.0
        state = self.advice.cell(name, Column.STATE)
        if options(self.advice.firm.question(leaf)):
            told = self.chosen(leaf, [float(one.reached) for one in self.standings(name, leaf)])
        elif name in self.advice.ends:
            low = self.advice.ends[name][0] - TOLERANCE
            told = f"IF({self.advice.node(leaf, NodeColumn.X)}>={number(low)},1,0)"
        else:
            return 1.0
        return Live(f"IF({state}=0,{told},1)", now)

    def settled(self, name: str) -> Live:
        """Return 1 where nothing is left to do of an action."""
        state, holds, bar = (self.advice.cell(name, one) for one in (Column.STATE, Column.HOLDS, Column.BARRED))
        tests = [f"{state}={_DONE}", f"{state}={_NOT_APPLICABLE}", f"AND({holds}=0,{bar}=0)"]
        if long_ago := self._opened_long_ago(name):
            tests.append(long_ago)
        return Live(f"IF(OR({','.join(tests)}),1,0)", float(self.advice.found(name).settled))

    def _opened_long_ago(self, name: str) -> str:
        """Return a test of an opener whose step the firm has taken, while no raised flag asks for it."""
        action = self.advice.actions[name]
        if self.advice.changes(action) or action.indicator is None:
            return ""
        opened = [
            f"{self.advice.cell(other, Column.STATE)}={_DONE}"
            for other, one in self.advice.actions.items()
            if name in one.requires and one.indicator == action.indicator
        ]
        if not opened:
            return ""
        asking = [flag for flag in self.advice.places.flags if self.case.content.flags[flag].first == name]
        raised = [f"{self.advice.places.flag(flag, FlagColumn.RAISED)}=0" for flag in asking]
        return f"AND(OR({','.join(opened)}),{','.join(raised)})" if raised else f"OR({','.join(opened)})"

    def reserved(self, name: str) -> Live:
        """Return 1 where an answer is missing on which an action hangs."""
        state, holds = (self.advice.cell(name, one) for one in (Column.STATE, Column.HOLDS))
        now = float(self.advice.found(name).reserved)
        return Live(f"IF(OR({state}={_UNKNOWN},{holds}={OPEN}),1,0)", now)

    def base(self, name: str) -> Live:
        """Return 1 where nothing but what comes first can bar an action."""
        settled, bar = (self.advice.cell(name, one) for one in (Column.SETTLED, Column.BARRED))
        return Live(f"IF(AND({settled}=0,{bar}=0),1,0)", self._base_now(name))

    def _base_now(self, name: str) -> float:
        one = self.advice.found(name)
        return float(not one.settled and barred(one.action, self.advice.firm.profile) is None)

    def ready(self, name: str) -> Live:
        """Return 1 where an action can begin now: it is open, and all it asks for is there."""
        one = self.advice.found(name)
        parts = [
            both(
                read(self.advice.cell(name, Column.BASE), self._base_now(name)),
                neither(read(self.advice.cell(name, Column.RESERVED), float(one.reserved))),
                read(self.advice.cell(name, Column.REACHED), float(one.standing.reached)),
            )
        ]
        asked = (other for other in one.action.requires if other in self.advice.actions)
        parts += [
            read(self.advice.cell(other, Column.SETTLED), float(self.advice.found(other).settled)) for other in asked
        ]
        return both(*parts)

    @cached_property
    def flags(self) -> Sequence[tuple[str, Live]]:
        """Each flag with 1 where it is up."""
        truths, flags = Present(self.advice.form, closed=False), self.case.content.flags
        found = ((name, truths.of(flags[name].when)) for name in self.advice.places.flags)
        return [(name, Live(f"IF({truth.formula}=1,1,0)", float(truth.now == 1))) for name, truth in found]


def _is_list(question: Question) -> bool:
    return isinstance(question, ChecklistQuestion)
