"""The report as one HTML file that needs nothing else: styles and fonts inside, no script, nothing fetched."""

from collections.abc import Sequence

from markupsafe import Markup

from jazari_assess.render.interface import Report, Template
from jazari_assess.render.pdf_html.assets import data_address, find_asset, in_style, logo_address, recoloured
from jazari_assess.render.pdf_html.markup import render_markup

ENTRY = "screen.html"
_STYLES = ("shared.css", "screen.css")
_FONTS = (
    ("Jazari Sans", 400, "jazari-sans-regular"),
    ("Jazari Sans", 600, "jazari-sans-semibold"),
    ("Jazari Sans Arabic", 400, "jazari-sans-arabic-regular"),
    ("Jazari Sans Arabic", 600, "jazari-sans-arabic-semibold"),
    ("Jazari Sans Tifinagh", 400, "jazari-sans-tifinagh-regular"),
)


class HtmlRenderer:
    """Renders a report as one self-contained HTML file."""

    name = "html"
    suffix = ".html"

    def render(self, report: Report) -> bytes:
        """Return the page in UTF-8."""
        template = report.template
        styles, logo = inline_styles(template, _STYLES), logo_address(template.logo)
        return render_markup(report, ENTRY, styles=styles, logo=logo, screen=True).encode()


def inline_styles(template: Template, names: Sequence[str]) -> Markup:
    """Return the style sheets and fonts of the template as they may stand in a ``style`` element.

    They are the template's own files, not text of a report.
    """
    sheets = [recoloured(_read(template, name).decode(), template.colours) for name in names]
    text = "\n".join([*(_font_face(template, *font) for font in _FONTS), *sheets])
    return in_style(text)


def _font_face(template: Template, family: str, weight: int, file: str) -> str:
    address = data_address("font/woff2", _read(template, f"fonts/{file}.woff2"))
    source = f"url({address}) format('woff2')"
    return f"@font-face{{font-family:'{family}';font-weight:{weight};font-display:swap;src:{source}}}"


def _read(template: Template, name: str) -> bytes:
    path = find_asset(template.folders, name)
    if path is None:
        message = f"the report template lacks {name}"
        raise FileNotFoundError(message)
    return path.read_bytes()
