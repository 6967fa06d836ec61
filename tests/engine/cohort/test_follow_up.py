"""What moved between a firm's assessments, and what missing answers could explain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jazari_assess.engine.cohort.follow_up import (
    PlannedItem,
    Reading,
    Visit,
    enough_in_common,
    followed_up,
)
from jazari_assess.model.movement import Change, change


def reading(score: float | None, open_by: float = 0.0) -> Reading:
    """Return a score with missing answers that leave it open by so many points on both sides."""
    if score is None:
        return Reading(score=None)
    return Reading(score=score, low=max(score - open_by, 0), high=min(score + open_by, 100))


def visit(stage: str, overall: float, plan: tuple[PlannedItem, ...] = (), **nodes: float | None) -> Visit:
    """Return a visit at which everything is known."""
    found = {name.replace("_", "-"): reading(score) for name, score in nodes.items()}
    return Visit(stage=stage, date=None, overall=reading(overall), nodes=found, plan=plan)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (reading(20), reading(30), Change(points=10, certainty="sure")),
        (reading(30), reading(20), Change(points=-10, certainty="sure")),
        (reading(20), reading(20.04), Change(points=0, certainty="unmoved")),
        (reading(0), reading(0.05), Change(points=0.05, certainty="sure")),
        (reading(41.6), reading(41.65), Change(points=41.65 - 41.6, certainty="sure")),  # a hair below 0.05 as doubles
        (reading(20, 6), reading(30, 5), Change(points=10, certainty="open")),  # 26 and 25 overlap
        (reading(20, 4), reading(30, 5), Change(points=10, certainty="sure")),
        (reading(30, 5), reading(20, 4), Change(points=-10, certainty="sure")),
        (reading(0.5), reading(0), Change(points=-0.5, certainty="sure")),
        (reading(20), Reading(score=30), Change(points=10, certainty="open")),
        (reading(None), reading(30), None),
        (reading(20), reading(None), None),
        (None, reading(20), None),
    ],
)
def test_a_change_is_sure_beyond_what_missing_answers_leave_open(
    before: Reading | None, after: Reading, found: Change | None
) -> None:
    """Intervals that overlap leave it open whether the score moved; a score that is missing has no change."""
    assert change(before, after) == found


def test_three_visits_step_by_step_and_as_a_whole() -> None:
    """A dimension that rose and fell back: both steps are told, and that the whole is nothing."""
    visits = [visit("T0", 20, data=10), visit("T1", 30, data=40), visit("T2", 35, data=10)]
    found = followed_up(visits, ["data"], [])
    assert [one and one.points for one in found.overall.changes] == [10, 5]
    assert found.overall.whole == Change(points=15, certainty="sure")
    assert [one and one.points for one in found.dimensions[0].changes] == [30, -30]
    assert found.dimensions[0].whole == Change(points=0, certainty="unmoved")


def test_questions_that_moved_are_listed_by_their_rise_and_the_others_counted() -> None:
    """What rose most comes first, what fell last; what was not answered at both ends is not counted as the same."""
    first = visit("T0", 20, a=0, b=50, c=75, d=25, e=None)
    last = visit("T1", 20, a=25, b=100, c=50, d=25, e=50)
    found = followed_up([first, last], [], ["a", "b", "c", "d", "e"])
    assert [line.node for line in found.questions] == ["b", "a", "c"]
    assert found.unmoved == 1


def test_the_plan_beside_what_moved_where_it_aimed() -> None:
    """Items of the first plan with what their node did since; the plan of the last visit has no time after it."""
    plan = (
        PlannedItem(item="breakdown-history", node="maintenance", status="done"),
        PlannedItem(item="ask-for-help", node=None),
    )
    late = (PlannedItem(item="late", node="maintenance"),)
    found = followed_up([visit("T0", 20, plan, maintenance=0), visit("T1", 30, late, maintenance=25)], [], [])
    assert [(one.item, one.status, one.visit) for one in found.plan] == [
        ("breakdown-history", "done", 0),
        ("ask-for-help", None, 0),
    ]
    assert found.plan[0].change == Change(points=25, certainty="sure")
    assert found.plan[1].change is None


@pytest.mark.parametrize(("common", "enough"), [(40, True), (60, True), (39, False), (0, False)])
def test_versions_that_share_too_little_are_not_compared(common: int, *, enough: bool) -> None:
    """Two thirds of 60 questions are 40."""
    assert enough_in_common(common, 60) is enough


scores = st.none() | st.floats(0, 100)


@given(scores, scores, st.floats(0, 50), st.floats(0, 50))
def test_the_way_back_is_the_opposite(before: float | None, after: float | None, one: float, other: float) -> None:
    """Whichever visit is called the first, a change is as large and as sure."""
    there, back = (
        change(reading(before, one), reading(after, other)),
        change(reading(after, other), reading(before, one)),
    )
    assert (there is None) == (back is None)
    if there is not None and back is not None:
        assert (there.points, there.certainty) == (-back.points, back.certainty)


def test_what_a_plan_led_to_is_read_at_the_last_visit() -> None:
    """Of three visits the first plan is held against the third, not against the next."""
    plan = (PlannedItem(item="breakdown-history", node="maintenance"),)
    visits = [visit("T0", 20, plan, maintenance=0), visit("T1", 30, maintenance=25), visit("T2", 40, maintenance=75)]
    assert [one.change for one in followed_up(visits, [], []).plan] == [Change(points=75, certainty="sure")]
