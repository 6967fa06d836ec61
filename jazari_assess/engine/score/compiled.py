"""A maturity model compiled once for one variant: leaves, groups in the order of computing, and weight matrices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import assert_never

import numpy as np
from numpy.typing import NDArray

from jazari_assess.engine.weights.weighting import group_weights
from jazari_assess.model.maturity import Aggregate, Group, Indicator, MaturityModel, NotCovered, Variant
from jazari_assess.model.profile import Sector, Size
from jazari_assess.model.result import TOP_SCORE

Floats = NDArray[np.float64]
Positions = NDArray[np.intp]


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """An indicator: the column of its question in the answer matrix, and how it sees the value."""

    id: str
    column: int
    points: tuple[tuple[float, float], ...] | None = None
    reaches: float | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class CompiledGroup:
    """A group: children as positions among all nodes (leaves first, then groups), weights (k,), bounds (k,) 0..1."""

    id: str
    aggregate: Aggregate
    children: Positions
    weights: Floats
    bounds: Floats
    minimum_coverage: float


@dataclass(frozen=True, kw_only=True, eq=False)
class Layer:
    """Neighbouring groups, from ``first`` up to ``stop``, that can be computed together once those before them are.

    A layer of weighted means has its weights as one matrix over the leaves (leaves, groups of the layer) and one over
    the groups (all groups, groups of the layer), None where it is all zero.
    """

    first: int
    stop: int
    minimum_coverage: Floats
    over_leaves: Floats | None
    over_groups: Floats | None
    matrix: bool


@dataclass(frozen=True, kw_only=True, eq=False)
class CompiledModel:
    """What the kernel needs of a model. ``groups`` stand in an order in which children come before parents."""

    model: MaturityModel
    variant: str | None
    questions: tuple[str, ...]
    leaves: tuple[Leaf, ...]
    groups: tuple[CompiledGroup, ...]
    layers: tuple[Layer, ...]

    @cached_property
    def node_ids(self) -> tuple[str, ...]:
        """The ids of all nodes by position: leaves, then groups."""
        return (*(leaf.id for leaf in self.leaves), *(group.id for group in self.groups))

    @cached_property
    def position(self) -> Mapping[str, int]:
        """The position of each node by id."""
        return {name: index for index, name in enumerate(self.node_ids)}

    @cached_property
    def parent(self) -> Mapping[str, str]:
        """The parent of each node but the root."""
        return {self.node_ids[child]: group.id for group in self.groups for child in group.children}

    def reweighted(self, groups: tuple[CompiledGroup, ...]) -> "CompiledModel":
        """Return the model with the same groups under other weights."""
        return replace(self, groups=groups, layers=_layers(self.model, groups, len(self.leaves)))

    @property
    def root(self) -> int:
        """The position of the root among the groups: it is computed last."""
        return len(self.groups) - 1

    @cached_property
    def straight(self) -> bool:
        """Whether the leaves are the columns of the answer matrix as they stand."""
        return len(self.leaves) == len(self.questions) and all(
            leaf.column == index and leaf.points is None and leaf.reaches is None
            for index, leaf in enumerate(self.leaves)
        )


def variant_for(model: MaturityModel, sector: Sector | None, size: Size | None) -> Variant | None:
    """Return the first variant that holds for a firm, or None."""
    for variant in model.variants:
        when = variant.when
        if (not when.sector or sector in when.sector) and (not when.size or size in when.size):
            return variant
    return None


def compile_model(model: MaturityModel, questions: Sequence[str], variant: Variant | None = None) -> CompiledModel:
    """Compile a model that reading has checked, over the columns ``questions`` of the answer matrix."""
    order = _layered(model)
    leaves = _leaves(model, questions, order)
    place = {name: index for index, name in enumerate([*(leaf.id for leaf in leaves), *order])}
    groups = tuple(
        _group(model, name, node, place, variant) for name in order if isinstance(node := model.nodes[name], Group)
    )
    return CompiledModel(
        model=model,
        variant=None if variant is None else variant.id,
        questions=tuple(questions),
        leaves=leaves,
        groups=groups,
        layers=_layers(model, groups, len(leaves)),
    )


def _height(model: MaturityModel, name: str) -> int:
    node = model.nodes.get(name)
    return 1 + max(_height(model, child) for child in node.children) if isinstance(node, Group) else 0


def _layered(model: MaturityModel) -> list[str]:
    """Return the ids of the groups under the root, layer by layer: children stand before parents, the root last."""

    def under(name: str) -> list[str]:
        node = model.nodes.get(name)
        return [name, *(found for child in node.children for found in under(child))] if isinstance(node, Group) else []

    return sorted(under(model.root), key=lambda name: _layer_key(model, name))


def _layer_key(model: MaturityModel, name: str) -> tuple[int, bool]:
    node = model.nodes[name]
    return _height(model, name), isinstance(node, Group) and node.aggregate != "weighted-mean"


def _leaves(model: MaturityModel, questions: Sequence[str], order: Sequence[str]) -> tuple[Leaf, ...]:
    column = {name: index for index, name in enumerate(questions)}
    found: list[Leaf] = []
    for group in order:
        node = model.nodes[group]
        for child in node.children if isinstance(node, Group) else ():
            match model.nodes.get(child):
                case None:
                    found.append(Leaf(id=child, column=column[child]))
                case Indicator() as indicator:
                    found.append(
                        Leaf(
                            id=child,
                            column=column[indicator.question],
                            points=indicator.map_,
                            reaches=indicator.reaches,
                        )
                    )
                case Group() | NotCovered():
                    pass
                case _ as never:
                    assert_never(never)
    return tuple(sorted(found, key=lambda leaf: leaf.column))


def _group(
    model: MaturityModel, name: str, node: Group, place: Mapping[str, int], variant: Variant | None
) -> CompiledGroup:
    override = None if variant is None else variant.weights.get(name)
    weights = dict(zip(node.children, group_weights(node, override).values, strict=True))
    covered = [child for child in node.children if not isinstance(model.nodes.get(child), NotCovered)]
    return CompiledGroup(
        id=name,
        aggregate=node.aggregate,
        children=np.array([place[child] for child in covered], dtype=np.intp),
        weights=np.array([weights[child] for child in covered], dtype=np.float64),
        bounds=np.array([node.bounds.get(child, TOP_SCORE) / TOP_SCORE for child in covered], dtype=np.float64),
        minimum_coverage=model.minimum_coverage if node.minimum_coverage is None else node.minimum_coverage,
    )


def _layers(model: MaturityModel, groups: Sequence[CompiledGroup], leaf_count: int) -> tuple[Layer, ...]:
    keys = [_layer_key(model, group.id) for group in groups]
    return tuple(_layer(groups, keys.index(key), keys.count(key), leaf_count) for key in dict.fromkeys(keys))


def _layer(groups: Sequence[CompiledGroup], first: int, count: int, leaf_count: int) -> Layer:
    members = groups[first : first + count]
    table = np.zeros((leaf_count + len(groups), count))
    for column, group in enumerate(members):
        table[group.children, column] = group.weights
    over_leaves, over_groups = table[:leaf_count], table[leaf_count:]
    return Layer(
        first=first,
        stop=first + count,
        minimum_coverage=np.array([group.minimum_coverage for group in members]),
        over_leaves=over_leaves if over_leaves.any() else None,
        over_groups=over_groups if over_groups.any() else None,
        matrix=all(group.aggregate == "weighted-mean" for group in members),
    )
