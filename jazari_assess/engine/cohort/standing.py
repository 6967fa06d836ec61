"""Where a firm stands among those of a published benchmark: in the narrowest group of its kind, and in wider ones."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from jazari_assess.engine.cohort.blocks import Path, within
from jazari_assess.engine.cohort.randomised import estimated, margin, percentile, quantile
from jazari_assess.model.benchmark import OVERALL, Benchmark, Place, Table
from jazari_assess.model.profile import Profile
from jazari_assess.model.result import ModelResult

QUARTILES = (0.25, 0.5, 0.75)
"""Below which a quarter, half and three quarters lie: what a box plot shows."""
ENOUGH = 30
"""Firms of the group that a report compares with: with fewer, chance moves a percentile by more than 17 points."""


@dataclass(frozen=True, kw_only=True)
class MeasureStanding:
    """A score 0..100 (None: not scored) among others: the percentage of them below it, and the points left open.

    ``quartiles`` are the scores below which a quarter, half and three quarters lie; ``shares`` is the distribution over
    the bands.
    """

    measure: str
    score: float | None
    percentile: float | None
    margin: float | None
    quartiles: tuple[float, float, float]
    shares: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class GroupStanding:
    """A group that the firm belongs to, and where it stands there on every measure."""

    place: Place
    firms: int
    measures: tuple[MeasureStanding, ...]


def standings(benchmark: Benchmark, path: Path, scores: Mapping[str, float | None]) -> tuple[GroupStanding, ...]:
    """Return the groups that a firm belongs to, the narrowest first: region, then size, sector, and everybody."""
    own = [table for table in benchmark.groups if within(table.place.path, path)]
    own.sort(key=lambda table: -len(table.place.path))
    return tuple(
        GroupStanding(
            place=table.place,
            firms=table.firms,
            measures=tuple(_standing(table, measure, scores, benchmark.kept) for measure in benchmark.measures),
        )
        for table in own
    )


def standing_of(benchmark: Benchmark, profile: Profile, result: ModelResult) -> tuple[GroupStanding, ...]:
    """Return the groups that a scored firm belongs to, the narrowest first, with its place in each."""
    scores = {OVERALL: result.overall.score} | {name: node.score for name, node in result.nodes.items()}
    return standings(benchmark, Place(sector=profile.sector, size=profile.size, region=profile.region).path, scores)


def group_for_report(found: tuple[GroupStanding, ...]) -> GroupStanding | None:
    """Return the narrowest group of enough firms, else the widest there is."""
    return next((group for group in found if group.firms >= ENOUGH), found[-1] if found else None)


def _standing(table: Table, measure: str, scores: Mapping[str, float | None], kept: float) -> MeasureStanding:
    shares = estimated(np.array(table.counts[measure], dtype=np.float64), kept)
    score = scores.get(measure)
    below = None if score is None else percentile(score, shares)
    low, middle, high = (quantile(share, shares) for share in QUARTILES)
    return MeasureStanding(
        measure=measure,
        score=score,
        percentile=below,
        margin=None if score is None or below is None else margin(score, below / 100, table.firms, kept),
        quartiles=(low, middle, high),
        shares=tuple(shares.tolist()),
    )
