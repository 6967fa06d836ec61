"""Whether the words of a model are complete in one language, and none is left over."""

from collections.abc import Iterator

from jazari_assess.errors import Problem
from jazari_assess.model.maturity import MaturityModel, ModelText
from jazari_assess.reading.content.parts import missing_words, unmatched_words
from jazari_assess.reading.yaml_json.document import Document


def model_words_problems(model: MaturityModel, text: ModelText, document: Document) -> Iterator[Problem]:
    """Yield every key that the words lack, and every word that the structure has no place for."""
    steps = model.levels.steps
    yield from unmatched_words(document, ("nodes",), model.nodes, text.nodes)
    yield from unmatched_words(document, ("levels",), [step.id for step in steps], text.levels)
    gated = [step.id for step in steps if step.require]
    yield from unmatched_words(document, ("requirements",), gated, text.requirements)
    variants = [variant.id for variant in model.variants]
    yield from unmatched_words(document, ("variants",), variants, text.variants)
    if model.role == "view" and text.notice is None:
        yield missing_words(document, ("notice",))
