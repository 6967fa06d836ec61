"""Tables in words on a sheet of a portfolio's workbook."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from jazari_assess.render.excel.plain_sheets import Sheets
from jazari_assess.render.excel.workbook import row_height
from jazari_assess.render.portfolio.words import WordedTable


def write_heads(sheets: Sheets, sheet: Worksheet, row: int, heads: Sequence[str], width: float) -> None:
    """Write the heads of columns, the first of names and the others of figures, as high as the longest needs."""
    sheet.set_row(row, row_height([(head, width) for head in heads]))
    for column, text in enumerate(heads):
        sheets.text(sheet, row, column, text, "head-number" if column else "head")


def write_tables(sheets: Sheets, sheet: Worksheet, tables: Sequence[WordedTable], widths: tuple[float, float]) -> None:
    """Write tables below each other; ``widths`` are those of the column of names and of each figure."""
    name_width, figure = widths
    sheet.set_column(0, 0, name_width)
    sheet.set_column(1, max(len(one.heads) for one in tables) - 1, figure)
    row = 0
    for one in tables:
        sheets.text(sheet, row, 0, one.title, "heading")
        if one.note:
            sheets.wide(sheet, row + 1, one.note, (name_width, *(figure for _ in one.heads[1:])))
        write_heads(sheets, sheet, row + 2, one.heads, figure)
        for line, (name, cells) in enumerate(one.rows, start=row + 3):
            sheet.set_row(line, row_height([(name, name_width)]))
            sheets.text(sheet, line, 0, name, "cell")
            for column, cell in enumerate(cells, start=1):
                if cell.value is None:
                    sheets.text(sheet, line, column, cell.text, "withheld")
                else:
                    sheets.number(sheet, line, column, cell.value, cell.style)
        row += len(one.rows) + 4
