"""A portfolio of firms as a PDF, by the report template's own files; apart where some file of them is not ours."""

from dataclasses import asdict

from jinja2.sandbox import ImmutableSandboxedEnvironment

from jazari_assess.render.interface import Branding, PortfolioPage
from jazari_assess.render.pdf_html.assets import shown_by
from jazari_assess.render.pdf_html.document import Document, Writer
from jazari_assess.render.pdf_html.markup import template_environment
from jazari_assess.render.pdf_html.printers import printer
from jazari_assess.render.pdf_html.sandboxed import render_in_child
from jazari_assess.render.plain_text import one_line
from jazari_assess.render.portfolio.words import WordedPortfolio, Worder

ENTRY, NAME = "portfolio.html", "portfolio"
_KEYS = (
    "firms", "mean", "coverage", "distribution", "levels", "heat", "sector", "region", "size", "gaps", "gaps-note",
    "missed", "services", "services-note", "service", "question", "share", "count", "score", "level", "provider",
    "status", "withheld", "map", "what-if", "what-if-note", "mean-then", "gain", "risen",
)  # fmt: skip
_NONE = "\u2014"


def portfolio_pdf(found: WordedPortfolio, words: Worder, branding: Branding, *, date: str) -> bytes:
    """Return the PDF; whatever a person typed is escaped.

    Raises ``ProblemsError`` when a template that is not ours is wrong or asks for too much, and where nothing is there
    that could print.
    """
    page = PortfolioPage(
        portfolio=asdict(found),
        labels={key.replace("-", "_"): words.say(key) for key in _KEYS},
        wording=words.wording,
        date=date,
        institute=branding.institute,
        template=branding.template,
    )
    if page.template.foreign:
        return render_in_child(NAME, page)
    return portfolio_document(page).printed_by(printer(page.template.engine))


def portfolio_document(page: PortfolioPage) -> Document:
    """Return the portfolio as it goes to a printer."""

    def write(by: Writer) -> str:
        institute = page.institute
        return (
            _environment(page)
            .get_template(ENTRY)
            .render(
                portfolio=page.portfolio,
                t=page.labels,
                date=page.date,
                institute={
                    "name": one_line(institute.name),
                    "address": one_line(institute.address),
                    "foot": institute.foot,
                },
                logo=by.logo(page.template.logo),
            )
        )

    return Document(write=write, template=page.template)


def _environment(page: PortfolioPage) -> ImmutableSandboxedEnvironment:
    environment, wording = template_environment(page.template, shown_by(page.template)), page.wording

    def written(value: float | None, digits: int) -> str:
        return _NONE if value is None else wording.decimal(value, digits)

    environment.filters["amount"] = lambda value: page.labels["withheld"] if value is None else written(value, 0)
    environment.filters["points"] = lambda value: written(value, 1)
    environment.filters["whole_points"] = lambda value: written(value, 0)
    environment.filters["signed"] = lambda value: f"+{written(value, 1)}"
    environment.filters["share"] = lambda value: _NONE if value is None else wording.percent(value)
    return environment
