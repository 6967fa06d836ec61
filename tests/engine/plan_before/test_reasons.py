"""What a roadmap says: why now, why not, what was passed over, what is quick and what is a foundation; kept plans."""

from itertools import pairwise

import pytest

from jazari_assess.engine.plan_before import kept_plan, plan
from jazari_assess.errors import UsageError
from jazari_assess.model.plan_settings import KeptPlan, PlanSettings
from jazari_assess.model.roadmap import Roadmap
from tests.engine.plan_before.test_roadmap import DATE, SAMPLES, library, result, roadmap


def kept(plan_: Roadmap, **changes: int) -> KeptPlan:
    """Return a plan as a firm accepts it, with items added or moved."""
    items = {item.id: item.quarter for item in plan_.items}
    return KeptPlan(settings=plan_.settings, items={**items, **changes}, date="2026-11-01")


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_kept_plan_is_the_plan_that_was_kept(sample: str) -> None:
    """Items, quarters, gains and reasons are as they were; the status and the day say that it was accepted."""
    before = roadmap(sample)
    after = kept_plan(result(sample), library(), kept(before), date=DATE)
    assert (after.status, after.accepted, after.gap) == ("kept", "2026-11-01", None)
    assert (after.items, after.left_out, after.projection) == (before.items, before.left_out, before.projection)


def test_a_kept_plan_follows_what_the_firm_chose() -> None:
    """An item the firm has put elsewhere stays there, even beyond what the solver would allow."""
    before = roadmap("textile-workshop")
    moved = before.items[0].id
    after = kept_plan(result("textile-workshop"), library(), kept(before, **{moved: 5}), date=DATE)
    assert next(item.quarter for item in after.items if item.id == moved) == 5
    assert after.projection[-1].overall == pytest.approx(before.projection[-1].overall)


def test_what_the_catalogue_has_no_more_is_not_in_a_kept_plan() -> None:
    """An unknown entry, planned or locked, is left out; the rest stands."""
    before = roadmap("textile-workshop")
    own = kept(before, **{"gone-for-good": 1})
    settings = before.settings.model_copy(update={"locks": {"gone-for-good": "in"}})
    after = kept_plan(result("textile-workshop"), library(), own.model_copy(update={"settings": settings}), date=DATE)
    assert {item.id for item in after.items} == {item.id for item in before.items}


def test_services_passed_over_have_the_purpose_and_a_reason() -> None:
    """What is passed over would lift an indicator of the planned service and is left out for not being open."""
    services = library().catalogue.structure.services
    told = 0
    for sample in SAMPLES:
        reasons = {row.id: row.reason for row in roadmap(sample).left_out}
        for item in roadmap(sample).items:
            assert item.provider is not None or item.passed_over == ()
            for name in item.passed_over:
                told += 1
                assert reasons[name] in ("region", "sector", "size", "turnover")
                assert services[name].closes
    assert told > 0


@pytest.mark.parametrize("sample", SAMPLES)
def test_foundations_are_asked_for_by_several(sample: str) -> None:
    """At least two entries of the catalogue ask for a foundation, directly or not."""
    catalogue = library().catalogue.structure
    requires = {name: entry.requires for name, entry in catalogue.actions.items()}
    requires |= {name: entry.requires for name, entry in catalogue.services.items()}
    for item in roadmap(sample).items:
        if "foundation" in item.tags:
            asking, waiting = set[str](), [item.id]
            while waiting:
                current = waiting.pop()
                more = {name for name, needed in requires.items() if current in needed} - asking
                asking |= more
                waiting += more
            assert len(asking) >= 2


@pytest.mark.parametrize("sample", SAMPLES)
def test_quick_wins_are_quick(sample: str) -> None:
    """A quick win takes one quarter and five days at most."""
    quick = [item for item in roadmap(sample).items if "quick-win" in item.tags]
    assert all(item.quarters == 1 and item.person_days <= 5 for item in quick)


@pytest.mark.parametrize("sample", SAMPLES)
def test_what_could_bring_most_is_told_first(sample: str) -> None:
    """What is left out is ordered by what it could bring."""
    gains = [round(row.gain, 6) for row in roadmap(sample).left_out]
    assert all(before >= after for before, after in pairwise(gains))


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_first_quarter_is_not_said_to_be_the_first_with_time(sample: str) -> None:
    """Waiting for time is a reason for a later quarter alone, nothing to wait for one for the first alone."""
    for item in roadmap(sample).items:
        if item.why_now == "capacity":
            assert item.quarter > 1
        if item.why_now in ("at-once", "largest-gain"):
            assert item.quarter == 1


@pytest.mark.parametrize("sample", SAMPLES)
def test_nothing_that_is_left_out_for_time_would_still_fit(sample: str) -> None:
    """Locked in beside everything that is planned, an item left out for lack of time makes the plan impossible."""
    plan_ = roadmap(sample)
    fixed = {item.id: item.quarter for item in plan_.items}
    rows = [row.id for row in plan_.left_out if row.reason == "capacity"][:3]
    for name in rows:
        again = plan(result(sample), library(), PlanSettings(locks={**fixed, name: "in"}), date=DATE)
        assert again.status == "infeasible", name


def test_what_needs_another_step_first_names_it() -> None:
    """A step above one that is not planned says which one is missing, and that one is left out too."""
    plan_ = roadmap("agri-food-cannery")
    rows = [row for row in plan_.left_out if row.reason == "prerequisite"]
    out = {row.id for row in plan_.left_out}
    assert rows
    assert all(row.related and set(row.related) <= out for row in rows)


def test_what_is_too_long_says_so() -> None:
    """With a horizon of one quarter, what takes longer is left out for its length."""
    short = plan(result("agri-food-cannery"), library(), PlanSettings(horizon_months=3), date=DATE)
    catalogue = library().catalogue.structure
    long = [row.id for row in short.left_out if row.reason == "horizon" and row.id in catalogue.actions]
    assert long
    assert any(catalogue.actions[name].weeks > 13 for name in long)


def test_a_level_that_is_reached_already_needs_nothing() -> None:
    """Asked for the level it has, a firm has nothing to do."""
    today = result("agri-food-cannery").models[0].overall.level
    plan_ = plan(result("agri-food-cannery"), library(), PlanSettings(reach_level=today), date=DATE)
    assert (plan_.status, plan_.items) == ("nothing-to-do", ())


def test_a_name_that_is_nearly_right_is_suggested() -> None:
    """An unknown entry is told with the nearest ids."""
    with pytest.raises(UsageError) as caught:
        plan(result("textile-workshop"), library(), PlanSettings(locks={"breakdown-histori": "in"}), date=DATE)
    assert "breakdown-history" in caught.value.problem.values["near"]
