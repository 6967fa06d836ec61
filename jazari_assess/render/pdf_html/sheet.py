"""A questionnaire to fill by hand as a PDF, by the report template's own files; apart where some file is not ours."""

from jazari_assess.render.interface import SheetPage
from jazari_assess.render.pdf_html.assets import shown_by
from jazari_assess.render.pdf_html.markup import template_environment
from jazari_assess.render.pdf_html.pdf import logo_name, write_pdf
from jazari_assess.render.pdf_html.sandboxed import render_in_child
from jazari_assess.render.plain_text import one_line

ENTRY, NAME = "sheet.html", "sheet"


def sheet_pdf(page: SheetPage) -> bytes:
    """Return the PDF; whatever a person typed is escaped.

    Raises ``ProblemsError`` when a template that is not ours is wrong or asks for too much.
    """
    return render_in_child(NAME, page) if page.template.foreign else sheet_pdf_here(page)


def sheet_pdf_here(page: SheetPage) -> bytes:
    """Return the PDF, made in this process."""
    environment = template_environment(page.template, shown_by(page.template))
    institute, logo = page.institute, page.template.logo
    markup = environment.get_template(ENTRY).render(
        sheet=page.sheet,
        institute={"name": one_line(institute.name), "address": one_line(institute.address), "foot": institute.foot},
        logo="" if logo is None else logo_name(logo),
    )
    return write_pdf(markup, page.template)
