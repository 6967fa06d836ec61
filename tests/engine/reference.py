"""A slow, plain reference of scoring: one firm, one node at a time, in exact fractions, nothing shared with the engine.

Written from docs/content-formats.md and the published rules: not applicable leaves both sides, missing leaves the score
and the coverage, a node below the minimum coverage is not scored; points are summed over all that a model gives.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from jazari_assess.model.maturity import (
    AhpWeights,
    Group,
    Indicator,
    Levels,
    MaturityModel,
    NotCovered,
    Requirement,
    Variant,
)
from jazari_assess.model.profile import Profile
from tests.engine.reference_answers import Value, exact, on_line

NOISE = Fraction(1, 10**9)
ONE, ZERO = Fraction(1), Fraction(0)


@dataclass(frozen=True, kw_only=True)
class Scored:
    """One node: scores in 0..1, None where there is none; ``shares`` are its children's weights among those scored."""

    state: str
    score: Fraction | None
    coverage: Fraction | None
    shares: Mapping[str, Fraction]


def _bare(state: str) -> Scored:
    return Scored(state=state, score=None, coverage=None, shares={})


def _leaf(value: Value) -> Scored:
    if value == "na":
        return _bare("not-applicable")
    if value is None:
        return Scored(state="not-scored", score=None, coverage=ZERO, shares={})
    return Scored(state="scored", score=value, coverage=ONE, shares={})


def _seen(indicator: Indicator, value: Value) -> Value:
    if value is None or value == "na":
        return value
    if indicator.map_ is not None:
        return on_line(indicator.map_, value)
    if indicator.reaches is not None:
        return ONE if value >= exact(indicator.reaches) - NOISE else ZERO
    return value


def variant_of(model: MaturityModel, profile: Profile) -> Variant | None:
    """Return the first variant whose condition holds."""
    staff = profile.staff
    size = None
    if staff is not None:
        size = "micro" if staff < 10 else "small" if staff < 50 else "medium" if staff < 250 else "large"
    for variant in model.variants:
        sectors, sizes = variant.when.sector, variant.when.size
        if (not sectors or profile.sector in sectors) and (not sizes or size in sizes):
            return variant
    return None


def _weights(group: Group, name: str, variant: Variant | None) -> Mapping[str, Fraction]:
    found = variant.weights[name] if variant is not None and name in variant.weights else group.weights
    if found is None:
        return dict.fromkeys(group.children, ONE)
    if isinstance(found, AhpWeights):
        raise TypeError(name)  # judgements have tests of their own
    return {child: exact(float(found[child])) for child in group.children}


def aggregate(kind: str, parts: Sequence[tuple[Fraction, Fraction, Fraction]], whole: Fraction) -> Fraction:
    """Aggregate (weight, score, bound) of the children that count, in their order; at least one has a weight.

    ``whole`` is the weight of all children, those included that do not count.
    """
    total = sum((weight for weight, _, _ in parts), ZERO)
    if kind == "sum":
        return sum((weight * score for weight, score, _ in parts), ZERO) / whole
    if kind == "weighted-mean":
        return sum((weight * score for weight, score, _ in parts), ZERO) / total
    if kind == "minimum":
        return min(score for _, score, _ in parts)
    if kind == "geometric-mean":
        product = 1.0
        for weight, score, _ in parts:
            product *= float(score) ** float(weight / total)
        return Fraction(product)
    climbed = ZERO
    for weight, score, bound in parts:
        if score >= bound - NOISE:
            climbed += weight
        elif kind == "ladder":
            break
    return climbed / total


def _group(
    model: MaturityModel, group: Group, children: Mapping[str, Scored], weights: Mapping[str, Fraction]
) -> Scored:
    counted = [
        name
        for name in group.children
        if children[name].state not in {"not-applicable", "not-covered"} and weights[name] > 0
    ]
    if not counted:
        return _bare("not-applicable")
    bound = {name: exact(float(group.bounds.get(name, 100.0))) / 100 for name in counted}
    covered = sum((weights[name] * (children[name].coverage or ZERO) for name in counted), ZERO)
    coverage = covered / sum((weights[name] for name in counted), ZERO)
    least = exact(float(model.minimum_coverage if group.minimum_coverage is None else group.minimum_coverage))
    present = {name: score for name in counted if (score := children[name].score) is not None}
    enough = bool(present) and coverage >= least - NOISE
    whole = sum(weights.values(), ZERO)
    denominator = whole if group.aggregate == "sum" else sum((weights[name] for name in present), ZERO)
    return Scored(
        state="scored" if enough else "not-scored",
        score=aggregate(
            group.aggregate, [(weights[name], score, bound[name]) for name, score in present.items()], whole
        )
        if enough
        else None,
        coverage=coverage,
        shares={name: weights[name] / denominator for name in present},
    )


def tree(model: MaturityModel, profile: Profile, values: Mapping[str, Value]) -> Mapping[str, Scored]:
    """Return every node under the root, and the root."""
    variant = variant_of(model, profile)
    found: dict[str, Scored] = {}

    def visit(name: str) -> Scored:
        node = model.nodes.get(name)
        if isinstance(node, Group):
            children = {child: visit(child) for child in node.children}
            found[name] = _group(model, node, children, _weights(node, name, variant))
        elif isinstance(node, Indicator):
            found[name] = _leaf(_seen(node, values[node.question]))
        elif isinstance(node, NotCovered):
            found[name] = _bare("not-covered")
        else:
            found[name] = _leaf(values[name])
        return found[name]

    visit(model.root)
    return found


def level_by_score(levels: Levels, score: Fraction) -> int:
    """Return the position of the level by its bound alone; ``score`` is 0..1."""
    points = score * 100
    held = 0
    for position, step in enumerate(levels.steps[1:], start=1):
        bound = exact(float(step.from_))
        lower = levels.boundary == "lower-inclusive"
        if points >= bound - NOISE if lower else points > bound + NOISE:
            held = position
    return held


def _requirement_holds(requirement: Requirement, node: Scored) -> bool:
    if node.state == "not-applicable":
        return True
    return node.score is not None and node.score * 100 >= exact(float(requirement.at_least)) - NOISE


def level(model: MaturityModel, nodes: Mapping[str, Scored]) -> tuple[int | None, int | None]:
    """Return the position of the level held, and of the level whose requirement bites; None where there is none."""
    score = nodes[model.root].score
    if score is None:
        return None, None
    held = 0
    for position in range(level_by_score(model.levels, score) + 1):
        if not all(_requirement_holds(needed, nodes[needed.node]) for needed in model.levels.steps[position].require):
            return held, position
        held = position
    return held, None


def contributions_of_means(model: MaturityModel, nodes: Mapping[str, Scored]) -> Mapping[str, Fraction]:
    """Return what each scored indicator brings to the root, for indicators under weighted means only."""
    found: dict[str, Fraction] = {}

    def walk(name: str, share: Fraction) -> None:
        node = model.nodes.get(name)
        if isinstance(node, Group):
            for child in node.children if node.aggregate == "weighted-mean" and nodes[name].score is not None else ():
                if nodes[child].score is not None:
                    walk(child, share * nodes[name].shares.get(child, ZERO))
            return
        found[name] = share * (nodes[name].score or ZERO)

    walk(model.root, ONE)
    return found
