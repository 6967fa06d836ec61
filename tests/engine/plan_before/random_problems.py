"""Random planning problems. Hypothesis draws the seed alone: a uniform draw gives fuller plans than its own choices."""

from random import Random

from jazari_assess.engine.plan_before.problem import Close, Dimension, Indicator, Item, PlanProblem

LADDER = (0.0, 25.0, 50.0, 75.0, 100.0)


def random_close(random: Random, indicator: str) -> Close:
    """Draw a lift between two rungs, low ones more often."""
    low = random.choice((0, 0, 1, 1, 2, 3))
    return Close(indicator=indicator, low=LADDER[low], high=LADDER[min(4, low + random.choice((1, 1, 2)))])


def random_item(random: Random, rank: int, indicators: tuple[str, ...], *, locks: bool) -> Item:
    """Draw an item that may require or exclude one of those before it."""
    before = [f"item-{index}" for index in range(rank)]
    required = (random.choice(before),) if before and random.random() < 0.2 else ()
    excluded = (random.choice(before),) if before and random.random() < 0.15 else ()
    lifted = random.sample(indicators, k=min(len(indicators), random.choice((1, 1, 2))))
    return Item(
        id=f"item-{rank}",
        quarters=random.choice((1, 1, 2)),
        person_days=float(random.randint(0, 12)),
        cost=float(random.randint(0, 3)),
        closes=tuple(random_close(random, name) for name in lifted),
        requires=required,
        excludes=tuple(name for name in excluded if name not in required),
        penalty=random.choice((0.001, 0.01, 0.5)),
        lock=random.choice(("in", "out", 1, 2)) if locks and random.random() < 0.2 else None,
        in_order=len(lifted) == 1,
    )


def random_problem(seed: int, *, smallest: int, largest: int, quarters: int) -> PlanProblem:
    """Draw a planning problem of ``smallest`` to ``largest`` items."""
    random = Random(seed)  # noqa: S311 - a reproducible draw, not a secret
    indicators = tuple(f"indicator-{index}" for index in range(random.randint(1, 5)))
    dimensions = tuple(f"dimension-{index}" for index in range(random.randint(1, 2)))
    locks, demanding = random.random() < 0.2, random.random() < 0.2
    count = random.randint(smallest, largest)
    return PlanProblem(
        quarters=random.randint(1, quarters),
        capacity=float(random.randint(2, 30)),
        budget=random.choice((None, None, 0.0, 3.0, 6.0)),
        items=tuple(random_item(random, rank, indicators, locks=locks) for rank in range(count)),
        indicators={
            name: Indicator(
                score=random.choice((0.0, 0.0, 10.0, 25.0, 36.5, 50.0)),
                dimension=random.choice(dimensions),
                share=random.choice((0.1, 0.25, 0.5, 1.0)),
            )
            for name in indicators
        },
        dimensions={
            name: Dimension(
                gap=random.choice((5.0, 12.5, 40.0, 60.0)),
                importance=random.choice((0.0, 0.1, 1.0, 2.0)),
                floor=2.0 if demanding and random.random() < 0.5 else 0.0,
            )
            for name in dimensions
        },
        least_effort=demanding,
        demand=random.choice((1.0, 5.0)) if demanding else 0.0,
        demand_weights=dict.fromkeys(dimensions, 0.5),
    )


def full_problem(seed: int) -> PlanProblem:
    """Draw a larger problem, of 10 to 20 items, in which much is worth doing: most plans hold several items."""
    random = Random(seed)  # noqa: S311 - a reproducible draw, not a secret
    indicators = tuple(f"indicator-{index}" for index in range(random.randint(5, 10)))
    dimensions = tuple(f"dimension-{index}" for index in range(random.randint(2, 4)))
    locks, demanding = random.random() < 0.3, random.random() < 0.15
    return PlanProblem(
        quarters=random.randint(3, 6),
        capacity=float(random.randint(8, 30)),
        budget=random.choice((None, None, 8.0, 15.0)),
        items=tuple(
            random_item(random, rank, indicators, locks=locks and rank % 5 == 0)
            for rank in range(random.randint(10, 20))
        ),
        indicators={
            name: Indicator(
                score=random.choice((0.0, 0.0, 10.0, 25.0, 36.5)),
                dimension=random.choice(dimensions),
                share=random.choice((0.25, 0.5, 1.0)),
            )
            for name in indicators
        },
        dimensions={
            name: Dimension(
                gap=random.choice((40.0, 60.0, 100.0)),
                importance=random.choice((0.5, 1.0, 2.0)),
                floor=2.0 if demanding and random.random() < 0.5 else 0.0,
            )
            for name in dimensions
        },
        least_effort=demanding,
        demand=random.choice((5.0, 15.0)) if demanding else 0.0,
        demand_weights=dict.fromkeys(dimensions, 0.5),
    )
