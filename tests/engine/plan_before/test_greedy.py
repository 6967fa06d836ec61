"""The plan the solver begins with, what is left out beforehand, and what is finished after it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from jazari_assess.engine.plan_before.greedy import drafted, finished, first_plan
from jazari_assess.engine.plan_before.milp import solve
from jazari_assess.engine.plan_before.problem import Close, Dimension, Indicator, Item, PlanProblem, reduced
from tests.engine.plan_before import reference
from tests.engine.plan_before.random_problems import random_problem

SEEDS = st.integers(0, 2**32 - 1)


def problem_of(*items: Item, capacity: float = 10.0, gap: float = 40.0, quarters: int = 4) -> PlanProblem:
    """Return a problem over one indicator of one dimension."""
    return PlanProblem(
        quarters=quarters,
        capacity=capacity,
        budget=None,
        items=items,
        indicators={"i": Indicator(score=0.0, dimension="d", share=1.0)},
        dimensions={"d": Dimension(gap=gap, importance=1.0)},
    )


def step(name: str, low: float, high: float, *, days: float = 4.0, requires: tuple[str, ...] = ()) -> Item:
    """Return an item of one quarter that lifts the indicator by one step."""
    closes = (Close(indicator="i", low=low, high=high),)
    return Item(id=name, quarters=1, person_days=days, penalty=0.01, requires=requires, in_order=True, closes=closes)


@settings(max_examples=400, derandomize=True)
@given(SEEDS)
def test_the_first_plan_breaks_no_constraint(seed: int) -> None:
    """A plan to begin with keeps capacity, budget, order, exclusions and locks, or there is none."""
    problem = random_problem(seed, smallest=4, largest=14, quarters=6)
    starts = first_plan(problem)
    if starts:
        assert reference.broken(problem, starts) == []


@settings(max_examples=400, derandomize=True)
@given(SEEDS)
def test_a_draft_is_worth_what_the_definition_says(seed: int) -> None:
    """The running value of a plan is its objective."""
    problem = random_problem(seed, smallest=4, largest=14, quarters=6)
    starts = first_plan(problem)
    if starts:
        assert abs(drafted(problem, starts).value - reference.worth(problem, starts)) < 1e-9


@settings(max_examples=200, derandomize=True)
@given(SEEDS)
def test_finishing_never_makes_a_plan_worse_or_forbidden(seed: int) -> None:
    """Swapped, moved forward and filled up, a plan is worth at least as much and breaks nothing."""
    problem = random_problem(seed, smallest=4, largest=12, quarters=6)
    starts = first_plan(problem)
    if not problem.least_effort and starts:
        after = finished(problem, starts)
        assert after.value >= drafted(problem, starts).value - 1e-9
        assert reference.broken(problem, after.starts) == []


@settings(max_examples=200, derandomize=True)
@given(SEEDS)
def test_what_is_left_out_beforehand_changes_nothing(seed: int) -> None:
    """The best of all plans of the smaller problem is worth as much as that of the whole."""
    problem = random_problem(seed, smallest=1, largest=4, quarters=3)
    best, smaller = reference.best(problem), reference.best(reduced(problem))
    assert (best is None) == (smaller is None)
    assert best is None or smaller is None or abs(best - smaller) < 1e-9


def test_a_step_above_the_filled_gap_is_left_out() -> None:
    """Two steps fill a gap of 40; the third can add nothing, but stays when a useful item requires it."""
    ladder = (step("one", 0, 25), step("two", 25, 50), step("three", 50, 75))
    assert [item.id for item in reduced(problem_of(*ladder)).items] == ["one", "two"]
    needing = (step("zero", 0, 10, requires=("three",)), *ladder)
    assert [item.id for item in reduced(problem_of(*needing)).items] == ["zero", "one", "two", "three"]


def test_items_come_with_what_they_need() -> None:
    """The second step alone is worth nothing: it is taken with the first, each in the earliest quarter."""
    starts = first_plan(problem_of(step("two", 25, 50), step("one", 0, 25)))
    assert dict(starts) == {"one": 1, "two": 2}


def test_what_cannot_be_had_is_not_taken() -> None:
    """Without the step below, and without the days, there is nothing to begin with."""
    assert dict(first_plan(problem_of(step("two", 25, 50)))) == {}
    assert dict(first_plan(problem_of(step("one", 0, 25, days=11)))) == {}


def test_a_late_start_is_moved_forward_and_room_is_used() -> None:
    """A plan that a solver left within its gap is moved to the first free quarter and filled up."""
    problem = problem_of(step("one", 0, 25), step("two", 25, 50))
    assert dict(finished(problem, {"one": 3}).starts) == {"one": 1, "two": 2}


def test_a_wide_gap_still_gives_a_full_plan() -> None:
    """A solver that may stop at once gives a plan to which nothing can be added."""
    problem = problem_of(*(step(f"step-{rank}", 25.0 * rank, 25.0 * rank + 25) for rank in range(4)), gap=100)
    solution = solve(problem, mip_gap=0.5, time_limit=10)
    assert dict(solution.starts) == {"step-0": 1, "step-1": 2, "step-2": 3, "step-3": 4}
