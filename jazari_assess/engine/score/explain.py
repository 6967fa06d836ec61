"""The arithmetic behind a score, line by line."""

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np

from jazari_assess.engine.score.compiled import CompiledGroup, CompiledModel, Leaf
from jazari_assess.engine.score.evaluate import Answered, answered, compiled_for, counted_as
from jazari_assess.engine.score.tree import NodeView, children_of, contributions, node_views, scored_shares, tree_order
from jazari_assess.errors import UsageError, choice_of
from jazari_assess.model.assessment import Assessment, Given
from jazari_assess.model.explanation import ContributionLine, Explanation, GroupLine, IndicatorLine, Term
from jazari_assess.model.library import ModelContent, QuestionnaireContent


def explain(
    questionnaire: QuestionnaireContent, model: ModelContent, assessment: Assessment, node: str | None = None
) -> Explanation:
    """Return the lines behind one node, the root unless named; the contributions sum to its score.

    Raises ``UsageError`` when the model has no such node.
    """
    firm = answered(questionnaire.structure, assessment)
    compiled = compiled_for(model.structure, firm)
    views = node_views(compiled, firm.matrix.values, firm.matrix.not_applicable)
    start = compiled.model.root if node is None else node
    if start not in views:
        raise UsageError("item-unknown", found=start, model=compiled.model.id, known=choice_of(start, views))
    below = _below(compiled, start)
    return Explanation(
        schema_="jazari-assess/explanation/1",
        model=compiled.model.id,
        variant=compiled.variant,
        node=start,
        score=views[start].score,
        lines=tuple(_line(compiled, firm, views, name) for name in below if views[name].state != "not-covered"),
        contributions=_contribution_lines(compiled, views, start),
        missing_counts_as=counted_as(compiled.model.missing),
        not_applicable_counts_as=counted_as(compiled.model.not_applicable),
    )


def _below(compiled: CompiledModel, start: str) -> tuple[str, ...]:
    parent = {name: compiled.parent.get(name) for name in tree_order(compiled)}

    def is_under(name: str | None) -> bool:
        return name is not None and (name == start or is_under(parent.get(name)))

    return tuple(name for name in parent if is_under(name))


def _line(
    compiled: CompiledModel, firm: Answered, views: Mapping[str, NodeView], name: str
) -> GroupLine | IndicatorLine:
    position = compiled.position[name]
    if position < len(compiled.leaves):
        return _indicator_line(firm, compiled.leaves[position], views[name])
    return _group_line(compiled, compiled.groups[position - len(compiled.leaves)], views)


def _indicator_line(firm: Answered, leaf: Leaf, view: NodeView) -> IndicatorLine:
    question = firm.matrix.questions[leaf.column]
    answer = firm.assessment.answers.get(question)
    value = float(firm.matrix.values[0, leaf.column])
    return IndicatorLine(
        node=leaf.id,
        question=question,
        state=view.state,
        answer=answer.answer if isinstance(answer, Given) else None,
        value=None if np.isnan(value) else value,
        score=view.score,
        counted_as=_counted_as(firm, leaf, view),
    )


def _counted_as(firm: Answered, leaf: Leaf, view: NodeView) -> Literal["missing", "not-applicable"] | None:
    """Return in whose place a fixed value of the model stands, None where an answer counts, or nothing does."""
    if view.state != "scored" or not np.isnan(firm.matrix.values[0, leaf.column]):
        return None
    return "not-applicable" if firm.matrix.not_applicable[0, leaf.column] else "missing"


def _group_line(compiled: CompiledModel, group: CompiledGroup, views: Mapping[str, NodeView]) -> GroupLine:
    names = children_of(compiled, group)
    weights = dict(zip(names, map(float, group.weights), strict=True))
    shares = scored_shares(compiled, group, views)
    return GroupLine(
        node=group.id,
        aggregate=group.aggregate,
        state=views[group.id].state,
        terms=tuple(_term(views[name], weights[name], shares[name]) for name in names),
        scored_weight=1.0 if group.aggregate == "sum" else _weight_of(names, weights, views),
        applicable_weight=sum(weights[name] for name in names if views[name].state != "not-applicable"),
        coverage=views[group.id].coverage,
        minimum_coverage=group.minimum_coverage,
        score=views[group.id].score,
    )


def _weight_of(names: Sequence[str], weights: Mapping[str, float], views: Mapping[str, NodeView]) -> float:
    return sum(weights[name] for name in names if views[name].state == "scored")


def _term(view: NodeView, weight: float, share: float) -> Term:
    return Term(
        node=view.id,
        state=view.state,
        score=view.score,
        coverage=view.coverage,
        weight=weight,
        share=share,
        product=None if view.score is None else share * view.score,
    )


def _contribution_lines(
    compiled: CompiledModel, views: Mapping[str, NodeView], start: str
) -> tuple[ContributionLine, ...]:
    brought = contributions(compiled, views, start)
    return tuple(
        ContributionLine(
            node=name,
            share=_path_share(compiled, views, name, start),
            score=views[name].score or 0.0,
            contribution=part,
        )
        for name, part in brought.items()
    )


def _path_share(compiled: CompiledModel, views: Mapping[str, NodeView], name: str, start: str) -> float:
    share = 1.0
    while name != start:
        share *= views[name].share
        name = compiled.parent[name]
    return share
