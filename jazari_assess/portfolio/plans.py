"""What accepted plans call for: by firm the plan accepted last, and what of it is not done yet."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from jazari_assess.model.calendar import quarter_of
from jazari_assess.model.follow_up import ITEM_STATUSES, ItemStatus
from jazari_assess.portfolio.records import AssessmentRecord

_CALLED_FOR: tuple[ItemStatus, ...] = ("todo", "doing")


def accepted_last(records: Iterable[AssessmentRecord]) -> AssessmentRecord | None:
    """Return which of a firm's assessments has the plan accepted last, None where none has one."""
    return max((one for one in records if one.plan), key=lambda one: one.plan_date or "", default=None)


def in_force(records: Sequence[AssessmentRecord]) -> Sequence[AssessmentRecord | None]:
    """Return with each record, by firm and day, the one whose plan is in force then: a follow-up brings none itself."""
    found: list[AssessmentRecord | None] = []
    for place, one in enumerate(records):
        before = found[-1] if place and records[place - 1].firm == one.firm else None
        found.append(one if one.plan else before)
    return found


def wanted(planned: AssessmentRecord | None) -> Mapping[str, str | None]:
    """Return the services that what is left of a plan calls for, each with the first quarter in which it does.

    A quarter is one of the calendar, as ``2026-2``; None where the plan has no day.
    """
    found: dict[str, str | None] = {}
    if planned is None:
        return found
    for item in sorted(planned.plan, key=lambda one: (one.quarter, one.item)):
        if item.status in _CALLED_FOR:
            for service, _ in item.services:
                found.setdefault(service, quarter_of(planned.plan_date or planned.date, item.quarter))
    return found


def alone(planned: AssessmentRecord | None) -> frozenset[str]:
    """Return the questions that an action of a plan aims at without any service to help with it, done ones aside."""
    items = () if planned is None else planned.plan
    return frozenset(
        item.indicator or ""
        for item in items
        if item.kind == "action" and not item.services and item.status in _CALLED_FOR
    )


def states(planned: AssessmentRecord | None) -> Mapping[ItemStatus, int]:
    """Return how many items of a plan have come how far."""
    found = Counter(() if planned is None else (item.status for item in planned.plan))
    return {status: found[status] for status in ITEM_STATUSES}
