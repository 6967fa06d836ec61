"""What if: one firm planned under several settings, and what more or less capacity or budget would bring."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jazari_assess.app.plan_request import PlanRequest, settings_over, varied
from jazari_assess.app.roadmap import dimensions, standing_settings
from jazari_assess.model.plan_settings import PlanSettings
from jazari_assess.model.result import Result
from jazari_assess.model.roadmap import Frontier, Roadmap

if TYPE_CHECKING:
    from jazari_assess.app.dossier import Dossier

SCHEMA = "jazari-assess/plan-comparison/1"


@dataclass(frozen=True, kw_only=True)
class PlansCompared:
    """Plans side by side, each with what was typed for it (empty for the plan without), and the frontier around them.

    ``base`` is what the frontier is drawn around; ``frontier`` is None where there is nothing to vary: no capacity.
    """

    result: Result
    base: PlanSettings
    asked: Sequence[str]
    plans: Sequence[Roadmap]
    frontier: Frontier | None


def compared(dossier: "Dossier", request: PlanRequest, asked: Sequence[str]) -> PlansCompared:
    """Plan under each of ``asked``; a single one is set beside the plan without it."""
    from jazari_assess.engine.plan import compare

    known = dimensions(dossier)
    base = settings_over(standing_settings(dossier), request, known)
    labels = [*asked] if len(asked) > 1 else ["", *asked]
    several = [varied(base, label, known) for label in labels]
    result = dossier.result(dossier.all_models())
    return PlansCompared(
        result=result,
        base=base,
        asked=labels,
        plans=compare(result, dossier.library, several, date=dossier.date),
        frontier=_frontier(dossier, result, base, several),
    )


def _frontier(
    dossier: "Dossier", result: Result, base: PlanSettings, several: Sequence[PlanSettings]
) -> Frontier | None:
    from jazari_assess.engine.plan import frontier

    budgets = {settings.budget for settings in several}
    if base.budget and len(budgets) > 1:
        return frontier(result, dossier.library, base, date=dossier.date, scarce="budget")
    return frontier(result, dossier.library, base, date=dossier.date) if base.capacity else None


def comparison_value(made: PlansCompared) -> Mapping[str, Any]:
    """Return the plans and the frontier as plain values."""
    from jazari_assess.app.json_text import plain_values

    return {
        "schema": SCHEMA,
        "asked": [*made.asked],
        "plans": [plain_values(plan) for plan in made.plans],
        "frontier": None if made.frontier is None else made.frontier.model_dump(mode="json"),
    }
