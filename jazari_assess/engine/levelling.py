"""The advice of the acatech index: bring the four structural areas level first, then raise all of them.

Source: acatech, Industrie 4.0 Maturity Index (2017, update 2020): the benefit of a stage comes only when resources,
information systems, organisational structure and culture have all reached it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from jazari_assess.engine.score.levels import level_positions
from jazari_assess.model.maturity import Levels
from jazari_assess.model.result import ModelResult

AREAS = ("resources", "information-systems", "organisational-structure", "culture")


@dataclass(frozen=True, kw_only=True)
class AreaBehind:
    """An area behind the leading one: its own stage, how many stages it lacks, and the points to the leader's stage."""

    area: str
    stage: int
    stages_behind: int
    points_behind: float


@dataclass(frozen=True, kw_only=True)
class LevelFirst:
    """Some areas are behind the stage of the leading ones: level these first, the furthest behind first.

    ``unknown`` areas have no score; they may be behind too.
    """

    leading: tuple[str, ...]
    stage: int
    behind: tuple[AreaBehind, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RaiseAll:
    """All four areas are at one stage: raise them together; ``next_stage`` is None at the top."""

    stage: int
    next_stage: int | None


@dataclass(frozen=True, kw_only=True)
class NotEnoughKnown:
    """No known area is behind another, but these have no score, so nothing can be advised."""

    unknown: tuple[str, ...]


Advice = LevelFirst | RaiseAll | NotEnoughKnown


def area_scores(result: ModelResult) -> Mapping[str, float | None]:
    """Return the scores 0..100 of the four areas from a result of the view ``acatech``."""
    return {area: result.nodes[area].score for area in AREAS}


def levelling_advice(scores: Mapping[str, float | None], levels: Levels) -> Advice:
    """Return the advice for the scores (0..100, None where not scored) of areas, by the stages of the view."""
    known = {area: score for area, score in scores.items() if score is not None}
    unknown = tuple(area for area, score in scores.items() if score is None)
    if not known:
        return NotEnoughKnown(unknown=unknown)
    positions = {area: int(level_positions(levels, np.array([score]))[0]) for area, score in known.items()}
    highest = max(positions.values())
    behind = [area for area, position in positions.items() if position < highest]
    if behind:
        return LevelFirst(
            leading=tuple(area for area, position in positions.items() if position == highest),
            stage=levels.number(highest),
            behind=tuple(
                AreaBehind(
                    area=area,
                    stage=levels.number(positions[area]),
                    stages_behind=highest - positions[area],
                    points_behind=levels.steps[highest].from_ - known[area],
                )
                for area in sorted(behind, key=known.__getitem__)
            ),
            unknown=unknown,
        )
    if unknown:
        return NotEnoughKnown(unknown=unknown)
    is_top = highest + 1 == len(levels.steps)
    return RaiseAll(stage=levels.number(highest), next_stage=None if is_top else levels.number(highest + 1))
