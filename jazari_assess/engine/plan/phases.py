"""The three phases of a plan: secure and found, level the weak, go further; and what is expected at their ends."""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import get_args

import numpy as np

from jazari_assess.engine.plan.build import Case
from jazari_assess.engine.plan.candidates import ASKING, Candidate
from jazari_assess.engine.plan.schedule import Reached, Schedule
from jazari_assess.engine.plan.standing import TOLERANCE
from jazari_assess.model.plan import Interval, Late, Phase, PhaseId, PlannedItem, Projection

PHASES: tuple[PhaseId, ...] = get_args(PhaseId)
_HIGH = 50.0  # half of the scale: above it a firm builds on what it has
_NEAR = 5.0  # points that a first quarter of small acts brings by itself
_SECURED_BY = 2  # what is urgent begins in the first half year, so that phase never lasts longer


def purpose(schedule: Schedule, name: str) -> PhaseId:
    """Return the phase an item belongs to by what it is for.

    What a flag, a missing answer or a foundation asks for secures; what raises a dimension below its floor levels, as
    does all until the firm has the score of its next level; the rest goes further.
    """
    case, one = schedule.case, schedule.case.found.get(name)
    if one is None or name in ASKING or any(case.content.flags[flag].first == name for flag in case.flags):
        return "secure"
    overall = schedule.after_quarters.overall[schedule.start(one.id) - 1]
    return "level" if below_floor(schedule, one) or overall < _levelled_at(case) - TOLERANCE else "further"


def _levelled_at(case: Case) -> float:
    """Return the overall score up to which all that a firm does raises it.

    It is the floor; for a firm that stands low and just below that, the level after it.
    """
    today = case.firm.views[case.firm.root].score or 0.0
    if today >= _HIGH or case.value.floor - today >= _NEAR:
        return case.value.floor
    bounds = (step.from_ for step in case.firm.compiled.model.levels.steps)
    return min((bound for bound in bounds if bound > case.value.floor), default=case.value.floor)


def below_floor(schedule: Schedule, one: Candidate) -> bool:
    """Say whether an action raises a dimension that is below its floor when the action begins."""
    case = schedule.case
    if one.action.indicator not in case.firm.shares or not one.lifts:
        return False
    dimension = case.firm.shares[str(one.action.indicator)][0]
    nodes = schedule.after_quarters.nodes
    if dimension not in nodes:
        return False
    return bool(nodes[dimension][schedule.start(one.id) - 1] < case.value.floors[dimension] - TOLERANCE)


def phase_ends(schedule: Schedule) -> Mapping[PhaseId, Sequence[int]]:
    """Return the quarters of each phase: cut where the fewest days stand in another's phase."""
    quarters = schedule.problem.quarters
    first = _secured_by(schedule)
    second = min(range(first, quarters + 1), key=lambda end: (_misplaced(schedule, (first, end)), end))
    spans = (range(1, first + 1), range(first + 1, second + 1), range(second + 1, quarters + 1))
    return {name: tuple(span) for name, span in zip(PHASES, spans, strict=True) if span}


def _secured_by(schedule: Schedule) -> int:
    """Return the quarter, one of the first two, in which the last first act of a most severe flag begins."""
    flags, starts = schedule.case.content.flags, schedule.starts
    firsts = [flags[name].first for name in schedule.case.flags if flags[name].is_urgent]
    last = max((starts[first] for first in firsts if first in starts), default=1)
    return min(last, _SECURED_BY, schedule.problem.quarters)


def _misplaced(schedule: Schedule, cut: tuple[int, int]) -> float:
    total = 0.0
    for name, start in schedule.starts.items():
        here = 0 if start <= cut[0] else 1 if start <= cut[1] else 2
        total += schedule.problem.items[name].days * abs(here - PHASES.index(purpose(schedule, name)))
    return total


def phases(schedule: Schedule, spans: Mapping[PhaseId, Sequence[int]], items: Sequence[PlannedItem]) -> list[Phase]:
    """Return the phases with what is expected at the end of each; ``items`` are the lines of the plan.

    The days of all phases are those of all lines: habits stand beside them.
    """
    return [_phase(schedule, name, tuple(span), items) for name, span in spans.items()]


def _days_within(item: PlannedItem, quarters: Sequence[int]) -> float:
    """Return the days of a line that fall into some quarters."""
    running = range(item.quarter, item.quarter + item.quarters)
    return item.days * sum(quarter in quarters for quarter in running) / item.quarters


def _phase(schedule: Schedule, name: PhaseId, quarters: tuple[int, ...], items: Sequence[PlannedItem]) -> Phase:
    end = projection(schedule, quarters[-1])
    return Phase(
        id=name,
        quarters=quarters,
        items=tuple(item.id for item in items if item.phase == name),
        days=sum(_days_within(item, quarters) for item in items),
        keep=schedule.keep(quarters[-1] + 1),
        overall=end.overall,
        low=end.low,
        high=end.high,
        level_id=end.level_id,
        nodes=end.nodes,
        intervals=end.intervals,
        late=_late(schedule, quarters[-1]),
    )


def _late(schedule: Schedule, quarter: int) -> Late:
    """Return what is reached when the last of the items due by then, as large a share as is assumed, are not done."""
    due = schedule.ended_by(quarter)
    done = due[: len(due) - ceil(len(due) * schedule.case.content.numbers.outlook.late - TOLERANCE)]
    reached = schedule.reached([done])
    return Late(
        items=due[len(done) :],
        overall=number(reached.overall[0]),
        level_id=reached.levels[0],
        nodes={name: number(scores[0]) for name, scores in reached.nodes.items()},
    )


def projection(schedule: Schedule, quarter: int) -> Projection:
    """Return what is expected at the end of a quarter."""
    made = schedule.after_quarters
    whole = _interval(made, schedule.case.firm.root, quarter)
    return Projection(
        quarter=quarter,
        overall=number(made.overall[quarter]),
        low=whole.low,
        high=whole.high,
        level_id=made.levels[quarter],
        nodes={name: number(scores[quarter]) for name, scores in made.nodes.items()},
        intervals={name: _interval(made, name, quarter) for name in made.nodes},
    )


def _interval(made: Reached, node: str, row: int) -> Interval:
    """Return where a score may lie: from the part of the gains that comes at least to all of them."""
    place = made.case.firm.place(node)
    low, high = made.bounds
    start, now = low[0, place], low[row, place]
    delivered = made.case.content.numbers.outlook.delivered
    return Interval(low=number(start + delivered * (now - start)), high=number(high[row, place]))


def number(value: float) -> float | None:
    """Return a score, None where there is none."""
    return None if np.isnan(value) else float(value)
