"""Who can help: services matched to what was planned by stated criteria, and the providers worth approaching."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from jazari_assess.engine.conditions import Evidence
from jazari_assess.engine.eligibility import is_stale
from jazari_assess.engine.plan.build import Case
from jazari_assess.engine.plan.schedule import Schedule
from jazari_assess.engine.plan.service_ranking import LEARNT, PLACES, STATUSES, can_be_asked, is_on_step, place_of
from jazari_assess.model.plan import Partner, Support
from jazari_assess.model.services import Service

_ACTION, _STEP, _DIMENSION, _AIM_OR_FLAG = range(4)
"""How exactly a service meets a plan: an action, its indicator, a dimension, an aim or a flag; smaller is better."""

_FEWEST = 3  # providers to approach: one may not answer, another not open

Rank = tuple[int, int, int, bool]
"""Exactness, place, status, whether the facts are old: smaller is better."""


@dataclass(frozen=True, kw_only=True)
class Offers:
    """The services a firm may use, against a schedule; ``date`` (YYYY-MM-DD) says which facts are old."""

    schedule: Schedule
    date: str
    _evidence: dict[int, Evidence] = field(default_factory=dict)

    @property
    def case(self) -> Case:
        """The case that was planned."""
        return self.schedule.case

    @cached_property
    def services(self) -> Mapping[str, Service]:
        """The services that are for this firm and can be asked about."""
        found = self.case.content.services.items()
        return {name: one for name, one in found if can_be_asked(one, self.case.firm.profile)}

    def usable(self, service: Service, quarter: int) -> bool:
        """Say whether what a service asks for certainly holds before a quarter."""
        if service.needs is None:
            return True
        if not self.case.firm.asks(service.needs):
            return False
        if quarter not in self._evidence:
            self._evidence[quarter] = self.schedule.evidence_before(quarter)
        return bool(self._evidence[quarter].truth(service.needs).true[0])

    def place(self, service: Service) -> int:
        """Return how close a service is: in the firm's region, serving near it, national, elsewhere."""
        return place_of(service, self.case)

    def is_near(self, service: Service) -> bool:
        """Say whether a service is in the firm's region or serves near it."""
        return self.place(service) <= PLACES.index("near")

    def is_stale(self, service: Service) -> bool:
        """Say whether the facts of a service are old or undated."""
        return is_stale(service.as_of, self.date, self.case.settings.stale_months)

    def rank(self, service: Service, exactness: int) -> Rank:
        """Return the order of services by the stated criteria."""
        return exactness, self.place(service), STATUSES[service.status], self.is_stale(service)

    # ---- supports of one action

    def supports(self, name: str) -> tuple[Support, ...]:
        """Return who helps with a planned action: of each function the best, with those as good."""
        by_function: dict[str, list[tuple[Rank, str]]] = {}
        for service, exactness in self._helping(name):
            one = self.services[service]
            by_function.setdefault(one.function, []).append((self.rank(one, exactness), service))
        found = [_best(rows) for rows in by_function.values()]
        return tuple(self._support(rank, names) for rank, names in sorted(found))

    def _helping(self, name: str) -> Iterator[tuple[str, int]]:
        action = self.case.found[name].action
        for service, one in self.services.items():
            exact = name in one.supports
            if (exact or is_on_step(one, action)) and self.usable(one, self.schedule.start(name)):
                yield service, _ACTION if exact else _STEP

    def _support(self, rank: Rank, names: Sequence[str]) -> Support:
        service = self.services[names[0]]
        return Support(
            service=names[0],
            provider=service.provider,
            function=service.function,
            status=service.status,
            open=service.open,
            source=service.source,
            as_of=service.as_of,
            near=self.is_near(service),
            to_check=self.is_stale(service),
            own_days=service.own_days,
            exact=rank[0] == _ACTION,
            equals=tuple(names[1:]),
        )

    # ---- the page of partners

    def partners(self) -> tuple[Partner, ...]:
        """Return the providers worth approaching, the best match first, each for what its stated purpose meets.

        Where fewer than three meet what is planned, those follow whose purpose is a gap of the firm, treated or left,
        the gap that is soonest begun on first.
        """
        found = self._matching(wide=False)
        if len(found) < _FEWEST:
            known = {partner.provider for partner in found}
            found += [partner for partner in self._matching(wide=True) if partner.provider not in known]
            return tuple(found[:_FEWEST])
        return tuple(found[: self._affordable(found)])

    def _matching(self, *, wide: bool) -> list[Partner]:
        matches: dict[str, list[_Match]] = {}
        for service, one in self.services.items():
            match = self._match(service, one, wide=wide)
            if match is not None:
                matches.setdefault(one.provider, []).append(match)
        rows = sorted((min(own, key=_Match.order).order(), name) for name, own in matches.items())
        return [self._partner(name, sorted(matches[name], key=_Match.order)) for _, name in rows]

    def _affordable(self, found: Sequence[Partner]) -> int:
        """Return how many providers a firm has the time to approach, three at least."""
        numbers, problem = self.case.content.numbers.partners, self.schedule.problem
        most = numbers.own_share * self.case.capacity * problem.quarters
        sums = accumulate(partner.own_days[0] for partner in found)
        return min(numbers.shown, max(_FEWEST, sum(days <= most for days in sums)))

    def _match(self, name: str, service: Service, *, wide: bool) -> "_Match | None":
        planned = [one for one in self.schedule.starts if one in self.case.found]
        exact = tuple(one for one in planned if one in service.supports)
        steps = tuple(
            one
            for one in planned
            if self.case.found[one].lifts
            and self.case.found[one].action.indicator in service.meets.nodes
            and self.case.found[one].action.difficulty.knowledge >= LEARNT
        )
        nodes = tuple(dict.fromkeys(str(self.case.found[one].action.indicator) for one in steps))
        touched = {self.case.firm.shares[node][0] for node in self._treated if node in self.case.firm.shares}
        left = tuple(node for node in service.meets.nodes if wide and node in self._gaps)
        dimensions = (*(node for node in service.meets.nodes if node in touched), *left)
        aims = tuple(aim for aim in service.meets.aims if aim in self.case.value.aims)
        flags = tuple(flag for flag in service.meets.flags if flag in self.case.flags)
        if not (exact or nodes or dimensions or aims or flags):
            return None
        items = exact or steps
        wanted = min((self.schedule.start(one) for one in items), default=self._first_for(aims, flags))
        later = range(wanted, self.schedule.problem.quarters + 1)
        quarter = next((one for one in later if self.usable(service, one)), None)
        if quarter is None:
            return None
        open_ = tuple(one for one in items if self.schedule.end(one) >= quarter)
        if not (open_ or nodes or dimensions or aims or flags):
            return None
        exactness = _ACTION if exact else _STEP if nodes else _DIMENSION if dimensions else _AIM_OR_FLAG
        return _Match(
            service=name,
            rank=self.rank(service, exactness),
            items=open_,
            nodes=tuple(dict.fromkeys((*nodes, *dimensions))),
            aims=aims,
            flags=flags,
            quarter=quarter,
            days=min((self._gaps[node] for node in left), default=0.0),
            wanted=bool(aims or flags) or any(self._is_wanted(one) for one in open_),
        )

    def _is_wanted(self, name: str) -> bool:
        """Say whether an aim or a raised flag asks for an action."""
        one, content = self.case.found[name], self.case.content
        asked = {own for flag in self.case.flags for own in (content.flags[flag].first, *content.flags[flag].then)}
        return name in asked or any(self.case.value.relevance(aim, one) for aim in self.case.value.aims)

    @cached_property
    def _gaps(self) -> Mapping[str, float]:
        """The days of the shortest act that is open on each indicator."""
        found: dict[str, float] = {}
        for one in self.case.found.values():
            if one.open and one.lifts:
                node = str(one.action.indicator)
                found[node] = min(one.days, found.get(node, one.days))
        return found

    @cached_property
    def _treated(self) -> frozenset[str]:
        found = (self.case.found[name] for name in self.schedule.starts if name in self.case.found)
        return frozenset(str(one.action.indicator) for one in found if one.lifts)

    def _first_for(self, aims: Sequence[str], flags: Sequence[str]) -> int:
        """Return the quarter in which work for aims or flags begins; the second where none is planned."""
        acts = {self.case.content.flags[flag].first for flag in flags}
        starts = [
            start
            for name, start in self.schedule.starts.items()
            if name in acts
            or (name in self.case.found and any(self.case.value.relevance(aim, self.case.found[name]) for aim in aims))
        ]
        return min(starts, default=min(2, self.schedule.problem.quarters))

    def _partner(self, provider: str, matches: "Sequence[_Match]") -> Partner:
        """Return a provider, to be asked about what is wanted first; ``matches`` are its services, the best first.

        What meets only a gap is asked about where nothing meets an act, an aim or a flag.
        """
        wanted = [match for match in matches if match.items or match.aims or match.flags] or matches[:1]
        first = min(wanted, key=lambda match: match.quarter)
        service = self.services[first.service]
        return Partner(
            provider=provider,
            services=tuple(match.service for match in matches),
            items=_joined(match.items for match in matches),
            nodes=_joined(match.nodes for match in matches),
            aims=_joined(match.aims for match in matches),
            flags=_joined(match.flags for match in matches),
            ask=first.service,
            quarter=first.quarter,
            near=self.is_near(service),
            to_check=self.is_stale(service),
            own_days=service.own_days,
        )


@dataclass(frozen=True, kw_only=True)
class _Match:
    """What the stated purpose of a service meets in a plan."""

    service: str
    rank: Rank
    items: tuple[str, ...]
    nodes: tuple[str, ...]
    aims: tuple[str, ...]
    flags: tuple[str, ...]
    quarter: int
    days: float
    wanted: bool

    def order(self) -> tuple[bool, float, Rank, int, str]:
        """Return the order of matches: what an aim or a flag asks for, the stated criteria, then how much they meet.

        Of what meets gaps alone, the gap that takes the fewest ``days`` to begin on comes first.
        """
        met = len(self.items) + len(self.nodes) + len(self.aims) + len(self.flags)
        return not self.wanted, self.days, self.rank, -met, self.service


def _best(rows: Sequence[tuple[Rank, str]]) -> tuple[Rank, list[str]]:
    best = min(rank for rank, _ in rows)
    return best, [name for rank, name in rows if rank == best]


def _joined(parts: "Iterator[tuple[str, ...]] | Sequence[tuple[str, ...]]") -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for part in parts for one in part))
