"""The head of the first sheet: who hands the workbook over, with the logo where it is a picture."""

import io

from jazari_assess.model.brand import Logo
from jazari_assess.model.typography import reading_direction
from jazari_assess.render.excel.workbook import Sheet, row_height
from jazari_assess.render.page.types import Page
from jazari_assess.render.plain_text import plain

_WIDEST, _HIGHEST = 230, 52
"""Pixels of a logo: inside the first column, and inside the row."""
_LOGO_ROW = 46.0
"""Points of a row in which the highest logo fits."""
_WIDTH = 70
"""Letters of the columns that the address runs over."""
_LEFT_TO_RIGHT = "\u200e"


def add_letterhead(sheet: Sheet, page: Page, logo: Logo | None) -> int:
    """Write logo, institute and address into the first row; return the row below, or 0 where none is known.

    A drawing (SVG) cannot stand in a cell: the name stands alone then.
    """
    told = "\n".join(_in_its_way(part, page) for part in (page.cover.institute, page.cover.address) if part)
    picture = logo if logo is not None and logo.suffix == ".png" else None
    if not told and picture is None:
        return 0
    sheet.wide(0, (0 if picture is None else 1, 5), told, "institute", width=_WIDTH)
    sheet.height(0, max(row_height([(told, _WIDTH)]), _LOGO_ROW if picture else 0))
    if picture is not None:
        _draw(sheet, picture, page.cover.institute)
    return 1


def _in_its_way(text: str, page: Page) -> str:
    """Return a text that runs against the page with a mark that keeps its first number in its place."""
    return f"{_LEFT_TO_RIGHT}{text}" if page.direction == "rtl" and reading_direction(text) == "ltr" else text


def _draw(sheet: Sheet, logo: Logo, name: str) -> None:
    width, height = _size(logo.data)
    scale = min(_WIDEST / width, _HIGHEST / height)
    sheet.sheet.insert_image(
        0,
        0,
        "logo.png",
        {
            "image_data": io.BytesIO(logo.data),
            "x_scale": scale,
            "y_scale": scale,
            "x_offset": 4,
            "y_offset": 4,
            "object_position": 2,
            "description": plain(name),
        },
    )


def _size(png: bytes) -> tuple[int, int]:
    """Return width and height from the first chunk of a PNG, which says them and nothing else."""
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])
