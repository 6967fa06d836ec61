"""How far a plan has come, and what the workbook of a report hides on a sheet so that its plan is known again."""

from enum import IntEnum
from typing import Literal, get_args

ItemStatus = Literal["todo", "doing", "done", "dropped"]
ITEM_STATUSES: tuple[ItemStatus, ...] = get_args(ItemStatus)
"""How far an item of an accepted plan has come, in the order in which a sheet offers it."""
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
