"""From the values of questions to the scores of the tree: every node and level as formulas with their values.

Scores are 0..100. A child counts by its weight times a flag of 0 or 1, so that sums of products do all the work; the
numbers that formulas read are never empty or text.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from jazari_assess.model.maturity import TOLERANCE, Requirement
from jazari_assess.model.result import TOP_SCORE
from jazari_assess.render.excel.live.aggregates import Children, aggregate, aggregated
from jazari_assess.render.excel.live.calculation import CalculatedLevel, CalculatedNode
from jazari_assess.render.excel.live.places import (
    CaseColumn,
    LevelColumn,
    NodeColumn,
    OptionColumn,
    Places,
    QuestionColumn,
)
from jazari_assess.render.excel.live.questions import interpolated
from jazari_assess.render.excel.live.values import number
from jazari_assess.render.excel.workbook import Live

Column = NodeColumn


@dataclass(frozen=True)
class _Seen:
    """Which numbers of the children an aggregate reads: their flag, their score, and how far a ladder was climbed."""

    flag: NodeColumn
    score: NodeColumn
    climb: NodeColumn


_SCORE = _Seen(Column.SCORED, Column.X, Column.CLIMB)
_LOW = _Seen(Column.APPLICABLE, Column.X_LOW, Column.CLIMB_LOW)
_HIGH = _Seen(Column.APPLICABLE, Column.X_HIGH, Column.CLIMB_HIGH)
CLIMBS = (_SCORE, _LOW, _HIGH)
_BEYOND = 999
"""Above any score."""


@dataclass(frozen=True)
class NodeFormulas:
    """The formulas of every node; ``words`` are the texts of the cells that formulas show."""

    places: Places
    words: Mapping[str, str]

    def _own(self, node: CalculatedNode, column: NodeColumn) -> str:
        return str(self.places.node(node.id, column))

    def applicable(self, node: CalculatedNode) -> Live | float:
        """Return 1 where the node is asked of the firm at all."""
        now = float(node.state in ("scored", "not-scored"))
        if node.question is not None:
            always = self.places.calculation.not_applicable is not None
            return 1.0 if always else Live(f"{self.places.question(node.question, QuestionColumn.APPLICABLE)}", now)
        return Live(f"IF({self._sum(node, Column.APPLICABLE)}>0,1,0)", now) if node.children else 0.0

    def scored(self, node: CalculatedNode) -> Live | float:
        """Return 1 where the node has a score: an answer, or enough of its children by weight."""
        now = float(node.state == "scored")
        if node.question is not None:
            every = self.places.calculation.missing is not None
            return Live(self._own(node, Column.APPLICABLE) if every else self._present(node.question), now)
        if not node.children:
            return 0.0
        covered = f"{self._own(node, Column.COVERAGE)}>={self._own(node, Column.MINIMUM)}-{number(TOLERANCE)}"
        return Live(f"IF(AND({self._sum(node, Column.SCORED)}>0,{covered}),1,0)", now)

    def coverage(self, node: CalculatedNode) -> Live | float:
        """Return the share, by weight, of what was answered among what applies."""
        if node.question is not None:
            return Live(self._present(node.question), node.coverage)
        if not node.children:
            return 0.0
        applicable = self._sum(node, Column.APPLICABLE)
        return Live(f"IF({applicable}>0,MIN(1,{self._sum(node, Column.COVERAGE)}/{applicable}),0)", node.coverage)

    def score(self, node: CalculatedNode) -> Live | float:
        """Return the score, 0 where there is none."""
        now = node.score or 0.0
        if node.question is not None:
            return Live(f"IF({self._own(node, Column.SCORED)}=1,100*{self._counted(node, node.question)},0)", now)
        if not node.children:
            return 0.0
        return Live(f"IF({self._own(node, Column.SCORED)}=1,{self._aggregate(node, _SCORE)},0)", now)

    def _present(self, question: str) -> str:
        """Return a formula of 1 where a question has an answer that counts, or what the model takes for one."""
        counted = str(self.places.question(question, QuestionColumn.COUNTED))
        if self.places.calculation.not_applicable is None:
            return counted
        return f"MAX({counted},1-{self.places.question(question, QuestionColumn.APPLICABLE)})"

    def _counted(self, node: CalculatedNode, question: str) -> str:
        """Return a formula of the value 0..1 of an indicator, or of what stands in for it."""
        calculation, found = self.places.calculation, self.viewed(node, self._value(question))
        if calculation.missing is not None:
            counted = self.places.question(question, QuestionColumn.COUNTED)
            found = f"IF({counted}=1,{found},{number(calculation.missing)})"
        if calculation.not_applicable is not None:
            applies = self.places.question(question, QuestionColumn.APPLICABLE)
            found = f"IF({applies}=0,{number(calculation.not_applicable)},{found})"
        return found

    def _value(self, question: str) -> str:
        return str(self.places.question(question, QuestionColumn.VALUE))

    def low(self, node: CalculatedNode) -> Live | float:
        """Return the score if each missing answer were the worst."""
        if self.places.calculation.cases:
            return self._over_cases(node, CaseColumn.LOW, node.low)
        return self._at_the_end(node, _LOW, node.worst, self._lows)

    def high(self, node: CalculatedNode) -> Live | float:
        """Return the score if each missing answer were the best."""
        if self.places.calculation.cases:
            return self._over_cases(node, CaseColumn.HIGH, node.high)
        return self._at_the_end(node, _HIGH, node.best, self._highs)

    def _over_cases(self, node: CalculatedNode, column: CaseColumn, now: float | None) -> Live:
        """Return the least or the greatest score of all cases, that which stands among them."""
        join, beyond = ("MIN", _BEYOND) if column == CaseColumn.LOW else ("MAX", -_BEYOND)
        terms = [f"IF({self._own(node, Column.SCORED)}=1,{self._own(node, Column.X)},{beyond})"]
        for place in range(len(self.places.calculation.cases)):
            applies, end = (self.places.case(place, node.id, own) for own in (CaseColumn.APPLICABLE, column))
            terms.append(f"IF({applies}=1,{end},{beyond})")
        found = f"{join}({','.join(terms)})"
        if self.places.calculation.cases[0].bound:
            found = f"IF(SUM({self.places.all_asked_in(0)})=0,{self._own(node, Column.X)},{found})"
        return Live(f"IF({self._own(node, Column.APPLICABLE)}=1,{found},0)", now or 0.0)

    def _at_the_end(self, node: CalculatedNode, seen: _Seen, end: float, now: Mapping[str, float]) -> Live | float:
        if node.question is not None:
            state = self.places.question(node.question, QuestionColumn.STATE)
            found = f"IF({state}=1,100*{self.viewed(node, self._value(node.question))},{number(end)})"
            if (out := self.places.calculation.not_applicable) is not None:
                applies = self.places.question(node.question, QuestionColumn.APPLICABLE)
                found = f"IF({applies}=0,{number(out * TOP_SCORE)},{found})"
            return Live(f"IF({self._own(node, Column.APPLICABLE)}=1,{found},0)", now[node.id])
        return Live(self._bounded(node, seen), now[node.id]) if node.children else 0.0

    @cached_property
    def _lows(self) -> Mapping[str, float]:
        return self._now(lambda node: node.low)

    @cached_property
    def _highs(self) -> Mapping[str, float]:
        return self._now(lambda node: node.high)

    def _now(self, end: Callable[[CalculatedNode], float | None]) -> Mapping[str, float]:
        """Return what the formulas of one end give now: a question that may be hidden counts as one that is asked."""
        found: dict[str, float] = {}
        for node in reversed(self.places.calculation.nodes):
            if node.question is not None:
                found[node.id] = end(node) or 0.0
            else:
                children = (self._nodes[name] for name in node.children)
                parts = [(one.weight, found[one.id], one.bound) for one in children if _applies(one)]
                found[node.id] = aggregated(node.aggregate, parts)
        return found

    def _bounded(self, node: CalculatedNode, seen: _Seen) -> str:
        return f"IF({self._own(node, Column.APPLICABLE)}=1,{self._aggregate(node, seen)},0)"

    def _sum(self, node: CalculatedNode, column: NodeColumn) -> str:
        return f"SUMPRODUCT({self.places.children(node, Column.WEIGHT)},{self.places.children(node, column)})"

    def viewed(self, node: CalculatedNode, seen: str) -> str:
        """Return what an indicator makes of a value 0..1 of its question."""
        if node.reaches is not None:
            return f"IF({seen}>={number(node.reaches)}-{number(TOLERANCE)},1,0)"
        if node.points is None:
            return seen
        xs = self.places.points(node.id, OptionColumn.NUMBER, len(node.points))
        ys = self.places.points(node.id, OptionColumn.VALUE, len(node.points))
        return interpolated(seen, str(xs), str(ys), [node.points[0], node.points[-1]])

    def _aggregate(self, node: CalculatedNode, seen: _Seen) -> str:
        flags, scores, climbs = (self.places.children(node, own) for own in (seen.flag, seen.score, seen.climb))
        weights, bounds = (self.places.children(node, own) for own in (Column.WEIGHT, Column.BOUND))
        own = Children(
            weights=str(weights), flags=str(flags), scores=str(scores), bounds=str(bounds), climbs=str(climbs)
        )
        return aggregate(node.aggregate, own)

    def climb(self, node: CalculatedNode, seen: _Seen) -> Live | None:
        """Return 1 where every child of a ladder up to this one reached its bound; None outside ladders."""
        parent = self._nodes.get(node.parent or "")
        if parent is None or parent.aggregate != "ladder" or (seen != _SCORE and self.places.calculation.cases):
            return None
        place = parent.children.index(node.id)
        before = "" if place == 0 else f"{self.places.node(parent.children[place - 1], seen.climb)}*"
        bound = f"{self._own(node, Column.BOUND)}-{number(TOLERANCE * TOP_SCORE)}"
        reached = f"{self._own(node, seen.score)}>={bound}"
        skipped = f"{self._own(node, Column.WEIGHT)}*{self._own(node, seen.flag)}<=0"
        ends = {Column.X_LOW: self._lows, Column.X_HIGH: self._highs}
        now = all(_passed(self._nodes[name], seen, ends) for name in parent.children[: place + 1])
        return Live(f"{before}IF(OR({reached},{skipped}),1,0)", float(now))

    @cached_property
    def _nodes(self) -> Mapping[str, CalculatedNode]:
        return {node.id: node for node in self.places.calculation.nodes}

    def share(self, node: CalculatedNode) -> Live | float:
        """Return the weight among the siblings that are scored."""
        parent = self._nodes.get(node.parent or "")
        if parent is None:
            return 1.0
        own = f"{self._own(node, Column.WEIGHT)}*{self._own(node, Column.SCORED)}"
        if parent.aggregate == "sum":
            return Live(own, node.share)
        return Live(f"IF({own}>0,{own}/{self._sum(parent, Column.SCORED)},0)", node.share)

    def shown(self, node: CalculatedNode, column: NodeColumn) -> Live:
        """Return a score or a bound as people see it: nothing where there is none."""
        flag, now = {
            Column.X: (Column.SCORED, node.score),
            Column.X_LOW: (Column.APPLICABLE, node.low),
            Column.X_HIGH: (Column.APPLICABLE, node.high),
        }[column]
        return Live(f'IF({self._own(node, flag)}=1,{self._own(node, column)},"")', "" if now is None else now)

    def drawn(self, node: CalculatedNode) -> Live:
        """Return the score as a chart wants it: an error where there is none, which is drawn as a gap."""
        now = "#N/A" if node.score is None else node.score
        return Live(f"IF({self._own(node, Column.SCORED)}=1,{self._own(node, Column.X)},NA())", now)

    def level(self, node: CalculatedNode) -> Live | str:
        """Return the title of the level by score alone, or why there is none."""
        if node.state == "not-covered":
            return self.words["state.not-covered"]
        titles = self.places.levels(LevelColumn.TITLE)
        found = f"INDEX({titles},{self._position(node)})"
        return self._or_why(node, found, "" if node.level is None else self.places.calculation.levels[node.level].title)

    def _position(self, node: CalculatedNode) -> str:
        above = self.places.levels(LevelColumn.START).after_first()
        return f"1+SUMPRODUCT(--({self._reaches(self._own(node, Column.X), str(above))}))"

    def _reaches(self, score: str, start: str) -> str:
        sign = ">=" if self.places.calculation.lower_inclusive else ">"
        noise = f"-{number(TOLERANCE)}" if self.places.calculation.lower_inclusive else f"+{number(TOLERANCE)}"
        return f"{score}{sign}{start}{noise}"

    def _or_why(self, node: CalculatedNode, found: str, now: str) -> Live:
        not_scored, excluded = self.places.word("state.not-scored"), self.places.word("state.not-applicable")
        why = f"IF({self._own(node, Column.APPLICABLE)}=1,{not_scored},{excluded})"
        told = now if node.state == "scored" else self.words[f"state.{node.state}"]
        return Live(f"IF({self._own(node, Column.SCORED)}=1,{found},{why})", told)

    def reached(self, root: CalculatedNode, place: int) -> Live:
        """Return 1 where the overall score reaches the bound of a level."""
        scored = f"{self._own(root, Column.SCORED)}=1"
        start = str(self.places.levels(LevelColumn.START).cell(place))
        test = scored if place == 0 else f"AND({scored},{self._reaches(self._own(root, Column.X), start)})"
        return Live(f"IF({test},1,0)", float(root.level is not None and root.level >= place))

    def allowed(self, level: CalculatedLevel) -> Live | float:
        """Return 1 where all that a level asks of nodes holds; what does not apply asks nothing."""
        if not level.require:
            return 1.0
        parts = "*".join(self._holds(requirement) for requirement in level.require)
        return Live(parts, float(all(self._holds_now(requirement) for requirement in level.require)))

    def _holds(self, requirement: Requirement) -> str:
        node = self._nodes[requirement.node]
        reached = f"{self._own(node, Column.X)}>={number(requirement.at_least)}-{number(TOLERANCE)}"
        test = f"AND({self._own(node, Column.SCORED)}=1,{reached})"
        return f"IF({self._own(node, Column.APPLICABLE)}=0,1,IF({test},1,0))"

    def _holds_now(self, requirement: Requirement) -> bool:
        node = self._nodes[requirement.node]
        if node.state in ("not-applicable", "not-covered"):
            return True
        return node.score is not None and node.score >= requirement.at_least - TOLERANCE

    def held(self, root: CalculatedNode, place: int) -> Live:
        """Return 1 where a level and all below it are reached and allowed."""
        before = "" if place == 0 else f"{self.places.levels(LevelColumn.HELD).cell(place - 1)}*"
        parts = [self.places.levels(column).cell(place) for column in (LevelColumn.REACHED, LevelColumn.ALLOWED)]
        now = all(
            root.level is not None and root.level >= number_ and self.allowed_now(level)
            for number_, level in enumerate(self.places.calculation.levels[: place + 1])
        )
        return Live(f"{before}{parts[0]}*{parts[1]}", float(now))

    def allowed_now(self, level: CalculatedLevel) -> bool:
        """Tell whether all that a level asks of nodes holds now."""
        return all(self._holds_now(requirement) for requirement in level.require)

    def overall_place(self) -> str:
        """Return a formula for the position of the overall level, from 1."""
        return f"MAX(1,SUM({self.places.levels(LevelColumn.HELD)}))"

    def overall_level(self, root: CalculatedNode) -> Live:
        """Return number and title of the overall level after all requirements, or why there is none."""
        calculation, place = self.places.calculation, self.overall_place()
        numbers, titles = self.places.levels(LevelColumn.NUMBER), self.places.levels(LevelColumn.TITLE)
        found = f'INDEX({numbers},{place})&" "&INDEX({titles},{place})'
        level = None if calculation.level is None else calculation.levels[calculation.level]
        return self._or_why(root, found, "" if level is None else f"{level.number} {level.title}")

    def capped(self, root: CalculatedNode) -> Live:
        """Return the words that a requirement keeps the level below what the score would give, or nothing."""
        calculation, reached = self.places.calculation, self.places.levels(LevelColumn.REACHED)
        now = calculation.level is not None and root.level is not None and calculation.level < root.level
        test = f"AND({self._own(root, Column.SCORED)}=1,SUM({reached})>{self.overall_place()})"
        word = "workbook.capped"
        return Live(f'IF({test},{self.places.word(word)},"")', self.words[word] if now else "")

    def next_level_of(self, node: CalculatedNode, place: str, now: int | None) -> tuple[Live, Live]:
        """Return the points to the level above a place (a formula, from 1) and its title; nothing at the top."""
        levels = self.places.calculation.levels
        starts, titles = self.places.levels(LevelColumn.START), self.places.levels(LevelColumn.TITLE)
        open_ = f"AND({self._own(node, Column.SCORED)}=1,{place}<{len(levels)})"
        after = f"MIN({len(levels)},{place}+1)"
        above = None if now is None or now + 1 >= len(levels) else levels[now + 1]
        points = "" if above is None or node.score is None else max(0.0, above.start - node.score)
        missing = f"MAX(0,INDEX({starts},{after})-{self._own(node, Column.X)})"
        return (
            Live(f'IF({open_},{missing},"")', points),
            Live(f'IF({open_},INDEX({titles},{after}),"")', "" if above is None else above.title),
        )

    def next_level(self, name: str) -> Sequence[Live]:
        """Return the points to the next level by score alone, and its title."""
        node = self._nodes[name]
        return self.next_level_of(node, f"({self._position(node)})", node.level)


def _applies(node: CalculatedNode) -> bool:
    return node.state in ("scored", "not-scored")


def _passed(node: CalculatedNode, seen: _Seen, ends: Mapping[NodeColumn, Mapping[str, float]]) -> bool:
    flag = node.state == "scored" if seen.flag is Column.SCORED else _applies(node)
    score = node.score or 0.0 if seen.score is Column.X else ends[seen.score][node.id]
    return not (flag and node.weight > 0) or score >= node.bound - TOLERANCE * TOP_SCORE
