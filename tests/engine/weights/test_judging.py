"""Judging pairs: their order, what they say so far, several experts together."""

import math

import pytest

from jazari_assess.engine.weights.judging import (
    combined,
    judged,
    judgement_of,
    open_pairs,
    pairs_of,
    ratio_of,
    says_something,
    standing,
    with_judgement,
)
from jazari_assess.engine.weights.weighting import weights_of
from jazari_assess.model.maturity import Ahp, AhpWeights, joined

CHILDREN = ("a", "b", "c", "d")


def ahp(**ratios: float) -> Ahp:
    """Return judgements named by their pair: ``ab=3`` says that a matters three times as much as b."""
    found: Ahp | None = None
    for pair, ratio in ratios.items():
        found = with_judgement(found, judgement_of((pair[0], pair[1]), ratio, f"reason {pair}"))
    assert found is not None
    return found


def test_pairs_complete_the_first_children_first() -> None:
    """Three answers compare three children fully, so that a contradiction shows at the third."""
    assert pairs_of(CHILDREN) == (("a", "b"), ("a", "c"), ("b", "c"), ("a", "d"), ("b", "d"), ("c", "d"))
    assert open_pairs(ahp(ab=2, bc=3), CHILDREN) == (("a", "c"), ("a", "d"), ("b", "d"), ("c", "d"))
    assert open_pairs(None, ("a", "b")) == (("a", "b"),)


def test_a_judgement_names_the_weightier_first() -> None:
    """A ratio below 1 is turned round; it reads back either way; a later one replaces it."""
    one = judgement_of(("a", "b"), 1 / 3, "because")
    assert (one.of, one.over, one.ratio) == ("b", "a", 3)
    assert ratio_of(one, ("a", "b")) == pytest.approx(1 / 3)
    assert ratio_of(one, ("b", "a")) == 3
    replaced = with_judgement(ahp(ab=2, ac=4), judgement_of(("b", "a"), 5, "changed"))
    assert [(own.of, own.over, own.ratio) for own in replaced.judgements] == [("b", "a", 5), ("a", "c", 4)]
    assert judged(replaced, ("a", "b")) == replaced.judgements[0]


def test_standing_is_of_what_is_joined() -> None:
    """Weights and consistency are of the children that judgements join to the first, a contradiction by its pair."""
    some = ahp(ab=2, cd=9)
    assert joined(some, CHILDREN) == ("a", "b")
    assert standing(some, CHILDREN).weights == pytest.approx((2 / 3, 1 / 3))
    assert not says_something(standing(some, CHILDREN))
    contrary = ahp(ab=3, bc=3, ac=1 / 3)
    found = standing(contrary, CHILDREN)
    assert found.children == ("a", "b", "c")
    assert says_something(found)
    assert found.consistency.cr > 1
    assert not says_something(standing(ahp(ab=3, bc=3), CHILDREN))  # a chain cannot contradict itself


def test_experts_combine_by_the_geometric_mean() -> None:
    """1/2 and 8 are 2 together; a pair only one judged is that judgement; reasons stand side by side."""
    both = combined([ahp(ab=1 / 2, bc=3), ahp(ab=8)], CHILDREN)
    assert [(one.of, one.over, one.ratio) for one in both.judgements] == [("a", "b", 2), ("b", "c", 3)]
    assert both.judgements[0].rationale == "reason ab"
    assert combined([ahp(ab=9)] * 9, CHILDREN).judgements[0].ratio == 9
    assert combined([both], CHILDREN) is both


def test_experts_who_differ_in_method_are_read_by_that_of_the_first() -> None:
    """Nobody's acceptance of contradictions holds for all."""
    first = ahp(ab=2).model_copy(update={"method": "geometric-mean", "accept_inconsistency": "known"})
    both = combined([first, ahp(ab=8)], CHILDREN)
    assert (both.method, both.accept_inconsistency, both.judgements[0].ratio) == ("geometric-mean", None, 4)


def test_combined_weights_are_the_geometric_mean_of_consistent_experts() -> None:
    """Two experts without contradictions: together their weights are the geometric mean of theirs, normalised."""
    first, second = ahp(ab=2, ac=4, bc=2), ahp(ab=1 / 2, ac=2, bc=4)
    own = [weights_of(CHILDREN[:3], AhpWeights(ahp=expert)).values for expert in (first, second)]
    means = [math.sqrt(one * other) for one, other in zip(*own, strict=True)]
    together = weights_of(CHILDREN[:3], AhpWeights(ahp=combined([first, second], CHILDREN[:3]))).values
    assert together == pytest.approx([mean / math.fsum(means) for mean in means])
    turned = combined([second, first], CHILDREN[:3])
    assert weights_of(CHILDREN[:3], AhpWeights(ahp=turned)).values == pytest.approx(together)
