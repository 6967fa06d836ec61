"""Reports of bands in which chance has a part, and what they say of the firms behind them.

Source: S. L. Warner, Randomized Response (1965); for files of official statistics, P. Kooiman, L. Willenborg and
J. Gouweleeuw, PRAM: a method for disclosure limitation of microdata (1997). With probability p a firm's band is
reported as it is; else one of the B bands is drawn, each as likely. So each band is reported with probability
(1 - p) / B at least, whatever the firm's own: no report, and nothing that is counted from reports, excludes a band. A
share s of firms in a band shows as r = p s + (1 - p) / B among the reports, on average, which is turned round to
estimate s.
"""

import hashlib
import hmac
import math

import numpy as np
from numpy.typing import NDArray

from jazari_assess.model.benchmark import BANDS, KEPT

Floats = NDArray[np.float64]
EDGES: Floats = np.linspace(0, 100, BANDS + 1)
"""The bounds of the bands: scores are of 100 points."""
_WORD, _BITS = 8, 64
"""Bytes and bits of a draw: what is left of an even spread over ten bands is under 2 ** -60."""
NINETY = 1.6448536269514722
"""Standard deviations on both sides that hold 90 % of a normal distribution."""


def band(score: float) -> int:
    """Return the band of a score 0..100; the last one holds 100 too."""
    return min(int(score // (100 / BANDS)), BANDS - 1)


def reported(score: float, key: bytes, *names: str) -> int:
    """Return the band that is reported for a score.

    Draws come from the key and the names of what is reported alone, so that a report that is asked for again is the
    same: averaging over many publications removes nothing.
    """
    told = "\n".join(f"{len(name)} {name}" for name in names)
    digest = hmac.new(key, told.encode("utf-8", "surrogatepass"), hashlib.sha256).digest()
    chance, drawn = (int.from_bytes(digest[start : start + _WORD], "big") for start in (0, _WORD))
    return band(score) if chance < KEPT * 2**_BITS else drawn % BANDS


def estimated(counts: Floats, kept: float = KEPT) -> Floats:
    """Return the shares (bands) of firms that the reports speak for: the nearest ones that are shares at all."""
    raw = (counts / counts.sum() - (1 - kept) / len(counts)) / kept
    return _nearest_shares(raw)


def _nearest_shares(raw: Floats) -> Floats:
    """Return the point of the simplex nearest to ``raw``: one amount is taken off all, what falls below 0 is 0.

    Source: J. Duchi and others, Efficient Projections onto the l1-Ball (2008), figure 1.
    """
    falling = np.sort(raw)[::-1]
    taken = (np.cumsum(falling) - 1) / np.arange(1, len(raw) + 1)
    last = np.flatnonzero(falling > taken)[-1]
    nearest: Floats = np.maximum(raw - taken[last], 0.0)
    return nearest


def percentile(score: float, shares: Floats) -> float:
    """Return the percentage of firms below a score; firms of one band are taken as spread evenly over it."""
    below = float(np.interp(score, EDGES, np.concatenate([[0.0], np.cumsum(shares)])))
    return min(below, 1.0) * 100  # a sum of doubles may pass 1 by its last bit


def quantile(share: float, shares: Floats) -> float:
    """Return the score below which a share 0..1 of the firms lie."""
    return float(np.interp(share, np.concatenate([[0.0], np.cumsum(shares)]), EDGES))


def margin(score: float, share: float, firms: int, kept: float = KEPT) -> float:
    """Return the percentage points on both sides of a percentile that chance leaves open, in nine cases of ten.

    ``share`` 0..1 of the firms lie below ``score``. Each of them is reported below it with probability p + (1 - p) t,
    each other one with (1 - p) t, where t is the part of the scale below it.
    """
    below = score / 100
    low, high = (1 - kept) * below, kept + (1 - kept) * below
    variance = share * high * (1 - high) + (1 - share) * low * (1 - low)
    return NINETY * math.sqrt(variance / firms) / kept * 100
