"""How far a plan comes to each target of the user, and what stands in the way of the rest."""

from jazari_assess.engine.plan.candidates import Candidate
from jazari_assess.engine.plan.solve_case import SolvedCase
from jazari_assess.engine.plan.standing import TOLERANCE
from jazari_assess.model.plan import PlannedTarget
from jazari_assess.model.why import Why


def target_rows(made: SolvedCase) -> tuple[PlannedTarget, ...]:
    """Return each target with what the plan reaches of it, in the order in which they were asked."""
    return tuple(_row(made, node, wanted) for node, wanted in made.case.settings.targets.items())


def _row(made: SolvedCase, node: str, wanted: float) -> PlannedTarget:
    scores = made.schedule.after_quarters.nodes.get(node)
    if scores is None:
        return PlannedTarget(
            node=node,
            target=wanted,
            today=None,
            reached=None,
            quarter=None,
            most=None,
            reason=Why(code="no-answer", nodes=(node,)),
        )
    by = next((quarter for quarter, score in enumerate(scores) if score >= wanted - TOLERANCE), None)
    lacks = by is None
    following = _following(made, node) if lacks else None
    return PlannedTarget(
        node=node,
        target=wanted,
        today=float(scores[0]),
        reached=float(scores[-1]),
        quarter=by,
        most=_most(made, node) if lacks else None,
        next=None if following is None else following.id,
        reason=_reason(made, following) if lacks else None,
    )


def _most(made: SolvedCase, node: str) -> float:
    """Return the score of a dimension once all is done that may be planned for it, however many days that takes."""
    earliest = made.problem.earliest
    names = sorted(made.problem.items, key=lambda name: (earliest[name], name))
    return float(made.schedule.reached([names]).nodes[node][0])


def _following(made: SolvedCase, node: str) -> Candidate | None:
    """Return what of all that is left out would bring a dimension most."""
    shares, starts = made.case.firm.shares, made.schedule.starts
    left = [
        one
        for one in made.case.found.values()
        if one.open and one.id not in starts and any(shares[lift.indicator][0] == node for lift in one.lifts)
    ]
    return max(left, key=lambda one: (_points(made, one, node), one.standing.reached, one.id), default=None)


def _points(made: SolvedCase, one: Candidate, node: str) -> float:
    shares = made.case.firm.shares
    return sum(
        shares[lift.indicator][1] * (lift.high - lift.low) for lift in one.lifts if shares[lift.indicator][0] == node
    )


def _reason(made: SolvedCase, following: Candidate | None) -> Why:
    return Why(code="nothing") if following is None else made.exclusions.with_displaced(following.id)
