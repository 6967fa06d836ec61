"""A questionnaire to fill by hand as a PDF, by the report template's own files; apart where some file is not ours."""

from jazari_assess.render.interface import SheetPage
from jazari_assess.render.pdf_html.assets import shown_by
from jazari_assess.render.pdf_html.document import Document, Writer
from jazari_assess.render.pdf_html.markup import template_environment
from jazari_assess.render.pdf_html.printers import printer
from jazari_assess.render.pdf_html.sandboxed import render_in_child
from jazari_assess.render.plain_text import one_line

ENTRY, NAME = "sheet.html", "sheet"


def sheet_pdf(page: SheetPage) -> bytes:
    """Return the PDF; whatever a person typed is escaped.

    Raises ``ProblemsError`` when a template that is not ours is wrong or asks for too much, and where nothing is there
    that could print.
    """
    if page.template.foreign:
        return render_in_child(NAME, page)
    return sheet_document(page).printed_by(printer(page.template.engine))


def sheet_document(page: SheetPage) -> Document:
    """Return the questionnaire as it goes to a printer."""

    def write(by: Writer) -> str:
        environment, institute = template_environment(page.template, shown_by(page.template)), page.institute
        return environment.get_template(ENTRY).render(
            sheet=page.sheet,
            institute={
                "name": one_line(institute.name),
                "address": one_line(institute.address),
                "foot": institute.foot,
            },
            logo=by.logo(page.template.logo),
        )

    return Document(write=write, template=page.template)
