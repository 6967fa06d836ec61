"""An item of a model is found by what a person calls it."""

import pytest

from jazari_assess.app.nodes import node_named
from jazari_assess.errors import UsageError
from jazari_assess.model.library import ModelContent
from tests.engine.content import models, questionnaires

OURS = questionnaires()["industrie-x0"]


def renamed(title: str, *nodes: str) -> ModelContent:
    """Return our model with this title in English on several of its items."""
    model = models()["industrie-x0"]
    words = model.texts["en"]
    changed = {node: words.nodes[node].model_copy(update={"title": title}) for node in nodes}
    texts = {**model.texts, "en": words.model_copy(update={"nodes": {**words.nodes, **changed}})}
    return ModelContent(
        structure=model.structure, texts=texts, cases=model.cases, sha256=model.sha256, folder=model.folder
    )


def test_a_title_of_several_items_is_refused_with_their_ids() -> None:
    """Where a title does not tell, the ids are asked for; an id always tells."""
    model = renamed("Twice", "data-ai", "sustainability")
    with pytest.raises(UsageError) as raised:
        node_named(model, OURS, "twice", "en")
    assert raised.value.problem.code == "item-several"
    assert raised.value.problem.values["known"] == "data-ai, sustainability"
    assert node_named(model, OURS, "data-ai", "en") == "data-ai"


def test_an_indicator_is_found_by_its_question() -> None:
    """An indicator that is a question itself has the question's short title."""
    for language, words in OURS.texts.items():
        assert (
            node_named(models()["industrie-x0"], OURS, words.questions["maintenance"].short, language) == "maintenance"
        )


def test_what_is_like_nothing_is_told_a_few_ids() -> None:
    """Far from every name, some ids show what there is; sixty would help nobody."""
    with pytest.raises(UsageError) as raised:
        node_named(models()["industrie-x0"], OURS, "0", "fr")
    assert raised.value.problem.code == "item-unknown"
    told = raised.value.problem.values["known"].split(", ")
    assert (len(told), told[-1]) == (10, "…")
    assert "sustainability" in told
