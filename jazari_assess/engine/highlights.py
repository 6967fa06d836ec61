"""What of a result is said first: its strengths, and the gaps that matter most. Ranked once, for every output."""

from collections.abc import Mapping, Sequence
from itertools import chain

from jazari_assess.model.result import STRONG, TOP_SCORE, Highlights, NodeResult

FEW = 3
"""So many of each: what a reader keeps in mind of a page."""


def highlights(
    nodes: Mapping[str, NodeResult], indicators: Sequence[str], dimensions: Sequence[str], overall: float | None
) -> Highlights:
    """Return the strengths and the largest gaps among the indicators of a model, the first of each first.

    A strength brings most points above what the middle of its scale would bring. A gap is, in each dimension that lacks
    most points of the overall score, the step that would raise this score most; further steps follow by what they would
    bring. Nothing is both. Where strengths are few, what scores best above the overall score is told as relative.
    """
    strong = [name for name in indicators if (nodes[name].score or 0.0) >= STRONG]
    strengths = sorted(strong, key=lambda name: _rank(nodes[name]))[:FEW]
    open_ = [name for name in indicators if (nodes[name].gain or 0.0) > 0 and name not in strengths]
    by_gain = sorted(open_, key=lambda name: -(nodes[name].gain or 0.0))
    first: dict[str, str] = {}
    for name in by_gain:
        first.setdefault(_dimension(name, nodes, dimensions), name)
    short = sorted(first, key=lambda name: -_lacking(nodes.get(name)))
    gaps = tuple(dict.fromkeys(chain((first[name] for name in short), by_gain)))
    relative = _relative(nodes, indicators, overall)[: FEW - len(strengths)]
    return Highlights(strengths=tuple(strengths), relative=relative, gaps=gaps[:FEW])


def _relative(nodes: Mapping[str, NodeResult], indicators: Sequence[str], overall: float | None) -> tuple[str, ...]:
    """Return what is below the middle of its scale and above what the firm reaches overall, the best first."""
    own = {name: nodes[name].score or 0.0 for name in indicators}
    better = [name for name in indicators if overall is not None and overall < own[name] < STRONG]
    return tuple(sorted(better, key=lambda name: (-own[name], -(nodes[name].contribution or 0.0))))


def _rank(found: NodeResult) -> tuple[float, float]:
    """Return the points that a strength brings above what the middle of its scale would bring, then all it brings."""
    brings, score = found.contribution or 0.0, found.score or STRONG
    return -brings * (1 - STRONG / score), -brings


def _dimension(name: str, nodes: Mapping[str, NodeResult], dimensions: Sequence[str]) -> str:
    parent = nodes[name].parent
    return name if name in dimensions or parent not in nodes else _dimension(str(parent), nodes, dimensions)


def _lacking(found: NodeResult | None) -> float:
    """Return the points of the overall score that a dimension lacks to its top."""
    return 0.0 if found is None else found.weight * (TOP_SCORE - (found.score or 0.0))
