"""What of a plan is said first: what to begin with, which of the large gaps it treats, and which it leaves."""

from jazari_assess.model.plan import Plan, PlannedGap, PlannedItem
from jazari_assess.model.result import STRONG, ModelResult

_FIRST_ACTIONS = 3
"""So many stand side by side on a page and are read."""
_LARGEST = 5
"""The largest gaps: those that a reader of the essentials looks for."""


def first_actions(plan: Plan) -> tuple[PlannedItem, ...]:
    """Return what to begin with: actions of the first quarter, what must not wait before the rest.

    One of them serves an aim wherever one of the first quarter does: a reader must find why the firm came.
    """
    now = [item for item in plan.items if item.kind == "action" and item.quarter == 1]
    ranked = sorted(now, key=lambda item: not item.flags)
    first, rest = ranked[:_FIRST_ACTIONS], ranked[_FIRST_ACTIONS:]
    serving = next((item for item in rest if item.serves), None)
    if serving is not None and not any(item.serves for item in first):
        first[-1] = serving
    return tuple(first)


def treated_gaps(plan: Plan, scores: ModelResult) -> tuple[PlannedGap, ...]:
    """Return the gaps that the plan treats, those whose answer it changes already before those it only begins on.

    What stands among the strengths is none.
    """
    changed = {change.node for item in plan.items for change in item.changes}
    strong = scores.highlights.strengths
    begun = [gap for gap in plan.gaps if gap.reason.code == "planned" and gap.node not in strong]
    return tuple(sorted(begun, key=lambda gap: gap.node not in changed))


def left_gaps(plan: Plan, scores: ModelResult) -> tuple[PlannedGap, ...]:
    """Return those of the largest gaps that nothing treats, the largest first; none without a plan."""
    if plan.infeasible is not None:
        return ()
    large = [gap for gap in plan.gaps if _is_large(gap, plan, scores)]
    told = [gap for place, gap in enumerate(large) if place < _LARGEST or gap.node in scores.highlights.gaps]
    return tuple(gap for gap in told if gap.reason.code != "planned")


def _is_large(gap: PlannedGap, plan: Plan, scores: ModelResult) -> bool:
    """Say whether a gap is one to a reader: what stands among the strengths or is to be kept is none.

    Nor is what has reached the middle of its scale, save in a firm that stands above it as a whole.
    """
    if gap.node in scores.highlights.strengths or gap.node in plan.hold:
        return False
    return gap.score is None or gap.score < max(STRONG, scores.overall.score or 0.0)
