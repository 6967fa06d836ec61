"""Conditions that can never certainly hold are found, and only they: compared with the engine over all answers."""

from collections.abc import Mapping
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from jazari_assess.engine.asking import relevance
from jazari_assess.engine.conditions import Evidence
from jazari_assess.engine.score.values import answer_columns
from jazari_assess.model.assessment import Answer, Assessment, Given, NotApplicable, QuestionnaireRef, Unknown
from jazari_assess.model.conditions import Condition
from jazari_assess.model.profile import Profile, Sector
from jazari_assess.model.questionnaire import Questionnaire
from jazari_assess.reading.content.satisfiability import _all, can_hold

CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)
REASON = {"rationale": "For the tests"}
QUESTIONNAIRE = Questionnaire.model_validate(
    {
        "schema": "jazari-assess/questionnaire/1",
        "id": "tiny",
        "version": "1.0.0",
        "license": "CC0",
        "source": "For the tests",
        "sections": {"all": ("sector", "staff", "level", "hidden", "list", "share", "part")},
        "questions": {
            "sector": {"kind": "profile", "field": "sector"},
            "staff": {"kind": "profile", "field": "staff"},
            "level": {"kind": "level", "options": 3, "not-applicable": True, **REASON},
            "hidden": {"kind": "level", "options": 2, "when": {"question": "level", "at-least": 1}, **REASON},
            "list": {"kind": "checklist", "options": {"a": 1.0, "b": 1.0, "none": 0.0}, "none": "none", **REASON},
            "share": {
                "kind": "number",
                "minimum": 0.0,
                "maximum": 2.0,
                "integer": True,
                "map": ((0.0, 0.0), (2.0, 1.0)),
                **REASON,
            },
            "part": {
                "kind": "number",
                "minimum": 1.0,
                "maximum": 3.0,
                "integer": True,
                "map": ((1.0, 0.0), (3.0, 1.0)),
                **REASON,
            },
        },
    },
    by_alias=True,
)
LISTS = (("a",), ("b",), ("a", "b"), ("none",))
ANSWERS: Mapping[str, tuple[Answer | None, ...]] = {
    "level": (*(Given(answer=number) for number in range(3)), NotApplicable(state="not-applicable")),
    "hidden": (Given(answer=0), Given(answer=1)),
    "list": tuple(Given(answer=items) for items in LISTS),
    "share": tuple(Given(answer=number) for number in range(3)),
    "part": tuple(Given(answer=number) for number in range(1, 4)),
}
PROFILES: tuple[tuple[Sector | None, int | None], ...] = (("crafts", 5), ("other", 60), (None, None))
MISSING: tuple[Answer | None, ...] = (None, Unknown(state="unknown"))


def evidence() -> Evidence:
    """Return every combination of answers and of profiles that the tests below can tell apart."""
    firms = [
        Assessment(
            schema_="jazari-assess/assessment/1",
            id="firm",
            questionnaire=QuestionnaireRef(id="tiny", version="1.0.0"),
            profile=Profile(firm="F", sector=sector, staff=staff),
            answers={name: answer for name, answer in zip(ANSWERS, answers, strict=True) if answer is not None},
        )
        for answers in product(*((*values, *MISSING) for values in ANSWERS.values()))
        for sector, staff in PROFILES
    ]
    columns = answer_columns(QUESTIONNAIRE, firms)
    shown = relevance(QUESTIONNAIRE, columns)
    return Evidence(
        questionnaire=QUESTIONNAIRE, columns=columns, shown=lambda name: np.asarray(shown[name], dtype=np.bool_)
    )


ALL = evidence()

tests = st.one_of(
    st.builds(lambda n: {"question": "level", "is": n}, st.integers(0, 2)),
    st.builds(lambda n: {"question": "level", "at-least": float(n)}, st.integers(1, 2)),
    st.builds(lambda n: {"question": "hidden", "is": n}, st.integers(0, 1)),
    st.builds(lambda item: {"question": "list", "is": item}, st.sampled_from(["a", "b", "none"])),
    st.builds(lambda n: {"question": "list", "at-least": float(n)}, st.integers(1, 2)),
    st.builds(lambda n: {"question": "share", "is": n}, st.integers(0, 2)),
    st.builds(lambda n: {"question": "part", "at-least": float(n)}, st.integers(1, 3)),
    st.builds(lambda yes: {"question": "hidden", "answered": yes}, st.booleans()),
    st.builds(
        lambda name, state: {"question": name, "state": state},
        st.sampled_from(["level", "hidden", "list"]),
        st.sampled_from(["given", "unknown", "unanswered", "not-applicable"]),
    ),
    st.sampled_from(
        [
            {"compare": {"question": "share", "greater-than": "part"}},
            {"compare": {"question": "part", "greater-than": "share"}},
            {"sector": ("crafts",)},
            {"size": ("medium",)},
            {"staff-at-least": 50},
        ]
    ),
)
conditions = st.recursive(
    tests,
    lambda parts: st.one_of(
        st.builds(lambda part: {"not": part}, parts),
        st.builds(lambda some: {"all": tuple(some)}, st.lists(parts, min_size=1, max_size=3)),
        st.builds(lambda some: {"any": tuple(some)}, st.lists(parts, min_size=1, max_size=3)),
    ),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(conditions)
def test_a_condition_can_hold_where_some_firm_makes_it_certainly_true(written: Mapping[str, object]) -> None:
    """The search over answers that tests tell apart finds what the engine finds over all of them."""
    condition = CONDITION.validate_python(written, by_alias=True)
    assert can_hold(QUESTIONNAIRE, condition) == bool(ALL.truth(condition).true.any())


@pytest.mark.parametrize(
    ("written", "possible"),
    [
        ({"all": ({"question": "level", "is": 0}, {"question": "hidden", "is": 1})}, False),
        ({"all": ({"question": "level", "is": 1}, {"question": "hidden", "is": 1})}, True),
        ({"all": ({"question": "list", "is": "none"}, {"question": "list", "at-least": 1.0})}, False),
        ({"all": ({"question": "level", "state": "unknown"}, {"not": {"question": "level", "is": 0}})}, False),
        ({"all": ({"size": ("micro",)}, {"staff-at-least": 10})}, False),
        ({"all": ({"compare": {"question": "share", "greater-than": "part"}}, {"question": "share", "is": 1})}, False),
    ],
)
def test_what_excludes_itself_can_never_hold(written: Mapping[str, object], *, possible: bool) -> None:
    """Hidden questions, exclusive items, missing answers under a negation, sizes and comparisons are all seen."""
    assert can_hold(QUESTIONNAIRE, CONDITION.validate_python(written, by_alias=True)) == possible


@pytest.mark.parametrize(
    ("parts", "holds", "left"),
    [((True, None, True), None, []), ((None, False, True), False, [True]), ((True, True), True, []), ((), True, [])],
)
def test_nothing_is_looked_at_behind_a_part_that_does_not_hold(
    parts: tuple[bool | None, ...], holds: bool | None, left: list[bool | None]
) -> None:
    """One part that does not hold settles the whole; one of which nothing is known does not."""
    waiting = iter(parts)
    assert _all(waiting) is holds
    assert list(waiting) == left
