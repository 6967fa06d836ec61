"""The roadmap of a firm: the plan it has accepted, or one made for the occasion."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jazari_assess.model.maturity import Group
from jazari_assess.model.plan_settings import PlanSettings
from jazari_assess.model.roadmap import Roadmap

if TYPE_CHECKING:
    from jazari_assess.app.dossier import Dossier
    from jazari_assess.model.result import Result


def standing_settings(dossier: "Dossier") -> PlanSettings:
    """Return what the firm's accepted plan was asked to respect, or the defaults."""
    kept = dossier.assessment.plan
    return _defaults() if kept is None else kept.settings


def _defaults() -> PlanSettings:
    from jazari_assess.app.settings import stale_months
    from jazari_assess.reading.content.interface_text import languages

    return PlanSettings(stale_months=stale_months(languages()))


def standing_roadmap(dossier: "Dossier", result: "Result") -> Roadmap:
    """Return the plan the firm has accepted, or one with the default settings."""
    kept = dossier.assessment.plan
    if kept is None:
        return roadmap(dossier, result, _defaults())
    from jazari_assess.engine.plan import kept_plan

    return kept_plan(result, dossier.library, kept, date=dossier.date)


def roadmap(dossier: "Dossier", result: "Result", settings: PlanSettings) -> Roadmap:
    """Plan from a result."""
    from jazari_assess.engine.plan import plan

    return plan(result, dossier.library, settings, date=dossier.date)


def dimensions(dossier: "Dossier") -> Sequence[str]:
    """Return the ids of the dimensions of the main model."""
    model = dossier.main_model.structure
    root = model.nodes[model.root]
    return root.children if isinstance(root, Group) else ()
