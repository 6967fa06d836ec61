"""The weights of a model, and where they come from."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from jazari_assess.app.context import Context
from jazari_assess.app.dossier import read_content
from jazari_assess.app.wording import NamedModel
from jazari_assess.engine.weights.weighting import Consistency, GroupWeights, group_weights
from jazari_assess.errors import UsageError, choice_of
from jazari_assess.model.maturity import Group

__all__ = ["Consistency"]


@dataclass(frozen=True, kw_only=True)
class ModelWeights(NamedModel):
    """The weights of each group of a model, or of one of its variants, by node, parents first."""

    variant: str | None
    groups: Mapping[str, tuple[Group, GroupWeights]]

    def value(self) -> Mapping[str, Any]:
        """Return it as plain values: per group the share of 1 of each child, and the consistency of judgements."""
        groups = {
            name: {
                "aggregate": group.aggregate,
                "weights": dict(zip(group.children, weights.values, strict=True)),
                "consistency": None if weights.consistency is None else asdict(weights.consistency),
            }
            for name, (group, weights) in self.groups.items()
        }
        structure = self.model.structure
        return {
            "schema": "jazari-assess/weights/1",
            "model": structure.id,
            "version": structure.version,
            "sha256": self.model.sha256,
            "variant": self.variant,
            "groups": groups,
            **({"notices": self.notices} if self.notices else {}),
        }


def model_weights(model: str, context: Context, *, variant: str | None = None) -> ModelWeights:
    """Return the weights of a model, or of one of its variants.

    Raises ``UsageError`` when there is no such model or variant.
    """
    library = read_content(context)
    if model not in library.models:
        raise UsageError("model-unknown", found=model, known=choice_of(model, library.models))
    content = library.models[model]
    overrides = {own.id: own.weights for own in content.structure.variants}
    if variant is not None and variant not in overrides:
        raise UsageError("variant-unknown", found=variant, model=model, known=choice_of(variant, overrides))
    replaced = overrides[variant] if variant is not None else {}
    groups = {
        name: (node, group_weights(node, replaced.get(name)))
        for name, node in content.structure.nodes.items()
        if isinstance(node, Group)
    }
    return ModelWeights(library=library, model=content, language=context.language, variant=variant, groups=groups)
