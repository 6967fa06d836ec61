"""Small random planning problems, and the best plan found by trying every one."""

import itertools
import random
from dataclasses import replace
from math import inf

from jazari_assess.engine.plan.problem import Chance, Gain, Item, PlanningProblem, Pool, Starts, broken, worth

WEEKS = (3, 6, 10, 13, 20)
_CHAINED = 0.6
"""How often one item hangs on the one before, so that three in a row are common."""


def random_problem(seed: int, count: int = 5, quarters: int = 3) -> PlanningProblem:
    """Return a problem with every kind of rule."""
    dice = random.Random(seed)  # noqa: S311 - no secret hangs on it
    names = [f"item-{number}" for number in range(count)]
    items: dict[str, Item] = {}
    for place, name in enumerate(names):
        items[name] = _random_item(dice, name, names[:place])
    for name in names:
        for other in items[name].excludes:
            items[other] = replace(items[other], excludes=(*items[other].excludes, name))
    return PlanningProblem(
        quarters=quarters,
        capacity=dice.uniform(2, 6),
        at_once=dice.choice([1, 2, 3]),
        items=items,
        pools={name: _random_pool(dice) for name in ("one", "two")},
        gains=tuple(_random_gain(dice, names) for _ in names),
        chances=(Chance(items=(names[0], names[1]), by=1, worth=1.0),),
        discount=0.95,
        effort=0.002,
        keep_quarters=dice.choice([1, 2, 99]),
        budget=dice.choice([None, 2.0]),
    )


def chained_problem(seed: int) -> PlanningProblem:
    """Return a problem with short items in chains, some only after others where these are planned, and few habits."""
    dice, problem = random.Random(seed), random_problem(seed)  # noqa: S311 - no secret hangs on it
    items, names = dict(problem.items), list(problem.items)
    for place, name in enumerate(names):
        before, weeks = names[:place], dice.choice([3, 6, 8, 13])
        items[name] = replace(
            items[name],
            weeks=weeks,
            quarters=1,
            needs=((before[-1],),) if before and dice.random() < _CHAINED else (),
            after=(dice.choice(before),) if before and dice.random() < _CHAINED else (),
            excludes=(),
            lock=dice.choice([None, None, None, None, dice.randint(1, problem.quarters)]),
        )
    return replace(
        problem, items=items, keep_limit=dice.choice([0.5, 1.0, 99.0]), attention=dice.choice([0.0, 0.3]), at_once=3
    )


def _random_item(dice: random.Random, name: str, earlier: list[str]) -> Item:
    weeks = dice.choice(WEEKS)
    needs = (tuple(dice.sample(earlier, min(len(earlier), dice.choice([1, 1, 2])))),)
    return Item(
        id=name,
        days=dice.choice([0.5, 1, 2, 3, 5]),
        weeks=weeks,
        quarters=-(-weeks // 13),
        place=dice.choice([0.0, 0.5, 1.0]),
        keep=dice.choice([0.0, 0.0, 0.5, 1.5]),
        cost=dice.choice([0.0, 0.0, 1.0]),
        needs=needs if earlier and dice.random() < 0.4 else (),
        excludes=(dice.choice(earlier),) if earlier and dice.random() < 0.15 else (),
        due=((dice.choice([1, 2]), dice.choice([0.2, 5.0])),) if dice.random() < 0.3 else (),
        lock="in" if dice.random() < 0.1 else None,
    )


def _random_pool(dice: random.Random) -> Pool:
    bands = ((dice.uniform(1, 10), 1.0), (dice.uniform(1, 10), 0.5), (inf, 0.2))
    return Pool(weight=dice.uniform(0.1, 1), bands=bands)


def _random_gain(dice: random.Random, names: list[str]) -> Gain:
    pools = dice.sample(["one", "two"], dice.choice([1, 2]))
    closers = tuple(dice.sample(names, dice.choice([1, 1, 2])))
    return Gain(closers=closers, points={pool: dice.uniform(1, 8) for pool in pools})


def best_plan(problem: PlanningProblem) -> tuple[float, Starts] | None:
    """Return the worth of the best plan and the plan, by trying every one; None where no plan keeps the rules."""
    names = list(problem.items)
    best: tuple[float, Starts] | None = None
    for choice in itertools.product(range(problem.quarters + 1), repeat=len(names)):
        starts = {name: quarter for name, quarter in zip(names, choice, strict=True) if quarter}
        if not broken(problem, starts) and (best is None or worth(problem, starts) > best[0]):
            best = worth(problem, starts), starts
    return best
