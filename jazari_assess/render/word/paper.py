"""A document as it is written: headings, sentences, lists, tables and charts, one after the other, in one direction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from docx.document import Document

from jazari_assess.model.typography import Direction, foreign_tongue, isolate, isolated, reading_direction
from jazari_assess.render.interface import Report
from jazari_assess.render.office.chart import Drawing, Fonts
from jazari_assess.render.office.language import language_tags
from jazari_assess.render.office.runs import in_line, pieces
from jazari_assess.render.plain_text import plain
from jazari_assess.render.word import styles
from jazari_assess.render.word.drawings import MILLIMETRE, chart, inline, picture
from jazari_assess.render.word.xml import Element, element, with_text

Tone = Literal["plain", "strong", "quiet"]
_TWIP, _FIFTIETHS = 635, 5000
"""EMU of a twentieth of a point; a whole width in fiftieths of a per cent, as tables count it."""
_TIGHT = "40"
"""Twentieths of a point beside the words of narrow cells."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """Words in one tone; ``typed``: by a person, in whatever language."""

    text: str
    tone: Tone = "plain"
    typed: bool = False


Words = Said | str
Line = Sequence[Words]


def strong(text: str) -> Said:
    """Return words that stand out."""
    return Said(text=text, tone="strong")


def quiet(text: str) -> Said:
    """Return words that stand back."""
    return Said(text=text, tone="quiet")


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A cell: its paragraphs, the colour it is filled with, how many columns it takes.

    ``leads``: its row stays with the next, as the title of a group does.
    """

    lines: Sequence[Line]
    fill: str = ""
    ink: str = ""
    columns: int = 1
    leads: bool = False


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column: its heading and its share of the width."""

    heading: str
    share: float


class Paper:
    """What is written goes to the end of the document."""

    def __init__(self, document: Document, report: Report) -> None:
        """Begin to write a report into a document that has its styles."""
        self.document, self.report = document, report
        self.page, self.t = report.page, report.page.labels
        self.direction: Direction = "rtl" if report.page.direction == "rtl" else "ltr"
        self.headings: list[tuple[str, str]] = []
        self._tags = language_tags(self.page)
        self._body, self._shapes = document.element.body, 0
        self._ids: dict[str, str] = {}

    def labelled(self, label: str, *rest: Words) -> Line:
        """Return words after their label."""
        return (quiet(f"{self.t[label]}{self.t['colon']} "), *rest)

    def value(self, text: str) -> str:
        """Return a value as it stands among words: between those from the right, a percentage keeps its sign behind."""
        return isolated(text) if self.direction == "rtl" else text

    def _style(self, name: str) -> str:
        if name not in self._ids:
            self._ids[name] = styles.style_id(self.document, name)
        return self._ids[name]

    def heading(self, text: str, level: int = 1, *, new_page: bool = False) -> None:
        """Write a heading; those of the first level are listed under the contents."""
        paragraph = self.paragraph([text], f"Heading {level}", new_page=new_page)
        if level == 1:
            mark = f"section-{len(self.headings) + 1}"
            start = element("w:bookmarkStart", id=str(len(self.headings) + 1), name=mark)
            paragraph[0].addnext(start)
            paragraph.append(element("w:bookmarkEnd", id=str(len(self.headings) + 1)))
            self.headings.append((mark, in_line(text, self.direction)))
        self.add(paragraph)

    def say(self, *words: Words, style: str = "Normal", leads: bool = False) -> None:
        """Write one paragraph, nothing where no word is in it; ``leads``: it stays with what comes next."""
        if any(word if isinstance(word, str) else word.text for word in words):
            self.add(self.paragraph(words, style, leads=leads))

    def listing(self, lines: Iterable[Line | str], style: str = styles.LIST) -> None:
        """Write a list with bullets."""
        for line in lines:
            self.add(self.paragraph([line] if isinstance(line, str) else line, style))

    def table(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Cell | str]],
        *,
        headed: bool = True,
        whole: bool = False,
        tight: bool = False,
    ) -> None:
        """Write a table; its first row is repeated on each page where it is ``headed``.

        ``whole``: its rows stay on one page; ``tight``: its cells have half of the usual space beside their words.
        """
        width = self.width // _TWIP
        widths = [round(width * column.share / sum(column.share for column in columns)) for column in columns]
        table = element("w:tbl", self._table_properties(headed=headed, tight=tight), element("w:tblGrid"))
        table[1].extend(element("w:gridCol", w=str(one)) for one in widths)
        if headed:
            heads = [Cell(lines=[[Said(text=column.heading, tone="strong")]]) for column in columns]
            table.append(self._row(heads, widths, head=True, leads=True))
        table.extend(self._row(row, widths, leads=whole and row is not rows[-1]) for row in rows)
        self.add(table)
        self.add(self.paragraph([], styles.GAP))  # two tables without a paragraph between them are one

    def _table_properties(self, *, headed: bool, tight: bool) -> Element:
        margins = [element(f"w:{side}", w=_TIGHT, type="dxa") for side in ("left", "right")]
        return element(
            "w:tblPr",
            element("w:tblStyle", val=self._style(styles.TABLE)),
            element("w:bidiVisual") if self.direction == "rtl" else None,
            element("w:tblW", w=str(_FIFTIETHS), type="pct"),
            element("w:tblLayout", type="fixed"),
            element("w:tblCellMar", *margins) if tight else None,
            element("w:tblLook", val="0420" if headed else "0400"),  # the first row has its look, or no row has
        )

    def _row(
        self, cells: Sequence[Cell | str], widths: Sequence[int], *, head: bool = False, leads: bool = False
    ) -> Element:
        kind = element("w:trPr", element("w:cantSplit"), element("w:tblHeader") if head else None)
        row, place = element("w:tr", kind), 0
        every = [Cell(lines=[[found]]) if isinstance(found, str) else found for found in cells]
        kept = leads or any(cell.leads for cell in every)
        for cell in every:
            row.append(self._cell(cell, sum(widths[place : place + cell.columns]), leads=kept))
            place += cell.columns
        return row

    def _cell(self, cell: Cell, width: int, *, leads: bool) -> Element:
        fill = cell.fill.removeprefix("#").upper()
        properties = element(
            "w:tcPr",
            element("w:tcW", w=str(width), type="dxa"),
            element("w:gridSpan", val=str(cell.columns)) if cell.columns > 1 else None,
            element("w:shd", val="clear", color="auto", fill=fill) if fill else None,
        )
        lines = [self.paragraph(line, styles.SMALL, ink=cell.ink, leads=leads) for line in cell.lines or [[]]]
        return element("w:tc", properties, *lines)

    def paragraph(
        self, words: Line, style: str, *, new_page: bool = False, ink: str = "", leads: bool = False
    ) -> Element:
        """Return a paragraph that is not yet in the document; ``leads``: it stays with what comes next."""
        properties = element(
            "w:pPr",
            element("w:pStyle", val=self._style(style)),
            element("w:keepNext") if leads else None,
            element("w:pageBreakBefore") if new_page else None,
            element("w:bidi") if self.direction == "rtl" else None,
        )
        return element("w:p", properties, *(run for word in words for run in self.runs(word, ink)))

    def runs(self, words: Words, ink: str = "") -> Iterable[Element]:
        """Yield the runs of some words, each in one direction."""
        said = Said(text=words) if isinstance(words, str) else words
        tone = {"plain": "", "strong": styles.STRONG, "quiet": styles.QUIET}[said.tone]
        for piece in pieces(self._of_one_tongue(said), self.direction):
            rtl = piece.direction == "rtl"
            properties = element(
                "w:rPr",
                element("w:rStyle", val=self._style(tone)) if tone else None,
                element("w:color", val=ink.removeprefix("#").upper()) if ink else None,
                element("w:rtl") if rtl else None,
                self._tongue(piece.text, rtl=rtl, typed=said.typed),
            )
            run = element("w:r", properties)
            for number, line in enumerate(piece.text.split("\n")):
                if number:
                    run.append(element("w:br"))
                run.append(with_text("w:t", line.replace("\t", " ")))
            yield run

    def _of_one_tongue(self, said: Said) -> str:
        """Return the words; typed ones without letters that run with the page are set apart, with their last point."""
        found = {reading_direction(letter) for letter in said.text if letter.isalpha()}
        return isolate(plain(said.text)) if said.typed and self.direction not in found else said.text

    def _tongue(self, text: str, *, rtl: bool, typed: bool) -> Element | None:
        """Name the language of letters that are not those of the document, for those who hear it."""
        foreign = bool(foreign_tongue(text, self.page.language))
        if not foreign and not typed:
            return None
        tag = self._tags.foreign if foreign else self._tags.own
        return element("w:lang", bidi=tag) if rtl else element("w:lang", val=tag)

    @property
    def width(self) -> int:
        """The width between the margins in EMU."""
        section = self.document.sections[0]
        sides = (section.page_width, section.left_margin, section.right_margin)
        whole, start, end = (int(side or 0) for side in sides)
        return whole - start - end

    def chart(self, drawing: Drawing | None, share: float, height: float, *, leads: bool = False) -> None:
        """Write a chart over a share of the width, so many millimetres high; nothing where there is none."""
        if drawing is not None:
            size = (round(self.width * share), round(height * MILLIMETRE))
            own = None if self.report.template.word is not None else Fonts(latin=styles.LATIN, right=styles.COMPLEX)
            shape = chart(self.document, drawing, self.page, number=self._shapes + 1, fonts=own)
            self._draw(shape, drawing.alt, size, leads=leads)

    def picture(self, data: bytes, text: str, most: tuple[float, float]) -> None:
        """Write a picture with its alternative text, at most so wide and high in millimetres."""
        shape, size = picture(self.document, data, (most[0] * MILLIMETRE, most[1] * MILLIMETRE))
        self._draw(shape, text, size)

    def _draw(self, shape: Element, text: str, size: tuple[int, int], *, leads: bool = False) -> None:
        self._shapes += 1
        kept = element("w:keepNext") if leads else None
        paragraph = element("w:p", element("w:pPr", element("w:pStyle", val=self._style("Normal")), kept))
        if self.direction == "rtl":
            # Not from the right itself: LibreOffice would write the figures of a chart in it from the right.
            paragraph[0].append(element("w:jc", val="right"))
        paragraph.append(element("w:r", inline(shape, in_line(text, self.direction), size, number=self._shapes)))
        self.add(paragraph)

    def add(self, found: Element) -> None:
        """Put an element at the end, before the properties of the section."""
        self._body.insert(len(self._body) - 1, found)
