"""Judging pairs one after the other: which comes next, how consistent it is so far, several experts together.

Several experts' judgements are combined by the geometric mean, pair by pair: the only way of combining under which the
combined judgements stay reciprocal (Aczel and Saaty 1983).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from jazari_assess.engine.weights.weighting import MINIMUM_ORDER, Consistency, consistency, weights_of
from jazari_assess.model.maturity import Ahp, AhpWeights, Judgement, joined
from jazari_assess.model.strict import LONGEST_REASON

_DIGITS = 12  # a mean of nines must not come out above 9

Pair = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What the judgements say of those children that they join to the first: their weights and their consistency."""

    children: tuple[str, ...]
    weights: tuple[float, ...]
    consistency: Consistency


def pairs_of(children: Sequence[str]) -> tuple[Pair, ...]:
    """Return every pair, each child with all before it: so the first few children are soon fully compared."""
    return tuple((before, child) for place, child in enumerate(children) for before in children[:place])


def judged(ahp: Ahp | None, pair: Pair) -> Judgement | None:
    """Return the judgement of a pair, whichever way round it was given."""
    judgements = () if ahp is None else ahp.judgements
    return next((one for one in judgements if {one.of, one.over} == set(pair)), None)


def open_pairs(ahp: Ahp | None, children: Sequence[str]) -> tuple[Pair, ...]:
    """Return the pairs nobody judged, in the order they are asked."""
    return tuple(pair for pair in pairs_of(children) if judged(ahp, pair) is None)


def ratio_of(judgement: Judgement, pair: Pair) -> float:
    """Return how many times as much the first of the pair matters as the second."""
    return judgement.value if judgement.of == pair[0] else 1 / judgement.value


def judgement_of(pair: Pair, ratio: float, rationale: str) -> Judgement:
    """Return the judgement that the first of the pair matters ``ratio`` times as much; it names the weightier first."""
    of, over = pair if ratio >= 1 else (pair[1], pair[0])
    return Judgement(of=of, over=over, ratio=round(max(ratio, 1 / ratio), _DIGITS), rationale=rationale)


def with_judgement(ahp: Ahp | None, judgement: Judgement) -> Ahp:
    """Return the judgements with this one in the place of an earlier one of its pair."""
    if ahp is None:
        return Ahp(judgements=(judgement,))
    pair = (judgement.of, judgement.over)
    if judged(ahp, pair) is None:
        return ahp.model_copy(update={"judgements": (*ahp.judgements, judgement)})
    replaced = tuple(judgement if {one.of, one.over} == set(pair) else one for one in ahp.judgements)
    return ahp.model_copy(update={"judgements": replaced})


def standing(ahp: Ahp, children: Sequence[str]) -> Standing:
    """Return weights and consistency over the children that are joined so far; they are at most ten."""
    part = joined(ahp, children)
    own = ahp.model_copy(update={"judgements": tuple(one for one in ahp.judgements if one.of in part)})
    return Standing(
        children=part, weights=weights_of(part, AhpWeights(ahp=own)).values, consistency=consistency(own, part)
    )


def says_something(found: Standing) -> bool:
    """Return whether there are judgements that could contradict each other."""
    return len(found.children) >= MINIMUM_ORDER and found.consistency.ri is not None


def combined(experts: Sequence[Ahp], children: Sequence[str]) -> Ahp:
    """Return the geometric mean of several experts' judgements, over the experts who judged each pair.

    Their reasons stand one after the other, each once.
    """
    if len(experts) == 1:
        return experts[0]
    found = []
    for pair in pairs_of(children):
        own = [judgement for expert in experts if (judgement := judged(expert, pair)) is not None]
        if own:
            mean = math.exp(math.fsum(math.log(ratio_of(one, pair)) for one in own) / len(own))
            reasons = " | ".join(dict.fromkeys(one.rationale for one in own))
            found.append(judgement_of(pair, mean, reasons[:LONGEST_REASON]))
    return experts[0].model_copy(update={"judgements": tuple(found), "accept_inconsistency": None})
