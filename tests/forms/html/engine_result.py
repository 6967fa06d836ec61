"""What the engine says of one assessment, in the shape in which the page says it."""

from collections.abc import Mapping

from jazari_assess.engine.first_steps import first_steps
from jazari_assess.engine.flags import contradictions, evidence_of, raised
from jazari_assess.engine.plan.build import Case, case_of
from jazari_assess.engine.plan.content import PlanContent
from jazari_assess.engine.plan.firm import firm_of
from jazari_assess.engine.plan.service_ranking import helpers_of
from jazari_assess.engine.plan.steps import FIRST_STEPS, first_rows
from jazari_assess.engine.score.evaluate import evaluate
from jazari_assess.forms.interface import FormContent
from jazari_assess.model.assessment import Assessment
from jazari_assess.model.plan_settings import PlanSettings
from jazari_assess.model.result import ModelResult, NodeResult, Overall

HELPERS = 2
"""As many as a form names with each first step."""


def engine_result(content: FormContent, assessment: Assessment) -> Mapping[str, object]:
    """Return every node, the overall score, flags, contradictions, first steps with their worth and who helps."""
    result = evaluate(
        content.questionnaire, [content.model], assessment, date="2026-11-29", tool_version="0", draws=1
    ).models[0]
    evidence = evidence_of(content.structure, assessment)
    case = _case(content, assessment)
    first = first_steps(first_rows(case), FIRST_STEPS)
    return {
        **scores_of(result),
        "flags": list(raised(content.questionnaire.flags, evidence)),
        "checks": list(contradictions(content.questionnaire.checks, evidence)),
        "first": [[row.id, row.flag, row.worth] for row in first],
        "helpers": [list(helpers_of(case, row.id, row.flag)[:HELPERS]) for row in first],
    }


def scores_of(result: ModelResult) -> Mapping[str, object]:
    """Return every node and the overall score of a result."""
    return {
        "nodes": {name: _node(one) for name, one in result.nodes.items() if one.state != "not-covered"},
        "overall": _overall(result.overall),
        "exact": result.interval == "exact",
    }


def _case(content: FormContent, assessment: Assessment) -> Case:
    known = PlanContent(
        questionnaire=content.structure,
        model=content.model.structure,
        flags=content.questionnaire.flags,
        aims=content.model.aims,
        actions=content.actions,
        services=content.catalogue.structure.services,
        providers=content.catalogue.structure.providers,
        numbers=content.catalogue.planning,
        sha256=content.catalogue.sha256,
    )
    return case_of(known, firm_of(known, assessment), PlanSettings())


def _node(node: NodeResult) -> Mapping[str, object]:
    return {
        "score": node.score,
        "low": node.low,
        "high": node.high,
        "level": node.level_id,
        "coverage": node.coverage,
        "state": node.state,
        "share": node.weight,
        "parent": node.parent,
    }


def _overall(overall: Overall) -> Mapping[str, object]:
    cap = overall.capped_by
    return {
        "score": overall.score,
        "low": overall.low,
        "high": overall.high,
        "level": overall.level_id,
        "coverage": overall.coverage,
        "lowest": overall.lowest_level,
        "highest": overall.highest_level,
        "cap": None if cap is None else {"level": cap.level_id, "node": cap.node, "atLeast": cap.at_least},
    }


def differences(ours: object, theirs: object, path: str = "", tolerance: float = 1e-9) -> list[str]:
    """Return where two results differ: numbers by more than the tolerance, anything else at all."""
    if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
        keys = {*ours, *theirs}
        return [one for key in sorted(keys) for one in differences(ours.get(key), theirs.get(key), f"{path}/{key}")]
    if isinstance(ours, list | tuple) and isinstance(theirs, list | tuple) and len(ours) == len(theirs):
        pairs = enumerate(zip(ours, theirs, strict=True))
        return [one for place, (mine, other) in pairs for one in differences(mine, other, f"{path}/{place}")]
    if isinstance(ours, float | int) and isinstance(theirs, float | int) and abs(ours - theirs) <= tolerance:
        return []
    return [] if ours == theirs else [f"{path}: {ours} is not {theirs}"]
