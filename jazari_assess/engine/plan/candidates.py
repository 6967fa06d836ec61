"""The actions of the catalogue seen by one firm: what each lifts, asks for and costs, and which cannot be chosen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from jazari_assess.engine.eligibility import barred
from jazari_assess.engine.flags import raised
from jazari_assess.engine.plan.content import PlanContent
from jazari_assess.engine.plan.firm import Firm
from jazari_assess.engine.plan.problem import WEEKS_A_QUARTER
from jazari_assess.engine.plan.standing import TOLERANCE, Lift, Standing, standing
from jazari_assess.model.actions import Action, DayRange
from jazari_assess.model.why import Why

FIND_OUT, QUESTIONNAIRE = "answers-to-find", "finish-questionnaire"
"""The two deeds the planner has of its own: finding out what nobody knew, and asking what was never asked.

A catalogue may word the first and flags may ask for it, under the same id; its days are those of the planner.
"""
ASKING = (FIND_OUT, QUESTIONNAIRE)

Needs = tuple[tuple[str, ...], ...]
"""What an action asks for first: of each inner tuple one."""

LEAST_DAYS = 0.5
"""Days are told in halves; what is less still takes somebody half a day."""


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """An action for one firm.

    ``reserved`` says that an answer is missing: it may only be planned as a place for what others need. ``barred`` says
    why it cannot be chosen, ``settled`` that nothing is left to do: both are never planned.
    """

    id: str
    action: Action
    standing: Standing
    days: float
    range: DayRange
    keep: float
    needs: Needs = ()
    reserved: bool = False
    settled: bool = False
    barred: Why | None = None

    @property
    def quarters(self) -> int:
        """How many quarters it runs."""
        return -(-self.action.weeks // WEEKS_A_QUARTER)

    @property
    def lifts(self) -> tuple[Lift, ...]:
        """What it raises; nothing where only its place is kept."""
        return () if self.reserved else self.standing.lifts

    @property
    def formless(self) -> bool:
        """Say whether the action changes no answer: an opener of others, a flag's first act, an aim's own deed."""
        return self.action.step is None and self.action.items is None and self.action.choice is None

    @property
    def open(self) -> bool:
        """Say whether it may be planned."""
        return not self.settled and self.barred is None


def candidates(content: PlanContent, firm: Firm, locked_out: Sequence[str] = ()) -> Mapping[str, Candidate]:
    """Return every action by id as one firm sees it, those that cannot be chosen with the reason."""
    found = {name: _candidate(name, action, content, firm) for name, action in content.actions.items()}
    found |= {name: replace(found[name], settled=True) for name in _opened_long_ago(content, firm, found)}
    for name in locked_out:
        if found[name].open:
            found[name] = replace(found[name], barred=Why(code="locked-out"))
    found = {name: replace(one, needs=tuple(_needs(one, found, firm))) for name, one in found.items()}
    return _blocked(found, [name for name in ASKING if name not in locked_out])


def _candidate(name: str, action: Action, content: PlanContent, firm: Firm) -> Candidate:
    stands = standing(action, firm, content.actions)
    holds = firm.holds(action.when)
    low, high = effort(action, firm, stands.share)
    bar = barred(action, firm.profile)
    return Candidate(
        id=name,
        action=action,
        standing=stands,
        days=half_days((low + high) / 2),
        range=(low, high),
        keep=action.keep * content.numbers.effort.keep[firm.size],
        reserved=stands.state == "unknown" or holds is None,
        settled=stands.state in ("done", "not-applicable") or (holds is False and bar is None),
        barred=None if bar is None else Why(code=bar),
    )


def _opened_long_ago(content: PlanContent, firm: Firm, found: Mapping[str, Candidate]) -> Iterator[str]:
    """Yield openers of a step that the firm has taken: it has no need to begin again, unless a raised flag says so."""
    asked = {content.flags[flag].first for flag in raised(content.flags, firm.evidence)}
    for one in found.values():
        opened = one.action.indicator if one.standing.state == "done" else None
        for name in one.action.requires if opened is not None else ():
            opener = found.get(name)
            if opener is not None and opener.action.indicator == opened and opener.formless and name not in asked:
                yield name


def effort(action: Action, firm: Firm, share: float = 1.0) -> DayRange:
    """Return the firm's own person-days for an action, low and high, in half days."""
    nearest = action.days.get(firm.size) or next(iter(action.days.values()))
    low, high = (half_days(share * days) for days in nearest)
    return low, high


def half_days(days: float) -> float:
    """Return days as they are told, in halves and half a one at least."""
    return max(LEAST_DAYS, round(2 * days + TOLERANCE) / 2)


def _needs(one: Candidate, found: Mapping[str, Candidate], firm: Firm) -> Iterator[tuple[str, ...]]:
    """Yield the alternatives of everything an action asks for that the firm has not."""
    if one.settled:
        return
    if not one.standing.reached and not one.reserved:
        yield tuple(_below(one, found))
    for name in one.action.requires:
        required = found.get(name)
        if required is None or required.settled:
            continue
        others = () if required.reserved else _reaching(required, found)
        yield tuple(dict.fromkeys((name, *others)))
    if one.reserved:
        yield (_asking(one, firm),)


def _asking(one: Candidate, firm: Firm) -> str:
    indicator = one.action.indicator
    known = indicator is not None and indicator in firm.leaves and one.standing.state == "unknown"
    return FIND_OUT if not known or firm.is_unknown(str(indicator)) else QUESTIONNAIRE


def _same_ladder(one: Candidate, found: Mapping[str, Candidate]) -> Iterator[Candidate]:
    for other in found.values():
        alike = other.action.indicator == one.action.indicator and other.action.items is None
        if alike and other.id != one.id and other.lifts and other.open:
            yield other


def _below(one: Candidate, found: Mapping[str, Candidate]) -> Iterator[str]:
    """Yield the actions that bring the firm to where this one begins."""
    if one.action.choice is not None:
        yield from _leading(one.action.choice.from_, one, found)
        return
    low = min(lift.low for lift in one.standing.lifts)
    for other in _same_ladder(one, found):
        if other.lifts[0].low < low - TOLERANCE <= other.lifts[0].high:
            yield other.id


def _leading(options: Sequence[str], one: Candidate, found: Mapping[str, Candidate]) -> Iterator[str]:
    for other in found.values():
        change = other.action.choice
        same = other.action.indicator == one.action.indicator and other.id != one.id
        if same and change is not None and change.to in options and other.open:
            yield other.id


def _reaching(one: Candidate, found: Mapping[str, Candidate]) -> Iterator[str]:
    """Yield other actions whose result is at or above that of this one, on the same ladder."""
    if one.action.step is None or not one.lifts:
        return
    for other in _same_ladder(one, found):
        if other.action.step is not None and other.lifts[0].high >= one.lifts[0].high - TOLERANCE:
            yield other.id


def _blocked(found: Mapping[str, Candidate], asked: Sequence[str]) -> Mapping[str, Candidate]:
    """Bar, again and again, what asks for something that cannot be chosen; ``asked`` can be, catalogue or not."""
    result = dict(found)
    while True:
        more = {
            name: lacking
            for name, one in result.items()
            if one.open and (lacking := _lacking(one, result, asked)) is not None
        }
        if not more:
            return result
        for name, lacking in more.items():
            result[name] = replace(result[name], barred=Why(code="prerequisite", items=lacking))


def _lacking(one: Candidate, found: Mapping[str, Candidate], asked: Sequence[str]) -> tuple[str, ...] | None:
    """Return the first of the things asked for of which nothing can be chosen, None where all can be had."""
    for group in one.needs:
        usable = [name for name in group if name in asked or (name in found and found[name].open)]
        if not usable:
            return group
    return None
