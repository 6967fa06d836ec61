"""Roadmaps of the sample firms from the real catalogue: what must be in them, and what must never be."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from jazari_assess.content import own_root, roots
from jazari_assess.engine.plan_before import DELIVERED_AT_LEAST, compare, frontier, plan
from jazari_assess.engine.plan_before.candidates import is_stale
from jazari_assess.engine.score.evaluate import evaluate
from jazari_assess.errors import UsageError
from jazari_assess.model.library import Library
from jazari_assess.model.plan_settings import PlanSettings
from jazari_assess.model.result import Result
from jazari_assess.model.roadmap import Roadmap
from jazari_assess.reading.assessment.file import read_assessment
from jazari_assess.reading.content.library import read_library

DATE = "2026-11-21"
SAMPLES = ("textile-workshop", "agri-food-cannery", "automotive-supplier")


@cache
def library() -> Library:
    """Return the content that comes with the program."""
    return read_library(roots())


@cache
def result(sample: str, **_: object) -> Result:
    """Return the result of a sample firm."""
    path = own_root() / "questionnaires" / "industrie-x0" / "examples" / f"{sample}.yaml"
    return evaluated(path)


def evaluated(path: Path, **profile: object) -> Result:
    """Return the result of an assessment file whose profile is changed."""
    assessment = read_assessment(path, library())
    moved = assessment.model_copy(update={"profile": assessment.profile.model_copy(update=profile)})
    content = library()
    return evaluate(
        content.questionnaires["industrie-x0"], [content.models["industrie-x0"]], moved, date=DATE, tool_version="0"
    )


def sample_in(sample: str, region: str) -> Result:
    """Return the result of a sample firm moved to another region."""
    return evaluated(own_root() / "questionnaires" / "industrie-x0" / "examples" / f"{sample}.yaml", region=region)


@cache
def roadmap(sample: str) -> Roadmap:
    """Return the default roadmap of a sample firm."""
    return plan(result(sample), library(), PlanSettings(), date=DATE)


def shown(plan_: Roadmap) -> set[str]:
    """Return every service a reader is pointed to: planned, or named as help for a planned action."""
    return {name for item in plan_.items for name in (item.id, *item.support)}


def providers(plan_: Roadmap) -> set[str]:
    """Return the providers a reader is pointed to."""
    services = library().catalogue.structure.services
    return {services[name].provider for name in shown(plan_) if name in services}


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_three_largest_gaps_are_addressed_or_explained(sample: str) -> None:
    """Each of the three dimensions furthest from its target is moved by the plan, or its items are left out by name."""
    plan_, nodes = roadmap(sample), result(sample).models[0].nodes
    lacking = {name: target - (nodes[name].score or 0) for name, target in plan_.targets.items()}
    for dimension in sorted(lacking, key=lambda name: -lacking[name])[:3]:
        moved = any(item.gains.get(dimension, 0) > 0 for item in plan_.items)
        explained = any(nodes[node].parent == dimension for row in plan_.left_out for node in row.nodes)
        assert moved or explained, dimension


def test_the_three_roadmaps_differ() -> None:
    """Three different firms get three different plans."""
    plans = [frozenset(item.id for item in roadmap(sample).items) for sample in SAMPLES]
    assert len(set(plans)) == 3


@pytest.mark.parametrize("sample", ["textile-workshop", "agri-food-cannery"])
def test_an_sme_of_fes_meknes_is_shown_its_institute_and_its_factory(sample: str) -> None:
    """In Fès-Meknès JAZARI Industrie X.0 or Fès Smart Factory is pointed to, and both are planned or accounted for."""
    plan_ = plan(sample_in(sample, "fes-meknes"), library(), PlanSettings(), date=DATE)
    assert {"jazari-industrie-x0", "fes-smart-factory"} & providers(plan_)
    services = library().catalogue.structure.services
    accounted = shown(plan_) | {row.id for row in plan_.left_out}
    assert {"jazari-industrie-x0", "fes-smart-factory"} <= {
        services[name].provider for name in accounted & services.keys()
    }


def test_a_firm_beyond_what_a_service_brings_is_not_sent_there() -> None:
    """The supplier ahead is above the steps that this factory closes: its purpose no longer fits."""
    plan_ = plan(sample_in("automotive-supplier", "fes-meknes"), library(), PlanSettings(), date=DATE)
    assert not {"fes-smart-factory"} & providers(plan_)


def test_the_workshop_of_fes_is_pointed_to_both() -> None:
    """The textile workshop, whose gaps meet the purposes of both, is pointed to both."""
    assert {"jazari-industrie-x0", "fes-smart-factory"} <= providers(roadmap("textile-workshop"))


def test_an_sme_of_casablanca_is_pointed_to_its_centre() -> None:
    """In Casablanca-Settat the Onepoint centre is shown; nobody elsewhere is sent there."""
    assert "onepoint-coe" in providers(roadmap("agri-food-cannery"))
    assert "onepoint-coe" not in providers(roadmap("textile-workshop"))
    assert "onepoint-coe" not in providers(roadmap("automotive-supplier"))


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("region", ["fes-meknes", "casablanca-settat", "souss-massa"])
def test_nobody_is_sent_outside_region_or_purpose(sample: str, region: str) -> None:
    """Every service shown serves the firm's region and closes an indicator the firm lacks; strategies never appear."""
    services = library().catalogue.structure.services
    moved = sample_in(sample, region)
    nodes = moved.models[0].nodes
    for name in shown(plan(moved, library(), PlanSettings(), date=DATE)) & services.keys():
        service = services[name]
        assert "all" in service.regions or region in service.regions
        assert any((nodes[close.node].score or 0) < close.to for close in service.closes)
        assert service.provider != "jazari-root"
        assert service.status != "ended"


@pytest.mark.parametrize("sample", SAMPLES)
def test_gains_add_up_to_the_projection(sample: str) -> None:
    """The overall gains of the items sum to the last projected score less today's, and the projection never falls."""
    plan_ = roadmap(sample)
    scores = [step.overall for step in plan_.projection]
    assert scores[0] == pytest.approx(result(sample).models[0].overall.score)
    assert scores[-1] == pytest.approx((scores[0] or 0) + sum(item.overall_gain for item in plan_.items))
    assert scores == sorted(scores, key=lambda score: score or 0)


def test_the_projection_shows_its_uncertainty() -> None:
    """Its lower end counts only a part of the gains, and it starts at today's interval."""
    plan_, overall = roadmap("textile-workshop"), result("textile-workshop").models[0].overall
    first, last = plan_.projection[0], plan_.projection[-1]
    assert (first.low, first.high) == pytest.approx((overall.low, overall.high))
    gained = (last.overall or 0) - (first.overall or 0)
    assert (last.low or 0) - (first.low or 0) == pytest.approx(DELIVERED_AT_LEAST * gained, abs=0.5)


def test_every_planned_item_and_every_other_eligible_one_is_accounted_for() -> None:
    """Each entry the firm is eligible for and has not done yet is either planned or left out with a reason."""
    plan_ = roadmap("textile-workshop")
    planned, out = {item.id for item in plan_.items}, {row.id for row in plan_.left_out}
    assert not planned & out
    services = library().catalogue.structure.services
    eligible = {
        name
        for name, service in services.items()
        if service.closes
        and service.status != "ended"
        and service.kind != "strategy"
        and ("all" in service.regions or "fes-meknes" in service.regions)
        and ("all" in service.sectors or "textile-leather" in service.sectors)
        and ("all" in service.sizes or "small" in service.sizes)
        and (service.turnover is None or service.turnover.minimum is None or service.turnover.minimum <= 4)
    }
    assert eligible <= planned | out


def test_locks_are_kept_and_the_rest_is_planned_again() -> None:
    """An item locked out is gone, one locked in a quarter starts in it, and the reasons say so."""
    before = roadmap("textile-workshop")
    gone, moved = before.items[0].id, before.items[1].id
    again = plan(result("textile-workshop"), library(), PlanSettings(locks={gone: "out", moved: 3}), date=DATE)
    starts = {item.id: item for item in again.items}
    assert gone not in starts
    assert next(row.reason for row in again.left_out if row.id == gone) == "locked-out"
    assert (starts[moved].quarter, starts[moved].why_now) == (3, "locked")


def test_a_level_is_reached_with_the_least_effort_or_the_best_is_told() -> None:
    """Level 2 is reached and its gates hold; level 4 is out of reach, and what can be reached is said."""
    reached = plan(result("textile-workshop"), library(), PlanSettings(capacity=60, reach_level=2), date=DATE)
    assert reached.status == "optimal"
    assert (reached.projection[-1].overall or 0) >= 40
    assert (reached.projection[-1].nodes["operations-quality"] or 0) >= 25
    missed = plan(result("textile-workshop"), library(), PlanSettings(capacity=5, reach_level=4), date=DATE)
    assert (missed.status, missed.items) == ("infeasible", ())
    assert missed.infeasible is not None
    assert missed.infeasible.needed == 80
    assert 16 < (missed.infeasible.best or 0) < 80


def test_locks_that_do_not_fit_are_named() -> None:
    """An item of 35 person-days locked in at 5 a quarter is infeasible, and is named."""
    impossible = plan(
        result("textile-workshop"), library(), PlanSettings(capacity=5, locks={"erp-core": "in"}), date=DATE
    )
    assert impossible.infeasible is not None
    assert (impossible.infeasible.reason, impossible.infeasible.related) == ("locks", ("erp-core",))


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        (PlanSettings(targets={"nothing": 50.0}), "dimension-unknown"),
        (PlanSettings(priorities={"maintenance": 2}), "dimension-unknown"),
        (PlanSettings(locks={"nothing": "in"}), "catalogue-entry-unknown"),
        (PlanSettings(reach_level=9), "plan-level-unknown"),
    ],
)
def test_settings_that_name_nothing_are_refused(settings: PlanSettings, code: str) -> None:
    """A target, priority, lock or level that does not exist is told by name."""
    with pytest.raises(UsageError) as caught:
        plan(result("textile-workshop"), library(), settings, date=DATE)
    assert caught.value.problem.code == code


def test_priority_moves_the_plan() -> None:
    """A dimension with priority 3 gains at least as much as without, one with priority 0 gains nothing on purpose."""
    name = "sustainability"
    gained: Mapping[int, float] = {
        level: sum(
            item.gains.get(name, 0)
            for item in plan(
                result("agri-food-cannery"),
                library(),
                PlanSettings(capacity=6, priorities={name: level}, mip_gap=1e-4),
                date=DATE,
            ).items
        )
        for level in (0, 3)
    }
    assert gained[0] == 0
    assert gained[3] > 0


def test_more_capacity_never_brings_less() -> None:
    """The frontier rises with capacity within the solver's gap, and its middle point is the plan itself."""
    settings = PlanSettings(horizon_months=9, capacity=10)
    curve = frontier(result("textile-workshop"), library(), settings, date=DATE)
    scores = [point.overall or 0 for point in curve.points]
    assert all(after >= before - 0.5 for before, after in pairwise(scores))
    assert scores[-1] > scores[0]
    own = plan(result("textile-workshop"), library(), settings, date=DATE)
    assert scores[3] == pytest.approx(own.projection[-1].overall)


def test_plans_are_compared_side_by_side() -> None:
    """Each setting gets its own plan, in the order given."""
    several = [PlanSettings(horizon_months=6, capacity=5), PlanSettings(horizon_months=6, capacity=30)]
    small, large = compare(result("textile-workshop"), library(), several, date=DATE)
    assert small.person_days <= 10
    assert large.person_days > small.person_days


def test_the_same_input_gives_the_same_plan() -> None:
    """Planned twice, the roadmap is equal to the last number."""
    again = plan(result("textile-workshop"), library(), PlanSettings(), date=DATE)
    assert again == roadmap("textile-workshop")


def test_a_firm_at_the_top_has_nothing_to_do() -> None:
    """When every dimension is at the top the plan is empty and says so."""
    nothing = plan(
        result("automotive-supplier"),
        library(),
        PlanSettings(targets=dict.fromkeys(roadmap("automotive-supplier").targets, 0.0)),
        date=DATE,
    )
    assert (nothing.status, nothing.items) == ("nothing-to-do", ())
    assert {row.reason for row in nothing.left_out} == {"no-gap", "not-scored"}


@pytest.mark.parametrize(
    ("as_of", "stale"),
    [
        ("2026-03-11", False),
        ("2025-05", False),
        ("2025-04", True),
        ("2023-06", True),
        ("2026", False),
        ("undated", True),
    ],
)
def test_old_facts_are_to_be_checked(as_of: str, stale: bool) -> None:
    """A fact more than 18 months old on 2026-11-21, or without a date, is to be checked."""
    assert is_stale(as_of, DATE, 18) is stale


def test_an_excluded_service_is_left_out_with_what_excludes_it() -> None:
    """Of two entries that exclude each other one is planned, and the other says why it is not."""
    content = library()
    catalogue = content.catalogue.structure
    first = roadmap("textile-workshop").items[0].id
    actions = dict(catalogue.actions)
    other = next(item.id for item in roadmap("textile-workshop").items if item.id in actions and item.id != first)
    actions[other] = actions[other].model_copy(update={"excludes": (first,)})
    moved = replace(
        content, catalogue=replace(content.catalogue, structure=catalogue.model_copy(update={"actions": actions}))
    )
    again = plan(result("textile-workshop"), moved, PlanSettings(locks={first: "in"}), date=DATE)
    row = next(row for row in again.left_out if row.id == other)
    assert (row.reason, row.related) == ("excluded", (first,))
