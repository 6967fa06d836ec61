"""What the workbook of a report keeps on a hidden sheet, so that the plan in it is known again when it comes back."""

from enum import IntEnum

LISTS = "lists"
"""The name of the sheet."""


class ListColumn(IntEnum):
    """Its columns, from 0: the states in words, each item's id and title, and whose plan it is as name and value."""

    STATE = 0
    ITEM = 1
    TITLE = 2
    KEY = 3
    VALUE = 4


ASSESSMENT, STAGE, FIRM, ICE, REGION = "assessment", "stage", "firm", "ice", "region"
"""The names of what says whose plan it is; ICE and region stand only where they are known."""
