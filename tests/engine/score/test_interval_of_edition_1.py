"""Low and high on the 1.0.0 content, whose conditions and maps once led beyond them: values worked out apart."""

from collections.abc import Mapping
from functools import cache

import pytest

from jazari_assess.engine.score.evaluate import evaluate
from jazari_assess.engine.weights.weighting import consistency_ratio
from jazari_assess.model.assessment import Answer, Assessment, Given, QuestionnaireRef
from jazari_assess.model.library import Library
from jazari_assess.model.profile import Profile
from jazari_assess.model.questionnaire import (
    ChecklistQuestion,
    ChoiceQuestion,
    LevelQuestion,
    NumberQuestion,
    ValueQuestion,
    YesPartlyNoQuestion,
)
from jazari_assess.model.result import ModelResult
from jazari_assess.reading.content.library import read_library
from tests.engine.content import ROOT

QUESTIONNAIRE = "industrie-x0"


@cache
def edition() -> Library:
    """Return the content as it was in its version 1.0.0."""
    return read_library((ROOT / "tests" / "content" / "edition-1.0.0",), consistency_ratio)


def extreme(question: ValueQuestion, *, best: bool) -> Answer:
    """Return the answer that is worth most, or least."""
    match question:
        case LevelQuestion():
            return Given(answer=question.options - 1 if best else 0)
        case ChecklistQuestion():
            items = tuple(item for item in question.options if item != question.none)
            return Given(answer=items if best else (question.none,))
        case ChoiceQuestion():
            pick = max if best else min
            return Given(answer=pick(question.options, key=lambda option: question.options[option]))
        case YesPartlyNoQuestion():
            return Given(answer="yes" if best else "no")
        case NumberQuestion():
            rises = question.map_[-1][1] >= question.map_[0][1]
            return Given(answer=question.maximum if best == rises else question.minimum)


def firm(best: Mapping[str, bool]) -> Assessment:
    """Return a firm of 50 in no sector of its own, with each question named at its best or its worst."""
    questions = edition().questionnaires[QUESTIONNAIRE].structure.questions
    answers: dict[str, Answer] = {}
    for name, is_best in best.items():
        question = questions[name]
        assert isinstance(question, ValueQuestion)
        answers[name] = extreme(question, best=is_best)
    return Assessment(
        schema_="jazari-assess/assessment/1",
        id="extreme",
        questionnaire=QuestionnaireRef(id=QUESTIONNAIRE, version="1.0.0"),
        stage="T0",
        date="2026-01-01",
        profile=Profile(firm="Firm", sector="other", staff=50),
        answers=answers,
    )


def scored(best: Mapping[str, bool], model: str = QUESTIONNAIRE) -> ModelResult:
    """Return the scores of such a firm."""
    content = edition()
    result = evaluate(
        content.questionnaires[QUESTIONNAIRE],
        [content.models[model]],
        firm(best),
        date="2026-01-01",
        tool_version="1",
        draws=1,
    )
    return result.models[0]


def valued() -> tuple[str, ...]:
    """Return every question that has a value."""
    return edition().questionnaires[QUESTIONNAIRE].structure.valued


def short_path() -> tuple[str, ...]:
    """Return the questions of the short path."""
    questions = edition().questionnaires[QUESTIONNAIRE].structure.questions
    return tuple(
        name for name in valued() if isinstance(question := questions[name], ValueQuestion) and question.express
    )


def test_low_of_the_short_path_is_the_score_with_all_else_at_its_worst() -> None:
    """A question that no answer shows yet is missing: the short path at its best may still end at 49.933."""
    asked = dict.fromkeys(short_path(), True)
    before = scored(asked)
    after = scored({**dict.fromkeys(valued(), False), **asked})
    assert len(asked) == 18
    assert before.interval == "exact"
    assert before.overall.low == pytest.approx(49.933, abs=1e-3)
    assert after.overall.score == pytest.approx(before.overall.low, abs=1e-9)
    customers = before.nodes["customers-products"]
    assert customers.low == pytest.approx(50.0, abs=1e-3)
    assert after.nodes["customers-products"].score == pytest.approx(customers.low, abs=1e-9)


def test_high_of_what_a_map_caps_is_what_its_best_answer_gives() -> None:
    """Energy meters alone end at band 3: unanswered, facility connectivity reaches 60, as the best answer gives."""
    best = dict.fromkeys(valued(), True)
    open_ = scored({name: True for name in best if name != "energy-monitoring"}, "siri")
    assert open_.nodes["facility-connectivity"].high == pytest.approx(60.0, abs=1e-9)
    assert open_.nodes["facility-connectivity"].score is None
    assert scored(best, "siri").nodes["facility-connectivity"].score == pytest.approx(60.0, abs=1e-9)
