"""One result out, in several formats; each format loads its library only when it is chosen."""

from collections.abc import Callable, Mapping

from jazari_assess.render.interface import Renderer


def _pdf() -> Renderer:
    from jazari_assess.render.pdf import PdfRenderer

    return PdfRenderer()


def _excel() -> Renderer:
    from jazari_assess.render.excel import ExcelRenderer

    return ExcelRenderer()


def _html() -> Renderer:
    from jazari_assess.render.html import HtmlRenderer

    return HtmlRenderer()


def _json() -> Renderer:
    from jazari_assess.render.json import JsonRenderer

    return JsonRenderer()


RENDERERS: Mapping[str, Callable[[], Renderer]] = {"pdf": _pdf, "xlsx": _excel, "html": _html, "json": _json}
