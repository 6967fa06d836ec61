"""Why an action is not in a plan: each reason is true by a check that is made here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf

from jazari_assess.engine.plan.build import Case
from jazari_assess.engine.plan.candidates import Candidate
from jazari_assess.engine.plan.greedy import in_order, place_chain
from jazari_assess.engine.plan.missing_answers import lacking
from jazari_assess.engine.plan.partial_plan import PartialPlan, chain_to, shortest_chain_to
from jazari_assess.engine.plan.problem import TOLERANCE, PlanningProblem, kept_days
from jazari_assess.engine.plan.schedule import Schedule
from jazari_assess.model.why import Why


@dataclass(frozen=True, kw_only=True)
class Exclusions:
    """What a plan leaves out, and why."""

    schedule: Schedule

    @property
    def case(self) -> Case:
        """The case that was planned."""
        return self.schedule.case

    @property
    def problem(self) -> PlanningProblem:
        """The problem that was solved."""
        return self.schedule.problem

    @cached_property
    def partial(self) -> PartialPlan:
        """The plan as one that can change; whoever changes it puts it back."""
        return PartialPlan(self.problem, in_order(self.problem, self.schedule.starts))

    @cached_property
    def roomy(self) -> PartialPlan:
        """The plan as it would be if any number of actions could run at once: says whether days or places lack."""
        return PartialPlan(replace(self.problem, at_once=inf), self.partial.starts)

    @cached_property
    def free(self) -> float:
        """Person-days that are left over all quarters."""
        return sum(max(0.0, self.problem.capacity - used) for used in self.partial.days_used)

    def why(self, name: str) -> Why:
        """Return why an action that is not planned is not."""
        one = self.case.found[name]
        if one.barred is not None:
            return one.barred
        if one.settled:
            return Why(code="condition")
        if name not in self.problem.items:
            return self._not_looked_at(one)
        excluding = tuple(other for other in self.problem.items[name].excludes if other in self.schedule.starts)
        if excluding:
            return Why(code="excluded", items=excluding)
        return self._scarce(name)

    def _not_looked_at(self, one: Candidate) -> Why:
        if one.reserved:
            return Why(code="unknown", nodes=lacking(self.case, one))
        return Why(code="horizon") if self._is_useful(one) else Why(code="no-value")

    def _is_useful(self, one: Candidate) -> bool:
        weights = self.case.value.pools()
        lifted = any(
            weights[pool].weight * points > TOLERANCE
            for lift in one.lifts
            for pool, points in self.case.value.of_lift(lift, [one]).items()
        )
        return lifted or bool(self.case.value.of_deed(one)) or self._is_first(one.id)

    def _is_first(self, name: str) -> bool:
        return any(self.case.content.flags[flag].first == name for flag in self.case.flags)

    def _scarce(self, name: str) -> Why:
        """Say which means lacks: money, days over all quarters, or a place that something worth more has.

        What fits and is not planned is worth no more than the little that its days cost.
        """
        chain = shortest_chain_to(self.problem, name, self.schedule.starts)
        money = sum(self.problem.items[one].cost for one in chain)
        spent = sum(self.problem.items[one].cost for one in self.schedule.starts)
        if self.problem.budget is not None and money > self.problem.budget - spent + TOLERANCE:
            return Why(code="budget", money=money)
        days = sum(self.problem.items[one].days for one in chain)
        taken = sum(self.problem.items[one].days for one in self.schedule.starts)  # habits: past the end
        if days > self.problem.capacity * self.problem.quarters - taken + TOLERANCE:
            return Why(code="no-time", days=days, free=self.free)
        kept = kept_days(self.problem, {*chain, *self.schedule.starts})
        if kept > self.problem.keep_limit + TOLERANCE:
            return Why(code="upkeep", days=kept, free=self.problem.keep_limit)
        if _fits(self.partial, name):
            return Why(code="no-value")
        return Why(code="too-many" if _fits(self.roomy, name) else "worth-less", days=days)

    def with_displaced(self, name: str) -> Why:
        """Return why an action is left out, with what would go for it where means are what lacks."""
        why = self.why(name)
        if why.code in ("no-time", "upkeep", "worth-less", "too-many"):
            return why.model_copy(update={"items": self.displaced(name)})
        return why

    def displaced(self, name: str) -> tuple[str, ...]:
        """Return what would have to go for an action: the least worth that by itself makes room, else several.

        Of several the least worth a day goes first, until it fits with what it needs; what was taken out is put in
        again, the worthiest first, where that still fits.
        """
        alone = self._alone(name)
        if alone is not None:
            return (alone,)
        removed = self._make_room(name)
        if removed is None:
            return ()
        for one in reversed(list(removed)):
            place_chain(self.partial, one)
        gone = tuple(one for one in removed if one not in self.partial.starts)
        self._restore(removed)
        return gone

    def _make_room(self, name: str) -> Mapping[str, int] | None:
        """Take items out until one fits, and put it in; None, and nothing changed, where it never does."""
        removed: dict[str, int] = {}
        while place_chain(self.partial, name) is None:
            cheapest = self._cheapest(chain_to(self.problem, name, self.partial.starts))
            if cheapest is None:
                self._put_back(removed)
                return None
            removed[cheapest] = self.partial.take(cheapest)
        return removed

    def _alone(self, name: str) -> str | None:
        """Return the item of least worth without which an action fits; None where one is not enough."""
        free = self._free(chain_to(self.problem, name, self.partial.starts))
        for other in sorted(free, key=lambda other: (self._worth(other), other)):
            start = self.partial.take(other)
            fits = _fits(self.partial, name)
            self.partial.put(other, start)
            if fits:
                return other
        return None

    def _cheapest(self, chain: tuple[str, ...]) -> str | None:
        return min(self._free(chain), key=lambda other: (self._density(other), other), default=None)

    def _free(self, chain: tuple[str, ...]) -> Sequence[str]:
        """Return what may go for the items of a chain: what neither they nor others need and nobody asked for."""
        needed = {other for one in chain for group in self.problem.items[one].needs for other in group}
        return [
            other
            for other in self.partial.starts
            if other not in needed and self.problem.items[other].lock is None and not self.partial.dependents(other)
        ]

    def _density(self, name: str) -> float:
        return self._worth(name) / (self.problem.items[name].days + TOLERANCE)

    def _worth(self, name: str) -> float:
        start = self.partial.take(name)
        worth = self.partial.added(name, start)
        self.partial.put(name, start)
        return worth

    def _put_back(self, removed: Mapping[str, int]) -> None:
        for name, start in reversed(list(removed.items())):
            self.partial.put(name, start)

    def _restore(self, removed: Mapping[str, int]) -> None:
        added = [one for one in self.partial.starts if one not in self.schedule.starts or one in removed]
        for one in reversed(added):
            self.partial.take(one)
        self._put_back({one: start for one, start in removed.items() if one not in self.partial.starts})


def _fits(partial: PartialPlan, name: str) -> bool:
    """Say whether an item fits with what it needs; the partial plan is left as it was."""
    placed = place_chain(partial, name)
    for one in reversed(placed or ()):
        partial.take(one)
    return placed is not None
