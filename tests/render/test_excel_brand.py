"""The workbook in an institute's look: colours, name, logo, foot of the print."""

import io

import pytest
import xlsxwriter
from openpyxl import Workbook
from PIL import Image

from jazari_assess.model.brand import PAPER, TEXT_CONTRAST, BrandColours, Logo, contrast
from jazari_assess.render import RENDERERS
from jazari_assess.render.excel.page_setup import print_foot
from jazari_assess.render.interface import Institute, Template
from jazari_assess.render.palette import replacements
from tests.render.small_report import TEMPLATE, report
from tests.render.workbook_reader import formulas, opened, parts, texts

MAIN, SHAPES, ACCENT = "#5b2a6e", "#8a4fa3", "#b0442a"
PURPLE = replacements(BrandColours(main=MAIN, shapes=SHAPES, accent=ACCENT))
ATLAS = Institute(name="Institut Atlas", address="12 rue des Ateliers, Fès", cndp_reference="D-123", footer="R&G rare")
SHOWN = "visible"


def drawn(width: int, height: int) -> Logo:
    """Return a logo of these pixels."""
    target = io.BytesIO()
    Image.new("RGBA", (width, height), MAIN).save(target, "PNG")
    return Logo(suffix=".png", data=target.getvalue())


def render(language: str = "fr", *, institute: Institute = ATLAS, logo: Logo | None = None) -> bytes:
    """Return the workbook of the small firm in the purple look."""
    template = Template(folders=(TEMPLATE,), colours=PURPLE, logo=logo)
    return RENDERERS["xlsx"]().render(report(language, institute=institute, template=template))


def fills(book: Workbook) -> set[str]:
    """Return the fill of every heading cell of the sheets that are a table from their first row."""
    heads = [sheet["A1"] for sheet in book.worksheets if sheet.sheet_state == SHOWN and sheet.freeze_panes]
    return {cell.fill.fgColor.rgb for cell in heads}


def test_headings_and_charts_take_the_colours() -> None:
    """Headings are filled with the main colour, which white words can be read on; without a brand they are ours."""
    assert fills(opened(render())) == {"FF5B2A6E"}
    assert fills(opened(RENDERERS["xlsx"]().render(report("fr")))) == {"FF0E4F56"}
    assert contrast(MAIN, PAPER) >= TEXT_CONTRAST
    inside = parts(render())
    charts = b"".join(data for name, data in inside.items() if name.startswith("xl/charts/chart"))
    assert {colour for colour in (b"8A4FA3", b"B0442A") if colour in charts.upper()} == {b"8A4FA3", b"B0442A"}
    assert not any(ours in data.upper() for ours in (b"0E4F56", b"1E7F83", b"A9551A") for data in inside.values())


def test_name_address_and_reference_stand_in_cells() -> None:
    """The first cell of the summary names the institute; the reference is with the notice on personal data."""
    data = render()
    assert opened(data).worksheets[0]["A1"].value == "Institut Atlas\n12 rue des Ateliers, Fès"
    assert any("D-123" in text for text in texts(data))
    assert opened(render("ar")).worksheets[0]["A1"].value == "\u200eInstitut Atlas\n\u200e12 rue des Ateliers, Fès"


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("size", [(1200, 300), (80, 80), (20, 900)])
def test_logo_is_drawn_once_inside_its_row(language: str, size: tuple[int, int]) -> None:
    """One picture, in the first row of the summary, of the logo's shape, named by the institute."""
    data = render(language, logo=drawn(*size))
    counts = [len(sheet._images) for sheet in opened(data).worksheets]  # type: ignore[attr-defined]
    assert counts[0] == 1
    assert sum(counts) == 1
    (drawing,) = [text for name, text in parts(data).items() if name == "xl/drawings/drawing1.xml"]
    assert b'descr="Institut Atlas"' in drawing
    (picture,) = opened(data).worksheets[0]._images  # type: ignore[attr-defined]
    start, end = picture.anchor._from, picture.anchor.to
    assert (start.row, start.col, end.row, end.col) == (0, 0, 0, 0)


def test_drawing_of_shapes_is_left_out_of_cells() -> None:
    """A spreadsheet shows no SVG: the name stands alone, and no picture is half there."""
    shape = Logo(suffix=".svg", data=b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    data = render(logo=shape)
    assert not [name for name in parts(data) if name.startswith("xl/media/")]
    assert opened(data).worksheets[0]["A1"].value == "Institut Atlas\n12 rue des Ateliers, Fès"


@pytest.mark.parametrize(("language", "side"), [("fr", "left"), ("ar", "right")])
def test_foot_of_the_institute_is_on_each_printed_sheet(language: str, side: str) -> None:
    """It stands where a line starts, the page number in the middle; an ampersand stays a letter."""
    institute = Institute(name="Institut Atlas", footer="Pied rare")
    for sheet in opened(render(language, institute=institute)).worksheets:
        if sheet.sheet_state == SHOWN:
            foot = sheet.oddFooter
            assert foot is not None
            assert (getattr(foot, side).text, foot.center.text) == ("Pied rare", "&P / &N")
    sheets = [text for name, text in parts(render("fr")).items() if name.startswith("xl/worksheets/sheet")]
    told = [text for text in sheets if b"<oddFooter>" in text]
    assert len(told) == len([sheet for sheet in opened(render()).worksheets if sheet.sheet_state == SHOWN])
    assert all(b'&amp;LR&amp;&amp;&amp;"-,Regular"G rare&amp;C&amp;P / &amp;N' in text for text in told)


@pytest.mark.parametrize(
    ("text", "foot"),
    [
        ("", "&C&P / &N"),
        ("Atlas & fils", "&LAtlas && fils&C&P / &N"),
        ('&G&"x"', '&L&&&"-,Regular"G&&"x"&C&P / &N'),
        ("&[Picture]", '&L&&&"-,Regular"[Picture]&C&P / &N'),
        ("a\x00\u202eb", "&La\ufffdb&C&P / &N"),
    ],
)
def test_commands_of_a_foot_are_letters(text: str, foot: str) -> None:
    """Nothing of a text is a command, and XlsxWriter keeps the foot whole."""
    assert print_foot(text, rtl=False) == foot
    with xlsxwriter.Workbook(io.BytesIO()) as book:
        sheet = book.add_worksheet()
        sheet.set_footer(foot)
        assert sheet.footer == foot


def test_plain_ampersand_is_a_command_and_drops_the_foot() -> None:
    """Positive control: as it is, XlsxWriter takes the text for a picture, complains, and keeps no foot."""
    with xlsxwriter.Workbook(io.BytesIO()) as book:
        sheet = book.add_worksheet()
        with pytest.warns(UserWarning, match="placeholder"):
            sheet.set_footer("&LR&&G rare")
        assert sheet.footer == ""


def test_long_foot_is_cut_to_what_a_spreadsheet_takes() -> None:
    """255 letters with all commands, counted as a spreadsheet does; the page number stays."""
    for text in ("&G" * 110, "x" * 400, "\U0001d400" * 200):
        foot = print_foot(text, rtl=False)
        assert len(foot.encode("utf-16-le")) // 2 <= 255
        assert foot.endswith("&C&P / &N")
        assert len(foot) > 100


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", '&G&"x"', "+1", "@SUM(1)"])
def test_name_of_an_institute_stays_text(text: str) -> None:
    """Cells hold it as a string, the description of the logo as letters; no formula more than without it."""
    hostile = Institute(name=text, address=text, cndp_reference=text, footer=text)
    data = render(institute=hostile, logo=drawn(9, 9))
    cell = opened(data).worksheets[0]["B1"]
    assert (cell.data_type, cell.value) == ("s", f"{text}\n{text}")
    assert len(formulas(data)) == len(formulas(render(logo=drawn(9, 9))))
    assert not any(b"externalLink" in name.encode() for name in parts(data))
