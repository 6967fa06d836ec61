"""What a score did between two assessments of a firm, how sure that is, and which scores rose most."""

from dataclasses import dataclass
from math import floor
from typing import Literal, Protocol

from jazari_assess.model.result import overlap

Certainty = Literal["unmoved", "sure", "open"]
_DOUBLE_NOISE = 8  # far below what is shown, far above what doubles get wrong
_HALF = 0.5  # halves are rounded up


class Scored(Protocol):
    """A score 0..100 and between which its missing answers let it lie; None where not scored."""

    @property
    def score(self) -> float | None:
        """The score."""

    @property
    def low(self) -> float | None:
        """The least that it can be."""

    @property
    def high(self) -> float | None:
        """The greatest that it can be."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """A change between two assessments, in points; ``sure`` is one larger than what missing answers leave open."""

    points: float
    certainty: Certainty


def change(before: Scored | None, after: Scored | None) -> Change | None:
    """Return what a score did, None where one of the two is missing; what is shown as no change is none."""
    if before is None or after is None or before.score is None or after.score is None:
        return None
    points = after.score - before.score
    if _tenths(points) == 0:
        return Change(points=0.0, certainty="unmoved")
    is_open = overlap((before.low, before.high), (after.low, after.high))
    return Change(points=points, certainty="open" if is_open else "sure")


def rise(found: Change | None) -> int:
    """Return by how many tenths of a point a score rose, as is shown: what ranks those that moved; 0 for no change."""
    return 0 if found is None else _tenths(found.points)


def _tenths(points: float) -> int:
    """Return points as they are shown with one decimal, in tenths: half up, away from zero."""
    size = floor(round(10 * abs(points), _DOUBLE_NOISE) + _HALF)
    return size if points > 0 else -size
