"""Reports in which chance has a part: the same when asked again, and still telling of many firms what they score."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize
from scipy.stats import binom, norm, rv_histogram

from jazari_assess.engine.cohort.randomised import (
    EDGES,
    NINETY,
    band,
    estimated,
    margin,
    percentile,
    quantile,
    reported,
)
from jazari_assess.model.benchmark import BANDS, KEPT

KEY = bytes(range(32))
counts = st.lists(st.integers(0, 200), min_size=BANDS, max_size=BANDS).filter(any)
scores = st.floats(0, 100)


@pytest.mark.parametrize(
    ("score", "found"), [(0, 0), (9.999, 0), (10, 1), (35, 3), (89.9, 8), (90, 9), (99.9, 9), (100, 9)]
)
def test_the_band_of_a_score(score: float, found: int) -> None:
    """Bands are of ten points; the last one holds 100 too."""
    assert band(score) == found


def test_a_report_that_is_asked_for_again_is_the_same() -> None:
    """Draws are made of the key and the names: asking a hundred times averages nothing out."""
    assert len({reported(42.0, KEY, "firm", "one", "overall") for _ in range(100)}) == 1


def test_names_cannot_run_into_each_other() -> None:
    """Names are told apart whatever they hold: a firm called like another and its assessment draws for itself."""
    one = [reported(5.0, KEY, f"a{place}", "b", "c") for place in range(200)]
    other = [reported(5.0, KEY, f"a{place}\n1 b", "c") for place in range(200)]
    assert one != other


@pytest.mark.parametrize("score", [5.0, 55.0, 100.0])
def test_how_often_each_band_is_reported(score: float) -> None:
    """A band is reported as it is in 2/3 + 1/30 of all cases and each other one in 1/30: within chance of 20,000 draws.

    Bounds are those that a right program passes all but once in a million.
    """
    draws = 20_000
    found = Counter(reported(score, KEY, str(place)) for place in range(draws))
    for place in range(BANDS):
        chance = (1 - KEPT) / BANDS + (KEPT if place == band(score) else 0)
        low, high = binom.interval(1 - 1e-6, draws, chance)
        assert low <= found[place] <= high


def test_another_key_draws_otherwise() -> None:
    """Who lacks the key cannot draw again."""
    names = [str(place) for place in range(200)]
    assert [reported(5.0, KEY, name) for name in names] != [reported(5.0, bytes(32), name) for name in names]


@given(counts)
def test_shares_are_the_nearest_that_are_shares(found: list[int]) -> None:
    """An independent optimiser finds no point of the simplex nearer to the estimate turned round."""
    raw = (np.array(found) / sum(found) - (1 - KEPT) / BANDS) / KEPT
    shares = estimated(np.array(found, dtype=float))
    assert shares.sum() == pytest.approx(1, abs=1e-12)
    assert (shares >= 0).all()
    best = minimize(
        lambda point: float(((point - raw) ** 2).sum()),
        np.full(BANDS, 1 / BANDS),
        jac=lambda point: 2 * (point - raw),
        bounds=[(0, 1)] * BANDS,
        constraints={"type": "eq", "fun": lambda point: point.sum() - 1, "jac": np.ones_like},
        method="SLSQP",
        options={"ftol": 1e-14, "maxiter": 500},
    )
    assert float(((shares - raw) ** 2).sum()) <= best.fun + 1e-9


def test_without_chance_the_shares_are_the_counts() -> None:
    """Reports that are always kept speak for themselves."""
    assert estimated(np.array([1.0, 3.0] + [0.0] * 8), kept=1.0).tolist() == [0.25, 0.75] + [0.0] * 8


@given(counts, scores)
def test_a_percentile_is_that_of_an_independent_library(found: list[int], score: float) -> None:
    """Percentiles of a distribution over bands agree with scipy to 1e-9."""
    shares = np.array(found) / sum(found)
    expected = rv_histogram((np.array(found, dtype=float), EDGES), density=False).cdf(score)
    assert percentile(score, shares) == pytest.approx(100 * expected, abs=1e-9)


@given(st.lists(st.integers(1, 200), min_size=BANDS, max_size=BANDS), st.floats(0, 1))
def test_a_quantile_is_that_of_an_independent_library(found: list[int], share: float) -> None:
    """Quartiles and other quantiles agree with scipy to 1e-9, and a percentile turns them back."""
    shares = np.array(found) / sum(found)
    expected = rv_histogram((np.array(found, dtype=float), EDGES), density=False).ppf(share)
    assert quantile(share, shares) == pytest.approx(expected, abs=1e-9)
    assert percentile(quantile(share, shares), shares) == pytest.approx(100 * share, abs=1e-9)


def test_the_margin_holds_nine_cases_of_ten() -> None:
    """Over 2,000 keys, 300 firms below and 100 above a score of 40 stay within the margin nine times of ten."""
    rng = np.random.default_rng(7)
    firms, below = 400, 300
    keep = rng.random((2000, firms)) < KEPT
    drawn = rng.integers(0, BANDS, (2000, firms)) < 4
    seen = np.where(keep, np.arange(firms) < below, drawn).mean(axis=1)
    estimates = (seen - (1 - KEPT) * 0.4) / KEPT
    inside = np.abs(estimates - 0.75) * 100 <= margin(40.0, 0.75, firms)
    assert 0.88 <= inside.mean() <= 0.92


def test_ninety_is_what_a_library_says() -> None:
    """The bound of nine cases in ten is that of the normal distribution."""
    assert pytest.approx(norm.ppf(0.95), abs=1e-12) == NINETY


@pytest.mark.parametrize(("firms", "points"), [(30, 17), (100, 9.3), (1000, 2.9)])
def test_more_firms_leave_less_to_chance(firms: int, points: float) -> None:
    """What the documents say of the margin in the middle of a distribution."""
    assert margin(50.0, 0.5, firms) == pytest.approx(points, abs=0.3)


@pytest.mark.parametrize("seed", range(40))
def test_a_firm_at_the_top_has_a_margin(seed: int) -> None:
    """Shares whose sum passes 1 by the last bit of a double put nobody above all others."""
    counts = np.random.default_rng(seed).integers(0, 50, BANDS).astype(np.float64)
    shares = estimated(counts + 1)
    found = percentile(100.0, shares)
    assert found <= 100.0
    assert margin(100.0, found / 100, 60) >= 0.0
