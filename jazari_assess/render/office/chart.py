"""Charts that office programs draw themselves: whoever gets the document changes their numbers and their colours."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pptx.chart.chart import Chart
from pptx.chart.data import ChartData
from pptx.chart.xmlwriter import ChartXmlWriter
from pptx.dml.color import RGBColor
from pptx.dml.line import LineFormat
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.chart.chart import CT_ChartSpace
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from jazari_assess.model.brand import channels
from jazari_assess.render.new_workbook import new_workbook
from jazari_assess.render.office.runs import in_line
from jazari_assess.render.page.types import Page
from jazari_assess.render.plain_text import shortened

Kind = Literal["radar", "bars", "line"]
_KINDS = {
    "radar": XL_CHART_TYPE.RADAR_MARKERS,
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "line": XL_CHART_TYPE.LINE_MARKERS,
}
_GREY, _GAP = "#cfd8dc", 60
"""The lines of the grid; the space between groups of bars in per cent of a bar."""
SCORES = (0.0, 100.0, 20.0)
"""The scale of scores: its ends and the steps it is drawn in."""
_THICK, _THIN = Pt(2.25), Pt(1.75)
"""A line of scores, and one of what they are compared with."""
_RADAR_PLACE = (("x", 0.24), ("y", 0.1), ("w", 0.52), ("h", 0.72))
"""Where a radar stands, as shares of the chart: names fit at its sides; left to itself, LibreOffice draws it small."""
_RADAR = (
    f'<c:manualLayout {nsdecls("c")}><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    + "".join(f'<c:{side} val="{share}"/>' for side, share in _RADAR_PLACE)
    + "</c:manualLayout>"
)
"""That place as a chart is told of it."""
_FRAMELESS = f"<c:spPr {nsdecls('c', 'a')}><a:ln><a:noFill/></a:ln></c:spPr>"
"""Word draws a frame around a chart that says nothing of one."""
_LONGEST_NAME = 60
"""Letters of a category that a chart has room for."""
_FROM_RIGHT, _END = "\u202b", "\u202c"
"""What lets a name run from the right, figures and signs at its end too, until it ends."""


@dataclass(frozen=True, kw_only=True)
class Fonts:
    """The names of the fonts of Latin letters, and of those that are written from the right."""

    latin: str
    right: str


@dataclass(frozen=True, kw_only=True)
class Series:
    """Values of one colour, None where nothing is scored; ``dashed`` tells lines apart without colour."""

    name: str
    values: Sequence[float | None]
    colour: str
    dashed: bool = False


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A chart over a scale of low, high and step: its categories and series; ``alt`` tells what it shows.

    ``points`` is the size of its letters; ``labelled`` writes the values beside the bars.
    """

    kind: Kind
    categories: Sequence[str]
    series: Sequence[Series]
    alt: str
    points: float
    scale: tuple[float, float, float] = SCORES
    labelled: bool = False


def chart_data(drawing: Drawing, page: Page) -> ChartData:
    """Return names and numbers of a chart, names as the direction of the page orders them."""
    data = ChartData(number_format="0.0")
    data.categories = [_name(category, page) for category in drawing.categories]
    for series in drawing.series:
        data.add_series(_name(series.name, page), series.values)
    return data


def _name(text: str, page: Page) -> str:
    """Return a name of a chart; programs take the letters of a chart to run from the left unless told within them."""
    short = shortened(text, _LONGEST_NAME)
    return f"{_FROM_RIGHT}{in_line(short, 'rtl')}{_END}" if page.direction == "rtl" else in_line(short, "ltr")


def chart_space(drawing: Drawing, page: Page, fonts: Fonts | None = None) -> CT_ChartSpace:
    """Return the XML of a chart, drawn as ours are, without a frame around it."""
    space: CT_ChartSpace = parse_xml(ChartXmlWriter(_KINDS[drawing.kind], chart_data(drawing, page)).xml.encode())
    chart = Chart(space, None)
    style(chart, drawing, page)
    if fonts is not None:
        chart.font.name = fonts.latin
        chart.font._rPr.find(qn("a:latin")).addnext(parse_xml(f'<a:cs {nsdecls("a")} typeface="{fonts.right}"/>'))  # noqa: SLF001 - the library knows Latin letters alone
    space.find(qn("c:txPr")).addprevious(parse_xml(_FRAMELESS))
    return space


def chart_type(drawing: Drawing) -> XL_CHART_TYPE:
    """Return the library's name for a kind of chart."""
    return _KINDS[drawing.kind]


def chart_workbook(drawing: Drawing, page: Page) -> bytes:
    """Return the workbook from which an office program lets a chart be edited: text stays text in it."""
    target = io.BytesIO()
    book = new_workbook(target, date=page.date)
    sheet = book.add_worksheet("Sheet1")
    for row, category in enumerate(drawing.categories, start=1):
        sheet.write_string(row, 0, _name(category, page))
    for column, series in enumerate(drawing.series, start=1):
        sheet.write_string(0, column, _name(series.name, page))
        for row, value in enumerate(series.values, start=1):
            if value is not None:
                sheet.write_number(row, column, value)
    book.close()
    return target.getvalue()


def style(chart: Chart, drawing: Drawing, page: Page) -> None:
    """Give a chart its colours, its scale, its legend and the direction of the page."""
    chart.has_title = False
    chart.font.size = Pt(drawing.points)
    chart.has_legend = len(drawing.series) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
    for found, series in zip(chart.plots[0].series, drawing.series, strict=True):
        if drawing.kind == "bars":
            found.format.fill.solid()
            found.format.fill.fore_color.rgb = _colour(series.colour)
        else:
            _draw_line(found.format.line, series)
            found.marker.format.fill.solid()
            found.marker.format.fill.fore_color.rgb = _colour(series.colour)
    _axes(chart, drawing, mirrored=page.direction == "rtl")
    if drawing.labelled:
        plot = chart.plots[0]
        plot.has_data_labels = True
        plot.data_labels.number_format, plot.data_labels.number_format_is_linked = "0.0", False
        plot.data_labels.font.size = Pt(drawing.points)


def _draw_line(line: LineFormat, series: Series) -> None:
    line.color.rgb = _colour(series.colour)
    line.width = _THIN if series.dashed else _THICK
    line.dash_style = MSO_LINE.DASH if series.dashed else MSO_LINE.SOLID


def _axes(chart: Chart, drawing: Drawing, *, mirrored: bool) -> None:
    values, names = chart.value_axis, chart.category_axis
    values.minimum_scale, values.maximum_scale, values.major_unit = drawing.scale
    values.has_major_gridlines = True
    values.major_gridlines.format.line.color.rgb = _colour(_GREY)
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = "0", False
    match drawing.kind:
        case "bars":
            names.reverse_order, values.reverse_order = True, mirrored
            chart.plots[0].gap_width = _GAP
            values.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
        case "line":
            names.reverse_order = mirrored
            names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
        case "radar":
            layout = chart._chartSpace.chart.plotArea.find(qn("c:layout"))  # noqa: SLF001 - no name for where a plot stands
            layout.append(parse_xml(_RADAR))
            values.format.line.color.rgb = _colour(_GREY)


def _colour(colour: str) -> RGBColor:
    return RGBColor(*channels(colour))
