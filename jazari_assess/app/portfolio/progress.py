"""Workbooks of reports that come back with how far a plan has come, noted in the store beside the accepted plan."""

from pathlib import Path

from sqlalchemy import Connection

from jazari_assess.app.follow_up import FollowedItems
from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.model.follow_up import ASSESSMENT, FIRM, ICE, REGION, STAGE
from jazari_assess.portfolio.keys import firm_key
from jazari_assess.portfolio.store.progress import Progress, note_progress


def note_follow_up(connection: Connection, file: Path, found: FollowedItems) -> int:
    """Note what a workbook says of a plan, and return how many of its items the workbook speaks of.

    A later workbook replaces what an earlier one said. Raises ``ProblemsError`` for a workbook that does not say whose
    plan it is, and for one whose plan the store does not have.
    """
    whose = found.whose
    if not {ASSESSMENT, STAGE, FIRM} <= whose.keys():
        raise ProblemsError([Problem(code="follow-up-unsigned", place=Place(file=str(file)))])
    firm = firm_key(ice=whose.get(ICE), name=whose[FIRM], region=whose.get(REGION))
    states = {
        item: Progress(status=one.state, done_on=one.done_on if one.state == "done" else None)
        for item, one in found.items.items()
    }
    noted = note_progress(connection, whose[ASSESSMENT], whose[STAGE], firm, whose[FIRM], states)
    if noted is None:
        values = {"firm": whose[FIRM], "stage": whose[STAGE]}
        raise ProblemsError([Problem(code="follow-up-unknown", place=Place(file=str(file)), values=values)])
    return noted
