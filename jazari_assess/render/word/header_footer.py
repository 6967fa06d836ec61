"""What stands on each page: title and firm at the head, who hands it over and the number of the page at the foot."""

from docx.section import _Footer, _Header

from jazari_assess.render.word.paper import Line, Paper, Said, quiet
from jazari_assess.render.word.xml import Element, element, with_text


def add_header_and_footer(paper: Paper, *, own: bool) -> None:
    """Write head and foot into our own document; an institute's template keeps what it has."""
    section, page = paper.document.sections[0], paper.page
    if not own:
        return
    section.different_first_page_header_footer = True
    for place in (section.first_page_header, section.first_page_footer):
        place.is_linked_to_previous = False
    firm = Said(text=page.short_firm, tone="quiet", typed=True)
    _fill(paper, section.header, [quiet(f"{page.cover.title}{paper.t['list.dot']}"), firm])
    foot = _fill(paper, section.footer, [quiet(f"{page.footer}{paper.t['list.dot']}")] if page.footer else [])
    foot.extend([*_field("PAGE"), element("w:r", with_text("w:t", " / ")), *_field("NUMPAGES")])


def _fill(paper: Paper, place: _Header | _Footer, words: Line) -> Element:
    place.is_linked_to_previous = False
    old = place.paragraphs[0]._p  # noqa: SLF001 - its element
    made = paper.paragraph(words, "Normal")
    old.addprevious(made)
    old.getparent().remove(old)
    return made


def _field(name: str) -> list[Element]:
    """Return a number that the program fills in."""
    return [element("w:fldSimple", element("w:r", with_text("w:t", "1")), instr=f" {name} ")]
