"""How long answering took, from the times that answers carry."""

from collections.abc import Mapping
from datetime import datetime
from itertools import pairwise

_LONGEST_PAUSE = 600.0
"""Seconds: what lies further apart was a pause, a visit to the workshop or another day, and times nothing."""


def answer_seconds(times: Mapping[str, str]) -> Mapping[str, float]:
    """Return the seconds that went by before each answer since the one before it; ``times`` are ISO 8601, by question.

    The first answer, and one after a pause, has none; of answers of the same second each but the first has 0.
    """
    known = ((_moment(time), name) for name, time in times.items())
    by_time = sorted((moment, name) for moment, name in known if moment is not None)
    found: dict[str, float] = {}
    for (before, _), (after, name) in pairwise(by_time):
        seconds = (after - before).total_seconds()
        if seconds <= _LONGEST_PAUSE:
            found[name] = seconds
    return found


def _moment(time: str) -> datetime | None:
    """Return a time, None for one that no calendar has, such as 25 o'clock in a form that somebody edited."""
    try:
        return datetime.fromisoformat(time)
    except ValueError:
        return None
