"""What an output format takes and gives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

from jazari_assess.model.brand import Logo
from jazari_assess.model.peers import Peers
from jazari_assess.model.result import Result
from jazari_assess.model.roadmap import Frontier, Roadmap
from jazari_assess.render.page_types import Page

Detail = Literal["summary", "full"]


@dataclass(frozen=True, kw_only=True)
class Institute:
    """Who hands the report over; ``cndp_reference`` is its own declaration under law 09-08. Empty where not known."""

    name: str = ""
    address: str = ""
    cndp_reference: str = ""
    footer: str = ""


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
    some folder is not ours, so that its templates run in a process of their own, with limits.
    """

    folders: Sequence[Path]
    colours: Mapping[str, str] = field(default_factory=dict)
    logo: Logo | None = None
    foreign: bool = False


@dataclass(frozen=True, kw_only=True)
class Options:
    """What to leave out: ``summary`` keeps to four pages, ``notes`` is the annex of the consultant's notes.

    ``archive`` makes the PDF a PDF/A-3 that holds the assessment and the result.
    """

    detail: Detail = "full"
    notes: bool = True
    archive: bool = False


@dataclass(frozen=True, kw_only=True)
class Report:
    """One report: the page that every output shows, and the data that the machine-readable ones hold."""

    page: Page
    result: Result
    roadmap: Roadmap
    template: Template
    options: Options = field(default_factory=Options)


@dataclass(frozen=True, kw_only=True)
class PortfolioPage:
    """A portfolio of firms: what it says as plain values, its labels, the locale of its numbers, and its date."""

    portfolio: Mapping[str, object]
    labels: Mapping[str, str]
    locale: str
    date: str
    template: Template


class Renderer(Protocol):
    """One output format; ``suffix`` is the ending of its files, with the dot."""

    name: str
    suffix: str

    def render(self, report: Report) -> bytes:
        """Return the whole file; the caller writes it."""
        ...
