"""How far accepted plans have come: noted from outside, and kept when the same assessment comes in anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, or_, select, update

from jazari_assess.model.follow_up import ItemStatus
from jazari_assess.portfolio.keys import folded
from jazari_assess.portfolio.store.tables import ASSESSMENT, FIRM, PLAN_ITEM

_UNTOUCHED: ItemStatus = "todo"


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far an item has come, and the day it was done where that is known."""

    status: ItemStatus
    done_on: str | None


def note_progress(
    connection: Connection, file_id: str, stage: str, firm: str, name: str, items: Mapping[str, Progress]
) -> int | None:
    """Note how far the items of an accepted plan have come, and return how many of them the plan has.

    The plan is that of the assessment with the institute's number ``file_id`` at ``stage``, of the firm with the key
    ``firm`` or called ``name``: numbers of institutes are not unique. None where the store has no such plan. Every
    content of the assessment is told.
    """
    same_firm = or_(FIRM.c.key == firm, FIRM.c.folded == folded(name))
    asked = (ASSESSMENT.c.file_id == file_id) & (ASSESSMENT.c.stage == stage) & same_firm
    query = (
        select(PLAN_ITEM.c.assessment, PLAN_ITEM.c.item)
        .join(ASSESSMENT, ASSESSMENT.c.id == PLAN_ITEM.c.assessment)
        .join(FIRM, FIRM.c.key == ASSESSMENT.c.firm)
        .where(asked)
    )
    planned = connection.execute(query).all()
    if not planned:
        return None
    _write(connection, {(row.assessment, row.item): items[row.item] for row in planned if row.item in items})
    return len({row.item for row in planned} & items.keys())


def keep_progress(connection: Connection, assessments: Sequence[int]) -> None:
    """Give the items of plans that came in how far they have come by other contents of the same assessment."""
    other, item = ASSESSMENT.alias("other"), PLAN_ITEM.alias("noted")
    same = (
        (other.c.firm == ASSESSMENT.c.firm)
        & (other.c.stage == ASSESSMENT.c.stage)
        & (other.c.file_id == ASSESSMENT.c.file_id)
        & (other.c.id != ASSESSMENT.c.id)
    )
    query = (
        select(PLAN_ITEM.c.assessment, PLAN_ITEM.c.item, item.c.status, item.c.done_on)
        .join(ASSESSMENT, ASSESSMENT.c.id == PLAN_ITEM.c.assessment)
        .join(other, same)
        .join(item, (item.c.assessment == other.c.id) & (item.c.item == PLAN_ITEM.c.item))
        .where(PLAN_ITEM.c.assessment.in_(assessments), item.c.status != _UNTOUCHED)
        .order_by(other.c.id)
    )
    known = connection.execute(query).all()
    _write(connection, {(row.assessment, row.item): Progress(status=row.status, done_on=row.done_on) for row in known})


def _write(connection: Connection, found: Mapping[tuple[int, str], Progress]) -> None:
    if not found:
        return
    here = (PLAN_ITEM.c.assessment == bindparam("of")) & (PLAN_ITEM.c.item == bindparam("named"))
    change = update(PLAN_ITEM).where(here).values(status=bindparam("state"), done_on=bindparam("day"))
    rows = [
        {"of": number, "named": item, "state": one.status, "day": one.done_on}
        for (number, item), one in sorted(found.items())
    ]
    connection.execute(change, rows)
