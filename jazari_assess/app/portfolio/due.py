"""``portfolio due``: with which firms something is due."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from jazari_assess.app.context import Context
from jazari_assess.app.dossier import read_content
from jazari_assess.app.portfolio.opening import StoreRequest, opened
from jazari_assess.app.portfolio.titles import plan_titles
from jazari_assess.model.bounds import STAGE_MONTHS, WITHIN_DAYS
from jazari_assess.portfolio.due import Due, NextStage, PhaseEnded, ServiceAgreed, due
from jazari_assess.portfolio.records import FirmRecord
from jazari_assess.portfolio.store.firms import read_firms
from jazari_assess.portfolio.store.queries import PLAN, Filters, records

DUE_SCHEMA = "jazari-assess/portfolio-due/1"


@dataclass(frozen=True, kw_only=True)
class DueFirms:
    """What is due, and the firms it is due with, by key; ``titles`` are those of items and services, by id."""

    due: Due
    firms: Mapping[str, FirmRecord]
    titles: Mapping[str, str]

    def title(self, name: str) -> str:
        """Return what a service or an item is called; one that the catalogue no longer has keeps its id."""
        return self.titles.get(name, name)

    def value(self) -> Mapping[str, Any]:
        """Return it as plain values, with the firms' names and the titles of what helps and with what."""
        told = asdict(self.due)
        named = {name: [{**one, "name": self.firms[one["firm"]].name} for one in told[name]] for name in told}
        for one in named["services"]:
            one |= {"service_title": self.title(one["service"]), "item_title": self.title(one["item"])}
        return {"schema": DUE_SCHEMA, **named}


def due_firms(
    store: StoreRequest, context: Context, *, months: int = STAGE_MONTHS, within: int = WITHIN_DAYS
) -> DueFirms:
    """Return what is due up to so many days ahead; the next assessment is due so many months after the last.

    Raises ``ProblemsError`` when the store cannot be used.
    """
    until = (date.fromisoformat(context.date) + timedelta(days=within)).isoformat()
    titles = plan_titles(read_content(context), context)
    with opened(store) as found, found.reading() as connection:
        told = due(records(connection, Filters(latest=True), PLAN), until=until, today=context.date, months=months)
        every: Sequence[NextStage | PhaseEnded | ServiceAgreed] = (*told.stages, *told.phases, *told.services)
        firms = read_firms(connection, {one.firm for one in every})
    return DueFirms(due=told, firms=firms, titles=titles)
