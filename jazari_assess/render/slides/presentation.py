"""The look of all slides: wide, in the brand's colours, each with who hands it over and its number at the foot."""

import re
from xml.sax.saxutils import escape

import pptx
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.util import Inches

from jazari_assess.render.interface import Report
from jazari_assess.render.office.runs import in_line
from jazari_assess.render.palette import ACCENT, MAIN, SHAPES

WIDTH, HEIGHT = 13.333, 7.5
"""Inches: the shape of screens and projectors."""
TITLE_ONLY = 1
"""Where the layout of a title over an empty slide stands among those that are kept."""
_KEPT = ("Title Slide", "Title Only")
_DRAWN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_SHOWN = "http://schemas.openxmlformats.org/presentationml/2006/main"
_TITLE_SIZE, _BAR, _FOOT = 2800, 0.14, 0.4
"""Hundredths of a point; inches of the bar at the side and of the line at the foot."""
_NEEDLESS = ("printerSettings", "thumbnail")


def new_presentation(report: Report) -> Presentation:
    """Return a presentation without slides."""
    presentation = pptx.Presentation()
    presentation.slide_width, presentation.slide_height = Inches(WIDTH), Inches(HEIGHT)
    for layout in list(presentation.slide_layouts):
        if layout.name not in _KEPT:
            presentation.slide_layouts.remove(layout)
    for part in (presentation.part, presentation.part.package):
        relations = part._rels  # noqa: SLF001 - the library adds and reads relations, it drops none by kind
        for name in [name for name, found in relations.items() if found.reltype.endswith(_NEEDLESS)]:
            relations.pop(name)
    _colour(presentation, report)
    _place(presentation)
    _write_master(presentation, report)
    return presentation


def _colour(presentation: Presentation, report: Report) -> None:
    """Put the brand's colours into the theme: charts, tables and texts that are added later take them as well."""
    colour = report.template.colour
    own = {"dk2": MAIN, "accent1": MAIN, "accent2": SHAPES, "accent3": ACCENT}
    theme = presentation.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = theme.blob.decode()
    for name, ours in own.items():
        drawn = colour(ours).removeprefix("#").upper()
        text = re.sub(rf"(<a:{name}>).*?(</a:{name}>)", rf'\1<a:srgbClr val="{drawn}"/>\2', text)
    theme._blob = text.encode()  # noqa: SLF001 - the library gives no other way to a theme


def _place(presentation: Presentation) -> None:
    """Put the title where these slides have it: one line high, over the whole width."""
    for holder in (presentation.slide_master, presentation.slide_layouts[TITLE_ONLY]):
        for shape in list(holder.placeholders):
            if shape.placeholder_format.type.name in {"TITLE", "CENTER_TITLE"}:
                shape.left, shape.top = Inches(0.6), Inches(0.3)
                shape.width, shape.height = Inches(WIDTH - 1.2), Inches(0.9)
            elif shape.placeholder_format.type.name != "BODY":
                shape._element.getparent().remove(shape._element)  # noqa: SLF001 - date, foot and number are ours
            else:
                shape.left, shape.width = Inches(0.6), Inches(WIDTH - 1.2)


def _write_master(presentation: Presentation, report: Report) -> None:
    rtl = report.page.direction == "rtl"
    master = presentation.slide_master
    title = master._element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")  # noqa: SLF001 - no name for it
    title.set("algn", "r" if rtl else "l")
    title.set("rtl", "1" if rtl else "0")
    run = title.find(qn("a:defRPr"))
    run.set("sz", str(_TITLE_SIZE))
    run.set("b", "1")
    run.find(f".//{qn('a:schemeClr')}").set("val", "tx2")
    tree = master.shapes._spTree  # noqa: SLF001 - the library adds no shapes to a master
    tree.append(parse_xml(_bar(rtl=rtl)))
    foot = in_line(report.page.footer, "rtl" if rtl else "ltr")
    tree.append(parse_xml(_foot(foot, rtl=rtl)))


def _bar(*, rtl: bool) -> str:
    left = Inches(WIDTH - _BAR) if rtl else 0
    shape = f'<a:xfrm><a:off x="{left}" y="0"/><a:ext cx="{Inches(_BAR)}" cy="{Inches(HEIGHT)}"/></a:xfrm>'
    look = (
        f'{shape}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
    )
    return _shape(900, look, "<a:p><a:endParaRPr/></a:p>")


def _foot(text: str, *, rtl: bool) -> str:
    place = f'<a:off x="{Inches(0.6)}" y="{Inches(HEIGHT - _FOOT - 0.1)}"/>'
    size = f'<a:ext cx="{Inches(WIDTH - 1.2)}" cy="{Inches(_FOOT)}"/>'
    look = f'<a:xfrm>{place}{size}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
    way = 'algn="r" rtl="1"' if rtl else 'algn="l"'
    ink = '<a:rPr sz="1000"><a:solidFill><a:srgbClr val="52626C"/></a:solidFill></a:rPr>'
    told = f"<a:r>{ink}<a:t>{escape(text)} \u00b7 </a:t></a:r>" if text else ""
    number = f'<a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">{ink}<a:t>1</a:t></a:fld>'
    return _shape(901, look, f"<a:p><a:pPr {way}/>{told}{number}</a:p>")


def _shape(number: int, look: str, text: str) -> str:
    named = f'<p:nvSpPr><p:cNvPr id="{number}" name="Shape {number}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
    body = f"<p:txBody><a:bodyPr/><a:lstStyle/>{text}</p:txBody>"
    return f'<p:sp xmlns:p="{_SHOWN}" xmlns:a="{_DRAWN}">{named}<p:spPr>{look}</p:spPr>{body}</p:sp>'
