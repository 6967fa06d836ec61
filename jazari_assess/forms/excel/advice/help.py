"""Who can help with each first step, as formulas: services by how exactly they help, by place and by status."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from jazari_assess.engine.plan.service_ranking import (
    NAMED,
    ON_FLAG,
    ON_STEP,
    PLACES,
    STATUSES,
    can_be_asked,
    helpers_of,
    is_on_step,
    place_of,
    ranks_of,
)
from jazari_assess.engine.plan.steps import FIRST_STEPS
from jazari_assess.forms.excel.advice.content import Advice
from jazari_assess.forms.excel.advice.places import ActionColumn, FirstColumn, FlagColumn, HelpColumn
from jazari_assess.forms.excel.advice.ranking import RankingFormulas
from jazari_assess.model.profile import REGIONS, SECTORS, SIZES
from jazari_assess.model.services import Service
from jazari_assess.render.excel.live.places import FirmRow
from jazari_assess.render.excel.live.truths import Present
from jazari_assess.render.excel.live.values import number
from jazari_assess.render.excel.workbook import Live, Value

HELPERS = 2
"""Services named with a first step: a choice, not a directory."""
_OF_EXACTNESS, _OF_PLACE = 100, 10
"""A digit each for exactness, place and status, none of which has ten kinds: the best service has the least number."""
_NO_HELP = 999
"""A service that does not help stands behind all that do."""
_OF_ROW = 10_000
"""Parts of one that tell rows of equal services apart: more than any catalogue has."""


class HelpFormulas:
    """The services of a form, and who helps with each first step."""

    def __init__(self, advice: Advice, ranking: RankingFormulas) -> None:
        """Take the advice that is written and the ranking of first steps."""
        self.advice, self.case, self.ranking = advice, advice.case, ranking
        self.places, self.firm = advice.places, advice.places.form.firm

    def rows(self) -> Sequence[Sequence[Value]]:
        """Return the row of each service, its words aside."""
        return [self._row(row, name) for row, name in enumerate(self.places.services, start=1)]

    def _row(self, row: int, name: str) -> Sequence[Value]:
        service, actions = self.case.content.services[name], self.case.content.actions
        on_step = [one for one, action in actions.items() if is_on_step(service, action)]
        known: Sequence[Value] = [
            _listed(service.supports),
            _listed(on_step),
            _listed(service.meets.flags),
            self._open(service),
            self._place(service),
            float(STATUSES[service.status]),
        ]
        return [*known, *(self._rank(row, name, step) for step in range(FIRST_STEPS))]

    def _open(self, service: Service) -> Live | float:
        """Return 1 where a service is for the firm and what it asks for certainly holds."""
        needs = service.needs
        now = can_be_asked(service, self.case.firm.profile) and self.case.firm.holds(needs) is True
        if service.status == "ended" or (needs is not None and not self.case.firm.asks(needs)):
            return 0.0
        tests = self._fits(service)
        if needs is not None:
            tests.append(f"{Present(self.places.form, closed=False).of(needs).formula}=1")
        return Live(f"IF(AND({','.join(tests)}),1,0)", float(now)) if tests else 1.0

    def _fits(self, service: Service) -> list[str]:
        """Return the tests of region, trade, size and turnover; an unknown size or turnover bars from nothing."""
        sector, region, size, turnover = (
            self.firm(row) for row in (FirmRow.SECTOR, FirmRow.REGION, FirmRow.SIZE, FirmRow.TURNOVER)
        )
        tests = []
        if "all" not in service.sectors:
            tests.append(_any_of(sector, [SECTORS.index(one) for one in service.sectors if one != "all"]))
        if "all" not in service.regions:
            tests.append(_any_of(region, [REGIONS.index(one) for one in service.regions if one != "all"]))
        if "all" not in service.sizes:
            sizes = _any_of(size, [SIZES.index(one) for one in service.sizes if one != "all"])
            tests.append(f"OR({size}=0,{sizes})")
        bounds = service.turnover
        if bounds is not None and bounds.minimum is not None:
            tests.append(f"OR({turnover}<0,{turnover}>={number(bounds.minimum)})")
        if bounds is not None and bounds.maximum is not None:
            tests.append(f"{turnover}<={number(bounds.maximum)}")
        return tests

    def _place(self, service: Service) -> Live:
        """Return how close a service is, as ``PLACES`` counts it."""
        home, region = self.case.content.providers[service.provider].region, self.firm(FirmRow.REGION)
        away = PLACES.index("national" if home == "national" else "elsewhere")
        near = [REGIONS.index(one) for one in (*service.near, *service.regions) if one in REGIONS]
        formula = f"IF({_any_of(region, near)},{PLACES.index('near')},{away})" if near else str(away)
        if home in REGIONS:
            formula = f"IF({_any_of(region, [REGIONS.index(home)])},{PLACES.index('region')},{formula})"
        return Live(formula, float(place_of(service, self.case)))

    def _rank(self, row: int, name: str, step: int) -> Live:
        """Return the place of a service for a first step: the less the better, its row breaking ties."""
        cell = {column: self.places.service(name, column) for column in HelpColumn}
        action, flag = (self.places.first(step, one) for one in (FirstColumn.ACTION_ID, FirstColumn.FLAG_ID))
        exact = (
            f"IF({_found(action, cell[HelpColumn.ACTIONS])},{NAMED * _OF_EXACTNESS},"
            f"IF({_found(action, cell[HelpColumn.ON_STEP])},{ON_STEP * _OF_EXACTNESS},"
            f"IF({_found(flag, cell[HelpColumn.FLAGS])},{ON_FLAG * _OF_EXACTNESS},{_NO_HELP})))"
        )
        rank = f"MIN({_NO_HELP},{exact}+{_OF_PLACE}*{cell[HelpColumn.PLACE]}+{cell[HelpColumn.STATUS]})"
        formula = f"IF({cell[HelpColumn.OPEN]}=1,{rank},{_NO_HELP})+{row}/{_OF_ROW}"
        return Live(formula, self._rank_now(name, step) + row / _OF_ROW)

    def _rank_now(self, name: str, step: int) -> int:
        if name not in self._ranks[step]:
            return _NO_HELP
        exactness, place, status = self._ranks[step][name]
        return exactness * _OF_EXACTNESS + place * _OF_PLACE + status

    @cached_property
    def _ranks(self) -> Sequence[Mapping[str, tuple[int, int, int]]]:
        """The services that help with each first step as it is now, with their ranks."""
        known = [ranks_of(self.case, row.id, row.flag) for row in self.ranking.first]
        return [*known, *({} for _ in range(FIRST_STEPS - len(known)))]

    def helper(self, step: int, place: int) -> Live | float:
        """Return the row of the best service for a first step (0), or of the next where it is as good; 0 is none."""
        if len(self.places.services) <= place:
            return 0.0
        ranks = self.places.all_services(HelpColumn.RANK + step)
        best, own = f"SMALL({ranks},1)", f"SMALL({ranks},{place + 1})"
        test = f"AND({own}<{_NO_HELP},INT({own})=INT({best}))"
        named = self.helping(step)
        row = self.places.services.index(named[place]) + 1 if place < len(named) else 0
        return Live(f"IF({test},MATCH({own},{ranks},0),0)", row)

    def helping(self, step: int) -> Sequence[str]:
        """Return who helps with a first step as it is now."""
        if step >= len(self.ranking.first):
            return ()
        known = self.ranking.first[step]
        return helpers_of(self.case, known.id, known.flag)[:HELPERS]

    def first_ids(self, step: int) -> tuple[Live, Live]:
        """Return the ids of a first step and of the flag that asks for it, empty where there is none."""
        known = self.ranking.first[step] if step < len(self.ranking.first) else None
        rows = [self.places.first(step, one) for one in (FirstColumn.ACTION, FirstColumn.FLAG)]
        ids = [self.places.all_actions(ActionColumn.ID), self.places.all_flags(FlagColumn.ID)]
        told = ["" if known is None else known.id, "" if known is None else known.flag or ""]
        cells = [
            Live(f'IF({row}>0,INDEX({own},MAX(1,{row})),"")', now)
            for row, own, now in zip(rows, ids, told, strict=True)
        ]
        return cells[0], cells[1]


def _listed(ids: Sequence[str]) -> str:
    """Return ids as one text in which each stands between spaces, so that no id at all is found in none."""
    return f" {' '.join(ids)} " if ids else ""


def _found(wanted: object, ids: object) -> str:
    """Return a test of whether an id stands in such a text."""
    return f'ISNUMBER(FIND(" "&{wanted}&" ",{ids}))'


def _any_of(cell: object, places: Sequence[int]) -> str:
    return f"OR({','.join(f'{cell}={place + 1}' for place in places)})" if places else "FALSE"
