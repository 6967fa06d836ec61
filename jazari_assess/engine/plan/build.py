"""From a firm, the catalogue and the settings to the planning problem in numbers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf

from jazari_assess.engine.flags import raised
from jazari_assess.engine.plan.candidates import ASKING, FIND_OUT, QUESTIONNAIRE, Candidate, candidates, half_days
from jazari_assess.engine.plan.content import PlanContent
from jazari_assess.engine.plan.firm import Firm
from jazari_assess.engine.plan.level import level_demands
from jazari_assess.engine.plan.problem import Chance, Gain, Item, PlanningProblem
from jazari_assess.engine.plan.standing import SCORE_DECIMALS, TOLERANCE, Lift
from jazari_assess.engine.plan.value import Valuation, valuation
from jazari_assess.model.flags import Flag
from jazari_assess.model.plan_settings import PlanSettings

_FIND_WEEKS = 2  # the people who know are not all there on one day


@dataclass(frozen=True, kw_only=True)
class Case:
    """One firm with all that its plan is made from: what is open to it, what that is worth, which flags are up."""

    content: PlanContent
    firm: Firm
    settings: PlanSettings
    found: Mapping[str, Candidate]
    value: Valuation
    flags: tuple[str, ...]

    @property
    def capacity(self) -> float:
        """Person-days a quarter: as asked, else assumed from the staff."""
        if self.settings.capacity is not None:
            return self.settings.capacity
        numbers = self.content.numbers.effort
        staff = numbers.unknown_staff if self.firm.profile.staff is None else self.firm.profile.staff
        return float(max(1, round(numbers.factor * staff**numbers.exponent)))

    @property
    def plannable(self) -> float:
        """Person-days a quarter that are planned: of assumed ones a part is kept back, those that were told are."""
        slack = self.content.numbers.effort.slack if self.settings.capacity is None else 0.0
        return self.capacity * (1 - slack)

    @property
    def at_once(self) -> float:
        """How many actions may run at the same time."""
        numbers, staff = self.content.numbers.effort, self.firm.profile.staff
        if staff is not None and staff < numbers.few:
            return float(numbers.at_once_below)
        return float(numbers.at_once[self.firm.size])

    @property
    def reserve(self) -> float:
        """Person-days a quarter kept for enquiries: none where a quarter has hardly more than that."""
        numbers = self.content.numbers.partners
        days = numbers.enquiries * numbers.enquiry_days
        return days if self.capacity >= 4 * days else 0.0

    def due(self, flag: str) -> int:
        """Return the quarter by which the first act of a flag begins."""
        own: Flag = self.content.flags[flag]
        return own.due or self.content.numbers.flags.due[own.severity - 1]

    def costs(self, flag: str) -> tuple[float, float]:
        """Return what each quarter of delay of a flag's first act costs, and each quarter after the first."""
        numbers, place = self.content.numbers.flags, self.content.flags[flag].severity - 1
        return numbers.late[place], numbers.soon[place]

    def never(self, flag: str) -> float:
        """Return what it costs that a flag's first act does not begin at all; a duty is never left for small gains."""
        own, numbers = self.content.flags[flag], self.content.numbers.flags
        return max(numbers.never[own.severity - 1], numbers.then_duty if own.kind == "duty" else 0.0)

    def then_late(self, flag: str) -> float:
        """Return what each quarter of delay of what ends a severe flag costs."""
        numbers = self.content.numbers.flags
        return numbers.then_duty if self.content.flags[flag].kind == "duty" else numbers.then_late

    def missing(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the questions of indicators that nobody knew, and those that were never asked."""
        lacking = [
            name for name, view in self.firm.views.items() if view.state == "not-scored" and name in self.firm.leaves
        ]
        unknown = [self.firm.question_id(name) for name in lacking if self.firm.is_unknown(name)]
        return tuple(unknown), tuple(self.firm.question_id(name) for name in lacking if not self.firm.is_unknown(name))


def case_of(content: PlanContent, firm: Firm, settings: PlanSettings) -> Case:
    """Return a firm's case under some settings."""
    locked_out = [name for name, lock in settings.locks.items() if lock == "out" and name in content.actions]
    return Case(
        content=content,
        firm=firm,
        settings=settings,
        found=candidates(content, firm, locked_out),
        value=valuation(content, firm, settings),
        flags=raised(content.flags, firm.evidence),
    )


def problem_of(case: Case) -> PlanningProblem:
    """Return the planning problem of a case: only what can be chosen and may be worth it, and what that needs."""
    gains = _all_gains(case)
    useful = _useful(case, gains)
    own = {name: _item(case, name, useful) for name in useful if name in case.found}
    items = _in_time({**own, **_asking_items(case, useful)}, case.settings.quarters)
    return PlanningProblem(
        quarters=case.settings.quarters,
        capacity=case.plannable - case.reserve,
        at_once=case.at_once,
        items=items,
        pools=case.value.pools(),
        gains=tuple(_known(gains, items)),
        chances=tuple(_chances(case, items)),
        discount=case.content.numbers.search.discount,
        effort=case.content.numbers.search.effort,
        attention=case.content.numbers.search.attention,
        keep_quarters=case.content.numbers.effort.keep_quarters,
        keep_limit=_keep_limit(case, items),
        budget=case.settings.budget,
        demands=() if case.settings.reach_level is None else level_demands(case.firm, case.settings.reach_level),
        least_effort=case.settings.reach_level is not None,
    )


def _keep_limit(case: Case, items: Mapping[str, Item]) -> float:
    """Return the days a quarter that habits may ask for together: those locked in at least; no end for a level."""
    if case.settings.reach_level is not None:
        return inf
    locked = sum(item.habit for item in items.values() if item.lock not in (None, "out"))
    return max(locked, case.content.numbers.effort.keep_share * case.capacity)


# ---- gains


def _all_gains(case: Case) -> tuple[Gain, ...]:
    """Return what each action brings: pieces of ladders and options of lists, each once, and deeds without a lift."""
    ladders: dict[str, list[tuple[Lift, Candidate]]] = {}
    options: dict[tuple[str, str], list[tuple[Lift, Candidate]]] = {}
    gains: list[Gain] = []
    for one in case.found.values():
        if not one.open or one.reserved:
            continue
        for lift in one.lifts:
            if lift.option is None:
                ladders.setdefault(lift.indicator, []).append((lift, one))
            else:
                options.setdefault((lift.indicator, lift.option), []).append((lift, one))
        if not one.lifts and (points := case.value.of_deed(one)):
            gains.append(Gain(closers=(one.id,), points=points))
    for lifts in ladders.values():
        gains += _pieces(case, lifts)
    gains += (_gain(case, lifts[0][0], [one for _, one in lifts]) for lifts in options.values())
    return tuple(gains)


def _pieces(case: Case, lifts: Sequence[tuple[Lift, Candidate]]) -> Iterator[Gain]:
    """Cut the lifts of one ladder where any of them begins or ends; each piece is brought by those that span it."""
    bounds = sorted({round(bound, SCORE_DECIMALS) for lift, _ in lifts for bound in (lift.low, lift.high)})
    for low, high in pairwise(bounds):
        closers = [one for lift, one in lifts if lift.low <= low + TOLERANCE and lift.high >= high - TOLERANCE]
        if closers:
            piece = Lift(indicator=lifts[0][0].indicator, option=None, low=low, high=high)
            yield _gain(case, piece, closers)


def _gain(case: Case, lift: Lift, closers: Sequence[Candidate]) -> Gain:
    dimension, share = case.firm.shares[lift.indicator]
    points = case.value.of_lift(lift, closers)
    return Gain(
        closers=tuple(one.id for one in closers),
        points={**points, dimension: points[dimension] * case.value.aside(lift.indicator, closers)},
        real={dimension: share * (lift.high - lift.low)},
    )


def _known(gains: Sequence[Gain], items: Mapping[str, Item]) -> Iterator[Gain]:
    for gain in gains:
        closers = tuple(name for name in gain.closers if name in items)
        if closers:
            yield replace(gain, closers=closers)


# ---- items


def _useful(case: Case, gains: Sequence[Gain]) -> tuple[str, ...]:
    """Return what may be worth planning: what gains, flags and deeds ask for, what is locked in, and what they need."""
    pools = case.value.pools()
    worthy = {name for gain in gains if _counts(gain, pools) for name in gain.closers}
    worthy |= {name for flag in case.flags for name in _asked_by(case.content.flags[flag])}
    worthy |= {name for name, one in case.found.items() if any(aim in one.action.deeds for aim in case.value.aims)}
    worthy |= {name for name, lock in case.settings.locks.items() if lock != "out"}
    waiting = [name for name in case.found if name in worthy and case.found[name].open]
    found: dict[str, None] = {}
    while waiting:
        name = waiting.pop(0)
        if name in found:
            continue
        found[name] = None
        if name in case.found:
            asked = (other for group in case.found[name].needs for other in group)
            waiting += [other for other in asked if other in ASKING or case.found[other].open]
    return tuple(dict.fromkeys(name for name in (*case.found, *ASKING) if name in found))


def _asked_by(flag: Flag) -> tuple[str, ...]:
    """Return the actions that a raised flag asks for whatever they gain."""
    return (flag.first, *flag.then) if flag.is_urgent else (flag.first,)


def _counts(gain: Gain, pools: Mapping[str, object]) -> bool:
    return any(points > TOLERANCE and name in pools for name, points in gain.points.items())


def _item(case: Case, name: str, useful: Sequence[str]) -> Item:
    one = case.found[name]
    others = {other: case.found[other].action for other in useful if other in case.found}
    return Item(
        id=name,
        days=one.days,
        weeks=one.action.weeks,
        quarters=one.quarters,
        place=_place(case, one),
        keep=0.0 if one.reserved else one.keep,
        cost=one.action.cost or 0.0,
        needs=tuple(tuple(other for other in group if other in useful) for group in one.needs),
        after=tuple(other for other in one.action.after if other in others),
        excludes=tuple(sorted({*one.action.excludes} & {*useful} | {o for o in others if name in others[o].excludes})),
        due=tuple(_due(case, one)),
        lock=case.settings.locks.get(name),
    )


def _place(case: Case, one: Candidate) -> float:
    """Return what an action takes among those at once; a short one that answers a severe flag is done at once."""
    numbers, flags = case.content.numbers.effort, case.content.flags
    if one.days <= max(numbers.small, numbers.small_share * case.capacity):
        urgent = any(flags[flag].first == one.id and flags[flag].is_urgent for flag in case.flags)
        return 0.0 if urgent else numbers.small_place
    half = max(numbers.half, numbers.half_share * case.capacity)
    return 0.5 if one.days / one.quarters <= half else 1.0


def _due(case: Case, one: Candidate) -> Iterator[tuple[int, float]]:
    """Yield by when an action begins and what each quarter of delay costs."""
    for flag in case.flags:
        if case.content.flags[flag].first == one.id:
            late, soon = case.costs(flag)
            yield from ((case.due(flag), late), (1, soon))
            yield case.settings.quarters, case.never(flag)
        elif case.content.flags[flag].is_urgent and one.id in case.content.flags[flag].then:
            yield case.content.numbers.flags.then_by, case.then_late(flag)
    numbers = case.content.numbers.aims
    if any(aim in one.action.deeds for aim in case.value.aims) and not one.reserved:
        yield numbers.deeds_by, numbers.late


def _chances(case: Case, items: Mapping[str, Item]) -> Iterator[Chance]:
    yield from _first_deeds(case, items)
    yield from _rises(case, items)


def _rises(case: Case, items: Mapping[str, Item]) -> Iterator[Chance]:
    """Yield what it is worth that a dimension below its floor rises at all, the weakest that anything raises first."""
    raising: dict[str, list[str]] = {}
    for name in items:
        for lift in case.found[name].lifts if name in case.found else ():
            raising.setdefault(case.firm.shares[lift.indicator][0], []).append(name)
    scores = {name: case.firm.views[name].score or 0.0 for name in raising}
    lowest = min(scores.values(), default=0.0)
    weakest = [name for name, score in scores.items() if score <= lowest + TOLERANCE]
    of_weakest, of_others = case.content.numbers.readiness.rise
    for dimension, names in raising.items():
        if dimension in weakest or scores[dimension] < case.value.floors[dimension] - TOLERANCE:
            worth = of_others if dimension not in weakest else max(of_others, of_weakest / len(weakest))
            yield Chance(items=tuple(dict.fromkeys(names)), by=case.settings.quarters, worth=worth)


def _first_deeds(case: Case, items: Mapping[str, Item]) -> Iterator[Chance]:
    numbers = case.content.numbers.aims
    own = {name: case.found[name] for name in items if name in case.found and not case.found[name].reserved}
    for aim in case.value.aims:
        deeds = tuple(name for name, one in own.items() if aim in one.action.deeds)
        if deeds:
            yield Chance(items=deeds, by=numbers.first_by, worth=numbers.first_worth)


def _asking_items(case: Case, useful: Sequence[str]) -> Mapping[str, Item]:
    """Return the deeds of finding out what nobody knew, and of asking what was never asked."""
    numbers = case.content.numbers.unknown
    unknown, unasked = case.missing()
    days = min(numbers.at_most, half_days(numbers.days[case.firm.size] * max(1, len(unknown))))
    wanted = {}
    if unknown or FIND_OUT in useful:
        wanted[FIND_OUT] = days
    if unasked or QUESTIONNAIRE in useful:
        wanted[QUESTIONNAIRE] = numbers.questionnaire
    due = ((numbers.by, numbers.late),)
    return {
        name: Item(
            id=name,
            days=own,
            weeks=_FIND_WEEKS,
            quarters=1,
            place=0.0,
            due=(*due, *(_due(case, case.found[name]) if name in case.found else ())),
            lock=case.settings.locks.get(name),
        )
        for name, own in wanted.items()
        if own > 0 and case.settings.locks.get(name) != "out"
    }


def _in_time(items: Mapping[str, Item], quarters: int) -> Mapping[str, Item]:
    """Drop what cannot end within the horizon, and what needs it."""
    kept = dict(items)
    while True:
        empty = PlanningProblem(quarters=quarters, capacity=inf, at_once=inf, items=kept, pools={}, gains=())
        late = {
            name
            for name, item in kept.items()
            if item.lock in (None, "out") and empty.earliest[name] > empty.last_start(item)
        }
        if not late:
            return kept
        kept = {name: _without(item, late) for name, item in kept.items() if name not in late}


def _without(item: Item, gone: set[str]) -> Item:
    """Take what is gone out of what an item needs and comes after; a need of which nothing is left stays unmet."""
    needs = tuple(tuple(name for name in group if name not in gone) for group in item.needs)
    after, excludes = (tuple(name for name in names if name not in gone) for names in (item.after, item.excludes))
    return replace(item, needs=needs, after=after, excludes=excludes)


# ---- what is told of a case


def serves(case: Case, one: Candidate) -> tuple[str, ...]:
    """Return the aims that an action serves, those it is needed for first."""
    rated = {aim: case.value.relevance(aim, one) for aim in case.value.aims}
    return tuple(sorted((aim for aim, rate in rated.items() if rate), key=lambda aim: -rated[aim]))
