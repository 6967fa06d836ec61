"""A document before it is a PDF: its HTML text for whoever prints it, its template, and the files inside."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from jazari_assess.model.brand import Logo
from jazari_assess.render.interface import Template
from jazari_assess.render.pdf_html.archive import Attached
from jazari_assess.render.pdf_html.assets import logo_address


class Writer(Protocol):
    """What an HTML text is written for."""

    @property
    def name(self) -> str:
        """What the printer is called, with its version."""
        ...

    def logo(self, logo: Logo | None) -> str:
        """Return the address at which the printer finds the logo, empty where there is none."""
        ...


class Printer(Writer, Protocol):
    """What makes a PDF of an HTML text."""

    def make_pdf(self, markup: str, template: Template, attached: Sequence[Attached] = ()) -> bytes:
        """Return the PDF of an HTML text, an archive where files are attached."""
        ...


class Elsewhere:
    """What stands for a browser in a process with limits: the text is written for it here and printed by the parent."""

    name = "@printed-by@"

    def logo(self, logo: Logo | None) -> str:
        """Return the logo itself as an address, as a browser takes it."""
        return logo_address(logo)


@dataclass(frozen=True, kw_only=True)
class Document:
    """What is to be printed; ``write`` returns the HTML text for the printer it is told."""

    write: Callable[[Writer], str]
    template: Template
    attached: Sequence[Attached] = ()

    def printed_by(self, printer: Printer) -> bytes:
        """Return the PDF."""
        return printer.make_pdf(self.write(printer), self.template, self.attached)
