"""A firm over time as a PDF and as one HTML page, by the report template's own files."""

from dataclasses import asdict

from jazari_assess.render.comparison.types import WordedComparison
from jazari_assess.render.interface import Branding, ComparisonPage
from jazari_assess.render.pdf_html.assets import shown_by
from jazari_assess.render.pdf_html.html import inline_logo, inline_styles
from jazari_assess.render.pdf_html.markup import template_environment
from jazari_assess.render.pdf_html.pdf import logo_name, write_pdf
from jazari_assess.render.pdf_html.sandboxed import render_in_child
from jazari_assess.render.plain_text import one_line

ENTRY, NAME = "comparison.html", "comparison"
_STYLES = ("shared.css", "comparison.css")


def comparison_document(told: WordedComparison, look: Branding, *, date: str, paged: bool) -> bytes:
    """Return the PDF (``paged``) or the HTML page; whatever a person typed is escaped.

    Raises ``ProblemsError`` when a template that is not ours is wrong or asks for too much.
    """
    page = ComparisonPage(told=asdict(told), date=date, paged=paged, institute=look.institute, template=look.template)
    return render_in_child(NAME, page) if page.template.foreign else comparison_here(page)


def comparison_here(page: ComparisonPage) -> bytes:
    """Return the document, made in this process."""
    template, institute = page.template, page.institute
    environment = template_environment(template, shown_by(template) if page.paged else str)
    logo = "" if template.logo is None else logo_name(template.logo) if page.paged else inline_logo(template.logo)
    markup = environment.get_template(ENTRY).render(
        told=page.told,
        date=page.date,
        styles="" if page.paged else inline_styles(template, _STYLES),
        institute={"name": one_line(institute.name), "foot": institute.foot},
        logo=logo,
    )
    return write_pdf(markup, template) if page.paged else markup.encode()
