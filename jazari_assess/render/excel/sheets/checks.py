"""What the cells of answers accept: drop-downs by the name of their list, numbers within bounds."""

from collections.abc import Mapping

from jazari_assess.render.excel.live.calculation import Measured
from jazari_assess.render.excel.live.places import Block
from jazari_assess.render.excel.live.values import number
from jazari_assess.render.excel.workbook import Sheet

_LONGEST_PROMPT_TITLE, _LONGEST_PROMPT = 32, 255
"""Characters of a prompt, by the file format."""


def check_list(sheet: Sheet, cells: Block, name: str, labels: Mapping[str, str]) -> None:
    """Let some cells take what a list holds, and offer it."""
    _check(sheet, cells, {"validate": "list", "source": f"={name}", **_refusal("pick", labels)})


def check_number(sheet: Sheet, cells: Block, part: Measured, labels: Mapping[str, str]) -> None:
    """Let some cells take a number within the bounds of its question."""
    rule = {
        "validate": "integer" if part.integer else "decimal",
        "criteria": "between",
        "minimum": f"={number(part.minimum)}",
        "maximum": f"={number(part.maximum)}",
        "input_title": f"{part.minimum:g} … {part.maximum:g} {part.unit}".strip()[:_LONGEST_PROMPT_TITLE],
        **_refusal("number", labels),
    }
    _check(sheet, cells, rule)


def _check(sheet: Sheet, cells: Block, rule: Mapping[str, str]) -> None:
    last = cells.first + cells.count - 1
    sheet.sheet.data_validation(cells.first, cells.column, last, cells.column, rule)


def _refusal(kind: str, labels: Mapping[str, str]) -> Mapping[str, str]:
    return {
        "error_title": labels["workbook.refused"][:_LONGEST_PROMPT_TITLE],
        "error_message": labels[f"workbook.refused-{kind}"][:_LONGEST_PROMPT],
    }
