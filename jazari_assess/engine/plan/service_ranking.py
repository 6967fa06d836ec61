"""Who can help: which services a firm can ask, how close they are, and the best for one first step."""

from collections.abc import Mapping

from jazari_assess.engine.eligibility import barred
from jazari_assess.engine.plan.build import Case
from jazari_assess.model.actions import Action
from jazari_assess.model.profile import Profile
from jazari_assess.model.provider import Status
from jazari_assess.model.services import Service

PLACES = ("region", "near", "national", "elsewhere")
"""How close a service is, the closest first."""
STATUSES: Mapping[Status, int] = {
    "in-operation": 0,
    "in-force": 0,
    "launched": 1,
    "signed": 2,
    "pilot": 3,
    "announced": 3,
    "unknown": 4,
    "ended": 5,
}
"""How near a status is to an open door: what runs, what has begun, what is agreed, what is planned or tried."""
NAMED, ON_STEP, ON_FLAG = range(3)
"""How exactly a service helps with a first step: it names the action, is about its indicator, or meets its flag."""
LEARNT = 2
"""From this rating of knowledge on there is something to learn: nobody is named for two meetings a year."""
_COSTLY = 3  # from this rating of money on an action is worth an application for money


def can_be_asked(service: Service, profile: Profile) -> bool:
    """Say whether a service is for a firm, open to it, and something one asks for."""
    is_there = service.open != "closed" and service.function != "none" and service.status != "ended"
    return is_there and barred(service, profile) is None


def place_of(service: Service, case: Case) -> int:
    """Return how close a service is: in the firm's region, serving near it, national, elsewhere."""
    region, home = case.firm.profile.region, case.content.providers[service.provider].region
    if region is not None and home == region:
        return PLACES.index("region")
    if region is not None and (region in service.near or region in service.regions):
        return PLACES.index("near")
    return PLACES.index("national" if home == "national" else "elsewhere")


def is_on_step(service: Service, action: Action) -> bool:
    """Say whether a service is about the indicator of an action.

    Money is worth an application where an action costs some, or where the service names it, as training does; help is
    worth asking for where there is something to learn.
    """
    about = action.indicator in service.meets.nodes and action.difficulty.knowledge >= LEARNT
    return about and (service.function != "finance" or action.difficulty.money >= _COSTLY)


def ranks_of(case: Case, name: str, flag: str | None) -> Mapping[str, tuple[int, int, int]]:
    """Return the services that help with a first step, which may answer a flag, by exactness, place and status.

    Those that name it come before those about its indicator, before those that meet the flag; smaller is better.
    """
    found: dict[str, tuple[int, int, int]] = {}
    for service, one in case.content.services.items():
        exactness = _exactness(one, name, flag, case)
        if exactness is not None and can_be_asked(one, case.firm.profile) and case.firm.holds(one.needs) is True:
            found[service] = exactness, place_of(one, case), STATUSES[one.status]
    return found


def helpers_of(case: Case, name: str, flag: str | None) -> tuple[str, ...]:
    """Return the services that help best with a first step, those as good in the order of the catalogue."""
    ranks = ranks_of(case, name, flag)
    return tuple(service for service, rank in ranks.items() if rank == min(ranks.values()))


def _exactness(service: Service, name: str, flag: str | None, case: Case) -> int | None:
    if name in service.supports:
        return NAMED
    if is_on_step(service, case.content.actions[name]):
        return ON_STEP
    return ON_FLAG if flag in service.meets.flags else None
