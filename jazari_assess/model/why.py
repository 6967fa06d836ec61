"""Why something is in a plan or not: a reason that was checked."""

from typing import Literal

from jazari_assess.model.strict import Id, Strict

WhyCode = Literal[
    # why now
    "locked",  # asked for
    "flag",  # first act of ``flags``, one of which cannot wait
    "answers-flag",  # the same, where none of them is of the most severe
    "foundation",  # the same, where the flag is a foundation that lacks
    "ends-flag",  # ends ``flags``, which a first act has made bearable
    "deed",  # the own deed of ``aims``
    "opens",  # ``items`` ask for it first
    "aim",  # serves ``aims``
    "weakest",  # its dimension (``nodes``) is below the floor, among the lowest
    "below",  # its dimension (``nodes``) is below the floor
    "further",  # what is above the floor
    "find-out",  # answers of ``nodes`` are missing
    "unknown",  # the answer of ``nodes`` is missing: only its place is reserved
    "enquiry",  # asks about help with ``items`` a phase before these begin; with ``nodes`` where none is planned
    # why not
    "locked-out",  # asked for
    "sector",  # not for this trade
    "size",  # not for firms of this size
    "region",  # not for this place
    "turnover",  # not for this turnover
    "condition",  # what it is for does not certainly hold in this firm
    "prerequisite",  # needs ``items``, which cannot be planned
    "excluded",  # cannot be done with ``items``, which are planned
    "horizon",  # with what comes before it it does not end in time
    "budget",  # the money does not reach, ``money`` would be needed
    "no-time",  # ``days`` are needed with what comes before it, ``free`` are left over all quarters; ``items`` would go
    "upkeep",  # with it habits would ask for ``days`` a quarter, more than the ``free`` they may; ``items`` would go
    "worth-less",  # its ``days`` fit only in place of ``items``, which bring more
    "too-many",  # too much would run at once; ``items``, which bring more, would have to go
    "no-value",  # closes no gap that counts, or so little of one that its days are not worth it
    "later",  # planned for ``quarter``: ``items`` come first, until then there is no room for it
    # gaps
    "planned",  # ``items`` treat it
    "top",  # no gap is left
    "no-answer",  # not scored: an answer is missing
    "nothing",  # the catalogue has no action for it
]


class Why(Strict):
    """A reason that was checked: its code, and what it speaks of."""

    code: WhyCode
    items: tuple[Id, ...] = ()
    nodes: tuple[Id, ...] = ()
    flags: tuple[Id, ...] = ()
    aims: tuple[Id, ...] = ()
    quarter: int | None = None
    days: float | None = None
    free: float | None = None
    money: float | None = None
