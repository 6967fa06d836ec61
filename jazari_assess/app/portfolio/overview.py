"""``portfolio overview``: what is in a store, for the director of an institute: a page, a workbook, a document."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

from jazari_assess import __version__
from jazari_assess.app.context import Context
from jazari_assess.app.dashboard import dashboard_page
from jazari_assess.app.dossier import main_model, read_content
from jazari_assess.app.files import formats_of, refuse_existing
from jazari_assess.app.language import words
from jazari_assess.app.page import branding_of
from jazari_assess.app.portfolio.opening import StoreRequest, opened
from jazari_assess.app.wording import Wording
from jazari_assess.atomic_file import growing, make_folder, write_atomically
from jazari_assess.batch.outputs.cohort import measures_of
from jazari_assess.engine.cohort.counting import counted
from jazari_assess.engine.cohort.summary import summarised
from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.model.bounds import LISTED_FIRMS
from jazari_assess.model.catalogue import Status
from jazari_assess.model.library import Library, ModelContent
from jazari_assess.portfolio.counting import counted_firms, newest_of
from jazari_assess.portfolio.over_time import over_time
from jazari_assess.portfolio.records import AssessmentRecord, FirmRecord
from jazari_assess.portfolio.store.exported_files import note_written
from jazari_assess.portfolio.store.firms import read_firms
from jazari_assess.portfolio.store.queries import Filters, records
from jazari_assess.reading.content.interface_text import read_report_text
from jazari_assess.render.interface import Branding, Engine
from jazari_assess.render.portfolio.over_time import over_time_tables
from jazari_assess.render.portfolio.pdf import portfolio_pdf
from jazari_assess.render.portfolio.words import Bar, WordedPortfolio, WordedTable, Worder, word_portfolio
from jazari_assess.render.portfolio.workbook import ListedFirm, write_portfolio

__all__ = ["Bar", "WordedPortfolio", "WordedTable"]

FORMATS = ("html", "xlsx", "pdf")


@dataclass(frozen=True, kw_only=True)
class OverviewRequest:
    """The folder to write to (None: here), the formats (all: none named), and whether firms stand under their names.

    ``engine`` makes the PDF.
    """

    out: Path | None = None
    formats: Sequence[str] = ()
    names: bool = False
    brand: Path | None = None
    questionnaire: str = "industrie-x0"
    engine: Engine = "auto"
    replace: bool = False


def write_overview(asked: OverviewRequest, store: StoreRequest, context: Context) -> Iterator[Path]:
    """Write what is asked for, and yield each path once it is there.

    Raises ``UsageError`` for a format we lack; ``ProblemsError`` when the store cannot be used or holds no assessment
    of the model, and when an output exists and may not be replaced.
    """
    out = asked.out or Path()
    paths = {kind: out / f"portfolio.{kind}" for kind in formats_of(asked.formats, FORMATS)}
    if not asked.replace:
        refuse_existing(paths.values())
    drawn = _drawn(asked, store, context)
    with opened(store) as found, found.writing() as connection:  # first: what is written has to be remembered
        for path in paths.values():
            note_written(connection, path, "overview", context.date)
    make_folder(out)
    for kind, path in paths.items():
        drawn.write(kind, path, replace=asked.replace)
        yield path


def read_overview(asked: OverviewRequest, store: StoreRequest, context: Context) -> WordedPortfolio:
    """Return what workbook and document tell, in words; raises as ``write_overview``, files aside."""
    return _drawn(asked, store, context).summary()[0]


def _drawn(asked: OverviewRequest, store: StoreRequest, context: Context) -> "_Drawn":
    library = read_content(context)
    model = main_model(library, asked.questionnaire)
    with opened(store) as found, found.reading() as connection:
        every = [one for one in records(connection, Filters(samples=False)) if one.model == model.structure.id]
        firms = read_firms(connection)
    if not every:
        values = {"model": model.structure.id}
        raise ProblemsError([Problem(code="diagnosis-empty", place=Place(), values=values)])
    branding = branding_of(context, asked.brand, asked.engine)
    return _Drawn(every, firms, model, library, context, branding, names=asked.names)


class _Drawn:
    """The records of a store in every format; firms are summed up once for the workbook and the document."""

    def __init__(
        self,
        every: Sequence[AssessmentRecord],
        firms: Mapping[str, FirmRecord],
        model: ModelContent,
        library: Library,
        context: Context,
        branding: Branding,
        *,
        names: bool,
    ) -> None:
        self._every, self._firms, self._names = every, firms, names
        self._model, self._library, self._context, self._branding = model, library, context, branding
        self._newest = newest_of(every)

    def write(self, kind: str, path: Path, *, replace: bool) -> None:
        if kind == "html":
            data = dashboard_page(
                self._every, self._firms, self._model, self._library, self._context, names=self._names
            )
            write_atomically(path, data, replace=replace)
            return
        found, worder = self.summary()
        date = self._context.date
        if kind == "pdf":
            write_atomically(path, portfolio_pdf(found, worder, self._branding, date=date), replace=replace)
            return
        listed = (self._listed(one) for one in self._newest)
        with growing(path, replace=replace) as whole:
            write_portfolio(whole, found, worder, self._branding, listed, date=date, list_rows=LISTED_FIRMS)

    def summary(self) -> tuple[WordedPortfolio, Worder]:
        """Return each firm's newest assessment and what firms did over time, worded, with the words."""
        library, model, newest = self._library, self._model, self._newest
        questionnaire = library.questionnaires[model.structure.questionnaire]
        measures = measures_of(questionnaire, model, library.catalogue.structure.services)
        interface = words(self._context.language)
        report = read_report_text(self._branding.template.folders, interface.language)
        shown = Wording(words=report)
        worder = Worder(
            interface=interface,
            questionnaire=questionnaire,
            model=model,
            library=library,
            statuses={name: report.say(f"status.{name}") for name in get_args(Status)},
            wording=shown,
        )
        counts = {"firms": worder.amount(len(newest)), "assessments": worder.amount(len(self._every))}
        found = word_portfolio(
            summarised(counted(counted_firms(newest, measures), measures), measures),
            worder,
            date=shown.date(self._context.date),
            version=__version__,
            basis=interface.say("dashboard.told", **counts),
        )
        asked = questionnaire.structure.valued
        told = over_time(self._every, model.structure.dimensions, tuple(questionnaire.flags), asked)
        return replace(found, over_time=over_time_tables(told, worder)), worder

    def _listed(self, one: AssessmentRecord) -> ListedFirm:
        firm = self._firms[one.firm]
        return ListedFirm(
            id=firm.ice or firm.key if self._names else firm.alias,
            firm=firm.name if self._names else firm.alias,
            region=one.region,
            sector=one.sector,
            size=one.size,
            score=one.overall.score,
            level=one.overall.level_id,
            coverage=one.overall.coverage,
            dimensions=[
                one.scores[name].score if name in one.scores else None for name in self._model.structure.dimensions
            ],
        )
