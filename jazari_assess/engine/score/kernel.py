"""The one scoring kernel: an answer matrix in, node scores out. One firm is a matrix of one row.

Scores are computed in 0..1 over chunks of rows that fit the processor's cache, and returned as 0..100.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, assert_never

import numpy as np
from numpy.typing import NDArray

from jazari_assess.engine.score.compiled import CompiledGroup, CompiledModel, Layer, Leaf
from jazari_assess.model.maturity import TOLERANCE, Aggregate, MaturityModel

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

_CHUNK = 2048  # what a chunk needs stays in the cache
_TILE = 32  # matrix products take rows in tiles, and sum those of a broken tile in another order


@dataclass(frozen=True, kw_only=True, eq=False)
class Scores:
    """Scores of the groups, each (rows, groups), 0..100; NaN where not scored or not applicable.

    ``coverage`` is 0..1 and NaN where the node is not applicable.
    """

    score: Floats
    coverage: Floats


@dataclass(frozen=True, kw_only=True, eq=False)
class LeafValues:
    """The indicators of some rows, each (rows, leaves) as numbers: value or 0, the rest 0/1.

    ``present`` are answered, ``counted`` take part in the score: the same, but where a model counts what is missing.
    """

    value: Floats
    present: Floats
    counted: Floats
    applicable: Floats | None


@dataclass(frozen=True, kw_only=True, eq=False)
class _Groups:
    """The groups of some rows while they are computed: NaN is never in here, masks say what counts."""

    score: Floats
    scored: Floats
    coverage: Floats
    applicable: Floats

    @classmethod
    def within(cls, room: Floats) -> "_Groups":
        """Return groups whose numbers stand in ``room`` (4, rows, groups)."""
        return cls(**dict(zip(cls.__dataclass_fields__, room, strict=True)))


def score(
    compiled: CompiledModel,
    values: Floats,
    not_applicable: Mask | None = None,
    *,
    weights: Sequence[Floats] | None = None,
) -> Scores:
    """Score every row of an answer matrix.

    ``values`` is (rows, questions) in 0..1 with NaN where missing or not applicable; ``not_applicable`` (rows,
    questions), None when no answer is. ``weights`` replaces the weights of each group by (rows, children), one row's
    own weights each.
    """
    shape = (len(values), len(compiled.groups))
    out = Scores(score=np.empty(shape), coverage=np.empty(shape))
    most = min(_CHUNK, len(values) + -len(values) % _TILE)
    # Every chunk is computed in the same memory: it stays in the cache, and the system is not asked for it again.
    room, groups_room = np.empty((3, most, len(compiled.leaves))), np.zeros((4, most, len(compiled.groups)))
    for start in range(0, len(values), _CHUNK):
        rows = slice(start, start + _CHUNK)
        masked = None if not_applicable is None else _whole_tiles(not_applicable[rows])
        leaves = leaf_values(compiled, _whole_tiles(values[rows]), masked, room)
        groups = _Groups.within(groups_room[:, : len(leaves.value)])
        _compute(compiled, leaves, None if weights is None else [_whole_tiles(own[rows]) for own in weights], groups)
        _store(groups, out, rows)
    return out


def _whole_tiles(part: NDArray[Any]) -> NDArray[Any]:
    """Fill up the rows with zeros, so that a firm gets the same bits alone and in any company."""
    spare = -len(part) % _TILE
    return np.concatenate([part, np.zeros((spare, part.shape[1]), dtype=part.dtype)]) if spare else part


def leaf_values(
    compiled: CompiledModel, values: Floats, not_applicable: Mask | None, room: Floats | None = None
) -> LeafValues:
    """Return the indicators' values of some rows of the answer matrix, in ``room`` if given: (3, rows, leaves)."""
    if not_applicable is not None and not not_applicable.any():
        not_applicable = None
    if not compiled.straight:
        columns = [leaf.column for leaf in compiled.leaves]
        values = values[:, columns]
        not_applicable = None if not_applicable is None else not_applicable[:, columns]
        _apply_views(compiled, values)
    value, present, applicable = np.empty((3, *values.shape)) if room is None else room[:, : len(values)]
    found = LeafValues(
        value=np.fmax(values, 0.0, out=value),
        present=np.equal(values, values, out=present),  # NaN alone differs from itself
        counted=present,
        applicable=None if not_applicable is None else np.logical_not(not_applicable, out=applicable),
    )
    return _stood_in(compiled.model, found)


def _stood_in(model: MaturityModel, found: LeafValues) -> LeafValues:
    """Put in what a model counts for an indicator that is missing or does not apply."""
    value, present, counted, applicable = found.value, found.present, found.counted, found.applicable
    if model.not_applicable is not None and applicable is not None:
        out = applicable == 0
        value[out], present[out], applicable = model.not_applicable.value, 1.0, None
    if model.missing is not None:
        counted = np.ones_like(present) if applicable is None else applicable
        gap = (counted > 0) & (present == 0)
        value[gap] = model.missing.value
    return LeafValues(value=value, present=present, counted=counted, applicable=applicable)


def leaf_value(leaf: Leaf, column: Floats) -> Floats:
    """Return what a leaf makes of its column of the answer matrix, before values below 0 are cut off."""
    if leaf.points is not None:
        known, mapped = zip(*leaf.points, strict=True)
        return np.where(np.isnan(column), np.nan, np.interp(column, known, mapped))
    if leaf.reaches is not None:
        return np.where(np.isnan(column), np.nan, column >= leaf.reaches - TOLERANCE)
    return column


def _apply_views(compiled: CompiledModel, values: Floats) -> None:
    for index, leaf in enumerate(compiled.leaves):
        if leaf.points is not None or leaf.reaches is not None:
            values[:, index] = leaf_value(leaf, values[:, index])


def _compute(compiled: CompiledModel, leaves: LeafValues, weights: Sequence[Floats] | None, groups: _Groups) -> None:
    """Compute every group of some rows; what ``groups`` holds before must be finite, for weights of 0 meet it."""
    for layer in compiled.layers:
        if layer.matrix and weights is None:
            _compute_means(layer, leaves, groups)
        else:
            for index in range(layer.first, layer.stop):
                group = compiled.groups[index]
                own = group.weights[None, :] if weights is None else weights[index]
                _compute_group(group, index, own, leaves, groups)


def _compute_means(layer: Layer, leaves: LeafValues, groups: _Groups) -> None:
    """Compute a layer of weighted means as matrix products over leaves and over earlier groups."""
    total = scored = present = applicable = np.zeros(())
    if layer.over_leaves is not None:
        total = leaves.value @ layer.over_leaves
        present = leaves.present @ layer.over_leaves
        scored = present if leaves.counted is leaves.present else leaves.counted @ layer.over_leaves
        applicable = _applicable_weight(leaves, layer.over_leaves)
    if layer.over_groups is not None:
        total = total + groups.score @ layer.over_groups
        scored = scored + groups.scored @ layer.over_groups
        present = present + groups.coverage @ layer.over_groups
        applicable = applicable + groups.applicable @ layer.over_groups
    _settle(groups, layer, _Sums(total, scored, present, applicable))


def _applicable_weight(leaves: LeafValues, weights: Floats) -> Floats:
    if leaves.applicable is None:
        return np.broadcast_to(weights.sum(axis=0), (len(leaves.value), weights.shape[1]))
    return leaves.applicable @ weights


@dataclass(frozen=True)
class _Sums:
    """Weighted sums of some groups, each (rows, groups): numerators and the denominators they belong to."""

    total: Floats
    scored: Floats
    present: Floats
    applicable: Floats


def _ratio(numerator: Floats, denominator: Floats) -> Floats:
    return np.divide(numerator, denominator, out=np.zeros_like(numerator), where=denominator > 0)


def _share(numerator: Floats, denominator: Floats) -> Floats:
    """Return a ratio of sums of which neither is negative, kept from passing 1 by the noise of doubles."""
    ratio = _ratio(numerator, denominator)
    return np.minimum(ratio, 1.0, out=ratio)


def _settle(groups: _Groups, layer: Layer, sums: _Sums) -> None:
    """Turn weighted sums into scores and store them at the layer's positions."""
    where = slice(layer.first, layer.stop)
    applicable = sums.applicable > 0
    whole = np.where(applicable, sums.applicable, 1.0)  # what is not applicable has sums of 0
    coverage = np.minimum(sums.present / whole, 1.0, out=groups.coverage[:, where])
    enough = (sums.scored > 0) & (coverage >= layer.minimum_coverage - TOLERANCE)
    mean = np.minimum(sums.total / np.where(enough, sums.scored, 1.0), 1.0)
    np.multiply(mean, enough, out=groups.score[:, where])
    groups.scored[:, where] = enough
    groups.applicable[:, where] = applicable


def _compute_group(group: CompiledGroup, index: int, weights: Floats, leaves: LeafValues, groups: _Groups) -> None:
    """Compute one group by its own aggregate; ``weights`` is (1 or rows, children)."""
    part = _children(group, leaves, groups)
    applicable_weight = (weights * part.applicable).sum(axis=1)
    coverage = _share((weights * part.coverage * part.applicable).sum(axis=1), applicable_weight)
    counted = weights * part.scored
    enough = (counted.sum(axis=1) > 0) & (coverage >= group.minimum_coverage - TOLERANCE)
    groups.score[:, index] = np.where(enough, aggregated(group.aggregate, part.score, counted, group.bounds), 0)
    groups.scored[:, index] = enough
    groups.coverage[:, index] = coverage
    groups.applicable[:, index] = applicable_weight > 0


def _children(group: CompiledGroup, leaves: LeafValues, groups: _Groups) -> _Groups:
    """Return the children of a group side by side, each (rows, children), whether leaves or groups."""
    leaf_count = leaves.value.shape[1]
    applicable = np.ones_like(leaves.value) if leaves.applicable is None else leaves.applicable
    sources = _Groups(
        score=leaves.value,
        scored=leaves.counted,
        coverage=leaves.present,
        applicable=applicable,
    )
    from_leaves = group.children < leaf_count
    picked: dict[str, Floats] = {}
    for name in _Groups.__dataclass_fields__:
        part = np.empty((len(leaves.value), len(group.children)))
        part[:, from_leaves] = getattr(sources, name)[:, group.children[from_leaves]]
        part[:, ~from_leaves] = getattr(groups, name)[:, group.children[~from_leaves] - leaf_count]
        picked[name] = part
    return _Groups(**picked)


def aggregated(aggregate: Aggregate, values: Floats, weights: Floats, bounds: Floats) -> Floats:
    """Aggregate children (rows, k) by weights (rows, k), 0 where a child does not count; 0 where none does.

    Weights are normalised among all siblings, those without a question included, so that a sum of points is a share of
    all points that the model gives.
    """
    total = weights.sum(axis=1)
    match aggregate:
        case "weighted-mean":
            return _share((weights * values).sum(axis=1), total)
        case "sum":
            return np.asarray(np.minimum((weights * values).sum(axis=1), 1.0), dtype=np.float64)
        case "geometric-mean":
            return _geometric_mean(values, weights, total)
        case "minimum":
            lowest = np.where(weights > 0, values, np.inf).min(axis=1, initial=np.inf)
            return np.where(total > 0, lowest, 0)
        case "count":
            reached = values >= bounds - TOLERANCE
            return _share((weights * reached).sum(axis=1), total)
        case "ladder":
            climbed = np.cumprod((values >= bounds - TOLERANCE) | (weights <= 0), axis=1)
            return _share((weights * climbed).sum(axis=1), total)
        case _:
            assert_never(aggregate)


def _geometric_mean(values: Floats, weights: Floats, total: Floats) -> Floats:
    counts = weights > 0
    zero = (counts & (values <= 0)).any(axis=1)
    logs = np.log(np.where(counts & (values > 0), values, 1.0))
    mean = np.exp(_ratio((weights * logs).sum(axis=1), total))
    return np.where(zero | (total <= 0), 0.0, mean)


def _store(groups: _Groups, out: Scores, rows: slice) -> None:
    real = slice(len(out.score[rows]))
    missing, excluded = groups.scored[real] == 0, groups.applicable[real] == 0
    np.multiply(groups.score[real], 100, out=out.score[rows])
    out.coverage[rows] = groups.coverage[real]
    if missing.any():
        np.copyto(out.score[rows], np.nan, where=missing)
    if excluded.any():
        np.copyto(out.coverage[rows], np.nan, where=excluded)
