"""How sure a level is when the weights vary: seeded draws, each weight times a uniform factor, renormalised.

Weights that are a judgement vary; those of count, ladder and minimum do not: that their children count alike is what
these aggregates say, not an opinion of how much each matters.
"""

from collections.abc import Callable
from typing import Final

import numpy as np

from jazari_assess.engine.score.compiled import CompiledModel
from jazari_assess.engine.score.kernel import Floats, Mask, Scores, leaf_value, score
from jazari_assess.engine.score.levels import NodeScores, distance_to_next, distance_to_previous, gated_levels
from jazari_assess.model.result import Robustness

LOWEST_FACTOR: Final = 0.75  # as far down as the other is up
HIGHEST_FACTOR: Final = 1.25
"""A quarter up or down: a judgement of 2 then moves half-way to 3, the next on the scale."""
VARIED: Final = ("weighted-mean", "geometric-mean")


def drawn_weights(compiled: CompiledModel, seed: int, draws: int) -> list[Floats]:
    """Return for each group its weights in each draw (draws, children), normalised where they vary."""
    random = np.random.Generator(np.random.PCG64(seed))
    drawn: list[Floats] = []
    for group in compiled.groups:
        if group.aggregate not in VARIED:
            drawn.append(np.repeat(group.weights[np.newaxis, :], draws, axis=0))
            continue
        factors = LOWEST_FACTOR + (HIGHEST_FACTOR - LOWEST_FACTOR) * random.random((draws, len(group.weights)))
        varied = group.weights * factors
        total = varied.sum(axis=1, keepdims=True)
        drawn.append(varied / np.where(total > 0, total, 1.0))
    return drawn


def node_scores(
    compiled: CompiledModel, scores: Scores, values: Floats, not_applicable: Mask | None
) -> Callable[[str], NodeScores]:
    """Return a look-up of any node's scores over all rows, 0..100."""

    def look_up(name: str) -> NodeScores:
        position = compiled.position[name]
        if position < len(compiled.leaves):
            leaf = compiled.leaves[position]
            value = np.maximum(leaf_value(leaf, values[:, leaf.column]), 0.0) * 100
            out = np.zeros(len(value), dtype=np.bool_) if not_applicable is None else not_applicable[:, leaf.column]
            return NodeScores(score=value, not_applicable=out)
        group = position - len(compiled.leaves)
        return NodeScores(score=scores.score[:, group], not_applicable=np.isnan(scores.coverage[:, group]))

    return look_up


def robustness(
    compiled: CompiledModel, values: Floats, not_applicable: Mask, base: Scores, *, seed: int, draws: int
) -> Robustness | None:
    """Return how the overall score and level of one firm (1, questions) move, or None when it has no score.

    ``base`` are its scores under the model's own weights.
    """
    overall = float(base.score[0, compiled.root])
    if np.isnan(overall):
        return None
    levels = compiled.model.levels
    rows, masks = np.repeat(values, draws, axis=0), np.repeat(not_applicable, draws, axis=0)
    varied = score(compiled, rows, masks, weights=drawn_weights(compiled, seed, draws))
    held = gated_levels(levels, base.score[:, compiled.root], node_scores(compiled, base, values, not_applicable))
    moved = gated_levels(levels, varied.score[:, compiled.root], node_scores(compiled, varied, rows, masks))
    totals = varied.score[:, compiled.root]
    scored = totals[~np.isnan(totals)]  # other weights can take a node under its minimum coverage
    low, high = np.percentile(scored, [5, 95]) if scored.size else (overall, overall)
    return Robustness(
        method="uniform-factor-0.75-1.25",
        seed=seed,
        draws=draws,
        low=float(low),
        high=float(high),
        flip=float(np.mean(moved.positions != held.positions[0])),
        to_next=distance_to_next(levels, overall),
        to_previous=distance_to_previous(levels, overall),
    )
