"""Firms found, said to be one, and split again."""

from collections.abc import Iterable, Mapping

from sqlalchemy import ColumnElement, Connection, or_, select, update

from jazari_assess.errors import UsageError
from jazari_assess.portfolio.keys import folded, typed
from jazari_assess.portfolio.records import FirmRecord
from jazari_assess.portfolio.store.tables import FIRM, V_FIRM

_MOST_SHOWN = 10
"""Keys named in a message; a name that more firms have does not say which is meant."""


def find_firm(connection: Connection, named: str) -> str:
    """Return the key of the firm that ``named`` is: the key, ICE, alias or name of one, that of the whole if joined.

    Raises ``UsageError`` when there is none, or several have that name.
    """
    return _only(connection, named, FIRM.c.root)


def find_own(connection: Connection, named: str) -> str:
    """Return the firm's own key, whatever it was joined to; raises as ``find_firm``."""
    return _only(connection, named, FIRM.c.key)


def _only(connection: Connection, asked: str, wanted: ColumnElement[str]) -> str:
    named = typed(asked)
    exact = or_(FIRM.c.key == named, FIRM.c.ice == named)
    looser = or_(FIRM.c.alias == named.upper(), FIRM.c.folded == folded(named))
    for condition in (exact, looser):
        found = sorted(set(connection.scalars(select(wanted).where(condition))))
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageError("firm-several", found=named, known=", ".join(found[:_MOST_SHOWN]))
    raise UsageError("firm-unknown", found=named)


def read_firms(connection: Connection, keys: Iterable[str] | None = None) -> Mapping[str, FirmRecord]:
    """Return firms by key, all of them or those named, in the order of their keys."""
    query = select(V_FIRM).order_by(V_FIRM.c.key)
    if keys is not None:
        query = query.where(V_FIRM.c.key.in_([*keys]))
    return {row["key"]: FirmRecord(**row) for row in connection.execute(query).mappings()}


def every_key(connection: Connection) -> frozenset[str]:
    """Return the keys of all firms, those that are joined to another among them."""
    return frozenset(connection.scalars(select(FIRM.c.key)))


def parts_of(connection: Connection, root: str) -> tuple[str, ...]:
    """Return the keys of all that are one firm, its own among them."""
    return tuple(sorted(connection.scalars(select(FIRM.c.key).where(FIRM.c.root == root))))


def join(connection: Connection, first: str, second: str) -> None:
    """Say that two firms are one; the whole has the first one's key. Raises ``UsageError`` where they are already."""
    first, second = find_firm(connection, first), find_firm(connection, second)
    if first == second:
        raise UsageError("firms-same-already", found=first)
    connection.execute(update(FIRM).where(FIRM.c.key == second).values(parent=first))
    connection.execute(update(FIRM).where(FIRM.c.root == second).values(root=first))


def split(connection: Connection, named: str) -> str:
    """Take back that a firm is the same as another: it is what it was before, with what had been joined to it.

    Return its own key.

    Raises ``UsageError`` for a firm that is joined to none, naming those that are joined to it.
    """
    own = find_own(connection, named)
    whole = select(FIRM.c.root).where(FIRM.c.key == own).scalar_subquery()
    members = connection.execute(select(FIRM.c.key, FIRM.c.parent).where(FIRM.c.root == whole))
    parents = {row.key: row.parent for row in members}
    if parents[own] is None:
        joined = ", ".join(sorted(key for key, parent in parents.items() if parent == own)[:_MOST_SHOWN])
        raise UsageError("firm-not-joined", found=own, known=joined or "-")
    connection.execute(update(FIRM).where(FIRM.c.key == own).values(parent=None))
    connection.execute(update(FIRM).where(FIRM.c.key.in_(_below(parents, own))).values(root=own))
    return own


def _below(parents: Mapping[str, str | None], top: str) -> set[str]:
    """Return a firm and all that were joined to it, directly or not."""
    found, grown = set[str](), {top}
    while grown:
        found |= grown
        grown = {key for key, parent in parents.items() if parent in grown}
    return found
