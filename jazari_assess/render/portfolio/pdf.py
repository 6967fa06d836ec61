"""A portfolio of firms as a PDF, by the report template's own files; apart where some file of them is not ours."""

from dataclasses import asdict
from decimal import Decimal

from babel.numbers import format_decimal, format_percent
from jinja2.sandbox import ImmutableSandboxedEnvironment

from jazari_assess.render.interface import Branding, PortfolioPage
from jazari_assess.render.page.wording import HUNDREDTH, half_up
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
_ONE, _TENTH = Decimal(1), Decimal("0.1")


def portfolio_pdf(found: WordedPortfolio, words: Worder, branding: Branding, *, date: str) -> bytes:
    """Return the PDF; whatever a person typed is escaped.

    Raises ``ProblemsError`` when a template that is not ours is wrong or asks for too much, and where nothing is there
    that could print.
    """
    page = PortfolioPage(
        portfolio=asdict(found),
        labels={key.replace("-", "_"): words.say(key) for key in _KEYS},
        locale=words.locale,
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
    environment, locale = template_environment(page.template, shown_by(page.template)), page.locale
    environment.filters["amount"] = lambda value: _amount(value, page)
    environment.filters["points"] = lambda value: _points(value, _TENTH, locale)
    environment.filters["whole_points"] = lambda value: _points(value, _ONE, locale)
    environment.filters["signed"] = lambda value: f"+{_points(value, _TENTH, locale)}"
    environment.filters["share"] = lambda value: _share(value, locale)
    return environment


def _amount(value: int | None, page: PortfolioPage) -> str:
    return page.labels["withheld"] if value is None else format_decimal(value, locale=page.locale)


def _points(value: float | None, unit: Decimal, locale: str) -> str:
    shape = "#,##0" if unit == _ONE else "#,##0.0"
    return _NONE if value is None else format_decimal(half_up(value, unit), format=shape, locale=locale)


def _share(value: float | None, locale: str) -> str:
    return _NONE if value is None else format_percent(half_up(value, HUNDREDTH), locale=locale)
