"""What leads to the first act of a flag, as formulas: which acts are open at all, and which of them come first."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from jazari_assess.engine.eligibility import barred
from jazari_assess.engine.plan.candidates import FIND_OUT, QUESTIONNAIRE
from jazari_assess.engine.plan.standing import TOLERANCE
from jazari_assess.forms.excel.advice.content import Advice
from jazari_assess.forms.excel.advice.logic import NO, YES, both, either, neither, read
from jazari_assess.forms.excel.advice.places import REACH, ActionColumn
from jazari_assess.model.actions import Action
from jazari_assess.render.excel.live.places import Block, QuestionColumn
from jazari_assess.render.excel.workbook import Live

Column = ActionColumn
Key = tuple[str, str]
"""A first act and an act that leads to it; the empty text and an act stand for whether this act is open."""


@dataclass(frozen=True)
class ReachRow:
    """A row of the sheet: what it is about, and its cell."""

    key: Key
    cell: Live


def components(graph: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    """Return the groups of names that lead to each other in a circle, most of them of one; what a group needs first.

    Source: Tarjan, Depth-first search and linear graph algorithms (1972).
    """
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[tuple[str, ...]] = []

    def visit(name: str) -> None:
        order[name] = low[name] = len(order)
        stack.append(name)
        for other in graph.get(name, ()):
            if other not in graph:
                continue
            if other not in order:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in stack:
                low[name] = min(low[name], order[other])
        if low[name] == order[name]:
            place = stack.index(name)
            found.append(tuple(stack[place:]))
            del stack[place:]

    for name in graph:
        if name not in order:
            visit(name)
    return found


class ReachFormulas:
    """The rows of the sheet, in an order in which each reads only those above it."""

    def __init__(self, advice: Advice) -> None:
        """Take the advice that is written and find all that leads to the first act of some flag."""
        self.advice = advice
        self.rows: list[ReachRow] = []
        self._final: dict[Key, int] = {}
        firsts = {flag.first for flag in advice.case.content.flags.values() if flag.first in advice.actions}
        edges = {name: self._edges(name) for name in advice.actions}
        self.closures = {first: _closure(first, edges) for first in sorted(firsts)}
        led = {name for closure in self.closures.values() for name in closure}
        needs = {name: self._looked_at(name) for name in advice.actions}
        open_ = {name for one in led for name in _closure(one, needs)}
        self._fill("", {name: needs[name] for name in sorted(open_)}, self._open, self._base)
        for first, closure in self.closures.items():
            before: dict[str, list[str]] = {name: [] for name in closure}
            for name in closure:
                for other in edges[name]:
                    if other in before and other != first:
                        before[other].append(name)
            self._fill(first, before, self._path(first, before), lambda _: NO)

    def _fill(
        self,
        first: str,
        graph: Mapping[str, Sequence[str]],
        row: Callable[[str, Callable[[str], Live]], Live],
        at_first: Callable[[str], Live],
    ) -> None:
        """Add a row for each name; names in a circle are settled in as many rounds as there are of them."""
        for group in components(graph):
            rounds = max(1, len(group))
            held: Mapping[str, Live] = {name: at_first(name) for name in group}
            for _ in range(rounds):
                known = dict(held)
                fresh = {name: self._add((first, name), row(name, self._reader(first, known))) for name in group}
                held = fresh

    def _reader(self, first: str, known: Mapping[str, Live]) -> Callable[[str], Live]:
        return lambda name: known[name] if name in known else self.read((first, name))

    def _add(self, key: Key, cell: Live) -> Live:
        self.rows.append(ReachRow(key, cell))
        self._final[key] = len(self.rows)
        return self.read(key)

    def read(self, key: Key) -> Live:
        """Return what the last row about something holds, 0 where there is none."""
        if key not in self._final:
            return NO
        row = self._final[key]
        return read(Block(REACH, row, 2), float(self.rows[row - 1].cell.value))

    # ---- what an act needs

    def _cell(self, name: str, column: ActionColumn) -> Live:
        one = self.advice.found(name)
        settled = float(one.settled)
        now = {
            Column.SETTLED: settled,
            Column.RESERVED: float(one.reserved),
            Column.REACHED: float(one.standing.reached),
            Column.BASE: float(not one.settled and barred(one.action, self.advice.firm.profile) is None),
        }
        return read(self.advice.cell(name, column), now[column])

    def _base(self, name: str) -> Live:
        return self._cell(name, Column.BASE)

    def below(self, name: str) -> Sequence[str]:
        """Return the acts that bring a firm to where this one begins, should it stand below."""
        action = self.advice.actions[name]
        ladder = self.advice.same_ladder(name)
        if action.choice is not None:
            wanted = action.choice.from_
            return [other for other in ladder if (own := self.advice.actions[other].choice) and own.to in wanted]
        if name not in self.advice.ends:
            return []
        low = self.advice.ends[name][0] - TOLERANCE
        ends = {other: self.advice.ends[other] for other in ladder if other in self.advice.ends}
        return [other for other, (start, end) in ends.items() if start < low <= end]

    def _above(self, name: str) -> Sequence[str]:
        """Return the acts whose result is at or above that of this one, on the same ladder."""
        if name not in self.advice.ends:
            return []
        high = self.advice.ends[name][1] - TOLERANCE
        ladder = (other for other in self.advice.same_ladder(name) if other in self.advice.ends)
        return [other for other in ladder if self.advice.ends[other][1] >= high]

    def _required(self, action: Action) -> Sequence[str]:
        return [name for name in action.requires if name in self.advice.actions]

    def _member(self, name: str, below: Action) -> Live:
        """Return 1 where an act can stand in a group of those that come first."""
        own = self._base(name)
        return own if below.choice is not None else both(own, neither(self._cell(name, Column.RESERVED)))

    def _looked_at(self, name: str) -> Sequence[str]:
        action = self.advice.actions[name]
        required = self._required(action)
        return [*self.below(name), *required, *(other for one in required for other in self._above(one))]

    def _open(self, name: str, seen: Callable[[str], Live]) -> Live:
        """Return 1 where an act can be chosen: of all that it asks for something can be had."""
        action = self.advice.actions[name]
        parts = [self._base(name)]
        if action.step is not None or action.choice is not None:
            there = self._cell(name, Column.REACHED), self._cell(name, Column.RESERVED)
            had = [both(self._member(other, action), seen(other)) for other in self.below(name)]
            parts.append(either(*there, *had))
        for one in self._required(action):
            others = [both(self._member(other, action_of(self, one)), seen(other)) for other in self._above(one)]
            known = neither(self._cell(one, Column.RESERVED))
            alternatives = [both(known, either(*others))] if others else []
            parts.append(either(self._cell(one, Column.SETTLED), seen(one), *alternatives))
        return both(*parts)

    # ---- what leads to an act

    def _edges(self, name: str) -> Sequence[str]:
        action = self.advice.actions[name]
        asking = [deed for deed in (FIND_OUT, QUESTIONNAIRE) if deed in self.advice.actions and deed != name]
        hangs = self.advice.changes(action) or action.when is not None
        return [*self.below(name), *self._required(action), *(asking if hangs else ())]

    def _path(self, first: str, before: Mapping[str, Sequence[str]]) -> Callable[[str, Callable[[str], Live]], Live]:
        def row(name: str, seen: Callable[[str], Live]) -> Live:
            if name == first:
                return self.read(("", name))
            ways = [both(seen(other), self._leads(other, name)) for other in before[name]]
            return both(self.read(("", name)), either(*ways))

        return row

    def _leads(self, name: str, other: str) -> Live:
        """Return 1 where an act asks first for another."""
        action = self.advice.actions[name]
        ways = []
        below = self.below(name)
        if other in below:
            place = below.index(other)
            others = [neither(self._member(one, action)) for one in below[:place]]
            stands = both(neither(self._cell(name, Column.REACHED)), neither(self._cell(name, Column.RESERVED)))
            ways.append(both(stands, self._member(other, action), *others))
        if other in self._required(action):
            ways.append(neither(self._cell(other, Column.SETTLED)))
        if other in (FIND_OUT, QUESTIONNAIRE):
            ways.append(both(self._cell(name, Column.RESERVED), self._asks(name, other)))
        return either(*ways)

    def _asks(self, name: str, deed: str) -> Live:
        """Return 1 where this deed is how to learn what an act hangs on: finding out, or more questions."""
        one, action = self.advice.found(name), self.advice.actions[name]
        leaf = self.advice.leaf(action)
        if leaf is None:
            return YES if deed == FIND_OUT else NO
        state, asked = self.advice.cell(name, Column.STATE), self.advice.question(leaf, QuestionColumn.STATE)
        lacks = one.standing.state == "unknown" and not self.advice.firm.is_unknown(leaf)
        finish = Live(f"IF(AND({state}=3,{asked}<>2),1,0)", float(lacks))
        return finish if deed == QUESTIONNAIRE else neither(finish)


def action_of(formulas: ReachFormulas, name: str) -> Action:
    """Return an action by id."""
    return formulas.advice.actions[name]


def _closure(first: str, graph: Mapping[str, Sequence[str]]) -> Sequence[str]:
    found: dict[str, None] = {}
    waiting = [first]
    while waiting:
        here = waiting.pop(0)
        if here not in found and here in graph:
            found[here] = None
            waiting += graph[here]
    return tuple(found)
