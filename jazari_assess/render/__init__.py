"""One result out, in several formats; each format loads its library only when it is chosen."""

from collections.abc import Callable, Mapping

from jazari_assess.render.interface import Renderer
from jazari_assess.render.pdf_html.sandboxed import Sandboxed


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


RENDERERS: Mapping[str, Callable[[], Renderer]] = {
    **INNER,
    "pdf": lambda: Sandboxed(inner=_pdf, name="pdf", suffix=".pdf"),
    "html": lambda: Sandboxed(inner=_html, name="html", suffix=".html"),
}
"""The same, where templates that are not ours run in a process of their own."""
