"""Planning as a task: accepted into the file it was made for, taken out again, and handed to a report."""

import shutil
from pathlib import Path

import pytest

from jazari_assess import app
from jazari_assess.errors import ProblemsError
from tests.cli.samples import CANNERY

CONTEXT = app.Context(language="en", date="2026-11-29")
NOW = "2026-11-29T10:00:00+00:00"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a copy of a sample that may be written."""
    return Path(shutil.copy(CANNERY, tmp_path / "firm.yaml"))


def test_an_accepted_plan_is_the_plan_until_it_is_forgotten(file: Path) -> None:
    """What was accepted is what the file plans from then on, on its date; forgetting says whether there was one."""
    planned = app.plan(app.open_dossier(file, CONTEXT), app.PlanRequest(horizon=9))
    app.accept(planned, now=NOW)
    again = app.open_dossier(file, CONTEXT)
    assert again.assessment.plan is not None
    assert again.assessment.plan.date == "2026-11-29"
    assert again.assessment.plan.settings.horizon_months == 9
    kept = app.plan(again)
    assert kept.roadmap.items == planned.roadmap.items
    acts = {item.id: item.quarter for item in planned.roadmap.items if item.kind != "enquiry"}
    assert acts == again.assessment.plan.items
    assert kept.gone == ()
    assert app.forget(again, now=NOW) is True
    assert app.forget(app.open_dossier(file, CONTEXT), now=NOW) is False


def test_a_plan_that_no_file_stands_behind_cannot_be_accepted(file: Path) -> None:
    """A dossier made in memory has nowhere to keep a plan."""
    read = app.open_dossier(file, CONTEXT)
    planned = app.plan(app.Dossier(context=CONTEXT, library=read.library, assessment=read.assessment))
    with pytest.raises(ProblemsError) as raised:
        app.check_acceptable(planned)
    assert [problem.code for problem in raised.value.problems] == ["plan-file-unfit"]


def test_a_report_recommends_the_plan_it_is_handed(file: Path) -> None:
    """The roadmap of the report is the very plan, and its page speaks of that horizon."""
    dossier = app.open_dossier(file, CONTEXT)
    planned = app.plan(dossier, app.PlanRequest(horizon=6))
    report = app.make_report(dossier, app.ReportRequest(plan=planned))
    assert report.roadmap is planned.roadmap
    assert len(report.page.plan.quarters) == 2
