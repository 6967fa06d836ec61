"""Which program makes a PDF here: WeasyPrint wherever its libraries load, else the browser of the machine."""

import contextlib
import ctypes.util
import io
import sys
from collections.abc import Iterator
from functools import cache

from jazari_assess.errors import Problem, ProblemsError
from jazari_assess.render.interface import Engine
from jazari_assess.render.pdf_html.by_browser.finder import OLDEST, Browser, find_browser
from jazari_assess.render.pdf_html.document import Elsewhere, Printer

_LONGEST_REASON = 160
"""Characters of what a system says of a library it does not find: its name stands at the beginning."""


def printer(engine: Engine = "auto") -> Printer:
    """Return what prints, as asked for or, for ``auto``, as there is; WeasyPrint first.

    Raises ``ProblemsError`` where nothing is there that could: ``pdf-library-missing``, ``pdf-browser-missing``, or
    ``pdf-engine-missing`` where both are.
    """
    made = _weasyprint(engine)
    return _browser_printer(made) if made is None or isinstance(made, str) else made


def confined_printer(engine: Engine) -> Printer | Elsewhere:
    """Return what a process with limits writes for: WeasyPrint, or the browser of its parent.

    Raises ``ProblemsError`` where WeasyPrint is asked for and does not load.
    """
    made = _weasyprint(engine)
    return Elsewhere() if made is None or isinstance(made, str) else made


def _weasyprint(engine: Engine) -> Printer | str | None:
    made = None if engine == "browser" else weasyprint_printer()
    if isinstance(made, str) and engine == "weasyprint":
        raise ProblemsError([Problem(code="pdf-library-missing", values={"reason": made})])
    return made


def _browser_printer(reason: str | None) -> Printer:
    found = find_browser()
    if found is None:
        values = {"oldest": str(OLDEST)}
        code = "pdf-browser-missing"
        if reason is not None:
            code, values = "pdf-engine-missing", {**values, "reason": reason}
        raise ProblemsError([Problem(code=code, values=values)])
    return _printer_of(found)


@cache
def _printer_of(browser: Browser) -> Printer:
    from jazari_assess.render.pdf_html.by_browser.engine import BrowserPrinter  # noqa: PLC0415 - only where it is used

    return BrowserPrinter(browser)


@cache
def weasyprint_printer() -> Printer | str:
    """Return WeasyPrint, or why it does not load here: the name of a system library, as a rule."""
    if sys.platform == "linux":
        with contextlib.suppress(ImportError, OSError), _whole_names_only():
            return _loaded()
    try:
        return _loaded()
    except (ImportError, OSError) as error:
        return " ".join(str(error).split())[:_LONGEST_REASON]


def _loaded() -> Printer:
    with contextlib.redirect_stdout(io.StringIO()):  # where it says at length how to install it
        from jazari_assess.render.pdf_html.by_weasyprint.engine import WeasyPrinter  # noqa: PLC0415 - 3 s
    return WeasyPrinter()


@contextlib.contextmanager
def _whole_names_only() -> Iterator[None]:
    """Let WeasyPrint find libraries only by their whole names, which the system's loader knows.

    It asks for shorter ones first, and ``ctypes`` looks for each through ldconfig, gcc and ld: fifty processes.
    """
    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None  # noqa: ARG005 - the signature of the other
    try:
        yield
    finally:
        ctypes.util.find_library = search
