"""What the overall score gains when one answer is raised one option."""

import pytest
from hypothesis import given

from jazari_assess.engine.score.evaluate import evaluate
from jazari_assess.engine.score.gains import raised
from jazari_assess.model.assessment import Assessment, Given, GivenValue, Unknown
from jazari_assess.model.library import ModelContent, QuestionnaireContent
from jazari_assess.model.maturity import Indicator
from jazari_assess.model.questionnaire import ValueQuestion
from jazari_assess.model.result import ModelResult
from tests.engine.content import models, questionnaires, samples
from tests.engine.random_models import Firm, Shape, firms
from tests.engine.random_questionnaires import examples
from tests.engine.score.test_values import CHECKLIST, CHOICE, FALLING, LEVEL, NUMBER, WORDS
from tests.engine.small_models import firm, mean_of, model, result


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        (LEVEL, 0, 1),
        (LEVEL, 3, 4),
        (LEVEL, 4, None),
        (CHOICE, "paper", "sheet"),
        (CHOICE, "sheet", "system"),
        (CHOICE, "system", None),
        (WORDS, "no", "partly"),
        (WORDS, "partly", "yes"),
        (WORDS, "yes", None),
        (NUMBER, 0, 20),
        (NUMBER, 15, 20),
        (NUMBER, 20, 80),
        (NUMBER, 90, None),
        (FALLING, 75, 50),
        (FALLING, 50, 0),
        (FALLING, 0, None),
        (CHECKLIST, ("none",), ("backup",)),
        (CHECKLIST, (str(b"none", "ascii"),), ("backup",)),  # the same word from a file
        (CHECKLIST, ("backup",), ("backup", "policy")),
        (CHECKLIST, ("policy", "shared"), ("policy",)),
        (CHECKLIST, ("shared",), ("none",)),
        (CHECKLIST, ("policy", "backup"), None),
    ],
)
def test_one_option_up(question: ValueQuestion, answer: GivenValue, expected: GivenValue | None) -> None:
    """One option up: the next level, value, point of the map, or item; what counts against a firm goes first."""
    assert raised(question, answer) == expected


def scored(questionnaire: QuestionnaireContent, model_: ModelContent, assessment: Assessment) -> ModelResult:
    """Return one model's result."""
    found = evaluate(questionnaire, [model_], assessment, date="2026-11-21", tool_version="0.1.0", draws=1)
    return found.models[0]


def assert_gains(questionnaire: QuestionnaireContent, model_: ModelContent, assessment: Assessment) -> int:
    """Raise each answer in the assessment itself, score it anew, and compare; return how many were raised."""
    before, compared = scored(questionnaire, model_, assessment), 0
    structure = model_.structure
    for name, node in before.nodes.items():
        own = structure.nodes.get(name)
        asked = own.question if isinstance(own, Indicator) else name
        question, answer = questionnaire.structure.questions.get(asked), assessment.answers.get(asked)
        if not isinstance(question, ValueQuestion) or node.gain is None:
            continue
        assert isinstance(answer, Given)
        up = raised(question, answer.answer)
        answers = {**assessment.answers, asked: Given(answer=answer.answer if up is None else up)}
        after = scored(questionnaire, model_, assessment.model_copy(update={"answers": answers}))
        assert after.overall.score is not None
        assert before.overall.score is not None
        assert node.gain == pytest.approx(after.overall.score - before.overall.score, abs=1e-9), name
        compared += 1
    return compared


@pytest.mark.parametrize("sample", samples())
def test_gains_of_samples(sample: str) -> None:
    """Each gain of a sample firm is what scoring it with the raised answer gives."""
    compared = assert_gains(questionnaires()["industrie-x0"], models()["industrie-x0"], samples()[sample])
    assert compared >= 30


@given(firms(Shape(conditions=False)))
@examples(25)
def test_gains_of_random_firms(made: Firm) -> None:
    """The same for random models and firms; what a raised answer opens or closes is left aside."""
    assert_gains(made.questionnaire, made.model, made.assessment)


def test_only_given_answers_gain() -> None:
    """No answer, no gain; an answer at the top gains nothing."""
    found = result(firm(model(mean_of("a", "b", "c")), {"a": 10, "b": 4, "c": Unknown(state="unknown")}))
    assert [found.nodes[name].gain for name in ("a", "b", "c")] == [0, pytest.approx(5), None]
