"""A maturity model compiled once for one variant: leaves, groups in the order they are computed, and weight matrices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from jazari_assess.engine.weights import group_weights
from jazari_assess.model.maturity import Aggregate, Group, Indicator, MaturityModel, NotCovered, Variant
from jazari_assess.model.profile import Sector, Size

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
    """Groups that can be computed together once those before them are.

    A layer of weighted means has its weights as one matrix over the leaves (leaves, groups of the layer) and one over
    the groups (all groups, groups of the layer), None where it is all zero.
    """

    groups: Positions
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
    not_covered: tuple[str, ...]

    @cached_property
    def node_ids(self) -> tuple[str, ...]:
        """The ids of all nodes by position: leaves, then groups."""
        return tuple(node.id for node in (*self.leaves, *self.groups))

    @cached_property
    def position(self) -> Mapping[str, int]:
        """The position of each node by id."""
        return {name: index for index, name in enumerate(self.node_ids)}

    @cached_property
    def parent(self) -> Mapping[str, str]:
        """The parent of each node but the root."""
        return {
            self.node_ids[child]: group.id for group in self.groups for child in group.children
        }

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
    order = _bottom_up(model)
    leaves = _leaves(model, questions, order)
    place = {name: index for index, name in enumerate([*(leaf.id for leaf in leaves), *order])}
    groups = tuple(_group(model, name, place, variant) for name in order)
    return CompiledModel(
        model=model,
        variant=None if variant is None else variant.id,
        questions=tuple(questions),
        leaves=leaves,
        groups=groups,
        layers=_layers(groups, len(leaves)),
        not_covered=tuple(name for name, node in model.nodes.items() if isinstance(node, NotCovered)),
    )


def _bottom_up(model: MaturityModel) -> list[str]:
    """Return the ids of the groups under the root, children before parents, in the order of the tree."""
    found: list[str] = []

    def visit(name: str) -> None:
        node = model.nodes.get(name)
        if isinstance(node, Group):
            for child in node.children:
                visit(child)
            found.append(name)

    visit(model.root)
    return found


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
    return tuple(sorted(found, key=lambda leaf: leaf.column))


def _group(model: MaturityModel, name: str, place: Mapping[str, int], variant: Variant | None) -> CompiledGroup:
    node = model.nodes[name]
    if not isinstance(node, Group):
        raise TypeError(name)
    override = None if variant is None else variant.weights.get(name)
    weights = dict(zip(node.children, group_weights(node, override).values, strict=True))
    covered = [child for child in node.children if not isinstance(model.nodes.get(child), NotCovered)]
    return CompiledGroup(
        id=name,
        aggregate=node.aggregate,
        children=np.array([place[child] for child in covered], dtype=np.intp),
        weights=np.array([weights[child] for child in covered], dtype=np.float64),
        bounds=np.array([node.bounds.get(child, 100.0) / 100 for child in covered], dtype=np.float64),
        minimum_coverage=model.minimum_coverage if node.minimum_coverage is None else node.minimum_coverage,
    )


def _layers(groups: Sequence[CompiledGroup], leaf_count: int) -> tuple[Layer, ...]:
    """Put neighbouring heights together: first all groups over leaves, then those over these, and so on."""
    height: dict[int, int] = {}
    for index, group in enumerate(groups):
        below = [height[child - leaf_count] for child in group.children if child >= leaf_count]
        height[index] = 1 + max(below, default=0)
    layers: list[Layer] = []
    for level in sorted(set(height.values())):
        members = [index for index in height if height[index] == level]
        means = [index for index in members if groups[index].aggregate == "weighted-mean"]
        others = [index for index in members if groups[index].aggregate != "weighted-mean"]
        layers += [_layer(groups, part, leaf_count, matrix=part is means) for part in (means, others) if part]
    return tuple(layers)


def _layer(groups: Sequence[CompiledGroup], members: Sequence[int], leaf_count: int, *, matrix: bool) -> Layer:
    table = np.zeros((leaf_count + len(groups), len(members)))
    for column, index in enumerate(members):
        table[groups[index].children, column] = groups[index].weights
    over_leaves, over_groups = table[:leaf_count], table[leaf_count:]
    return Layer(
        groups=np.array(members, dtype=np.intp),
        over_leaves=over_leaves if over_leaves.any() else None,
        over_groups=over_groups if over_groups.any() else None,
        matrix=matrix,
    )
