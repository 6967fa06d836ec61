"""Which groups of firms may be told: none of under five, and none that adding and subtracting would give away.

The one rule of every summary over firms: portfolios and benchmarks alike.
"""

import itertools

import numpy as np
from numpy.typing import NDArray

from jazari_assess.model.cohort import FEWEST_FIRMS

_MOST_SUSPECTS = 24
"""Sets of up to four of so many parts are tried one by one, 12,950 in all; with more the group is withheld untried."""
_NEARLY_ONE = 1 - 1e-7
"""Projections of sums of 0 and 1 are exact to some 1e-12; what is this near to one is one."""

Mask = NDArray[np.bool_]


def withheld(groups: Mask, counts: NDArray[np.int64], fewest: int = FEWEST_FIRMS) -> Mask:
    """Return which groups are not to be told.

    ``groups`` (groups x cells) says which cells make up each group, ``counts`` (cells) how many firms each cell holds;
    groups may nest and overlap, and everybody is a group like any other. Groups are told from the largest on; one is
    withheld when it has under ``fewest`` firms, or when some sum and difference of it and those told before would be
    the sum over 1 to ``fewest`` - 1 firms. A group without firms tells of nobody and is told.

    Somebody who knows single firms of a group can still subtract those: that is what ``fewest`` is for.
    """
    occupied = counts > 0
    members, counts = groups[:, occupied].astype(np.float64), counts[occupied]
    sizes = members @ counts
    found = np.ones(len(groups), dtype=np.bool_)
    told = np.empty((0, len(counts)))
    for position in np.argsort(-sizes, kind="stable"):
        if sizes[position] == 0:
            found[position] = False
        elif sizes[position] >= fewest:
            tried = np.vstack([told, members[position]])
            if not _gives_away_few(tried, counts, fewest):
                told, found[position] = tried, False
    return found


def withheld_parts(counts: NDArray[np.int64], fewest: int = FEWEST_FIRMS) -> Mask:
    """Return which parts (parts) of a whole whose size is told are not to be told; the whole may be one of them."""
    everybody = np.ones((1, len(counts)), dtype=np.bool_)
    found = withheld(np.vstack([everybody, np.eye(len(counts), dtype=np.bool_)]), counts, fewest)
    mask: Mask = found[1:] | (found[0] & (counts > 0))
    return mask


def _gives_away_few(told: NDArray[np.float64], counts: NDArray[np.int64], fewest: int) -> bool:
    """Say whether the sum over some set of 1 to ``fewest`` - 1 firms follows from the sums over the groups in ``told``.

    Cells that stand in the same groups cannot be told apart: together they are a part. A set of parts follows when
    its indicator lies in the span of the groups, which is when projecting it on that span leaves it as it is.
    """
    parts, place = np.unique(told, axis=1, return_inverse=True)
    sizes = np.bincount(place.ravel(), weights=counts).astype(np.float64)
    small = (sizes < fewest) & parts.any(axis=0)
    if not small.any():
        return False
    _, strengths, directions = np.linalg.svd(parts, full_matrices=False)
    basis = directions[strengths > strengths[0] * 1e-10][:, small]
    return _holds_small_set(basis.T @ basis, sizes[small], fewest)


def _holds_small_set(projected: NDArray[np.float64], sizes: NDArray[np.float64], fewest: int) -> bool:
    """Say whether some set of parts with under ``fewest`` firms in all is its own projection."""
    own = np.diag(projected)
    if (own >= _NEARLY_ONE).any():
        return True
    others = np.sort(np.where(np.eye(len(own), dtype=np.bool_), 0.0, projected).clip(0), axis=1)
    reach = own + others[:, -(fewest - 2) :].sum(axis=1)
    suspects = np.flatnonzero(reach >= _NEARLY_ONE)
    if len(suspects) > _MOST_SUSPECTS:
        return True
    return any(
        sizes[list(chosen)].sum() < fewest and projected[np.ix_(chosen, chosen)].sum() >= number * _NEARLY_ONE
        for number in range(2, fewest)
        for chosen in itertools.combinations(suspects, number)
    )
