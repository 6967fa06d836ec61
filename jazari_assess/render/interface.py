"""What an output format takes and gives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, get_args

from jazari_assess.model.brand import Logo
from jazari_assess.model.frontier import Frontier
from jazari_assess.model.peers import Peers
from jazari_assess.model.plan import Plan
from jazari_assess.model.result import Result
from jazari_assess.render.page.types import Page
from jazari_assess.render.plain_text import one_line, shortened

if TYPE_CHECKING:
    from jazari_assess.render.page.wording import Wording  # every command imports this module, few write numbers

Engine = Literal["auto", "weasyprint", "browser"]
"""What makes a PDF: WeasyPrint, the browser of the machine, or the first of them that is there."""
ToldKind = Literal["comparison", "diagnosis"]
Detail = Literal["summary", "full"]
Annex = Literal["answers", "calculation", "provenance"]
ANNEXES: tuple[Annex, ...] = get_args(Annex)
"""What a full report has at its end and can do without."""
_LONGEST_FOOT = 110
"""Characters that fit beside the page number on one line."""


@dataclass(frozen=True, kw_only=True)
class Institute:
    """Who hands the report over; ``cndp_reference`` is its own declaration under law 09-08. Empty where not known.

    ``consultant`` is the person who held the interview, as he or she signs.
    """

    name: str = ""
    address: str = ""
    cndp_reference: str = ""
    footer: str = ""
    consultant: str = ""

    @property
    def foot(self) -> str:
        """Return what stands at the foot of each page: its own words for it, else its name."""
        return shortened(one_line(self.footer or self.name), _LONGEST_FOOT)


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What a report draws beside its result: the same firm before, others, and what more or less capacity brings."""

    earlier: Result | None = None
    peers: Peers | None = None
    frontier: Frontier | None = None


@dataclass(frozen=True, kw_only=True)
class Template:
    """The folders of a report template, first found wins: a user's own may replace ours file by file.

    ``colours`` says which colour takes the place of which of ours when a file of the template is read. ``foreign``:
    some folder is not ours, so that its templates run in a process of their own, with limits. ``word`` is the
    institute's own document, checked, whose styles, head and foot a report takes. ``engine`` makes its PDFs.
    """

    folders: Sequence[Path]
    colours: Mapping[str, str] = field(default_factory=dict)
    logo: Logo | None = None
    foreign: bool = False
    word: bytes | None = None
    engine: Engine = "auto"

    def colour(self, ours: str) -> str:
        """Return the colour that stands in the place of one of ours."""
        return self.colours.get(ours.lower(), ours)

    def coloured(self, style: Mapping[str, object]) -> Mapping[str, object]:
        """Return a style of a workbook's cells with its colours replaced."""
        return {name: self.colour(value) if isinstance(value, str) else value for name, value in style.items()}


@dataclass(frozen=True, kw_only=True)
class Branding:
    """Who hands a document over, and the template it is made by."""

    institute: Institute
    template: Template


@dataclass(frozen=True, kw_only=True)
class Options:
    """What to leave out.

    ``summary`` keeps to four pages, ``notes`` is the annex of the consultant's notes, ``without`` names annexes of a
    full report. ``archive`` makes the PDF a PDF/A-3 that holds the assessment and the result.
    """

    detail: Detail = "full"
    notes: bool = True
    without: tuple[Annex, ...] = ()
    archive: bool = False


@dataclass(frozen=True, kw_only=True)
class Report:
    """One report: the page that every output shows, and the data that the machine-readable ones hold."""

    page: Page
    result: Result
    roadmap: Plan
    template: Template
    options: Options = field(default_factory=Options)


@dataclass(frozen=True, kw_only=True)
class PortfolioPage:
    """A portfolio of firms: plain values, labels, how numbers are written, its date, and who hands it over."""

    portfolio: Mapping[str, object]
    labels: Mapping[str, str]
    wording: "Wording"
    date: str
    institute: Institute
    template: Template


@dataclass(frozen=True, kw_only=True)
class ToldPage:
    """What is said of a firm over time or of a questionnaire, as plain values, its date, and who hands it over.

    ``kind`` names its template, ``paged`` says whether it is for a printer.
    """

    kind: ToldKind
    told: Mapping[str, object]
    date: str
    paged: bool
    institute: Institute
    template: Template


@dataclass(frozen=True, kw_only=True)
class SheetPage:
    """A questionnaire to fill by hand: what stands on it as plain values, and who hands it out."""

    sheet: Mapping[str, object]
    institute: Institute
    template: Template


class Renderer(Protocol):
    """One output format; ``suffix`` is the ending of its files, with the dot."""

    name: str
    suffix: str

    def render(self, report: Report) -> bytes:
        """Return the whole file; the caller writes it."""
        ...
