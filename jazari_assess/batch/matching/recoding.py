"""How the numbers of a column become levels or figures, where a map says that they are coded otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, kw_only=True)
class Recoding:
    """A number is first looked for among ``missing``, else multiplied, lowered, and counted from ``top`` down.

    ``top`` is the highest level of a scale that runs the other way, None for one that does not.
    """

    missing: tuple[float, ...] = ()
    times: float = 1.0
    minus: float = 0.0
    top: float | None = None

    def value(self, number: float) -> float | None:
        """Return what a number means, None where it says that there is no answer."""
        found = float(self.values(np.array([number]))[0])
        return None if np.isnan(found) else found

    def values(self, numbers: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return what numbers mean, NaN where they say that there is no answer."""
        found = np.where(np.isin(numbers, self.missing), np.nan, numbers * self.times - self.minus)
        found = np.round(found, 9)  # 0.1 times 30 is 3
        return np.asarray(found if self.top is None else self.top - found)


def scale_ends(scale: str) -> Sequence[int]:
    """Return the first and last number of a scale written as ``1..5``."""
    return [int(end) for end in scale.split("..")]
