"""From the options of a command to a roadmap."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from jazari_assess.errors import UsageError
from jazari_assess.model.maturity import Group
from jazari_assess.model.plan_settings import PlanSettings
from jazari_assess.model.roadmap import Roadmap

if TYPE_CHECKING:
    from jazari_assess.cli.dossier import Dossier
    from jazari_assess.model.result import Result

_TOP = 100.0


def plan_settings(
    dossier: "Dossier", *, horizon: int = 18, capacity: float = 20.0, targets: Sequence[str] = ()
) -> PlanSettings:
    """Return the settings asked for; ``targets`` are ``DIMENSION=SCORE``.

    Raises ``UsageError`` for a target that is none.
    """
    model = dossier.main_model.structure
    root = model.nodes[model.root]
    dimensions = root.children if isinstance(root, Group) else ()
    return PlanSettings(horizon_months=horizon, capacity=capacity, targets=_targets(targets, dimensions))


def _targets(asked: Sequence[str], dimensions: Sequence[str]) -> Mapping[str, float]:
    return dict(_target(one, dimensions) for one in asked)


def _target(asked: str, dimensions: Sequence[str]) -> tuple[str, float]:
    dimension, _, score = asked.partition("=")
    try:
        wanted = float(score)
    except ValueError:
        wanted = -1.0
    if dimension not in dimensions or not 0 <= wanted <= _TOP:
        raise UsageError("target-wrong", found=asked, known=", ".join(dimensions))
    return dimension, wanted


def roadmap(dossier: "Dossier", result: "Result", settings: PlanSettings) -> Roadmap:
    """Plan from a result."""
    from jazari_assess.engine.plan import plan

    return plan(result, dossier.library, settings, date=dossier.date)
