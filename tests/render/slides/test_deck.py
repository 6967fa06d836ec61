"""The slides: eight to twelve, with a native chart, what must not wait, gaps, phases, partners and the next month."""

import io
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml.ns import qn

from jazari_assess.render import RENDERERS
from jazari_assess.render.interface import Comparison, Institute, Template
from jazari_assess.render.office.profile import before_after
from jazari_assess.render.plain_text import sentence
from jazari_assess.render.slides.canvas import FIRST, WHOLE, Canvas
from jazari_assess.render.slides.fitting import LONGEST, Fitted, fitted
from jazari_assess.render.slides.presentation import new_presentation
from tests.render.office_reader import parts, presentation, slide_texts
from tests.render.small_report import LANGUAGES, TEMPLATE, assessment, blank, library, report, result


def render(language: str = "fr", **changes: object) -> bytes:
    """Return the slides of the small firm."""
    return RENDERERS["pptx"]().render(report(language, **changes))  # type: ignore[arg-type]  # passed on as they are


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_subject_of_the_meeting_has_its_slide(language: str) -> None:
    """Titles are placeholders, so that outlines and screen readers find them; none is empty."""
    slides, labels = presentation(render(language)).slides, report(language).page.labels
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert 8 <= len(titles) <= 12
    keys = ("summary.stands", "flag.chapter", "profile.title", "summary.gaps", "phase.title", "slides.next-month")
    assert [key for key in (*keys, "partner.title") if not any(labels[key] in title for title in titles)] == []
    assert all(len(text.split()) > 2 for text in slide_texts(render(language)))


def test_a_second_stage_has_a_slide_of_what_moved() -> None:
    """Twelve slides then, and no more."""
    earlier = result(library(), assessment())
    slides = slide_texts(render(comparison=Comparison(earlier=earlier)))
    assert len(slides) <= 12
    assert any(report().page.labels["moved.title"] in text for text in slides)


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nothing_is_measured_no_slide_says_so_alone(language: str) -> None:
    """Cover, where the firm stands, the dimensions, and once why there is no plan."""
    told = slide_texts(RENDERERS["pptx"]().render(blank(language)))
    assert len(told) == 4
    assert [text.count("why") for text in told] == [0, 0, 0, 1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_dimensions_without_scores_have_no_empty_columns(language: str) -> None:
    """Where nothing is measured there is no level and no threshold to show."""
    found = report(language, found=assessment(answers={}))
    slides, title = presentation(RENDERERS["pptx"]().render(found)).slides, found.page.labels["profile.title"]
    profile = next(slide for slide in slides if slide.shapes.title.text_frame.text == title)
    (table,) = (shape.table for shape in profile.shapes if shape.has_table)
    assert len(table.columns) == 2
    assert all(cell.text for row in table.rows for cell in row.cells)


def test_what_a_firm_expects_keeps_the_order_of_its_language() -> None:
    """The full stop of Arabic words stands at their left, in the middle of a French line, too."""
    found = report("fr")
    page = replace(found.page, expectation="«\u00a0نريد الجودة.\u00a0»")
    told = slide_texts(RENDERERS["pptx"]().render(replace(found, page=page)))[1]
    assert f"{page.labels['summary.expectation']}\u00a0: \u200f«\u00a0نريد الجودة.\u00a0»\u200f" in told


def test_the_sign_of_an_estimate_stays_with_its_heading() -> None:
    """No heading of a table has a line that is this sign alone."""
    tables = [shape.table for slide in presentation(render("en")).slides for shape in slide.shapes if shape.has_table]
    heads = [cell.text for table in tables for cell in table.rows[0].cells]
    assert any("\u2248" in head for head in heads)
    assert not any(" \u2248" in head for head in heads)


def test_a_firm_without_gaps_is_not_shown_those_that_the_plan_treats() -> None:
    """The sentence that none is left has no heading that says the contrary."""
    found = report("en")
    page = replace(found.page, gaps=())
    told = "".join(slide_texts(RENDERERS["pptx"]().render(replace(found, page=page))))
    assert page.labels["summary.treated"] not in told


def test_a_plan_that_moves_no_dimension_is_not_drawn_before_and_after() -> None:
    """Two bars of one length for each say nothing."""
    found = report()
    still = tuple(replace(row, after=row.score.value) for row in found.page.dimensions)
    assert before_after(found, 12) is not None
    assert before_after(replace(found, page=replace(found.page, dimensions=still)), 12) is None


def test_what_partners_are_for_begins_with_a_capital() -> None:
    """In a cell of its own it is no rest of a sentence."""
    reasons = [group.first.reasons[0] for group in report("fr").page.partner_groups]
    (table,) = (shape.table for shape in presentation(render("fr")).slides[-1].shapes if shape.has_table)
    assert [row.cells[1].text for row in table.rows][1:] == [sentence(reason) for reason in reasons]
    assert all(reason[0].islower() for reason in reasons)


@pytest.mark.parametrize("language", LANGUAGES)
def test_profile_is_a_native_chart_of_the_scores(language: str) -> None:
    """Whoever opens it edits its numbers: they are those of the page, and of the workbook behind."""
    page = report(language).page
    charts = [
        shape.chart for slide in presentation(render(language)).slides for shape in slide.shapes if shape.has_chart
    ]
    radar = charts[0]
    assert radar.chart_type == XL_CHART_TYPE.RADAR_MARKERS
    assert list(radar.plots[0].series[0].values) == [row.score.value for row in page.dimensions]
    book = load_workbook(io.BytesIO(radar.part.chart_workbook.xlsx_part.blob))
    assert [row[1].value for row in book["Sheet1"].iter_rows(min_row=2)] == [row.score.value for row in page.dimensions]
    descriptions = [
        shape._element._nvXxPr.cNvPr.get("descr")
        for slide in presentation(render(language)).slides
        for shape in slide.shapes
        if shape.has_chart
    ]
    assert all(page.dimensions[0].score.text in text for text in descriptions)


def test_arabic_slides_read_from_the_right() -> None:
    """Every paragraph is from the right, and what begins a line stands at the right, the first column too.

    Its place is that of the letters of the file: LibreOffice takes no notice of a table that says it is from the right.
    """
    slides = presentation(render("ar")).slides
    texts = [one for slide in slides for one in slide._element.iter(qn("a:p")) if one.find(qn("a:r")) is not None]
    assert all((one.pPr.get("rtl"), one.pPr.get("algn")) == ("1", "r") for one in texts)
    tables = [one for slide in slides for one in slide._element.iter(qn("a:tbl"))]
    assert tables
    assert all(one.tblPr.get("rtl") is None for one in tables)
    heads = ["".join(one.text for one in cell.iter(qn("a:t"))) for cell in tables[-1].tr_lst[0].tc_lst]
    labels = report("ar").page.labels
    assert heads == [labels[key] for key in ("partner.ask", "partner.why", "roadmap.who")]
    assert {run.get("lang") for slide in slides for run in slide._element.iter(qn("a:rPr")) if run.get("lang")} == {
        "ar-MA"
    }


def test_colours_and_foot_are_those_of_the_brand() -> None:
    """The theme has them, so that whatever is added later has them too."""
    template = Template(folders=(TEMPLATE,), colours={"#0e4f56": "#5b2a6e"})
    inside = parts(
        render(template=template, institute=Institute(name="Institut Atlas", footer="Confidentiel & <clos>"))
    )
    assert b"5B2A6E" in inside["ppt/theme/theme1.xml"]
    assert b"0E4F56" not in b"".join(inside.values())
    assert b"Confidentiel &amp; &lt;clos&gt;" in inside["ppt/slideMasters/slideMaster1.xml"]


def test_what_does_not_fit_is_counted_and_never_cut_in_silence() -> None:
    """Rows are set as large as fits; where none fits all, the rest is counted, and long cells end visibly."""
    few = fitted([["a", "b"]], [3.0, 3.0], 4.0)
    many = fitted([["a" * 300, "b"]] * 40, [3.0, 3.0], 4.0)
    assert (few.points, few.left) == (20.0, 0)
    assert many.points == 12.0
    assert many.left + len(many.rows) == 40
    assert many.left > 30
    assert all(len(row[0]) == LONGEST and row[0].endswith("…") for row in many.rows)


def test_how_many_rows_are_left_out_is_the_last_row_of_the_table() -> None:
    """A line of its own below a table stands on its rows where letters are wider than was estimated."""
    canvas = Canvas(new_presentation(report("ar")), report("ar"))
    slide: Any = canvas.slide("x")  # shapes of all kinds have no table, by their types
    canvas.table(slide, WHOLE, [("a", 1.0), ("b", 1.0)], [["step " * 60, "b"]] * 40)
    assert len(slide.shapes) == 2
    table = slide.shapes[1].table
    *told, last = table.rows
    assert last.cells[0].text == f"{canvas.t['slides.more']} {41 - len(told)}"
    assert (last.cells[0].span_width, last.cells[1].is_spanned) == (2, True)


def test_a_long_text_ends_with_a_whole_word() -> None:
    """No word is cut in two, and no comma or opening quote stands in front of the dots."""
    (row,) = fitted([["lot, " * 100]], [2.0], 3.0).rows
    assert row[0] == "lot, " * 50 + "lot…"
    assert len(row[0]) <= LONGEST


def test_a_long_text_ends_with_a_clause_where_one_ends_late() -> None:
    """No sentence is begun and left; one that ends too early says too little, and a word ends it."""
    late, early = f"{'lot ' * 40}fin\u202f; ce qui est {'lot ' * 40}", f"fin. {'lot ' * 80}"
    rows = fitted([[late], [early]], [2.0], 4.0).rows
    assert rows == [[f"{'lot ' * 40}fin…"], [f"fin. {'lot ' * 62}lot…"]]


def test_a_long_text_is_whole_where_there_is_room() -> None:
    """It is cut for much larger letters, not for those of the next size, or of none."""
    text = "lot, " * 100
    assert fitted([[text]], [12.0], 6.0) == Fitted(rows=[[text]], points=20.0, left=0)
    assert fitted([[text]], [6.0], 3.2) == Fitted(rows=[[text]], points=18.0, left=0)
    assert fitted([[text]], [6.0], 3.0).rows != [[text]]


@pytest.mark.parametrize(
    ("text", "width", "points"),
    [("fin", 2.2, 20.0), ("«\u00a0Connexion\u00a0»", 2.2, 20.0), ("«\u00a0Transformation\u00a0»", 2.2, 14.0)],
)
def test_letters_are_as_small_as_the_longest_word_asks_for(text: str, width: float, points: float) -> None:
    """What no space divides stays on one line, though there would be room for larger letters on two."""
    assert fitted([[text]], [width], 6.0).points == points


def test_lines_are_counted_by_words() -> None:
    """Words that fill two thirds of a line take a line each: more room than their letters together."""
    words = " ".join(["x" * 20] * 9)
    assert fitted([[words]], [4.0], 9 * 20 * 1.2 / 72 + 0.12).points == 20.0
    assert fitted([[words]], [4.0], 8 * 20 * 1.2 / 72 + 0.12).points == 16.0


def test_lists_beside_each_other_have_letters_of_one_size_below_that_of_their_heading() -> None:
    """The longer list says how small, and neither is larger than what stands over it."""
    made = new_presentation(report())
    canvas = Canvas(made, report())
    slide: Any = canvas.slide("x")  # shapes of all kinds have no text, by their types
    canvas.halves(slide, ("first", ["some words"]), ("second", ["more words than that " * 12] * 5))
    sizes = [
        {run.font.size.pt for paragraph in shape.text_frame.paragraphs[1:] for run in paragraph.runs}
        for shape in list(slide.shapes)[1:]
    ]
    assert sizes == [{13.0}, {13.0}]
    canvas.lines(slide, FIRST, "heading", ["a line"])
    heading, line = list(slide.shapes)[-1].text_frame.paragraphs
    assert heading.runs[0].font.size.pt > line.runs[0].font.size.pt


def test_a_number_of_the_title_stays_with_its_word() -> None:
    """No line of the first slide holds 4.0 alone."""
    page = report().page
    found = replace(report(), page=replace(page, cover=replace(page.cover, title="Diagnostic Industrie 4.0")))
    first = presentation(RENDERERS["pptx"]().render(found)).slides[0]
    assert first.shapes.title.text_frame.text == "Diagnostic Industrie\u00a04.0"
