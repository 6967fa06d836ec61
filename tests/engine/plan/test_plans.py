"""Whole plans on small content: flags, aims, phases, locks, levels, partners, what it takes."""

from collections.abc import Mapping
from typing import Any

import pytest

from jazari_assess.engine.plan.build import case_of, problem_of
from jazari_assess.engine.plan.candidates import FIND_OUT
from jazari_assess.engine.plan.firm import firm_of
from jazari_assess.engine.plan.roadmap import planned
from jazari_assess.engine.plan.solve_case import solve_case
from jazari_assess.errors import Problem, ProblemsError, UsageError
from jazari_assess.model.flags import Flag
from jazari_assess.model.plan import Plan, PlannedItem
from jazari_assess.model.plan_settings import KeptPlan, Lock, PlanSettings
from tests.engine.plan.small_content import ACTIONS, DATE, action, assessment, content, provider, service


def made(answers: Mapping[str, Any] | None = None, *, settings: PlanSettings | None = None, **profile: object) -> Plan:
    """Return the plan of a firm with the lowest answers, some of them replaced."""
    return planned(content(), assessment(answers, **profile), settings or PlanSettings(), date=DATE)


def problem(error: Exception) -> Problem:
    """Return the one problem that was told."""
    if isinstance(error, ProblemsError):
        (only,) = error.problems
        return only
    assert isinstance(error, UsageError)
    return error.problem


def line(plan: Plan, name: str) -> PlannedItem:
    """Return one line of a plan."""
    return next(item for item in plan.items if item.id == name)


def test_the_first_act_of_a_severe_flag_begins_at_once() -> None:
    """Care is careless: the act that ends it stands in the first quarter, whatever else gains more."""
    plan = made(settings=PlanSettings(capacity=2.0))
    assert line(plan, "care-1").quarter == 1
    assert line(plan, "care-1").why_now.code == "flag"
    assert line(plan, "care-1").why_now.flags == ("careless",)
    assert plan.flags[0].quarter == line(plan, "care-1").quarter


def test_a_flag_that_cannot_be_met_says_why() -> None:
    """Half a day a quarter is not enough for anything: the flag has no quarter and a reason."""
    plan = made(settings=PlanSettings(capacity=0.5, horizon_months=3))
    assert plan.flags[0].quarter is None
    assert plan.flags[0].reason is not None
    assert plan.flags[0].reason.code == "no-time"
    assert plan.flags[0].reason.days == pytest.approx(1.5)


def test_capacity_is_assumed_from_the_staff_unless_told() -> None:
    """Sixty persons: twice 60 to the 0.6 is 23 days a quarter."""
    assert made().settings.capacity == 23.0
    assert made().settings.capacity_assumed
    assert not made(settings=PlanSettings(capacity=9.0)).settings.capacity_assumed


def test_an_aim_has_its_deed_and_its_figures() -> None:
    """The deed begins by the second quarter; a figure that comes by itself is told."""
    plan = made({"order": 1}, aims=("calm",))
    aim = plan.aims[0]
    assert aim.deeds == ("deed",)
    assert line(plan, "deed").quarter <= 2
    assert [(kpi.id, kpi.ready) for kpi in aim.kpis] == [("stops", True), ("noise", False)]
    assert aim.begins == 1


def test_two_actions_over_one_step_count_once() -> None:
    """Only one of the two ways to the second step is planned: the other brings nothing more."""
    plan = made()
    assert len({"order-2", "order-2-light"} & {item.id for item in plan.items}) == 1


def test_what_is_unknown_is_found_out_first() -> None:
    """A required answer is unknown: its place is kept without a gain, after half a day of finding out."""
    plan = made({"care": {"state": "unknown"}, "order": 2})
    assert line(plan, "care-1").reserved
    assert line(plan, "care-1").changes == ()
    assert line(plan, FIND_OUT).questions == ("care",)
    assert line(plan, FIND_OUT).quarter <= line(plan, "care-1").quarter
    assert plan.projection[-1].nodes["house"] is not None


def unknown_care(locks: Mapping[str, Lock] | None = None) -> Plan:
    """Return the plan of a firm that does not know how careful it is, which a flag asks it to find out."""
    flag = {"when": {"question": "care", "state": "unknown"}, "kind": "risk", "severity": 2, "source": "made for tests"}
    own = content(
        actions={**ACTIONS, FIND_OUT: action(indicator="order")},
        flags={"care-unknown": Flag.model_validate({**flag, "first": FIND_OUT})},
    )
    return planned(
        own, assessment({"care": {"state": "unknown"}, "order": 2}), PlanSettings(locks=locks or {}), date=DATE
    )


def test_a_flag_may_ask_for_finding_out() -> None:
    """The catalogue's act of finding out and the planner's are one, of its own kind, with questions and the flag."""
    plan = unknown_care()
    found = line(plan, FIND_OUT)
    assert (found.kind, found.questions, found.flags) == ("find-out", ("care",), ("care-unknown",))
    assert found.days == 0.5
    assert plan.flags[0].quarter == found.quarter == 1
    assert [gap.reason.code for gap in plan.gaps if FIND_OUT in gap.reason.items] == []


def test_finding_out_can_be_locked() -> None:
    """Locked out it is gone with what waits for it; locked into a quarter it stands there."""
    without = unknown_care(locks={FIND_OUT: "out"})
    assert not {FIND_OUT, "care-1"} & {item.id for item in without.items}
    assert line(unknown_care(locks={FIND_OUT: 2}), FIND_OUT).quarter == 2


def test_a_plan_accepted_under_an_old_name_is_kept() -> None:
    """The act of finding out was called by its kind in version 0.2.0."""
    kept = KeptPlan.model_validate({"settings": {}, "items": {"find-out": 1, "care-1": 2}, "date": "2026-11-29"})
    assert kept.items == {FIND_OUT: 1, "care-1": 2}


def test_phases_follow_each_other_and_end_with_scores() -> None:
    """Phases cover all quarters once; late, no more is reached than in time."""
    plan = made()
    assert [quarter for phase in plan.phases for quarter in phase.quarters] == [1, 2, 3, 4, 5, 6]
    for phase in plan.phases:
        assert phase.overall is not None
        assert phase.late.overall is not None
        assert phase.late.overall <= phase.overall + 1e-9
        assert set(phase.items) == {item.id for item in plan.items if item.phase == phase.id}
    assert plan.phases[-1].level_id == plan.projection[-1].level_id


def test_a_lock_holds() -> None:
    """An item is in, out, or in its quarter."""
    plan = made(settings=PlanSettings(locks={"form": 3, "order-1": "out", "rule-yes": "in"}))
    names = {item.id for item in plan.items}
    assert line(plan, "form").quarter == 3
    assert line(plan, "form").why_now.code == "locked"
    assert "rule-yes" in names
    assert not {"order-1", "order-2", "order-3"} & names
    reasons = {row.id: row.reason for row in plan.left_out}
    assert reasons["order-1"].code == "locked-out"
    assert reasons["order-2"].code == "prerequisite"


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        (PlanSettings(targets={"nothing": 50.0}), "dimension-unknown"),
        (PlanSettings(aims=("nothing",)), "aim-unknown"),
        (PlanSettings(locks={"nothing": "in"}), "catalogue-entry-unknown"),
        (PlanSettings(reach_level=9), "plan-level-unknown"),
        (PlanSettings(reach_level=1, targets={"house": 50.0}), "target-and-level"),
        (PlanSettings(locks={"when-large": "in"}), "lock-settled"),
        (PlanSettings(locks={"order-2": "in", "order-1": "out", "order-3": "in"}), "lock-prerequisite"),
        (PlanSettings(locks={"form": 7}), "lock-late"),
    ],
)
def test_what_cannot_be_asked_is_refused(settings: PlanSettings, code: str) -> None:
    """Names that do not exist and wishes that contradict each other are named, never ignored."""
    with pytest.raises((UsageError, ProblemsError)) as refused:
        made(settings=settings)
    assert problem(refused.value).code == code


def test_a_target_below_today_is_refused() -> None:
    """A firm is not planned backwards."""
    with pytest.raises(ProblemsError) as refused:
        made({"order": 4}, settings=PlanSettings(targets={"house": 5.0}))
    assert problem(refused.value).code == "target-below"


def test_an_item_that_is_barred_cannot_be_locked_in() -> None:
    """The reason is told."""
    with pytest.raises(ProblemsError) as refused:
        made(sector="automotive", settings=PlanSettings(locks={"only-crafts": "in"}))
    assert problem(refused.value).code == "lock-barred"
    assert problem(refused.value).values["reason"] == "sector"


def test_exclusive_items_cannot_both_be_locked_in() -> None:
    """One excludes the other."""
    actions = {"one": action(indicator="rule", step=(0.0, 1.0), excludes=("two",)), "two": action(deeds=("calm",))}
    settings = PlanSettings(locks={"one": "in", "two": "in"})
    with pytest.raises(ProblemsError) as refused:
        planned(content(actions=actions, flags={}), assessment(), settings, date=DATE)
    assert problem(refused.value).code == "lock-contradiction"


def test_locks_that_do_not_fit_are_named() -> None:
    """Two items locked into a quarter with days for one: both are named, the third is not."""
    settings = PlanSettings(capacity=2.0, locks={"form": 1, "order-1": 1, "deed": 4})
    plan = made(settings=settings)
    assert plan.status == "infeasible"
    assert plan.infeasible is not None
    assert set(plan.infeasible.items) == {"form", "order-1"}


def test_a_lock_whose_prerequisite_does_not_end_in_time_is_named() -> None:
    """What comes first takes two quarters and there is one: the locked action is what does not fit."""
    actions = {
        "slow": action(indicator="order", step=(0.0, 1.0), weeks=20),
        "after": action(indicator="care", step=(0.0, 1.0), requires=("slow",)),
    }
    settings = PlanSettings(horizon_months=3, locks={"after": "in"})
    plan = planned(content(actions=actions, flags={}), assessment(), settings, date=DATE)
    assert plan.status == "infeasible"
    assert plan.infeasible is not None
    assert plan.infeasible.items == ("after",)


def test_a_level_is_reached_with_the_least_effort() -> None:
    """The level asks 40 points overall and 50 of the house; the plan reaches both, and says how far it comes else."""
    plan = made({"order": 1}, settings=PlanSettings(reach_level=1, capacity=30.0))
    assert plan.projection[-1].level_id in ("second", "third")
    whole = made({"order": 1}, settings=PlanSettings(capacity=30.0))
    assert plan.person_days <= whole.person_days
    short = made(settings=PlanSettings(reach_level=2, capacity=2.0))
    assert short.status == "infeasible"
    assert short.infeasible is not None
    assert short.infeasible.reason == "level"
    assert short.infeasible.needed == 80.0
    assert short.infeasible.best is not None
    assert short.infeasible.best < 80.0


def test_habits_take_days_of_the_plan() -> None:
    """The days of a habit stand beside the plan and do not exceed the capacity in the quarter after."""
    plan = made()
    assert sum(item.keep for item in plan.items) == pytest.approx(plan.keep)
    assert plan.capacity_used <= 1.0


def test_a_habit_takes_days_from_the_quarter_after_its_end() -> None:
    """In the quarter in which the action ends there is no habit yet."""
    settings = PlanSettings(locks={"order-2": "in"})
    schedule = solve_case(case_of(content(), firm_of(content(), assessment()), settings)).schedule
    end = schedule.end("order-2")
    assert [schedule.keep(quarter) for quarter in (end, end + 1)] == [0.0, 1.0]


def test_a_firm_at_the_top_is_told_what_holds() -> None:
    """Nothing is left to do; habits that have to stay are named."""
    top = {"order": 4, "care": 4, "list": ("a", "b", "c"), "shop": "full", "count": 100.0, "rule": "yes"}
    plan = made(top)
    assert plan.status == "nothing-to-do"
    assert plan.items == ()
    assert plan.hold == ("order",)
    assert plan.gaps == ()


def test_a_firm_without_answers_has_no_plan() -> None:
    """Nothing is scored: the plan says so."""
    plan = made(dict.fromkeys(("order", "care", "list", "shop", "count", "rule")))
    assert plan.status == "infeasible"
    assert plan.infeasible is not None
    assert plan.infeasible.reason == "not-scored"


def test_only_what_can_be_chosen_reaches_the_solver() -> None:
    """Barred, settled and worthless actions are dropped before."""
    case = case_of(content(), firm_of(content(), assessment()), PlanSettings())
    assert set(problem_of(case).items) == {
        *("order-1", "order-2", "order-2-light", "order-3", "care-1", "care-2", "opener"),
        *("list-ab", "list-a", "form", "full", "count-50", "rule-yes", "only-crafts"),
    }


SERVICES = {
    "exact-far": service(supports=("order-1",), provider="far", open="enquiry"),
    "exact-here": service(supports=("order-1",), provider="here", open="enquiry"),
    "step": service(meets={"nodes": ("order",)}),
    "dimension": service(meets={"nodes": ("market",)}, provider="far", function="connect"),
    "elsewhere": service(supports=("order-1",), regions=("oriental",)),
    "later": service(supports=("order-1",), function="train", needs={"question": "order", "at-least": 1.0}),
    "money": service(meets={"nodes": ("order",)}, function="finance"),
    "closed": service(supports=("order-1",), open="closed"),
}
PROVIDERS = {"national": provider(), "here": provider("fes-meknes"), "far": provider("souss-massa")}


def helped() -> Plan:
    """Return the plan of a firm in Fès-Meknès with services."""
    own = content(services=SERVICES, providers=PROVIDERS)
    return planned(own, assessment(region="fes-meknes"), PlanSettings(), date=DATE)


def test_an_action_begins_after_those_of_its_list_that_are_planned() -> None:
    """A show comes after the order it shows, where both are planned; without that one it is planned all the same."""
    actions = {**ACTIONS, "show": action(after=("order-1",), deeds=("calm",), weeks=2)}
    both = planned(content(actions=actions), assessment(aims=("calm",)), PlanSettings(), date=DATE)
    starts = {item.id: item.quarter for item in both.items}
    assert starts["show"] >= starts["order-1"]
    assert line(both, "show").after == ("order-1",)
    out = PlanSettings(locks={"order-1": "out"})
    alone = planned(content(actions=actions), assessment(aims=("calm",)), out, date=DATE)
    assert line(alone, "show").after == ()


def test_who_helps_is_matched_by_exactness_then_place() -> None:
    """Of those who name the action the one in the region is first; what needs a later state is not offered yet."""
    supports = {one.function: one for one in line(helped(), "order-1").supports}
    assert supports["advise"].service == "exact-here"
    assert supports["advise"].near
    assert supports["advise"].equals == ()
    assert "train" not in supports
    assert "finance" not in supports


def test_the_page_of_partners_names_who_to_ask() -> None:
    """A provider in the region stands first, one for the treated dimension too; an enquiry comes before its need."""
    plan = helped()
    assert plan.partners[0].provider == "here"
    assert {partner.provider for partner in plan.partners} == {"here", "far", "national"}
    far = next(partner for partner in plan.partners if partner.provider == "far")
    assert set(far.services) == {"exact-far", "dimension"}
    enquiry = line(plan, "ask-here")
    assert enquiry.kind == "enquiry"
    assert enquiry.quarter <= line(plan, "order-1").quarter


def test_a_provider_is_asked_about_what_it_can_still_help_with() -> None:
    """Whose help needs a first step that is taken by then is not asked about that step."""
    services = {"after": service(supports=("order-1", "order-3"), needs={"question": "order", "at-least": 1.0})}
    plan = planned(content(services=services), assessment(), PlanSettings(), date=DATE)
    (partner,) = plan.partners
    assert partner.items == ("order-3",)
    assert partner.quarter == line(plan, "order-3").quarter > line(plan, "order-1").quarter


def test_a_provider_is_asked_about_the_first_help_that_is_wanted() -> None:
    """Of two services of one provider the one that can be asked for earlier is asked about, as its quarter says."""
    late = service(supports=("order-1", "order-3"), needs={"question": "order", "at-least": 1.0})
    services = {"late": late, "soon": service(meets={"nodes": ("list",)})}
    plan = planned(content(services=services), assessment(), PlanSettings(), date=DATE)
    (partner,) = plan.partners
    assert (partner.services, partner.ask, partner.quarter) == (("late", "soon"), "soon", 1)


def test_who_meets_a_gap_alone_has_no_day_of_the_plan() -> None:
    """It stands among the partners; no enquiry is planned for it, as for one that helps with an act."""
    plan = planned(
        content(services={"gap": service(meets={"nodes": ("market",)}, open="enquiry")}),
        assessment(),
        PlanSettings(),
        date=DATE,
    )
    assert [partner.provider for partner in plan.partners] == ["national"]
    assert [item.id for item in plan.items if item.kind == "enquiry"] == []
    act = service(supports=("order-1",), open="enquiry")
    asked = planned(content(services={"act": act}), assessment(), PlanSettings(), date=DATE)
    assert [item.id for item in asked.items if item.kind == "enquiry"] == ["ask-national"]


def test_what_helps_with_no_act_is_not_asked_about_before_what_does() -> None:
    """A service for a dimension alone would be asked about at once; that for a planned act is what is asked about."""
    late = service(supports=("order-3",), needs={"question": "order", "at-least": 1.0})
    services = {"act": late, "dimension": service(meets={"nodes": ("market",)})}
    plan = planned(content(services=services), assessment(), PlanSettings(capacity=4.0), date=DATE)
    (partner,) = plan.partners
    assert (set(partner.services), partner.ask) == ({"act", "dimension"}, "act")
    assert partner.quarter == line(plan, "order-3").quarter == 5


def test_enquiries_take_their_part_of_all_days_of_the_plan() -> None:
    """Of 23 days a quarter over eight quarters eleven enquiries are the most: two providers are both asked."""
    services = {
        "one": service(provider="here", supports=("order-1",), open="enquiry"),
        "two": service(
            provider="far", supports=("order-3",), needs={"question": "order", "at-least": 1.0}, open="enquiry"
        ),
    }
    own = content(services=services, providers={"here": provider(), "far": provider()})
    plan = planned(own, assessment(), PlanSettings(), date=DATE)
    assert {item.id for item in plan.items if item.kind == "enquiry"} == {"ask-here", "ask-far"}


def test_money_that_the_plan_spends_is_not_there_for_the_rest() -> None:
    """Of a million the first act of a severe flag takes 0.6: what costs as much is left for want of money."""
    dear = {"care-1": action(indicator="care", step=(0.0, 1.0), cost=0.6)}
    form = action(indicator="shop", choice={"from": ("no",), "to": "form"}, cost=0.6)
    own = content(actions={**ACTIONS, **dear, "form": form})
    plan = planned(own, assessment(), PlanSettings(budget=1.0), date=DATE)
    assert line(plan, "care-1").quarter == 1
    (left,) = (one for one in plan.left_out if one.id == "form")
    assert (left.reason.code, left.reason.money) == ("budget", 0.6)
    assert left.gain == pytest.approx(
        50.0 / 4 / 4
    )  # half of the scale, a quarter of the market, a quarter of the whole


@pytest.mark.parametrize(("money", "helps"), [(2, False), (3, True)])
def test_an_application_for_money_is_worth_it_from_a_cost_on(money: int, *, helps: bool) -> None:
    """Who pays for what an action is about is named where it costs some money, not where it costs little."""
    order = action(indicator="order", step=(0.0, 1.0), difficulty={"knowledge": 2, "time": 1, "money": money})
    own = content(
        actions={**ACTIONS, "order-1": order},
        services={"pays": service(function="finance", meets={"nodes": ("order",)})},
    )
    plan = planned(own, assessment(), PlanSettings(), date=DATE)
    assert [one.service for one in line(plan, "order-1").supports] == ["pays"] * helps


def test_equal_services_are_shown_together() -> None:
    """Two services that fit alike stand on one line, none before the other by the alphabet."""
    services = {"one": service(supports=("order-1",)), "two": service(supports=("order-1",), provider="second")}
    own = content(services=services, providers={"national": provider(), "second": provider()})
    support = line(planned(own, assessment(), PlanSettings(), date=DATE), "order-1").supports[0]
    assert (support.service, support.equals) == ("one", ("two",))


def test_first_steps_agree_with_the_plan_or_say_why() -> None:
    """What leads the short ranking is in the first quarter, or has a reason."""
    for step in made(settings=PlanSettings(capacity=3.0)).first_steps:
        assert step.quarter == 1 or step.reason is not None
    assert made().first_steps[0].id == "care-1"


@pytest.mark.parametrize(("staff", "head"), [(6, True), (29, True), (30, False), (60, False)])
def test_below_thirty_persons_a_card_begins_with_the_head_of_the_firm(staff: int, head: bool) -> None:
    """A shop of twenty-nine seldom has somebody for quality or stocks to begin with, one of thirty may have."""
    plan = made(staff=staff, settings=PlanSettings(capacity=20.0))
    assert {line(plan, "care-1").micro} == {head}
