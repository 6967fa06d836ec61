"""Whether weights name exactly the children of their node, and judgements say something about all of them."""

from collections.abc import Callable, Iterator, Sequence

from jazari_assess.errors import Problem
from jazari_assess.model.maturity import (
    ACCEPTED_RATIO,
    MOST_CHILDREN,
    Ahp,
    AhpWeights,
    ExplicitWeights,
    Group,
    MaturityModel,
    Weights,
    joined,
)
from jazari_assess.reading.yaml_json.document import Document, KeyPath, dotted, nearest

Consistency = Callable[[Ahp, Sequence[str]], float]


def weights_problems(model: MaturityModel, document: Document, consistency: Consistency | None) -> Iterator[Problem]:
    """Yield every problem of weights and bounds, those of variants included.

    ``consistency`` gives the consistency ratio of judgements over the children in their order.
    """
    for name, node in model.nodes.items():
        if not isinstance(node, Group):
            continue
        path = ("nodes", name)
        if node.weights is not None:
            yield from _node_weights(node, node.weights, document, (*path, "weights"), consistency)
        yield from _bounds_problems(node, document, (*path, "bounds"))
        explicit = node.weights is not None and not isinstance(node.weights, AhpWeights)
        if explicit and node.rationale is None and model.role == "main":
            yield document.problem("reason-missing", path)
    yield from _variant_weights(model, document, consistency)


def _variant_weights(model: MaturityModel, document: Document, consistency: Consistency | None) -> Iterator[Problem]:
    groups = {name: node for name, node in model.nodes.items() if isinstance(node, Group)}
    for index, variant in enumerate(model.variants):
        for name, weights in variant.weights.items():
            path = ("variants", index, "weights", name)
            if name in groups:
                yield from _node_weights(groups[name], weights, document, path, consistency)
            else:
                yield document.key_problem("group-unknown", path, found=name, near=nearest(name, groups))


def _node_weights(
    node: Group, weights: Weights, document: Document, path: KeyPath, consistency: Consistency | None
) -> Iterator[Problem]:
    if node.aggregate == "minimum":
        yield document.key_problem("weights-of-minimum", path)
    elif isinstance(weights, AhpWeights):
        yield from _ahp_problems(node, weights.ahp, document, (*path, "ahp"), consistency)
    else:
        yield from _explicit_problems(node, weights, document, path)


def _explicit_problems(node: Group, weights: ExplicitWeights, document: Document, path: KeyPath) -> Iterator[Problem]:
    for child in node.children:
        if child not in weights:
            place = document.place(path)
            yield Problem(code="weight-missing", place=place, path=dotted((*path, child)), values={"child": child})
    for child in weights:
        if child not in node.children:
            near = nearest(child, node.children)
            yield document.key_problem("weight-without-child", (*path, child), found=child, near=near)
    if not any(weights.values()):
        yield document.problem("weights-all-zero", path)


def _bounds_problems(node: Group, document: Document, path: KeyPath) -> Iterator[Problem]:
    if node.bounds and node.aggregate not in ("count", "ladder"):
        yield document.key_problem("bounds-unfit", path, found=node.aggregate)
        return
    for child in node.bounds:
        if child not in node.children:
            near = nearest(child, node.children)
            yield document.key_problem("bound-without-child", (*path, child), found=child, near=near)


def _ahp_problems(
    node: Group, ahp: Ahp, document: Document, path: KeyPath, consistency: Consistency | None
) -> Iterator[Problem]:
    if len(node.children) > MOST_CHILDREN:
        found = str(len(node.children))
        yield document.key_problem("judgement-too-many-children", path, found=found, limit=str(MOST_CHILDREN))
        return
    problems = list(_judgement_problems(node, ahp, document, (*path, "judgements")))
    yield from problems
    if problems or consistency is None or ahp.accept_inconsistency is not None:
        return
    ratio = consistency(ahp, node.children)
    if ratio > ACCEPTED_RATIO:
        yield document.key_problem("judgements-inconsistent", path, ratio=f"{ratio:.3f}")


def _judgement_problems(node: Group, ahp: Ahp, document: Document, path: KeyPath) -> Iterator[Problem]:
    judged: dict[frozenset[str], int] = {}
    for index, judgement in enumerate(ahp.judgements):
        here = (*path, index)
        for key, child in (("of", judgement.of), ("over", judgement.over)):
            if child not in node.children:
                near = nearest(child, node.children)
                yield document.problem("judgement-without-child", (*here, key), found=child, near=near)
        pair = frozenset((judgement.of, judgement.over))
        if len(pair) == 1:
            yield document.problem("judgement-of-itself", (*here, "over"), found=judgement.of)
        elif pair in judged:
            first = document.place((*path, judged[pair])).line
            values = {"of": judgement.of, "over": judgement.over, "first": str(first)}
            yield document.problem("judgement-twice", here, **values)
        judged.setdefault(pair, index)
    reached = joined(ahp, node.children)
    disconnected = [child for child in node.children if child not in reached]
    if disconnected:
        yield document.key_problem("judgements-apart", path, children=", ".join(disconnected))
