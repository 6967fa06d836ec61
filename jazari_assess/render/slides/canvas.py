"""Slides as they are made: a title, and lists, tables, charts and pictures in boxes, mirrored where reading is."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pptx.presentation import Presentation
from pptx.shapes.autoshape import Shape
from pptx.slide import Slide
from pptx.table import Table, _Cell
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Emu, Inches, Pt

from jazari_assess.model.typography import Direction
from jazari_assess.render.interface import Report
from jazari_assess.render.office.chart import Drawing, chart_data, chart_type, chart_workbook, style
from jazari_assess.render.office.language import language_tags
from jazari_assess.render.office.runs import in_line
from jazari_assess.render.plain_text import shortened, storable
from jazari_assess.render.slides.fitting import LONGEST, SIZES, Fitted, fitted
from jazari_assess.render.slides.presentation import TITLE_ONLY, WIDTH

_Column = TypeVar("_Column")
_HEAD = 1.1
"""Inches above the contents of a slide: its title."""
_LONGEST_TITLE = 90
"""Letters of a title: two lines of 28 points."""
_LONGEST_NOTE = 20_000
"""Letters of speaker notes on one slide: hours of reading."""
_TOP, _HEADING, _LEAD, _UNDER_HEADING = 0.05, 18.0, 0.5, 16.0
"""Inches inside a box; points and inches of the heading over a list, and the most points of what it stands over."""


@dataclass(frozen=True, kw_only=True)
class Box:
    """A place on a slide in inches, counted from where reading begins."""

    start: float
    top: float
    width: float
    height: float


# What lies between title and foot, all of it, and in halves with a gap between them.
WHOLE = Box(start=0.6, top=_HEAD + 0.2, width=WIDTH - 1.2, height=5.4)
# The first half.
FIRST = Box(start=0.6, top=_HEAD + 0.2, width=5.9, height=5.4)
# The second half.
SECOND = Box(start=6.8, top=_HEAD + 0.2, width=5.9, height=5.4)


def _listed(lines: Sequence[str], box: Box, largest: float) -> Fitted:
    """Return lines, with bullets where they are more than one, as they fit into a box below a heading."""
    told = [line for line in lines if line]
    mark = "\u2022 " if len(told) > 1 else ""
    return fitted([[f"{mark}{line}"] for line in told], [box.width], box.height - _LEAD, largest=largest)


class Canvas:
    """A presentation that slides are added to."""

    def __init__(self, presentation: Presentation, report: Report) -> None:
        """Begin with a presentation that has its look."""
        self.presentation, self.report = presentation, report
        self.page, self.t = report.page, report.page.labels
        self.direction: Direction = "rtl" if report.page.direction == "rtl" else "ltr"
        self.measured = report.page.overall.score.state != "not-scored"
        self._tongue = language_tags(report.page).own

    def slide(self, title: str) -> Slide:
        """Add a slide under a title."""
        slide: Slide = self.presentation.slides.add_slide(self.presentation.slide_layouts[TITLE_ONLY])
        self.put(slide.placeholders[0].text_frame.paragraphs[0], shortened(title, _LONGEST_TITLE))
        return slide

    def put(self, paragraph: _Paragraph, text: str, *, points: float = 0.0, bold: bool = False) -> None:
        """Write a text into a paragraph, in the direction of the page."""
        run = paragraph.add_run()
        run.text = in_line(text, self.direction).replace("\n", " ").replace("\t", " ")
        if points:
            run.font.size = Pt(points)
        if bold:
            run.font.bold = True
        run._r.get_or_add_rPr().set("lang", self._tongue)  # noqa: SLF001 - the library has no name for a language
        if self.direction == "rtl":
            properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - nor for a direction
            properties.set("rtl", "1")
            properties.set("algn", "r")

    def _left(self, box: Box) -> float:
        """Return how far from the left a box begins."""
        return WIDTH - box.start - box.width if self.direction == "rtl" else box.start

    def place(self, shape: Shape, box: Box) -> None:
        """Put a shape into a box."""
        shape.left, shape.top = Inches(self._left(box)), Inches(box.top)
        shape.width, shape.height = Inches(box.width), Inches(box.height)

    def frame(self, slide: Slide, box: Box) -> TextFrame:
        """Add an empty frame for text."""
        left = self._left(box)
        shape: Shape = slide.shapes.add_textbox(Inches(left), Inches(box.top), Inches(box.width), Inches(box.height))
        frame: TextFrame = shape.text_frame
        frame.word_wrap = True
        return frame

    def lines(self, slide: Slide, box: Box, heading: str, lines: Sequence[str], *, largest: float = SIZES[0]) -> None:
        """Write lines under a heading, as many and as large as fit, smaller than the heading."""
        frame = self.frame(slide, box)
        if heading:
            self.put(frame.paragraphs[0], heading, points=_HEADING, bold=True)
        found = _listed(lines, box, min(largest, _UNDER_HEADING if heading else largest))
        for place, (line,) in enumerate(found.rows):
            paragraph = frame.paragraphs[0] if not heading and not place else frame.add_paragraph()
            paragraph.space_before = Pt(5)
            self.put(paragraph, line, points=found.points)
        self._rest(frame, found.left)

    def halves(self, slide: Slide, first: tuple[str, Sequence[str]], second: tuple[str, Sequence[str]]) -> None:
        """Write two lists, each with its heading, beside each other in letters of one size."""
        places = ((FIRST, *first), (SECOND, *second))
        points = min(_listed(lines, box, _UNDER_HEADING).points for box, _, lines in places)
        for box, heading, lines in places:
            self.lines(slide, box, heading, lines, largest=points)

    def _rest(self, frame: TextFrame, left: int) -> None:
        if left:
            self.put(frame.add_paragraph(), f"{self.t['slides.more']} {left}", points=12)

    def table(self, slide: Slide, box: Box, heads: Sequence[tuple[str, float]], rows: Sequence[Sequence[str]]) -> None:
        """Write a table, as many rows and as large as fit; heads are pairs of a text and a share of the width.

        How many rows are left out is its last row: rows are higher where letters are wider than was estimated, and what
        stood below them would stand on them.
        """
        whole = sum(share for _, share in heads)
        widths = [box.width * share / whole for _, share in self._ordered(heads)]
        told = [self._ordered(row) for row in ([head for head, _ in heads], *rows)]
        found = fitted(told, widths, box.height - 0.35)
        count, left = len(found.rows) + bool(found.left), Inches(self._left(box))
        size = (Inches(box.width), Inches(0.3 * count))
        shape = slide.shapes.add_table(count, len(heads), left, Inches(box.top), *size)
        table: Table = shape.table
        for column, width in enumerate(widths):
            table.columns[column].width = Inches(width)
        for row, texts in enumerate(found.rows):
            for column, text in enumerate(texts):
                self._cell(table.cell(row, column), text, found.points, head=not row)
        if found.left:
            last = table.cell(count - 1, 0)
            last.merge(table.cell(count - 1, len(heads) - 1))
            self._cell(last, f"{self.t['slides.more']} {found.left}", found.points, head=False)

    def _ordered(self, columns: Sequence[_Column]) -> Sequence[_Column]:
        """Return the columns of a table from left to right: not every program mirrors a table that says so."""
        return columns[::-1] if self.direction == "rtl" else columns

    def _cell(self, cell: _Cell, text: str, points: float, *, head: bool) -> None:
        cell.margin_top = cell.margin_bottom = Inches(_TOP)
        for place, line in enumerate(text.split("\n")):
            paragraph = cell.text_frame.add_paragraph() if place else cell.text_frame.paragraphs[0]
            self.put(paragraph, line, points=points, bold=head)

    def chart(self, slide: Slide, box: Box, drawing: Drawing) -> None:
        """Draw a chart that the program draws itself, with its text for those who do not see it."""
        place = (Inches(self._left(box)), Inches(box.top), Inches(box.width), Inches(box.height))
        frame: Any = slide.shapes.add_chart(chart_type(drawing), *place, chart_data(drawing, self.page))
        style(frame.chart, drawing, self.page)
        frame.chart.part.chart_workbook.update_from_xlsx_blob(chart_workbook(drawing, self.page))
        self._told(frame, drawing.alt)

    def picture(self, slide: Slide, data: bytes, text: str, box: Box) -> None:
        """Draw a picture as large as fits, with its text."""
        found = slide.shapes.add_picture(io.BytesIO(data), Inches(0), Inches(box.top))
        scale = min(Inches(box.width) / found.width, Inches(box.height) / found.height)
        found.width, found.height = Emu(round(found.width * scale)), Emu(round(found.height * scale))
        far = Emu(Inches(WIDTH - box.start) - found.width)
        found.left = far if self.direction == "rtl" else Inches(box.start)
        self._told(found, text)

    def _told(self, shape: object, text: str) -> None:
        shape._element._nvXxPr.cNvPr.set("descr", in_line(text, self.direction))  # type: ignore[attr-defined]  # noqa: SLF001

    def say(self, slide: Slide, lines: Sequence[str]) -> None:
        """Write what the speaker reads and the screen does not show."""
        told = [shortened(storable(line), LONGEST * 5) for line in lines if line]
        if not told:
            return
        frame = slide.notes_slide.notes_text_frame
        if frame is None:
            return
        length = 0
        for place, line in enumerate(told):
            length += len(line)
            if length > _LONGEST_NOTE:
                break
            self.put(frame.add_paragraph() if place else frame.paragraphs[0], line)
