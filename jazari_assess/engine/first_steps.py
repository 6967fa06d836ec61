"""What to do first, without a solver: simple enough to be computed alike in a page's script and in a workbook.

A row stands for each action that is open to the firm. Rows that are ready (all they ask for is there) are ranked: first
what a raised flag asks for, the more severe and the earlier due first; then by worth a day. Half a day is added to the
days of each, so that an act of minutes is not worth infinitely much.
"""

from collections.abc import Sequence
from dataclasses import dataclass

SPARE_DAYS = 0.5
"""Half a day: the least that an act takes once somebody is told and it is checked."""
_RATE_DECIMALS = 9
"""Of a worth a day: what differs by less is the noise of doubles, and the id decides."""


@dataclass(frozen=True, kw_only=True)
class FirstRow:
    """An action that is open to a firm.

    ``worth`` is what its points count today: weight of the dimension x slope where it stands x points, aims likewise.
    ``severity`` is that of the most severe raised flag (``flag``) whose first act it is or leads to, 0 where there is
    none; ``due`` the quarter by which that act begins.
    """

    id: str
    worth: float
    days: float
    ready: bool
    severity: int = 0
    due: int = 0
    flag: str | None = None


def first_steps(rows: Sequence[FirstRow], count: int) -> tuple[FirstRow, ...]:
    """Return what to do first, at most so many."""
    ready = [row for row in rows if row.ready and (row.severity or row.worth > 0)]
    return tuple(sorted(ready, key=_rank)[:count])


def rate(row: FirstRow) -> float:
    """Return the worth a day, rounded so that equal means equal."""
    return round(row.worth / (row.days + SPARE_DAYS), _RATE_DECIMALS)


def _rank(row: FirstRow) -> tuple[int, int, float, str]:
    return -row.severity, row.due, -rate(row), row.id
