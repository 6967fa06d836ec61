"""The report's own template printed by a browser: once to learn the pages of the contents, again with their numbers."""

import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf

from jazari_assess.model.brand import Logo
from jazari_assess.render.interface import Template
from jazari_assess.render.pdf_html.archive import Attached
from jazari_assess.render.pdf_html.assets import logo_address
from jazari_assess.render.pdf_html.by_browser.finder import Browser
from jazari_assess.render.pdf_html.by_browser.finishing import finished, pages_of
from jazari_assess.render.pdf_html.by_browser.page import has_contents, self_contained
from jazari_assess.render.pdf_html.by_browser.printing import print_page

_MOST_PASSES = 3
"""The second has the numbers; a third is for contents that take another line with them."""
_ONE_AT_A_TIME = threading.Lock()
"""A browser takes half a gigabyte and all cores: a process never runs two."""


@dataclass(frozen=True)
class BrowserPrinter:
    """Prints by a browser of the machine. What it prints is tagged, but is no PDF/UA."""

    browser: Browser

    @property
    def name(self) -> str:
        """Return what the browser is called, with its version."""
        return f"{self.browser.name} {self.browser.version}"

    def logo(self, logo: Logo | None) -> str:
        """Return the logo itself as an address."""
        return logo_address(logo)

    def make_pdf(self, markup: str, template: Template, attached: Sequence[Attached] = ()) -> bytes:
        """Return the PDF of an HTML text, PDF/A-3b where files are attached.

        Raises ``ProblemsError`` when the browser prints nothing.
        """
        with _ONE_AT_A_TIME, tempfile.TemporaryDirectory(prefix="jazari-", ignore_cleanup_errors=True) as folder:
            raw = self._printed(markup, template, Path(folder))
        return finished(raw, markup, self.name, attached)

    def _printed(self, markup: str, template: Template, folder: Path) -> bytes:
        numbers: Mapping[str, str] = {}
        raw = b""
        for number in range(_MOST_PASSES):
            page, out = folder / f"{number}.html", folder / f"{number}.pdf"
            page.write_text(self_contained(markup, template, numbers), encoding="utf-8", newline="\n")
            print_page(self.browser, page, out, folder / "profile")
            raw = out.read_bytes()
            if not has_contents(markup):
                break
            before, numbers = numbers, _numbers(raw)
            if before == numbers:
                break
        return raw


def _numbers(raw: bytes) -> Mapping[str, str]:
    with pikepdf.open(BytesIO(raw)) as pdf:
        return pages_of(pdf)
