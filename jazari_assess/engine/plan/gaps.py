"""Every gap of a firm: what treats it, or why nothing does; and what the plan leaves out."""

from collections.abc import Iterable, Sequence

from jazari_assess.engine.plan.build import Case
from jazari_assess.engine.plan.candidates import ASKING, Candidate
from jazari_assess.engine.plan.solve_case import SolvedCase
from jazari_assess.engine.plan.standing import SCORE_DECIMALS, TOLERANCE
from jazari_assess.model.plan import LeftOut, PlannedGap
from jazari_assess.model.result import TOP_SCORE
from jazari_assess.model.why import Why

_TRIED = 10  # gaps for which it is tried what would have to go: pages show no more, and each try takes a while
_UNSAID = ("sector", "size", "region", "turnover")
"""What is not for this kind of firm is no decision about it: told at a gap, not in the list."""


def gap_rows(made: SolvedCase) -> tuple[PlannedGap, ...]:
    """Return every indicator of the model that is below the top or without an answer, the largest gaps first."""
    case = made.case
    below = [
        name
        for name, view in case.firm.views.items()
        if name in case.firm.leaves and view.state in ("scored", "not-scored")
        if view.score is None or view.score < TOP_SCORE - TOLERANCE
    ]
    below.sort(key=lambda name: (-_gap_points(case, name), name))
    return tuple(
        PlannedGap(
            node=name,
            score=case.firm.views[name].score,
            gain=_gap_points(case, name),
            reason=_treatment(made, name, tried=place < _TRIED),
        )
        for place, name in enumerate(below)
    )


def _gap_points(case: Case, indicator: str) -> float:
    """Return the points on the overall score that closing a gap whole would bring."""
    if indicator not in case.firm.shares:
        return 0.0
    dimension, share = case.firm.shares[indicator]
    lacking = TOP_SCORE - (case.firm.views[indicator].score or 0.0)
    return share * case.firm.views[dimension].share * lacking


def _treatment(made: SolvedCase, indicator: str, *, tried: bool) -> Why:
    """Return what treats a gap or why nothing does; ``tried`` with what would have to go for it."""
    case, starts = made.case, made.schedule.starts
    own = [one for one in case.found.values() if one.action.indicator == indicator and one.id not in ASKING]
    planned = tuple(sorted((one.id for one in own if one.id in starts), key=starts.__getitem__))
    if planned:
        return Why(code="planned", items=planned, quarter=starts[planned[0]])
    if case.firm.views[indicator].score is None:
        return Why(code="no-answer", nodes=(indicator,))
    lifting = sorted((one for one in own if one.standing.lifts), key=_nearest_first)
    if not lifting:
        return Why(code="nothing")
    return made.exclusions.with_displaced(lifting[0].id) if tried else made.exclusions.why(lifting[0].id)


def _nearest_first(one: Candidate) -> tuple[bool, bool, float, str]:
    return not one.open, not one.standing.reached, one.standing.lifts[0].low, one.id


def left_out(made: SolvedCase) -> tuple[LeftOut, ...]:
    """Return what could have been planned and is not, what could bring most first."""
    case = made.case
    names = [one.id for one in _considered(case) if one.id not in made.schedule.starts]
    rows = [
        LeftOut(
            id=name,
            indicator=case.found[name].action.indicator,
            reason=made.exclusions.why(name),
            gain=points(case, case.found[name]),
        )
        for name in names
    ]
    return tuple(sorted(rows, key=lambda row: (-round(row.gain, SCORE_DECIMALS), row.id)))


def _considered(case: Case) -> Iterable[Candidate]:
    firsts = {case.content.flags[flag].first for flag in case.flags}
    for one in case.found.values():
        if one.settled or (one.barred is not None and one.barred.code in _UNSAID):
            continue
        deed = any(aim in one.action.deeds for aim in case.value.aims)
        if one.lifts or deed or one.id in firsts or (one.barred is not None and one.barred.code == "locked-out"):
            yield one


def points(case: Case, one: Candidate) -> float:
    """Return the points on the overall score that an action could bring by itself, what comes before it being done."""
    shares: Sequence[tuple[str, float]] = [case.firm.shares[lift.indicator] for lift in one.lifts]
    return sum(
        share * case.firm.views[dimension].share * (lift.high - lift.low)
        for lift, (dimension, share) in zip(one.lifts, shares, strict=True)
    )
