"""One result out, in several formats; each format loads its library only when it is chosen."""

from collections.abc import Callable, Mapping

from jazari_assess.render.interface import Renderer
from jazari_assess.render.pdf_html.limited import Apart


def _pdf() -> Renderer:
    from jazari_assess.render.pdf_html.pdf import PdfRenderer

    return PdfRenderer()


def _excel() -> Renderer:
    from jazari_assess.render.excel.report import ExcelRenderer

    return ExcelRenderer()


def _html() -> Renderer:
    from jazari_assess.render.pdf_html.html import HtmlRenderer

    return HtmlRenderer()


def _json() -> Renderer:
    from jazari_assess.render.json import JsonRenderer

    return JsonRenderer()


INNER: Mapping[str, Callable[[], Renderer]] = {"pdf": _pdf, "xlsx": _excel, "html": _html, "json": _json}
"""Each format's own renderer."""


def _apart_pdf() -> Renderer:
    return Apart(inner=_pdf, name="pdf", suffix=".pdf")


def _apart_html() -> Renderer:
    return Apart(inner=_html, name="html", suffix=".html")


RENDERERS: Mapping[str, Callable[[], Renderer]] = {**INNER, "pdf": _apart_pdf, "html": _apart_html}
"""The same, where templates that are not ours run in a process of their own."""
