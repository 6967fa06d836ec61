"""From one firm's answers to the result object, over one or several models."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from jazari_assess.engine.asking import relevance
from jazari_assess.engine.score.compiled import CompiledModel, compile_model, variant_for
from jazari_assess.engine.score.gains import gains, raised_values
from jazari_assess.engine.score.kernel import TOLERANCE, score
from jazari_assess.engine.score.levels import gated_levels, level_positions
from jazari_assess.engine.score.robustness import node_scores, robustness
from jazari_assess.engine.score.tree import NodeView, contributions, node_views
from jazari_assess.engine.score.values import AnswerMatrix, answer_columns, answer_matrix
from jazari_assess.engine.weights.weighting import group_weights
from jazari_assess.model.assessment import Assessment, QuestionnaireRef
from jazari_assess.model.library import ModelContent, QuestionnaireContent
from jazari_assess.model.maturity import Group, LevelStep, MaturityModel
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
DEFAULT_DRAWS = 1000


@dataclass(frozen=True, kw_only=True)
class Answered:
    """One firm's answers as the kernel takes them."""

    questionnaire: Questionnaire
    assessment: Assessment
    matrix: AnswerMatrix


def answered(questionnaire: Questionnaire, assessment: Assessment) -> Answered:
    """Turn one firm's answers into a matrix of one row."""
    columns = answer_columns(questionnaire, [assessment])
    matrix = answer_matrix(questionnaire, columns, relevance(questionnaire, columns))
    return Answered(questionnaire=questionnaire, assessment=assessment, matrix=matrix)


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


def model_result(compiled: CompiledModel, firm: Answered, *, seed: int, draws: int) -> ModelResult:
    """Return the scores of one firm under one compiled model."""
    matrix = firm.matrix
    views = node_views(compiled, matrix.values, matrix.not_applicable)
    root = views[compiled.model.root]
    with_overall = compiled.model.overall
    return ModelResult(
        model=compiled.model.id,
        overall=_overall(compiled, firm, views) if with_overall else _no_overall(root),
        nodes=_node_results(compiled, firm, views),
        robustness=robustness(compiled, matrix.values, matrix.not_applicable, seed=seed, draws=draws)
        if with_overall
        else None,
    )


def _no_overall(root: NodeView) -> Overall:
    return Overall(score=None, low=None, high=None, level=None, level_id=None, coverage=root.coverage, capped_by=None)


def _overall(compiled: CompiledModel, firm: Answered, views: Mapping[str, NodeView]) -> Overall:
    matrix, levels, root = firm.matrix, compiled.model.levels, views[compiled.model.root]
    scores = score(compiled, matrix.values, matrix.not_applicable)
    look_up = node_scores(compiled, scores, matrix.values, matrix.not_applicable)
    gated = gated_levels(levels, scores.score[:, compiled.root], look_up)
    position, capped_at = int(gated.positions[0]), int(gated.capped_at[0])
    return Overall(
        score=root.score,
        low=root.low,
        high=root.high,
        level=None if position < 0 else levels.number(position),
        level_id=None if position < 0 else levels.steps[position].id,
        coverage=root.coverage,
        capped_by=None if capped_at < 0 else _cap(levels.steps[capped_at], views),
    )


def _cap(step: LevelStep, views: Mapping[str, NodeView]) -> Cap:
    bites = next(
        requirement
        for requirement in step.require
        if (node := views[requirement.node]).state != "not-applicable"
        and (node.score is None or node.score < requirement.at_least - TOLERANCE)
    )
    return Cap(level_id=step.id, node=bites.node, at_least=bites.at_least, score=views[bites.node].score)


def _node_results(compiled: CompiledModel, firm: Answered, views: Mapping[str, NodeView]) -> Mapping[str, NodeResult]:
    model = compiled.model
    brought = contributions(compiled, views, model.root) if model.overall else {}
    gained = _gains(compiled, firm) if model.overall and views[model.root].score is not None else {}
    return {
        name: _node_result(compiled, view, brought.get(name), gained.get(name))
        for name, view in views.items()
        if name != model.root
    }


def _gains(compiled: CompiledModel, firm: Answered) -> Mapping[str, float]:
    """Return the gain of each indicator whose question has a scored answer."""
    present = ~np.isnan(firm.matrix.values[0])
    scored = {name for name, is_present in zip(firm.matrix.questions, present, strict=True) if is_present}
    used = {compiled.questions[leaf.column] for leaf in compiled.leaves} & scored
    questions = {
        name: question
        for name, question in firm.questionnaire.questions.items()
        if name in used and isinstance(question, ValueQuestion)
    }
    values = raised_values(questions, firm.assessment.answers)
    by_question = gains(compiled, firm.matrix.values, firm.matrix.not_applicable, values)
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
    )
