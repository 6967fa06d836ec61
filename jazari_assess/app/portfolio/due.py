"""``portfolio due``: with which firms something is due."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from jazari_assess.app.portfolio.opening import StoreRequest, opened
from jazari_assess.portfolio.due import Due, NextStage, PhaseEnded, ServiceAgreed, due
from jazari_assess.portfolio.records import FirmRecord
from jazari_assess.portfolio.store.firms import read_firms
from jazari_assess.portfolio.store.queries import Filters, records

DUE_SCHEMA = "jazari-assess/portfolio-due/1"
STAGE_MONTHS = 12
"""Between two assessments: of a plan of 18 months two thirds are over, and what it brought shows in the answers."""
WITHIN_DAYS = 30
"""Ahead: time to make an appointment."""


@dataclass(frozen=True, kw_only=True)
class DueFirms:
    """What is due, and the firms it is due with, by key."""

    due: Due
    firms: Mapping[str, FirmRecord]

    def value(self) -> Mapping[str, Any]:
        """Return it as plain values, with the firms' names."""
        told = asdict(self.due)
        return {
            "schema": DUE_SCHEMA,
            **{name: [{**one, "name": self.firms[one["firm"]].name} for one in told[name]] for name in told},
        }


def due_firms(store: StoreRequest, *, today: str, months: int = STAGE_MONTHS, within: int = WITHIN_DAYS) -> DueFirms:
    """Return what is due up to so many days after ``today``; the next assessment is due so many months after the last.

    Raises ``ProblemsError`` when the store cannot be used.
    """
    until = (date.fromisoformat(today) + timedelta(days=within)).isoformat()
    with opened(store) as found, found.reading() as connection:
        told = due(records(connection, Filters(latest=True)), until=until, today=today, months=months)
        every: Sequence[NextStage | PhaseEnded | ServiceAgreed] = (*told.stages, *told.phases, *told.services)
        return DueFirms(due=told, firms=read_firms(connection, {one.firm for one in every}))
