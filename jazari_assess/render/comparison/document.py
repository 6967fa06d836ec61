"""A firm over time as a PDF and as one HTML page, by the report template's own files."""

from collections.abc import Callable
from dataclasses import asdict

from jazari_assess.render.comparison.types import WordedComparison
from jazari_assess.render.interface import Branding, ComparisonPage
from jazari_assess.render.pdf_html.assets import logo_address, shown_by
from jazari_assess.render.pdf_html.document import Document, Writer
from jazari_assess.render.pdf_html.html import inline_styles
from jazari_assess.render.pdf_html.markup import template_environment
from jazari_assess.render.pdf_html.printers import printer
from jazari_assess.render.pdf_html.sandboxed import render_in_child
from jazari_assess.render.plain_text import one_line

ENTRY, NAME = "comparison.html", "comparison"
_STYLES = ("shared.css", "comparison.css")


def comparison_document(told: WordedComparison, look: Branding, *, date: str, paged: bool) -> bytes:
    """Return the PDF (``paged``) or the HTML page; whatever a person typed is escaped.

    Raises ``ProblemsError`` when a template that is not ours is wrong or asks for too much.
    """
    page = ComparisonPage(told=asdict(told), date=date, paged=paged, institute=look.institute, template=look.template)
    if page.template.foreign:
        return render_in_child(NAME, page)
    return comparison_paper(page).printed_by(printer(page.template.engine)) if paged else comparison_page(page)


def comparison_page(page: ComparisonPage) -> bytes:
    """Return the HTML page, made in this process."""
    template = page.template
    styles = inline_styles(template, _STYLES)
    return _markup(page, show=str, styles=styles, logo=logo_address(template.logo)).encode()


def comparison_paper(page: ComparisonPage) -> Document:
    """Return the comparison as it goes to a printer."""
    template = page.template

    def write(by: Writer) -> str:
        return _markup(page, show=shown_by(template), styles="", logo=by.logo(template.logo))

    return Document(write=write, template=template)


def _markup(page: ComparisonPage, *, show: Callable[[str], str], styles: str, logo: str) -> str:
    institute = page.institute
    return (
        template_environment(page.template, show)
        .get_template(ENTRY)
        .render(
            told=page.told,
            date=page.date,
            styles=styles,
            institute={"name": one_line(institute.name), "foot": institute.foot},
            logo=logo,
        )
    )
