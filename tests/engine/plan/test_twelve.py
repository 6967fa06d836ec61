"""What holds between the plans of the twelve firms that somebody wrote down: each is its firm's own."""

from functools import cache
from itertools import combinations

import pytest

from jazari_assess.engine.plan.roadmap import planned
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
