"""What a low consistency ratio is worth where almost all ratios are 1 or 2: chance reaches the bound too."""

import numpy as np
from numpy.typing import NDArray

from jazari_assess.engine.weights.weighting import Consistency, group_weights, random_index
from jazari_assess.model.maturity import ACCEPTED_RATIO, AhpWeights, Group
from tests.engine.content import models

Floats = NDArray[np.float64]
ORDER, DRAWS = 9, 5000


def random_ratios() -> Floats:
    """Return CR of matrices of nine items filled at random with 1/2, 1 and 2, each as likely."""
    random = np.random.Generator(np.random.PCG64(20260112))
    rows, columns = np.triu_indices(ORDER, 1)
    matrices = np.ones((DRAWS, ORDER, ORDER))
    drawn = random.choice([0.5, 1.0, 2.0], size=(DRAWS, len(rows)))
    matrices[:, rows, columns], matrices[:, columns, rows] = drawn, 1 / drawn
    largest = np.linalg.eigvals(matrices).real.max(axis=1)
    published = random_index("saaty-1980", ORDER)
    assert published is not None
    return np.asarray((largest - ORDER) / (ORDER - 1) / published, dtype=np.float64)


def ours() -> tuple[Consistency, list[float]]:
    """Return the consistency of the dimensions' judgements, and their ratios."""
    root = models()["industrie-x0"].structure.nodes["overall"]
    assert isinstance(root, Group)
    assert isinstance(root.weights, AhpWeights)
    found = group_weights(root).consistency
    assert found is not None
    return found, [one.value for one in root.weights.ahp.judgements]


def test_chance_passes_the_usual_bound_on_such_ratios() -> None:
    """Seven matrices of ten pass, so passing proves little; none is as consistent as ours, so ours are no chance."""
    found, ratios = ours()
    assert sum(1 / 2 <= ratio <= 2 for ratio in ratios) == 34
    by_chance = random_ratios()
    assert 0.70 < (by_chance <= ACCEPTED_RATIO).mean() < 0.74
    assert found.cr < by_chance.min()
