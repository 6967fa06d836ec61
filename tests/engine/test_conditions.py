"""What conditions say of firms, where an answer may be missing."""

from typing import Any

import numpy as np
import pytest
from pydantic import TypeAdapter

from jazari_assess.engine.conditions import Evidence
from jazari_assess.engine.score.values import answer_columns
from jazari_assess.model.assessment import Assessment
from jazari_assess.model.conditions import Condition, questions_in
from jazari_assess.model.questionnaire import Questionnaire

QUESTIONNAIRE = Questionnaire.model_validate(
    {
        "schema": "jazari-assess/questionnaire/1",
        "id": "small",
        "version": "1.0.0",
        "license": "CC-BY-4.0",
        "source": "made for tests",
        "sections": {"all": ("sector", "staff", "level", "list", "machines", "connected")},
        "questions": {
            "sector": {"kind": "profile", "field": "sector"},
            "staff": {"kind": "profile", "field": "staff"},
            "level": {"kind": "level", "options": 5, "not-applicable": True},
            "list": {"kind": "checklist", "options": {"none": 0.0, "a": 1.0, "b": 1.0}, "none": "none"},
            "machines": {"kind": "number", "minimum": 0.0, "maximum": 99.0, "map": ((0.0, 0.0), (9.0, 1.0))},
            "connected": {
                "kind": "number",
                "minimum": 0.0,
                "maximum": 99.0,
                "map": ((0.0, 0.0), (9.0, 1.0)),
                "when": {"question": "machines", "at-least": 1.0},
            },
        },
    }
)
READ: TypeAdapter[Condition] = TypeAdapter(Condition)


def assessment(answers: dict[str, Any], **profile: object) -> Assessment:
    """Return a firm with some answers; a value that is no mapping is a given answer."""
    told = {name: one if isinstance(one, dict) else {"state": "given", "answer": one} for name, one in answers.items()}
    return Assessment.model_validate(
        {
            "schema": "jazari-assess/assessment/1",
            "id": "firm",
            "questionnaire": {"id": "small", "version": "1.0.0"},
            "profile": {"firm": "Firm", **profile},
            "answers": told,
        }
    )


def truth(condition: dict[str, Any], firm: Assessment, *, closed: bool = False) -> bool | None:
    """Return whether a condition holds for a firm, None where nobody knows."""
    columns = answer_columns(QUESTIONNAIRE, [firm])
    relevant = np.array([Assessment.model_validate(firm).answers.get("machines") is not None])
    evidence = Evidence(
        questionnaire=QUESTIONNAIRE,
        columns=columns,
        shown=lambda name: relevant if name == "connected" else np.array([True]),
        closed=closed,
    )
    found = evidence.truth(READ.validate_python(condition))
    assert not (found.true & found.false).any()
    return True if found.true[0] else False if found.false[0] else None


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"question": "level", "at-least": 2.0}, True),
        ({"question": "level", "is": 1}, False),
        ({"question": "list", "is": "a"}, True),
        ({"question": "list", "at-least": 2.0}, False),
        ({"not": {"question": "list", "is": "b"}}, True),
        ({"question": "level", "state": "given"}, True),
        ({"question": "connected", "state": "not-applicable"}, True),
        ({"sector": ("automotive", "crafts")}, True),
        ({"size": ("micro",)}, False),
        ({"staff-at-least": 40}, True),
        ({"any": ({"question": "machines", "is": 3}, {"question": "level", "is": 3})}, True),
    ],
)
def test_answers_that_are_there_decide(condition: dict[str, Any], *, expected: bool) -> None:
    """A test on a given answer or a known profile is certainly true or certainly false."""
    assert truth(condition, assessment({"level": 3, "list": ("a",)}, sector="automotive", staff=40)) is expected


@pytest.mark.parametrize(
    "condition",
    [
        {"question": "level", "at-least": 2.0},
        {"not": {"question": "level", "at-least": 2.0}},
        {"question": "list", "is": "a"},
        {"compare": {"question": "machines", "greater-than": "connected"}},
        {"sector": ("crafts",)},
        {"size": ("micro",)},
        {"not": {"staff-at-least": 10}},
        {"any": ({"question": "machines", "is": 3}, {"question": "level", "is": 3})},
    ],
)
def test_a_missing_answer_proves_nothing(condition: dict[str, Any]) -> None:
    """Neither a test nor its contrary holds where the answer or the field of the profile is missing."""
    assert truth(condition, assessment({"level": {"state": "unknown"}})) is None


def test_what_decides_alone_needs_no_other_answer() -> None:
    """One false part makes ``all`` false, one true part makes ``any`` true, whatever is missing beside it."""
    firm = assessment({"level": 3})
    missing = {"question": "list", "is": "a"}
    assert truth({"all": ({"question": "level", "is": 0}, missing)}, firm) is False
    assert truth({"any": ({"question": "level", "is": 3}, missing)}, firm) is True
    assert truth({"all": ({"question": "level", "is": 3}, missing)}, firm) is None


def test_states_of_a_question_are_always_certain() -> None:
    """Unknown and unanswered are facts about the answers, not missing ones."""
    firm = assessment({"level": {"state": "unknown"}})
    assert truth({"question": "level", "state": "unknown"}, firm) is True
    assert truth({"question": "level", "answered": False}, firm) is True
    assert truth({"question": "list", "state": "unanswered"}, firm) is True
    assert truth({"question": "list", "state": "given"}, firm) is False


def test_two_numbers_are_compared() -> None:
    """The first must be greater, not equal."""
    compare = {"compare": {"question": "connected", "greater-than": "machines"}}
    assert truth(compare, assessment({"machines": 3, "connected": 4})) is True
    assert truth(compare, assessment({"machines": 4, "connected": 4})) is False


def test_conditions_that_hide_questions_are_closed() -> None:
    """For them what is not known to hold does not hold, so a contrary does."""
    assert truth({"not": {"question": "level", "is": 1}}, assessment({}), closed=True) is True


def test_the_questions_of_a_condition_are_found() -> None:
    """Both questions of a comparison count, a test on the profile looks at none."""
    condition = {"all": ({"compare": {"question": "machines", "greater-than": "level"}}, {"size": ("micro",)})}
    assert questions_in(READ.validate_python(condition)) == ("machines", "level")
