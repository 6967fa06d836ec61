"""The rows of the ranking of first steps for one firm, and how the plan agrees with it."""

from collections.abc import Iterable, Mapping

from jazari_assess.engine.first_steps import FirstRow, first_steps
from jazari_assess.engine.plan.build import Case
from jazari_assess.engine.plan.candidates import Candidate
from jazari_assess.engine.plan.exclusions import Exclusions
from jazari_assess.model.plan import FirstStep
from jazari_assess.model.why import Why

FIRST_STEPS = 5
"""How many first steps are told: more than a firm begins in a month."""


def first_rows(case: Case) -> tuple[FirstRow, ...]:
    """Return the rows of everything that is open to a firm."""
    leads = _leads(case)
    return tuple(_row(case, one, leads.get(one.id)) for one in case.found.values() if one.open)


def _row(case: Case, one: Candidate, flag: str | None) -> FirstRow:
    return FirstRow(
        id=one.id,
        worth=_worth(case, one),
        days=one.days,
        ready=not one.needs,
        severity=0 if flag is None else case.content.flags[flag].severity,
        due=0 if flag is None else case.due(flag),
        flag=flag,
    )


def _worth(case: Case, one: Candidate) -> float:
    """Return what an action counts where the firm stands: each point at the slope of the band its pool is in."""
    pools = case.value.pools()
    flows = [case.value.of_lift(lift, [one]) for lift in one.lifts] or [case.value.of_deed(one)]
    if one.reserved:
        return 0.0
    return sum(
        pools[name].weight * pools[name].bands[0][1] * points
        for flow in flows
        for name, points in flow.items()
        if pools[name].bands
    )


def _leads(case: Case) -> Mapping[str, str]:
    """Return for each action the most severe raised flag whose first act it is or leads to."""
    found: dict[str, str] = {}
    for flag in case.flags:
        for name in up_to(case, case.content.flags[flag].first):
            found.setdefault(name, flag)
    return found


def up_to(case: Case, name: str) -> Iterable[str]:
    """Return the first act of a flag and what leads to it, as far as it is open to the firm."""
    seen: dict[str, None] = {}
    waiting = [name]
    while waiting:
        here = waiting.pop(0)
        if here in seen or here not in case.found or not case.found[here].open:
            continue
        seen[here] = None
        waiting += [group[0] for group in case.found[here].needs]
    return seen


def told_first(case: Case, exclusions: Exclusions) -> tuple[FirstStep, ...]:
    """Return the first steps of the ranking with the quarter the plan gives each, and why where it is not the first."""
    return tuple(_told(row, exclusions) for row in first_steps(first_rows(case), FIRST_STEPS))


def _told(row: FirstRow, exclusions: Exclusions) -> FirstStep:
    starts = exclusions.schedule.starts
    if row.id not in starts:
        return FirstStep(id=row.id, flag=row.flag, quarter=None, reason=exclusions.why(row.id))
    quarter = starts[row.id]
    reason = (
        None if quarter == 1 else Why(code="later", quarter=quarter, items=exclusions.schedule.comes_before(row.id))
    )
    return FirstStep(id=row.id, flag=row.flag, quarter=quarter, reason=reason)
