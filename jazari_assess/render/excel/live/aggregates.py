"""How the children of a group make its score: each aggregate as a formula, and computed.

A child counts by its weight times a flag of 0 or 1, so that sums of products do all the work; the numbers that formulas
read are never empty or text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import exp, inf, log
from operator import and_
from typing import assert_never

from jazari_assess.model.maturity import TOLERANCE, Aggregate
from jazari_assess.model.result import TOP_SCORE
from jazari_assess.render.excel.live.values import number


@dataclass(frozen=True, kw_only=True)
class Children:
    """The cells of the children of a group: weights, flags, scores, bounds, how far a ladder was climbed."""

    weights: str
    flags: str
    scores: str
    bounds: str
    climbs: str

    @property
    def total(self) -> str:
        """The weight of those that count."""
        return f"SUMPRODUCT({self.weights},{self.flags})"


def aggregate(kind: Aggregate, own: Children) -> str:
    """Return the formula of a group's score."""
    weights, flags, scores, total = own.weights, own.flags, own.scores, own.total
    match kind:
        case "weighted-mean":
            return f"MIN(100,SUMPRODUCT({weights},{flags},{scores})/{total})"
        case "sum":
            return f"MIN(100,SUMPRODUCT({weights},{flags},{scores}))"
        case "geometric-mean":
            zero = f"SUMPRODUCT(({weights}*{flags}>0)*({scores}<=0))>0"
            logs = f"SUMPRODUCT({weights}*{flags}*LN({scores}+({scores}<=0)))"
            return f"IF({zero},0,MIN(100,EXP({logs}/{total})))"
        case "minimum":
            return f"100-SUMPRODUCT(MAX(({weights}*{flags}>0)*(100-{scores})))"
        case "count":
            reached = f"({scores}>={own.bounds}-{number(TOLERANCE * TOP_SCORE)})"
            return f"100*MIN(1,SUMPRODUCT({weights}*{flags}*{reached})/{total})"
        case "ladder":
            return f"100*MIN(1,SUMPRODUCT({weights},{flags},{own.climbs})/{total})"
        case _:
            assert_never(kind)


def aggregated(kind: Aggregate, children: Sequence[tuple[float, float, float]]) -> float:
    """Return the score of a group of children that count, each with its weight, score and bound."""
    parts = [part for part in children if part[0] > 0]
    total = sum(weight for weight, _, _ in parts)
    if not parts or not total:
        return 0.0
    match kind:
        case "weighted-mean":
            found = sum(weight * score for weight, score, _ in parts) / total
        case "sum":
            found = sum(weight * score for weight, score, _ in parts)
        case "geometric-mean":
            logs = [weight * log(score) if score > 0 else -inf for weight, score, _ in parts]
            found = exp(sum(logs) / total)
        case "minimum":
            found = min(score for _, score, _ in parts)
        case "count" | "ladder":
            reached = [score >= bound - TOLERANCE * TOP_SCORE for _, score, bound in parts]
            climbed = accumulate(reached, and_) if kind == "ladder" else reached
            found = 100 * sum(weight for (weight, _, _), up in zip(parts, climbed, strict=True) if up) / total
        case _:
            assert_never(kind)
    return min(100.0, found)
