"""Every model's worked examples, computed by hand in its cases.yaml, come out of the engine."""

import numpy as np
import pytest

from jazari_assess.engine.score.compiled import compile_model, variant_for
from jazari_assess.engine.score.evaluate import Answered, model_result
from jazari_assess.engine.score.values import (
    ABSENT,
    GIVEN,
    NOT_APPLICABLE,
    AnswerMatrix,
    Column,
    answer_columns,
)
from jazari_assess.model.library import ModelContent
from jazari_assess.model.maturity import Case, ExpectedNode
from jazari_assess.model.questionnaire import NumberQuestion, Question
from jazari_assess.model.result import ModelResult, NodeResult, Overall
from tests.engine.content import models, questionnaires
from tests.engine.random_questionnaires import assessment_of

CASES = [pytest.param(model, case, id=f"{name}/{case.id}") for name, model in models().items() for case in model.cases]


def answers_of(case: Case, model: ModelContent) -> Answered:
    """Return the values of a case as the kernel takes them."""
    questionnaire = questionnaires()[model.structure.questionnaire].structure
    strange = set(case.values) - set(questionnaire.valued)
    assert not strange, f"case {case.id} gives values to {sorted(strange)}, which are no scored questions"
    found = [case.values.get(name, case.default) for name in questionnaire.valued]
    values = np.array([[np.nan if value is None or value == "na" else float(value) for value in found]])
    not_applicable = np.array([[value == "na" for value in found]])
    matrix = AnswerMatrix(questions=questionnaire.valued, values=values, not_applicable=not_applicable)
    columns = dict(answer_columns(questionnaire, [assessment_of({})]))
    for name, value in zip(questionnaire.valued, found, strict=True):
        columns[name] = column_of(questionnaire.questions[name], value, columns[name])
    return Answered(questionnaire=questionnaire, assessment=assessment_of({}), columns=columns, matrix=matrix)


def column_of(question: Question, value: float | str | None, empty: Column) -> Column:
    """Return the answer that has a value; only those of numbers are looked at by conditions."""
    if value is None or value == "na":
        return Column(states=np.full(1, ABSENT if value is None else NOT_APPLICABLE, dtype=np.uint8), codes=empty.codes)
    codes = empty.codes
    if isinstance(question, NumberQuestion):
        numbers, values = zip(*question.map_, strict=True)
        codes = np.interp([float(value)], values, numbers)
    return Column(states=np.full(1, GIVEN, dtype=np.uint8), codes=codes)


def differences(expected: ExpectedNode, found: NodeResult | Overall, capped: bool | None) -> list[str]:
    """Return a line for each thing a node has otherwise than the case says."""
    wrong: list[str] = []
    for name in ("score", "low", "high", "coverage"):
        wanted, got = getattr(expected, name), getattr(found, name)
        if name in expected.model_fields_set and (
            (wanted is None) != (got is None) or (wanted is not None and abs(got - wanted) > 1e-6)
        ):
            wrong.append(f"{name} is {got}, the case says {wanted}")
    state = found.state if isinstance(found, NodeResult) else "scored" if found.score is not None else "not-scored"
    for name, got in (("level", found.level_id), ("capped", capped), ("state", state)):
        wanted = getattr(expected, name)
        if wanted is not None and got != wanted:
            wrong.append(f"{name} is {got}, the case says {wanted}")
    return wrong


def node_of(result: ModelResult, model: ModelContent, name: str) -> tuple[NodeResult | Overall, bool | None]:
    """Return a node of the result, and for the root whether a requirement caps it."""
    if name == model.structure.root:
        return result.overall, result.overall.capped_by is not None
    assert name in result.nodes, f"the model has no node {name}"
    return result.nodes[name], None


@pytest.mark.parametrize(("model", "case"), CASES)
def test_case(model: ModelContent, case: Case) -> None:
    """The scores, levels and states of a worked example are those that were computed by hand."""
    firm = answers_of(case, model)
    structure = model.structure
    compiled = compile_model(structure, firm.matrix.questions, variant_for(structure, case.sector, case.size))
    result = model_result(compiled, firm, seed=1, draws=1)
    wrong = [
        f"{name}: {line}"
        for name, expected in case.expect.items()
        for line in differences(expected, *node_of(result, model, name))
    ]
    assert not wrong, f"{model.folder}/cases.yaml, case {case.id}:\n  " + "\n  ".join(wrong)


def test_cases_are_found() -> None:
    """No model is without worked examples, and the main model is among those found."""
    assert "industrie-x0" in models()
    assert all(model.cases for model in models().values())


def test_a_wrong_case_is_told() -> None:
    """The positive control: a case that says something else is told by node, number and expectation."""
    model = models()["industrie-x0"]
    case = next(case for case in model.cases if case.id == "all-at-the-middle")
    wrong = case.model_copy(update={"expect": {"overall": ExpectedNode(score=51.0, level="discovery", capped=True)}})
    with pytest.raises(AssertionError, match=r"all-at-the-middle(.|\n)*overall: score is 50\.0\d*, the case says 51"):
        test_case(model, wrong)
