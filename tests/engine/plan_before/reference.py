"""The planning problem by its definition, without a solver: is a plan allowed, what is it worth, which is the best."""

import itertools
from collections.abc import Iterator, Mapping

from jazari_assess.engine.plan_before.problem import Item, PlanProblem, penalty

NOISE = 1e-6
Starts = Mapping[str, int]


def finished(problem: PlanProblem, starts: Starts, quarter: int) -> list[Item]:
    """Return the items that are finished by the end of a quarter."""
    return [item for item in problem.items if item.id in starts and starts[item.id] + item.quarters - 1 <= quarter]


def reach(problem: PlanProblem, starts: Starts, indicator: str, quarter: int) -> float:
    """Return how far an indicator has come without a hole by the end of a quarter."""
    lifts = sorted(
        (close.low, close.high)
        for item in finished(problem, starts, quarter)
        for close in item.closes
        if close.indicator == indicator
    )
    reached = problem.indicators[indicator].score
    for low, high in lifts:
        if low <= reached + NOISE:
            reached = max(reached, high)
    return reached


def gain(problem: PlanProblem, starts: Starts, dimension: str, quarter: int) -> float:
    """Return the points a dimension has gained, never more than its gap."""
    points = sum(
        indicator.share * (reach(problem, starts, name, quarter) - indicator.score)
        for name, indicator in problem.indicators.items()
        if indicator.dimension == dimension
    )
    return min(points, problem.dimensions[dimension].gap)


def worth(problem: PlanProblem, starts: Starts) -> float:
    """Return the objective of a plan."""
    costs = sum(penalty(item, starts[item.id]) for item in problem.items if item.id in starts)
    if problem.least_effort:
        return -costs - sum(item.person_days for item in problem.items if item.id in starts)
    return (
        sum(
            dimension.importance * problem.worth(quarter) * gain(problem, starts, name, quarter)
            for name, dimension in problem.dimensions.items()
            for quarter in range(1, problem.quarters + 1)
        )
        - costs
    )


def broken(problem: PlanProblem, starts: Starts) -> list[str]:
    """Return the constraints a plan breaks, by name; an empty list means it is allowed."""
    chosen = [item for item in problem.items if item.id in starts]
    last = problem.quarters
    found = [f"horizon {item.id}" for item in chosen if starts[item.id] + item.quarters - 1 > last]
    for quarter in range(1, last + 1):
        running = [item for item in chosen if starts[item.id] <= quarter < starts[item.id] + item.quarters]
        if sum(item.person_days / item.quarters for item in running) > problem.capacity + NOISE:
            found.append(f"capacity {quarter}")
    if problem.budget is not None and sum(item.cost for item in chosen) > problem.budget + NOISE:
        found.append("budget")
    for item in problem.items:
        found += _broken_of(problem, starts, item)
    for name, dimension in problem.dimensions.items():
        if gain(problem, starts, name, last) < dimension.floor - 10 * NOISE:
            found.append(f"floor {name}")
    reached = sum(weight * gain(problem, starts, name, last) for name, weight in problem.demand_weights.items())
    if problem.demand > 0 and reached < problem.demand - 10 * NOISE:
        found.append("demand")
    return found


def _broken_of(problem: PlanProblem, starts: Starts, item: Item) -> Iterator[str]:
    if (item.lock == "in" or isinstance(item.lock, int)) and item.id not in starts:
        yield f"locked in {item.id}"
    if item.id not in starts:
        return
    begun = starts[item.id]
    if item.lock == "out" or (isinstance(item.lock, int) and begun != item.lock):
        yield f"locked {item.id}"
    for other in item.excludes:
        if other in starts:
            yield f"excluded {item.id} {other}"
    done = {other.id for other in finished(problem, starts, begun - 1)}
    for required in item.requires:
        if required not in done:
            yield f"requires {item.id} {required}"
    for close in item.closes if item.in_order else ():
        if reach(problem, starts, close.indicator, begun - 1) < close.low - NOISE:
            yield f"order {item.id}"


def best(problem: PlanProblem) -> float | None:
    """Return the best objective over every choice and every start, None when no plan is allowed."""
    choices = [(None, *range(1, problem.quarters + 1)) for _ in problem.items]
    found: list[float] = []
    for combination in itertools.product(*choices):
        starts = {
            item.id: quarter for item, quarter in zip(problem.items, combination, strict=True) if quarter is not None
        }
        if not broken(problem, starts):
            found.append(worth(problem, starts))
    return max(found, default=None)
