"""Where judgements stand: weights, consistency, and the judgement most at odds with what the weights say."""

from collections.abc import Mapping, Sequence

from rich.console import RenderableType

from jazari_assess.cli.terminal.figures import decimals, figures
from jazari_assess.cli.terminal.tables import bar, plain, table
from jazari_assess.cli.weights.table import consistency_words
from jazari_assess.engine.weights.judging import (
    ACCEPTED_RATIO,
    Standing,
    judged,
    pairs_of,
    ratio_of,
    says_something,
    standing,
)
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.maturity import Ahp
from jazari_assess.render.page.wording import Wording


def standing_parts(
    ahp: Ahp, children: Sequence[str], titles: Mapping[str, str], interface: InterfaceText
) -> list[RenderableType]:
    """Return the consistency so far in a line, and the worst judgement in another; nothing while none can differ."""
    found = standing(ahp, children)
    if not says_something(found):
        return []
    ratio = found.consistency.cr
    style = "green" if ratio <= ACCEPTED_RATIO else "yellow"
    line = plain(
        interface.say(
            "weights-new.so-far", ratio=decimals(ratio, 3, figures(interface)), items=str(len(found.children))
        ),
        style,
    )
    worst = _worst(ahp, found, children, titles, interface)
    return [line, *([plain(worst)] if worst else [])]


def final_parts(
    ahp: Ahp, children: Sequence[str], titles: Mapping[str, str], interface: InterfaceText
) -> list[RenderableType]:
    """Return the weights as a table, lambda, CI, RI and CR with their method, and the worst judgement."""
    found, numbers = standing(ahp, children), figures(interface)
    made = table(interface.say("commands.weights.node"), interface.say("commands.weights.weight"), "", numbers=(1,))
    for child, weight in zip(found.children, found.weights, strict=True):
        made.add_row(plain(titles.get(child, child)), plain(numbers.exact_percent(weight)), bar(weight))
    worst = _worst(ahp, found, children, titles, interface)
    said = [consistency_words(found.consistency, interface, numbers), worst]
    return [made, *(plain(line) for line in said if line)]


def ratio_words(ratio: float, numbers: Wording) -> str:
    """Return a ratio as judges write it: 3, or 1/3."""
    return numbers.number(ratio) if ratio >= 1 else f"1/{numbers.number(1 / ratio)}"


def _worst(
    ahp: Ahp, found: Standing, children: Sequence[str], titles: Mapping[str, str], interface: InterfaceText
) -> str:
    worst = found.consistency.worst
    given = None if worst is None else judged(ahp, worst[:2])
    if worst is None or given is None:
        return ""
    pair, numbers = (given.of, given.over), figures(interface)
    would = worst[2] if pair == worst[:2] else 1 / worst[2]
    number = next(place for place, own in enumerate(pairs_of(children), start=1) if set(own) == set(pair))
    return interface.say(
        "weights-new.worst",
        number=str(number),
        first=titles.get(pair[0], pair[0]),
        second=titles.get(pair[1], pair[1]),
        said=ratio_words(ratio_of(given, pair), numbers),
        would=ratio_words(would, numbers),
    )
