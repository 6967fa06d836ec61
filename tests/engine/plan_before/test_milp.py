"""The solver against an exhaustive search, and against every constraint."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jazari_assess.engine.plan_before.milp import solve
from jazari_assess.engine.plan_before.problem import Close, Dimension, Indicator, Item, PlanProblem
from tests.engine.plan_before import reference
from tests.engine.plan_before.random_problems import full_problem, random_problem

SEEDS = st.integers(0, 2**32 - 1)


@settings(max_examples=500, deadline=None, derandomize=True)
@given(SEEDS)
def test_small_problems_are_solved_as_an_exhaustive_search_solves_them(seed: int) -> None:
    """On 500 random small instances the objective is that of the best of all plans, to 1e-6."""
    problem = random_problem(seed, smallest=1, largest=4, quarters=3)
    solution = solve(problem, mip_gap=0.0, time_limit=60)
    best = reference.best(problem)
    if best is None:
        assert solution.status == "infeasible"
    else:
        assert solution.status == "optimal"
        assert reference.broken(problem, solution.starts) == []
        assert math.isclose(reference.worth(problem, solution.starts), best, abs_tol=1e-6)
        assert math.isclose(solution.objective, best, abs_tol=1e-5)


def check(problem: PlanProblem) -> None:
    """A plan breaks nothing, is worth what the solver says, and is within the gap that it states."""
    solution = solve(problem, mip_gap=0.01, time_limit=10)
    assert solution.status in {"optimal", "infeasible"}
    if solution.status == "infeasible":
        assert (solution.starts, solution.gap) == ({}, None)
        return
    assert reference.broken(problem, solution.starts) == []
    assert math.isclose(reference.worth(problem, solution.starts), solution.objective, abs_tol=1e-4)
    assert solution.gap is not None
    assert solution.gap <= 0.01 + 1e-9


@settings(max_examples=1500, deadline=None, derandomize=True)
@given(SEEDS)
def test_no_constraint_is_ever_broken(seed: int) -> None:
    """On 1,500 random larger instances every plan keeps capacity, budget, order, exclusions, locks and demands."""
    check(full_problem(seed))


@pytest.mark.soak
@settings(max_examples=5000, deadline=None, derandomize=False)
@given(SEEDS)
def test_no_constraint_is_ever_broken_on_many_more(seed: int) -> None:
    """The same on 5,000 instances that differ from run to run, and on as many with tight means."""
    check(full_problem(seed))
    check(random_problem(seed, smallest=6, largest=14, quarters=6))


def _problem(*items: Item, capacity: float = 10.0, gap: float = 40.0) -> PlanProblem:
    return PlanProblem(
        quarters=3,
        capacity=capacity,
        budget=None,
        items=items,
        indicators={"i": Indicator(score=0.0, dimension="d", share=1.0)},
        dimensions={"d": Dimension(gap=gap, importance=1.0)},
    )


def _item(name: str, low: float, high: float, *, penalty: float = 0.01, lock: str | int | None = None) -> Item:
    return Item(
        id=name,
        quarters=1,
        person_days=4.0,
        penalty=penalty,
        lock=lock,
        in_order=True,
        closes=(Close(indicator="i", low=low, high=high),),
    )


def test_two_items_on_one_step_do_not_count_twice() -> None:
    """Of two items that lift the same indicator by the same step only the cheaper one is taken."""
    solution = solve(_problem(_item("dear", 0, 25, penalty=0.02), _item("cheap", 0, 25)), mip_gap=0, time_limit=10)
    assert dict(solution.starts) == {"cheap": 1}
    assert math.isclose(solution.objective, 25 - 0.01 - 1e-4, abs_tol=1e-9)


def test_a_gain_never_exceeds_the_gap() -> None:
    """A dimension that lacks 30 points is credited 30, though two steps bring 50."""
    solution = solve(_problem(_item("one", 0, 25), _item("two", 25, 50), gap=30), mip_gap=0, time_limit=10)
    assert dict(solution.starts) == {"one": 1, "two": 2}
    assert math.isclose(solution.objective, 25 + 5 * 0.95 - 0.02 - 3e-4, abs_tol=1e-9)


def test_a_higher_step_waits_for_the_lower_one() -> None:
    """The step from 25 cannot be planned alone when nothing lifts the indicator to 25."""
    assert dict(solve(_problem(_item("two", 25, 50)), mip_gap=0, time_limit=10).starts) == {}


def test_a_lock_that_cannot_hold_is_infeasible() -> None:
    """An item locked in that does not fit the capacity makes the problem infeasible, and says so."""
    solution = solve(_problem(_item("one", 0, 25, lock="in"), capacity=3), mip_gap=0, time_limit=10)
    assert solution.status == "infeasible"
    assert dict(solution.starts) == {}


def test_the_same_problem_gives_the_same_plan() -> None:
    """Two equal items are told apart by their penalty, then nothing is left to chance."""
    problem = _problem(*(_item(f"item-{rank}", 0, 25, penalty=0.01 + 1e-6 * rank) for rank in range(6)))
    first, again = (solve(problem, mip_gap=0, time_limit=10) for _ in range(2))
    assert first.starts == again.starts == {"item-0": 1}
