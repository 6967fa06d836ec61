"""From answers to values 0..1, kind by kind."""

import numpy as np
import pytest

from jazari_assess.engine.asking import relevance
from jazari_assess.engine.score.values import answer_columns, answer_matrix, answer_value, option_code
from jazari_assess.model.assessment import Given, GivenValue, NotApplicable, Unanswered, Unknown
from jazari_assess.model.conditions import Answered
from jazari_assess.model.profile import REGIONS, SECTORS
from jazari_assess.model.questionnaire import (
    ChecklistQuestion,
    ChoiceQuestion,
    LevelQuestion,
    NumberQuestion,
    ProfileQuestion,
    Question,
    TextQuestion,
    ValueQuestion,
    YesPartlyNoQuestion,
)
from tests.engine.random_questionnaires import assessment_of
from tests.engine.small_models import questionnaire

LEVEL = LevelQuestion(kind="level", options=5)
VALUED = LevelQuestion(kind="level", options=3, values=(0.1, 0.1, 0.9))
CHOICE = ChoiceQuestion(kind="choice", options={"paper": 0.0, "sheet": 0.3, "system": 1.0})
CHECKLIST = ChecklistQuestion(
    kind="checklist", options={"policy": 2.0, "backup": 3.0, "shared": -4.0, "none": 0.0}, none="none"
)
NUMBER = NumberQuestion(kind="number", minimum=0, maximum=100, map_=((10, 0.0), (20, 0.5), (80, 1.0)))
FALLING = NumberQuestion(kind="number", minimum=0, maximum=100, map_=((0, 1.0), (50, 0.5), (100, 0.0)))
WORDS = YesPartlyNoQuestion(kind="yes-partly-no")


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        (LEVEL, 0, 0),
        (LEVEL, 1, 0.25),
        (LEVEL, 4, 1),
        (VALUED, 1, 0.1),
        (VALUED, 2, 0.9),
        (CHOICE, "sheet", 0.3),
        (CHECKLIST, ("none",), 0),
        (CHECKLIST, ("policy",), 0.4),
        (CHECKLIST, ("policy", "backup"), 1),
        (CHECKLIST, ("policy", "backup", "shared"), 0.2),
        (CHECKLIST, ("policy", "shared"), 0),
        (NUMBER, 0, 0),
        (NUMBER, 10, 0),
        (NUMBER, 15, 0.25),
        (NUMBER, 50, 0.75),
        (NUMBER, 80.0, 1),
        (NUMBER, 100, 1),
        (FALLING, 25, 0.75),
        (WORDS, "no", 0),
        (WORDS, "partly", 0.5),
        (WORDS, "yes", 1),
    ],
)
def test_value_of_an_answer(question: ValueQuestion, answer: GivenValue, expected: float) -> None:
    """Each kind of question gives the value its page states; a checklist's minus points count and stop at 0."""
    assert answer_value(question, answer) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("question", "option", "code"),
    [
        (LEVEL, 3, 3),
        (LEVEL, "3", None),
        (CHOICE, "system", 2),
        (CHOICE, "absent", None),
        (WORDS, "partly", 1),
        (NUMBER, 12.5, 12.5),
        (ProfileQuestion(kind="profile", field="sector"), "crafts", SECTORS.index("crafts")),
        (ProfileQuestion(kind="profile", field="region"), "oriental", REGIONS.index("oriental")),
        (ProfileQuestion(kind="profile", field="region"), "atlantis", None),
        (ProfileQuestion(kind="profile", field="staff"), 40, 40),
        (ProfileQuestion(kind="profile", field="firm"), "Made", 0),
        (TextQuestion(kind="text"), "anything", 0),
    ],
)
def test_code_of_an_option(question: Question, option: GivenValue, code: float | None) -> None:
    """Options become numbers to compare; what a question does not know becomes none."""
    found = option_code(question, option)
    assert np.isnan(found) if code is None else found == code


def test_matrix_of_some_firms() -> None:
    """One row a firm: values where given, missing where unknown, unanswered or absent, a mask where not applicable."""
    hidden = LevelQuestion(kind="level", options=3, when=Answered(question="a", answered=True))
    asked = questionnaire({"a": LEVEL, "b": hidden, "c": CHECKLIST, "note": TextQuestion(kind="text")})
    firms = [
        assessment_of({"a": Given(answer=2), "b": Given(answer=1), "c": Given(answer=("policy",))}),
        assessment_of(
            {"a": Unknown(state="unknown"), "b": Given(answer=1), "c": NotApplicable(state="not-applicable")}
        ),
        assessment_of({"c": Unanswered(state="unanswered", note="to ask"), "note": Given(answer="said")}),
    ]
    columns = answer_columns(asked, firms)
    shown = relevance(asked, columns)
    found = answer_matrix(asked, columns, shown, shown)
    assert found.questions == ("a", "b", "c")
    nan = np.nan
    np.testing.assert_allclose(found.values, [[0.5, 0.5, 0.4], [nan, nan, nan], [nan, nan, nan]])
    assert found.not_applicable.tolist() == [[False] * 3, [False, True, True], [False, True, False]]
