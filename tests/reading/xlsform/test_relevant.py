"""The conditions of an XLSForm: what is said the same way here, and what is refused rather than guessed."""

import itertools

import pytest

from jazari_assess.engine.asking import relevant_questions
from jazari_assess.model.assessment import Answer, Assessment, Given, QuestionnaireRef
from jazari_assess.model.conditions import Condition
from jazari_assess.model.profile import Profile
from jazari_assess.model.questionnaire import (
    ChecklistQuestion,
    ChoiceQuestion,
    LevelQuestion,
    NumberQuestion,
    Question,
    Questionnaire,
    TextQuestion,
)
from jazari_assess.reading.xlsform.relevant import Known, NotSayableError, condition_of

SOURCE = "made for the test"
QUESTIONS: dict[str, Question] = {
    "one": ChoiceQuestion(kind="choice", options={"yes": 0.0, "no": 0.0}, fact=True, source=SOURCE),
    "several": ChecklistQuestion(
        kind="checklist", options={"a-b": 1.0, "c": 1.0, "none": 0.0}, none="none", fact=True, source=SOURCE
    ),
    "whole": NumberQuestion(
        kind="number", minimum=0.0, maximum=100.0, integer=True, map_=((0.0, 0.0), (100.0, 1.0)), source=SOURCE
    ),
    "part": NumberQuestion(kind="number", minimum=0.0, maximum=100.0, map_=((0.0, 0.0), (100.0, 1.0)), source=SOURCE),
    "level": LevelQuestion(kind="level", options=4, source=SOURCE),
    "words": TextQuestion(kind="text"),
}
KNOWN = {
    "One": Known(id="one", question=QUESTIONS["one"], options={"yes": "yes", "no": "no"}),
    "several": Known(id="several", question=QUESTIONS["several"], options={"a_b": "a-b", "c": "c", "none": "none"}),
    "whole": Known(id="whole", question=QUESTIONS["whole"], options={}),
    "part": Known(id="part", question=QUESTIONS["part"], options={}),
    "level": Known(id="level", question=QUESTIONS["level"], options={"1": 0, "2": 1, "3": 2, "4": 3}),
    "words": Known(id="words", question=QUESTIONS["words"], options={}),
}
ANSWERS: dict[str, list[object]] = {
    "one": [None, "yes", "no"],
    "several": [None, ("a-b",), ("c", "a-b"), ("none",)],
    "whole": [None, 0, 4, 5, 6],
    "part": [None, 4.5, 5.0, 5.5],
    "level": [None, 0, 1, 2, 3],
    "words": [None, "x"],
}


def truth(condition: Condition, answers: dict[str, object]) -> bool:
    """Return whether a condition holds for answers; None is no answer."""
    questionnaire = Questionnaire(
        schema_="jazari-assess/questionnaire/1",
        id="test",
        version="1.0.0",
        license="none",
        source=SOURCE,
        sections={"all": (*QUESTIONS, "probe")},
        questions={**QUESTIONS, "probe": TextQuestion(kind="text", when=condition)},
    )
    given: dict[str, Answer] = {
        name: Given.model_validate({"state": "given", "answer": value})
        for name, value in answers.items()
        if value is not None
    }
    assessment = Assessment(
        schema_="jazari-assess/assessment/1",
        id="test",
        questionnaire=QuestionnaireRef(id="test", version="1.0.0"),
        stage="T0",
        date="2026-11-21",
        profile=Profile(firm="x"),
        answers=given,
    )
    return "probe" in relevant_questions(questionnaire, assessment)


@pytest.mark.parametrize(
    ("expression", "meaning"),
    [
        ("selected(${One}, 'yes')", lambda a: a["one"] == "yes"),
        ('selected( ${several} , "a_b" )', lambda a: "a-b" in (a["several"] or ())),
        ("${One} = 'yes'", lambda a: a["one"] == "yes"),
        ("'yes' = ${One}", lambda a: a["one"] == "yes"),
        ("${One} != 'yes'", lambda a: a["one"] != "yes"),
        ("${One}=‘yes’", lambda a: a["one"] == "yes"),
        ("${One} = ’yes’", lambda a: a["one"] == "yes"),
        ("not(selected(${One}, 'yes'))", lambda a: a["one"] != "yes"),
        ("${One} = ''", lambda a: a["one"] is None),
        ("${words} != ''", lambda a: a["words"] is not None),
        ("${whole} > 4", lambda a: a["whole"] is not None and a["whole"] > 4),
        ("${whole} >= 5", lambda a: a["whole"] is not None and a["whole"] >= 5),
        ("${whole} < 5", lambda a: a["whole"] is not None and a["whole"] < 5),
        ("5 > ${whole}", lambda a: a["whole"] is not None and a["whole"] < 5),
        ("${whole} <= 5", lambda a: a["whole"] is not None and a["whole"] <= 5),
        ("${whole} = 5", lambda a: a["whole"] == 5),
        ("${whole} != 5", lambda a: a["whole"] != 5),
        ("${part} > 5", lambda a: a["part"] is not None and a["part"] > 5),
        ("${part} >= 4.6", lambda a: a["part"] is not None and a["part"] >= 4.6),
        ("${part} <= 5", lambda a: a["part"] is not None and a["part"] <= 5),
        ("${level} >= 3", lambda a: a["level"] in {2, 3}),
        ("${level} < 3", lambda a: a["level"] in {0, 1}),
        ("${level} = 2", lambda a: a["level"] == 1),
        ("selected(${One}, 'yes') and ${whole} > 4", lambda a: a["one"] == "yes" and (a["whole"] or 0) > 4),
        ("selected(${One}, 'yes') or selected(${One}, 'no')", lambda a: a["one"] is not None),
        # and binds before or, as in XPath
        (
            "selected(${One}, 'yes') or ${whole} > 4 and selected(${several}, 'c')",
            lambda a: a["one"] == "yes" or ((a["whole"] or 0) > 4 and "c" in (a["several"] or ())),
        ),
        (
            "(selected(${One}, 'yes') or ${whole} > 4) and selected(${several}, 'c')",
            lambda a: (a["one"] == "yes" or (a["whole"] or 0) > 4) and "c" in (a["several"] or ()),
        ),
        (
            "not(not(${One} = 'yes') or ${whole} < 5)",
            lambda a: a["one"] == "yes" and (a["whole"] is None or a["whole"] >= 5),
        ),
    ],
)
def test_said_the_same_way(expression: str, meaning: object) -> None:
    """For every combination of answers, none included, the condition is true exactly when the expression is."""
    condition = condition_of(expression, KNOWN)
    assert callable(meaning)
    for values in itertools.product(*ANSWERS.values()):
        answers = dict(zip(ANSWERS, values, strict=True))
        assert truth(condition, answers) == meaning(answers), (expression, answers)


@pytest.mark.parametrize(
    ("expression", "part"),
    [
        ("", "…"),
        ("FALSE", "…"),
        ("0", "…"),
        ("${gone} = 'x'", "${gone}"),
        ("selected(${One}, 'maybe')", "maybe"),
        ("count-selected(${several}) > 2", "("),
        ("regex(${words}, '[a-z]+')", "("),
        ("${words} = 'x'", "words"),
        ("${whole} + 1 > 4", "+ 1 > 4"),
        ("${whole} = 'NaN'", "NaN"),
        ("${whole} > ${part}", "${part}"),
        ("${whole} > 100", "100"),
        ("${level} > 4", ">"),
        ("${several} > 2", ">"),
        ("selected(${One}, 'yes'", "…"),
        ("selected(${One}, 'yes') selected(${One}, 'no')", "selected"),
        ("true()", "("),
        ("(" * 30 + "${whole} > 4" + ")" * 30, "("),
        ("${One} = 'yes' or " * 400 + "${One} = 'no'", "…"),
        ("${whole} > 99999999999999999999", "99999999999999999999"),
        ("${One} < ''", "<"),
    ],
)
def test_refused_rather_than_guessed(expression: str, part: str) -> None:
    """What our conditions cannot say is refused with the part at fault."""
    with pytest.raises(NotSayableError) as refused:
        condition_of(expression, KNOWN)
    assert refused.value.part == part
