"""The styles of a document: an institute's template keeps its own, and is given those of ours that it lacks."""

from collections.abc import Callable, Mapping, Sequence

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.parts.numbering import NumberingPart

from jazari_assess.render.office.language import LanguageTags
from jazari_assess.render.palette import ACCENT, MAIN
from jazari_assess.render.word.xml import Element, element, qn

Colour = Callable[[str], str]
LATIN, COMPLEX = "Calibri", "Arial"
"""Fonts that every office program has, or replaces by one of the same widths; the second has Arabic letters."""
SMALL, GAP, LIST, SHORT_LIST, TABLE, QUIET, STRONG, NOTICE = (
    "Jazari Small",
    "Jazari Gap",
    "Jazari List",
    "Jazari Short List",
    "Jazari Table",
    "Jazari Quiet",
    "Jazari Strong",
    "Jazari Notice",
)
TITLE, SUBTITLE = "Title", "Subtitle"
_BODY, _SMALL = 19, 16
"""Half points of the body text, and of tables and short lists."""
_GAP = 8
"""Half points of the empty line below a table: as low as programs keep apart."""
_HEADINGS: Mapping[str, tuple[int, int, int]] = {
    TITLE: (52, 480, 240),
    SUBTITLE: (24, 240, 80),
    "Heading 1": (32, 300, 80),
    "Heading 2": (23, 100, 30),
    "Heading 3": (21, 140, 40),
}
"""Half points of the letters, and twentieths of a point before and after."""
_DECORATED = "table"
"""The kind of the many looks of tables in the library's own document, which nothing here takes."""


def prepare(document: Document, *, own: bool, colour: Colour, tags: LanguageTags) -> None:
    """Give a document the styles that the report is written in; ``own`` where it is not an institute's template."""
    styles = document.styles.element
    if own:
        for found in styles.findall(qn("w:style")):
            if found.get(qn("w:type")) == _DECORATED and _name(found) not in ("Normal Table", "Table Grid"):
                styles.remove(found)
        for name in ("Normal", *_HEADINGS):
            _remove(styles, name)
    known = {_name(found).lower() for found in styles.findall(qn("w:style"))}
    for style in (_normal(tags), *_titles(colour), *_ours(colour, document, rtl=tags.rtl)):
        if _name(style).lower() not in known:
            styles.append(style)


def style_id(document: Document, name: str) -> str:
    """Return the id by which paragraphs name a style; the names of built-in styles are the same in all languages."""
    for found in document.styles.element.findall(qn("w:style")):
        if _name(found).lower() == name.lower():
            return str(found.get(qn("w:styleId")))
    raise KeyError(name)


def _name(style: Element) -> str:
    found = style.find(qn("w:name"))
    return "" if found is None else str(found.get(qn("w:val")))


def _remove(styles: Element, name: str) -> None:
    for found in styles.findall(qn("w:style")):
        if _name(found).lower() == name.lower():
            styles.remove(found)


def _fonts() -> Element:
    return element("w:rFonts", ascii=LATIN, hAnsi=LATIN, cs=COMPLEX)


def _size(half_points: int) -> Sequence[Element]:
    return [element("w:sz", val=str(half_points)), element("w:szCs", val=str(half_points))]


def _bold() -> Sequence[Element]:
    return [element("w:b"), element("w:bCs")]


def _ink(colour: str) -> Element:
    return element("w:color", val=colour.removeprefix("#").upper())


def _style(kind: str, name: str, *parts: Element | None, default: bool = False) -> Element:
    ident = name.replace(" ", "")
    style = element("w:style", element("w:name", val=name), type=kind, styleId=ident)
    if default:
        style.set(qn("w:default"), "1")
    elif kind != "character":
        style.append(element("w:basedOn", val="TableNormal" if kind == "table" else "Normal"))
    style.append(element("w:qFormat"))
    style.extend(part for part in parts if part is not None)
    return style


def _spacing(before: int, after: int, line: int = 264) -> Element:
    return element("w:spacing", before=str(before), after=str(after), line=str(line), lineRule="auto")


def _normal(tags: LanguageTags) -> Element:
    tongue = element("w:lang", val=tags.left_to_right, bidi=tags.right_to_left)
    run = element("w:rPr", _fonts(), *_size(_BODY), tongue)
    return _style("paragraph", "Normal", element("w:pPr", _spacing(0, 80, 252)), run, default=True)


def _titles(colour: Colour) -> Sequence[Element]:
    main = colour(MAIN)
    return [_heading(name, level, main) for level, name in enumerate(_HEADINGS, start=-2)]


def _heading(name: str, level: int, main: str) -> Element:
    size, before, after = _HEADINGS[name]
    outline = element("w:outlineLvl", val=str(level)) if level >= 0 else None
    properties = element("w:pPr", element("w:keepNext"), element("w:keepLines"), _spacing(before, after, 240), outline)
    run = element("w:rPr", _fonts(), *_bold(), _ink(main), *_size(size))
    return _style("paragraph", name, properties, run)


def _ours(colour: Colour, document: Document, *, rtl: bool) -> Sequence[Element]:
    main, accent = (colour(ours).removeprefix("#").upper() for ours in (MAIN, ACCENT))
    bar = element("w:right" if rtl else "w:left", val="single", sz="24", space="8", color=accent)
    return [
        _style("paragraph", SMALL, element("w:pPr", _spacing(20, 20, 240)), _letters(_SMALL)),
        _style("paragraph", GAP, element("w:pPr", _spacing(0, 0, 240)), _letters(_GAP)),
        _style("paragraph", LIST, element("w:pPr", _number(document), _spacing(0, 30, 252))),
        _style("paragraph", SHORT_LIST, element("w:pPr", _number(document), _spacing(0, 10, 240)), _letters(_SMALL)),
        _style("paragraph", NOTICE, element("w:pPr", element("w:pBdr", bar), _spacing(30, 30, 240)), _letters(_SMALL)),
        _style("character", QUIET, element("w:rPr", _ink("52626C"))),
        _style("character", STRONG, element("w:rPr", *_bold())),
        _table(main),
    ]


def _number(document: Document) -> Element:
    """Return what makes a style a list; each has bullets of its own, for LibreOffice gives them to one style alone."""
    return element("w:numPr", element("w:ilvl", val="0"), element("w:numId", val=_bullets(document)))


def _letters(half_points: int) -> Element:
    return element("w:rPr", *_size(half_points))


def _table(main: str) -> Element:
    lines = [element(f"w:{edge}", val="single", sz="4", space="0", color="CFD8DC") for edge in ("top", "bottom")]
    inner = element("w:insideH", val="single", sz="4", space="0", color="CFD8DC")
    margins = [element(f"w:{edge}", w="80", type="dxa") for edge in ("left", "right")]
    head = element(
        "w:tblStylePr",
        element("w:rPr", *_bold(), _ink("FFFFFF")),
        element("w:tcPr", element("w:shd", val="clear", color="auto", fill=main)),
        type="firstRow",
    )
    properties = element("w:tblPr", element("w:tblBorders", *lines, inner), element("w:tblCellMar", *margins))
    return _style("table", TABLE, properties, head)


def _bullets(document: Document) -> str:
    """Add a list with bullets to the document's lists and return its number."""
    lists = _numbering(document)
    taken = [int(found.get(qn("w:abstractNumId"))) for found in lists.findall(qn("w:abstractNum"))]
    numbers = [int(found.get(qn("w:numId"))) for found in lists.findall(qn("w:num"))]
    shape, number = str(max(taken, default=0) + 1), str(max(numbers, default=0) + 1)
    level = element(
        "w:lvl",
        element("w:start", val="1"),
        element("w:numFmt", val="bullet"),
        element("w:lvlText", val="\u2022"),
        element("w:lvlJc", val="left"),
        element("w:pPr", element("w:ind", left="340", hanging="227")),
        ilvl="0",
    )
    kind = element("w:multiLevelType", val="singleLevel")
    drawn = element("w:abstractNum", kind, level, abstractNumId=shape)
    first = lists.find(qn("w:num"))
    if first is None:
        lists.append(drawn)
    else:
        first.addprevious(drawn)
    lists.append(element("w:num", element("w:abstractNumId", val=shape), numId=number))
    return number


def _numbering(document: Document) -> Element:
    part = document.part
    try:
        found = part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
    except KeyError:
        empty = parse_xml(f"<w:numbering {nsdecls('w')}/>")
        found = NumberingPart(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, empty, part.package)
        part.relate_to(found, RELATIONSHIP_TYPE.NUMBERING)
    lists: Element = found.element  # type: ignore[attr-defined]  # every part of this kind is parsed
    return lists
