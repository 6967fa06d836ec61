"""Weights in a terminal: those of a model, and where judgements stand with the one most at odds with the rest."""

from rich.console import RenderableType

from jazari_assess.app.judging import JudgedWeights, Judging
from jazari_assess.app.weights import Consistency, ModelWeights
from jazari_assess.app.wording import Wording, decimals, figures
from jazari_assess.cli.terminal.tables import bar, plain, row, table
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.maturity import Ahp


def weights_parts(shown: ModelWeights, interface: InterfaceText) -> list[RenderableType]:
    """Return one table a group, followed by its consistency."""
    numbers, titles = figures(interface), shown.titles
    parts: list[RenderableType] = []
    for name, (group, weights) in shown.groups.items():
        made = table(
            interface.say("commands.weights.node"),
            interface.say("commands.weights.weight"),
            title=titles.get(name, name),
            numbers=(1,),
        )
        for child, weight in zip(group.children, weights.values, strict=True):
            row(made, titles.get(child, child), numbers.exact_percent(weight))
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


def standing_parts(judging: Judging, ahp: Ahp, interface: InterfaceText) -> list[RenderableType]:
    """Return the consistency so far in a line, and the worst judgement in another; nothing while none can differ."""
    found = judging.weights(ahp)
    if not found.telling:
        return []
    values = {"ratio": decimals(found.consistency.cr, 3, figures(interface)), "items": str(len(found.weights))}
    line = plain(interface.say("weights-new.so-far", **values), "green" if found.accepted else "yellow")
    return [line, *map(plain, _worst(judging, found, interface))]


def final_parts(judging: Judging, ahp: Ahp, interface: InterfaceText) -> list[RenderableType]:
    """Return the weights as a table, lambda, CI, RI and CR with their method, and the worst judgement."""
    found, numbers = judging.weights(ahp), figures(interface)
    made = table(interface.say("commands.weights.node"), interface.say("commands.weights.weight"), "", numbers=(1,))
    for child, weight in found.weights.items():
        row(made, judging.titles.get(child, child), numbers.exact_percent(weight), bar(weight))
    said = [consistency_words(found.consistency, interface, numbers), *_worst(judging, found, interface)]
    return [made, *map(plain, said)]


def ratio_words(ratio: float, numbers: Wording) -> str:
    """Return a ratio as judges write it: 3, or 1/3."""
    return numbers.number(ratio) if ratio >= 1 else f"1/{numbers.number(1 / ratio)}"


def _worst(judging: Judging, found: JudgedWeights, interface: InterfaceText) -> list[str]:
    """Return the judgement most at odds with what the weights say, where there is one."""
    worst, numbers = found.worst, figures(interface)
    if worst is None:
        return []
    first, second = (judging.titles.get(item, item) for item in worst.pair)
    told = {"said": ratio_words(worst.said, numbers), "would": ratio_words(worst.would, numbers)}
    return [interface.say("weights-new.worst", number=str(worst.number), first=first, second=second, **told)]
