"""An overall level that is asked for: where it stands among the levels, and what it demands of a plan."""

from jazari_assess.engine.plan.firm import Firm
from jazari_assess.engine.plan.problem import Demand
from jazari_assess.engine.plan.standing import TOLERANCE
from jazari_assess.model.maturity import Levels


def level_demands(firm: Firm, number: int) -> tuple[Demand, ...]:
    """Return what an overall level demands: points of the dimensions its gates name, and of the whole."""
    levels = firm.compiled.model.levels
    position = position_of(levels, number) or 0
    margin = TOLERANCE if levels.boundary == "lower-inclusive" else 10 * TOLERANCE
    whole = levels.steps[position].from_ + margin - (firm.views[firm.root].score or 0.0)
    lacking: dict[str, float] = {}
    for step in levels.steps[: position + 1]:
        for one in step.require:
            if one.node in firm.dimensions:
                here = one.at_least + margin - (firm.views[one.node].score or 0.0)
                lacking[one.node] = max(lacking.get(one.node, 0.0), here)
    weights = {name: firm.views[name].share for name in firm.dimensions}
    demands = [Demand(weights={name: 1.0}, at_least=points) for name, points in lacking.items()]
    return tuple(one for one in (*demands, Demand(weights=weights, at_least=whole)) if one.at_least > 0)


def position_of(levels: Levels, number: int) -> int | None:
    """Return the position of the level people know by a number, None where there is none."""
    numbers = [levels.number(position) for position in range(len(levels.steps))]
    return numbers.index(number) if number in numbers else None
