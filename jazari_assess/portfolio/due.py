"""What is due with each firm: its next assessment, a phase of its plan that has ended, services that were agreed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from jazari_assess.model.assessment import STAGES, Stage
from jazari_assess.model.calendar import first_day_of_quarter, months_after
from jazari_assess.model.follow_up import ItemStatus
from jazari_assess.model.plan import PhaseId
from jazari_assess.portfolio.plans import accepted_last
from jazari_assess.portfolio.records import AssessmentRecord, PlanItemRecord

_OPEN: tuple[ItemStatus, ...] = ("todo", "doing")


@dataclass(frozen=True, kw_only=True)
class NextStage:
    """A firm whose next assessment is due: the last one it has and its day, the next one and the day it is due."""

    firm: str
    last: Stage
    last_date: str
    stage: Stage
    due: str


@dataclass(frozen=True, kw_only=True)
class PhaseEnded:
    """A phase of a firm's plan whose last quarter has ended, and how many of its items are not said to be done."""

    firm: str
    phase: PhaseId
    ended: str
    items: int
    open_items: int


@dataclass(frozen=True, kw_only=True)
class ServiceAgreed:
    """A service that helps with an item of a firm's accepted plan, and the day on which that item begins."""

    firm: str
    service: str
    provider: str
    item: str
    begins: str


@dataclass(frozen=True, kw_only=True)
class Due:
    """What is due, each list by its day."""

    stages: tuple[NextStage, ...]
    phases: tuple[PhaseEnded, ...]
    services: tuple[ServiceAgreed, ...]


def due(records: Iterable[AssessmentRecord], *, until: str, today: str, months: int) -> Due:
    """Return what is due up to the day ``until``; ``records`` are the newest of each firm and stage, by firm.

    The next assessment is due so many ``months`` after the last one. Of plans the one accepted last counts.
    """
    firms = [list(own) for _, own in groupby(records, lambda one: one.firm)]
    stages = [found for own in firms for found in _next_stage(own, months) if found.due <= until]
    plans = [one for one in map(accepted_last, firms) if one is not None and one.plan_date is not None]
    phases = [found for one in plans for found in _phases(one) if found.ended <= today]
    services = [found for one in plans for found in _services(one) if found.begins <= until]
    return Due(
        stages=tuple(sorted(stages, key=lambda one: (one.due, one.firm))),
        phases=tuple(sorted(phases, key=lambda one: (one.ended, one.firm))),
        services=tuple(sorted(services, key=lambda one: (one.begins, one.firm, one.service))),
    )


def _next_stage(own: Sequence[AssessmentRecord], months: int) -> Iterator[NextStage]:
    """Yield what comes after a firm's last stage, where that has a day and is not the last of all."""
    last = max(own, key=lambda one: STAGES.index(one.stage))
    place = STAGES.index(last.stage) + 1
    if last.date is not None and place < len(STAGES):
        due_on = months_after(last.date, months)
        yield NextStage(firm=last.firm, last=last.stage, last_date=last.date, stage=STAGES[place], due=due_on)


def _phases(one: AssessmentRecord) -> Iterator[PhaseEnded]:
    by_phase: Mapping[PhaseId, list[PlanItemRecord]] = {item.phase: [] for item in one.plan}
    for item in one.plan:
        by_phase[item.phase].append(item)
    for phase, items in by_phase.items():
        last = max(item.last_quarter for item in items)
        yield PhaseEnded(
            firm=one.firm,
            phase=phase,
            ended=(first_day_of_quarter(one.plan_date or "", last + 1) - timedelta(days=1)).isoformat(),
            items=len(items),
            open_items=sum(item.status in _OPEN for item in items),
        )


def _services(one: AssessmentRecord) -> Iterator[ServiceAgreed]:
    for item in one.plan:
        if item.status in _OPEN:
            begins = first_day_of_quarter(one.plan_date or "", item.quarter).isoformat()
            for service, provider in item.services:
                yield ServiceAgreed(firm=one.firm, service=service, provider=provider, item=item.item, begins=begins)
