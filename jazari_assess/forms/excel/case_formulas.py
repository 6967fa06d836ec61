"""The cases that conditions tell apart while answers are missing: what applies and scores in each of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from jazari_assess.model.maturity import TOLERANCE
from jazari_assess.model.result import TOP_SCORE
from jazari_assess.render.excel.live.aggregates import Children, aggregate, aggregated
from jazari_assess.render.excel.live.calculation import CalculatedNode, CalculatedQuestion
from jazari_assess.render.excel.live.case_truths import MISSING, InCase
from jazari_assess.render.excel.live.nodes import NodeFormulas
from jazari_assess.render.excel.live.places import CaseColumn, NodeColumn, QuestionColumn
from jazari_assess.render.excel.live.truths import STATES
from jazari_assess.render.excel.live.values import number, state_now
from jazari_assess.render.excel.workbook import Live


@dataclass(frozen=True)
class CaseFormulas:
    """The formulas of one case."""

    nodes: NodeFormulas
    case: int

    @cached_property
    def _truths(self) -> InCase:
        return InCase(self.nodes.places, self.case)

    @property
    def _is_bound(self) -> bool:
        return self.nodes.places.calculation.cases[self.case].bound

    def asked(self, question: CalculatedQuestion) -> Live | float:
        """Return 1 where a question is asked in the case; of the one that only bounds, where its answer is missing."""
        if self._is_bound:
            needed = question.id in self.nodes.places.calculation.cases[self.case].answers
            missing = self._truths.missing(question)
            return Live(f"IF({missing},1,0)", float(state_now(question) in MISSING)) if needed else 0.0
        found = self._truths.asked(question)
        return 1.0 if question.when is None else Live(found.formula, found.now)

    def row(self, node: CalculatedNode) -> Sequence[Live | float | None]:
        """Return whether a node applies in the case, its least and greatest score, and the rungs of a ladder."""
        if node.question is None and not node.children:
            return [0.0, 0.0, 0.0, None, None]
        if node.question is not None:
            return [*self._leaf(node, self.nodes.places.by_id[node.question]), *self._climbs(node)]
        return [self._applies(node), *(self._group(node, end) for end in _ENDS), *self._climbs(node)]

    def _leaf(self, node: CalculatedNode, question: CalculatedQuestion) -> Sequence[Live]:
        truths, places = self._truths, self.nodes.places
        if self._is_bound:
            return self._bounded_leaf(node, question)
        state = truths.state(question)
        shown = "1" if question.when is None else str(places.asked_in(self.case, question.id))
        test = f"AND({state.formula}<>3,{shown}=1)"
        out = places.calculation.not_applicable
        applies = Live(f"IF({test},1,0)" if out is None else "1", self._now[node.id][0])
        seen = self.nodes.viewed(node, str(places.question(question.id, QuestionColumn.VALUE)))
        own = places.case(self.case, node.id, CaseColumn.APPLICABLE)
        found = [applies]
        for end, place in zip(_ENDS, (0, 1), strict=True):
            then = places.calculation.cases[self.case].ends[node.id][place]
            score = f"IF({truths.missing(question)},{number(then)},100*{seen})"
            score = score if out is None else f"IF({test},{score},{number(out * TOP_SCORE)})"
            found.append(Live(f"IF({own}=1,{score},0)", self._now[node.id][end]))
        return found

    def _bounded_leaf(self, node: CalculatedNode, question: CalculatedQuestion) -> Sequence[Live]:
        """Return the bounds of an indicator whatever is asked: 0 and 100 where its answer is open."""
        places = self.nodes.places
        state = places.question(question.id, QuestionColumn.STATE)
        seen = self.nodes.viewed(node, str(places.question(question.id, QuestionColumn.VALUE)))
        low, high = (
            (f"{end}" if question.when is not None else f"IF({self._truths.missing(question)},{end},100*{seen})")
            for end in (0, 100)
        )
        applies = "1" if question.when is not None else f"IF({state}<>3,1,0)"
        now = self._now[node.id]
        own = places.case(self.case, node.id, CaseColumn.APPLICABLE)
        ends = [Live(f"IF({own}=1,{end},0)", now[place]) for place, end in ((1, low), (2, high))]
        return [Live(applies, now[0]), *ends]

    def _applies(self, node: CalculatedNode) -> Live:
        weights, flags = self._children(node)
        return Live(f"IF(SUMPRODUCT({weights},{flags})>0,1,0)", self._now[node.id][0])

    def _children(self, node: CalculatedNode) -> tuple[str, str]:
        places = self.nodes.places
        flags = places.case_children(self.case, node, CaseColumn.APPLICABLE)
        return str(places.children(node, NodeColumn.WEIGHT)), str(flags)

    def _group(self, node: CalculatedNode, end: CaseColumn) -> Live:
        places = self.nodes.places
        climb = CaseColumn.CLIMB_LOW if end == CaseColumn.LOW else CaseColumn.CLIMB_HIGH
        weights, flags = self._children(node)
        own = Children(
            weights=weights,
            flags=flags,
            scores=str(places.case_children(self.case, node, end)),
            bounds=str(places.children(node, NodeColumn.BOUND)),
            climbs=str(places.case_children(self.case, node, climb)),
        )
        applies = places.case(self.case, node.id, CaseColumn.APPLICABLE)
        far = places.calculation.cases[self.case].far
        found = str(0 if end == CaseColumn.LOW else 100) if far else aggregate(node.aggregate, own)
        return Live(f"IF({applies}=1,{found},0)", self._now[node.id][end])

    def _climbs(self, node: CalculatedNode) -> Sequence[Live | None]:
        return [self._climb(node, end) for end in _ENDS]

    def _climb(self, node: CalculatedNode, end: CaseColumn) -> Live | None:
        """Return 1 where every child of a ladder up to this one reaches its bound; None outside ladders."""
        places, by_id = self.nodes.places, self._by_id
        parent = by_id.get(node.parent or "")
        if parent is None or parent.aggregate != "ladder":
            return None
        column = CaseColumn.CLIMB_LOW if end == CaseColumn.LOW else CaseColumn.CLIMB_HIGH
        place = parent.children.index(node.id)
        before = "" if place == 0 else f"{places.case(self.case, parent.children[place - 1], column)}*"
        bound = f"{places.node(node.id, NodeColumn.BOUND)}-{number(TOLERANCE * TOP_SCORE)}"
        score, flag = (places.case(self.case, node.id, own) for own in (end, CaseColumn.APPLICABLE))
        skipped = f"{places.node(node.id, NodeColumn.WEIGHT)}*{flag}<=0"
        now = all(self._passed(by_id[name], end) for name in parent.children[: place + 1])
        return Live(f"{before}IF(OR({score}>={bound},{skipped}),1,0)", float(now))

    def _passed(self, node: CalculatedNode, end: CaseColumn) -> bool:
        counts = self._now[node.id][0] > 0 and node.weight > 0
        return not counts or self._now[node.id][end] >= node.bound - TOLERANCE * TOP_SCORE

    @cached_property
    def _by_id(self) -> dict[str, CalculatedNode]:
        return {node.id: node for node in self.nodes.places.calculation.nodes}

    @cached_property
    def _now(self) -> dict[str, tuple[float, float, float]]:
        """What each node is now in the case: whether it applies, its least and its greatest score."""
        found: dict[str, tuple[float, float, float]] = {}
        for node in reversed(self.nodes.places.calculation.nodes):
            if node.question is not None:
                found[node.id] = self._leaf_now(node, self.nodes.places.by_id[node.question])
                continue
            counted = [self._by_id[name] for name in node.children if found[name][0]]
            applies = float(any(one.weight > 0 for one in counted))
            ends = [[(one.weight, found[one.id][end], one.bound) for one in counted] for end in (1, 2)]
            low, high = (aggregated(node.aggregate, parts) if applies else 0.0 for parts in ends)
            far = applies and self.nodes.places.calculation.cases[self.case].far
            found[node.id] = (applies, 0.0, 100.0) if far else (applies, low, high)
        return found

    def _leaf_now(self, node: CalculatedNode, question: CalculatedQuestion) -> tuple[float, float, float]:
        score = node.score or 0.0
        if self._is_bound:
            open_ = question.when is not None or state_now(question) in MISSING
            counts = question.when is not None or not question.excluded
            return (1.0, 0.0, 100.0) if open_ else (1.0, score, score) if counts else (0.0, 0.0, 0.0)
        if self._truths.state(question).value == STATES["not-applicable"] or self._truths.asked(question).now != 1:
            out = self.nodes.places.calculation.not_applicable
            return (0.0, 0.0, 0.0) if out is None else (1.0, out * TOP_SCORE, out * TOP_SCORE)
        if state_now(question) in MISSING:
            return (1.0, *self.nodes.places.calculation.cases[self.case].ends[node.id])
        return 1.0, score, score


_ENDS = (CaseColumn.LOW, CaseColumn.HIGH)
