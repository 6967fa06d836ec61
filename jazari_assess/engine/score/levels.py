"""From scores to levels: bounds on the unrounded score, and requirements on other nodes."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jazari_assess.model.maturity import TOLERANCE, Levels, LevelStep, Requirement

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Positions = NDArray[np.intp]


@dataclass(frozen=True, kw_only=True)
class NodeScores:
    """One node over all firms: its scores (rows,), NaN where there is none, and where it is not applicable."""

    score: Floats
    not_applicable: Mask


@dataclass(frozen=True, kw_only=True)
class GatedLevels:
    """The levels of one node over all firms.

    ``positions`` (rows,) is the level held, -1 without a score; ``capped_at`` (rows,) the position of the level whose
    requirement bites, -1 where none does.
    """

    positions: Positions
    capped_at: Positions


def _reached(levels: Levels, step: LevelStep, scores: Floats) -> Mask:
    if levels.boundary == "lower-inclusive":
        return np.asarray(scores >= step.from_ - TOLERANCE, dtype=np.bool_)
    return np.asarray(scores > step.from_ + TOLERANCE, dtype=np.bool_)


def level_positions(levels: Levels, scores: Floats) -> Positions:
    """Return the position of the level each score (any shape) gives by its bounds alone, -1 where NaN."""
    reached = np.zeros(scores.shape, dtype=np.intp)
    for step in levels.steps[1:]:
        reached += _reached(levels, step, scores)
    return np.where(np.isnan(scores), -1, reached)


def holds(requirement: Requirement, node: NodeScores) -> Mask:
    """Say where a requirement holds: a node that is not applicable asks nothing, one that is not scored fails."""
    return np.asarray(node.not_applicable | (node.score >= requirement.at_least - TOLERANCE), dtype=np.bool_)


def gated_levels(levels: Levels, scores: Floats, node: Callable[[str], NodeScores]) -> GatedLevels:
    """Return the highest level whose bound and requirements, and those of all levels below it, hold."""
    positions = np.where(np.isnan(scores), -1, 0)
    capped_at = np.full(scores.shape, -1, dtype=np.intp)
    climbing = ~np.isnan(scores)
    for position, step in enumerate(levels.steps):
        climbing &= _reached(levels, step, scores) if position else True
        allowed = np.ones(scores.shape, dtype=np.bool_)
        for requirement in step.require:
            allowed &= holds(requirement, node(requirement.node))
        capped_at[climbing & ~allowed] = position
        climbing &= allowed
        positions[climbing] = position
    return GatedLevels(positions=positions, capped_at=capped_at)


def distance_to_next(levels: Levels, score: float) -> float | None:
    """Return the points to the bound of the next level by score alone, None at the top."""
    position = int(level_positions(levels, np.array([score]))[0])
    return max(0.0, levels.steps[position + 1].from_ - score) if position + 1 < len(levels.steps) else None


def distance_to_previous(levels: Levels, score: float) -> float | None:
    """Return the points down to the bound of the level held by score alone, None at the bottom."""
    position = int(level_positions(levels, np.array([score]))[0])
    return max(0.0, score - levels.steps[position].from_) if position else None
