"""What the firms of a store did over time, and what their plans call for, without groups that would tell of a few."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import groupby

import numpy as np

from jazari_assess.engine.cohort.suppression import withheld_parts
from jazari_assess.model.cohort import FEWEST_FIRMS
from jazari_assess.model.follow_up import ITEM_STATUSES
from jazari_assess.model.over_time import Demand, FlagCount, OverTime, Shift
from jazari_assess.portfolio.plans import alone, in_force, states, wanted
from jazari_assess.portfolio.records import AssessmentRecord, ScoreRecord

Firm = tuple[AssessmentRecord, AssessmentRecord, AssessmentRecord | None]
"""A firm's first and last assessment, and the one whose plan is in force."""


def over_time(
    records: Iterable[AssessmentRecord], dimensions: Sequence[str], flags: Sequence[str], questions: Collection[str]
) -> OverTime:
    """Return what is told of some firms; ``dimensions`` and ``flags`` in the order in which they are told.

    Of gaps without an offer those in ``questions`` are told: an old plan may aim at one that is asked no more.
    """
    firms = _firms(records)
    moved = [(first, last) for first, last, _ in firms if first is not last]
    planned = [plan for _, _, plan in firms if plan is not None]
    demand, hidden = _demand(firms)
    told = [_flag(name, firms, moved) for name in flags]
    seen = [one for one in told if one is not None]
    return OverTime(
        firms=len(firms),
        twice=_few(len(moved)),
        shifts=[_shift(name, moved) for name in (*dimensions, None)] if len(moved) >= FEWEST_FIRMS else [],
        flags=sorted(filter(_tells, seen), key=lambda one: -(one.open or 0)),
        planned=_few(len(planned)),
        states=_states(planned),
        demand=demand,
        alone=_alone(planned, questions),
        withheld=hidden or any(None in (one.open, one.closed, one.opened) for one in seen),
    )


def _firms(records: Iterable[AssessmentRecord]) -> Sequence[Firm]:
    every = sorted(records, key=lambda one: (one.firm, one.date or "", one.stage, one.sha256))
    pairs = zip(every, in_force(every), strict=True)
    by_firm = (list(own) for _, own in groupby(pairs, lambda pair: pair[0].firm))
    return [(own[0][0], own[-1][0], own[-1][1]) for own in by_firm]


def _few(count: int, of: int | None = None) -> int | None:
    """Return a number of firms unless it, or the rest of a whole whose size is told, is a few."""
    parts = np.array([count, 0 if of is None else of - count])
    return None if withheld_parts(parts).any() else count


def _shift(name: str | None, moved: Sequence[tuple[AssessmentRecord, AssessmentRecord]]) -> Shift:
    def score(one: AssessmentRecord) -> float | None:
        found: ScoreRecord | None = one.overall if name is None else one.scores.get(name)
        return None if found is None else found.score

    pairs = [(score(first), score(last)) for first, last in moved]
    points = [after - before for before, after in pairs if before is not None and after is not None]
    if _few(len(points), len(moved)) is None or not points:
        return Shift(dimension=name, firms=None, points=None)
    return Shift(dimension=name, firms=len(points), points=sum(points) / len(points))


def _flag(
    name: str, firms: Sequence[Firm], moved: Sequence[tuple[AssessmentRecord, AssessmentRecord]]
) -> FlagCount | None:
    """Return how often a flag is up, went and came; None where it was never up."""
    up = sum(name in last.flags for _, last, _ in firms)
    closed = sum(name in first.flags and name not in last.flags for first, last in moved)
    opened = sum(name not in first.flags and name in last.flags for first, last in moved)
    if not (up or closed):
        return None
    twice = len(moved)
    return FlagCount(flag=name, open=_few(up, len(firms)), closed=_few(closed, twice), opened=_few(opened, twice))


def _tells(one: FlagCount) -> bool:
    return any((one.open, one.closed, one.opened))


def _states(planned: Sequence[AssessmentRecord]) -> Mapping[str, int]:
    if len(planned) < FEWEST_FIRMS:
        return {}
    every = [states(one) for one in planned]
    return {status: sum(one[status] for one in every) for status in ITEM_STATUSES}


def _demand(firms: Sequence[Firm]) -> tuple[Sequence[Demand], bool]:
    """Return the services that plans call for, the most first, and whether something of it is withheld."""
    calls: dict[str, list[tuple[str | None, str | None]]] = {}
    for _, last, plan in firms:
        for service, quarter in wanted(plan).items():
            calls.setdefault(service, []).append((last.region, quarter))
    told = [
        Demand(
            service=service,
            firms=len(found),
            regions=_parts(found, lambda call: call[0]),
            quarters=_parts(found, lambda call: call[1]),
        )
        for service, found in calls.items()
        if _few(len(found), len(firms)) is not None
    ]
    hidden = len(told) < len(calls) or any(None in (*one.regions.values(), *one.quarters.values()) for one in told)
    return sorted(told, key=lambda one: (-one.firms, one.service)), hidden


def _parts(
    calls: Sequence[tuple[str | None, str | None]], part: Callable[[tuple[str | None, str | None]], str | None]
) -> Mapping[str | None, int | None]:
    """Return the parts of a whole that may be told, those that would give away a few as None."""
    found = Counter(part(call) for call in calls)
    names = sorted(found, key=lambda name: name or "~")
    hidden = withheld_parts(np.array([found[name] for name in names]))
    return {name: None if away else found[name] for name, away in zip(names, hidden, strict=True)}


def _alone(planned: Sequence[AssessmentRecord], questions: Collection[str]) -> Sequence[tuple[str, int]]:
    found = Counter(question for one in planned for question in alone(one) if question in questions)
    told = [(name, count) for name, count in found.items() if _few(count, len(planned)) is not None]
    return sorted(told, key=lambda one: (-one[1], one[0]))
