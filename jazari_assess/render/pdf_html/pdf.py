"""The report as a PDF: its document, and the printer that makes it."""

from jazari_assess.render.interface import Report
from jazari_assess.render.pdf_html.archive import attachments
from jazari_assess.render.pdf_html.assets import shown_by
from jazari_assess.render.pdf_html.document import Document, Writer
from jazari_assess.render.pdf_html.markup import render_markup
from jazari_assess.render.pdf_html.printers import printer

ENTRY = "report.html"


def report_document(report: Report) -> Document:
    """Return the report as it goes to a printer, whose name stands in it."""
    template = report.template

    def write(by: Writer) -> str:
        logo, show = by.logo(template.logo), shown_by(template)
        return render_markup(report, ENTRY, show=show, logo=logo, screen=False, printer=by.name)

    return Document(write=write, template=template, attached=attachments(report) if report.options.archive else ())


class PdfRenderer:
    """Renders a report as an accessible PDF."""

    name = "pdf"
    suffix = ".pdf"

    def render(self, report: Report) -> bytes:
        """Return the PDF; raise ``ProblemsError`` where nothing is there that could print it."""
        return report_document(report).printed_by(printer(report.template.engine))
