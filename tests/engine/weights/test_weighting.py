"""Weights: explicit, equal, and from judgements, against published worked examples and the theory."""

from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jazari_assess.engine.weights.weighting import (
    RANDOM_INDEX,
    GroupWeights,
    completed,
    consistency,
    consistency_ratio,
    judgement_matrix,
    principal_eigenvector,
    random_index,
    weights_of,
)
from jazari_assess.model.maturity import Ahp, AhpMethod, AhpWeights, Judgement, RiTable
from tests.engine.random_questionnaires import REASON, examples

METHODS: tuple[AhpMethod, ...] = ("eigenvector", "geometric-mean", "normalised-columns")
Judged = Mapping[tuple[str, str], float]

# Saaty, "Decision making with the analytic hierarchy process", Int. J. Services Sciences 1(1), 2008: consumption of
# drinks in the United States. Weights and ratios to four digits as in the documentation of the package AHPy.
DRINKS: Judged = {
    ("coffee", "wine"): 9,
    ("coffee", "tea"): 5,
    ("coffee", "beer"): 2,
    ("coffee", "soda"): 1,
    ("coffee", "milk"): 1,
    ("water", "coffee"): 2,
    ("water", "wine"): 9,
    ("water", "tea"): 9,
    ("water", "beer"): 3,
    ("water", "soda"): 2,
    ("water", "milk"): 3,
    ("tea", "wine"): 3,
    ("beer", "wine"): 9,
    ("beer", "tea"): 3,
    ("beer", "milk"): 1,
    ("soda", "wine"): 9,
    ("soda", "tea"): 4,
    ("soda", "beer"): 2,
    ("soda", "milk"): 2,
    ("milk", "wine"): 9,
    ("milk", "tea"): 3,
}
# Bozóki, Fülöp, Rónyai, "On optimal completion of incomplete pairwise comparison matrices", 2010; numbers as in AHPy.
INCOMPLETE: Judged = {("a", "b"): 1, ("a", "c"): 5, ("a", "d"): 2, ("b", "c"): 3, ("b", "d"): 4}
HOUSING: Judged = {
    ("a", "b"): 5,
    ("a", "c"): 3,
    ("a", "d"): 7,
    ("a", "e"): 6,
    ("a", "f"): 6,
    ("b", "d"): 5,
    ("b", "f"): 3,
    ("c", "e"): 3,
    ("c", "g"): 6,
    ("f", "d"): 4,
    ("g", "a"): 3,
    ("g", "e"): 5,
    ("h", "a"): 4,
    ("h", "b"): 7,
    ("h", "d"): 8,
    ("h", "f"): 6,
}


def ahp(judged: Judged, method: AhpMethod = "eigenvector", table: RiTable = "saaty-1980") -> Ahp:
    """Return judgements as a model holds them."""
    judgements = tuple(
        Judgement(of=of, over=over, ratio=float(ratio), rationale=REASON) for (of, over), ratio in judged.items()
    )
    return Ahp(method=method, ri_table=table, judgements=judgements)


def names(judged: Judged) -> tuple[str, ...]:
    """Return what is compared, sorted."""
    return tuple(sorted({name for pair in judged for name in pair}))


def weights(judged: Judged, method: AhpMethod = "eigenvector") -> Mapping[str, float]:
    """Return the weights that follow from judgements."""
    found = weights_of(names(judged), AhpWeights(ahp=ahp(judged, method)))
    return dict(zip(names(judged), found.values, strict=True))


def rounded(found: Mapping[str, float], digits: int) -> Mapping[str, float]:
    """Round as the source prints."""
    return {name: round(value, digits) for name, value in found.items()}


def ratios(values: Sequence[float]) -> Judged:
    """Return all judgements of a perfectly consistent person with these weights."""
    return {(f"c{i}", f"c{j}"): values[i] / values[j] for i, j in combinations(range(len(values)), 2)}


def test_saaty_drinks_by_eigenvector() -> None:
    """Saaty's drinks: weights, and CR 0.022 with his table of 2005, 0.0235 with that of Donegan and Dodd."""
    expected = {
        "beer": 0.1164,
        "coffee": 0.1775,
        "milk": 0.1288,
        "soda": 0.1896,
        "tea": 0.0418,
        "water": 0.3268,
        "wine": 0.0191,
    }
    assert rounded(weights(DRINKS), 4) == expected
    tables: Mapping[RiTable, float] = {"saaty-2005": 0.022, "donegan-dodd-1991": 0.0235}
    for table, ratio in tables.items():
        digits = len(str(ratio)) - 2
        assert round(consistency_ratio(ahp(DRINKS, table=table), names(DRINKS)), digits) == ratio


def test_restaurants_by_row_geometric_mean() -> None:
    """R. C. Lee's restaurants (sites.google.com/site/richchihlee): 0.1007 0.2255 0.6738, lambda 3.0858, CI 0.0429."""
    judged = {("decoration", "price"): 3.0, ("dishes", "price"): 5.0, ("dishes", "decoration"): 4.0}
    found = weights(judged, "geometric-mean")
    assert rounded(found, 4) == {"price": 0.1007, "decoration": 0.2255, "dishes": 0.6738}
    numbers = consistency(ahp(judged, "geometric-mean"), names(judged))
    assert (round(numbers.lambda_max, 4), round(numbers.ci, 4)) == (3.0858, 0.0429)
    assert numbers.cr == pytest.approx(0.0739, abs=6e-5)  # the page divides the rounded CI


def test_plant_sites_by_normalised_columns() -> None:
    """The plant location of B. W. Taylor, Introduction to Management Science: means of the normalised columns."""
    market = {("a", "b"): 3.0, ("a", "c"): 2.0, ("c", "b"): 5.0}
    assert rounded(weights(market, "normalised-columns"), 4) == {"a": 0.5013, "b": 0.1185, "c": 0.3803}
    criteria = {
        ("income", "market"): 5.0,
        ("market", "structure"): 3.0,
        ("market", "transport"): 4.0,
        ("income", "structure"): 9.0,
        ("income", "transport"): 7.0,
        ("structure", "transport"): 2.0,
    }
    expected = {"market": 0.1993, "income": 0.6535, "structure": 0.0860, "transport": 0.0612}
    assert weights(criteria, "normalised-columns") == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("method", METHODS)
@given(values=st.lists(st.integers(2, 6), min_size=2, max_size=10))
@examples(20)
def test_consistent_judgements_give_back_their_weights(method: AhpMethod, values: list[int]) -> None:
    """Judgements without contradiction give exactly the weights behind them, by every method, with CR 0."""
    judged = ratios(values)
    children = tuple(f"c{index}" for index in range(len(values)))
    found = weights_of(children, AhpWeights(ahp=ahp(judged, method)))
    assert found.values == pytest.approx([value / sum(values) for value in values], abs=1e-12)
    assert found.consistency is not None
    assert found.consistency.cr == pytest.approx(0, abs=1e-12)
    assert found.consistency.lambda_max == pytest.approx(len(values))
    assert found.consistency.worst is None


def test_random_index_tables() -> None:
    """The four tables of the random index, for 3 to 10 children, as published."""
    assert RANDOM_INDEX == {
        "saaty-1980": (0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49),
        "saaty-2005": (0.52, 0.89, 1.11, 1.25, 1.35, 1.40, 1.45, 1.49),
        "donegan-dodd-1991": (0.4914, 0.8286, 1.0591, 1.1797, 1.2519, 1.3171, 1.3733, 1.4055),
        "alonso-lamata-2006": (0.5247, 0.8816, 1.1086, 1.2479, 1.3417, 1.4057, 1.4499, 1.4854),
    }
    assert [random_index("saaty-1980", order) for order in (2, 3, 10)] == [None, 0.58, 1.49]


@pytest.mark.parametrize("table", RANDOM_INDEX)
def test_ratio_uses_the_named_table(table: RiTable) -> None:
    """CR is CI by the entry of the named table for this order."""
    found = consistency(ahp(DRINKS, table=table), names(DRINKS))
    assert found.ri == RANDOM_INDEX[table][7 - 3]
    assert found.ci == pytest.approx((found.lambda_max - 7) / 6)
    assert found.cr == pytest.approx(found.ci / RANDOM_INDEX[table][4])


def test_published_incomplete_judgements() -> None:
    """Bozóki, Fülöp and Rónyai's 4 x 4 with one judgement missing: the completion 0.7303, weights, and lambda."""
    matrix = judgement_matrix(ahp(INCOMPLETE), names(INCOMPLETE))
    full = completed(matrix)
    assert full[2, 3] == pytest.approx(0.730297, abs=1e-6)
    assert rounded(weights(INCOMPLETE), 4) == {"a": 0.3738, "b": 0.392, "c": 0.0985, "d": 0.1357}
    lambda_max = consistency(ahp(INCOMPLETE), names(INCOMPLETE)).lambda_max
    # the source divides CI by the RI of a complete matrix: 0.0372 x 0.8286 x 3 + 4
    assert (lambda_max - 4) / 3 / 0.8286 == pytest.approx(0.0372, abs=5e-5)


def test_random_index_of_incomplete_judgements() -> None:
    """Ágoston and Csató 2022: RI shrinks by 1 - 2m / ((n - 1)(n - 2)) with m judgements missing."""
    found = consistency(ahp(INCOMPLETE), names(INCOMPLETE))
    assert found.missing == 1
    assert found.ri == pytest.approx(0.90 * (1 - 2 / 6))
    assert found.cr == pytest.approx(found.ci / 0.6)
    assert found.ri_published == 0.90  # beside it, as the source of the judgements divides by


def test_published_completion_of_many() -> None:
    """Their 8 x 8 of a house purchase, 12 of 28 missing: the completion published is not better than ours."""
    matrix = judgement_matrix(ahp(HOUSING), names(HOUSING))
    published = matrix.copy()
    entries = {"bc": 0.33002, "be": 1.71974, "bg": 0.46635, "cd": 9.92051, "cf": 4.85249, "ch": 0.56961}
    entries |= {"de": 0.52528, "dg": 0.14244, "ef": 0.93120, "eh": 0.10931, "fg": 0.29121, "gh": 0.40309}
    for pair, value in entries.items():
        i, j = ("abcdefgh".index(name) for name in pair)
        published[i, j], published[j, i] = value, 1 / value
    full = completed(matrix)
    assert principal_eigenvector(full)[0] <= principal_eigenvector(published)[0] + 1e-9
    np.testing.assert_allclose(full, published, rtol=0.01)
    judged = ~np.isnan(matrix)
    np.testing.assert_array_equal(full[judged], matrix[judged])


@given(values=st.lists(st.integers(1, 9), min_size=5, max_size=5))
@examples(6)
def test_completion_has_the_smallest_lambda(values: list[int]) -> None:
    """No other pair of judgements, tried on a fine grid, gives a smaller lambda than the completion of two missing."""
    pairs = [("a", "b"), ("b", "c"), ("c", "d"), ("a", "d"), ("d", "e")]
    judged = dict(zip([*pairs, ("a", "e")], [*map(float, values), 2.0], strict=True)) | {
        ("b", "d"): 2.0,
        ("c", "e"): 3.0,
    }
    matrix = judgement_matrix(ahp(judged), names(judged))
    missing = [(0, 2), (1, 4)]
    assert all(np.isnan(matrix[pair]) for pair in missing)
    smallest = principal_eigenvector(completed(matrix))[0]
    steps = np.exp(np.linspace(-5, 5, 101))
    tried = np.tile(matrix, (len(steps) ** 2, 1, 1))
    for (row, column), grid in zip(missing, np.meshgrid(steps, steps), strict=True):
        tried[:, row, column], tried[:, column, row] = grid.ravel(), 1 / grid.ravel()
    grid_smallest = np.linalg.eigvals(tried).real.max(axis=1).min()
    assert smallest <= grid_smallest + 1e-9
    assert grid_smallest - smallest < 0.02


def test_completion_of_wild_contradictions() -> None:
    """Where judgements contradict each other the completion lies far from the ratio of the least-squares weights."""
    rows = ("1 1/9 9 1 9", "1 9 9 9 1/9", "1 1/9 1 9", "1 9 9", "1 9")
    judged: dict[tuple[str, str], float] = {}
    for row, line in enumerate(rows):
        for step, ratio in enumerate(line.split()[1:], start=1):
            judged["abcdef"[row], "abcdef"[row + step]] = 1 / 9 if ratio == "1/9" else float(ratio)
    matrix = judgement_matrix(ahp(judged), "abcdef")
    assert np.argwhere(np.isnan(matrix)).tolist() == [[0, 5], [5, 0]]
    full = completed(matrix)
    start = weights(judged, "geometric-mean")
    assert abs(np.log(full[0, 5]) - np.log(start["a"] / start["f"])) > 1
    smallest = principal_eigenvector(full)[0]
    for logarithm in np.linspace(-6, 6, 2001):
        matrix[0, 5], matrix[5, 0] = np.exp(logarithm), np.exp(-logarithm)
        assert smallest <= principal_eigenvector(matrix)[0] + 1e-9


@pytest.mark.parametrize("method", METHODS)
def test_a_tree_of_judgements_is_consistent(method: AhpMethod) -> None:
    """Judgements that just join all children leave nothing to contradict: CR 0 and the weights they say."""
    steps = {
        pair: float(ratio) for pair, ratio in zip(pairwise(list("abcdefghi")), (2, 3, 1, 4, 1, 2, 5, 1), strict=True)
    }
    found = weights_of(tuple("abcdefghi"), AhpWeights(ahp=ahp(steps, method)))
    for (of, over), ratio in steps.items():
        of_weight, over_weight = (found.values["abcdefghi".index(name)] for name in (of, over))
        assert of_weight / over_weight == pytest.approx(ratio)
    assert found.consistency is not None
    assert (found.consistency.cr, found.consistency.ri, found.consistency.missing) == (0.0, None, 28)
    assert found.consistency.ri_published == 1.45


def test_incomplete_row_geometric_mean() -> None:
    """Logarithmic least squares over the judged pairs only: the weights are where its gradient vanishes."""
    found = weights(INCOMPLETE, "geometric-mean")
    for name in names(INCOMPLETE):
        pull = [
            np.log(found[of] / found[over]) - np.log(ratio)
            if of == name
            else np.log(ratio) - np.log(found[of] / found[over])
            for (of, over), ratio in INCOMPLETE.items()
            if name in {of, over}
        ]
        assert sum(pull) == pytest.approx(0, abs=1e-12)
    assert sum(found.values()) == pytest.approx(1)


def test_contradictions_are_seen_and_the_worst_is_named() -> None:
    """A judgement turned round lifts CR over 0.10; it is the one named, with a ratio nearer to what the others say."""
    values = (6, 3, 2, 1)
    judged = dict(ratios(values))
    assert consistency_ratio(ahp(judged), names(judged)) == pytest.approx(0, abs=1e-12)
    judged[("c0", "c3")] = 1 / 6
    found = consistency(ahp(judged), names(judged))
    assert found.cr > 0.10
    assert found.worst is not None
    assert set(found.worst[:2]) == {"c0", "c3"}
    towards = found.worst[2] if found.worst[0] == "c0" else 1 / found.worst[2]
    assert towards > 4 * judged[("c0", "c3")]


def test_ratio_as_a_fraction() -> None:
    """A ratio may be written as "1/3"; it is that of the pair turned round, three."""
    turned = Ahp(judgements=(Judgement(of="b", over="a", ratio="1/3", rationale=REASON),))
    assert weights_of(("a", "b"), AhpWeights(ahp=turned)).values == pytest.approx((0.75, 0.25))
    assert consistency(turned, ("a", "b")).ri is None


def test_explicit_and_equal_weights() -> None:
    """Explicit weights are normalised in the order of the children, huge ones too; none means equal."""
    assert weights_of(("a", "b"), {"b": 3.0, "a": 1.0}) == GroupWeights(values=(0.25, 0.75))
    assert weights_of(("a", "b", "c"), {"a": 1e6, "b": 0.0, "c": 1e6}).values == (0.5, 0.0, 0.5)
    assert weights_of(("a", "b", "c", "d"), None).values == (0.25,) * 4
