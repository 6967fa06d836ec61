"""Who an offer is open to is judged firm by firm as the plan does, whatever is not known of a firm."""

from functools import partial

import numpy as np
import pytest

from jazari_assess.engine.cohort.demand import open_to
from jazari_assess.engine.eligibility import barred
from jazari_assess.model.catalogue import Service
from jazari_assess.model.profile import FEWEST_STAFF, REGIONS, SECTORS, SIZES, Profile
from tests.batch.running import held


def test_every_size_has_a_firm_to_judge_by() -> None:
    """The staff that stands for each class of size is of that class."""
    assert tuple(Profile(firm="x", staff=staff).size for staff in FEWEST_STAFF) == SIZES


def edges(service: Service) -> list[float]:
    """Return the turnovers that bound a service."""
    own = (service.turnover.minimum, service.turnover.maximum) if service.turnover else ()
    return [edge for edge in own if edge is not None]


def test_open_to_is_the_plan_s_own_rule() -> None:
    """3,000 firms with fields known and not, turnovers at and around every bound: the same answer as one by one."""
    random = np.random.Generator(np.random.PCG64(11))
    services = held().library.catalogue.structure.services
    bounds = sorted({edge for one in services.values() for edge in edges(one)})
    assert bounds, "a catalogue without bounds on turnover tests nothing here"
    rows = 3000
    region, sector, size = (random.integers(-1, len(names), rows) for names in (REGIONS, SECTORS, SIZES))
    choices = np.array([np.nan, 0.0, *bounds, *(bound + step for bound in bounds for step in (-0.01, 0.01))]).clip(0)
    turnover = random.choice(choices, rows)
    firms = [
        Profile(
            firm="x",
            region=None if region[row] < 0 else REGIONS[region[row]],
            sector=None if sector[row] < 0 else SECTORS[sector[row]],
            staff=None if size[row] < 0 else FEWEST_STAFF[size[row]],
            turnover=None if np.isnan(turnover[row]) else float(turnover[row]),
        )
        for row in range(rows)
    ]
    for service in services.values():
        judged = open_to(partial(barred, service), edges(service))
        one_by_one = [barred(service, firm) is None for firm in firms]
        assert judged.rows(region, sector, size, turnover).tolist() == one_by_one


@pytest.mark.parametrize("bounds", [(), (0.0,), (0.5,), (10.0,), (10.0, 10.0), (0.0, 1_000_000.0)])
def test_classes_of_turnover_part_at_the_bounds(bounds: tuple[float, ...]) -> None:
    """Below, at and above each bound are told apart; what is not known is a class of its own."""
    asked: set[float | None] = set()

    def seen(profile: Profile) -> str | None:
        asked.add(profile.turnover)
        return None if profile.turnover is not None and profile.turnover >= max(bounds, default=0.0) else "turnover"

    judged = open_to(seen, bounds)
    edge = max(bounds, default=0.0)
    turnover = np.array([edge, edge / 2, np.nan, edge + 1])
    places = np.zeros(4, dtype=np.int64)
    assert judged.rows(places, places, places, turnover).tolist() == [True, edge == 0, False, True]
    assert None in asked
