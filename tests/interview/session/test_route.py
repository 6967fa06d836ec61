"""Which question comes next in an interview."""

from jazari_assess.engine.asking import on_path
from jazari_assess.interview.session.route import first_open
from jazari_assess.model.assessment import Answer, Given, NotApplicable, Unknown
from jazari_assess.model.conditions import AtLeast
from jazari_assess.model.questionnaire import LevelQuestion
from tests.engine.random_questionnaires import assessment_of
from tests.engine.small_models import questionnaire

ASKED = questionnaire(
    {
        "one": LevelQuestion(kind="level", options=5),
        "two": LevelQuestion(kind="level", options=5),
        "three": LevelQuestion(kind="level", options=5),
        "last": LevelQuestion(kind="level", options=5, when=AtLeast(question="one", at_least=2)),
    }
)


def following(answers: dict[str, Answer], after: str | None = None) -> str | None:
    """Return the next open question after one."""
    assessment = assessment_of(answers)
    return first_open(ASKED, assessment, on_path(ASKED, assessment), after=after)


def test_questions_come_in_order() -> None:
    """From the first open question to the last, round to those passed over, then none."""
    assert following({}) == "one"
    assert following({"one": Given(answer=3)}, "two") == "three"
    passed: dict[str, Answer] = {"one": Given(answer=3), "three": Given(answer=0)}
    assert following(passed, "three") == "last"
    passed["last"] = Unknown(state="unknown")
    assert following(passed, "last") == "two"
    assert following({**passed, "two": NotApplicable(state="not-applicable")}, "two") is None


def test_a_question_that_became_hidden() -> None:
    """After a question that is no longer shown the search begins at the start."""
    assert following({"one": Given(answer=1)}, "last") == "two"
