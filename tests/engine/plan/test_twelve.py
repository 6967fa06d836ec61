"""What holds between the plans of the twelve firms that somebody wrote down: each is its firm's own."""

from functools import cache
from itertools import combinations

import pytest

from jazari_assess.engine.plan.partners import Offers
from jazari_assess.engine.plan.roadmap import checked_case, planned
from jazari_assess.engine.plan.solve_case import solve_case
from jazari_assess.model.assessment import Assessment
from jazari_assess.model.plan import Plan
from jazari_assess.model.plan_settings import PlanSettings
from jazari_assess.reading.assessment.file import read_assessment
from tests.cli.samples import EXAMPLES
from tests.conftest import ROOT
from tests.engine.content import library
from tests.engine.plan.random_firms import DATE, plan_content

PATHS = {
    path.stem: path for folder in (ROOT / "tests" / "content" / "firms", EXAMPLES) for path in folder.glob("*.yaml")
}
MOST_ALIKE = 1 / 3
"""Of two firms of other trades and levels, what they may have in common."""


@cache
def firm(name: str) -> Assessment:
    """Return one of the twelve firms."""
    return read_assessment(PATHS[name], library())


@cache
def plan_of(name: str) -> Plan:
    """Return its plan under the usual settings."""
    return planned(plan_content(), firm(name), PlanSettings(), date=DATE)


def actions(name: str) -> frozenset[str]:
    """Return the actions that are planned."""
    return frozenset(item.id for item in plan_of(name).items if item.kind == "action")


def protections(name: str) -> frozenset[str]:
    """Return what its flags ask for, and what only opens that: the same risk or duty asks the same of every firm."""
    asked = {act for flag in plan_of(name).flags for act in (flag.first, *flag.then)}
    openers = {item.id for item in plan_of(name).items if item.why_now.code == "opens"}
    return frozenset(asked | {item for item in openers if asked & {*_opened(name, item)}})


def _opened(name: str, item: str) -> tuple[str, ...]:
    return next(line.why_now.items for line in plan_of(name).items if line.id == item)


def unlike() -> list[tuple[str, str]]:
    """Return the pairs of firms of other trades that stand on other levels."""
    return [
        (one, other)
        for one, other in combinations(sorted(PATHS), 2)
        if firm(one).profile.sector != firm(other).profile.sector
        and plan_of(one).projection[0].level_id != plan_of(other).projection[0].level_id
    ]


def test_there_are_twelve_firms_of_many_trades() -> None:
    """Eight were written for this and four come with the questionnaire; most pairs differ in trade and level."""
    assert len(PATHS) == 12
    assert len(unlike()) >= 40


def test_plans_of_unlike_firms_have_less_than_a_third_in_common() -> None:
    """Of all actions of two firms of other trades and levels under a third stand in both plans."""
    alike = {
        (one, other): len(actions(one) & actions(other)) / len(actions(one) | actions(other)) for one, other in unlike()
    }
    assert {pair: share for pair, share in alike.items() if share >= MOST_ALIKE} == {}


def test_beside_risks_and_shared_aims_the_smaller_plan_is_its_own() -> None:
    """Without what flags and aims of both ask for by name, under a third of the smaller plan is shared."""
    found = {}
    for one, other in unlike():
        same = {aim.id for aim in plan_of(one).aims} & {aim.id for aim in plan_of(other).aims}
        deeds = {name for name, action in plan_content().actions.items() if same & {*action.deeds}}
        first, second = (actions(name) - protections(name) - deeds for name in (one, other))
        found[one, other] = len(first & second) / min(len(first), len(second))
    assert {pair: share for pair, share in found.items() if share >= MOST_ALIKE} == {}


@pytest.mark.parametrize("name", sorted(PATHS))
def test_serious_risks_and_duties_are_answered(name: str) -> None:
    """The first act of each severe or serious flag is planned, the most severe by the second quarter."""
    flags = plan_of(name).flags
    assert [flag.id for flag in flags if flag.severity >= 2 and flag.quarter is None] == []
    assert [flag.id for flag in flags if flag.severity == 3 and (flag.quarter or 9) > 2] == []


@pytest.mark.parametrize("name", sorted(PATHS))
def test_people_at_computers_are_shown_what_a_fraud_looks_like(name: str) -> None:
    """A firm with office users who were not made aware within the year has the session in its plan."""
    answers, plan = firm(name).answers, plan_of(name)
    if "staff-not-shown" in {flag.id for flag in plan.flags}:
        assert "security-habits" in actions(name), answers["basic-controls"]


def test_an_audit_is_tried_on_what_it_will_ask_for() -> None:
    """The cosmetics maker has its batch pages and versions in order before the mock audit."""
    starts = {item.id: item.quarter for item in plan_of("argan-agadir").items}
    ends = {item.id: item.quarter + item.quarters - 1 for item in plan_of("argan-agadir").items}
    before = {"batch-cleaning-log", "version-vault", "material-trace"} & set(starts)
    assert len(before) == 3
    assert all(ends[name] <= starts["mock-audit"] for name in before)


@pytest.mark.parametrize("name", sorted(PATHS))
def test_what_cannot_wait_leads_each_quarter_as_its_flags_are_told(name: str) -> None:
    """Its acts come before all others of their quarter, save for what they wait for, and in the order of the flags."""
    order = list(firm_flags(name))
    for quarter in range(1, 7):
        lines = [item for item in plan_of(name).items if item.quarter == quarter]
        urgent = [item for item in lines if item.why_now.code == "flag"]
        waited_for = {one for item in urgent for one in item.after}
        free = [item.id for item in lines if item.id not in waited_for]
        led = [item for item in urgent if item.id in free and not set(item.after) & {one.id for one in lines}]
        assert [item.id for item in led] == free[: len(led)]
        places = [min(map(order.index, item.why_now.flags)) for item in led]
        assert places == sorted(places)


def firm_flags(name: str) -> tuple[str, ...]:
    """Return the flags that are up for a firm, in the order in which they are told."""
    return tuple(flag.id for flag in plan_of(name).flags)


def test_people_come_before_files() -> None:
    """In a joinery the round of the machines is the first flag and the first line, before any list of files."""
    assert firm_flags("menuiserie-meknes").index("unsafe-workstations") == 0
    assert plan_of("menuiserie-meknes").items[0].id == "machine-guards-round"
    assert firm_flags("argan-agadir")[0] == "eu-sales-unchecked"
    assert plan_of("argan-agadir").items[0].id == "eu-market-check"


def test_gaps_of_an_audit_are_closed_first_in_a_moulding_shop() -> None:
    """Its customers audit it and gaps are open: a flag, whose first act begins at once."""
    (flag,) = [flag for flag in plan_of("plastics-kenitra").flags if flag.id == "audit-gaps-before-the-next"]
    assert (flag.first, flag.quarter) == ("audit-gap-closing", 1)


@pytest.mark.parametrize("name", sorted(PATHS))
def test_nothing_weak_is_to_be_kept(name: str) -> None:
    """Each gain to keep stands in the middle of its scale or above: below, more is lacking than there is to keep."""
    scores = {gap.node: gap.score for gap in plan_of(name).gaps}
    assert [node for node in plan_of(name).hold if (scores.get(node, 100.0) or 0.0) < 50.0] == []


def test_what_is_held_is_told() -> None:
    """The moulding shop keeps its planning, at the middle of the scale, and not its maintenance, at a quarter."""
    hold = plan_of("plastics-kenitra").hold
    assert "planning-scheduling" in hold
    assert not {"maintenance", "quality-traceability", "shop-floor-data"} & set(hold)


@pytest.mark.parametrize("name", sorted(PATHS))
def test_partners_are_asked_with_their_paper_in_hand(name: str) -> None:
    """What the help of a provider needs is there in the quarter in which it is asked."""
    schedule = solve_case(checked_case(plan_content(), firm(name), PlanSettings())).schedule
    offers = Offers(schedule=schedule, date=DATE)
    asked = [(partner.ask, partner.quarter) for partner in plan_of(name).partners]
    assert len(asked) >= 3
    assert [(ask, quarter) for ask, quarter in asked if not offers.usable(offers.services[ask], quarter)] == []


def test_the_page_of_priorities_is_written_before_it_is_brought() -> None:
    """The joinery writes it in one quarter and shows it at Fès Smart Factory in a later one."""
    (page,) = [item for item in plan_of("menuiserie-meknes").items if item.id == "digital-priorities-note"]
    (visit,) = [one for one in plan_of("menuiserie-meknes").partners if one.provider == "fes-smart-factory"]
    assert page.quarter < visit.quarter


def test_few_actions_go_for_one_that_is_left_out() -> None:
    """What needs twice its days or four actions to go is not told to need twenty-five: what fits again stays."""
    gaps = {gap.node: gap.reason for gap in plan_of("argan-agadir").gaps}
    maintenance = gaps["maintenance"]
    assert (maintenance.code, maintenance.days) == ("no-time", 6.0)
    assert 1 <= len(maintenance.items) <= 4
    assert len(set(maintenance.items)) == len(maintenance.items)


def test_an_answer_that_only_spares_an_action_is_not_waited_for() -> None:
    """Whether suppliers train is not known: that does not hold back training, which has a reason of its own."""
    gaps = {gap.node: gap.reason.code for gap in plan_of("menuiserie-meknes").gaps}
    assert gaps["digital-training"] == "worth-less"


def test_the_least_that_makes_room_is_named() -> None:
    """For two days of checks the joinery would give up the least of what it does alone, not a sheet worth more."""
    reason = next(gap.reason for gap in plan_of("menuiserie-meknes").gaps if gap.node == "quality-traceability")
    assert (reason.code, reason.days, reason.items) == ("worth-less", 2.0, ("shift-record-sheet",))


def test_solvents_of_a_joinery_leave_with_a_note() -> None:
    """Varnish and glue are dangerous waste in wood work too."""
    assert "waste-without-note" in firm_flags("menuiserie-meknes")
    assert "waste-collection-notes" in actions("menuiserie-meknes")


def quarters(name: str) -> dict[str, int]:
    """Return the quarter in which each action of a firm's plan begins."""
    return {item.id: item.quarter for item in plan_of(name).items}


def test_stops_are_sorted_before_parts_are_bought_and_moulds_cared_for() -> None:
    """The hours are noted already: half a day says which parts and moulds are worth it."""
    for name in ("agri-food-cannery", "plastics-packaging"):
        begins = quarters(name)
        remedies = {"critical-spares", "mould-preventive", "season-stops", "changeover-time"} & set(begins)
        assert begins["stops-pareto"] == 1
        assert len(remedies) >= 3
        order = [item.id for item in plan_of(name).items]
        assert all(order.index("stops-pareto") < order.index(remedy) for remedy in remedies)


def test_teams_are_told_before_they_count_their_hours() -> None:
    """Where changes fell on people unannounced, the half day that explains them comes before the first sheet."""
    order = [item.id for item in plan_of("metal-berrechid").items]
    assert quarters("metal-berrechid")["change-briefing"] == 1
    assert order.index("change-briefing") < order.index("hours-count") < order.index("job-costing")


def test_old_drawings_leave_the_workshop_at_once() -> None:
    """Two versions of a part were found there: taking them away does not wait for the place where files will stand."""
    begins = quarters("metal-berrechid")
    assert begins["old-versions-out"] == 1
    assert begins["version-vault"] > 1


def test_a_packer_for_food_answers_for_its_material_early() -> None:
    """Expired evidence, recycled content and the batch on both notes come within half a year; the balance follows."""
    begins = quarters("plastics-packaging")
    assert "export-proofs-lacking" in firm_flags("plastics-packaging")
    assert (begins["certificate-calendar"], begins["recycled-content-answer"]) == (1, 1)
    assert begins["lot-linking"] <= 2
    assert begins["recycled-balance"] >= begins["recycled-content-answer"]


def test_the_first_wish_of_the_cannery_begins_at_once() -> None:
    """It wants to lose less material: batches are weighed in the first quarter, not a page for a purchase written."""
    begins = quarters("agri-food-cannery")
    assert begins["yield-per-batch"] == 1
    assert begins.get("machine-buying-clauses", 9) > 1


@pytest.mark.parametrize("name", sorted(PATHS))
def test_what_is_told_of_an_answer_goes_on_from_line_to_line(name: str) -> None:
    """An act that takes an answer from 45 to 60 is told before one that takes it from 60 to 75."""
    reached: dict[str, float] = {}
    for item in plan_of(name).items:
        for change in item.changes:
            assert change.before == pytest.approx(reached.get(change.node, change.before)), item.id
            reached[change.node] = change.after
