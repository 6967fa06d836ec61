"""The overall score under other weights, beside the model's own: equal ones, and those of each variant.

Wherever weights are a judgement a reader may ask what others would give; these are the judgements at hand.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from jazari_assess.engine.score.compiled import CompiledModel, compile_model
from jazari_assess.engine.score.kernel import Floats, Mask, score
from jazari_assess.engine.score.robustness import VARIED

EQUAL, STANDARD = "equal", "standard"
"""What equal weights, and the model's own without any variant, are called among the variants' names."""


def sensitivity(compiled: CompiledModel, values: Floats, not_applicable: Mask) -> Mapping[str, float]:
    """Return the overall score of one firm (1, questions) under every other set of weights that gives one."""
    model = compiled.model
    others = {EQUAL: _with_equal_weights(compiled), STANDARD: compile_model(model, compiled.questions)} | {
        variant.id: compile_model(model, compiled.questions, variant) for variant in model.variants
    }
    others.pop(compiled.variant or STANDARD)
    found = {name: float(score(own, values, not_applicable).score[0, own.root]) for name, own in others.items()}
    return {name: value for name, value in found.items() if not np.isnan(value)}


def _with_equal_weights(compiled: CompiledModel) -> CompiledModel:
    """Return the model with each judged weight, where it is not 0, replaced by the same for all siblings."""
    groups = tuple(
        replace(group, weights=np.where(group.weights > 0, 1.0, 0.0) / max(1, np.count_nonzero(group.weights)))
        if group.aggregate in VARIED
        else group
        for group in compiled.groups
    )
    return compiled.reweighted(groups)
