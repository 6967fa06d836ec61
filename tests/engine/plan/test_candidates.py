"""What is open to a firm, what it needs first, and what it is not offered."""

from typing import Any

import pytest

from jazari_assess.engine.plan.candidates import FIND_OUT, QUESTIONNAIRE, candidates, half_days
from jazari_assess.engine.plan.standing import answer_after, standing
from tests.engine.plan.small_content import ACTIONS, action, content, firm


def state(name: str, answers: dict[str, Any]) -> str:
    """Return where a firm stands to an action."""
    return standing(ACTIONS[name], firm(answers), ACTIONS).state


@pytest.mark.parametrize(
    ("name", "answers", "expected"),
    [
        ("order-1", {"order": 0}, "open"),
        ("order-1", {"order": 3}, "done"),
        ("order-2", {"order": {"state": "unknown"}}, "unknown"),
        ("order-2", {"order": None}, "unknown"),
        ("order-2", {"order": {"state": "not-applicable"}}, "not-applicable"),
        ("list-ab", {"list": ("a", "b")}, "done"),
        ("list-ab", {"list": ("a",)}, "open"),
        ("form", {"shop": "no"}, "open"),
        ("form", {"shop": "full"}, "done"),
        ("form", {"shop": "abroad"}, "done"),
        ("full", {"shop": "abroad"}, "open"),
        ("count-50", {"count": 50.0}, "done"),
        ("rule-yes", {"rule": "partly"}, "open"),
        ("opener", {}, "open"),
    ],
)
def test_where_a_firm_stands(name: str, answers: dict[str, Any], expected: str) -> None:
    """A result that is there is done, a missing answer is unknown, a choice is no ladder."""
    assert state(name, answers) == expected


def test_a_list_adds_only_what_is_not_ticked() -> None:
    """Of a list half done only the rest is lifted, for half of the days at least."""
    half = standing(ACTIONS["list-ab"], firm({"list": ("a",)}), ACTIONS)
    assert [lift.option for lift in half.lifts] == ["b"]
    assert half.lifts[0].high == pytest.approx(25.0)
    assert half.share == 0.5


def test_a_step_half_taken_gains_the_rest() -> None:
    """A number between the ends of a step is lifted from where it is."""
    lift = standing(ACTIONS["count-50"], firm({"count": 30.0}), ACTIONS).lifts[0]
    assert lift.low == pytest.approx(30.0)
    assert lift.high == pytest.approx(50.0)


def test_the_answer_after_an_action() -> None:
    """Each form changes the answer as it says, and nothing that is better already."""
    own = firm({"list": ("a",)})
    assert answer_after(ACTIONS["order-2"], own, 1) == 2
    assert answer_after(ACTIONS["order-2"], own, 4) == 4
    assert answer_after(ACTIONS["list-ab"], own, ("a",)) == ("a", "b")
    assert answer_after(ACTIONS["list-ab"], own, ("none",)) == ("a", "b")
    assert answer_after(ACTIONS["form"], own, "no") == "form"
    assert answer_after(ACTIONS["form"], own, "full") == "full"
    assert answer_after(ACTIONS["rule-yes"], own, "partly") == "yes"
    assert answer_after(ACTIONS["opener"], own, 2) == 2


def test_a_higher_step_needs_one_of_those_below() -> None:
    """Two actions lead to where the third step begins: one of them comes first."""
    found = candidates(content(), firm())
    assert set(found["order-3"].needs[0]) == {"order-2", "order-2-light"}
    assert found["order-3"].needs[1][0] == "care-1"
    assert candidates(content(), firm({"order": 2, "care": 1}))["order-3"].needs == ()


def test_a_choice_needs_what_leads_to_where_it_begins() -> None:
    """From "no" the way to "full" leads over "form"."""
    assert candidates(content(), firm())["full"].needs == (("form",),)
    assert candidates(content(), firm({"shop": "abroad"}))["full"].needs == ()


def test_an_unknown_answer_satisfies_nothing() -> None:
    """What is required and unknown keeps its place, gains nothing, and is found out first."""
    found = candidates(content(), firm({"care": {"state": "unknown"}, "order": 2}))
    assert found["care-1"].reserved
    assert found["care-1"].lifts == ()
    assert found["order-3"].needs == (("care-1",),)
    assert (FIND_OUT,) in found["care-1"].needs
    assert (QUESTIONNAIRE,) in candidates(content(), firm({"care": None}))["care-1"].needs


def test_what_is_not_for_the_firm_is_barred_with_its_reason() -> None:
    """Trade, size and conditions bar; what asks for something barred is barred by it."""
    found = candidates(content(), firm(sector="automotive", staff=8))
    assert found["only-crafts"].barred is not None
    assert found["only-crafts"].barred.code == "sector"
    assert found["count-50"].barred is not None
    assert found["count-50"].barred.code == "size"
    assert found["when-large"].settled
    assert found["rule-yes"].barred is not None
    assert found["rule-yes"].barred.code == "prerequisite"


def test_a_condition_on_an_unknown_profile_does_not_hold() -> None:
    """Where the staff is not known, what is for large firms is kept as a place only."""
    assert candidates(content(), firm(staff=None))["when-large"].reserved


def test_an_opener_of_a_step_taken_long_ago_is_not_begun_again() -> None:
    """A firm at the second step of care has opened it."""
    assert candidates(content(), firm({"care": 2}))["opener"].settled
    assert candidates(content(), firm({"care": 1}))["opener"].open


def test_what_is_required_may_be_reached_by_a_higher_step_and_not_by_a_lower() -> None:
    """The second step of care serves who asks for the first; the first does not serve who asks for the second."""
    found = candidates(
        content(actions={**ACTIONS, "late": action(deeds=("calm",), requires=("care-2",))}),
        firm({"order": 2}),
    )
    assert found["order-3"].needs == (("care-1", "care-2"),)
    assert found["late"].needs == (("care-2",),)


@pytest.mark.parametrize(
    ("days", "told"), [(0.1, 0.5), (0.5, 0.5), (0.74, 0.5), (0.75, 1.0), (1.25, 1.5), (2.2, 2.0), (2.25, 2.5), (40, 40)]
)
def test_days_are_told_in_halves(days: float, told: float) -> None:
    """Half a day at least, and upwards from between two halves."""
    assert half_days(days) == told


def test_the_days_of_an_action_are_the_middle_of_its_range() -> None:
    """One to two days; of a list half done half of them; of another size what the action says of the first."""
    found = candidates(content(), firm({"list": ("a",)}))
    assert (found["form"].range, found["form"].days) == ((1.0, 2.0), 1.5)
    assert (found["list-ab"].range, found["list-ab"].days) == ((0.5, 1.0), 1.0)
    large = candidates(content(), firm(staff=300))["count-50"]
    assert (large.range, large.days) == ((10.0, 20.0), 15.0)


def test_a_habit_takes_less_in_a_small_firm() -> None:
    """Three days a quarter are one and a half in a firm of six and nearly four in one of three hundred."""
    own = content(actions={**ACTIONS, "kept": action(deeds=("calm",), keep=3.0)})
    kept = {staff: candidates(own, firm(staff=staff))["kept"].keep for staff in (6, 60, 300)}
    assert kept == {6: 1.5, 60: 3.0, 300: pytest.approx(3.9)}


def test_only_what_changes_no_answer_is_an_opener() -> None:
    """A step that another act of its question requires is no opener of it: a firm above it has simply taken it."""
    own = content(actions={**ACTIONS, "care-3": action(indicator="care", step=(2, 3), requires=("list-ab", "care-1"))})
    found = candidates(own, firm({"care": 3}))
    assert [found[name].formless for name in ("opener", "care-1", "list-ab")] == [True, False, False]
