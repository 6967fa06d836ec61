"""``portfolio.pdf``: the same summary as the workbook, through the report template's own files."""

from collections.abc import Mapping
from dataclasses import asdict

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from jazari_assess.batch.portfolio_words import WordedPortfolio, Worder
from jazari_assess.render.assets import TemplateLoader
from jazari_assess.render.fonts import shown_by
from jazari_assess.render.interface import Template
from jazari_assess.render.pdf import write_pdf

ENTRY = "portfolio.html"
_KEYS = (
    "firms", "mean", "coverage", "distribution", "levels", "heat", "sector", "gaps", "gaps-note", "missed", "services",
    "services-note", "question", "share", "count", "score", "provider", "status",
)  # fmt: skip


def portfolio_pdf(found: WordedPortfolio, words: Worder, template: Template, *, date: str) -> bytes:
    """Return the PDF; whatever a person typed is escaped."""
    show = shown_by(template)
    environment = ImmutableSandboxedEnvironment(
        loader=TemplateLoader(template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: show(value) if type(value) is str else value,
    )
    labels: Mapping[str, str] = {key.replace("-", "_"): words.say(key) for key in _KEYS}
    markup = environment.get_template(ENTRY).render(portfolio=asdict(found), t=labels, date=date)
    return write_pdf(markup, template)
