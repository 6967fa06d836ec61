"""The largest gaps of a firm are addressed by its plan, or the report says why not."""

import pytest

from jazari_assess.model.roadmap import Infeasible, LeftOut
from jazari_assess.reading.content.interface_text import read_report_text
from jazari_assess.render.page.build import make_page
from jazari_assess.render.page.types import Page
from tests.engine.plan_before.test_roadmap import SAMPLES, library, result, roadmap
from tests.render import small_report
from tests.render.small_report import LANGUAGES, TEMPLATE


def page_of(sample: str, language: str) -> Page:
    """Return the page of a sample firm with its default roadmap."""
    words = read_report_text([TEMPLATE], language)
    return make_page(result=result(sample), roadmap=roadmap(sample), library=library(), words=words)


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_large_gap_is_moved_or_explained(sample: str, language: str) -> None:
    """Of the three gaps on the first pages each is in an item's reasons, or named with why it is not."""
    page = page_of(sample, language)
    assert len(page.gaps) == 3
    reasons = [line for item in page.plan.items for line in item.why]
    for gap in page.gaps:
        moved = any(gap.title in line for line in reasons)
        left = [line for line in page.plan.gaps_left if gap.title in line]
        assert moved != bool(left), gap.title
        assert all(len(line) > len(gap.title) + 10 for line in left)


def test_the_reason_is_told() -> None:
    """The workshop reaches its target in data without a register of data, and is told so."""
    left = page_of("textile-workshop", "en").plan.gaps_left
    assert left == ("“Digital training”: The target of the dimension is reached without it.",)


def small(*left_out: LeftOut, infeasible: Infeasible | None = None) -> Page:
    """Return the page of the small firm whose plan moves nothing."""
    content = small_report.library()
    return make_page(
        result=small_report.result(content, small_report.assessment()),
        roadmap=small_report.roadmap(items=(), left_out=left_out, infeasible=infeasible),
        library=content,
        words=read_report_text([TEMPLATE], "en"),
    )


def test_what_the_firm_can_do_itself_is_asked_first() -> None:
    """An action's reason stands before that of a service; a step that waits for another comes last."""
    gaps = [gap.title for gap in small().gaps]
    assert small().plan.gaps_left == tuple(
        f"“{title}”: Nothing in the catalogue answers it for this firm." for title in gaps
    )
    node = next(row.id for dim in small().dimensions for row in dim.indicators if row.short == gaps[0])
    page = small(
        LeftOut(id="course", kind="training", reason="region", nodes=(node,)),
        LeftOut(id="history", kind="action", reason="prerequisite", nodes=(node,)),
        LeftOut(id="meters", kind="action", reason="capacity", nodes=(node,)),
    )
    assert page.plan.gaps_left[0] == f"“{gaps[0]}”: The team has not enough time within the horizon."


def test_without_a_plan_no_gap_is_called_left() -> None:
    """An infeasible frame says why there is no plan, and nothing else."""
    assert small(infeasible=Infeasible(reason="locks")).plan.gaps_left == ()
