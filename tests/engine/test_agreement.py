"""Krippendorff's alpha: the published example, its laws, and assessments of one firm."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jazari_assess.engine.agreement import MEASURES, Agreement, Floats, Measure, alpha

NONE = np.nan
# K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section C: four observers, twelve units; the
# alphas are printed as .743 (nominal), .815 (ordinal) and .849 (interval).
PUBLISHED = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, NONE, NONE, NONE],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NONE, 3],
        [NONE, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NONE],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NONE],
    ]
)
NAMES = [f"unit-{number}" for number in range(1, 13)]


@pytest.mark.parametrize(("measure", "printed"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_published_example(measure: Measure, printed: float) -> None:
    """Alpha of the published data is the one printed; the unit one person answered is left out."""
    found = alpha(PUBLISHED, NAMES, measure)
    assert found.alpha == pytest.approx(printed, abs=0.0005)
    assert "unit-12" not in found.units
    assert len(found.units) == 11


@pytest.mark.parametrize("measure", MEASURES)
def test_alpha_is_the_mean_of_the_units_weighted_by_their_answers(measure: Measure) -> None:
    """The index of each question explains its part of alpha; the unit on which all differ agrees least."""
    found = alpha(PUBLISHED, NAMES, measure)
    assert found.alpha is not None
    weights = [unit.answers for unit in found.units.values()]
    indices = [unit.index for unit in found.units.values() if unit.index is not None]
    assert np.average(indices, weights=weights) == pytest.approx(found.alpha)
    assert min(found.units, key=lambda name: found.units[name].index or 0.0) == "unit-6"


@pytest.mark.parametrize("values", [[[NONE, 1.0], [2.0, NONE]], [[1.0], [NONE]], [[NONE], [NONE]]])
def test_nothing_in_common_has_no_alpha(values: list[list[float]]) -> None:
    """Two people who answered different questions cannot be compared."""
    found = alpha(np.array(values), ["a", "b"])
    assert (found.alpha, dict(found.units), found.unanimous) == (None, {}, False)


def test_no_difference_anywhere_is_unanimous_not_a_number() -> None:
    """With one value everywhere chance cannot be told from agreement: alpha does not exist."""
    found = alpha(np.array([[2.0, 2.0], [2.0, 2.0]]), ["a", "b"])
    assert (found.alpha, found.unanimous) == (None, True)
    assert [unit.index for unit in found.units.values()] == [None, None]


ANSWERS = st.lists(
    st.lists(st.one_of(st.integers(0, 4).map(float), st.just(NONE)), min_size=6, max_size=6), min_size=2, max_size=4
)


@given(ANSWERS)
def test_order_of_people_and_of_questions_does_not_matter(rows: list[list[float]]) -> None:
    """Alpha is the same when people or questions change places, and when the scale is stretched."""
    values = np.array(rows)
    names = [f"q{number}" for number in range(6)]
    found = alpha(values, names).alpha
    turned = alpha(values[::-1, ::-1], names[::-1]).alpha
    stretched = alpha(values**2 * 10, names).alpha
    if found is None:
        assert turned is None
        assert stretched is None
    else:
        assert turned == pytest.approx(found)
        assert stretched == pytest.approx(found)
        assert found <= 1 + 1e-12


def test_full_agreement_is_one() -> None:
    """Everybody gives the same answer to each of several different questions."""
    column = np.array([0.0, 0.25, 1.0, 0.5])
    assert alpha(np.tile(column, (3, 1)), ["a", "b", "c", "d"]).alpha == pytest.approx(1.0)


@given(ANSWERS)
def test_what_each_measure_does_not_look_at(rows: list[list[float]]) -> None:
    """The nominal alpha forgets the order of the values, the interval alpha where the scale begins and its unit."""
    values = np.array(rows)
    names = [f"q{number}" for number in range(6)]
    renamed = np.where(np.isnan(values), NONE, np.array([3.0, 0.0, 4.0, 1.0, 2.0])[np.nan_to_num(values).astype(int)])
    others: dict[Measure, Floats] = {"nominal": renamed, "interval": values * 25 + 7}
    for measure, other in others.items():
        before, after = alpha(values, names, measure).alpha, alpha(other, names, measure).alpha
        assert after == (None if before is None else pytest.approx(before))


@pytest.mark.parametrize(
    ("found", "told"),
    [(1.0, "reliable"), (0.8, "reliable"), (0.79, "tentative"), (0.667, "tentative"), (0.66, "weak"), (None, None)],
)
def test_what_alpha_bears_by_the_bounds_of_its_author(found: float | None, told: str | None) -> None:
    """From 0.800 it is reliable, from two thirds tentative; without alpha nothing is said."""
    assert Agreement(alpha=found, units={}, unanimous=False).reliability == told
