"""The report as a workbook that people go on working in."""

from jazari_assess.render.interface import Report
from jazari_assess.render.sheet_method import add_answers, add_method
from jazari_assess.render.sheet_roadmap import add_left_out, add_providers, add_roadmap
from jazari_assess.render.sheet_summary import add_dimensions, add_summary
from jazari_assess.render.workbook import Book


class ExcelRenderer:
    """Renders a report as an Excel workbook."""

    name = "xlsx"
    suffix = ".xlsx"

    def render(self, report: Report) -> bytes:
        """Return the workbook; the summary size leaves out answers, providers, what was left out and the method."""
        book = Book(report.page)
        add_summary(book)
        add_dimensions(book)
        if report.options.detail == "full":
            add_answers(book, notes=report.options.notes)
        add_roadmap(book)
        if report.options.detail == "full":
            if report.page.plan.left_out:
                add_left_out(book)
            if report.page.providers:
                add_providers(book)
            add_method(book)
        return book.close()
