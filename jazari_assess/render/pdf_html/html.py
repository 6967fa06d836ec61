"""The report as one HTML file that needs nothing else: styles and fonts inside, no script, nothing fetched."""

import base64
from collections.abc import Sequence

from markupsafe import Markup

from jazari_assess.model.brand import Logo
from jazari_assess.render.interface import Report, Template
from jazari_assess.render.pdf_html.assets import LOGO_TYPES, find_asset, recoloured
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
        styles, logo = inline_styles(template, _STYLES), inline_logo(template.logo)
        return render_markup(report, ENTRY, styles=styles, logo=logo, screen=True).encode()


def inline_logo(logo: Logo | None) -> str:
    """Return a logo as an address that holds it, nothing where there is none."""
    return "" if logo is None else f"data:{LOGO_TYPES[logo.suffix]};base64,{base64.b64encode(logo.data).decode()}"


def inline_styles(template: Template, names: Sequence[str]) -> Markup:
    """Return the style sheets and fonts of the template as they may stand in a ``style`` element.

    They are the template's own files, not text of a report; ``</`` is the one thing that could end the element.
    """
    sheets = [recoloured(_read(template, name).decode(), template.colours) for name in names]
    text = "\n".join([*(_font_face(template, *font) for font in _FONTS), *sheets])
    return Markup(text.replace("</", "<\\/"))  # noqa: S704  # our own files, not what a person typed


def _font_face(template: Template, family: str, weight: int, file: str) -> str:
    data = base64.b64encode(_read(template, f"fonts/{file}.woff2")).decode()
    source = f"url(data:font/woff2;base64,{data}) format('woff2')"
    return f"@font-face{{font-family:'{family}';font-weight:{weight};font-display:swap;src:{source}}}"


def _read(template: Template, name: str) -> bytes:
    path = find_asset(template.folders, name)
    if path is None:
        message = f"the report template lacks {name}"
        raise FileNotFoundError(message)
    return path.read_bytes()
