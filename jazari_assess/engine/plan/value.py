"""What a plan is worth to a firm: pools that points flow into, each with what a point in it counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf

from jazari_assess.engine.plan.candidates import Candidate
from jazari_assess.engine.plan.content import PlanContent
from jazari_assess.engine.plan.firm import Firm
from jazari_assess.engine.plan.problem import Pool
from jazari_assess.engine.plan.standing import TOLERANCE, Lift
from jazari_assess.model.aims import Aim
from jazari_assess.model.maturity import LevelStep
from jazari_assess.model.plan_settings import PlanSettings
from jazari_assess.model.result import TOP_SCORE

AIM = "aim:"
"""Before the id of an aim, the id of its pool."""

_QUARTER_OF_SCALE = 25.0  # one step of a question of five options, whose heights the method tells apart
_HELPS, _DECIDES = 1, 2  # the relevances an aim gives to an indicator


@dataclass(frozen=True, kw_only=True)
class Valuation:
    """What points are worth to one firm.

    ``floor`` is the bound of its next level, ``floors`` what each dimension is raised to before the rest counts less;
    ``aims`` are those it has; ``aim_totals`` the sum of the weights of all that serves each.
    """

    firm: Firm
    content: PlanContent
    settings: PlanSettings
    floor: float
    floors: Mapping[str, float]
    aims: Sequence[str]
    aim_totals: Mapping[str, float]

    def weight(self, dimension: str) -> float:
        """Return what a point of a dimension below its floor is worth."""
        numbers, count = self.content.numbers, len(self.firm.dimensions)
        own = numbers.readiness.own_weight
        share = own * self.firm.views[dimension].share + (1 - own) / count
        left = 1 - numbers.aims.share if self.aims else 1.0
        return share * left * self.settings.priorities.get(dimension, 1)

    def pools(self) -> Mapping[str, Pool]:
        """Return the pools: each dimension, and each aim as a dimension of its own."""
        found = {name: self._dimension_pool(name) for name in self.firm.dimensions}
        return found | {AIM + name: self._aim_pool() for name in self.aims}

    def _dimension_pool(self, name: str) -> Pool:
        numbers, today, floor = self.content.numbers.readiness, self.firm.views[name].score or 0.0, self.floors[name]
        following = max(floor, next((bound for bound in self._bounds() if bound > self.floor + TOLERANCE), TOP_SCORE))
        ends = (self.settings.targets.get(name, 0.0), floor, following, inf)
        widths = [max(0.0, end - max(today, start)) for start, end in zip((0.0, *ends), ends, strict=False)]
        slopes = (numbers.target, *numbers.slopes)
        # a band of less is what doubles left of a score that stands on its bound
        bands = tuple((width, slope) for width, slope in zip(widths, slopes, strict=True) if width > TOLERANCE)
        return Pool(weight=self.weight(name), bands=bands)

    def _bounds(self) -> Sequence[float]:
        return [step.from_ for step in self.firm.compiled.model.levels.steps]

    def _aim_pool(self) -> Pool:
        numbers = self.content.numbers.aims
        return Pool(weight=numbers.share / len(self.aims), bands=(*numbers.bands, (inf, numbers.beyond)))

    def of_lift(self, lift: Lift, closers: Sequence[Candidate]) -> Mapping[str, float]:
        """Return the points that a lift gives to each pool, whichever of some actions brings it."""
        dimension, share = self.firm.shares[lift.indicator]
        gain = lift.high - lift.low
        found = {dimension: share * gain * self.height(lift)}
        for aim in self.aims:
            weight = max(self.relevance_weight(aim, one) for one in closers)
            if weight:
                found[AIM + aim] = weight / self.aim_totals[aim] * gain
        return found

    def of_deed(self, one: Candidate) -> Mapping[str, float]:
        """Return the points that an action without a lift gives to the aims it serves."""
        points = self.content.numbers.aims.deed_points
        weights = {aim: self.relevance_weight(aim, one) for aim in self.aims}
        return {AIM + aim: points * weight / self.aim_totals[aim] for aim, weight in weights.items() if weight}

    def aside(self, indicator: str, closers: Sequence[Candidate]) -> float:
        """Return what readiness counts of a lift: less where it serves aims, but none that the firm has.

        What serves no aim alone carries all of them alike. In a dimension that has a target every point counts in full.
        """
        serving = any(indicator in aim.serves for aim in self.content.aims.values())
        own = any(self.relevance(aim, one) for aim in self.aims for one in closers)
        elsewhere = self.aims and serving and not own
        targeted = self.firm.shares[indicator][0] in self.settings.targets
        return self.content.numbers.readiness.aside[self.firm.size] if elsewhere and not targeted else 1.0

    def height(self, lift: Lift) -> float:
        """Return what points count by their height on the scale."""
        start = self.firm.views[lift.indicator].score or 0.0
        top = lift.high if lift.option is None else min(TOP_SCORE, start + lift.high)
        steps = self.content.numbers.readiness.steps
        return steps[min(len(steps) - 1, int((top - TOLERANCE) // _QUARTER_OF_SCALE))]

    def relevance(self, aim: str, one: Candidate) -> int:
        """Return how much an action serves an aim: its own deed 2, else as it says, else as its indicator does."""
        if aim in one.action.deeds:
            return _DECIDES
        if aim in one.action.aims:
            return one.action.aims[aim]
        serving = self.content.aims[aim].serves.get(one.action.indicator or "")
        changes = one.action.step is not None or one.action.items is not None or one.action.choice is not None
        return serving.relevance if serving is not None and changes else 0

    def relevance_weight(self, aim: str, one: Candidate) -> float:
        """Return what that relevance counts."""
        relevance = self.relevance(aim, one)
        helps, decides = self.content.numbers.aims.relevance
        return {0: 0.0, _HELPS: helps, _DECIDES: decides}[relevance]


def valuation(content: PlanContent, firm: Firm, settings: PlanSettings) -> Valuation:
    """Return what points are worth to a firm under some settings."""
    aims = chosen_aims(content, firm, settings)
    floor, floors = _floors(firm, settings)
    return Valuation(
        firm=firm,
        content=content,
        settings=settings,
        floor=floor,
        floors=floors,
        aims=aims,
        aim_totals={name: _aim_total(content, firm, content.aims[name]) for name in aims},
    )


def chosen_aims(content: PlanContent, firm: Firm, settings: PlanSettings) -> tuple[str, ...]:
    """Return the aims of the profile and of the settings, those that something scored serves."""
    asked = dict.fromkeys((*(firm.profile.aims or ()), *settings.aims))
    known = (name for name in asked if name in content.aims)
    return tuple(name for name in known if _aim_total(content, firm, content.aims[name]) > 0)


def _aim_total(content: PlanContent, firm: Firm, aim: Aim) -> float:
    weights = dict(zip((_HELPS, _DECIDES), content.numbers.aims.relevance, strict=True))
    return sum(weights[one.relevance] for name, one in aim.serves.items() if name in firm.shares)


def _floors(firm: Firm, settings: PlanSettings) -> tuple[float, Mapping[str, float]]:
    """Return the bound of the next overall level, and for each dimension the highest of it, gates and targets."""
    following = next_level(firm)
    floor = TOP_SCORE if following is None else following.from_
    gates = {} if following is None else {one.node: one.at_least for one in following.require}
    return floor, {name: max(floor, gates.get(name, 0.0), settings.targets.get(name, 0.0)) for name in firm.dimensions}


def next_level(firm: Firm) -> LevelStep | None:
    """Return the first level whose bound lies above the overall score, None at the top."""
    today = firm.views[firm.root].score or 0.0
    return next((step for step in firm.compiled.model.levels.steps if step.from_ > today + TOLERANCE), None)
