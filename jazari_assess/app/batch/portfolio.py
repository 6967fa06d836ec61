"""``portfolio.xlsx`` and ``portfolio.pdf`` as what a run calls when its rows are scored."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from jazari_assess import __version__
from jazari_assess.app.batch.content import BatchContent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jazari_assess.batch.progress import Counts
    from jazari_assess.batch.request import WritePortfolio
    from jazari_assess.model.library import ModelContent
    from jazari_assess.render.interface import Branding
    from jazari_assess.render.portfolio.words import WordedPortfolio, Worder


class PortfolioFiles:
    """Writes both summaries; the rows are summed up once for the two."""

    def __init__(
        self,
        content: BatchContent,
        branding: "Branding",
        *,
        date: str,
        list_rows: int,
        views: "Sequence[ModelContent]" = (),
    ) -> None:
        """Take the content, who hands them over, their date, how many firms are listed, and what else is scored."""
        self._views = views
        self._content, self._branding, self._date, self._list_rows = content, branding, date, list_rows
        self._found: tuple[WordedPortfolio, Worder] | None = None

    def writers(self, *, pdf: bool = True) -> "Mapping[str, WritePortfolio]":
        """Return the summaries by file name, without that as a PDF where none can be made."""
        return {"portfolio.xlsx": self._workbook, **({"portfolio.pdf": self._pdf} if pdf else {})}

    def _summary(self, scored: Sequence[Path], counts: "Counts") -> "tuple[WordedPortfolio, Worder]":
        from jazari_assess.batch.outputs.cohort import cohort_of
        from jazari_assess.model.catalogue import Status
        from jazari_assess.reading.content.interface_text import read_report_text
        from jazari_assess.render.page.wording import Wording
        from jazari_assess.render.portfolio.words import Worder, word_portfolio

        if self._found is None:
            content = self._content
            model = content.models()[0]
            report = read_report_text(self._branding.template.folders, content.interface.language)
            shown = Wording(words=report)
            words = Worder(
                interface=content.interface,
                questionnaire=content.questionnaire,
                model=model,
                library=content.library,
                views=self._views,
                statuses={name: report.say(f"status.{name}") for name in get_args(Status)},
                wording=shown,
            )
            found = cohort_of(scored, content.questionnaire, model, content.library)
            rows = {name: words.amount(count) for name, count in vars(counts).items()}
            basis = content.interface.say("batch.run.counts", **rows)
            day = shown.date(self._date)
            self._found = word_portfolio(found, words, date=day, version=__version__, basis=basis), words
        return self._found

    def _workbook(self, scored: Sequence[Path], counts: "Counts", path: Path) -> None:
        from jazari_assess.batch.outputs.cohort import listed
        from jazari_assess.render.portfolio.workbook import write_portfolio

        found, words = self._summary(scored, counts)
        firms = listed(scored, words.model)
        write_portfolio(path, found, words, self._branding, firms, date=self._date, list_rows=self._list_rows)

    def _pdf(self, scored: Sequence[Path], counts: "Counts", path: Path) -> None:
        from jazari_assess.render.portfolio.pdf import portfolio_pdf

        found, words = self._summary(scored, counts)
        path.write_bytes(portfolio_pdf(found, words, self._branding, date=self._date))
