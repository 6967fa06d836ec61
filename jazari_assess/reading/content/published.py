"""What must agree in published distributions of a model: its levels, shares that are a whole, their words."""

from collections.abc import Iterator, Mapping

from jazari_assess.errors import Problem
from jazari_assess.model.maturity import MaturityModel, ModelText
from jazari_assess.model.references import WHOLE, Reference, References
from jazari_assess.reading.content.parts import Sourced, unmatched_words
from jazari_assess.reading.yaml_json.document import Document, nearest


def references_problems(references: Sourced[References], model: MaturityModel) -> Iterator[Problem]:
    """Yield every level that the model lacks, and every distribution that does not add up."""
    levels = [step.id for step in model.levels.steps]
    for name, one in references.content.references.items():
        path = ("references", name, "shares")
        for level in one.shares:
            if level not in levels:
                values = {"found": level, "near": nearest(level, levels)}
                yield references.document.key_problem("level-unknown", (*path, level), **values)
        total = sum(one.shares.values())
        if not WHOLE[0] <= total <= WHOLE[1]:
            yield references.document.problem("reference-not-whole", path, found=f"{total:g}")


def reference_words_problems(
    references: Mapping[str, Reference], text: ModelText, document: Document
) -> Iterator[Problem]:
    """Yield published distributions without words in one language, and words without them."""
    yield from unmatched_words(document, ("references",), references, text.references)
