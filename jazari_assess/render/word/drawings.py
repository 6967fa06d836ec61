"""What is drawn in a document: charts, each a part of its own with its workbook, and pictures; all with their text."""

import io

from docx.document import Document
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from jazari_assess.render.office.chart import Drawing, Fonts, chart_space, chart_workbook
from jazari_assess.render.page.types import Page
from jazari_assess.render.word.xml import Element, element, qn

MILLIMETRE = 36_000
"""EMU, the unit of drawings."""
_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def inline(shape: Element, text: str, size: tuple[int, int], *, number: int) -> Element:
    """Return a drawing that stands in a line, with its text for those who do not see it; size in EMU."""
    width, height = (str(side) for side in size)
    frame = element("wp:inline", distT="0", distB="0", distL="0", distR="0")
    frame.append(element("wp:extent", cx=width, cy=height))
    frame.append(element("wp:docPr", id=str(number), name=f"Figure {number}", descr=text))
    frame.append(element("wp:cNvGraphicFramePr"))
    frame.append(element("a:graphic", shape))
    return element("w:drawing", frame)


def chart(document: Document, drawing: Drawing, page: Page, *, number: int, fonts: Fonts | None) -> Element:
    """Add a chart and its workbook to the parts of a document; return what refers to it.

    Its letters are of ``fonts``, or of the theme of the document.
    """
    package, space = document.part.package, chart_space(drawing, page, fonts)
    book = Part(PackURI(f"/word/embeddings/chart{number}.xlsx"), _BOOK, chart_workbook(drawing, page), package)
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), _CHART, b"", package)
    space._add_externalData().rId = part.relate_to(book, f"{_RELATED}/package")  # noqa: SLF001 - as python-pptx does
    part._blob = serialize_part_xml(space)  # noqa: SLF001 - as above
    found = element("c:chart")
    found.set(qn("r:id"), document.part.relate_to(part, f"{_RELATED}/chart"))
    return element("a:graphicData", found, uri="http://schemas.openxmlformats.org/drawingml/2006/chart")


def picture(document: Document, data: bytes, most: tuple[float, float]) -> tuple[Element, tuple[int, int]]:
    """Add a picture to the parts of a document; return what refers to it, and its size within the most allowed."""
    relation, image = document.part.get_or_add_image(io.BytesIO(data))
    scale = min(most[0] / image.px_width, most[1] / image.px_height)
    width, height = round(image.px_width * scale), round(image.px_height * scale)
    fill = element("pic:blipFill", element("a:blip"), element("a:stretch", element("a:fillRect")))
    fill[0].set(qn("r:embed"), relation)
    named = element("pic:nvPicPr", element("pic:cNvPr", id="0", name="picture"), element("pic:cNvPicPr"))
    place = element("a:xfrm", element("a:off", x="0", y="0"), element("a:ext", cx=str(width), cy=str(height)))
    shape = element("pic:spPr", place, element("a:prstGeom", element("a:avLst"), prst="rect"))
    whole = element("pic:pic", named, fill, shape)
    uri = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    return element("a:graphicData", whole, uri=uri), (width, height)
