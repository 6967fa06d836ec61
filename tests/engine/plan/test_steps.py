"""The rows that first steps are ranked by, worked out by hand, and what the plan says of the first of them."""

import pytest

from jazari_assess.engine.first_steps import FirstRow
from jazari_assess.engine.plan.build import Case
from jazari_assess.engine.plan.roadmap import checked_case, planned
from jazari_assess.engine.plan.steps import FIRST_STEPS, first_rows, up_to
from jazari_assess.model.plan_settings import PlanSettings
from tests.engine.plan.random_firms import DATE
from tests.engine.plan.small_content import assessment, content

UNKNOWN = {"state": "unknown"}


def case(answers: dict[str, object] | None = None, settings: PlanSettings | None = None, **profile: object) -> Case:
    """Return the case of the lowest firm, some of its answers replaced."""
    return checked_case(content(), assessment(answers, **profile), settings or PlanSettings())


def rows(found: Case) -> dict[str, FirstRow]:
    """Return the rows of a firm by their action."""
    return {row.id: row for row in first_rows(found)}


def test_a_row_is_worth_its_points_where_the_firm_stands() -> None:
    """House weighs 0.625 and a first step of order is 12.5 of its points; below a target each counts six times."""
    assert rows(case())["order-1"].worth == pytest.approx(0.625 * 12.5)
    assert rows(case(settings=PlanSettings(targets={"house": 60.0})))["order-1"].worth == pytest.approx(
        6 * 0.625 * 12.5
    )
    assert rows(case(settings=PlanSettings(priorities={"house": 3})))["order-1"].worth == pytest.approx(
        3 * 0.625 * 12.5
    )


def test_a_row_of_two_lifts_is_worth_both() -> None:
    """A list of two items: 25 points of a quarter of the house for each, the second as high as the first."""
    assert rows(case())["list-ab"].worth == pytest.approx(2 * rows(case())["list-a"].worth)
    assert rows(case())["list-a"].worth == pytest.approx(0.625 * 25 / 4)


def test_aims_are_pools_of_their_own() -> None:
    """An aim takes half of the value: order decides it with four of five parts, and its own deed brings 25 points."""
    found = rows(case(aims=("calm",)))
    assert found["order-1"].worth == pytest.approx(0.625 / 2 * 12.5 + 0.5 * 25 * 4 / 5)
    assert found["deed"].worth == pytest.approx(0.5 * 25 * 4 / 5)
    assert rows(case())["deed"].worth == 0.0


def test_what_is_open_has_a_row_and_is_ready_where_it_asks_for_nothing() -> None:
    """A second step waits for the first; what is done, barred or not for the firm has no row."""
    found = rows(case({"care": 1}))
    assert (found["order-1"].ready, found["order-2"].ready) == (True, False)
    assert not {"care-1", "when-large"} & found.keys()
    assert found["order-1"].days == 1.5


def test_what_is_not_known_is_worth_nothing_yet() -> None:
    """It keeps its place, and is found out first."""
    found = rows(case({"care": UNKNOWN}))
    assert (found["care-1"].worth, found["care-1"].ready) == (0.0, False)


def test_a_raised_flag_marks_its_first_act_and_what_leads_to_it() -> None:
    """Care at nothing is a risk of severity 3, due at once; no rule a duty of 2, which one step leads to."""
    found = case()
    assert found.flags == ("careless", "rule-missing")
    marked = {name: (row.flag, row.severity, row.due) for name, row in rows(found).items() if row.flag}
    due = found.content.numbers.flags.due
    assert marked == {
        "care-1": ("careless", 3, due[2]),
        "rule-yes": ("rule-missing", 2, due[1]),
        "only-crafts": ("rule-missing", 2, due[1]),
    }
    assert (rows(found)["order-1"].severity, rows(found)["order-1"].due) == (0, 0)


def test_the_way_to_an_act_is_as_far_as_it_is_open() -> None:
    """The third step of order asks for the second and for care, these for what comes before them, each told once."""
    assert list(up_to(case(), "order-3")) == ["order-3", "order-2", "care-1", "order-1"]
    assert list(up_to(case({"order": 2}), "order-3")) == ["order-3", "care-1"]
    assert list(up_to(case(), "when-large")) == []
    assert list(up_to(case(), "away")) == []


def test_the_plan_says_when_each_first_step_begins() -> None:
    """With little time some wait: a step of a later quarter says so, one that is left out says why."""
    settings = PlanSettings(capacity=2.0)
    plan = planned(content(), assessment(), settings, date=DATE)
    starts = {item.id: item.quarter for item in plan.items}
    assert 1 < len(plan.first_steps) <= FIRST_STEPS
    assert [step.quarter for step in plan.first_steps] == [starts.get(step.id) for step in plan.first_steps]
    reasons = [None if step.reason is None else step.reason.code for step in plan.first_steps]
    assert [reason is None for reason in reasons] == [step.quarter == 1 for step in plan.first_steps]
    later = [step for step in plan.first_steps if step.quarter is not None and step.quarter > 1]
    assert later
    assert all(step.reason and (step.reason.code, step.reason.quarter) == ("later", step.quarter) for step in later)
    assert [step.flag for step in plan.first_steps][:2] == ["careless", "rule-missing"]
