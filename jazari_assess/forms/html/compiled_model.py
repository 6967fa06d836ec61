"""The compiled model as the page's interpreter takes it: leaves, groups, weights by variant, how gaps are filled."""

from collections.abc import Mapping, Sequence

import numpy as np

from jazari_assess.engine.completions import MOST_COMBINATIONS, Completions, completions, looked_at, told_apart
from jazari_assess.engine.score.compiled import CompiledGroup, CompiledModel, Leaf, compile_model
from jazari_assess.engine.score.interval import Cases, completion_plan
from jazari_assess.engine.score.values import ABSENT, GIVEN, NOT_APPLICABLE, UNKNOWN
from jazari_assess.forms.html.json_data import Json
from jazari_assess.model.maturity import MaturityModel
from jazari_assess.model.profile import REGIONS, SECTORS
from jazari_assess.model.questionnaire import (
    YES_PARTLY_NO,
    ChecklistQuestion,
    ChoiceQuestion,
    LevelQuestion,
    NumberQuestion,
    ProfileQuestion,
    Question,
    Questionnaire,
    TextQuestion,
    YesPartlyNoQuestion,
)

_STATES = {ABSENT: "unanswered", GIVEN: "given", UNKNOWN: "unknown", NOT_APPLICABLE: "not-applicable"}


def model_data(model: MaturityModel, questionnaire: Questionnaire) -> Mapping[str, Json]:
    """Return a model over the questions of a questionnaire, with the weights of each variant."""
    compiled = compile_model(model, questionnaire.valued)
    counted = {"missing": model.missing, "not-applicable": model.not_applicable}
    return {
        "id": model.id,
        "version": model.version,
        "overall": model.overall,
        "levels": model.levels.model_dump(mode="json", by_alias=True, exclude_none=True),
        "leaves": [_leaf(leaf, compiled) for leaf in compiled.leaves],
        "groups": [_group(group) for group in compiled.groups],
        "weights": _weights(compiled),
        "variants": [
            {
                "id": one.id,
                "sector": list(one.when.sector),
                "size": list(one.when.size),
                "weights": _weights(compile_model(model, questionnaire.valued, one)),
            }
            for one in model.variants
        ],
        **{name: found.value for name, found in counted.items() if found is not None},
    }


def _leaf(leaf: Leaf, compiled: CompiledModel) -> Mapping[str, Json]:
    found: dict[str, Json] = {"id": leaf.id, "question": compiled.questions[leaf.column]}
    if leaf.points is not None:
        found["points"] = leaf.points
    if leaf.reaches is not None:
        found["reaches"] = leaf.reaches
    return found


def _group(group: CompiledGroup) -> Mapping[str, Json]:
    return {
        "id": group.id,
        "aggregate": group.aggregate,
        "children": group.children.tolist(),
        "bounds": group.bounds.tolist(),
        "minimum-coverage": group.minimum_coverage,
    }


def _weights(compiled: CompiledModel) -> Json:
    return [group.weights.tolist() for group in compiled.groups]


def completion_data(model: MaturityModel, questionnaire: Questionnaire) -> Mapping[str, Json]:
    """Return the answers that stand for all that may still come: for the model, and for what is shown."""
    plan = completion_plan(questionnaire, compile_model(model, questionnaire.valued))
    by_condition = {name: _by_condition(name, questionnaire) for name in looked_at(questionnaire)}
    return {
        "model": {
            "cases": {name: _cases(questionnaire.questions[name], cases) for name, cases in plan.cases.items()},
            "several": list(plan.several),
            "open": list(plan.open),
            "most": MOST_COMBINATIONS,
        },
        "shown": {
            "cases": {name: found for name, found in by_condition.items() if found is not None},
            "open": [name for name, found in by_condition.items() if found is None],
            "most": MOST_COMBINATIONS,
        },
    }


def _by_condition(name: str, questionnaire: Questionnaire) -> list[dict[str, Json]] | None:
    """Return one answer of each group that conditions tell apart, None where there are too many answers."""
    found = completions(name, questionnaire)
    if found is None:
        return None
    answers = _answers(questionnaire.questions[name], found)
    return [answers[positions[0]] for positions in told_apart(found, name, questionnaire)]


def _cases(question: Question, cases: Cases) -> Json:
    answers = _answers(question, cases.answers)
    bounds = zip(cases.low, cases.high, strict=True)
    return [
        {**answer, "low": _number(low), "high": _number(high)}
        for answer, (low, high) in zip(answers, bounds, strict=True)
    ]


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _answers(question: Question, found: Completions) -> list[dict[str, Json]]:
    column = found.column
    return [
        {"state": _STATES[int(state)], **({"answer": _answer(question, codes)} if state == GIVEN else {})}
        for state, codes in zip(column.states, column.codes.tolist(), strict=True)
    ]


def _answer(question: Question, codes: float | list[float]) -> Json:
    """Return the answer that stands behind the codes of a column, as an assessment holds it."""
    if isinstance(codes, list):
        options = tuple(question.options) if isinstance(question, ChecklistQuestion) else ()
        return [option for option, chosen in zip(options, codes, strict=True) if chosen]
    match question:
        case ChoiceQuestion():
            return tuple(question.options)[int(codes)]
        case YesPartlyNoQuestion():
            return YES_PARTLY_NO[int(codes)]
        case ProfileQuestion():
            known: Sequence[str] = {"region": REGIONS, "sector": SECTORS}.get(question.field, ())
            return known[int(codes)] if known else codes
        case LevelQuestion() | NumberQuestion() | TextQuestion() | ChecklistQuestion():
            return int(codes) if codes == int(codes) else codes
