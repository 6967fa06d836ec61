"""Weights of the children of a node: explicit, equal, or from pairwise judgements (AHP).

Sources: Saaty (1980) for the eigenvector, the consistency index CI = (lambda_max - n) / (n - 1) and CR = CI / RI;
Bozóki, Fülöp and Rónyai (2010) for incomplete judgements: the missing ones are those that make lambda_max smallest, and
for the logarithmic least squares the weights solve a Laplacian system; Ágoston and Csató (2022) for the RI of a matrix
with m missing judgements, RI x (1 - 2m / ((n - 1)(n - 2))).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import assert_never

import numpy as np
from numpy.typing import NDArray

from jazari_assess.model.maturity import Ahp, AhpMethod, AhpWeights, Group, RiTable, Weights

Matrix = NDArray[np.float64]

MINIMUM_ORDER = 3  # two children are always consistent
_STILL = 1e-10  # a completion whose logarithms move less has converged
_NOISE = 1e-9
"""Far above what doubles get wrong in a product of ten ratios, far below any difference between two judgements."""

# For n = 3 to 10, as each source prints it: mean CI of random reciprocal matrices, of which each drew others.
RANDOM_INDEX: Mapping[RiTable, tuple[float, ...]] = {
    "saaty-1980": (0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49),
    "saaty-2005": (0.52, 0.89, 1.11, 1.25, 1.35, 1.40, 1.45, 1.49),
    "donegan-dodd-1991": (0.4914, 0.8286, 1.0591, 1.1797, 1.2519, 1.3171, 1.3733, 1.4055),
    "alonso-lamata-2006": (0.5247, 0.8816, 1.1086, 1.2479, 1.3417, 1.4057, 1.4499, 1.4854),
}


@dataclass(frozen=True, kw_only=True)
class Consistency:
    """How consistent judgements are.

    ``missing`` counts the pairs nobody judged; they reduce ``ri``, down to None where the rest cannot contradict each
    other. ``ri_published`` is what the table has where every pair is judged, None below three items. ``worst`` is the
    pair of ids whose judgement differs most from what the weights say, with the ratio the weights would give.
    """

    method: AhpMethod
    ri_table: RiTable
    order: int
    missing: int
    lambda_max: float
    ci: float
    ri: float | None
    ri_published: float | None
    cr: float
    worst: tuple[str, str, float] | None


@dataclass(frozen=True, kw_only=True)
class GroupWeights:
    """Weights of the children of one node, in their order, summing to 1; ``consistency`` is None unless AHP."""

    values: tuple[float, ...]
    consistency: Consistency | None = None


def judgement_matrix(ahp: Ahp, children: Sequence[str]) -> Matrix:
    """Return the n x n reciprocal matrix of the judgements, NaN where a pair was not judged."""
    position = {child: index for index, child in enumerate(children)}
    matrix = np.full((len(children), len(children)), np.nan)
    np.fill_diagonal(matrix, 1.0)
    for judgement in ahp.judgements:
        row, column = position[judgement.of], position[judgement.over]
        matrix[row, column] = judgement.value
        matrix[column, row] = 1 / judgement.value
    return matrix


def principal_eigenvector(matrix: Matrix) -> tuple[float, Matrix]:
    """Return lambda_max of a positive matrix and its right eigenvector, summing to 1."""
    values, vectors = np.linalg.eig(matrix)
    largest = int(np.argmax(values.real))
    vector = np.abs(vectors[:, largest].real)
    return float(values[largest].real), vector / vector.sum()


def _missing_pairs(matrix: Matrix) -> list[tuple[int, int]]:
    order = len(matrix)
    return [(row, column) for row in range(order) for column in range(row + 1, order) if np.isnan(matrix[row, column])]


def _laplacian_weights(matrix: Matrix) -> Matrix:
    """Return the logarithmic least squares weights of a connected, possibly incomplete matrix."""
    known = ~np.isnan(matrix)
    logs = np.where(known, np.log(np.where(known, matrix, 1.0)), 0.0)
    laplacian = np.diag(known.sum(axis=1) - 1.0) - (known.astype(float) - np.eye(len(matrix)))
    solution = np.linalg.lstsq(laplacian, logs.sum(axis=1), rcond=None)[0]
    weights = np.exp(solution - solution.max())
    return np.asarray(weights / weights.sum(), dtype=np.float64)


def _slope(matrix: Matrix, row: int, column: int) -> float:
    """Return the sign-bearing derivative of lambda_max by the logarithm of one judgement."""
    right = principal_eigenvector(matrix)[1]
    left = principal_eigenvector(matrix.T)[1]
    return float(left[row] * matrix[row, column] * right[column] - left[column] * matrix[column, row] * right[row])


def _best_entry(matrix: Matrix, row: int, column: int) -> float:
    """Return the logarithm of the judgement that makes lambda_max smallest, the others fixed.

    lambda_max is convex in it, so its slope rises through one zero: widened to from the present value, then closed in
    on by regula falsi with the step of the Illinois algorithm.
    """
    trial = matrix.copy()

    def slope(logarithm: float) -> float:
        trial[row, column], trial[column, row] = np.exp(logarithm), np.exp(-logarithm)
        return _slope(trial, row, column)

    kept = float(np.log(matrix[row, column]))
    at_kept = slope(kept)
    step = -0.25 if at_kept > 0 else 0.25
    newest = kept + step
    at_newest = slope(newest)
    while at_kept * at_newest > 0:
        step *= 2
        kept, at_kept, newest = newest, at_newest, newest + step
        at_newest = slope(newest)
    while at_newest and at_kept and abs(newest - kept) > _STILL:
        middle = newest - at_newest * (newest - kept) / (at_newest - at_kept)
        at_middle = slope(middle)
        if at_middle * at_newest < 0:
            kept, at_kept = newest, at_newest
        else:
            at_kept /= 2
        if abs(middle - newest) < _STILL / 10:
            return middle
        newest, at_newest = middle, at_middle
    return newest if at_kept else kept


def completed(matrix: Matrix) -> Matrix:
    """Fill the missing judgements with those that make lambda_max smallest, by cyclic coordinates.

    The graph of the judged pairs must be connected; then the minimum is unique (Bozóki, Fülöp and Rónyai 2010).
    """
    pairs = _missing_pairs(matrix)
    if not pairs:
        return matrix
    start = _laplacian_weights(matrix)
    full = np.where(np.isnan(matrix), start[:, None] / start[None, :], matrix)
    for _ in range(100):  # pragma: no branch - it settles long before; the bound is for judgements beyond reason
        moved = 0.0
        for row, column in pairs:
            before = np.log(full[row, column])
            after = _best_entry(full, row, column)
            full[row, column], full[column, row] = np.exp(after), np.exp(-after)
            moved = max(moved, abs(after - before))
        if moved < _STILL:
            break
    return np.asarray(full, dtype=np.float64)


def priorities(matrix: Matrix, method: AhpMethod) -> Matrix:
    """Return the weights (n,) of a judgement matrix, NaN where not judged; they sum to 1."""
    match method:
        case "eigenvector":
            return principal_eigenvector(completed(matrix))[1]
        case "geometric-mean":
            return _laplacian_weights(matrix)
        case "normalised-columns":
            full = completed(matrix)
            return np.asarray((full / full.sum(axis=0)).mean(axis=1), dtype=np.float64)
        case _:
            assert_never(method)


def random_index(table: RiTable, order: int, missing: int = 0) -> float | None:
    """Return RI for a matrix of this order, or None where every matrix is consistent (order below 3, or a tree)."""
    if order < MINIMUM_ORDER:
        return None
    share = 1 - 2 * missing / ((order - 1) * (order - 2))
    return RANDOM_INDEX[table][order - MINIMUM_ORDER] * share if share > _NOISE else None


def _worst_judgement(matrix: Matrix, weights: Matrix, children: Sequence[str]) -> tuple[str, str, float] | None:
    ratios = weights[:, None] / weights[None, :]
    distance = np.abs(np.log(np.where(np.isnan(matrix), ratios, matrix)) - np.log(ratios))
    row, column = divmod(int(np.argmax(distance)), len(matrix))
    if distance[row, column] < _NOISE:
        return None
    return children[row], children[column], float(ratios[row, column])


def consistency(ahp: Ahp, children: Sequence[str]) -> Consistency:
    """Return lambda_max, CI, RI and CR of judgements over at most ten children."""
    matrix = judgement_matrix(ahp, children)
    order, missing = len(children), len(_missing_pairs(matrix))
    lambda_max = principal_eigenvector(completed(matrix))[0]
    ci = max(0.0, (lambda_max - order) / (order - 1)) if order > 1 else 0.0
    ri = random_index(ahp.ri_table, order, missing)
    return Consistency(
        method=ahp.method,
        ri_table=ahp.ri_table,
        order=order,
        missing=missing,
        lambda_max=lambda_max,
        ci=ci,
        ri=ri,
        ri_published=random_index(ahp.ri_table, order),
        cr=ci / ri if ri else 0.0,
        worst=_worst_judgement(matrix, priorities(matrix, ahp.method), children),
    )


def consistency_ratio(ahp: Ahp, children: Sequence[str]) -> float:
    """Return CR alone."""
    return consistency(ahp, children).cr


@lru_cache(maxsize=256)  # every evaluation asks again, and completing judgements is slow
def _judged_weights(ahp: Ahp, children: tuple[str, ...]) -> GroupWeights:
    vector = priorities(judgement_matrix(ahp, children), ahp.method)
    return GroupWeights(values=tuple(float(weight) for weight in vector), consistency=consistency(ahp, children))


def weights_of(children: Sequence[str], weights: Weights | None) -> GroupWeights:
    """Return the normalised weights of children: equal, explicit or from judgements."""
    if weights is None:
        return GroupWeights(values=(1 / len(children),) * len(children))
    if isinstance(weights, AhpWeights):
        return _judged_weights(weights.ahp, tuple(children))
    largest = max(weights.values())
    scaled = [weights[child] / largest for child in children]
    total = sum(scaled)
    return GroupWeights(values=tuple(weight / total for weight in scaled))


def group_weights(group: Group, override: Weights | None = None) -> GroupWeights:
    """Return the weights of a group, or those of the variant that replaces them."""
    return weights_of(group.children, group.weights if override is None else override)
