"""Who a catalogue entry is for: the one rule that plans, batches and portfolios share."""

from typing import Literal

from jazari_assess.model.actions import Action
from jazari_assess.model.calendar import MONTHS_A_YEAR
from jazari_assess.model.profile import Profile
from jazari_assess.model.services import Service, Turnover

Bar = Literal["region", "sector", "size", "turnover"]


def barred(entry: Action | Service, profile: Profile) -> Bar | None:
    """Say why an entry is not for a firm, None when it is.

    An unknown size or turnover bars from nothing, an unknown place or trade bars from what is for some only.
    """
    if "all" not in entry.sectors and profile.sector not in entry.sectors:
        return "sector"
    match entry:
        case Action():
            return "size" if profile.size is not None and profile.size not in entry.days else None
        case Service():
            return _service_bar(entry, profile)


def _service_bar(service: Service, profile: Profile) -> Bar | None:
    if "all" not in service.regions and profile.region not in service.regions:
        return "region"
    if "all" not in service.sizes and profile.size is not None and profile.size not in service.sizes:
        return "size"
    if service.turnover is not None and not _within(service.turnover, profile.turnover):
        return "turnover"
    return None


def _within(bounds: Turnover, turnover: float | None) -> bool:
    if turnover is None:
        return True
    above = bounds.minimum is None or turnover >= bounds.minimum
    return above and (bounds.maximum is None or turnover <= bounds.maximum)


def is_stale(as_of: str, date: str, months: int) -> bool:
    """Say whether an as-of date (YYYY, YYYY-MM, YYYY-MM-DD or "undated") lies more than some months before a date.

    A date without a day or a month is taken at its earliest: what may be old is to be checked.
    """
    if as_of == "undated":
        return True
    then, now = (_months(text) for text in (as_of, date))
    return now - then > months


def _months(text: str) -> int:
    year, month = [*(int(part) for part in text.split("-")), 1][:2]
    return year * MONTHS_A_YEAR + month
