"""One firm seen through a compiled model: every node with its state, share and contribution."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import assert_never

import numpy as np

from jazari_assess.engine.score.compiled import CompiledGroup, CompiledModel
from jazari_assess.engine.score.interval import Interval
from jazari_assess.engine.score.kernel import Floats, Mask, Scores, leaf_values, score
from jazari_assess.model.maturity import TOLERANCE, Group
from jazari_assess.model.result import State


@dataclass(frozen=True, kw_only=True)
class NodeView:
    """One node of one firm; scores 0..100, None where there is none.

    ``share`` is the node's weight among its scored siblings (1 for the root). An indicator that is missing is
    scored with coverage 0 where the model counts what is missing.
    """

    id: str
    parent: str | None
    state: State
    score: float | None
    low: float | None
    high: float | None
    coverage: float | None
    share: float


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _leaf_views(compiled: CompiledModel, values: Floats, not_applicable: Mask) -> dict[str, NodeView]:
    leaves = leaf_values(compiled, values.copy(), not_applicable)
    found: dict[str, NodeView] = {}
    for index, leaf in enumerate(compiled.leaves):
        present, counted = leaves.present[0, index] > 0, leaves.counted[0, index] > 0
        applicable = leaves.applicable is None or leaves.applicable[0, index] > 0
        found[leaf.id] = NodeView(
            id=leaf.id,
            parent=compiled.parent[leaf.id],
            state="scored" if counted else "not-scored" if applicable else "not-applicable",
            score=float(leaves.value[0, index]) * 100 if counted else None,
            low=None,
            high=None,
            coverage=float(present) if applicable else None,
            share=0.0,
        )
    return found


def _group_views(compiled: CompiledModel, scores: Scores) -> dict[str, NodeView]:
    found: dict[str, NodeView] = {}
    for index, group in enumerate(compiled.groups):
        value, coverage = _number(scores.score[0, index]), _number(scores.coverage[0, index])
        found[group.id] = NodeView(
            id=group.id,
            parent=compiled.parent.get(group.id),
            state="scored" if value is not None else "not-scored" if coverage is not None else "not-applicable",
            score=value,
            low=None,
            high=None,
            coverage=coverage,
            share=1.0 if index == compiled.root else 0.0,
        )
    return found


def node_views(
    compiled: CompiledModel,
    values: Floats,
    not_applicable: Mask,
    *,
    scores: Scores | None = None,
    bounds: Interval | None = None,
) -> Mapping[str, NodeView]:
    """Return every node of one firm (1, questions), root first, in the order of the tree.

    ``scores`` are those of these values where they are known already; low and high are None without ``bounds``.
    """
    known = score(compiled, values, not_applicable) if scores is None else scores
    plain = {**_leaf_views(compiled, values, not_applicable), **_group_views(compiled, known)}
    if bounds is not None:
        plain = {name: _bounded(view, compiled.position[name], bounds) for name, view in plain.items()}
    shares = {name: share for group in compiled.groups for name, share in scored_shares(compiled, group, plain).items()}
    return {name: _placed(compiled, name, plain, shares) for name in tree_order(compiled)}


def _bounded(view: NodeView, position: int, bounds: Interval) -> NodeView:
    leaves = bounds.leaf_low.shape[1]
    if position < leaves:
        low, high = bounds.leaf_low[0, position], bounds.leaf_high[0, position]
    else:
        low, high = bounds.low[0, position - leaves], bounds.high[0, position - leaves]
    return replace(view, low=_number(low), high=_number(high))


def _placed(compiled: CompiledModel, name: str, plain: Mapping[str, NodeView], shares: Mapping[str, float]) -> NodeView:
    if name not in plain:
        parent = next(
            group.id
            for group in compiled.groups
            if isinstance(node := compiled.model.nodes[group.id], Group) and name in node.children
        )
        return NodeView(
            id=name, parent=parent, state="not-covered", score=None, low=None, high=None, coverage=None, share=0.0
        )
    view = plain[name]
    return view if name not in shares else replace(view, share=shares[name])


def tree_order(compiled: CompiledModel) -> tuple[str, ...]:
    """Return the ids of all nodes, parents before children, siblings as the model lists them."""
    model = compiled.model
    found: list[str] = []

    def visit(name: str) -> None:
        found.append(name)
        node = model.nodes.get(name)
        for child in node.children if isinstance(node, Group) else ():
            visit(child)

    visit(model.root)
    return tuple(found)


def children_of(compiled: CompiledModel, group: CompiledGroup) -> tuple[str, ...]:
    """Return the ids of a group's covered children in order."""
    return tuple(compiled.node_ids[position] for position in group.children)


def scored_shares(compiled: CompiledModel, group: CompiledGroup, views: Mapping[str, NodeView]) -> Mapping[str, float]:
    """Return each child's weight among the group's scored children, 0 where a child is not scored.

    Of a sum of points it is the weight among all children: nothing is handed to those that are scored.
    """
    names = children_of(compiled, group)
    counted = [
        float(weight) if views[name].state == "scored" else 0.0
        for name, weight in zip(names, group.weights, strict=True)
    ]
    total = 1.0 if group.aggregate == "sum" else sum(counted)
    return {name: weight / total if total > 0 else 0.0 for name, weight in zip(names, counted, strict=True)}


def contributions(compiled: CompiledModel, views: Mapping[str, NodeView], node: str) -> Mapping[str, float]:
    """Return what each indicator under a node brings to its score, in points; they sum to the score.

    A weighted mean hands each child share x score. Other aggregates are not sums, so their score is handed out in
    proportion: a minimum to the child that sets it; a count or a ladder to the children that were counted; a geometric
    mean by weight.
    """
    found: dict[str, float] = {}

    def hand_out(name: str, points: float) -> None:
        group = next((candidate for candidate in compiled.groups if candidate.id == name), None)
        if group is None:
            found[name] = points
            return
        for child, part in portions(compiled, group, views).items():
            if views[child].state == "scored":
                hand_out(child, points * part)

    start = views[node].score
    if start is not None:
        hand_out(node, start)
    return found


def portions(compiled: CompiledModel, group: CompiledGroup, views: Mapping[str, NodeView]) -> Mapping[str, float]:
    """Return the part of a group's score that each child brings; they sum to 1.

    Where none brings anything the parts are the shares: a score of 0 can reach a count's bound of 0, and so be handed
    points of the count.
    """
    shares = scored_shares(compiled, group, views)
    scores = {name: views[name].score or 0.0 for name in shares}
    match group.aggregate:
        case "weighted-mean" | "sum":
            brought = {name: share * scores[name] for name, share in shares.items()}
        case "geometric-mean":
            brought = dict(shares)
        case "minimum":
            counted = [name for name, share in shares.items() if share > 0]
            lowest = min(counted, key=lambda name: scores[name], default=None)
            brought = {name: 1.0 if name == lowest else 0.0 for name in shares}
        case "count" | "ladder":
            brought = _counted(group, shares, scores)
        case _:
            assert_never(group.aggregate)
    total = sum(brought.values())
    return {name: part / total for name, part in brought.items()} if total > 0 else shares


def _counted(group: CompiledGroup, shares: Mapping[str, float], scores: Mapping[str, float]) -> dict[str, float]:
    brought: dict[str, float] = {}
    climbing = True
    for (name, share), bound in zip(shares.items(), group.bounds, strict=True):
        reached = scores[name] / 100 >= bound - TOLERANCE
        if share > 0 and not reached and group.aggregate == "ladder":
            climbing = False
        brought[name] = share if reached and climbing else 0.0
    return brought
