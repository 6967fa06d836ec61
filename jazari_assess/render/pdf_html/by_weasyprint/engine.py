"""The report as PDF/UA-1, or PDF/A-3 as well. WeasyPrint has one door to the outside: to the template's files only."""

import gc
import hashlib
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.util import Finalize
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

import pydyf
import weasyprint
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from jazari_assess.model.brand import Logo
from jazari_assess.render.interface import Template
from jazari_assess.render.pdf_html.archive import Attached
from jazari_assess.render.pdf_html.assets import ASSET_TYPES, LOGO_TYPES, find_asset, read_asset
from jazari_assess.render.pdf_html.by_weasyprint.archive import finish, weasyprint_attachments
from jazari_assess.render.pdf_html.by_weasyprint.once import write_once
from jazari_assess.render.pdf_html.by_weasyprint.tags import complete_tags

_BASE = "https://template.invalid/"
"""Where the template seems to be, so that relative links join; nothing can have this name (RFC 2606)."""
_LOGO = "brand/logo"
_IDLE = re.compile(
    r"""\n\s*(?=</(?:dl|div|svg)>|</?(?:article|body|circle|dd|dt|h[1-3]|head|html|li|line|link|meta|nav|ol|p|path|rect"""
    r"""|section|table|tbody|td|th|thead|title|tr|ul)\b)|(?<=<th) scope="col"| role="img"| data-label="[^"]*\""""
)
"""What only a browser needs: space in front of a block, and attributes that say to it what a PDF says otherwise."""
_HANGING = re.compile(r""" (<span class="quiet">|<strong>)(?=\S)""")
"""A space in front of other words of a line. A text whose last line has room for all but its space is broken after the
first word of that line (WeasyPrint 70); within what follows the space does no harm."""
_BOXED = re.compile(r"""(?<=[^\s>]) (?=<span class="check">)""")
"""A space between a text and a box in its line, which does the same harm and has no room within the box: where a place
to break follows it, the last word goes on the next line with the box."""


class TemplateFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint publishes no types
    """Serves style sheets, fonts and pictures of the template's folders and the logo; refuses every other address."""

    def __init__(self, template: Template) -> None:
        """Remember the template; no protocol of the parent class is ever used."""
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self.template = template

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Return a file of the template, or raise ``ValueError``, which WeasyPrint logs as a warning."""
        del headers
        name = unquote(urlsplit(url).path).removeprefix("/")
        logo = self.template.logo
        if logo and url == f"{_BASE}{logo_name(logo)}":
            return URLFetcherResponse(url, logo.data, {"Content-Type": LOGO_TYPES[logo.suffix]})
        kind = ASSET_TYPES.get(PurePosixPath(name).suffix)
        path = find_asset(self.template.folders, name) if url.startswith(_BASE) and kind else None
        if path is None:
            message = "not a file of the report template"
            raise ValueError(message)
        return URLFetcherResponse(url, read_asset(path, self.template), {"Content-Type": kind})


def logo_name(logo: Logo) -> str:
    """Return the address of the logo inside the template."""
    return _LOGO + logo.suffix


class _Fonts(threading.local):
    """The fonts of our own templates, loaded once by each thread that renders: Pango's maps of fonts are for one."""

    def __init__(self) -> None:
        """Begin with none."""
        self.loaded: dict[tuple[Path, ...], FontConfiguration] = {}

    def of(self, template: Template) -> FontConfiguration:
        """Return the fonts of a template, loaded before if it is ours."""
        if template.foreign:
            return FontConfiguration()
        folders = tuple(template.folders)
        if folders not in self.loaded:
            # They lie in a temporary folder, which goes with the process, be it the first or a worker.
            Finalize(None, self.loaded.clear, exitpriority=0)
            self.loaded[folders] = FontConfiguration()
        return self.loaded[folders]


_FONTS = _Fonts()


class _Letters(dict[int, str]):
    """Which letters each glyph stands for: a glyph that was met without any is looked at again.

    WeasyPrint gives the letters of an Arabic letter with a vowel mark to the mark, and none to the letter. Where a form
    of a letter is met so first, it would be read out of the PDF as nothing for ever after.
    """

    def __contains__(self, glyph: object) -> bool:
        return bool(self.get(glyph)) if isinstance(glyph, int) else False


class _ReadableFonts(dict[str, Any]):
    """The fonts of a document as they are met, each with letters that are looked at again."""

    def __setitem__(self, key: str, font: Any) -> None:  # noqa: ANN401 - WeasyPrint publishes no types
        font.to_unicode = _Letters()
        super().__setitem__(key, font)


def _finished(document: weasyprint.Document, pdf: pydyf.PDF) -> None:
    complete_tags(document, pdf)
    write_once(pdf)


def _archived(document: weasyprint.Document, pdf: pydyf.PDF) -> None:
    finish(document, pdf)
    write_once(pdf)


def write_pdf(markup: str, template: Template, *, attached: Sequence[Attached] = ()) -> bytes:
    """Return the PDF of an HTML text. The only call of WeasyPrint: markup and style sheets share the locked fetcher.

    With files to attach it is an archive, PDF/A-3u and PDF/UA-1 at once. The identifier is the hash of the text, and
    the dates stand in it, so that the same text gives the same bytes.
    """
    identifier = hashlib.sha256(markup.encode()).digest()[:16]
    archive = {
        "pdf_variant": "pdf/a-3u",
        "pdf_tags": True,
        "attachments": weasyprint_attachments(attached),
    }
    with _GARBAGE.kept():
        source = HTML(string=markup, base_url=_BASE, url_fetcher=TemplateFetcher(template))
        options = archive if attached else {"pdf_variant": "pdf/ua-1"}
        document = source.render(font_config=_FONTS.of(template), **options)
        document.fonts = _ReadableFonts()
        pdf: bytes = document.write_pdf(
            finisher=_archived if attached else _finished, pdf_identifier=identifier.hex().encode(), **options
        )
    return pdf


class _Garbage:
    """What a layout leaves behind, and when it is looked for.

    A layout keeps nearly all it makes until it is written; looking through it again and again for what could go took a
    quarter of the time. So nothing is looked for meanwhile, and what is left afterwards goes when the next document
    begins: a process that makes one report ends before.
    """

    def __init__(self) -> None:
        """Begin with nothing left."""
        self._left = False

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Leave the garbage where it is for as long as one document takes."""
        collecting = gc.isenabled()
        if self._left:
            gc.collect()
        gc.disable()
        try:
            yield
        finally:
            self._left = True
            if collecting:
                gc.freeze()
                gc.unfreeze()  # together they make all of it old at once, or enabling would look through it now
                gc.enable()


_GARBAGE = _Garbage()


class WeasyPrinter:
    """Prints by WeasyPrint, as PDF/UA-1, or PDF/A-3u as well."""

    name = f"WeasyPrint {weasyprint.__version__}"

    def logo(self, logo: Logo | None) -> str:
        """Return the address of the logo inside the template."""
        return "" if logo is None else logo_name(logo)

    def make_pdf(self, markup: str, template: Template, attached: Sequence[Attached] = ()) -> bytes:
        """Return the PDF; of our own templates what only a browser needs is left out first."""
        return write_pdf(markup if template.foreign else _bare(markup), template, attached=attached)


def _bare(markup: str) -> str:
    """Return the text of our own templates as WeasyPrint sets it best."""
    return _BOXED.sub(" \u200b", _HANGING.sub(r"\1 ", _IDLE.sub("", markup)))
