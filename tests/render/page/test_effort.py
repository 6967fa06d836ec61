"""Days of a plan as they are shown: parts add up to the whole they stand beside."""

from itertools import pairwise
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jazari_assess.render.page.effort import adding_up, shares

DAYS = st.integers(0, 800).map(lambda quarters: quarters / 4)


@pytest.mark.parametrize(
    ("parts", "whole", "shown"),
    [
        ((197.5, 1.5, 71.0), 270.0, (198.0, 1.0, 71.0)),
        ((91.75, 5.5, 22.75), 120.0, (92.0, 5.0, 23.0)),
        ((80.25, 117.5), 198.0, (80.0, 118.0)),
        ((54.0, 3.4, 8.6), 66.0, (54.0, 3.0, 9.0)),
        ((3.4, 2.4), 6.0, (3.5, 2.5)),
        ((0.2, 99.8), 100.0, (0.0, 100.0)),
        ((), 0.0, ()),
    ],
)
def test_parts_add_up_to_their_whole(parts: tuple[float, ...], whole: float, shown: tuple[float, ...]) -> None:
    """What is cut off most goes up; of a small whole halves are shown."""
    assert adding_up(parts, whole) == shown


@given(st.lists(DAYS, min_size=1, max_size=6))
def test_parts_of_any_whole_add_up_and_none_is_far_from_what_it_is(parts: list[float]) -> None:
    """The sum is the whole as shown; each part is less than a step away; a larger part is never shown smaller."""
    whole = sum(parts)
    shown = adding_up(parts, whole)
    step = 1.0 if whole >= 10 else 0.5
    assert sum(shown) == floor(whole / step + 0.5) * step
    assert all(abs(told - exact) < step for told, exact in zip(shown, parts, strict=True))
    ranked = sorted(zip(parts, shown, strict=True))
    assert all(low[0] == high[0] or low[1] <= high[1] for low, high in pairwise(ranked))


@given(st.lists(DAYS, min_size=1, max_size=6), st.integers(0, 1000))
def test_units_that_are_given_are_all_shared_out(parts: list[float], units: int) -> None:
    """Whatever a whole was rounded to, nothing of it is lost."""
    assert sum(shares(parts, units)) == units


@given(st.lists(DAYS, min_size=2, max_size=4), st.lists(st.integers(1, 9), min_size=1, max_size=4))
def test_parts_of_a_part_add_up_to_it_as_shown(parts: list[float], weights: list[int]) -> None:
    """The days of phases add up to those of actions, which add up with habits and reserve to those of the firm."""
    first = adding_up(parts, sum(parts))[0]
    phases = [parts[0] * weight / sum(weights) for weight in weights]
    assert sum(adding_up(phases, first)) == first
