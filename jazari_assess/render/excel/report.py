"""The report as a workbook that people go on working in."""

from jazari_assess.render.excel.live.places import Places
from jazari_assess.render.excel.sheets.answers import add_answers
from jazari_assess.render.excel.sheets.calculation import add_calculation
from jazari_assess.render.excel.sheets.flags import add_aims, add_flags
from jazari_assess.render.excel.sheets.method import add_method
from jazari_assess.render.excel.sheets.options import add_options, add_questions
from jazari_assess.render.excel.sheets.partners import add_partners
from jazari_assess.render.excel.sheets.progress import add_progress
from jazari_assess.render.excel.sheets.roadmap import add_roadmap
from jazari_assess.render.excel.sheets.summary import add_dimensions, add_summary
from jazari_assess.render.excel.workbook import Book, sheet_title
from jazari_assess.render.interface import Report
from jazari_assess.render.page.types import Page


class ExcelRenderer:
    """Renders a report as an Excel workbook."""

    name = "xlsx"
    suffix = ".xlsx"

    def render(self, report: Report) -> bytes:
        """Return the workbook; the summary size holds values, the full one computes them from its answers.

        Without the annex of answers or of the calculation it holds values as well.
        """
        book, full = Book(report.page, report.template), report.options.detail == "full"
        left_out = report.options.without
        places = _places(report.page) if full and not {"answers", "calculation"} & {*left_out} else None
        add_summary(book, places, report.template.logo)
        add_flags(book)
        add_dimensions(book, places, expected=full)
        if places is not None:
            add_answers(book, places, notes=report.options.notes)
        followed = add_roadmap(book, left_out=full)
        if report.page.plan.items:
            add_progress(book, followed)
        if full:
            add_aims(book)
            add_partners(book)
        if places is not None:
            add_calculation(book, places)
            add_options(book, places)
            add_questions(book, places)
        if full and "provenance" not in left_out:
            add_method(book, weights=places is None)
        return book.close()


def _places(page: Page) -> Places:
    names = {key: sheet_title(page.labels[f"sheet.{key}"]) for key in ("answers", "calculation")}
    return Places(page.calculation, names["answers"], names["calculation"])
