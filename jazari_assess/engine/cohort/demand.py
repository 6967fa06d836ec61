"""Which firms of many an offer is open to, judged by the same rule as the plan of one firm."""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jazari_assess.model.profile import FEWEST_STAFF, MOST_TURNOVER, REGIONS, SECTORS, Profile

Barred = Callable[[Profile], object]
"""Says why an offer is not for a firm, None when it is."""


@dataclass(frozen=True, kw_only=True)
class OpenTo:
    """Who an offer is open to: by place in region, sector and size (the last place: not known), and turnover.

    ``table`` (regions + 1, sectors + 1, sizes + 1, classes of turnover + 1); ``edges`` part the classes: below the
    first, equal to it, between it and the next, ...
    """

    table: NDArray[np.bool_]
    edges: NDArray[np.float64]

    def rows(
        self,
        region: NDArray[np.int64],
        sector: NDArray[np.int64],
        size: NDArray[np.int64],
        turnover: NDArray[np.float64],
    ) -> NDArray[np.bool_]:
        """Return which firms (rows) it is open to; places are -1 and turnover NaN where they are not known."""
        left, right = (np.searchsorted(self.edges, turnover, side=side) for side in ("left", "right"))
        classes = np.where(np.isnan(turnover), -1, left + right)
        return np.asarray(self.table[region, sector, size, classes])


def open_to(barred: Barred, bounds: Sequence[float]) -> OpenTo:
    """Judge every kind of firm once; ``bounds`` are the turnovers (million dirhams) at which the answer may change."""
    edges = np.unique(np.asarray(bounds, dtype=np.float64))
    turnovers = (*_one_a_class(edges), None)
    kinds = itertools.product((*REGIONS, None), (*SECTORS, None), (*FEWEST_STAFF, None), turnovers)
    answers = [
        barred(Profile.model_construct(firm="", region=region, sector=sector, staff=staff, turnover=turnover)) is None
        for region, sector, staff, turnover in kinds
    ]
    shape = (len(REGIONS) + 1, len(SECTORS) + 1, len(FEWEST_STAFF) + 1, len(turnovers))
    return OpenTo(table=np.array(answers).reshape(shape), edges=edges)


def _one_a_class(edges: NDArray[np.float64]) -> Sequence[float]:
    """Return a turnover of each class."""
    ends = [0.0, *edges.tolist(), MOST_TURNOVER]
    between = [(low + high) / 2 for low, high in itertools.pairwise(ends)]
    return [between[0], *(one for pair in zip(edges.tolist(), between[1:], strict=True) for one in pair)]
