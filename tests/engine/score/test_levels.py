"""Levels by bounds on the unrounded score."""

import numpy as np
import pytest

from jazari_assess.engine.score.levels import NodeScores, distance_to_next, gated_levels, level_positions
from jazari_assess.model.maturity import Levels, LevelStep, Requirement
from tests.engine.random_questionnaires import REASON

NOISE = 4e-14  # what a sum of doubles near 50 may be off by


def levels(boundary: str, *bounds: float) -> Levels:
    """Return levels that begin at these bounds."""
    steps = tuple(LevelStep(id=f"level-{index}", from_=bound) for index, bound in enumerate(bounds))
    return Levels.model_validate({"boundary": boundary, "steps": steps})


@pytest.mark.parametrize(
    ("score", "lower", "upper"),
    [
        (0, 0, 0),
        (24.999, 0, 0),
        (25 - NOISE, 1, 0),
        (25, 1, 0),
        (25 + NOISE, 1, 0),
        (25.001, 1, 1),
        (50, 2, 1),
        (75.4, 3, 3),
        (100, 3, 3),
        (np.nan, -1, -1),
    ],
)
def test_both_boundaries(score: float, lower: int, upper: int) -> None:
    """A score on a bound belongs to the level above, or below it; the noise of doubles moves nobody; no gap between."""
    for boundary, expected in (("lower-inclusive", lower), ("upper-inclusive", upper)):
        assert level_positions(levels(boundary, 0, 25, 50, 75), np.array([score])).tolist() == [expected], boundary


def test_a_level_for_zero_alone() -> None:
    """Levels at 0, (0, 20], (20, 40] ...: two steps from 0 with the upper bound inside."""
    own = levels("upper-inclusive", 0, 0, 20, 40)
    assert level_positions(own, np.array([0, 0.1, 20, 20.1, 41])).tolist() == [0, 1, 1, 2, 3]


def test_any_shape() -> None:
    """Positions keep the shape of the scores."""
    own = levels("lower-inclusive", 0, 50)
    assert level_positions(own, np.array([[10.0, 60.0], [np.nan, 50.0]])).tolist() == [[0, 1], [-1, 1]]


def test_requirements_over_many_firms() -> None:
    """Each firm holds the highest level that holds with all below it; the first requirement to bite is kept."""
    needs = {1: ("x", 30.0), 3: ("y", 60.0)}
    steps = tuple(
        LevelStep(
            id=f"level-{index}",
            from_=index * 20.0,
            require=(Requirement(node=needs[index][0], at_least=needs[index][1], rationale=REASON),)
            if index in needs
            else (),
        )
        for index in range(5)
    )
    scores = np.array([90.0, 90.0, 90.0, 10.0, np.nan, 59.0, 90.0])
    nodes = {
        "x": np.array([30.0, 29.0, 30.0, 0.0, 90.0, 30.0, np.nan]),
        "y": np.array([60.0, 90.0, 59.0, 0.0, 90.0, 0.0, np.nan]),
    }
    out = np.array([False] * 6 + [True])
    found = gated_levels(Levels(steps=steps), scores, lambda name: NodeScores(score=nodes[name], not_applicable=out))
    assert found.positions.tolist() == [4, 0, 2, 0, -1, 2, 4]
    assert found.capped_at.tolist() == [-1, 1, 3, -1, -1, -1, -1]


@pytest.mark.parametrize(("score", "points"), [(5.0, 15.0), (20.0, 20.0), (39.5, 0.5), (40.0, None), (90.0, None)])
def test_the_next_level_is_so_many_points_away(score: float, points: float | None) -> None:
    """From the score to the bound above it; nothing at the top."""
    assert distance_to_next(levels("lower-inclusive", 0, 20, 40), score) == points
