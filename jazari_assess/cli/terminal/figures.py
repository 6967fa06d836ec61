"""How the terminal writes numbers: as the reports do, from the same rounding."""

from decimal import Decimal

from babel.numbers import format_decimal

from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.render.page.wording import Wording, half_up

_HUNDREDTH = Decimal("0.01")


def figures(interface: InterfaceText) -> Wording:
    """Return the number formats of the interface's language."""
    entries = {"locale": interface.say("terminal.locale")}
    return Wording(words=InterfaceText(language=interface.language, direction=interface.direction, entries=entries))


def points(value: float, wording: Wording) -> str:
    """Return a term of a sum with two decimals, so that the terms of a column stand under each other."""
    return format_decimal(half_up(value, _HUNDREDTH), format="#,##0.00", locale=wording.locale)


def decimals(value: float, count: int, wording: Wording) -> str:
    """Return a figure with exactly ``count`` decimals, such as a consistency ratio."""
    return format_decimal(
        half_up(value, Decimal(1).scaleb(-count)), format=f"#,##0.{'0' * count}", locale=wording.locale
    )
