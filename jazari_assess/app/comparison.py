"""What a report says beside one assessment and its plan: an earlier stage, others, and more or less capacity."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from jazari_assess.cli.choices import Choices
from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.render.interface import Comparison

if TYPE_CHECKING:
    from jazari_assess.app.dossier import Dossier
    from jazari_assess.model.assessment import Assessment
    from jazari_assess.model.peers import Peers
    from jazari_assess.model.plan_settings import PlanSettings
    from jazari_assess.model.result import Result
    from jazari_assess.model.roadmap import Frontier


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What was asked for: files to compare with, the brand folder, and whether to draw the what-if curve."""

    brand: Path | None = None
    earlier: Path | None = None
    peers: Path | None = None
    frontier: bool = False
    migrate: bool = False


def compare(
    dossier: "Dossier", chosen: Choices, asked: Beside, result: "Result", settings: "PlanSettings", *, language: str
) -> Comparison:
    """Return what is compared; raise ``ProblemsError`` when a file is wrong or of something else."""
    model = result.models[0].model
    return Comparison(
        earlier=None if asked.earlier is None else _earlier(dossier, chosen, asked.earlier, migrate=asked.migrate),
        peers=None if asked.peers is None else _peers(asked.peers, model, language),
        frontier=_frontier(dossier, result, settings) if asked.frontier else None,
    )


def _peers(path: Path, model: str, language: str) -> "Peers":
    from jazari_assess.reading.peers import read_peers

    return read_peers(path, model, language)


def _frontier(dossier: "Dossier", result: "Result", settings: "PlanSettings") -> "Frontier":
    from jazari_assess.engine.plan import frontier

    return frontier(result, dossier.library, settings, date=dossier.date)


def _earlier(dossier: "Dossier", chosen: Choices, path: Path, *, migrate: bool) -> "Result":
    from jazari_assess.app.dossier import open_dossier

    before = open_dossier(path, chosen, migrate=migrate)
    differing = _differing(before.assessment, dossier.assessment)
    if differing is not None:
        raise ProblemsError([Problem(code=differing, place=Place(file=str(path)))])
    return replace(before, date=before.assessment.date or before.date).result([before.main_model])


def _differing(before: "Assessment", now: "Assessment") -> str | None:
    if before.questionnaire.id != now.questionnaire.id:
        return "earlier-other-questionnaire"
    return None if before.profile.firm.split() == now.profile.firm.split() else "earlier-other-firm"
