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


def _word() -> Renderer:
    from jazari_assess.render.word.document import WordRenderer

    return WordRenderer()


def _slides() -> Renderer:
    from jazari_assess.render.slides.deck import SlidesRenderer

    return SlidesRenderer()


def _json() -> Renderer:
    from jazari_assess.render.json import JsonRenderer

    return JsonRenderer()


TEMPLATED: Mapping[str, Callable[[], Renderer]] = {"pdf": _pdf, "html": _html}
"""The formats made from templates, which run in a process of their own where these are not ours."""

RENDERERS: Mapping[str, Callable[[], Renderer]] = {
    "pdf": lambda: Sandboxed(inner=_pdf, name="pdf", suffix=".pdf"),
    "docx": _word,
    "pptx": _slides,
    "xlsx": _excel,
    "html": lambda: Sandboxed(inner=_html, name="html", suffix=".html"),
    "json": _json,
}
"""Every format, in the order in which reports are written."""
