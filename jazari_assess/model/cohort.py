"""What is said of many firms at once: counts and means of groups, those that would tell of a few firms left out."""

from collections.abc import Mapping
from dataclasses import dataclass

FEWEST_FIRMS = 5
"""Firms that a group needs before anything is said of it: the least that statistical offices commonly ask for. Under
so many a middle value says too much about each of them; a setting may only raise it."""


@dataclass(frozen=True, kw_only=True)
class GroupMean:
    """Some firms: how many, and their mean score 0..100. Both are None where the group is withheld.

    ``mean`` alone is None where none of them has a score. ``id`` is None for firms whose place in a grouping is not
    known.
    """

    id: str | None
    firms: int | None
    mean: float | None


@dataclass(frozen=True, kw_only=True)
class Portion:
    """How many of the firms that a question or a service concerns."""

    id: str
    count: int
    of: int

    @property
    def share(self) -> float:
        """The part 0..1, 0 where it concerns nobody."""
        return self.count / self.of if self.of else 0.0


@dataclass(frozen=True, kw_only=True)
class WhatIf:
    """What closing the gap in a question would do: how many firms have it, and the points the mean of all would gain.

    ``risen`` of them would reach a higher level (None: withheld); ``groups`` has, by grouping, the gain of each group's
    mean, None where it is withheld.
    """

    id: str
    firms: int
    gain: float
    risen: int | None
    groups: Mapping[str, tuple[tuple[str | None, float | None], ...]]


@dataclass(frozen=True, kw_only=True)
class Cohort:
    """The summary of many firms. Whatever is withheld is None; in rankings it is left out.

    ``histogram`` counts scores in tenths of 0..100; ``levels`` counts firms by the level's id (None: no level);
    ``heat`` holds the mean score 0..100 by sector and dimension; ``withheld`` says that something is.
    """

    firms: int
    scored: int
    mean: float | None
    coverage: float | None
    histogram: tuple[int | None, ...]
    levels: tuple[tuple[str | None, int | None], ...]
    groups: Mapping[str, tuple[GroupMean, ...]]
    dimensions: tuple[str, ...]
    heat: tuple[tuple[str | None, tuple[float | None, ...]], ...]
    gaps: tuple[Portion, ...]
    missed: tuple[Portion, ...]
    services: tuple[Portion, ...]
    withheld: bool
    what_if: tuple[WhatIf, ...] = ()
