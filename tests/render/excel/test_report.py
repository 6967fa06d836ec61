"""The workbook: what its sheets hold, that people can work in it, and that text stays text."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from jazari_assess.model.assessment import Given
from jazari_assess.model.spreadsheet import LONGEST_CELL
from jazari_assess.render import RENDERERS
from jazari_assess.render.excel.page_setup import pages_high
from jazari_assess.render.excel.workbook import LINE_HEIGHT, cell_text, row_height, sheet_title
from jazari_assess.render.interface import Options
from jazari_assess.render.plain_text import sentence
from tests.render.small_report import ANSWERS, FREE_TEXT, LANGUAGES, assessment, report
from tests.render.workbook_reader import formulas, numbers, opened, parts, texts


def render(language: str = "fr", **changes: object) -> bytes:
    """Return the workbook of the small firm."""
    return RENDERERS["xlsx"]().render(report(language, **changes))  # type: ignore[arg-type]  # passed on as they are


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheets_hold_every_score_and_item(language: str) -> None:
    """Scores are numbers, unrounded, as are answers that are; items, reasons, answers and hashes are texts."""
    found = report(language).page
    data = render(language)
    held, shown = numbers(data), texts(data)
    for row in found.dimensions:
        assert row.score.value in held
        for indicator in row.indicators:
            assert indicator.score.value is None or indicator.score.value in held
            assert indicator.id in ("machines", "printing") or set(indicator.asked.answer) <= shown
    assert 30.0 in held
    for item in found.plan.items:
        assert item.title in shown
        assert all(any(line in text for text in shown) for line in item.why_now)
    assert {value for _, value in found.method.provenance} <= shown
    assert all(sheet.max_row > 1 for sheet in opened(data).worksheets)


def test_views_stand_on_their_owners_scale_beside_the_common_one() -> None:
    """Each view has a row for its overall score; what its owners read stands in a column of its own."""
    found, sheet = report("en").page, opened(render("en"))["Dimensions"]
    rows = [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=2)]
    (view,) = found.views
    own = {(row[0], row[1]): row[-1] for row in rows if row[0] == view.title}
    assert own[view.title, "Overall score"] == view.score.text
    assert [own[view.title, row.title] for row in view.dimensions] == [row.score.text for row in view.dimensions]


@pytest.mark.parametrize(("language", "mirrored"), [("fr", False), ("ar", True), ("en", False)])
def test_sheets_read_in_the_direction_of_the_language(language: str, mirrored: bool) -> None:
    """Arabic sheets run from right to left, all of them that are shown; the others do not."""
    sheets = [sheet for sheet in opened(render(language)).worksheets if sheet.sheet_state == "visible"]
    assert {bool(sheet.sheet_view.rightToLeft) for sheet in sheets} == {mirrored}


def test_summary_has_native_charts_over_its_own_cells() -> None:
    """A radar and a bar chart, which read scores from the calculation and targets from the profile's table."""
    data = render("en")
    drawn = [part.decode() for name, part in parts(data).items() if name.startswith("xl/charts/chart")]
    charts = [chart for chart in drawn if "Follow-up" not in chart]
    assert sorted("radar" if "<c:radarChart>" in chart else "bar" for chart in charts) == ["bar", "radar"]
    book, rows = opened(data), report("en").page.dimensions
    for chart in charts:
        ranges = [found.replace("$", "").split("!") for found in re.findall(r"<c:f>(.*?)</c:f>", chart)]
        assert [name for name, _ in ranges] == ["Summary", "Calculation", "Summary", "Summary"]
        columns = [[row[0].value for row in book[name][found]] for name, found in ranges]
        titles = [row.title for row in rows]
        assert columns == [titles, [row.score.value for row in rows], titles, [row.target for row in rows]]


def test_missing_score_is_an_empty_cell_beside_its_words() -> None:
    """Nobody must read a zero: the cell is empty, with words beside it; what charts draw is an error, a gap."""
    sheet = opened(render("en", found=None))["Answers"]
    rows = {row[1].value: row for row in sheet.iter_rows(min_row=2)}
    assert [cell.value for cell in rows["policy"][3:7]] == ["Not known", None, "Not known", None]
    assert [cell.value for cell in rows["printing"][3:7]] == [None, None, "Question not asked", None]
    assert [cell.value for cell in rows["maintenance"][3:7]] == ["maintenance option 1", None, "Counted", 25.0]
    assert {cell.value for cell in opened(render("en"))["Calculation"]["T"]} >= {"#N/A"}


def test_roadmap_is_ready_to_work_in() -> None:
    """What people fill in is open, with a drop-down and rows of their own; the rest is locked without a password."""
    book = opened(render("en"))
    sheet = book["Roadmap"]
    heads = [cell.value for cell in sheet[1]]
    owner, due, progress = (heads.index(name) for name in ("Owner", "Due date", "Progress"))
    assert [sheet[2][column].protection.locked for column in (0, owner, due, progress)] == [True, False, False, False]
    own = [sheet[row][2].protection.locked for row in (4, 5, 14, 15)]
    assert own == [True, False, False, True]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    listed = {
        check.formula1: str(check.sqref) for check in sheet.data_validations.dataValidation if check.type == "list"
    }
    assert listed == {"progress_states": "L2:L14"}
    assert book.defined_names["progress_states"].attr_text == "lists!$A$1:$A$4"
    assert [cell.value for cell in book["lists"]["A"]] == ["To do", "In progress", "Done", "Dropped"]
    assert sheet[2][progress].value == "To do"
    assert sheet.freeze_panes == "D2"
    assert sheet.auto_filter.ref.startswith("A1:")


def test_calendar_colours_the_quarters_of_each_item() -> None:
    """An item fills its quarters, from the first to the last; kinds differ in pattern."""
    sheet = opened(render("en"))["Roadmap"]
    first = [cell.value for cell in sheet[1]].index("Comment") + 1
    patterns = [[cell.fill.patternType for cell in row[first : first + 3]] for row in sheet.iter_rows(2, 4)]
    assert patterns[0] == ["solid", None, None]
    assert patterns[1][0] not in ("solid", None)
    assert patterns[1][1:] == [None, None]
    assert patterns[2] == [None, "solid", "solid"]


def test_summary_size_computes_what_is_done() -> None:
    """Without its answers a workbook computes the share of actions done, and the score with what they were to bring."""
    data = render("en", options=Options(detail="summary"))
    share, score = formulas(data)[:2]
    assert share.startswith("COUNTIF(L2:L4")
    assert score.endswith("+0.5*(L2:L4=INDEX(progress_states,2)))*G2:G4))")
    sheet = opened(data)["Roadmap"]
    today = report("en").page.overall.score.value
    assert [sheet["L16"].value, sheet["L17"].value] == [0, today]


def test_flags_come_first_and_aims_have_cells_for_their_values() -> None:
    """What must not wait stands on the summary before the score; each figure has a cell for its first value."""
    book = opened(render("en"))
    told = [row[0].value for row in book["Summary"].iter_rows()]
    assert told.index("no-policy is so") < told.index("Overall score")
    assert [cell.value for cell in book["To deal with"]["A"]][1:3] == ["no-policy is so", "no-notice is so"]
    aims = book["Aims"]
    assert [aims[2][place].value for place in range(3)] == ["lower bills", "energy", "kWh"]
    assert [cell.protection.locked for cell in aims[2]][3:6] == [True, False, False]
    assert [cell.value for cell in book["Partners"][2]][4:6] == ["is lab open", "the list of machines"]


def test_sheets_print_on_a4() -> None:
    """Every visible sheet is set up for A4 with page numbers; so few rows take one page each."""
    for sheet in opened(render("en")).worksheets:
        if sheet.sheet_state == "visible":
            height = sheet.page_setup.fitToHeight
            pages = 1 if height is None else height  # one page is what the format says when nothing is written
            assert (sheet.page_setup.paperSize, pages) == (9, 1)
            assert sheet.oddFooter is not None
            assert sheet.oddFooter.center.text == "&P / &N"


def test_what_is_left_out_and_services_stand_below_what_is_printed() -> None:
    """Printed are the plan with what is filled in, and whom to ask; the long lists below are for the screen."""
    found, book = report("en").page, opened(render("en"))
    roadmap, partners = book["Roadmap"], book["Partners"]
    for sheet, column, titles in (
        (roadmap, "C", [left.title for left in found.plan.left_out]),
        (partners, "A", [one.title for one in found.services]),
    ):
        last = int(sheet.print_area.rpartition("$")[2])
        below = [cell.value for cell in sheet[column][last:]]
        assert titles
        assert [title for title in titles if title not in below] == []
    heads = [cell.value for cell in roadmap[1]]
    printed = heads[: roadmap[roadmap.print_area.rpartition(":")[2].replace("$", "")].column]
    assert printed[-1] == "Comment"
    assert {"Action", "Owner", "Due date", "Progress"} <= set(printed)


def test_sheets_take_as_few_pages_as_can_be_read() -> None:
    """Small: one page. Long: more, made smaller down to half first. Wider than half allows: what it needs."""
    assert pages_high([20.0] * 4, [15.0] * 20, landscape=False) == 1
    assert pages_high([20.0] * 4, [15.0] * 95, landscape=False) == 1
    assert pages_high([20.0] * 4, [15.0] * 120, landscape=False) == 2
    assert pages_high([20.0] * 40, [15.0] * 120, landscape=True) == 1


def test_what_was_typed_reads_in_its_own_direction() -> None:
    """A French note in an Arabic workbook ends with its point where French does; our own words follow the sheet."""
    cells = [cell for sheet in opened(render("ar")).worksheets for row in sheet.iter_rows() for cell in row]
    typed = {cell.alignment.readingOrder for cell in cells if str(cell.value).startswith(("Panne de mars", FREE_TEXT))}
    assert typed == {0.0}
    note = report("ar").page.labels["sheet.note"]
    assert {cell.alignment.readingOrder for cell in cells if cell.value == note} == {2.0}


def test_no_cell_stands_empty_between_a_name_and_its_words() -> None:
    """Words without a number before them begin in its column."""
    sheet = opened(render("en"))["Method"]
    row = next(row for row in sheet.iter_rows() if row[0].value == report("en").page.glossary[-1][0])
    assert row[1].value == report("en").page.glossary[-1][1]
    assert f"B{row[0].row}:C{row[0].row}" in {str(found) for found in sheet.merged_cells.ranges}


def test_a_long_note_takes_no_page() -> None:
    """Its row is as high as four lines of it, whatever follows: the cell holds it whole."""
    answers = {**ANSWERS, "maintenance": Given(answer=1, note="Panne de mars. " * 300)}
    sheet = opened(render("en", found=assessment(answers=answers)))["Answers"]
    (row,) = (
        cells[0].row or 0
        for cells in sheet.iter_rows()
        for cell in cells
        if str(cell.value).startswith("Panne de mars")
    )
    assert 4 * LINE_HEIGHT <= sheet.row_dimensions[row].height <= 5 * LINE_HEIGHT


def test_a_sheet_without_rows_is_a_sentence() -> None:
    """Where nothing is answered no heading stands over an empty table: what lacks is said in words."""
    found = report("en", found=assessment(answers={}))
    page = replace(found.page, flags=(), checks=(), partners=(), services=())
    book, t = opened(RENDERERS["xlsx"]().render(replace(found, page=page))), page.labels
    assert [cell.value for row in book["Partners"].iter_rows() for cell in row if cell.value] == [t["partner.none"]]
    assert [cell.value for row in book["To deal with"].iter_rows() for cell in row if cell.value] == [
        t["summary.nothing-measured"]
    ]


def unplanned(language: str = "en") -> bytes:
    """Return the workbook of a firm that chose no aims, could not be scored and has no plan."""
    found = report(language)
    page = found.page
    plan = replace(
        page.plan, items=(), steps=(), outlooks=(), left_out=(), aims=(), infeasible="Nothing can be planned."
    )
    method = replace(page.method, robustness=(), sensitivity=())
    return RENDERERS["xlsx"]().render(replace(found, page=replace(page, plan=plan, method=method)))


def test_without_a_plan_its_sheets_say_why() -> None:
    """No headings over an empty roadmap with cells to fill in, no table of what is expected with nothing in it."""
    book, t = opened(unplanned()), report("en").page.labels
    assert [cell.value for row in book["Roadmap"].iter_rows() for cell in row if cell.value] == [
        "Nothing can be planned."
    ]
    column = [cell.value for cell in book["Dimensions"]["A"]]
    below = column[column.index(t["sheet.projection"]) + 1 :]
    assert "Nothing can be planned." in below
    assert not {t["roadmap.expected"], t["sheet.bounds"]} & {*below}
    aims = book[t["sheet.aims"]]
    assert [cell.value for row in aims.iter_rows() for cell in row if cell.value] == ["Nothing can be planned."]


def test_no_heading_of_the_method_stands_over_nothing() -> None:
    """What was not tried, such as other weights where nothing is scored, has no heading either."""
    found, sheet = report("en").page, opened(unplanned())["Method"]
    told = {row[0].value for row in sheet.iter_rows()}
    assert not {found.labels["method.robustness"], found.labels["sensitivity.title"]} & told
    assert {found.labels["method.provenance"], found.labels["glossary-title"]} <= told


def test_reasons_for_partners_begin_with_a_capital() -> None:
    """In a cell of its own a reason is no rest of a sentence."""
    page, sheet = report().page, opened(render())["Partenaires"]
    reasons = {"\n".join(sentence(reason) for reason in found.reasons) for found in page.partners}
    assert reasons <= {cell.value for row in sheet.iter_rows() for cell in row}


def test_no_heading_of_the_summary_stands_over_nothing() -> None:
    """Without strengths, gaps and first steps a sentence says why, whether a firm is measured or not."""
    keys = ("summary.strengths", "summary.gaps", "summary.first-steps")
    measured = report("en", found=assessment())
    blank = replace(measured.page, strengths=(), gaps=(), first_steps=())
    for found in (replace(measured, page=blank), report("en", found=assessment(answers={}))):
        sheet, t = opened(RENDERERS["xlsx"]().render(found)).worksheets[0], found.page.labels
        column = [cell.value for (cell,) in sheet.iter_rows(max_col=1)]
        assert all(column[column.index(t[key]) + 1] for key in keys)


def test_wide_sheets_are_printed_in_letters_that_are_read() -> None:
    """Flags and aims are not wider than leaves three quarters of the letters' size on paper."""
    book = opened(render("en"))
    for name in ("To deal with", "Aims"):
        sheet = book[name]
        last = sheet[sheet.print_area.rpartition(":")[2].replace("$", "")].column
        widths = [sheet.column_dimensions[chr(ord("A") + place)].width for place in range(last)]
        assert sum(widths) <= 210, name


def cut(data: bytes) -> Iterator[str]:
    """Yield each text that wraps, in a cell or over merged ones, and has more lines than its row is high."""
    for sheet in (sheet for sheet in opened(data).worksheets if sheet.sheet_state == "visible"):
        wide = [sheet.column_dimensions[get_column_letter(1)].width]
        for column in range(2, sheet.max_column + 1):  # equal neighbours are stored once, with the first
            stored = sheet.column_dimensions.get(get_column_letter(column))
            wide.append(wide[-1] if stored is None else stored.width)
        merged = {(found.min_row, found.min_col): found.max_col for found in sheet.merged_cells.ranges}
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if isinstance(cell, Cell) and isinstance(cell.value, str) and cell.alignment.wrap_text:
                last = merged.get((cell.row, cell.column), cell.column)
                height = sheet.row_dimensions[cell.row].height or LINE_HEIGHT + 3
                if row_height([(cell.value, sum(wide[cell.column - 1 : last]))]) > height:
                    yield f"{sheet.title} {cell.coordinate}: {cell.value}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_higher_than_its_row(language: str) -> None:
    """What wraps in its columns has the lines it takes, remarks over several columns and totals below a table too."""
    assert [*cut(render(language)), *cut(unplanned(language))] == []


def test_name_of_the_firm_stands_whole_below_the_title() -> None:
    """A long one wraps; an Arabic one in a French workbook begins where the title does, with its brackets in place."""
    for language, name, side in (("fr", "نسيج (مثال)", "left"), ("ar", "Société des Établissements " * 11, "right")):
        sheet = opened(render(language, found=assessment(firm=name))).worksheets[0]
        look = sheet["A2"].alignment
        assert (look.horizontal, look.readingOrder, look.wrap_text) == (side, 0.0, True)
        assert sheet.row_dimensions[2].height >= row_height([(name, 60)])


def test_totals_below_the_plan_do_not_wrap_over_each_other() -> None:
    """The share done and the score reached are named in full, on a line each, beside their numbers."""
    sheet, t = opened(render("fr"))["Feuille de route"], report("fr").page.labels
    assert [sheet[place].value for place in ("H16", "H17")] == [t["sheet.share-done"], t["sheet.score-done"]]
    assert {"H16:K16", "H17:K17"} <= {str(found) for found in sheet.merged_cells.ranges}


def longer(items: int, flags: int) -> dict[str, Worksheet]:
    """Return the sheets of a plan of so many items and of a firm with so many urgent flags."""
    found = report("en")
    page = found.page
    urgent = next(flag for flag in page.flags if flag.urgent)
    plan = replace(page.plan, items=tuple(page.plan.items[0] for _ in range(items)))
    page = replace(page, plan=plan, flags=tuple(urgent for _ in range(flags)))
    book = opened(RENDERERS["xlsx"]().render(replace(found, page=page)))
    return {sheet.title: sheet for sheet in book.worksheets}


def test_follow_up_is_printed_on_one_page_however_long_the_plan() -> None:
    """Scores, phases and the chart; what each of sixty items counts, in letters of three points, is for the screen."""
    sheet = longer(60, 1)["Follow-up"]
    assert int(sheet.page_setup.fitToHeight or 1) == 1
    printed = int(str(sheet.print_area).rpartition("$")[2])
    heading = next(cell.row for cell in sheet["B"] if cell.value == "Phase" and cell.row > printed)
    assert heading == printed + 1


def test_long_summary_is_printed_upright() -> None:
    """Where one page across would take letters too small to be read, one upright does not; a short one lies across."""
    turned = {flags: longer(3, flags)["Summary"].page_setup.orientation for flags in (1, 16)}
    assert turned == {1: "landscape", 16: "portrait"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_bars_of_the_summary_promise_no_interval(language: str) -> None:
    """They draw a score and its target, so their title names nothing else."""
    t, data = report(language).page.labels, parts(render(language))
    drawn = "".join(part.decode() for name, part in data.items() if name.startswith("xl/charts/chart"))
    assert t["profile.bars-sheet"] in drawn
    assert t["profile.bars"] not in drawn
    assert "errBars" not in drawn


def test_headings_of_levels_stand_over_their_numbers() -> None:
    """In the calculation they end where the numbers below them do, as in every other table."""
    sheet = opened(render("en"))["Calculation"]
    (head,) = (row for row in sheet.iter_rows() if row[0].value == "Scale of levels")
    assert [cell.alignment.horizontal for cell in head[:6]] == ["left", *["right"] * 5]


def test_each_column_of_what_contradicts_itself_has_a_heading() -> None:
    """The third says of what kind it is."""
    sheet, t = opened(render("en"))["To deal with"], report("en").page.labels
    (head,) = (row for row in sheet.iter_rows() if row[0].value == t["check.what"])
    assert [cell.value for cell in head[:3]] == [t["check.what"], t["check.ask"], t["roadmap.kind"]]


def test_same_report_gives_the_same_bytes() -> None:
    """Two runs differ in nothing: dates come from the report."""
    assert render() == render()


def test_notes_are_left_out_when_asked() -> None:
    """Without notes no cell holds one, and the column is gone; the summary size drops the answers too."""
    assert any("Panne de mars" in text for text in texts(render()))
    assert not any("Panne de mars" in text for text in texts(render(options=Options(notes=False))))
    assert "Réponses" not in opened(render(options=Options(detail="summary"))).sheetnames


def test_text_that_no_cell_can_hold_is_cut_visibly() -> None:
    """Control characters are replaced, and 32,767 characters are not passed, with a mark where the text ends."""
    assert cell_text("a\x00b\x0bc", "") == "a\ufffdb\ufffdc"
    assert cell_text("x" * LONGEST_CELL, " [cut]") == "x" * LONGEST_CELL
    long = cell_text("x" * (LONGEST_CELL + 1), " [cut]")
    assert len(long) == LONGEST_CELL
    assert long.endswith("x [cut]")


def test_names_of_sheets_are_what_spreadsheets_take() -> None:
    """Forbidden characters go, and no more than 31 stay."""
    assert sheet_title("a/b:[c]*?") == "a b  c"
    assert sheet_title("x" * 40) == "x" * 31
    assert sheet_title("'") == "-"


def test_rows_are_as_high_as_their_longest_text() -> None:
    """Lines add up, in the narrower column more; no row passes what a spreadsheet allows."""
    assert row_height([("short", 20.0)]) < row_height([("a longer text that wraps", 10.0)])
    assert row_height([("a\nb\nc", 20.0)]) == row_height([("x" * 60, 20.0)])
    assert row_height([("x" * 100_000, 10.0)]) == 409.0


@pytest.mark.parametrize("language", LANGUAGES)
def test_date_and_staff_of_the_summary_are_computed_with(language: str) -> None:
    """The day is a day and the number of persons a number, not their letters."""
    found = report(language)
    sheet = opened(render(language)).worksheets[0]
    labels = found.page.labels
    beside = {row[0].value: row[1] for row in sheet.iter_rows(max_col=2)}
    day = beside[labels["cover.date"]]
    assert isinstance(day.value, dt.datetime)
    assert day.value.date().isoformat() == found.page.cover.day
    assert beside[labels["firm.staff"]].value == found.result.assessment.profile.staff
