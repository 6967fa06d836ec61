"""The whole document: an institute's template or our own, its styles, its chapters, and the same bytes twice."""

import io

import docx
from docx.document import Document
from docx.section import Section
from docx.shared import Mm

from jazari_assess.render.interface import Report
from jazari_assess.render.office.language import language_tags
from jazari_assess.render.office.package import describe, fixed
from jazari_assess.render.office.runs import in_line
from jazari_assess.render.word.chapters.annexes import add_annexes
from jazari_assess.render.word.chapters.dimensions import add_dimensions
from jazari_assess.render.word.chapters.findings import add_flags, add_profile
from jazari_assess.render.word.chapters.front import add_contents, add_cover, add_essentials
from jazari_assess.render.word.chapters.method import add_method, add_views
from jazari_assess.render.word.chapters.partners import add_partners
from jazari_assess.render.word.chapters.roadmap import add_roadmap, add_short_roadmap
from jazari_assess.render.word.header_footer import add_header_and_footer
from jazari_assess.render.word.paper import Paper
from jazari_assess.render.word.styles import prepare
from jazari_assess.render.word.xml import element, qn

_NEEDLESS = ("customXml", "stylesWithEffects", "thumbnail")
"""Ends of the kinds of parts in the library's own document that no reader needs: 450 kB and a picture."""
_BEFORE_DIRECTION = ("w:rtlGutter", "w:docGrid", "w:printerSettings")
"""What follows the direction among the properties of a section, by the schema."""


class WordRenderer:
    """Renders a report as a Word document."""

    name = "docx"
    suffix = ".docx"

    def render(self, report: Report) -> bytes:
        """Return the document."""
        own = report.template.word is None
        document = _opened(report)
        page, rtl = report.page, report.page.direction == "rtl"
        prepare(document, own=own, colour=report.template.colour, tags=language_tags(page))
        _turn(document.sections[-1], rtl=rtl)
        paper = Paper(document, report)
        write(paper)
        add_header_and_footer(paper, own=own)
        describe(document.core_properties, page)
        document.core_properties.title = in_line(document.core_properties.title, paper.direction)
        target = io.BytesIO()
        document.save(target)
        return fixed(target.getvalue())


def write(paper: Paper) -> None:
    """Write the chapters in the order of the pages on paper."""
    full = paper.report.options.detail == "full"
    add_cover(paper)
    if not full:
        add_essentials(paper)
        add_profile(paper)
        add_short_roadmap(paper)
        return
    contents = add_contents(paper)
    add_essentials(paper)
    add_flags(paper)
    add_profile(paper)
    add_dimensions(paper)
    add_roadmap(paper)
    add_partners(paper)
    add_views(paper)
    add_method(paper)
    add_annexes(paper)
    contents.fill(paper.headings)


def _opened(report: Report) -> Document:
    """Return an empty document: the institute's, without what stood in it, or our own on A4."""
    template = report.template.word
    document = docx.Document(None if template is None else io.BytesIO(template))
    body = document.element.body
    for child in list(body)[:-1] if body[-1].tag == qn("w:sectPr") else list(body):
        body.remove(child)
    if body.find(qn("w:sectPr")) is None:
        document.add_section()
    if template is None:
        _drop_needless(document)
        _on_a4(document.sections[0])
    return document


def _drop_needless(document: Document) -> None:
    for relations in (document.part.rels, document.part.package.rels):
        for name in [key for key, found in relations.items() if found.reltype.endswith(_NEEDLESS)]:
            del relations[name]


def _on_a4(section: Section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin, section.bottom_margin = Mm(18), Mm(15)
    section.header_distance = section.footer_distance = Mm(8)


def _turn(section: Section, *, rtl: bool) -> None:
    """Let a section read from the right."""
    properties = section._sectPr  # noqa: SLF001 - the library has no name for the direction
    for found in properties.findall(qn("w:bidi")):
        properties.remove(found)
    if rtl:
        after = next((found for found in properties if found.tag in {qn(name) for name in _BEFORE_DIRECTION}), None)
        mark = element("w:bidi")
        if after is None:
            properties.append(mark)
        else:
            after.addprevious(mark)
