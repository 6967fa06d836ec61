"""One page printed by a browser that reaches nothing but that page."""

import os
from pathlib import Path

from jazari_assess import sandbox
from jazari_assess.errors import Problem, ProblemsError
from jazari_assess.render.pdf_html.by_browser.finder import Browser

_SECONDS = 120
"""What one printing may take; a full report takes two on an ordinary machine."""
_FLAGS = (
    "--headless=new",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-breakpad",
    "--disable-crash-reporter",
    "--no-pings",
    "--disable-features=Translate,OptimizationHints,MediaRouter,DialMediaRouteProvider,InterestFeedContentSuggestions",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
)
"""A browser without a window that minds its own business."""
NO_NETWORK = (
    "--host-resolver-rules=MAP * ~NOTFOUND",  # no name has an address
    "--proxy-server=http://127.0.0.1:9",  # and what is an address is asked of a port nobody listens on (discard)
    "--proxy-bypass-list=<-loopback>",  # this machine's own addresses too
)
_PRINTING = ("--no-pdf-header-footer", "--generate-pdf-document-outline", "--export-tagged-pdf")
_LONGEST_REASON = 200
"""Characters of what a browser complains of: its last words say why."""


def print_page(browser: Browser, page: Path, out: Path, profile: Path) -> None:
    """Print a page of this machine to ``out``, with a profile of the browser of its own.

    Raises ``ProblemsError`` when the browser takes too long or leaves no file: it may end well and print nothing.
    """
    asked = [f"--user-data-dir={profile}", f"--print-to-pdf={out}", page.as_uri()]
    command = [str(browser.program), *_FLAGS, *NO_NETWORK, *_PRINTING, *_for_root(), *asked]
    environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    try:
        ended = sandbox.run_program(command, seconds=_SECONDS, environment=environment)
    except TimeoutError as error:
        raise _failed(browser, f"{_SECONDS} s") from error
    except OSError as error:
        raise _failed(browser, error.strerror or type(error).__name__) from error
    if not out.is_file() or not out.stat().st_size:
        told = ended.errors.decode(errors="replace").split()
        raise _failed(browser, " ".join(told)[-_LONGEST_REASON:] or str(ended.code))


def _for_root() -> tuple[str, ...]:
    """The browser's own sandbox refuses to work for root, who has no rights to lose."""
    return ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()


def _failed(browser: Browser, reason: str) -> ProblemsError:
    values = {"browser": f"{browser.name} {browser.version}", "reason": reason}
    return ProblemsError([Problem(code="pdf-browser-failed", values=values)])
