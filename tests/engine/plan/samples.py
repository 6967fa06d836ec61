"""The sample firms that come with the questionnaire, as the planner takes them."""

from functools import cache

from jazari_assess.engine.plan.roadmap import checked_case, planned
from jazari_assess.engine.plan.solve_case import SolvedCase, solve_case
from jazari_assess.model.assessment import Assessment
from jazari_assess.model.plan import Plan
from jazari_assess.model.plan_settings import PlanSettings
from jazari_assess.reading.assessment.file import read_assessment
from tests.cli.samples import EXAMPLES
from tests.engine.content import library
from tests.engine.plan.random_firms import DATE, plan_content

TEXTILE = "textile-workshop"
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.yaml"))


@cache
def sample(name: str) -> Assessment:
    """Return a sample firm's assessment."""
    return read_assessment(EXAMPLES / f"{name}.yaml", library())


def solved_sample(name: str, settings: PlanSettings) -> SolvedCase:
    """Return a sample firm's case solved under some settings."""
    return solve_case(checked_case(plan_content(), sample(name), settings))


def planned_sample(name: str, settings: PlanSettings) -> Plan:
    """Return a sample firm's plan under some settings."""
    return planned(plan_content(), sample(name), settings, date=DATE)
