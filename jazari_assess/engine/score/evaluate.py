"""From one firm's answers to the result object, over one or several models."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from jazari_assess.engine.completions import shown
from jazari_assess.engine.flags import contradictions, evidence_of, raised
from jazari_assess.engine.highlights import highlights
from jazari_assess.engine.score.compiled import CompiledModel, compile_model, variant_for
from jazari_assess.engine.score.gains import gains, raised_values
from jazari_assess.engine.score.interval import Interval, completion_plan, interval
from jazari_assess.engine.score.kernel import Floats, Scores, score
from jazari_assess.engine.score.levels import NodeScores, gated_levels, level_positions
from jazari_assess.engine.score.robustness import node_scores, robustness
from jazari_assess.engine.score.sensitivity import sensitivity
from jazari_assess.engine.score.tree import NodeView, children_of, contributions, node_views
from jazari_assess.engine.score.values import AnswerMatrix, Column, answer_columns, answer_matrix
from jazari_assess.engine.weights.weighting import group_weights
from jazari_assess.model.assessment import Assessment, QuestionnaireRef
from jazari_assess.model.library import ModelContent, QuestionnaireContent
from jazari_assess.model.maturity import TOLERANCE, CountsAs, Group, LevelStep, MaturityModel
from jazari_assess.model.questionnaire import Questionnaire, ValueQuestion
from jazari_assess.model.result import (
    Cap,
    ModelRef,
    ModelResult,
    NodeResult,
    Overall,
    Provenance,
    Result,
)

DEFAULT_SEED = 20260112
"""Any number does, as long as it stays: this is the day the network of institutes was launched."""
DEFAULT_DRAWS = 1000
"""A share of draws is then sure to about three points in a hundred (1.96 x sqrt(0.25 / 1000))."""


@dataclass(frozen=True, kw_only=True)
class Answered:
    """One firm's answers as the kernel takes them."""

    questionnaire: Questionnaire
    assessment: Assessment
    columns: Mapping[str, Column]
    matrix: AnswerMatrix


def answered(questionnaire: Questionnaire, assessment: Assessment) -> Answered:
    """Turn one firm's answers into a matrix of one row."""
    columns = answer_columns(questionnaire, [assessment])
    relevant = shown(questionnaire, columns)
    matrix = answer_matrix(questionnaire, columns, relevant.always, relevant.ever)
    return Answered(questionnaire=questionnaire, assessment=assessment, columns=columns, matrix=matrix)


def compiled_for(model: MaturityModel, firm: Answered) -> CompiledModel:
    """Compile a model with the variant that holds for the firm."""
    profile = firm.assessment.profile
    return compile_model(model, firm.matrix.questions, variant_for(model, profile.sector, profile.size))


def evaluate(
    questionnaire: QuestionnaireContent,
    models: Sequence[ModelContent],
    assessment: Assessment,
    *,
    date: str,
    tool_version: str,
    seed: int = DEFAULT_SEED,
    draws: int = DEFAULT_DRAWS,
) -> Result:
    """Score one assessment that reading has checked, over the given models, the first being the main one.

    ``date`` is YYYY-MM-DD. The same arguments give an equal result.
    """
    firm = answered(questionnaire.structure, assessment)
    compiled = [compiled_for(model.structure, firm) for model in models]
    evidence = evidence_of(questionnaire.structure, assessment)
    return Result(
        schema_="jazari-assess/result/1",
        assessment=assessment,
        provenance=Provenance(
            tool="jazari-assess",
            tool_version=tool_version,
            date=date,
            questionnaire=QuestionnaireRef(
                id=questionnaire.structure.id,
                version=questionnaire.structure.version,
                sha256=questionnaire.sha256,
            ),
            models=tuple(_model_ref(model, own) for model, own in zip(models, compiled, strict=True)),
        ),
        models=tuple(model_result(own, firm, seed=seed, draws=draws) for own in compiled),
        flags=raised(questionnaire.flags, evidence),
        checks=contradictions(questionnaire.checks, evidence),
    )


def _model_ref(model: ModelContent, compiled: CompiledModel) -> ModelRef:
    return ModelRef(
        id=model.structure.id,
        version=model.structure.version,
        sha256=model.sha256,
        variant=compiled.variant,
        weights=used_weights(model.structure, compiled.variant),
    )


def used_weights(model: MaturityModel, variant: str | None) -> Mapping[str, Mapping[str, float]]:
    """Return the weights of every group's children in a variant, normalised among all siblings."""
    overrides = next((own.weights for own in model.variants if own.id == variant), {})
    return {
        name: dict(zip(node.children, group_weights(node, overrides.get(name)).values, strict=True))
        for name, node in model.nodes.items()
        if isinstance(node, Group)
    }


@dataclass(frozen=True, kw_only=True)
class _Scored:
    """One firm under one compiled model, scored once for all that is said of it."""

    compiled: CompiledModel
    firm: Answered
    scores: Scores
    bounds: Interval
    views: Mapping[str, NodeView]

    @property
    def root(self) -> NodeView:
        return self.views[self.compiled.model.root]

    def level_at(self, scores: Floats, leaves: Floats) -> int:
        """Return the position of the level for node scores (1, groups) and (1, leaves), -1 where there is none."""
        levels = self.compiled.model.levels

        def node(name: str) -> NodeScores:
            place = self.compiled.position[name] - len(self.compiled.leaves)
            found = scores[:, place] if place >= 0 else leaves[:, self.compiled.position[name]]
            out = self.views[name].state == "not-applicable"
            return NodeScores(score=found, not_applicable=np.full(1, out))

        return int(gated_levels(levels, scores[:, self.compiled.root], node).positions[0])


def model_result(compiled: CompiledModel, firm: Answered, *, seed: int, draws: int) -> ModelResult:
    """Return the scores of one firm under one compiled model."""
    values, out = firm.matrix.values, firm.matrix.not_applicable
    scores = score(compiled, values, out)
    bounds = interval(completion_plan(firm.questionnaire, compiled), firm.columns, firm.matrix, scores)
    views = node_views(compiled, values, out, scores=scores, bounds=bounds)
    scored = _Scored(compiled=compiled, firm=firm, scores=scores, bounds=bounds, views=views)
    with_overall = compiled.model.overall
    leaves = (views[leaf.id] for leaf in compiled.leaves)
    nodes = _node_results(scored)
    return ModelResult(
        model=compiled.model.id,
        overall=_overall(scored) if with_overall else _no_overall(scored.root),
        nodes=nodes,
        robustness=robustness(compiled, values, out, scores, seed=seed, draws=draws) if with_overall else None,
        interval="exact" if bounds.exact[0] else "bound",
        missing=sum(view.coverage == 0 for view in leaves),
        missing_counts_as=counted_as(compiled.model.missing),
        not_applicable_counts_as=counted_as(compiled.model.not_applicable),
        sensitivity=sensitivity(compiled, values, out) if with_overall and scored.root.score is not None else {},
        highlights=highlights(
            nodes, _indicators(scored), children_of(compiled, compiled.groups[-1]), scored.root.score
        ),
    )


def counted_as(stand_in: CountsAs | None) -> float | None:
    """Return the value 0..1 that a model puts in the place of what is not there, None where it leaves it out."""
    return None if stand_in is None else stand_in.value


def _indicators(scored: _Scored) -> tuple[str, ...]:
    """Return the ids of the indicators in the order of the tree."""
    leaves = {leaf.id for leaf in scored.compiled.leaves}
    return tuple(name for name in scored.views if name in leaves)


def _no_overall(root: NodeView) -> Overall:
    return Overall(score=None, low=None, high=None, level=None, level_id=None, coverage=root.coverage, capped_by=None)


def _overall(scored: _Scored) -> Overall:
    compiled, matrix, root = scored.compiled, scored.firm.matrix, scored.root
    levels = compiled.model.levels
    look_up = node_scores(compiled, scored.scores, matrix.values, matrix.not_applicable)
    gated = gated_levels(levels, scored.scores.score[:, compiled.root], look_up)
    position, capped_at = int(gated.positions[0]), int(gated.capped_at[0])
    least = scored.level_at(scored.bounds.low, scored.bounds.leaf_low)
    most = scored.level_at(scored.bounds.high, scored.bounds.leaf_high)
    return Overall(
        score=root.score,
        low=root.low,
        high=root.high,
        level=None if position < 0 else levels.number(position),
        level_id=None if position < 0 else levels.steps[position].id,
        coverage=root.coverage,
        capped_by=None if capped_at < 0 else _cap(levels.steps[capped_at], scored.views),
        display=_displayed(compiled, root.score),
        lowest_level=None if least < 0 else levels.steps[least].id,
        highest_level=None if most < 0 else levels.steps[most].id,
    )


def _displayed(compiled: CompiledModel, score: float | None) -> float | None:
    scale = compiled.model.scale
    return score if score is None or scale is None else scale.shown(score)


def _cap(step: LevelStep, views: Mapping[str, NodeView]) -> Cap:
    bites = next(
        requirement
        for requirement in step.require
        if (node := views[requirement.node]).state != "not-applicable"
        and (node.score is None or node.score < requirement.at_least - TOLERANCE)
    )
    return Cap(level_id=step.id, node=bites.node, at_least=bites.at_least, score=views[bites.node].score)


def _node_results(scored: _Scored) -> Mapping[str, NodeResult]:
    compiled, model = scored.compiled, scored.compiled.model
    brought = contributions(compiled, scored.views, model.root) if model.overall else {}
    gained = _gains(scored) if model.overall and scored.root.score is not None else {}
    return {
        name: _node_result(compiled, view, brought.get(name), gained.get(name))
        for name, view in scored.views.items()
        if name != model.root
    }


def _gains(scored: _Scored) -> Mapping[str, float]:
    """Return the gain of each indicator whose question has a scored answer."""
    compiled, firm = scored.compiled, scored.firm
    present = ~np.isnan(firm.matrix.values[0])
    known = {name for name, is_present in zip(firm.matrix.questions, present, strict=True) if is_present}
    used = {compiled.questions[leaf.column] for leaf in compiled.leaves} & known
    questions = {
        name: question
        for name, question in firm.questionnaire.questions.items()
        if name in used and isinstance(question, ValueQuestion)
    }
    values = raised_values(questions, firm.assessment.answers)
    before = scored.root.score or 0.0
    by_question = gains(compiled, firm.matrix.values, firm.matrix.not_applicable, values, before)
    return {
        leaf.id: by_question[compiled.questions[leaf.column]]
        for leaf in compiled.leaves
        if compiled.questions[leaf.column] in by_question
    }


def _node_result(compiled: CompiledModel, view: NodeView, contribution: float | None, gain: float | None) -> NodeResult:
    levels = compiled.model.levels
    position = -1 if view.score is None else int(level_positions(levels, np.array([view.score]))[0])
    return NodeResult(
        score=view.score,
        low=view.low,
        high=view.high,
        level=None if position < 0 else levels.number(position),
        level_id=None if position < 0 else levels.steps[position].id,
        coverage=view.coverage,
        weight=view.share,
        state=view.state,
        parent=view.parent,
        contribution=contribution,
        gain=gain,
        display=_displayed(compiled, view.score),
    )
