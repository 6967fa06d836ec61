"""Person-days of a plan in words: what stands beside the whole that it is a part of adds up to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import floor

from jazari_assess.render.page.sources import Sources
from jazari_assess.render.page.wording import WHOLE_DAYS, Wording, half_up

_HALVES = 2
"""A small whole is shown in halves of a day."""


@dataclass(frozen=True, kw_only=True)
class Effort:
    """Person-days that a firm gives to a plan: those of actions, also by phase, of habits, and what is left, if any."""

    actions: str
    habits: str
    reserve: str
    phases: tuple[str, ...]


def effort(sources: Sources) -> Effort:
    """Return the days of the plan over all quarters, rounded so that they add up."""
    roadmap, wording = sources.roadmap, sources.wording
    given = (roadmap.settings.capacity or 0.0) * len(roadmap.projection[1:])
    used = given * roadmap.capacity_used
    parts = (roadmap.person_days, max(0.0, used - roadmap.person_days), max(0.0, given - used))
    shown = adding_up(parts, sum(parts))
    actions, habits, reserve = (_told(*one, wording) for one in zip(shown, parts, strict=True))
    days = [phase.days for phase in roadmap.phases]
    phases = tuple(_told(*one, wording) for one in zip(adding_up(days, shown[0]), days, strict=True))
    return Effort(actions=actions, habits=habits, reserve=reserve if shown[-1] else "", phases=phases)


def _told(shown: float, exact: float, wording: Wording) -> str:
    """Return days as they are shown; a part that is rounded away is less than one."""
    return wording.say("days.under") if exact > 0 and not shown else wording.days(shown)


def adding_up(parts: Sequence[float], whole: float) -> tuple[float, ...]:
    """Return parts in the days that their whole is shown in, whole ones or halves, so that they add up to it."""
    fine = 1 if whole >= WHOLE_DAYS else _HALVES
    units = int(half_up(fine * whole, Decimal(1)))
    return tuple(share / fine for share in shares([fine * part for part in parts], units))


def shares(parts: Sequence[float], units: int) -> tuple[int, ...]:
    """Return how many of some units each part takes: what it has in full, then one more where most is cut off."""
    if not parts:
        return ()
    full = [floor(part) for part in parts]
    each, more = divmod(units - sum(full), len(parts))
    ranked = sorted(range(len(parts)), key=lambda place: full[place] - parts[place])
    return tuple(number + each + (place in ranked[:more]) for place, number in enumerate(full))
