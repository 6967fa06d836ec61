"""What is said of a firm over time, or of a questionnaire, as a PDF and as one HTML page, by the template's files."""

from collections.abc import Callable, Mapping

from jazari_assess.render.interface import Branding, ToldKind, ToldPage
from jazari_assess.render.pdf_html.assets import logo_address, shown_by
from jazari_assess.render.pdf_html.document import Document, Writer
from jazari_assess.render.pdf_html.html import inline_styles
from jazari_assess.render.pdf_html.markup import template_environment
from jazari_assess.render.pdf_html.printers import printer
from jazari_assess.render.pdf_html.sandboxed import render_in_child
from jazari_assess.render.plain_text import one_line


def told_document(kind: ToldKind, told: Mapping[str, object], branding: Branding, *, date: str, paged: bool) -> bytes:
    """Return the PDF (``paged``) or the HTML page of plain values; whatever a person typed is escaped.

    Raises ``ProblemsError`` when a template that is not ours is wrong or asks for too much.
    """
    page = ToldPage(
        kind=kind, told=told, date=date, paged=paged, institute=branding.institute, template=branding.template
    )
    if page.template.foreign:
        return render_in_child(kind, page)
    return told_paper(page).printed_by(printer(page.template.engine)) if paged else told_page(page)


def told_page(page: ToldPage) -> bytes:
    """Return the HTML page, made in this process."""
    template = page.template
    styles = inline_styles(template, ("shared.css", "told.css", f"{page.kind}.css"))
    return _markup(page, show=str, styles=styles, logo=logo_address(template.logo)).encode()


def told_paper(page: ToldPage) -> Document:
    """Return what is said as it goes to a printer."""
    template = page.template

    def write(by: Writer) -> str:
        return _markup(page, show=shown_by(template), styles="", logo=by.logo(template.logo))

    return Document(write=write, template=template)


def _markup(page: ToldPage, *, show: Callable[[str], str], styles: str, logo: str) -> str:
    institute = page.institute
    return (
        template_environment(page.template, show)
        .get_template(f"{page.kind}.html")
        .render(
            kind=page.kind,
            told=page.told,
            date=page.date,
            styles=styles,
            institute={"name": one_line(institute.name), "foot": institute.foot},
            logo=logo,
        )
    )
