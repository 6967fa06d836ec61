"""What many firms did over time, and what their plans call for; None stands for what would tell of a few of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Shift:
    """A dimension, or the whole (None), from the first to the last assessment: firms scored at both, points gained."""

    dimension: str | None
    firms: int | None
    points: float | None


@dataclass(frozen=True, kw_only=True)
class FlagCount:
    """A flag: firms that have it now, of those assessed twice those that lost it, and those that got it."""

    flag: str
    open: int | None
    closed: int | None
    opened: int | None


@dataclass(frozen=True, kw_only=True)
class Demand:
    """A service: firms whose plans call for it, by region (None: not known) and by the quarter of the first call."""

    service: str
    firms: int
    regions: Mapping[str | None, int | None]
    quarters: Mapping[str | None, int | None]


@dataclass(frozen=True, kw_only=True)
class OverTime:
    """What firms did, by the day of their assessments.

    ``states`` counts items of the plans in force by how far they have come, empty where those of a few firms;
    ``alone`` counts, by question, firms whose plan aims at it without any service to help, the most first.
    """

    firms: int
    twice: int | None
    shifts: Sequence[Shift]
    flags: Sequence[FlagCount]
    planned: int | None
    states: Mapping[str, int]
    demand: Sequence[Demand]
    alone: Sequence[tuple[str, int]]
    withheld: bool
