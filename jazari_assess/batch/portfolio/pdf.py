"""``portfolio.pdf``: the same summary as the workbook, through the report template's own files."""

from dataclasses import asdict

from jazari_assess.batch.portfolio.words import WordedPortfolio, Worder
from jazari_assess.render.interface import Branding, PortfolioPage
from jazari_assess.render.portfolio.pdf import portfolio_pdf as rendered

_KEYS = (
    "firms", "mean", "coverage", "distribution", "levels", "heat", "sector", "region", "size", "gaps", "gaps-note",
    "missed", "services", "services-note", "service", "question", "share", "count", "score", "level", "provider",
    "status",
)  # fmt: skip


def portfolio_pdf(found: WordedPortfolio, words: Worder, look: Branding, *, date: str) -> bytes:
    """Return the PDF; raises ``ProblemsError`` when a template that is not ours is wrong or asks for too much."""
    labels = {key.replace("-", "_"): words.say(key) for key in _KEYS}
    return rendered(
        PortfolioPage(
            portfolio=asdict(found),
            labels=labels,
            locale=words.locale,
            date=date,
            institute=look.institute,
            template=look.template,
        )
    )
