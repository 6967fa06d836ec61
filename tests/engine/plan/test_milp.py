"""The solver against every plan there is, and what it promises besides."""

from dataclasses import replace

import pytest

from jazari_assess.engine.plan.greedy import finished, first_plan, in_order
from jazari_assess.engine.plan.milp import Stop, solve
from jazari_assess.engine.plan.partial_plan import PartialPlan, shortest_chain_to
from jazari_assess.engine.plan.problem import Gain, Item, PlanningProblem, Pool, broken, worth
from tests.engine.plan.random_problems import best_plan, chained_problem, random_problem

EXACT = Stop(gap=0.0, nodes=100_000, stall=100_000)
HASTY = Stop(gap=0.01, nodes=1, stall=1)


def check_optimal(problem: PlanningProblem) -> None:
    """Compare the solver's plan with the best of all plans."""
    best, found = best_plan(problem), solve(problem, EXACT)
    if best is None:
        assert not found.feasible
        return
    assert found.feasible
    assert broken(problem, found.starts) == ()
    assert found.worth == pytest.approx(best[0], abs=1e-5)
    assert found.worth == pytest.approx(worth(problem, found.starts))


@pytest.mark.parametrize("seed", [*range(40), 2057])  # the last locks in what costs more than it brings
def test_the_plan_is_the_best_of_all(seed: int) -> None:
    """On small problems with every kind of rule, no plan is worth more, and no rule is broken."""
    check_optimal(random_problem(seed))


@pytest.mark.parametrize("seed", [*range(40), 1105, 1337])  # the last end with what comes after another one
def test_the_plan_of_chains_is_the_best_of_all(seed: int) -> None:
    """The same where short items hang on each other in chains that do not fit into one quarter."""
    check_optimal(chained_problem(seed))


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1000, 2000))
def test_the_plan_of_chains_is_the_best_of_many(seed: int) -> None:
    """The same on a thousand problems."""
    check_optimal(chained_problem(seed))


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1000, 3000))
def test_the_plan_is_the_best_of_many(seed: int) -> None:
    """The same on two thousand problems."""
    check_optimal(random_problem(seed))


@pytest.mark.parametrize("seed", range(40, 60))
def test_a_plan_without_a_solver_keeps_the_rules(seed: int) -> None:
    """The first plan, and what the last touches make of it, break no rule but a lock that does not fit."""
    problem = random_problem(seed)
    for starts in (first_plan(problem), finished(problem, first_plan(problem)).starts):
        assert [one for one in broken(problem, starts) if "locked" not in one] == []


@pytest.mark.parametrize("seed", range(60, 80))
def test_what_is_added_is_the_difference_of_worths(seed: int) -> None:
    """A partial plan tells what an item adds as the definition does, in whatever order items come and go."""
    problem = random_problem(seed)
    starts = in_order(problem, first_plan(problem))
    partial = PartialPlan(problem)
    for name, start in starts.items():
        before = worth(problem, partial.starts)
        added = partial.added(name, start)
        partial.put(name, start)
        assert worth(problem, partial.starts) - before == pytest.approx(added)
    for name in reversed(list(starts)):
        before = worth(problem, partial.starts)
        start = partial.take(name)
        assert before - worth(problem, partial.starts) == pytest.approx(partial.added(name, start))
    assert partial.days_used == pytest.approx((0.0,) * problem.quarters)


def test_a_known_plan_is_a_floor() -> None:
    """A search that stops at once gives a plan worth at least one that is known."""
    for seed in range(80, 90):
        problem = replace(random_problem(seed, count=8, quarters=4), budget=None)
        best = solve(problem, EXACT)
        if best.feasible:
            assert solve(problem, HASTY, known=best.starts).worth >= best.worth - 1e-9


def test_more_capacity_is_never_worth_less() -> None:
    """The plan of a smaller capacity is the start of that of a larger one."""
    for seed in range(90, 100):
        small = random_problem(seed, count=8, quarters=4)
        before = solve(small, EXACT)
        if before.feasible:
            after = solve(replace(small, capacity=small.capacity + 1), HASTY, known=before.starts)
            assert after.worth >= before.worth - 1e-9


def test_the_same_problem_gives_the_same_plan() -> None:
    """Nothing in the search is left to chance or to the clock."""
    problem = random_problem(7, count=9, quarters=5)
    assert solve(problem, HASTY) == solve(problem, HASTY)


def test_the_gap_bounds_what_is_missed() -> None:
    """A hasty plan lacks no more to the best than its gap says."""
    for seed in range(100, 110):
        problem = replace(random_problem(seed, count=8, quarters=4), budget=None)
        hasty, best = solve(problem, HASTY), solve(problem, EXACT)
        if best.feasible and hasty.gap is not None:
            assert best.worth <= hasty.worth + hasty.gap + 1e-6


def _item(name: str, needs: tuple[tuple[str, ...], ...] = ()) -> Item:
    return Item(id=name, days=1.0, weeks=6, quarters=1, needs=needs)


def test_nothing_worthless_is_planned() -> None:
    """An item that brings nothing is left out unless one that brings something needs it."""
    problem = PlanningProblem(
        quarters=2,
        capacity=9.0,
        at_once=9.0,
        items={"idle": _item("idle"), "opener": _item("opener"), "good": _item("good", needs=(("opener",),))},
        pools={"one": Pool(weight=1.0, bands=((10.0, 1.0),))},
        gains=(Gain(closers=("good",), points={"one": 4.0}),),
        effort=0.002,
    )
    assert set(solve(problem, EXACT).starts) == {"opener", "good"}


def test_chained_short_items_share_a_quarter_only_while_their_weeks_allow_it() -> None:
    """Two items of six weeks that need each other fit into thirteen, three do not."""
    items = {"a": _item("a"), "b": _item("b", needs=(("a",),)), "c": _item("c", needs=(("b",),))}
    gains = (Gain(closers=("c",), points={"one": 4.0}),)
    pools = {"one": Pool(weight=1.0, bands=((10.0, 1.0),))}
    problem = PlanningProblem(
        quarters=3, capacity=9.0, at_once=9.0, items=items, pools=pools, gains=gains, discount=0.9
    )
    starts = solve(problem, EXACT).starts
    assert starts["c"] == 2
    assert starts["a"] == 1


def test_locks_that_cannot_hold_leave_no_plan() -> None:
    """Two items locked into a quarter that has days for one are infeasible."""
    items = {name: replace(_item(name), days=2.0, lock=1) for name in ("first", "second")}
    problem = PlanningProblem(quarters=2, capacity=3.0, at_once=9.0, items=items, pools={}, gains=())
    assert not solve(problem, EXACT).feasible


def test_of_alternatives_the_whole_way_counts() -> None:
    """A day's act that itself needs a hundred days is no short way beside one of five days."""
    items = {
        "goal": _item("goal", needs=(("short", "whole"),)),
        "short": _item("short", needs=(("long",),)),
        "long": replace(_item("long"), days=100.0),
        "whole": replace(_item("whole"), days=5.0),
    }
    problem = PlanningProblem(quarters=3, capacity=9.0, at_once=9.0, items=items, pools={}, gains=())
    assert shortest_chain_to(problem, "goal", {}) == ("whole", "goal")
    assert shortest_chain_to(problem, "goal", {"long": 1}) == ("short", "goal")


def test_a_chain_that_does_not_fit_into_a_quarter_ends_in_the_next_one() -> None:
    """Two of three items in a row share the quarter of the first, wherever it begins; the third waits."""
    items = {
        "first": replace(_item("first"), lock=2),
        "second": _item("second", needs=(("first",),)),
        "third": _item("third", needs=(("second",),)),
    }
    problem = PlanningProblem(
        quarters=3,
        capacity=9.0,
        at_once=9.0,
        items=items,
        pools={"one": Pool(weight=1.0, bands=((10.0, 1.0),))},
        gains=(Gain(closers=("third",), points={"one": 4.0}),),
    )
    assert problem.separate_quarters == (("first", "third"),)
    assert solve(problem, EXACT).starts == {"first": 2, "second": 2, "third": 3}


def test_what_another_rests_on_is_not_put_after_it() -> None:
    """An item goes back where it was or to the quarter of what needs it, no later."""
    items = {"first": _item("first"), "then": _item("then", needs=(("first",),))}
    problem = PlanningProblem(quarters=3, capacity=9.0, at_once=9.0, items=items, pools={}, gains=())
    partial = PartialPlan(problem, {"first": 1, "then": 2})
    partial.take("first")
    assert [quarter for quarter in (1, 2, 3) if partial.fits("first", quarter)] == [1, 2]
