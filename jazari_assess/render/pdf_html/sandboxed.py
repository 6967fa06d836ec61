"""Rendering with templates that are not ours: in a process of its own, with limits of memory and time.

The sandbox keeps a template from reaching anything; it does not keep it from asking for a gigabyte or for a year.
"""

import json
import pickle
from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape

from jazari_assess import sandbox
from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.render.interface import PortfolioPage, Renderer, Report, SheetPage, ToldPage
from jazari_assess.render.pdf_html.archive import attachments
from jazari_assess.render.pdf_html.document import Elsewhere
from jazari_assess.render.pdf_html.printers import printer

MOST_SECONDS = 180
"""A full report takes under ten on a slow machine; beyond this nobody waits."""
MOST_MEMORY = 1536 * 2**20
"""Bytes of address space, libraries included; a full report in Arabic needs a third of it."""
CHILD = "jazari_assess.render.pdf_html.sandboxed_child"
WHOLE, REFUSED, TO_PRINT = b"+", b"-", b"="
"""What a child begins its answer with: a whole file, why there is none, or a text that is left to a browser, which
cannot live within the child's limits."""
Page = Report | PortfolioPage | SheetPage | ToldPage
"""What templates are given."""


@dataclass(frozen=True, kw_only=True)
class Sandboxed(Renderer):
    """A renderer that works in a child process when the template has folders that are not ours."""

    inner: Callable[[], Renderer]
    name: str
    suffix: str

    def render(self, report: Report) -> bytes:
        """Return the whole file.

        Raises ``ProblemsError`` when a template is wrong or asks for too much.
        """
        return render_in_child(self.name, report) if report.template.foreign else self.inner().render(report)


def render_in_child(name: str, report: Page, *, seconds: float = MOST_SECONDS, memory: int = MOST_MEMORY) -> bytes:
    """Return what the renderer of that name makes of a report or a portfolio, made by a child process.

    Raises ``ProblemsError`` as ``Sandboxed.render``.
    """
    limits = {"seconds": f"{seconds:g}", "memory": f"{memory // 2**20}"}
    folder = str(report.template.folders[0])
    try:
        ended = sandbox.run(CHILD, [name, str(memory)], given=pickle.dumps(_bare(report)), seconds=seconds)
    except TimeoutError as error:
        raise _refused("template-too-heavy", folder, limits) from error
    match ended.output[:1]:
        case mark if mark == WHOLE:
            return ended.output[1:]
        case mark if mark == TO_PRINT:
            return _printed(report, ended.output[1:].decode())
        case mark if mark == REFUSED:
            told = json.loads(ended.output[1:])
            place = Place(file=told["file"] or folder, line=told["line"])
            raise ProblemsError([Problem(code=told["code"], place=place, values=told["values"])])
        case _:
            raise _refused("template-too-heavy", folder, limits)


def _printed(report: Page, markup: str) -> bytes:
    attached = attachments(report) if isinstance(report, Report) and report.options.archive else ()
    by = printer("browser")
    return by.make_pdf(markup.replace(Elsewhere.name, escape(by.name)), report.template, attached)


def _bare(report: Page) -> Page:
    """Return the report with its labels as a plain dictionary, whatever kind of mapping holds them."""
    match report:
        case Report():
            return replace(report, page=replace(report.page, labels=dict(report.page.labels)))
        case PortfolioPage():
            return replace(report, labels=dict(report.labels))
        case SheetPage() | ToldPage():
            return report


def _refused(code: str, folder: str, values: dict[str, str]) -> ProblemsError:
    return ProblemsError([Problem(code=code, place=Place(file=folder), values=values)])
