"""What firms did over time and what their plans call for: counted by firm, by the plan in force, and no few told."""

from dataclasses import replace

import pytest

from jazari_assess.model.calendar import quarter_of
from jazari_assess.model.over_time import Demand, FlagCount
from jazari_assess.model.profile import Region
from jazari_assess.portfolio.over_time import over_time
from jazari_assess.portfolio.plans import alone, wanted
from jazari_assess.portfolio.records import AssessmentRecord, PlanItemRecord
from tests.portfolio.many import DIMENSIONS, drawn, record

QUESTIONS = ("maintenance", "erp-mes")
HELPED = PlanItemRecord(item="a", quarter=3, indicator="maintenance", services=(("audit", "p"), ("loan", "q")))
SOONER = PlanItemRecord(item="b", quarter=2, indicator="erp-mes", services=(("audit", "p"),))
UNHELPED = PlanItemRecord(item="c", quarter=1, indicator="erp-mes")


def firm(number: int, region: Region, *, again: bool = False, **changes: object) -> list[AssessmentRecord]:
    """Return a firm with a plan accepted in May 2026, assessed a second time without a plan where asked."""
    draw = drawn(number)
    first = replace(
        record(f"firm-{number}", draw),
        region=region,
        flags=("no-backup",),
        plan=(HELPED, SOONER, UNHELPED),
        plan_date="2026-05-10",
    )
    first = replace(first, **changes)  # type: ignore[arg-type] # fields of the record
    if not again:
        return [first]
    score = replace(first.overall, score=(first.overall.score or 0) + 8)
    second = replace(
        first, stage="T1", date="2027-05-10", flags=("flat-network",), plan=(), overall=score, sha256=f"{number:064x}"
    )
    return [first, second]


def told(every: list[list[AssessmentRecord]]) -> dict[str, Demand]:
    """Return the demand of some firms by service."""
    found = over_time([one for own in every for one in own], tuple(DIMENSIONS), (), QUESTIONS)
    return {one.service: one for one in found.demand}


def test_a_plan_calls_for_a_service_once_in_its_first_quarter() -> None:
    """What is done or dropped calls for nothing, and leaves no gap either."""
    (one,) = firm(1, "oriental")
    assert wanted(one) == {"audit": "2026-4", "loan": "2027-1"}
    assert alone(one) == {"erp-mes"}
    done = replace(one, plan=tuple(replace(item, status="done") for item in one.plan))
    assert (wanted(done), alone(done), wanted(None)) == ({}, frozenset(), {})
    assert [quarter_of("2026-12-31"), quarter_of("2026-12-31", 1), quarter_of(None)] == ["2026-4", "2027-1", None]


def test_demand_by_region_and_quarter_with_follow_ups_that_bring_no_plan() -> None:
    """Every firm counts once, where its newest assessment says it is, by the plan that is still in force."""
    every = [firm(number, "oriental" if number < 8 else "fes-meknes", again=number % 2 == 0) for number in range(20)]
    audit = told(every)["audit"]
    assert (audit.firms, audit.regions) == (20, {"fes-meknes": 12, "oriental": 8})
    assert audit.quarters == {"2026-4": 20}


def test_no_few_are_told() -> None:
    """A region of three firms is withheld, and with it the next smallest, from which it would follow."""
    every = [firm(number, "oriental" if number < 3 else "fes-meknes") for number in range(20)]
    assert told(every)["audit"].regions == {"fes-meknes": None, "oriental": None}
    assert told(every[:4]) == {}
    found = over_time([one for own in every[:4] for one in own], tuple(DIMENSIONS), ("no-backup",), QUESTIONS)
    assert (found.states, found.alone, found.planned, found.withheld) == ({}, [], None, True)


def test_flags_that_went_and_came_and_what_scores_gained() -> None:
    """Of ten firms assessed twice, with ten that were not: mean of the rises, flags open, closed and new."""
    every = [one for number in range(20) for one in firm(number, "oriental", again=number < 10)]
    found = over_time(every, tuple(DIMENSIONS), ("no-backup", "flat-network", "unseen"), QUESTIONS)
    assert (found.firms, found.twice) == (20, 10)
    assert list(found.flags) == [
        FlagCount(flag="no-backup", open=10, closed=10, opened=0),
        FlagCount(flag="flat-network", open=10, closed=0, opened=10),
    ]
    whole = found.shifts[-1]
    assert (whole.dimension, whole.firms) == (None, 10)
    assert whole.points == pytest.approx(8)
    assert [one.points for one in found.shifts[:-1]] == [0.0] * len(DIMENSIONS)


def test_what_was_done_of_plans_and_the_gaps_no_offer_answers() -> None:
    """Items by state over all plans in force; questions of actions without a service, by firm."""
    done = (replace(HELPED, status="done", done_on="2026-09-01"), SOONER, UNHELPED)
    every = [one for number in range(12) for one in firm(number, "oriental", plan=done)]
    found = over_time(every, tuple(DIMENSIONS), (), QUESTIONS)
    assert found.states == {"todo": 24, "doing": 0, "done": 12, "dropped": 0}
    assert list(found.alone) == [("erp-mes", 12)]
    assert list(over_time(every, tuple(DIMENSIONS), (), ("maintenance",)).alone) == []
    assert [one.service for one in found.demand] == ["audit"]
