"""The process that runs templates which are not ours: it has a memory limit, and its parent a clock.

It reads a report from its parent, never from anybody else, and writes one mark and the whole file, or why there is
none.
"""

import json
import pickle
import sys

from jinja2 import TemplateError
from jinja2.exceptions import SecurityError, TemplateNotFound, TemplateSyntaxError

from jazari_assess.errors import ProblemsError
from jazari_assess.render import TEMPLATED
from jazari_assess.render.interface import PortfolioPage, Report, SheetPage, ToldPage
from jazari_assess.render.pdf_html.document import Document, Elsewhere
from jazari_assess.render.pdf_html.printers import confined_printer
from jazari_assess.render.pdf_html.sandboxed import REFUSED, TO_PRINT, WHOLE
from jazari_assess.sandbox import limit


def _told(error: Exception) -> dict[str, object]:
    """Return code, place and values: names of the template and words of the engine, never what a person typed."""
    match error:
        case TemplateSyntaxError():
            place = {"file": error.filename or error.name, "line": error.lineno}
            return {"code": "template-broken", **place, "values": {"reason": error.message or ""}}
        case TemplateNotFound():
            return {"code": "template-missing", "file": None, "line": None, "values": {"name": str(error.name)}}
        case SecurityError():
            return {"code": "template-forbidden", "file": None, "line": None, "values": {}}
        case ProblemsError():
            (problem,) = error.problems
            return {"code": problem.code, "file": problem.place.file, "line": None, "values": dict(problem.values)}
        case _:
            reason = error.message if isinstance(error, TemplateError) and error.message else type(error).__name__
            return {"code": "template-broken", "file": None, "line": None, "values": {"reason": reason}}


def _made(name: str, found: object) -> bytes:
    match found:
        case Report() if name != "pdf":
            return WHOLE + TEMPLATED[name]().render(found)
        case ToldPage(paged=False):
            from jazari_assess.render.pdf_html.told import told_page  # noqa: PLC0415 - heavy

            return WHOLE + told_page(found)
        case _:
            return _paper(found)


def _paper(found: object) -> bytes:
    document = _document(found)
    by = confined_printer(document.template.engine)
    if isinstance(by, Elsewhere):
        return TO_PRINT + document.write(by).encode()
    return WHOLE + document.printed_by(by)


def _document(found: object) -> Document:
    match found:
        case Report():
            from jazari_assess.render.pdf_html.pdf import report_document  # noqa: PLC0415 - each has its own

            return report_document(found)
        case PortfolioPage():
            from jazari_assess.render.portfolio.pdf import portfolio_document  # noqa: PLC0415 - the same

            return portfolio_document(found)
        case SheetPage():
            from jazari_assess.render.pdf_html.sheet import sheet_document  # noqa: PLC0415 - the same

            return sheet_document(found)
        case ToldPage():
            from jazari_assess.render.pdf_html.told import told_paper  # noqa: PLC0415 - the same

            return told_paper(found)
        case _:
            raise TypeError(type(found))


def main() -> None:
    """Render what is on standard input with the renderer named first, within the bytes named second."""
    limit(memory=int(sys.argv[2]))
    found = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own parent wrote it
    try:
        made = _made(sys.argv[1], found)
    except MemoryError:
        made = b""  # neither whole nor refused: the parent knows that it asked for too much
    except Exception as error:  # noqa: BLE001 - whatever a template brings about is the template's fault
        made = REFUSED + json.dumps(_told(error)).encode()
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
