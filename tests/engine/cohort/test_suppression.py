"""No group of under five firms is told, and no attacker who adds and subtracts what is told learns of one."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jazari_assess.engine.cohort.suppression import withheld, withheld_parts
from jazari_assess.model.cohort import FEWEST_FIRMS


def learned(told: np.ndarray, counts: np.ndarray, fewest: int = FEWEST_FIRMS) -> list[tuple[int, ...]]:
    """Attack: return every set of cells with 1 to ``fewest`` - 1 firms whose sum is a combination of the sums told.

    Firms of one cell stand in the same groups, so a set of firms that is learned is a union of whole cells. The
    attacker tries every such set and solves the linear equations by least squares.
    """
    small = [cell for cell in range(len(counts)) if 0 < counts[cell] < fewest]
    found = []
    for number in range(1, fewest):
        for cells in itertools.combinations(small, number):
            if counts[list(cells)].sum() >= fewest:
                continue
            wanted = np.zeros(len(counts))
            wanted[list(cells)] = 1
            occupied = counts > 0
            weights = np.linalg.lstsq(told[:, occupied].T, wanted[occupied], rcond=None)[0] if len(told) else None
            if weights is not None and np.allclose(weights @ told[:, occupied], wanted[occupied], atol=1e-6):
                found.append(cells)
    return found


def margins(*axes: list[int]) -> np.ndarray:
    """Return everybody, then every value of each axis, as groups over cells."""
    rows = [np.ones(len(axes[0]), dtype=bool)]
    for axis in axes:
        rows += [np.array(axis) == value for value in sorted(set(axis))]
    return np.array(rows)


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ([20, 10, 5], [0, 0, 0]),
        ([20, 10, 4], [0, 1, 1]),  # alone, 4 = everybody - 20 - 10
        ([20, 10, 3, 3], [0, 0, 1, 1]),  # together six: enough
        ([20, 10, 3, 1], [0, 1, 1, 1]),  # together four: a third joins
        ([20, 0, 0], [0, 0, 0]),
        ([20, 0, 4], [1, 0, 1]),
        ([5, 5], [0, 0]),
        ([4], [1]),
        ([2, 2], [1, 1]),
        ([4, 4, 4], [1, 1, 1]),
    ],
)
def test_parts_of_a_whole(counts: list[int], hidden: list[int]) -> None:
    """Small parts are withheld, and the next larger where subtraction would give them away; empty ones are told."""
    assert withheld_parts(np.array(counts)).astype(int).tolist() == hidden


def test_subtracting_two_groups_that_nest_gives_nobody_away() -> None:
    """Of a sector of 20 and its 17 small firms one is withheld: their difference is three firms."""
    groups = np.array([[1, 1, 1], [1, 1, 0], [1, 0, 0]], dtype=bool)  # everybody, the sector, its small firms
    assert withheld(groups, np.array([17, 3, 30])).tolist() == [False, False, True]


def test_groups_that_overlap_are_seen_through() -> None:
    """Two regions of ten less a sector that lies in both and has 18 leave two firms: the sector stays untold."""
    cells = np.array([9, 1, 9, 1])
    groups = np.array([[1, 1, 0, 0], [0, 0, 1, 1], [1, 0, 1, 0]], dtype=bool)
    found = withheld(groups, cells)
    assert learned(groups, cells) == [(1, 3)]
    assert found.sum() == 1
    assert learned(groups[~found], cells) == []


def test_the_attacker_finds_what_a_naive_rule_lets_out() -> None:
    """Positive control: hiding only what is small lets the attacker subtract."""
    counts, groups = np.array([20, 10, 3]), margins([0, 1, 2])
    naive = groups @ counts < FEWEST_FIRMS
    assert learned(groups[~naive], counts) == [(2,)]
    assert learned(groups[~withheld(groups, counts)], counts) == []


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 2), st.integers(1, 12)), min_size=1, max_size=9
    )
)
def test_no_attacker_learns_of_under_five_from_any_three_groupings(cells: list[tuple[int, int, int, int]]) -> None:
    """Whatever stands in region, sector and size: everything told has five firms, and nothing smaller follows."""
    counts = np.array([count for *_, count in cells])
    groups = margins(*([cell[axis] for cell in cells] for axis in range(3)))
    found = withheld(groups, counts)
    assert (groups[~found] @ counts >= FEWEST_FIRMS).all()
    assert learned(groups[~found], counts) == []


@given(st.lists(st.integers(0, 30), min_size=1, max_size=12))
def test_no_more_is_withheld_than_has_to_be(counts: list[int]) -> None:
    """Of the parts of a whole every one of five or more is told where the small ones together have five."""
    found = withheld_parts(np.array(counts))
    small = [count for count in counts if 0 < count < FEWEST_FIRMS]
    if not small or sum(small) >= FEWEST_FIRMS:
        assert found.tolist() == [0 < count < FEWEST_FIRMS for count in counts]
    assert all(found[place] for place, count in enumerate(counts) if 0 < count < FEWEST_FIRMS)


def test_where_too_many_sets_would_have_to_be_tried_the_group_is_withheld() -> None:
    """Fifty lists of six out of sixty firms: with some told nearly every firm is in doubt, and the rest stay untold."""
    random = np.random.Generator(np.random.PCG64(2))
    lists = np.array([random.permutation(60) < 6 for _ in range(50)])
    cells = np.ones(60, dtype=np.int64)
    found = withheld(lists, cells)
    assert 10 <= (~found).sum() < 50
    assert learned(lists[~found], cells, fewest=2) == []


def test_a_large_table_is_judged_in_one_go() -> None:
    """Thirteen regions, sectors and five sizes over a hundred thousand firms: nothing is small, all is told."""
    random = np.random.Generator(np.random.PCG64(3))
    axes = [random.integers(0, size, 900) for size in (13, 13, 5)]
    counts = random.integers(50, 200, 900)
    assert not withheld(margins(*(axis.tolist() for axis in axes)), counts).any()
