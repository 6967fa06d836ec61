"""The records of a store as columns of bytes: what a dashboard filters and counts in a browser.

A row is an assessment, by firm and day; so that a page of 100,000 of them can be sent, a score is a byte of half
points, an answer two bits and a flag one.
"""

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jazari_assess.engine.cohort.counting import GAP_BELOW
from jazari_assess.model.assessment import STAGES
from jazari_assess.model.calendar import quarter_of
from jazari_assess.model.profile import REGIONS, SECTORS, SIZES
from jazari_assess.portfolio.plans import alone as alone_in
from jazari_assess.portfolio.plans import in_force, states, wanted
from jazari_assess.portfolio.records import AssessmentRecord, FirmRecord

NONE = 255
"""The byte for what is not known; no list of places, levels or quarters has so many."""
_HALF_POINTS = 2
"""Parts of a point that a byte holds: 100 points are 200."""

Bytes = NDArray[np.uint8]


@dataclass(frozen=True, kw_only=True)
class Lists:
    """What bytes and bits count in: ids of levels, dimensions, questions, flags and services."""

    levels: tuple[str, ...]
    dimensions: tuple[str, ...]
    questions: tuple[str, ...]
    flags: tuple[str, ...]
    services: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Columns:
    """The columns, each as base 64 of its bytes, the quarters that they count in, and what each firm is called.

    ``begins`` is 1 in the first row of each firm. An answer is a bit of ``low`` and one of ``high``: neither where it
    was not asked, low where it is given, high where it is a gap, both where it is missing. ``wanted`` holds what the
    plan in force calls for, a byte for the service and one for its first quarter: row by row ``wants`` of them.
    ``states`` counts the items of that plan, a byte for each of ``ITEM_STATUSES``.
    """

    rows: int
    firms: tuple[str, ...]
    quarters: tuple[str, ...]
    bytes: Mapping[str, str]


def columns(
    records: Iterable[AssessmentRecord], firms: Mapping[str, FirmRecord], lists: Lists, *, names: bool
) -> Columns:
    """Return the records as columns; firms under their alias unless ``names``."""
    every = sorted(records, key=lambda one: (one.firm, one.date or "", one.stage, one.sha256))
    keys = list(dict.fromkeys(one.firm for one in every))
    plans = in_force(every)
    demand = [[*wanted(one).items()] for one in plans]
    quarters = sorted({quarter for found in demand for _, quarter in found if quarter} | {*_quarters(every)})
    told = {
        "begins": np.array(
            [place == 0 or one.firm != every[place - 1].firm for place, one in enumerate(every)], dtype=np.uint8
        ),
        "region": _codes([one.region for one in every], REGIONS),
        "sector": _codes([one.sector for one in every], SECTORS),
        "size": _codes([one.size for one in every], SIZES),
        "stage": _codes([one.stage for one in every], STAGES),
        "quarter": _codes([quarter_of(one.date) for one in every], quarters),
        "level": _codes([one.overall.level_id for one in every], lists.levels),
        "score": _scores([one.overall.score for one in every]),
        "dimensions": _scores(
            [one.scores[name].score if name in one.scores else None for one in every for name in lists.dimensions]
        ),
        "low": _bits([[_asked(one, name) and not _gap(one, name) for name in lists.questions] for one in every]),
        "high": _bits([[_gap(one, name) or _missed(one, name) for name in lists.questions] for one in every]),
        "alone": _bits([[name in alone for name in lists.questions] for alone in map(alone_in, plans)]),
        "flags": _bits([[name in one.flags for name in lists.flags] for one in every]),
        "states": np.array([min(count, NONE) for one in plans for count in states(one).values()], dtype=np.uint8),
        "wants": np.array([min(len(found), NONE) for found in demand], dtype=np.uint8),
        "wanted": _wanted(demand, lists.services, quarters),
    }
    return Columns(
        rows=len(every),
        firms=tuple((firms[key].name if names else firms[key].alias) if key in firms else "" for key in keys),
        quarters=tuple(quarters),
        bytes={name: base64.b64encode(column.tobytes()).decode() for name, column in told.items()},
    )


def _quarters(records: Sequence[AssessmentRecord]) -> Iterable[str]:
    return (quarter for one in records if (quarter := quarter_of(one.date)) is not None)


def _codes(values: Sequence[str | None], ids: Sequence[str]) -> Bytes:
    place = {name: number for number, name in enumerate(ids)}
    return np.array([NONE if one is None else place.get(one, NONE) for one in values], dtype=np.uint8)


def _scores(values: Sequence[float | None]) -> Bytes:
    return np.array([NONE if one is None else round(one * _HALF_POINTS) for one in values], dtype=np.uint8)


def _bits(rows: Sequence[Sequence[bool]]) -> Bytes:
    """Return rows of truths as bits, the lowest bit first, each row in whole bytes."""
    if not rows:
        return np.empty(0, dtype=np.uint8)
    return np.packbits(np.array(rows, dtype=np.bool_), axis=1, bitorder="little").ravel()


def _asked(one: AssessmentRecord, name: str) -> bool:
    answer = one.answers.get(name)
    return answer is not None and answer.state != "not-applicable"


def _missed(one: AssessmentRecord, name: str) -> bool:
    return _asked(one, name) and one.answers[name].state != "given"


def _gap(one: AssessmentRecord, name: str) -> bool:
    answer = one.answers.get(name)
    return answer is not None and answer.worth is not None and answer.worth < GAP_BELOW


def _wanted(
    demand: Sequence[Sequence[tuple[str, str | None]]], services: Sequence[str], quarters: Sequence[str]
) -> Bytes:
    """Return a byte for the service and one for the quarter, wish by wish."""
    flat = [wish for found in demand for wish in found[:NONE]]
    named = _codes([service for service, _ in flat], services)
    begun = _codes([quarter for _, quarter in flat], quarters)
    return np.column_stack([named, begun]).ravel()
