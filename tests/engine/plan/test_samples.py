"""What the plans of firms that somebody wrote down must hold, where random ones do not tell enough."""

from pathlib import Path

import pytest

from jazari_assess.engine.plan.roadmap import checked_case
from jazari_assess.engine.plan.solve_case import solve_case
from jazari_assess.model.plan_settings import PlanSettings
from jazari_assess.reading.assessment.file import read_assessment
from tests.conftest import ROOT
from tests.engine.content import library
from tests.engine.plan.laws import raised_by
from tests.engine.plan.random_firms import plan_content
from tests.engine.plan.samples import TEXTILE, planned_sample, solved_sample

FIRMS: Path = ROOT / "tests" / "content" / "firms"


@pytest.mark.parametrize("capacity", [11.0, 20.0])
def test_every_weak_dimension_of_the_workshop_rises(capacity: float) -> None:
    """With eleven days a quarter and with twenty: none that is below its floor stays where it is."""
    made = solved_sample(TEXTILE, PlanSettings(capacity=capacity))
    nodes = made.schedule.after_quarters.nodes
    below = [name for name in raised_by(made) if nodes[name][0] < made.case.value.floors[name]]
    assert len(below) >= 6
    assert [name for name in below if nodes[name][-1] <= nodes[name][0]] == []


def test_the_flat_network_of_the_wiring_plant_is_separated() -> None:
    """A third of its machines is connected on a flat network: its separation is planned, after what it needs."""
    assessment = read_assessment(FIRMS / "cablage-tanger.yaml", library())
    made = solve_case(checked_case(plan_content(), assessment, PlanSettings()))
    starts = made.solution.starts
    assert "flat-network" in made.case.flags
    assert starts["machine-inventory"] < starts["machine-network-separation"]
    secure = ("machine-inventory", "close-remote-access", "second-proof-mail")
    assert [starts[name] for name in secure] == [1, 1, 1]


def test_a_plant_whose_data_flow_reads_its_figures_from_them() -> None:
    """Orders by EDI, live production records and a certified quality system: little is left to be counted by hand."""
    plan = planned_sample("automotive-supplier", PlanSettings())
    by_hand = {aim.id: {kpi.id for kpi in aim.kpis if not kpi.ready} for aim in plan.aims}
    assert by_hand["deliver-on-time"] == set()
    assert by_hand["fewer-defects"] == {"cost-of-non-quality"}
