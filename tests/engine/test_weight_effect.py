"""Every weight of every model counts: changing it in the model changes the scores of firms."""

from collections.abc import Collection, Iterator, Mapping

import numpy as np
import pytest

from jazari_assess.engine.score.compiled import compile_model
from jazari_assess.engine.score.kernel import Floats, score
from jazari_assess.engine.weights.weighting import weights_of
from jazari_assess.model.maturity import AhpWeights, Group, MaturityModel, NotCovered, Variant, Weights
from tests.engine.content import models, questionnaires

ROWS = 20

GROUPS = [
    (model.structure, variant, group)
    for model in models().values()
    for variant in (None, *model.structure.variants)
    for group, node in model.structure.nodes.items()
    if isinstance(node, Group) and (variant is None or group in variant.weights)
]


def covered(model: MaturityModel, group: str) -> tuple[str, ...]:
    """Return the children of a group that the questionnaire covers."""
    node = model.nodes[group]
    assert isinstance(node, Group)
    return tuple(child for child in node.children if not isinstance(model.nodes.get(child), NotCovered))


def named(found: MaturityModel | Variant | str | None) -> str:
    """Return the words by which a test names its model, variant or group."""
    return found if isinstance(found, str) else "base" if found is None else found.id


# an only child has the whole weight whatever it is
SHARED = [(model, variant, group) for model, variant, group in GROUPS if len(covered(model, group)) > 1]


def firms(model: MaturityModel) -> tuple[tuple[str, ...], Floats]:
    """Return the scored questions and answers to all of them: at random, then one low among high, one high among low.

    The last two are what decides a minimum, a rung of a ladder or a count.
    """
    questions = questionnaires()[model.questionnaire].structure.valued
    at_random = np.random.default_rng(20261121).random((ROWS, len(questions)))
    one = np.eye(len(questions))
    return questions, np.vstack([at_random, 1 - one, one, 1 - 0.7 * one, 0.7 * one])


def scores(model: MaturityModel, variant: Variant | None) -> Mapping[str, Floats]:
    """Return the scores of every group for all the firms."""
    questions, values = firms(model)
    compiled = compile_model(model, questions, variant)
    found = score(compiled, values).score
    return {group.id: found[:, index] for index, group in enumerate(compiled.groups)}


def weighing(model: MaturityModel, variant: Variant | None, group: str) -> Weights | None:
    """Return the weights of a group as the model, or the variant, writes them."""
    if variant is not None:
        return variant.weights[group]
    node = model.nodes[group]
    assert isinstance(node, Group)
    return node.weights


def changes(
    weights: Weights | None, children: tuple[str, ...], counted: Collection[str]
) -> Iterator[tuple[str, Weights]]:
    """Yield the weights with each covered child's, or each judgement, changed in turn: doubled, and left out."""
    if isinstance(weights, AhpWeights):
        for index, judgement in enumerate(weights.ahp.judgements):
            ratio = judgement.value * 2 if judgement.value <= 4 else judgement.value / 2
            changed = judgement.model_copy(update={"ratio": ratio})
            judgements = (*weights.ahp.judgements[:index], changed, *weights.ahp.judgements[index + 1 :])
            label = f"{judgement.of} over {judgement.over}"
            yield label, AhpWeights(ahp=weights.ahp.model_copy(update={"judgements": judgements}))
        return
    explicit = dict.fromkeys(children, 1.0) if weights is None else dict(weights)
    for child in counted:
        weight = explicit[child]
        yield f"{child} doubled", {**explicit, child: weight * 2 or 1.0}
        yield f"{child} left out", {**explicit, child: 0.0 if weight else 1.0}


def with_weights(
    model: MaturityModel, variant: Variant | None, group: str, weights: Weights
) -> tuple[MaturityModel, Variant | None]:
    """Return the model, or the variant, with other weights for one group."""
    if variant is not None:
        return model, variant.model_copy(update={"weights": {**variant.weights, group: weights}})
    node = model.nodes[group].model_copy(update={"weights": weights})
    return model.model_copy(update={"nodes": {**model.nodes, group: node}}), None


def moves(before: Floats, after: Floats) -> bool:
    """Say whether some firm's score is another one."""
    return not np.allclose(before, after, rtol=0, atol=1e-6, equal_nan=True)


@pytest.mark.parametrize(("model", "variant", "group"), SHARED, ids=named)
def test_every_weight_has_an_effect(model: MaturityModel, variant: Variant | None, group: str) -> None:
    """A changed weight changes the score of its group, and of the whole, for some firm."""
    node = model.nodes[group]
    assert isinstance(node, Group)
    before = scores(model, variant)
    for label, weights in changes(weighing(model, variant, group), node.children, covered(model, group)):
        if node.aggregate == "minimum" and label.endswith("doubled"):
            continue  # a minimum asks only whether a child counts
        after = scores(*with_weights(model, variant, group, weights))
        assert moves(before[group], after[group]), f"{group}: {label} changes no score of the group"
        assert moves(before[model.root], after[model.root]), f"{group}: {label} changes no score of the whole"


@pytest.mark.parametrize(("model", "variant", "group"), GROUPS, ids=named)
def test_weights_in_use_are_those_written(model: MaturityModel, variant: Variant | None, group: str) -> None:
    """What the engine computes with is what the file says, normalised over the children in their order."""
    node = model.nodes[group]
    assert isinstance(node, Group)
    compiled = compile_model(model, firms(model)[0], variant)
    used = next(own for own in compiled.groups if own.id == group)
    written = weights_of(node.children, weighing(model, variant, group)).values
    by_child = dict(zip(node.children, written, strict=True))
    assert [by_child[compiled.node_ids[child]] for child in used.children] == used.weights.tolist()
