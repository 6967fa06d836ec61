"""Scores while the interview goes on: the same engine as everywhere, without the draws that only a report needs."""

from jazari_assess.engine.score.evaluate import answered, compiled_for, model_result
from jazari_assess.model.assessment import Assessment
from jazari_assess.model.library import ModelContent
from jazari_assess.model.maturity import Group
from jazari_assess.model.questionnaire import Questionnaire
from jazari_assess.model.result import ModelResult

_FEW_DRAWS, _SEED = 2, 1


def live_result(questionnaire: Questionnaire, model: ModelContent, assessment: Assessment) -> ModelResult:
    """Return the scores of the answers so far; its robustness is of too few draws to be shown."""
    firm = answered(questionnaire, assessment)
    return model_result(compiled_for(model.structure, firm), firm, seed=_SEED, draws=_FEW_DRAWS)


def dimensions(model: ModelContent) -> tuple[str, ...]:
    """Return the dimensions of a model: the children of its root."""
    root = model.structure.nodes[model.structure.root]
    return root.children if isinstance(root, Group) else ()
