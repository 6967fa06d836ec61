"""The same firm over time: what moved, what of the plan was done, and what moved where it aimed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from jazari_assess.model.follow_up import ItemStatus
from jazari_assess.model.movement import Change, change, rise

COMMON_ENOUGH = 2 / 3
"""Of the questions with a value that two versions have to share: with fewer, dimensions would rest on one or two."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A score 0..100 and between which its missing answers let it lie; None where not scored."""

    score: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, kw_only=True)
class PlannedItem:
    """An item of the plan that was accepted, what it aims at (a node; None: nothing that is scored), and its state."""

    item: str
    node: str | None
    status: ItemStatus | None = None


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One assessment: its stage and day, every node's score, questions among them, and the plan accepted then."""

    stage: str
    date: str | None
    overall: Reading
    nodes: Mapping[str, Reading]
    plan: Sequence[PlannedItem] = field(default_factory=tuple)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One node over all visits: its readings, the change from each to the next, and from the first to the last.

    A change is None where one of its ends is not scored.
    """

    node: str
    readings: tuple[Reading, ...]
    changes: tuple[Change | None, ...]
    whole: Change | None


@dataclass(frozen=True, kw_only=True)
class Followed:
    """An item of a plan, the visit (from 0) it was accepted at, and what the node it aims at did until the last visit.

    That both were done and moved is a coincidence in time; it proves no cause.
    """

    item: str
    node: str | None
    visit: int
    status: str | None
    change: Change | None


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """A firm over its visits: overall, dimensions, and the questions that moved, the greatest rise first."""

    overall: Line
    dimensions: tuple[Line, ...]
    questions: tuple[Line, ...]
    unmoved: int
    plan: tuple[Followed, ...]


def followed_up(visits: Sequence[Visit], dimensions: Sequence[str], questions: Sequence[str]) -> FollowUp:
    """Compare two visits or more, the earliest first, on what all of them can be compared on."""
    asked = [_line(name, [visit.nodes.get(name) for visit in visits]) for name in questions]
    moved = [line for line in asked if any(change and change.points for change in (*line.changes, line.whole))]
    seen = sum(line.whole is not None for line in asked)
    return FollowUp(
        overall=_line("overall", [visit.overall for visit in visits]),
        dimensions=tuple(_line(name, [visit.nodes.get(name) for visit in visits]) for name in dimensions),
        questions=tuple(sorted(moved, key=lambda line: -rise(line.whole))),
        unmoved=seen - sum(line.whole is not None for line in moved),
        plan=tuple(_plan(visits)),
    )


def enough_in_common(common: int, asked: int) -> bool:
    """Say whether so many of so many questions are enough to compare two versions of a questionnaire."""
    return common >= COMMON_ENOUGH * asked


def _line(name: str, readings: Sequence[Reading | None]) -> Line:
    known = tuple(Reading(score=None) if one is None else one for one in readings)
    return Line(
        node=name,
        readings=known,
        changes=tuple(change(before, after) for before, after in pairwise(known)),
        whole=change(known[0], known[-1]),
    )


def _plan(visits: Sequence[Visit]) -> Sequence[Followed]:
    """Return the items of each visit's plan but the last one's, with what happened after it."""
    last = visits[-1]
    return [
        Followed(
            item=one.item,
            node=one.node,
            visit=number,
            status=one.status,
            change=None if one.node is None else change(visit.nodes.get(one.node), last.nodes.get(one.node)),
        )
        for number, visit in enumerate(visits[:-1])
        for one in visit.plan
    ]
