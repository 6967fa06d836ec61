"""The answers that stand for all that a question can take, and the ways to answer what is missing, each once."""

from collections.abc import Sequence

import numpy as np
import pytest

from jazari_assess.engine.completions import MOST_COMBINATIONS, combined, completions, looked_at, shown, told_apart
from jazari_assess.engine.score.values import ABSENT, GIVEN, NOT_APPLICABLE, UNKNOWN, Column
from jazari_assess.model.conditions import Answered, AtLeast, Condition, StaffAtLeast
from jazari_assess.model.questionnaire import (
    ChecklistQuestion,
    LevelQuestion,
    NumberQuestion,
    ProfileQuestion,
    Question,
    Questionnaire,
    YesPartlyNoQuestion,
)
from tests.engine.small_models import questionnaire

FIVE = LevelQuestion(kind="level", options=5)
STAFF = ProfileQuestion(kind="profile", field="staff")


def number(*points: tuple[float, float], integer: bool = False) -> NumberQuestion:
    """Return a question for a number from 0 to 100."""
    return NumberQuestion(kind="number", minimum=0, maximum=100, map_=points, integer=integer)


def asked(question: Question, when: Condition | None = None) -> Questionnaire:
    """Return a questionnaire of one question, and of another one that a condition may hide."""
    return questionnaire({"one": question, "other": FIVE.model_copy(update={"when": when})})


def answers(question: Question, when: Condition | None = None, marks: Sequence[float] = ()) -> list[float]:
    """Return the codes of the answers that stand for all."""
    found = completions("one", asked(question, when), marks)
    assert found is not None
    return [float(code) for code in found.column.codes[found.column.states == GIVEN]]


def at_least(bound: float) -> AtLeast:
    """Return a condition on the first question."""
    return AtLeast(question="one", at_least=bound)


@pytest.mark.parametrize(
    ("question", "marks", "expected"),
    [
        (number((0, 0.0), (100, 1.0)), (), [0, 100]),
        (number((20, 0.0), (60, 1.0)), (), [0, 20, 60, 100]),
        (number((20, 0.0), (60, 1.0)), (0.25, 0.5), [0, 20, 30, 40, 60, 100]),
        (number((20, 1.0), (60, 0.0)), (0.25,), [0, 20, 50, 60, 100]),
        (number((0, 0.2), (40, float("0.5")), (60, float("0.5")), (100, 1.0)), (0.5,), [0, 40, 60, 100]),
        (number((0, 0.0), (25, 1.0), integer=True), (0.5,), [0, 12, 13, 25, 100]),
    ],
)
def test_a_number_stands_at_its_ends_and_where_its_value_bends(
    question: NumberQuestion, marks: Sequence[float], expected: list[float]
) -> None:
    """The knots of its map, where its value meets a mark; of whole numbers those on both sides."""
    assert answers(question, marks=marks) == expected


def test_a_number_stands_on_both_sides_of_what_a_condition_asks() -> None:
    """Just below 30, 30 and just above; of whole numbers 29 and 30."""
    below, above = np.nextafter(30, 0), np.nextafter(30, 100)
    assert answers(number((0, 0.0), (100, 1.0)), at_least(30)) == [0, below, 30, above, 100]
    assert answers(number((0, 0.0), (100, 1.0), integer=True), at_least(30)) == [0, 29, 30, 100]


def test_options_are_all_looked_at() -> None:
    """Levels, and yes, partly, no, by their place; and "not applicable" where it may be said."""
    assert answers(FIVE) == [0, 1, 2, 3, 4]
    assert answers(YesPartlyNoQuestion(kind="yes-partly-no")) == [0, 1, 2]
    found = completions("one", asked(FIVE.model_copy(update={"not_applicable": True})))
    assert found is not None
    assert found.column.states.tolist() == [GIVEN] * 5 + [NOT_APPLICABLE]
    assert np.isnan(found.column.codes[-1])


def test_every_choice_of_a_list_is_looked_at_and_of_a_long_one_most_and_least() -> None:
    """None of it, and each set of its three items; of thirteen items none, the one that takes points, the others."""
    short = {"none": 0.0, "a": 1.0, "b": 1.0, "c": -1.0}
    found = completions("one", asked(ChecklistQuestion(kind="checklist", options=short, none="none")))
    assert found is not None
    assert {tuple(row) for row in found.column.codes[:, 1:].tolist()} == set(np.ndindex(2, 2, 2))
    assert len(found) == 8
    long = {"none": 0.0, **{f"item-{number}": 1.0 for number in range(12)}, "bad": -1.0}
    found = completions("one", asked(ChecklistQuestion(kind="checklist", options=long, none="none")))
    assert found is not None
    assert found.column.codes.sum(axis=1).tolist() == [1, 1, 12]
    assert found.column.codes[:, -1].tolist() == [0, 1, 0]


def test_a_long_list_that_a_condition_looks_into_is_left_open() -> None:
    """Its sets are too many to tell apart."""
    long = {"none": 0.0, **{f"item-{number}": 1.0 for number in range(12)}}
    question = ChecklistQuestion(kind="checklist", options=long, none="none")
    assert completions("one", asked(question, Answered(question="one", answered=True))) is None


def test_the_staff_stands_on_both_sides_of_each_size_and_of_what_is_asked() -> None:
    """And the profile may stay without it for good."""
    found = completions("one", asked(STAFF, StaffAtLeast(staff_at_least=100)))
    assert found is not None
    assert found.column.states.tolist() == [GIVEN] * (len(found) - 1) + [ABSENT]
    codes = found.column.codes[:-1]
    for bound in (10, 50, 100, 250):
        assert bound in codes
        assert ((codes < bound) & (codes >= bound - 50)).any()
    assert codes.min() == 0


def test_answers_that_conditions_treat_alike_are_one_group() -> None:
    """Levels below 3, and from 3 on."""
    made = asked(FIVE, at_least(3))
    found = completions("one", made)
    assert found is not None
    assert told_apart(found, "one", made) == [(0, 1, 2), (3, 4)]
    assert looked_at(made) == ("one",)


def levels(codes: Sequence[float | None]) -> Column:
    """Return a column of levels, None where the answer is not known."""
    return Column(
        states=np.array([UNKNOWN if code is None else GIVEN for code in codes], dtype=np.uint8),
        codes=np.array([np.nan if code is None else code for code in codes]),
    )


def test_what_may_be_shown_hangs_on_the_answer_that_is_missing() -> None:
    """With it open the other question may be shown and may not; with it there it is or is not, firm by firm."""
    made = asked(FIVE, at_least(3))
    columns = {"one": levels([None, 4, 0, None]), "other": levels([1, 1, 1, 1])}
    found = shown(made, columns)
    assert found.always["other"].tolist() == [False, True, False, False]
    assert found.ever["other"].tolist() == [True, True, False, True]
    assert found.always["one"].tolist() == found.ever["one"].tolist() == [True] * 4


def test_a_question_is_shown_for_sure_where_no_answer_hides_it() -> None:
    """Shown from level 0 on: whatever is missing."""
    found = shown(asked(FIVE, at_least(0)), {"one": levels([None, 2]), "other": levels([1, 1])})
    assert found.always["other"].tolist() == found.ever["other"].tolist() == [True, True]


def test_rows_that_lack_the_same_come_together_with_each_way_to_answer() -> None:
    """Of eighteen questions each firm lacks another one, two firms the same, and one none: each comes with its own."""
    names = [f"q{place}" for place in range(18)]
    made = questionnaire(dict.fromkeys(names, LevelQuestion(kind="level", options=2)))
    lacks = [*range(18), 3, None]
    columns = {name: levels([None if lack == place else 1 for lack in lacks]) for place, name in enumerate(names)}
    cases = {name: found for name in names if (found := completions(name, made)) is not None}
    seen: dict[int, list[float]] = {}
    for one in combined(cases, columns):
        for position, row in enumerate(np.flatnonzero(one.rows).tolist()):
            lack = lacks[row]
            assert list(one.chosen) == ([] if lack is None else [names[lack]])
            name = names[0] if lack is None else names[lack]
            assert (one.columns[name].states == GIVEN).all()
            seen.setdefault(row, []).append(float(one.columns[name].codes[position]))
    assert seen == {row: [1.0] if lack is None else [0.0, 1.0] for row, lack in enumerate(lacks)}


def test_ways_that_are_too_many_do_not_come() -> None:
    """Ten open questions of two levels are as many as are gone through, eleven are not."""
    names = [f"q{place}" for place in range(11)]
    made = questionnaire(dict.fromkeys(names, LevelQuestion(kind="level", options=2)))
    cases = {name: found for name in names if (found := completions(name, made)) is not None}
    columns = {name: levels([None, 0 if place == 10 else None]) for place, name in enumerate(names)}
    ways = list(combined(cases, columns))
    assert len(ways) == MOST_COMBINATIONS == 2**10
    assert all(one.rows.tolist() == [False, True] for one in ways)
