"""A plan in time: the order in which its items end, the answers the firm has then, and the scores these give."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from jazari_assess.engine.conditions import Evidence
from jazari_assess.engine.flags import evidence_of
from jazari_assess.engine.plan.build import Case
from jazari_assess.engine.plan.problem import Item, PlanningProblem, Starts
from jazari_assess.engine.plan.standing import answer_after
from jazari_assess.engine.score.interval import between
from jazari_assess.engine.score.kernel import Floats, Scores
from jazari_assess.engine.score.levels import gated_levels
from jazari_assess.engine.score.robustness import node_scores
from jazari_assess.model.assessment import Given, GivenValue

Answers = Mapping[str, GivenValue]
"""Questions with the answer they have after some items."""


@dataclass(frozen=True, kw_only=True)
class Reached:
    """The scores after each of some sets of items, one row a set; ``levels`` are ids, None without a score.

    ``values`` are the answers' values 0..1 then.
    """

    case: Case
    scores: Scores
    values: Floats
    levels: tuple[str | None, ...]

    @cached_property
    def bounds(self) -> tuple[Floats, Floats]:
        """The least and the greatest scores (rows, groups), whatever is missing still."""
        firm = self.case.firm
        masks = np.repeat(firm.answers.matrix.not_applicable, len(self.values), axis=0)
        return between(firm.compiled, self.values, masks)

    def of(self, node: str) -> Floats:
        """Return the scores of a group over all rows."""
        return self.case.firm.group(self.scores, node)

    @cached_property
    def overall(self) -> Floats:
        """The overall score over all rows."""
        return self.of(self.case.firm.root)

    @cached_property
    def nodes(self) -> Mapping[str, Floats]:
        """The scores of each dimension that is a group, over all rows."""
        groups = {group.id for group in self.case.firm.compiled.groups}
        return {name: self.of(name) for name in self.case.firm.dimensions if name in groups}


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """The chosen items of a case in time."""

    case: Case
    problem: PlanningProblem
    starts: Starts

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The chosen items in the order in which they end: what others need before them, then what cannot wait."""
        return tuple(sorted((self.problem.items[name] for name in self.starts), key=self._order))

    def _order(self, item: Item) -> tuple[int, int, int, bool, str]:
        return self.end(item.id), self.start(item.id), self._depth[item.id], item.id not in self._urgent, item.id

    @cached_property
    def _urgent(self) -> frozenset[str]:
        """The first acts of the severest flags."""
        flags = self.case.content.flags
        return frozenset(flags[name].first for name in self.case.flags if flags[name].is_urgent)

    @cached_property
    def _depth(self) -> Mapping[str, int]:
        """How long the chain of chosen items is that comes before each."""
        found: dict[str, int] = {}
        for name in sorted(self.starts, key=lambda name: (self.starts[name], self.problem.earliest[name])):
            self._deepen(name, found)
        return found

    def _deepen(self, name: str, found: dict[str, int]) -> int:
        if name not in found:
            found[name] = 0
            found[name] = 1 + max((self._deepen(other, found) for other in self.preceded_by(name)), default=0)
        return found[name]

    def start(self, name: str) -> int:
        """Return the quarter in which an item starts."""
        return self.starts[name]

    def end(self, name: str) -> int:
        """Return the quarter at whose end an item is finished."""
        return self.starts[name] + self.problem.items[name].quarters - 1

    def waits_for(self, name: str) -> tuple[str, ...]:
        """Return the chosen items that an item needs, of alternatives the one that is ready first."""
        groups = self.problem.items[name].needs
        return tuple(dict.fromkeys(first for group in groups if (first := self._first_ready(name, group))))

    def preceded_by(self, name: str) -> tuple[str, ...]:
        """Return the chosen items that come before an item: those it needs, and those it only comes after."""
        planned = (other for other in self.problem.items[name].after if other in self.starts)
        return tuple(dict.fromkeys((*self.waits_for(name), *planned)))

    def _first_ready(self, name: str, group: Sequence[str]) -> str | None:
        then = self.problem.items[name]
        ready = {
            other: self.starts[other] + self.problem.wait(self.problem.items[other], then, group)
            for other in group
            if other in self.starts
        }
        first = min(ready, key=lambda other: (ready[other], other), default=None)
        return first if first is not None and ready[first] <= self.starts[name] else None

    def comes_before(self, name: str) -> tuple[str, ...]:
        """Return what a chosen item waits for, or what runs in the quarter before it begins."""
        last = self.start(name) - 1
        running = (other for other, start in self.starts.items() if start <= last <= self.end(other))
        return self.preceded_by(name) or tuple(running)

    def opens(self, name: str) -> tuple[str, ...]:
        """Return the chosen items that need an item."""
        return tuple(other for other in self.starts if name in self.waits_for(other))

    def answers_after(self, items: Iterable[str]) -> Answers:
        """Return the answers that are other than today's once some items, in the order they end, are finished."""
        firm, found = self.case.firm, dict[str, GivenValue]()
        for name in items:
            one = self.case.found.get(name)
            if one is None or one.reserved or one.action.indicator is None or one.standing.state != "open":
                continue
            if one.action.indicator not in firm.shares:
                continue
            question = firm.question_id(one.action.indicator)
            today = found.get(question, firm.answer(one.action.indicator))
            if today is not None:
                found[question] = answer_after(one.action, firm, today)
        return found

    def ended_by(self, quarter: int) -> tuple[str, ...]:
        """Return the items that are finished by the end of a quarter, in order."""
        return tuple(item.id for item in self.items if self.end(item.id) <= quarter)

    def reached(self, sets: Sequence[Sequence[str]]) -> Reached:
        """Return the scores after each of some sets of finished items."""
        firm = self.case.firm
        scores, values = firm.moved([self.answers_after(names) for names in sets])
        masks = np.repeat(firm.answers.matrix.not_applicable, len(sets), axis=0)
        look_up = node_scores(firm.compiled, scores, values, masks)
        gated = gated_levels(firm.compiled.model.levels, scores.score[:, firm.compiled.root], look_up)
        steps = firm.compiled.model.levels.steps
        levels = tuple(None if place < 0 else steps[place].id for place in gated.positions)
        return Reached(case=self.case, scores=scores, values=values, levels=levels)

    @cached_property
    def after_each(self) -> Reached:
        """The scores before any item and after each."""
        names = [item.id for item in self.items]
        return self.reached([names[:count] for count in range(len(names) + 1)])

    @cached_property
    def after_quarters(self) -> Reached:
        """The scores today and at the end of each quarter."""
        return self.reached([self.ended_by(quarter) for quarter in range(self.problem.quarters + 1)])

    def evidence_before(self, quarter: int) -> Evidence:
        """Return the answers as they stand before a quarter begins."""
        assessment = self.case.firm.answers.assessment
        changed: dict[str, Any] = {
            name: Given(answer=answer) for name, answer in self.answers_after(self.ended_by(quarter - 1)).items()
        }
        answers = {**assessment.answers, **changed}
        return evidence_of(self.case.content.questionnaire, assessment.model_copy(update={"answers": answers}))

    def days(self, quarter: int) -> float:
        """Return the person-days that items and habits take in a quarter."""
        running = sum(
            self.problem.items[name].daily for name, start in self.starts.items() if start <= quarter <= self.end(name)
        )
        kept = (name for name in self.starts if quarter in self.problem.keeps(self.end(name)))
        return running + sum(self.problem.items[name].keep for name in kept)

    def keep(self, quarter: int) -> float:
        """Return the person-days that all habits of finished items take in a quarter, those grown daily work too."""
        return sum(self.problem.items[name].keep for name in self.starts if self.end(name) < quarter)
