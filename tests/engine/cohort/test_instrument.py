"""How questions part firms and hang together: figures that agree with an independent library."""

import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray
from scipy import stats

from jazari_assess.engine.cohort.instrument import (
    ENOUGH,
    Answered,
    alpha,
    correlation,
    differences,
    items,
    ranked,
    redundant,
    scales,
)

Floats = NDArray[np.float64]
NAN = float("nan")


def levels(columns: int) -> st.SearchStrategy[Floats]:
    """Return answers of five steps, as most questions have, of enough firms."""
    shapes = st.tuples(st.integers(ENOUGH, 60), st.just(columns))
    return shapes.flatmap(
        lambda shape: arrays(np.float64, shape, elements=st.sampled_from([0.0, 25.0, 50.0, 75.0, 100.0]))
    )


def answered(
    values: Floats,
    unknown: NDArray[np.bool_] | None = None,
    seconds: Floats | None = None,
    firms: NDArray[np.int64] | None = None,
) -> Answered:
    """Return answers to questions called a, b, c, ..., each row of a firm of its own unless told otherwise."""
    return Answered(
        questions=tuple("abcdefgh"[: values.shape[1]]),
        values=values,
        unknown=np.zeros(values.shape, dtype=bool) if unknown is None else unknown,
        seconds=np.full(values.shape, NAN) if seconds is None else seconds,
        firms=np.arange(len(values)) if firms is None else firms,
    )


@given(levels(2))
def test_correlations_are_those_of_scipy(values: Floats) -> None:
    """Pearson's and Spearman's agree to 1e-9; where one does not vary there is none."""
    one, other = values.T
    found, by_rank = correlation(one, other), correlation(ranked(one), ranked(other))
    if np.ptp(one) == 0 or np.ptp(other) == 0:
        assert found is None
        assert by_rank is None
        return
    assert found == pytest.approx(stats.pearsonr(one, other).statistic, abs=1e-9)
    assert by_rank == pytest.approx(stats.spearmanr(one, other).statistic, abs=1e-9)


@given(levels(1))
def test_ranks_are_those_of_scipy(values: Floats) -> None:
    """Equal values share the mean of their places."""
    assert ranked(values[:, 0]).tolist() == stats.rankdata(values[:, 0]).tolist()


@given(levels(4))
def test_alpha_is_that_of_covariances(rows: Floats) -> None:
    """By mean variance and covariance, k c / (v + (k - 1) c), from a library's covariance matrix, to 1e-9."""
    matrix = np.cov(rows, rowvar=False)
    count = rows.shape[1]
    variance = np.trace(matrix) / count
    covariance = (matrix.sum() - np.trace(matrix)) / (count * (count - 1))
    found = alpha(rows)
    if matrix.sum() <= 1e-9:
        assert found is None
    else:
        assert found == pytest.approx(count * covariance / (variance + (count - 1) * covariance), rel=1e-9, abs=1e-9)


@given(levels(3))
def test_what_is_said_of_an_item_is_what_scipy_says(values: Floats) -> None:
    """Mean, standard deviation and item-rest correlation agree to 1e-9."""
    found = items(answered(values), {"d": ("a", "b", "c")})[0]
    assert found.mean == pytest.approx(statistics.mean(values[:, 0]), abs=1e-9)
    assert found.deviation == pytest.approx(statistics.stdev(values[:, 0]), abs=1e-9)
    rest = values[:, 1:].mean(axis=1)
    if np.ptp(values[:, 0]) and np.ptp(rest):
        assert found.rest == pytest.approx(stats.pearsonr(values[:, 0], rest).statistic, abs=1e-9)
    else:
        assert found.rest is None


def test_ends_and_unknown_answers_are_shares() -> None:
    """Of four answers three are the lowest; of five asked one did not know; the median of the times is told."""
    values = np.array([[0.0], [0.0], [0.0], [100.0], [NAN], [NAN]])
    unknown = np.array([[False]] * 4 + [[True], [False]])
    seconds = np.array([[10.0], [30.0], [20.0], [NAN], [NAN], [NAN]])
    (found,) = items(answered(values, unknown, seconds), {"d": ("a",)})
    assert (found.answers, found.floor, found.ceiling, found.unknown) == (4, 0.75, 0.25, 0.2)
    assert (found.seconds, found.rest, found.piled) == (20, None, False)


def test_a_question_that_nearly_all_answer_alike_parts_nobody() -> None:
    """From eight of ten answers at one end on, a question is told to be piled up there."""
    (found,) = items(answered(np.array([[100.0]] * 8 + [[50.0]] * 2)), {})
    assert found.piled


def test_nobody_answered() -> None:
    """A question without answers has no figures, and no zeros in their place."""
    (found,) = items(answered(np.full((3, 1), NAN)), {"d": ("a",)})
    assert (found.answers, found.mean, found.deviation, found.floor, found.unknown) == (0, None, None, None, None)


def test_few_firms_have_no_correlation() -> None:
    """Under thirty firms neither alpha nor a correlation is told."""
    rng = np.random.default_rng(1)
    few, many = (np.array(rng.integers(0, 5, (count, 2)) * 25, dtype=np.float64) for count in (ENOUGH - 1, ENOUGH))
    assert scales(answered(few), {"d": ("a", "b")})[0].alpha is None
    assert items(answered(few), {"d": ("a", "b")})[0].rest is None
    assert scales(answered(many), {"d": ("a", "b")})[0].alpha is not None


def test_a_dimension_of_one_question_has_no_alpha() -> None:
    """There is nothing it could agree with."""
    found = scales(answered(np.arange(40.0)[:, None]), {"d": ("a",), "empty": ()})
    assert [(one.questions, one.firms, one.alpha) for one in found] == [(1, 40, None), (0, 40, None)]


def test_questions_that_ask_the_same_twice_are_found() -> None:
    """Two columns in the same order are a pair whatever their values; a third of chance is not."""
    rng = np.random.default_rng(3)
    one = rng.integers(0, 5, 80) * 25.0
    found = redundant(answered(np.column_stack([one, one**2 / 100, rng.integers(0, 5, 80) * 25.0])))
    assert [(pair.one, pair.other, pair.firms) for pair in found] == [("a", "b", 80)]
    assert found[0].correlation == pytest.approx(1)


def test_two_people_of_one_firm_are_compared_question_by_question() -> None:
    """The widest difference comes first; what only one of the two answered is no difference."""
    firsts = np.array([[0.0, 50.0, NAN], [100.0, 50.0, NAN]])
    seconds = np.array([[50.0, 50.0, 25.0], [100.0, 75.0, NAN]])
    found = differences(answered(firsts), answered(seconds))
    assert [(one.question, one.pairs, one.firms, one.points) for one in found] == [
        ("a", 2, 2, 25.0),
        ("b", 2, 2, 12.5),
    ]


def test_a_firm_that_was_asked_again_is_one_firm() -> None:
    """Sixty answers of twenty firms are too few for a correlation; every figure says how many firms it is of."""
    rng = np.random.default_rng(5)
    values, firms = rng.integers(0, 5, (60, 1)) * 25.0, np.arange(60) % 20
    twice = answered(np.column_stack([values, values]), firms=firms)
    assert redundant(twice) == ()
    (dimension,) = scales(twice, {"d": ("a", "b")})
    assert (dimension.firms, dimension.alpha) == (20, None)
    found = items(twice, {"d": ("a", "b")})[0]
    assert (found.answers, found.firms.answers, found.rest) == (60, 20, None)
    assert found.firms.floor == len({firm for firm, value in zip(firms, values[:, 0], strict=True) if value == 0})
    assert (found.firms.unknown, found.firms.seconds) == (0, 0)
