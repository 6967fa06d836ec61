"""The weights of a model in a terminal and as JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from rich.console import RenderableType

from jazari_assess.app.json_text import json_text
from jazari_assess.cli.terminal.figures import decimals, figures
from jazari_assess.cli.terminal.tables import plain, table
from jazari_assess.engine.weights.weighting import Consistency, GroupWeights, group_weights
from jazari_assess.errors import UsageError
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.library import Library, ModelContent
from jazari_assess.model.maturity import Group
from jazari_assess.render.page.wording import Wording


@dataclass(frozen=True, kw_only=True)
class ModelWeights:
    """The weights of each group of a model, by node, parents first."""

    model: ModelContent
    variant: str | None
    groups: Mapping[str, tuple[Group, GroupWeights]]


def model_weights(library: Library, model: str, variant: str | None) -> ModelWeights:
    """Return the weights of a model, or of one of its variants.

    Raises ``UsageError`` when there is no such model or variant.
    """
    if model not in library.models:
        raise UsageError("model-unknown", found=model, known=", ".join(library.models))
    content = library.models[model]
    overrides = {own.id: own.weights for own in content.structure.variants}
    if variant is not None and variant not in overrides:
        raise UsageError("variant-unknown", found=variant, model=model, known=", ".join(overrides))
    replaced = overrides[variant] if variant is not None else {}
    groups = {
        name: (node, group_weights(node, replaced.get(name)))
        for name, node in content.structure.nodes.items()
        if isinstance(node, Group)
    }
    return ModelWeights(model=content, variant=variant, groups=groups)


def weights_json(shown: ModelWeights, notices: Mapping[str, Any]) -> str:
    """Return the weights as JSON: per group its children with their share of 1, and the consistency of judgements.

    ``notices`` are what a view says of itself, as plain values.
    """
    groups = {
        name: {
            "aggregate": group.aggregate,
            "weights": dict(zip(group.children, weights.values, strict=True)),
            "consistency": None if weights.consistency is None else asdict(weights.consistency),
        }
        for name, (group, weights) in shown.groups.items()
    }
    structure = shown.model.structure
    told = {
        "schema": "jazari-assess/weights/1",
        "model": structure.id,
        "version": structure.version,
        "sha256": shown.model.sha256,
        "variant": shown.variant,
        "groups": groups,
        **notices,
    }
    return json_text(told)


def weights_parts(shown: ModelWeights, titles: Mapping[str, str], interface: InterfaceText) -> list[RenderableType]:
    """Return one table a group, followed by its consistency; ``titles`` names every item of the model."""
    numbers = figures(interface)
    parts: list[RenderableType] = []
    for name, (group, weights) in shown.groups.items():
        made = table(
            interface.say("commands.weights.node"),
            interface.say("commands.weights.weight"),
            title=titles.get(name, name),
            numbers=(1,),
        )
        for child, weight in zip(group.children, weights.values, strict=True):
            made.add_row(plain(titles.get(child, child)), plain(numbers.exact_percent(weight)))
        parts.append(made)
        if weights.consistency is not None:
            parts.append(plain(consistency_words(weights.consistency, interface, numbers)))
        parts.append(plain(""))
    return parts


def consistency_words(found: Consistency, interface: InterfaceText, numbers: Wording) -> str:
    """Return lambda, CI, RI and CR with the method and table they come from."""
    return interface.say(
        "commands.weights.consistency",
        method=interface.say(f"weights-new.method.{found.method}"),
        table=found.ri_table,
        order=str(found.order),
        missing=str(found.missing),
        lambda_max=decimals(found.lambda_max, 4, numbers),
        ci=decimals(found.ci, 4, numbers),
        ri="-" if found.ri is None else numbers.number(found.ri),
        cr=decimals(found.cr, 4, numbers),
    )
