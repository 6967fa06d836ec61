"""Who a catalogue entry is for, and when it is to be checked: one rule for plans, batches and portfolios."""

from typing import Any

import pytest

from jazari_assess.engine.eligibility import barred, is_stale
from jazari_assess.model.actions import Action
from jazari_assess.model.profile import Profile
from jazari_assess.model.services import Service, Turnover
from tests.engine.content import library

OPEN: dict[str, Any] = {"regions": ("all",), "sectors": ("all",), "sizes": ("all",), "turnover": None}


def service(**bounds: object) -> Service:
    """Return a service for everybody but for these bounds."""
    first = next(iter(library().catalogue.structure.services.values()))
    return first.model_copy(update={**OPEN, **bounds})


def action(**bounds: object) -> Action:
    """Return an action for every trade and size but for these bounds."""
    first = next(iter(library().catalogue.structure.actions.values()))
    days = dict.fromkeys(("micro", "small", "medium", "large"), (1.0, 2.0))
    return first.model_copy(update={"sectors": ("all",), "days": days, **bounds})


def firm(**known: Any) -> Profile:  # noqa: ANN401 - as pydantic takes it
    """Return the profile of a firm."""
    return Profile(firm="Firm", **known)


@pytest.mark.parametrize(
    ("entry", "profile", "bar"),
    [
        (service(), firm(), None),
        (service(regions=("oriental",)), firm(region="oriental"), None),
        (service(regions=("oriental",)), firm(region="fes-meknes"), "region"),
        (service(regions=("oriental",)), firm(), "region"),
        (service(sectors=("automotive",)), firm(sector="automotive"), None),
        (service(sectors=("automotive",)), firm(sector="agri-food"), "sector"),
        (service(sectors=("automotive",)), firm(), "sector"),
        (service(sizes=("micro", "small")), firm(staff=49), None),
        (service(sizes=("micro", "small")), firm(staff=50), "size"),
        (service(sizes=("micro", "small")), firm(), None),
        (service(turnover=Turnover(minimum=1.0, maximum=200.0)), firm(turnover=1.0), None),
        (service(turnover=Turnover(minimum=1.0, maximum=200.0)), firm(turnover=200.0), None),
        (service(turnover=Turnover(minimum=1.0, maximum=200.0)), firm(turnover=0.9), "turnover"),
        (service(turnover=Turnover(minimum=1.0, maximum=200.0)), firm(turnover=200.1), "turnover"),
        (service(turnover=Turnover(minimum=1.0, maximum=200.0)), firm(), None),
        (action(sectors=("agri-food",)), firm(), "sector"),
        (action(sectors=("agri-food",)), firm(sector="agri-food"), None),
        (action(days={"medium": (1.0, 2.0)}), firm(staff=9), "size"),
        (action(days={"medium": (1.0, 2.0)}), firm(staff=50), None),
        (action(days={"medium": (1.0, 2.0)}), firm(), None),
    ],
)
def test_what_is_not_known_bars_only_from_what_is_for_some_places_and_trades(
    entry: Action | Service, profile: Profile, bar: str | None
) -> None:
    """A firm that did not say where it stands or what it makes is not offered what others alone may have."""
    assert barred(entry, profile) == bar


@pytest.mark.parametrize(
    ("as_of", "stale"),
    [
        ("2026-05", False),
        ("2026-05-29", False),
        ("2026-04-30", True),
        ("2025-11", True),
        ("2026", True),
        ("undated", True),
        ("2026-11-29", False),
    ],
)
def test_what_is_more_than_some_months_old_is_to_be_checked(as_of: str, *, stale: bool) -> None:
    """Six months are still fresh, seven are not; a year alone counts from its first month."""
    assert is_stale(as_of, "2026-11-29", 6) is stale
