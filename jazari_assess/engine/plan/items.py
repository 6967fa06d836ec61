"""The lines of a plan: what each changes, serves and waits for, who helps, and why it stands where it does."""

from collections.abc import Mapping

from jazari_assess.engine.plan.build import Case, serves
from jazari_assess.engine.plan.candidates import Candidate
from jazari_assess.engine.plan.enquiries import Enquiry
from jazari_assess.engine.plan.missing_answers import lacking, open_questions
from jazari_assess.engine.plan.partners import Offers
from jazari_assess.engine.plan.phases import below_floor
from jazari_assess.engine.plan.schedule import Schedule
from jazari_assess.engine.plan.standing import TOLERANCE
from jazari_assess.model.plan import Change, PhaseId, PlannedItem
from jazari_assess.model.why import Why

_DECIDES = 2  # the relevance without which an aim is not reached
_HEAD_DOES_ALL = 30  # below this a firm seldom has somebody for the workshop, quality or stocks to begin a card with


def action_item(schedule: Schedule, offers: Offers, position: int, phase_of: Mapping[int, PhaseId]) -> PlannedItem:
    """Return the line of the action at a position of the schedule."""
    case, item = schedule.case, schedule.items[position]
    one, reached = case.found[item.id], schedule.after_each
    return PlannedItem(
        id=item.id,
        kind="action",
        phase=phase_of[schedule.start(item.id)],
        indicator=one.action.indicator,
        quarter=schedule.start(item.id),
        quarters=item.quarters,
        person_days=one.range,
        days=item.days,
        keep=item.keep,
        cost=one.action.cost,
        changes=_changes(schedule, position),
        gains=_gains(schedule, position),
        overall_gain=float(reached.overall[position + 1] - reached.overall[position]),
        serves=serves(case, one),
        flags=flags_of(case, item.id),
        why_now=why_now(schedule, one),
        after=schedule.preceded_by(item.id),
        supports=offers.supports(item.id),
        reserved=one.reserved,
        not_alone=_not_alone(case, one),
        micro=_head_begins(case),
    )


def _head_begins(case: Case) -> bool:
    """Say whether the head of the firm is who begins."""
    return case.firm.profile.staff is not None and case.firm.profile.staff < _HEAD_DOES_ALL


def flags_of(case: Case, name: str) -> tuple[str, ...]:
    """Return the raised flags that an action takes down or helps to end."""
    flags = case.content.flags
    return tuple(flag for flag in case.flags if name == flags[flag].first or name in flags[flag].then)


def _changes(schedule: Schedule, position: int) -> tuple[Change, ...]:
    case, names = schedule.case, [item.id for item in schedule.items]
    indicator = case.found[names[position]].action.indicator
    if indicator is None or indicator not in case.firm.shares:
        return ()
    before, after = (_score(schedule, indicator, names[:count]) for count in (position, position + 1))
    if abs(after - before) <= TOLERANCE:
        return ()
    return (Change(node=indicator, before=before, after=after),)


def _score(schedule: Schedule, indicator: str, names: list[str]) -> float:
    firm = schedule.case.firm
    answers = schedule.answers_after(name for name in names if _moves(schedule.case, name, indicator))
    question = firm.question_id(indicator)
    return firm.points(indicator, answers[question]) if question in answers else firm.views[indicator].score or 0.0


def _moves(case: Case, name: str, indicator: str) -> bool:
    return name in case.found and case.found[name].action.indicator == indicator


def _gains(schedule: Schedule, position: int) -> Mapping[str, float]:
    nodes = schedule.after_each.nodes
    moved = {name: float(scores[position + 1] - scores[position]) for name, scores in nodes.items()}
    return {name: gain for name, gain in moved.items() if gain > TOLERANCE}


def _not_alone(case: Case, one: Candidate) -> bool:
    """Say whether an action asks for knowledge that a firm with its skills seldom has."""
    numbers = case.content.numbers.partners
    scores = [case.firm.views[name].score for name in numbers.skills if name in case.firm.shares]
    known = [score for score in scores if score is not None]
    weak = bool(known) and sum(known) / len(known) < numbers.skills_below
    return weak and one.action.difficulty.knowledge >= numbers.knowledge


def why_now(schedule: Schedule, one: Candidate) -> Why:
    """Return why an action is in the plan: the first reason of this order that holds."""
    case = schedule.case
    if one.id in case.settings.locks:
        return Why(code="locked")
    up = tuple(flag for flag in case.flags if case.content.flags[flag].first == one.id)
    if up:
        kinds = {case.content.flags[flag].kind for flag in up}
        urgent = any(case.content.flags[flag].is_urgent for flag in up)
        return Why(code="foundation" if kinds == {"foundation"} else "flag" if urgent else "answers-flag", flags=up)
    if one.reserved:
        return Why(code="unknown", nodes=lacking(case, one), items=schedule.opens(one.id))
    return _worth_of(schedule, one)


def _worth_of(schedule: Schedule, one: Candidate) -> Why:
    """Return the aim, flag, weak dimension or later action that an action is worth planning for."""
    case, opens = schedule.case, schedule.opens(one.id)
    asked = _asked_for(schedule, one)
    if asked is not None:
        return asked
    aims = serves(case, one)
    if opens and not one.lifts:
        return Why(code="opens", items=opens)
    if below_floor(schedule, one) and _is_among_the_weakest(schedule, one):
        return Why(code="weakest", nodes=(case.firm.shares[str(one.action.indicator)][0],), items=opens)
    if aims:
        return Why(code="aim", aims=aims, items=opens)
    if below_floor(schedule, one):
        return Why(code="below", nodes=(case.firm.shares[str(one.action.indicator)][0],), items=opens)
    return Why(code="opens", items=opens) if opens else Why(code="further", nodes=_indicator(one))


_WEAKEST = 3
"""Of nine dimensions a reader takes three for the weakest."""


def _is_among_the_weakest(schedule: Schedule, one: Candidate) -> bool:
    """Say whether the action's dimension is one of the lowest today."""
    firm = schedule.case.firm
    lowest = sorted(firm.dimensions, key=lambda name: firm.views[name].score or 0.0)[:_WEAKEST]
    return firm.shares[str(one.action.indicator)][0] in lowest


def _asked_for(schedule: Schedule, one: Candidate) -> Why | None:
    """Return the aim or flag that asks for an action by name or cannot do without it, None where none does."""
    case, opens = schedule.case, schedule.opens(one.id)
    deeds = tuple(aim for aim in case.value.aims if aim in one.action.deeds)
    if deeds:
        return Why(code="deed", aims=deeds, items=opens)
    ends = tuple(flag for flag in flags_of(case, one.id) if case.content.flags[flag].is_urgent)
    if ends:
        return Why(code="ends-flag", flags=ends, items=opens)
    aims = serves(case, one)
    decided = tuple(aim for aim in aims if case.value.relevance(aim, one) == _DECIDES)
    if decided and (one.lifts or not opens):
        return Why(code="aim", aims=decided, items=opens)
    return None


def _indicator(one: Candidate) -> tuple[str, ...]:
    return () if one.action.indicator is None else (one.action.indicator,)


def asking_item(schedule: Schedule, name: str, phase_of: Mapping[int, PhaseId]) -> PlannedItem:
    """Return the line of finding out what nobody knew, or of asking what was never asked."""
    item, quarter = schedule.problem.items[name], schedule.start(name)
    questions = open_questions(schedule.case, name)
    return PlannedItem(
        id=name,
        kind="find-out",
        phase=phase_of[quarter],
        indicator=None,
        quarter=quarter,
        quarters=item.quarters,
        person_days=(item.days, item.days),
        days=item.days,
        keep=0.0,
        cost=None,
        changes=(),
        gains={},
        overall_gain=0.0,
        serves=(),
        flags=flags_of(schedule.case, name),
        why_now=Why(code="find-out", nodes=questions, items=schedule.opens(name)),
        questions=questions,
        micro=_head_begins(schedule.case),
    )


def enquiry_item(schedule: Schedule, enquiry: Enquiry, phase_of: Mapping[int, PhaseId]) -> PlannedItem:
    """Return the line of an enquiry; what has begun before it is not what it asks about."""
    partner, days = enquiry.partner, schedule.case.content.numbers.partners.enquiry_days
    items = tuple(name for name in partner.items if schedule.start(name) >= enquiry.quarter)
    return PlannedItem(
        id=f"ask-{partner.provider}",
        kind="enquiry",
        phase=phase_of[enquiry.quarter],
        indicator=None,
        quarter=enquiry.quarter,
        quarters=1,
        person_days=(days, days),
        days=days,
        keep=0.0,
        cost=None,
        changes=(),
        gains={},
        overall_gain=0.0,
        serves=partner.aims,
        flags=partner.flags,
        why_now=Why(code="enquiry", items=items, nodes=partner.nodes, aims=partner.aims, flags=partner.flags),
        service=partner.ask,
        provider=partner.provider,
    )
