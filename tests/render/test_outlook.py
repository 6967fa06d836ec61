"""What a page says of the road ahead: dimensions after each quarter, how good the plan is, why there is none."""

import pytest

from jazari_assess.model.roadmap import Infeasible, Interval, Projection, Roadmap
from jazari_assess.reading.content.interface_text import read_report_text
from jazari_assess.render import RENDERERS
from jazari_assess.render.interface import Report, Template
from jazari_assess.render.page.build import make_page
from jazari_assess.render.page.outlook import shown_quarters
from jazari_assess.render.page.types import Page
from tests.render.small_report import LANGUAGES, TEMPLATE, assessment, library, result, roadmap
from tests.render.workbook_reader import opened

ROWS = (
    ("shop-floor", (40.0, 52.25, 64.0, 76.04), (30.0, 41.0, 47.0, 53.05), (45.0, 57.0, 68.0, 79.96)),
    ("data", (50.0, 50.0, 50.0, 60.0), (50.0, 50.0, 50.0, 50.0), (50.0, 50.0, 50.0, 50.0)),
)


def moving(**changes: object) -> Roadmap:
    """Return the small plan with two dimensions that move, each with its interval."""
    steps = tuple(
        Projection(
            quarter=quarter,
            overall=50.0 + quarter,
            low=45.0,
            high=60.0,
            nodes={name: values[quarter] for name, values, _, _ in ROWS},
            intervals={name: Interval(low=low[quarter], high=high[quarter]) for name, _, low, high in ROWS},
        )
        for quarter in range(4)
    )
    return roadmap(projection=steps, **changes)


def page_of(planned: Roadmap, language: str = "en") -> Page:
    """Return the page of a plan of the small firm."""
    content = library()
    words = read_report_text([TEMPLATE], language)
    return make_page(result=result(content, assessment()), roadmap=planned, library=content, words=words)


def test_each_dimension_is_told_after_each_quarter_with_its_interval() -> None:
    """Values as the plan has them, worded once; an interval of one point says nothing."""
    floor, data = page_of(moving()).plan.outlooks
    assert floor.title == "title of shop-floor"
    assert [step.text for step in floor.steps] == ["40.0", "52.3", "64.0", "76.0"]
    assert [step.interval for step in floor.steps] == ["30.0 to 45.0", "41.0 to 57.0", "47.0 to 68.0", "53.1 to 80.0"]
    assert (floor.target, floor.target_text) == (80, "80")
    assert [step.name for step in floor.steps] == ["Today", "Q1", "Q2", "Q3"]
    assert data.steps[0].interval == ""


@pytest.mark.parametrize(
    ("count", "most", "shown"),
    [
        (1, 6, (0, 1)),
        (6, 6, (0, 1, 2, 3, 4, 5, 6)),
        (6, 3, (0, 2, 4, 6)),
        (7, 6, (0, 1, 3, 5, 7)),
        (20, 6, (0, 4, 8, 12, 16, 20)),
    ],
)
def test_quarters_that_have_room_end_with_the_last(count: int, most: int, shown: tuple[int, ...]) -> None:
    """Today and the end are always among them."""
    assert shown_quarters(count, most) == shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_holds_the_whole_projection(language: str) -> None:
    """A sheet with each dimension after each quarter: expected, low, high, target; below, how good the plan is."""
    planned = moving(gap=0.0137)
    page = page_of(planned, language)
    report = Report(
        page=page,
        result=result(library(), assessment()),
        roadmap=planned,
        template=Template(folders=(TEMPLATE,)),
    )
    sheet = opened(RENDERERS["xlsx"]().render(report))[page.labels["sheet.projection"]]
    rows = [tuple(cell for cell in row) for row in sheet.iter_rows(values_only=True)]
    assert len([row for row in rows if row[3] is not None]) == 1 + 3 * 4
    assert ("title of shop-floor", page.plan.steps[3].name, page.plan.steps[3].months, 76.04, 53.05, 79.96, 80) in rows
    assert page.plan.status in {row[0] for row in rows}


@pytest.mark.parametrize(
    ("state", "gap", "words"),
    [
        ("optimal", 0.0, "Best plan within this frame"),
        ("optimal", 0.0137, "Plan at most 1.4% short of the best possible within this frame"),
        ("time-limit", None, "Best plan found in the time allowed; how far it is from the best possible is not known"),
        ("time-limit", 0.25, "Best plan found in the time allowed, at most 25.0% short of the best possible"),
        ("kept", None, "Plan accepted by the firm"),
    ],
)
def test_a_plan_says_how_good_it_is(state: str, gap: float | None, words: str) -> None:
    """Only what is proven is called the best; else the gap is told, or that none is known."""
    assert page_of(moving(status=state, gap=gap)).plan.status == words


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_gap_is_told_in_each_language(language: str) -> None:
    """The percentage stands in the sentence."""
    assert ("1.4" if language == "en" else "1,4") in page_of(moving(gap=0.0137), language).plan.status


def test_no_plan_in_time_leaves_it_open() -> None:
    """It says after how long, and claims neither a plan nor that there is none."""
    nothing = Infeasible(reason="time-limit")
    plan = page_of(moving(status="time-limit", gap=None, items=(), infeasible=nothing)).plan
    assert plan.status == "No plan found in the time allowed"
    assert plan.infeasible == "The search stopped after 60 seconds without a plan; there may be one."
    assert plan.outlooks == ()


def test_too_few_answers_are_no_frame_that_is_too_tight() -> None:
    """It asks for answers first."""
    nothing = Infeasible(reason="not-scored")
    plan = page_of(moving(status="infeasible", gap=None, items=(), infeasible=nothing)).plan
    assert plan.status == "No plan yet"
    assert plan.infeasible == "Too many answers are missing for a plan: complete the assessment first."


def test_a_level_out_of_reach_names_the_best_found_its_margin_and_what_it_misses() -> None:
    """The margin is rounded up; dimensions that the level asks for are named."""
    missed = Infeasible(reason="level", needed=80.0, best=41.13, margin=0.11, related=("shop-floor",))
    plan = page_of(moving(status="infeasible", gap=None, items=(), infeasible=missed)).plan
    assert plan.infeasible == (
        "The level asked for takes 80.0 points overall; this frame allows 41.1, with the best plan found. "
        "A better plan would add 0.2 points at most. "
        "The level also asks for a minimum on “title of shop-floor”, which that plan does not reach."
    )


def test_why_this_provider_names_region_and_sector() -> None:
    """A service says where it serves and for whom; what the firm does itself says neither."""
    history, lab = page_of(moving()).plan.items
    assert lab.near == "In the firm's region. No limit of sector known."
    assert history.near == ""
