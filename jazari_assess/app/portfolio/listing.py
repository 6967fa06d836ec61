"""``portfolio list`` and ``show``: which assessments there are, and all that is known of one firm."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, TypeVar

from jazari_assess.app.context import Context
from jazari_assess.app.dossier import read_content
from jazari_assess.app.portfolio.opening import StoreRequest, key_of, opened
from jazari_assess.app.portfolio.titles import plan_titles
from jazari_assess.errors import UsageError
from jazari_assess.model.assessment import STAGES
from jazari_assess.model.profile import REGIONS, SECTORS, SIZES
from jazari_assess.portfolio.plans import accepted_last
from jazari_assess.portfolio.records import AssessmentRecord, FirmRecord
from jazari_assess.portfolio.store.firms import find_firm, parts_of, read_firms
from jazari_assess.portfolio.store.persons import names_of, persons_of
from jazari_assess.portfolio.store.queries import SORT_KEYS, Filters, Line, SortKey, count, lines, records

__all__ = ["AssessmentRecord", "FirmRecord", "Line"]

LIST_SCHEMA, FIRM_SCHEMA = "jazari-assess/portfolio-list/1", "jazari-assess/portfolio-firm/1"
Name = TypeVar("Name", bound=str)


@dataclass(frozen=True, kw_only=True)
class ListRequest:
    """Which assessments to list and how: filters by what a firm is, a key to sort by, ``-`` in front turns it round."""

    firm: str | None = None
    regions: Sequence[str] = ()
    sectors: Sequence[str] = ()
    sizes: Sequence[str] = ()
    stages: Sequence[str] = ()
    levels: Sequence[str] = ()
    since: str | None = None
    until: str | None = None
    latest: bool = False
    sort: str = "firm"
    most: int = 0  # 0: all


@dataclass(frozen=True, kw_only=True)
class Listed:
    """The assessments listed, and how many there are that the filters let through."""

    lines: tuple[Line, ...]
    total: int

    def value(self) -> Mapping[str, Any]:
        """Return them as plain values."""
        return {"schema": LIST_SCHEMA, "total": self.total, "assessments": [asdict(line) for line in self.lines]}


def list_portfolio(asked: ListRequest, store: StoreRequest) -> Listed:
    """Return the assessments that are asked for, in order.

    Raises ``UsageError`` for a region, sector, size, stage, day or key to sort by that is none, and for a firm that is
    not there; ``ProblemsError`` when the store cannot be used.
    """
    sort, descending = sort_of(asked.sort)
    with opened(store) as found, found.reading() as connection:
        firms = () if asked.firm is None else (find_firm(connection, asked.firm),)
        filters = filters_of(asked, firms)
        told = tuple(lines(connection, filters, sort=sort, descending=descending, most=asked.most or None))
        return Listed(lines=told, total=count(connection, filters))


def sort_of(asked: str) -> tuple[SortKey, bool]:
    """Return what to sort by, and whether the largest come first; raise ``UsageError`` for what is no key."""
    name = asked.removeprefix("-")
    found = next((key for key in SORT_KEYS if key == name), None)
    if found is None:
        raise UsageError("portfolio-sort-unknown", found=asked, known=", ".join(SORT_KEYS))
    return found, asked.startswith("-")


def filters_of(asked: ListRequest, firms: Sequence[str] = ()) -> Filters:
    """Return the filters asked for; raise ``UsageError`` for a value that none has."""
    return Filters(
        firms=firms,
        regions=[_one_of("region", name, REGIONS) for name in asked.regions],
        sectors=[_one_of("sector", name, SECTORS) for name in asked.sectors],
        sizes=[_one_of("size", name, SIZES) for name in asked.sizes],
        stages=[_one_of("stage", name, STAGES) for name in asked.stages],
        levels=asked.levels,
        since=day_of("--since", asked.since),
        until=day_of("--until", asked.until),
        latest=asked.latest,
    )


def _one_of(kind: str, name: str, known: Sequence[Name]) -> Name:
    found = next((one for one in known if one == name), None)
    if found is None:
        raise UsageError("portfolio-filter-unknown", kind=kind, found=name, known=", ".join(known))
    return found


def day_of(option: str, day: str | None) -> str | None:
    """Return a day as it was asked for; raise ``UsageError`` for what is none."""
    try:
        return None if day is None else date.fromisoformat(day).isoformat()
    except ValueError as error:
        raise UsageError("portfolio-day-wrong", option=option, found=day or "") from error


@dataclass(frozen=True, kw_only=True)
class ShownFirm:
    """One firm: what it is, the keys of what is joined in it, its assessments, and names of persons by reference.

    ``persons`` is None where they are under a key that is not given; ``titles`` are those of items and services, by id.
    """

    firm: FirmRecord
    parts: tuple[str, ...]
    assessments: tuple[AssessmentRecord, ...]
    persons: Mapping[str, str] | None
    titles: Mapping[str, str]

    @property
    def plan(self) -> AssessmentRecord | None:
        """The assessment whose plan was accepted last, where there is one."""
        return accepted_last(self.assessments)

    def title(self, name: str) -> str:
        """Return what a service or an item is called; one that the catalogue no longer has keeps its id."""
        return self.titles.get(name, name)

    def value(self) -> Mapping[str, Any]:
        """Return it as plain values."""
        return {
            "schema": FIRM_SCHEMA,
            "firm": asdict(self.firm),
            "parts": list(self.parts),
            "assessments": [asdict(one) for one in self.assessments],
            "persons": None if self.persons is None else dict(self.persons),
        }


def show_firm(named: str, store: StoreRequest, context: Context) -> ShownFirm:
    """Return all that the store holds of a firm, named by its key, ICE, alias or name.

    Raises ``UsageError`` when there is none or several are meant, ``ProblemsError`` when the store cannot be used or
    its key is another.
    """
    titles = plan_titles(read_content(context), context)
    with opened(store) as found, found.reading() as connection:
        key = find_firm(connection, named)
        told = tuple(records(connection, Filters(firms=(key,))))
        bare = persons_of(connection)
        keyed = persons_of(connection, key_of(store, bare.stored))
        refs = {ref for one in told for ref in (one.consultant, one.respondent) if ref is not None}
        return ShownFirm(
            firm=read_firms(connection, (key,))[key],
            parts=parts_of(connection, key),
            assessments=told,
            titles=titles,
            persons=None if keyed.sealed and keyed.key is None else names_of(connection, keyed, refs),
        )
