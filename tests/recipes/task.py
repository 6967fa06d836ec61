"""What a new command does, as a newcomer adds it: the dimensions of a firm with the lowest scores."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jazari_assess.app.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class Weakest:
    """The firm, and its lowest scores by the title of the dimension, unrounded, the lowest first."""

    firm: str
    scores: Mapping[str, float]

    def value(self) -> Mapping[str, Any]:
        """Return it as plain values."""
        return {"firm": self.firm, "scores": dict(self.scores)}


def weakest(dossier: Dossier, count: int = 3) -> Weakest:
    """Return the dimensions with the lowest scores; those without a score are not among them."""
    model = dossier.main_model
    found = dossier.result([model]).models[0].nodes
    titles = model.texts[dossier.context.language].nodes
    dimensions = [name for name, node in found.items() if node.parent == model.structure.root]
    scored = {titles[name].title: score for name in dimensions if (score := found[name].score) is not None}
    lowest = sorted(scored, key=lambda title: scored[title])[:count]
    return Weakest(firm=dossier.assessment.profile.firm, scores={title: scored[title] for title in lowest})
